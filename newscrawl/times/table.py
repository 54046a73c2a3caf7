"""The words of one language, read from its TOML file when first asked for.

`languages/nl.toml` shows every key; each but `order` and `units` may be left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from newscrawl.times.fold import fold

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_ORDERS = ("dmy", "mdy", "ymd")
_FLAGS = ("order", "month_first", "fallback", "spaced", "bare_refused", "regions")
_LISTS = ("units", "numbers", "rough", "counted", "past", "words", "days", "last", "calendar", "labels")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_].{0,40})?", re.DOTALL)
_KNOWN = 512  # tags come from pages too: a cache of them must not grow without end

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What one language calls things; all words folded."""

    order: str
    """Order of numeric dates: "dmy", "mdy" or "ymd"."""
    regions: Mapping[str, str]
    """Order by region where it differs: {"GB": "dmy"}."""
    month_first: bool
    """True if a month may stand before its day: "March 17"."""
    spaced: bool
    """False for scripts that do not part words by spaces: a unit may touch the next word."""
    fallback: Words
    """Languages that sites in this one also print times in."""
    bare_refused: Words
    """Abbreviations that are too vague to count without a marker."""
    units: Mapping[str, Words]
    """Units by word; several where the word is ambiguous."""
    numbers: Mapping[str, int | None]
    """Number words; None for "a few"."""
    rough: Mapping[str, tuple[int, str]]
    """Fractions of a unit: {"half uur": (30, "minute")}."""
    counted: Mapping[str, tuple[int, str]]
    """Words that hold number and unit, such as duals."""
    days: Mapping[str, int]
    """Days ago by word: {"gisteren": 1}."""
    last: Mapping[str, str]
    """Unit by words such as "vorige week"."""
    months: Mapping[str, int]
    """Month (1 to 12) by name or abbreviation."""
    weekdays: Mapping[str, int]
    """Weekday (Monday is 0) by name or abbreviation."""
    words: Mapping[str, Words]
    """Every other list, by its key: "before", "behind", "about", "just_now", "at", "updated", ..."""


def _folded(words: Iterable[str]) -> Words:
    return tuple(dict.fromkeys(fold(word).text for word in words))


def _inverse(lists: Mapping[str, Iterable[str]]) -> dict[str, Words]:
    keys: dict[str, Words] = {}
    for key, words in lists.items():
        for word in _folded(words):
            keys[word] = (*keys.get(word, ()), key)
    return keys


def _first(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: keys[0] for word, keys in _inverse(lists).items()}


def _amounts(lists: Mapping[str, Iterable[str]]) -> dict[str, tuple[int, str]]:
    parted = {word: key.split() for word, key in _first(lists).items()}
    return {word: (int(number), unit) for word, (number, unit) in parted.items()}


def _ordinal(lists: Iterable[Iterable[str]], start: int) -> dict[str, int]:
    return {word: place for place, words in enumerate(lists, start) for word in _folded(words)}


def to_table(data: Mapping[str, Any]) -> Table:
    """Return the table that `data` (read from TOML) describes; ValueError names a wrong key."""
    calendar = dict(data.get("calendar", {}))
    months, weekdays = calendar.pop("months", ()), calendar.pop("weekdays", ())
    lists = {**data.get("past", {}), **data.get("words", {}), **calendar, **data.get("labels", {})}
    _check(data, months, weekdays)
    few: dict[str, int | None] = dict.fromkeys(_folded(data.get("numbers", {}).get("few", ())))
    numbers = {key: words for key, words in data.get("numbers", {}).items() if key != "few"}
    return Table(
        order=data["order"],
        regions=dict(data.get("regions", {})),
        month_first=data.get("month_first", False),
        spaced=data.get("spaced", True),
        fallback=tuple(data.get("fallback", ())),
        bare_refused=_folded(data.get("bare_refused", ())),
        units=_inverse(data["units"]),
        numbers=few | {word: int(key) for word, key in _first(numbers).items()},
        rough=_amounts(data.get("rough", {})),
        counted=_amounts(data.get("counted", {})),
        days={word: int(key) for word, key in _first(data.get("days", {})).items()},
        last=_first(data.get("last", {})),
        months=_ordinal(months, 1),
        weekdays=_ordinal(weekdays, 0),
        words={key: _folded(words) for key, words in lists.items()},
    )


def _check(data: Mapping[str, Any], months: list[Any], weekdays: list[Any]) -> None:
    if unknown := set(data) - {*_FLAGS, *_LISTS}:
        raise ValueError(f"unknown keys: {sorted(unknown)}")
    if unknown := set(data["units"]) - set(UNITS):
        raise ValueError(f"unknown units: {sorted(unknown)}")
    if wrong := {data["order"], *data.get("regions", {}).values()} - set(_ORDERS):
        raise ValueError(f"unknown orders: {sorted(wrong)}")
    if len(months) not in (0, 12) or len(weekdays) not in (0, 7):
        raise ValueError("months must be 12 lists, weekdays 7")


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a table, in alphabetical order.

    >>> "nl" in languages()
    True
    """
    folder = files("newscrawl.times").joinpath("languages")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load_table(language: str) -> Table:
    """Return the table of one of `languages()`."""
    # One file of the package, also from within a zipped egg, where no path leads to it.
    text = files("newscrawl.times").joinpath("languages", f"{language}.toml").read_text(encoding="utf-8")
    return to_table(tomllib.loads(text))


@lru_cache(maxsize=_KNOWN)
def find_language(tag: str) -> str | None:
    """Return the language of a BCP 47 `tag` if it has a table.

    >>> find_language("nl-BE"), find_language("tlh"), find_language("")
    ('nl', None, None)
    """
    match = _TAG.fullmatch(tag)
    language = match[1].lower() if match else ""
    return language if language in languages() else None
