"""From the text of a listing to a moment: where the time stands in it, and whether it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.times.calendar import TOLERANCE, When, read_when, to_interval
from newscrawl.times.fold import Folded, fold
from newscrawl.times.grammar import Grammar, find_grammar
from newscrawl.times.machine import parse_machine_time
from newscrawl.times.moment import Interval, Moment
from newscrawl.times.relative import (
    Ago,
    Kind,
    is_plausible_bare,
    last_interval,
    read_ago,
    read_phrase,
    to_ages,
    to_ago,
)
from newscrawl.times.table import find_language, languages

ROUNDINGS = ("floor", "round", "unknown")

_READ = 240  # characters of a text that are looked at: a listing's time stands at its head
_DECORATION = re.compile(r"(?:[^\w+-]|_|-(?![0-9])){0,40}")
_SEPARATOR = re.compile(r"(?P<strong>\s{0,8}[|·•›»\n]\s{0,8})|,\s{1,8}|\s{1,8}-\s{1,8}")
_STRONG = "|·•›»\n"
_CATEGORY = {
    True: (60, 8),
    False: (30, 3),
}  # longest category in characters and words, by strength of separator
_MOST_SEPARATORS = 4
_SHORTEST_MACHINE_TIME = len("2026-5-1 9:05")
_COARSE = ("month", "year")
_WORD = re.compile(r"[^\W_]|\x00")


class Span(NamedTuple):
    """Where a relative time stands in a text."""

    start: int
    end: int


class _Start(NamedTuple):
    position: int
    updated: bool
    weak: bool
    """Behind a category and a comma or dash, where only what cannot be else is read."""


class _Asked(NamedTuple):
    now: datetime
    zone: tzinfo
    rounding: str


def parse_time(
    text: str, *, now: datetime, language: str | None, zone: ZoneInfo, rounding: str = "unknown"
) -> Moment | None:
    """Return when a listing's `text` says its story appeared; None if that is not the time of something past.

    `now` is the aware instant at which the page was made, `language` a BCP 47 tag (for None and tags
    without a table all tables are tried, and must agree), `rounding` how the outlet rounds: "floor",
    "round" or "unknown". Anything else of the two raises ValueError.

    >>> noon, ams = datetime(2026, 5, 1, 12, tzinfo=UTC), ZoneInfo("Europe/Amsterdam")
    >>> moment = parse_time("Bijgewerkt: 3 uur geleden", now=noon, language="nl", zone=ams)
    >>> f"{moment.earliest:%H:%M} {moment.latest:%H:%M}", moment.value, moment.unit, moment.updated
    ('08:00 09:30', 3, 'hour', True)
    >>> parse_time("over 3 uur", now=noon, language="nl", zone=ams)
    """
    if now.utcoffset() is None:
        raise ValueError("now must be aware")
    if rounding not in ROUNDINGS:
        raise ValueError(f"rounding must be one of {ROUNDINGS}: {rounding!r}")
    folded = fold(text.lstrip()[:_READ])
    asked = _Asked(now.astimezone(UTC), zone, rounding)
    if moment := _machine(folded, asked, zone):
        return moment
    known = find_language(language) if language else None
    if known is None:
        return _agreed([_parse(folded, asked, find_grammar(name), "", True) for name in languages()])
    return _parse_known(folded, asked, known, language or "")


def _parse_known(folded: Folded, asked: _Asked, known: str, tag: str) -> Moment | None:
    grammar = find_grammar(known)
    moment = _parse(folded, asked, grammar, tag, True)
    for name in () if moment else grammar.table.fallback:  # made only when needed: each takes milliseconds
        moment = moment or _parse(folded, asked, find_grammar(name), name, False)
    return moment


def _machine(folded: Folded, asked: _Asked, zone: ZoneInfo) -> Moment | None:
    # A date without a clock time is read with the order of the language; digits alone are no time to a reader.
    if len(folded.text) < _SHORTEST_MACHINE_TIME or ":" not in folded.text:
        return None
    moment = parse_machine_time(folded.printed, zone=zone)
    return moment if moment and moment.earliest <= asked.now + TOLERANCE else None


def _agreed(moments: list[Moment | None]) -> Moment | None:
    read = [moment for moment in moments if moment]
    said = {(moment.earliest, moment.latest, moment.value, moment.unit) for moment in read}
    return read[0] if len(said) == 1 else None


def _parse(folded: Folded, asked: _Asked, grammar: Grammar, tag: str, bare: bool) -> Moment | None:
    order = _order(grammar, tag)
    for start in _starts(folded, grammar):
        for reading in _readings(folded, start.position, grammar, order):
            if _allowed(folded, start, reading, grammar, bare) and _fits(folded, reading, grammar):
                moment = _to_moment(folded, reading, asked, start.updated)
                if moment:
                    return moment
    return None


def _readings(folded: Folded, position: int, grammar: Grammar, order: str) -> Iterator[Ago | When]:
    """Yield what may stand at `position`, relative times first: "14h" is a duration, but "14h05" is not."""
    if phrase := read_phrase(folded.text, position, grammar):
        yield phrase
    if ago := read_ago(folded.text, position, grammar):
        yield ago
    if when := read_when(folded, position, grammar, order):
        yield when


def _order(grammar: Grammar, tag: str) -> str:
    regions = grammar.table.regions
    parts = tag.replace("_", "-").upper().split("-")[1:] if regions else ()
    return next((regions[part] for part in parts if part in regions), grammar.table.order)


def _starts(folded: Folded, grammar: Grammar) -> Iterator[_Start]:
    """Yield the places where the time may begin: the head of the text, and behind categories and labels."""
    head = _after(_DECORATION, folded.text, 0)
    yield from _labelled(folded, head, grammar, weak=False)
    for count, separator in enumerate(_SEPARATOR.finditer(folded.text, head, head + _CATEGORY[True][0])):
        strong = separator["strong"] is not None
        category = folded.text[head : separator.start()]
        longest, words = _CATEGORY[strong]
        if count == _MOST_SEPARATORS or len(category.split()) > words or len(category) > longest:
            return
        if strong or not any(character.isdigit() for character in category):
            position = _after(_DECORATION, folded.text, separator.end())
            yield from _labelled(folded, position, grammar, weak=not strong)


def _labelled(folded: Folded, position: int, grammar: Grammar, *, weak: bool) -> Iterator[_Start]:
    if label := grammar.label.match(folded.text, position):
        yield _Start(label.end(), label["updated"] is not None, weak=False)
    yield _Start(position, False, weak)


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _allowed(folded: Folded, start: _Start, reading: Ago | When, grammar: Grammar, bare: bool) -> bool:
    """Say whether the reading may stand where it does; a bare duration or clock time only if nothing belies it."""
    if isinstance(reading, When):
        if reading.dated or start.position == 0:
            return True
    elif reading.marked:
        return True
    elif not bare or not is_plausible_bare(reading, folded.slice(reading.start, reading.end), grammar.table):
        return False
    before = grammar.not_past_before.search(folded.text, 0, start.position)
    behind = grammar.not_past_behind.match(folded.text, reading.end)
    return not (start.weak or before or behind)


def _fits(folded: Folded, reading: Ago | When, grammar: Grammar) -> bool:
    """Say whether what follows the reading lets it be the time of a listing, and not a part of prose."""
    word = _WORD.search(folded.text, reading.end)
    gap = folded.text[reading.end : word.start() if word else None]
    if word is None or any(mark in gap for mark in _STRONG):
        return True
    following = folded.slice(word.start(), word.end())
    if isinstance(reading, When):
        return _fits_when(gap, following, bool(grammar.label.match(folded.text, word.start())))
    if not reading.marked or following.islower():
        return False
    if reading.kind in (Kind.JUST_NOW, Kind.SECONDS, Kind.LAST) or reading.unit in _COARSE:
        return not gap or "-" in gap  # "Net Ajax", "Vor 20 Jahren Mauerfall"
    return True


def _fits_when(gap: str, following: str, label: bool) -> bool:
    if label:
        return True
    return following.isupper() and (not gap or "-" in gap or "," in gap)


def _to_moment(folded: Folded, reading: Ago | When, asked: _Asked, updated: bool) -> Moment | None:
    try:
        interval = _interval(reading, asked)
    except OverflowError:  # before the year 1
        return None
    if interval is None:
        return None
    raw = folded.slice(reading.start, reading.end).strip()
    if isinstance(reading, Ago):
        return Moment(*interval, value=reading.value, unit=reading.unit, raw=raw, updated=updated)
    day_word = reading.clock is None and reading.days_ago is not None
    value, unit = (reading.days_ago, "day") if day_word else (None, None)
    return Moment(*interval, value=value, unit=unit, raw=raw, updated=updated)


def _interval(reading: Ago | When, asked: _Asked) -> Interval | None:
    if isinstance(reading, When):
        return to_interval(reading, asked.now, asked.zone)
    if reading.kind is Kind.LAST:
        return last_interval(reading.parts[0][1], asked.now, asked.zone)
    least, most = to_ages(reading, asked.rounding)
    # On instants, not on the clock of the wall, which jumps twice a year.
    return asked.now - timedelta(seconds=most), asked.now - timedelta(seconds=least)


def find_times(text: str, *, language: str | None = None) -> Iterator[Span]:
    """Yield where relative times of the past stand in running `text`, in order and without overlap.

    Only times with an explicit marker ("geleden", "vor", "ago", "il y a", "hace") are found.

    >>> [tuple(span) for span in find_times("Brand 6 minuten geledenASSEN (ANP) - Na 2 uur", language="nl")]
    [(6, 23)]
    """
    folded = fold(text)
    known = find_language(language) if language else None
    names = (known, *find_grammar(known).table.fallback) if known else languages()
    found = sorted({span for name in names for span in _marked(folded.text, find_grammar(name))})
    end = 0
    for start, stop in found:
        if start >= end:
            end = stop
            yield Span(folded.origin(start), folded.origin(stop - 1) + 1)


def _marked(text: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    position = 0
    while match := grammar.ago.search(text, position):
        ago = to_ago(match, grammar.table)
        if ago and ago.marked:
            yield ago.start, ago.end
            position = ago.end
        else:  # its second part may begin a time of its own
            position = match.start("n2") if match["n2"] is not None else match.end()
