"""How a text of a given shape is to be read: where a time may stand in it, and whether it may be one.

A shape is a text with 0 for every digit. Listings print few shapes and many numbers, so what is
found out here is kept, and the numbers are put in by `parser`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from newscrawl.times.ago import Ago, Kind, Slot
from newscrawl.times.calendar import read_when
from newscrawl.times.fold import GLUE, Folded, fold
from newscrawl.times.lexicon import Lexicon, find_lexicon
from newscrawl.times.likely import to_likely
from newscrawl.times.machine import may_be_machine_time
from newscrawl.times.phrases import first_word, is_cased
from newscrawl.times.relative import read_ago, read_phrase
from newscrawl.times.tables import ENGLISH, ROOT, find_language
from newscrawl.times.when import When

_KNOWN = 8192
_DECORATION = re.compile(r"(?:[^\w+-]|_|-(?![0-9])){0,40}")
_SEPARATOR = re.compile(r"(?P<strong> ?[|·•›»\n] ?)|, | - ")
_STRONG = "|·•›»\n"
# Longest category in characters and words, by strength of the separator behind it.
_CATEGORY = {True: (60, 8), False: (30, 3)}
_MOST_SEPARATORS = 4
_SHORT_UNITS = ("second", "minute", "hour", "day")
_COARSE = ("month", "year")
_WORD = re.compile(r"[^\W_]|\x00")
_CAPITALS = re.compile(r"[^\W\d_]{3,}")  # "ieri ROMA (ANSA)"
_LABEL_END = re.compile(r" ?[:：-]? ?")
_TELLING = 6


class Reading(NamedTuple):
    """One way to read a shape."""

    said: Ago | When | None
    """None for a time written for machines."""
    start: int
    """Where it stands in the printed text, to `end`."""
    end: int
    updated: bool
    """Whether a label says that it is the time of an update."""
    refused: frozenset[str] = frozenset()
    """Texts that are none, although they look like a bare duration: the names of outlets."""
    plain: tuple[int, int, str] | None = None
    """For a number and its unit, as most are: where the number stands in the printed text, and the unit."""


class _Start(NamedTuple):
    position: int
    updated: bool
    weak: bool
    """Behind a category and a comma or dash, where only what cannot be else is read."""


@lru_cache(maxsize=_KNOWN)
def read_shape(shape: str, tag: str) -> tuple[Reading, ...] | None:
    """Return the ways to read a text of this shape in the language of a BCP 47 `tag`, the likeliest first.

    None for a language without a table.
    """
    language = find_language(tag)
    if language is None:
        return None
    line = fold(shape)
    own = find_lexicon(language)
    orders = _orders(own, tag)
    readings = list(_read(line, own, orders, bare=True))
    if may_be_machine_time(shape):
        # The language's own reading of the same text knows its calendars, and is quicker.
        ends = [reading.end for reading in readings if isinstance(reading.said, When) and reading.start == 0]
        readings.insert(len(readings) if len(shape) in ends else 0, Reading(None, 0, len(shape), False))
    for name in dict.fromkeys((*own.fallback, ENGLISH, ROOT)):
        if name != language:
            other = find_lexicon(name)
            # Dates keep the order of the language: one that it refused as still to come is not read in another.
            readings += _read(line, other, () if name == ROOT else orders, bare=False)
    return tuple(readings)


@lru_cache(maxsize=_KNOWN)
def read_shape_in_all(shape: str) -> tuple[tuple[Reading, ...], ...]:
    """Return for each language that has words of the text the ways to read it; each must come to the same."""
    line = fold(shape)
    if may_be_machine_time(shape):
        return ((Reading(None, 0, len(shape), False),),)
    for names in to_likely(line.text):
        if distinct := _read_in(line, names):
            return tuple(distinct)
    return ()


def _read_in(line: Folded, names: list[str]) -> list[tuple[Reading, ...]]:
    distinct: list[tuple[Reading, ...]] = []
    titles = frozenset[str]().union(*(find_lexicon(name).names for name in names))
    for name in names:
        every = _read(line, find_lexicon(name), ("dmy", "mdy"), bare=True)
        readings = tuple(
            reading._replace(refused=titles) for reading in every if not _is_word_of_many(reading)
        )
        if readings and readings not in distinct:
            distinct.append(readings)
    return distinct


def _is_word_of_many(reading: Reading) -> bool:
    """Say whether a reading is a word as short as "nou", which is now in one language and new in others."""
    just_now = isinstance(reading.said, Ago) and reading.said.kind is Kind.JUST_NOW
    return just_now and reading.end - reading.start < _TELLING


def _orders(lexicon: Lexicon, tag: str) -> tuple[str, ...]:
    """Return the order of numeric dates; all that are in use where no region of the language is named."""
    parts = tag.replace("_", "-").upper().split("-")[1:]
    regions = [part for part in parts if len(part) == 2]
    if regions or not lexicon.regions:
        return (next((lexicon.regions[part] for part in regions if part in lexicon.regions), lexicon.order),)
    # A year first is told by its four digits.
    return tuple(dict.fromkeys((lexicon.order, *(set(lexicon.regions.values()) & {"dmy", "mdy"}))))


def _read(line: Folded, lexicon: Lexicon, orders: tuple[str, ...], *, bare: bool) -> Iterator[Reading]:
    for start in _starts(line, lexicon):
        for said in _said(line, start.position, lexicon, orders):
            if _allowed(line, start, said, lexicon, bare) and _fits(line, said, lexicon):
                yield Reading(
                    said,
                    *_trimmed(line, said.start, said.end),
                    start.updated,
                    _names(said, lexicon),
                    _plain(said),
                )


def _names(said: Ago | When, lexicon: Lexicon) -> frozenset[str]:
    return frozenset() if isinstance(said, When) or said.marked else lexicon.names


def _plain(said: Ago | When) -> tuple[int, int, str] | None:
    if isinstance(said, When) or said.kind is not Kind.COUNT or len(said.parts) > 1 or not said.marked:
        return None
    number, units, *_ = said.parts[0]
    return None if isinstance(number, int) or len(units) > 1 else (*number, units[0])


def _trimmed(line: Folded, start: int, end: int) -> Slot:
    """Return where in the printed text a reading stands, without white space at its ends."""
    first, last = line.span(start, end)
    shown = line.printed[first:last]
    return last - len(shown.lstrip()), first + len(shown.rstrip())


def _said(line: Folded, position: int, lexicon: Lexicon, orders: tuple[str, ...]) -> list[Ago | When]:
    """Return what may stand at `position`, the longest first: "14h" is a duration, but "14h05" is not."""
    if first_word(line.text, position) not in lexicon.begins:  # most texts of a page are no times
        return []
    found = (
        read_ago(line, position, lexicon),
        read_phrase(line, position, lexicon),
        read_when(line, position, lexicon, orders) if orders else None,
    )
    return sorted((said for said in found if said), key=lambda said: (-said.end, _rank(said)))


def _rank(said: Ago | When) -> int:
    """Rank readings of the same words: "3月17日" is a date before it is 3 months and 17 days."""
    if isinstance(said, When):
        return 0 if said.is_day_word else 2
    return 1 if said.marked else 3


def _starts(line: Folded, lexicon: Lexicon) -> Iterator[_Start]:
    """Yield the places where the time may begin: the head of the text, and behind categories and labels."""
    head = _after(_DECORATION, line.text, 0)
    yield from _labelled(line, head, lexicon, weak=False)
    if line.text.startswith("'"):  # a letter in some languages: "ʻaho ʻe 6 kuoʻosi"
        yield _Start(0, False, weak=False)
    for count, separator in enumerate(_SEPARATOR.finditer(line.lines, head, head + _CATEGORY[True][0])):
        strong = separator["strong"] is not None
        category = line.text[head : separator.start()]
        longest, words = _CATEGORY[strong]
        if count == _MOST_SEPARATORS or len(category.split()) > words or len(category) > longest:
            return
        if strong or not any(character.isdigit() for character in category):
            position = _after(_DECORATION, line.text, separator.end())
            yield from _labelled(line, position, lexicon, weak=not strong)


def _labelled(line: Folded, position: int, lexicon: Lexicon, *, weak: bool) -> Iterator[_Start]:
    for key in ("updated", "published"):
        if label := lexicon.words[key].match(line.text, position):
            start = _after(_LABEL_END, line.text, label[1]) - _announcing(
                line.text[position : label[1]], lexicon
            )
            yield _Start(start, key == "updated", weak=False)
    yield _Start(position, False, weak)


def _announcing(label: str, lexicon: Lexicon) -> int:
    """Return how much of a label is a word that announces a clock time: "bijgewerkt om"."""
    words = (word for word in lexicon.words["at"].meanings if label.endswith(f" {word}"))
    return max((len(word) + 1 for word in words), default=0)


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _allowed(line: Folded, start: _Start, said: Ago | When, lexicon: Lexicon, bare: bool) -> bool:
    """Say whether the reading may stand where it does; a bare duration or clock time only if nothing belies it."""
    if isinstance(said, When):
        if said.dated or start.position == 0:
            return True
        if "0" in line.text[: start.position]:  # the date stands there, in words that were not understood
            return False
    elif said.marked:
        return True
    elif not bare or not _is_plausible_bare(said, line.slice(said.start, said.end), lexicon):
        return False
    before, behind = line.text[: start.position].rstrip(_MARKS), line.text[said.end :].lstrip(_MARKS)
    if start.weak or _ends(before, lexicon) or _begins(behind, lexicon):
        return False
    # "peste 3 ore" is in three hours as well as more than three.
    vague = lexicon.words["about"].match(line.text, said.start)
    return not (vague and _ends(line.text[: vague[1]], lexicon))


_MARKS = " \t.,:;|·•›»()[]/-–—\n\"'"


def _ends(before: str, lexicon: Lexicon) -> bool:
    words = (*lexicon.words["not_past"].meanings, *lexicon.words["future_before"].meanings)
    return any(before.endswith(word) and not before[: -len(word)][-1:].isalnum() for word in words)


def _begins(behind: str, lexicon: Lexicon) -> bool:
    return any(lexicon.words[key].match(behind, 0) for key in ("not_past", "future_behind"))


def _is_plausible_bare(ago: Ago, printed: str, lexicon: Lexicon) -> bool:
    """Say whether a duration without a marker may be a time ago: "3 uur" is one, "3D" and "een jaar" are not."""
    if ago.kind is not Kind.COUNT or not any(character.isdecimal() for character in printed):
        return False
    if len(printed) > 1 and printed[-1].isupper() and not printed[-2].isalpha():
        return False
    word = fold(printed).text.strip("0123456789 ").rstrip(".")
    part = ago.parts[0]
    # "5m" of a listing is a time, "5 m" a length.
    letter = len(word) == 1 and part.glued and part.units[0] in _SHORT_UNITS
    return letter or word not in lexicon.bare_refused


def _fits(line: Folded, said: Ago | When, lexicon: Lexicon) -> bool:
    """Say whether what follows the reading lets it be the time of a listing, and not a part of prose."""
    word = _WORD.search(line.text, said.end)
    gap = line.lines[said.end : word.start() if word else None]
    if word is None or any(mark in gap for mark in _STRONG):
        return True
    following = line.slice(word.start(), word.end())
    if isinstance(said, When):
        return _fits_when(line, said, word.start(), gap, lexicon) or _is_dated_twice(
            line, said, word.start(), lexicon
        )
    if not said.marked:  # two texts that ran together are no prose
        return not gap and (
            line.text[word.start()] == GLUE or is_cased(line.text[said.end - 1]) != is_cased(following)
        )
    if following.islower() and is_cased(following):
        return False
    if said.kind in (Kind.JUST_NOW, Kind.SECONDS, Kind.LAST) or said.parts[0].units[0] in _COARSE:
        return not gap or "-" in gap  # "Net Ajax", "Vor 20 Jahren Mauerfall"
    return True


def _is_dated_twice(line: Folded, said: When, position: int, lexicon: Lexicon) -> bool:
    """Say whether the date stands there once more, in another calendar or language."""
    again = read_when(line, position, lexicon, said.orders) if said.dated else None
    return again is not None and again.has_date


def _fits_when(line: Folded, said: When, position: int, gap: str, lexicon: Lexicon) -> bool:
    following = line.slice(position, position + 1)
    if any(lexicon.words[key].match(line.text, position) for key in ("updated", "published")):
        return True
    if said.hour and said.dated and not gap and not is_cased(line.text[position]):
        return True  # digits end where the letters of the next text begin: "昨天 14:05北京"
    if following.isupper() and (not gap or "-" in gap or "," in gap):
        return True
    dateline = _CAPITALS.match(line.printed, line.origin(position)) if said.days_ago is not None else None
    return dateline is not None and dateline[0].isupper()
