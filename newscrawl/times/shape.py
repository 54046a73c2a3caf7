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
from newscrawl.times.fold import Folded, fold
from newscrawl.times.judge import fits, is_labelled_behind, may_stand
from newscrawl.times.lexicon import Lexicon, find_lexicon
from newscrawl.times.likely import to_likely
from newscrawl.times.machine import may_be_machine_time
from newscrawl.times.phrases import first_word
from newscrawl.times.relative import read_ago, read_phrase
from newscrawl.times.tables import ENGLISH, ROOT, find_language
from newscrawl.times.when import When

_KNOWN = 8192
_DECORATION = re.compile(r"(?:[^\w+-]|_|-(?![0-9])){0,40}")
_SEPARATOR = re.compile(r"(?P<strong> ?[|·•›»\n] ?)|, | - ")
# Longest category in characters and words, by strength of the separator behind it.
_CATEGORY = {True: (60, 8), False: (30, 3)}
_MOST_SEPARATORS = 4
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
            stands = may_stand(line, start.position, said, lexicon, bare=bare, weak=start.weak)
            if stands and fits(line, said, lexicon):
                updated = start.updated or is_labelled_behind(line, said, lexicon, "updated")
                where = _trimmed(line, said.start, said.end)
                yield Reading(said, *where, updated, _names(said, lexicon), _plain(said))


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
