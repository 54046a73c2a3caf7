"""Fold a text into the one form that the patterns know, without losing where each character stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

GLUE = "\x00"
"""Stands for a capital that follows a small letter, where two texts ran together: "geledenMINNEAPOLIS"."""

# Marks without a width of their own: soft hyphen, bidi marks, joiners, accents typed apart, variation selectors.
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_CAMEL = re.compile("[a-z][A-Z]")
_MEMO_UP_TO = 0xFFFF  # the astral planes are rare and large: not worth the memory


class Folded(NamedTuple):
    """A folded text and the way back to what was printed."""

    text: str
    printed: str
    places: Sequence[int] | None

    def origin(self, position: int) -> int:
        """Return where the folded `position` stands in the printed text."""
        if self.places is None:
            return position
        return self.places[position] if position < len(self.places) else len(self.printed)

    def slice(self, start: int, end: int) -> str:
        """Return what was printed from folded `start` to `end`."""
        if start >= end:
            return ""
        return self.printed[self.origin(start) : self.origin(end - 1) + 1]


class _Folds(dict[int, str]):
    """Folded form of each code point, always one character, made when first needed."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if code <= _MEMO_UP_TO:
            self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    if category == "Pd" or character == "\u2212":
        return "-"
    if character in "\u2018\u2019\u02bc\u00b4`":
        return "'"
    if unicodedata.decomposition(character).startswith("<wide>"):
        character = unicodedata.normalize("NFKC", character)[0]
    small = character.lower()[0]  # one capital (İ) has a small form of two characters
    base = unicodedata.normalize("NFD", small)[0]
    # An accent is often left out in capitals and by old systems; beyond Latin it makes another letter.
    return base if base.isascii() else small


_FOLDS = _Folds()


def fold(text: str) -> Folded:
    """Return `text` in small letters without accents, with ASCII digits, spaces, dashes and apostrophes.

    >>> fold("Il y a ٣\\u00a0heuresMACRON").text
    'il y a 3 heures\\x00acron'
    """
    if text.isascii():
        small = text.lower()
        if _CAMEL.search(text):
            small = _CAMEL.sub(lambda pair: pair[0][0] + GLUE, text).lower()
        return Folded(small, text, None)
    places: list[int] | None = None
    shown = text
    if _INVISIBLE.search(text):
        places = [place for place, character in enumerate(text) if not _INVISIBLE.match(character)]
        shown = "".join([text[place] for place in places])
    return Folded(_mark_glue(shown, shown.translate(_FOLDS)), text, places)


def _mark_glue(shown: str, folded: str) -> str:
    before = " " + shown
    glued = [
        place
        for place, (left, right) in enumerate(zip(before, shown, strict=False))
        if left.islower() and right.isupper()
    ]
    if not glued:
        return folded
    characters = list(folded)
    for place in glued:
        characters[place] = GLUE
    return "".join(characters)
