"""A language's words while they are gathered: each with where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple

from newscrawl.times.fold import GLUE, fold

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_SPACES = re.compile(r"\s+")
_OPTIONAL = re.compile(r"\(([^\W\d_]+)\)")  # "viru(n)", "(na) araw"
_SHOWN = 4  # sources named for one word in the report

Path = tuple[str, ...]
"""Where a word belongs: ("units", "minute"), ("calendar", "months", "3")."""


class Rank(IntEnum):
    """Who is believed when two sources give one word two meanings: the lowest."""

    HAND = 0
    CORRECTION = 1
    LONG = 2
    SHORT = 3
    NARROW = 4
    DRAFT = 5
    FORMATTER = 6
    DERIVED = 7


class Source(NamedTuple):
    """Who gave a word, for the order of belief and for the report."""

    rank: Rank
    name: str


def spellings(text: str) -> tuple[str, ...]:
    """Return the folded forms of a table word.

    A capital inside a word ("uMasingana") folds to a mark of two glued texts, so such a word has two forms.

    >>> spellings("  Über  #\\u00a0Stunden "), spellings("uMa")
    (('uber # stunden',), ('uma', 'u\\x00a'))
    """
    plain = _SPACES.sub(" ", fold(text.lower()).text).strip()
    marked = _SPACES.sub(" ", fold(text).text).strip()
    return (plain, marked) if GLUE in marked else (plain,)


def variants(text: str) -> tuple[str, ...]:
    """Return a text with and without what it has in brackets, which formatters print as it is.

    >>> variants("viru(n) #"), variants("# (na) araw"), variants("(#)")
    (('viru(n) #', 'virun #', 'viru #'), ('# (na) araw', '# na araw', '# araw'), ('(#)',))
    """
    if not _OPTIONAL.search(text):
        return (text,)
    return (text, _OPTIONAL.sub(r"\1", text), _SPACES.sub(" ", _OPTIONAL.sub("", text)))


@dataclass
class Draft:
    """Everything known about one language, by path, in the order it was found."""

    language: str
    scalars: dict[str, Any] = field(default_factory=dict)
    words: dict[Path, dict[str, list[Source]]] = field(default_factory=dict)
    fixed: set[str] = field(default_factory=set)
    blocked: set[tuple[Path, str]] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)

    def add(self, path: Path, text: str, source: Source) -> None:
        """Keep `text` under `path` unless it is empty or taken out by hand."""
        for variant in variants(text):
            for word in spellings(variant):
                if word and (path, word) not in self.blocked:
                    self.words.setdefault(path, {}).setdefault(word, []).append(source)

    def add_all(self, path: Path, texts: Iterable[str], source: Source) -> None:
        """Keep each of `texts`."""
        for text in texts:
            self.add(path, text, source)

    def fix(self, key: str, value: Any) -> None:
        """Set a scalar by hand: nothing found in a source changes it."""
        self.scalars[key] = value
        self.fixed.add(key)

    def suggest(self, key: str, value: Any) -> None:
        """Set a scalar unless it was set by hand."""
        if key not in self.fixed:
            self.scalars[key] = value

    def block(self, path: Path, text: str) -> None:
        """Refuse `text` under `path` from now on."""
        self.blocked.update((path, word) for word in spellings(text))

    def drop(self, path: Path, word: str, why: str) -> None:
        """Take out a word that is there and say why in the report."""
        sources = self.words[path].pop(word)
        self.doubt(f"dropped {' '.join(path)} {word!r} ({shown(sources)}): {why}")

    def doubt(self, text: str) -> None:
        """Note something that a person should look at."""
        line = f"{self.language}: {text}"
        if line not in self.doubts:
            self.doubts.append(line)

    def of(self, *path: str) -> dict[str, list[Source]]:
        """Return the words under `path` with their sources."""
        return self.words.get(path, {})

    def below(self, head: str) -> Iterator[tuple[Path, dict[str, list[Source]]]]:
        """Yield every path that starts with `head`, with its words."""
        for path in list(self.words):
            if path[0] == head:
                yield path, self.words[path]

    def ranked(self, path: Path) -> list[str]:
        """Return the words under `path`, those of the most believed source first."""
        words = self.of(*path)
        return sorted(words, key=lambda word: min(source.rank for source in words[word]))


def shown(sources: Iterable[Source]) -> str:
    """Return the names of `sources` for a line of the report."""
    names = list(dict.fromkeys(source.name for source in sources))
    more = f" +{len(names) - _SHOWN}" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
