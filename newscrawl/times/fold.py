"""Fold a text into the one form that the tables know, without losing where each character stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

GLUE = "\x00"
"""Stands for a capital that follows a small letter, where two texts ran together: "geledenMINNEAPOLIS"."""

# Marks that are typed or left out at will and have no width of their own: soft hyphen, bidi marks,
# joiners, variation selectors, accents typed apart, Hebrew and Arabic vowel points, the tatweel that
# stretches an Arabic word, Indic nuktas.
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u093c\u09bc\u0a3c\u0abc\u0b3c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_CAMEL = re.compile("[a-z][A-Z]")
_BLANK = re.compile(r"\s\s|[^\S ]")
_MEMO_UP_TO = 0xFFFF  # the astral planes are rare and large: not worth the memory

# What keyboards and encodings write in more than one way, and accents do not tell apart.
_SAME = {
    **dict.fromkeys("\u2018\u2019\u02bc\u02bb\u00b4`\u05f3\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u05f4", '"'),
    **dict.fromkeys("\u060c\u3001", ","),
    **dict.fromkeys("\u30fb\uff65", "·"),
    "ı": "i",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ħ": "h",
    "ς": "σ",
    "\u2212": "-",
    **dict.fromkeys("\u0649\u06cc\u06d2", "\u064a"),  # Arabic, Persian and Urdu yeh
    **dict.fromkeys("\u0629\u06be\u06c1\u06d5\u06c3", "\u0647"),  # heh in all its forms
    "\u06a9": "\u0643",  # kaf
}


class Folded(NamedTuple):
    """A folded text and the way back to what was printed."""

    text: str
    """Small letters without accents, ASCII digits, one space for any run of white space."""
    lines: str
    """The same with "\\n" where the white space held the end of a line or a tab."""
    printed: str
    places: Sequence[int] | None
    """Where each character stood in `printed`; None if each still stands there."""

    def origin(self, position: int) -> int:
        """Return where the folded `position` stands in the printed text."""
        if self.places is None:
            return position
        return self.places[position] if position < len(self.places) else len(self.printed)

    def slice(self, start: int, end: int) -> str:
        """Return what was printed from folded `start` to `end`."""
        first, last = self.span(start, end)
        return self.printed[first:last]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the printed text the folded `start` to `end` stands."""
        if start >= end:
            return self.origin(start), self.origin(start)
        last = self.origin(end - 1) + 1
        while last < len(self.printed) and unicodedata.combining(self.printed[last]):
            last += 1
        return self.origin(start), last


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
    if category == "Pd":
        return "-"
    if unicodedata.decomposition(character).startswith("<wide>"):
        character = unicodedata.normalize("NFKC", character)[0]
    small = character.lower()[0]  # one capital (İ) has a small form of two characters
    parts = unicodedata.normalize("NFD", small)
    # An accent is often left out in capitals and by old systems, and so are ё and й; a vowel sign is no accent.
    if len(parts) > 1 and all(map(_INVISIBLE.match, parts[1:])):
        small = parts[0]
    return _SAME.get(small, small)


class _Shapes(dict[int, str]):
    """Every digit as 0, any other character as it is."""

    def __missing__(self, code: int) -> str:
        shape = "0" if chr(code).isdecimal() else chr(code)
        if code <= _MEMO_UP_TO:
            self[code] = shape
        return shape


_FOLDS = _Folds()
_SHAPES = _Shapes()


def to_shape(text: str) -> str:
    """Return `text` with 0 for every digit.

    >>> to_shape("17 mrt. ٢٠٢٦")
    '00 mrt. 0000'
    """
    return text.translate(_SHAPES)


def to_number(printed: str) -> int:
    """Return a printed number; marks without width among its digits, which `fold` leaves out, say nothing.

    >>> to_number("2\u03014"), to_number("٢٤")
    (24, 24)
    """
    try:
        return int(printed)
    except ValueError:
        return int("".join(filter(str.isdecimal, printed)))


def fold(text: str) -> Folded:
    """Return `text` in the form of the tables.

    >>> fold("Il y a ٣\\u00a0heuresMACRON").text
    'il y a 3 heures\\x00acron'
    """
    if text.isascii():
        small = text.lower()
        if _CAMEL.search(text):
            small = _CAMEL.sub(lambda pair: pair[0][0] + GLUE, text).lower()
        return _spaced(Folded(small, small, text, None))
    places: Sequence[int] | None = None
    shown = text
    if not unicodedata.is_normalized("NFC", text):
        pieces = list(_composed(text))
        shown, places = "".join([piece for piece, _ in pieces]), [place for _, place in pieces]
    if _INVISIBLE.search(shown):
        kept = [place for place, character in enumerate(shown) if not _INVISIBLE.match(character)]
        places = [places[place] for place in kept] if places else kept
        shown = "".join([shown[place] for place in kept])
    small = _mark_glue(shown, shown.translate(_FOLDS))
    return _spaced(Folded(small, small, text, places))


def _composed(text: str) -> Iterator[tuple[str, int]]:
    """Yield each letter with the marks that were typed behind it as one character, and its place."""
    start = 0
    for end in range(1, len(text) + 1):
        piece = unicodedata.normalize("NFC", text[start:end])
        if end < len(text) and len(unicodedata.normalize("NFC", text[start : end + 1])) <= len(piece):
            continue
        for character in piece:
            yield character, start
        start = end


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


def _spaced(folded: Folded) -> Folded:
    """Make each run of white space one space: pages indent, and a time may be spread over lines."""
    if not _BLANK.search(folded.text):
        return folded
    lines: list[str] = []
    places: list[int] = []
    for run in re.finditer(r"\s+|\S", folded.text):
        blank = run[0].isspace()
        lines.append((" " if run[0].strip("\n\r\t") == run[0] else "\n") if blank else run[0])
        places.append(folded.origin(run.start()))
    joined = "".join(lines)
    return Folded(joined.replace("\n", " "), joined, folded.printed, places)
