"""Phrases looked up where they may stand in a folded text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

_LETTERS = re.compile(r"[^\W\d_]+")

Meaning = TypeVar("Meaning")
Units = tuple[str, ...]
"""Units that a word stands for, several where it is ambiguous."""


class Phrases(Generic[Meaning]):
    """Phrases with a meaning; the longest one that stands at a place is found by a few look-ups.

    A phrase in a script with capitals ends where no letter follows. In other scripts the next text may
    run on behind it, unless `whole` is true.
    """

    __slots__ = ("_lengths", "_whole", "meanings")

    def __init__(self, meanings: Mapping[str, Meaning], *, whole: bool = False) -> None:
        self.meanings = dict(meanings)
        self._whole = whole
        lengths: dict[str, set[int]] = {}
        for phrase in self.meanings:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def match(self, text: str, start: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the longest phrase at `start` of `text`, and where the phrase ends."""
        for length in self._lengths.get(text[start : start + 1], ()):
            phrase = text[start : start + length]
            if phrase in self.meanings and self._may_end(text, start + length, phrase):
                return self.meanings[phrase], start + length
        return None

    def _may_end(self, text: str, end: int, phrase: str) -> bool:
        following = text[end : end + 1]
        if not following or following in " .,:0-)" or end > len(text):
            return end <= len(text)
        if following.isalpha():
            cased = is_cased(phrase[-1])
            if cased != is_cased(following):  # another script: "3 minute pahleदिल्ली"
                return True
            return not phrase[-1].isalpha() or not (self._whole or cased)
        # A vowel sign belongs to the letter before it.
        return unicodedata.category(following) not in ("Mn", "Mc")


class Tail(NamedTuple):
    """What stands behind the number of a whole phrase."""

    units: Units
    """Those that it says behind a space, or wherever nobody prints it without one."""
    glued: Units = ()
    """Those that it says where no space parts it from the number."""
    less: bool = False
    """Whether the phrase says "less than"."""
    marked: bool = True
    """False for what formatters print for the future too: it counts as a bare duration."""

    def said(self, *, glued: bool) -> Units:
        """Return the units, several if they are ambiguous."""
        return (self.glued or self.units) if glued else (self.units or self.glued)


def first_word(text: str, position: int = 0) -> str:
    """Return the letters at `position`; one character of a script without capitals, or of no script."""
    character = text[position : position + 1]
    if not is_cased(character):
        return character
    return _LETTERS.match(text, position)[0]  # type: ignore[index]


def is_cased(character: str) -> bool:
    """Say whether a letter has capitals that texts begin with; Georgian's are for headings only."""
    return character.upper() != character and not "\u10d0" <= character <= "\u10ff"


def skip_space(text: str, position: int) -> int:
    """Return `position`, or the place behind the space that stands there."""
    return position + 1 if text.startswith(" ", position) else position
