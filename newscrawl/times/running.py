"""Relative times of the past in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from newscrawl.times.fold import Folded, fold, to_shape
from newscrawl.times.lexicon import Lexicon, find_lexicon
from newscrawl.times.likely import to_likely
from newscrawl.times.phrases import first_word
from newscrawl.times.relative import read_ago
from newscrawl.times.tables import ENGLISH, find_language

_MOST_LANGUAGES = 24  # that are looked for in a text of no known language
_LONGEST = 64  # characters of a time before the word that says it is past
_WORD = re.compile(r"(?<![^\W_])[^\W_]|(?<=[\u0590-\u10ff\u1100-\uffff])0(?<!00)")


class Span(NamedTuple):
    """Where a relative time stands in a text."""

    start: int
    end: int


def find_times(text: str, *, language: str | None = None) -> Iterator[Span]:
    """Yield where relative times of the past stand in running `text`, in order and without overlap.

    Only times with an explicit marker ("geleden", "vor", "ago", "il y a", "hace") are found.

    >>> [tuple(span) for span in find_times("Brand 6 minuten geledenASSEN (ANP) - Na 2 uur", language="nl")]
    [(6, 23)]
    """
    line = fold(to_shape(text))
    known = find_language(language) if language else None
    own = find_lexicon(known) if known else None
    names = (
        (known, *own.fallback, ENGLISH)
        if known and own
        else islice(chain.from_iterable(to_likely(line.text)), _MOST_LANGUAGES)
    )
    found = sorted({span for name in dict.fromkeys(names) for span in _marked(line, find_lexicon(name))})
    end = 0
    for start, stop in found:
        if start >= end:
            end = stop
            yield Span(*line.span(start, stop))


def _marked(line: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    end = 0
    for start in _starts(line.text, lexicon.marks):
        possible = start >= end and first_word(line.text, start) in lexicon.begins
        ago = read_ago(line, start, lexicon) if possible else None
        if ago and ago.marked:
            end = ago.end
            yield start, end


def _starts(text: str, marks: tuple[str, ...]) -> list[int]:
    """Return the beginnings of words at or shortly before a word that says that a time is past."""
    starts: set[int] = set()
    for mark in marks:
        place = text.find(mark)
        while place >= 0:
            window = _WORD.finditer(text, max(0, place - _LONGEST), place + 1)
            starts.update(match.start() for match in window)
            place = text.find(mark, place + 1)
    return sorted(starts)
