"""What a relative time says, as places in a text."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from newscrawl.times.phrases import Units

Slot = tuple[int, int]
"""Where in the printed text the digits of a number stand."""


class Kind(StrEnum):
    """How a relative time counts."""

    COUNT = "count"
    ROUGH = "rough"
    FEW = "few"
    LESS = "less"
    JUST_NOW = "just now"
    SECONDS = "seconds"
    LAST = "last"


class Part(NamedTuple):
    """A number and its unit."""

    number: int | Slot
    units: Units
    """Several where the word is ambiguous and the number must tell."""
    tenth: Slot | int | None = None
    """A decimal behind the number, or where one stands: "1,5 uur", "1時間半"."""
    glued: bool = False
    """Whether no space parts them: "5m"."""


class Ago(NamedTuple):
    """A relative time; `start` and `end` in the folded text."""

    kind: Kind
    parts: tuple[Part, ...]
    start: int
    end: int
    marked: bool
    """Whether a word says that it is past; "3 uur" alone is a bare duration."""
