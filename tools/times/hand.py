"""Read the hand-kept tables and the corrections, and refuse what the engine would not understand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any
from zoneinfo import available_timezones

from tools.times.draft import UNITS, Draft, Path, Rank, Source

ORDERS = ("dmy", "mdy", "ymd")
_CALENDARS = ("persian", "hijri", "buddhist")
_LISTED = {"months": 12, "weekdays": 7, "persian": 12, "hijri": 12}
_MARKS = "year_mark month_mark day_mark hour_mark minute_mark second_mark".split()
KEYS: dict[str, tuple[str, ...]] = {
    "past": ("before", "behind", "weak", "not_after"),
    "future": ("before", "behind"),
    "words": ("about", "less", "and", "half", "just_now", "seconds", "not_past"),
    "last": UNITS,
    "units": UNITS,
    "past_units": UNITS,
    "frames": UNITS,
    "less_frames": UNITS,
    "bare_frames": UNITS,
    "calendar": (
        "at",
        "on",
        "of",
        "month_before",
        "ordinals",
        "hour_marks",
        "clock",
        "am",
        "pm",
        *_MARKS,
        *_LISTED,
    ),
    "labels": ("updated", "published"),
}
_AMOUNTS = ("rough", "counted", "said", "less_said", "rough_said")
_FLAGS = ("month_first", "spaced", "unit_first")
_TOP_LISTS = ("bare_refused", "fallback", "names")


class TableError(ValueError):
    """A table that cannot be compiled; the message names file and key."""


def read_toml(file: File) -> dict[str, Any]:
    """Return a TOML file; an error names the file."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TableError(f"{file.name}: {error}") from None


def add_hand_kept(data: Mapping[str, Any], file: str, rank: Rank, draft: Draft) -> None:
    """Add a checked table to a draft: first what it takes out, then its scalars and words."""
    taken_out = data.get("remove", {})
    kept = {key: value for key, value in data.items() if key not in ("remove", "reason", "reasons")}
    for path, word in _words(taken_out, f"{file}: remove."):
        draft.block(path, word)
    for key in list(kept):
        if key in ("order", "calendars", "fallback", *_FLAGS):
            draft.fix(key, _scalar(key, kept.pop(key), file))
        elif key == "regions":
            draft.scalars[key] = draft.scalars.get(key, {}) | _regions(kept.pop(key), file)
    for path, word in _words(kept, f"{file}: "):
        draft.add(path, word, Source(rank, file))


def _scalar(key: str, value: Any, file: str) -> Any:
    right = {
        "order": value in ORDERS,
        "calendars": isinstance(value, list) and set(value) <= set(_CALENDARS),
        "fallback": _is_list(value),
    }
    if not right.get(key, isinstance(value, bool)):
        raise TableError(f"{file}: {key}: wrong value {value!r}")
    return value


def _regions(value: Any, file: str) -> dict[str, str]:
    if not isinstance(value, dict) or set(value.values()) - set(ORDERS):
        raise TableError(f"{file}: regions: {value!r} must give each region one of {', '.join(ORDERS)}")
    return value


def _words(data: Mapping[str, Any], prefix: str) -> Iterator[tuple[Path, str]]:
    for key, value in data.items():
        where = f"{prefix}{key}"
        if key in _TOP_LISTS:
            yield from (((key,), word) for word in _list(value, where))
        elif not isinstance(value, dict):
            raise TableError(f"{where}: unknown key")
        else:
            for name, words in value.items():
                yield from _named(key, name, words, f"{where}.{name}")


def _named(key: str, name: str, words: Any, where: str) -> Iterator[tuple[Path, str]]:
    if not _is_known(key, name):
        raise TableError(f"{where}: unknown key")
    if key == "calendar" and name in _LISTED:
        if not isinstance(words, list) or len(words) != _LISTED[name]:
            raise TableError(f"{where}: must be {_LISTED[name]} lists")
        for place, forms in enumerate(words):
            yield from (((key, name, str(place)), word) for word in _list(forms, f"{where}[{place}]"))
    else:
        yield from (((key, name), word) for word in _list(words, where))


def _is_known(key: str, name: str) -> bool:
    if key in KEYS:
        return name in KEYS[key]
    if key in _AMOUNTS:
        number, _, unit = name.partition(" ")
        return number.isdecimal() and unit in UNITS
    if key == "numbers":
        return name == "few" or name.isdecimal()
    if key == "zones":
        return name in available_timezones()
    return key in ("days", "eras") and name.isdecimal()


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _list(value: Any, where: str) -> list[str]:
    if not _is_list(value):
        raise TableError(f"{where}: must be a list of texts")
    found: list[str] = value
    return found
