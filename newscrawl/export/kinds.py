"""What kinds of values columns hold, and how each is written.

A raw value is what the store gives: an instant is microseconds since 1970 (UTC), a list a list, nothing is None.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from newscrawl.annotate.rows import FORMULA, guarded
from newscrawl.exporters import COLUMNS, to_cell
from newscrawl.items import to_iso, to_iso_seconds

Convert = Callable[[Any], Any]

_SUSPECT = frozenset((*FORMULA, "'"))
"""How a text begins that may need a guard: few do, and there are twenty in a row."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=1 << 14)  # all stories of a page have its instant
def _seconds(micros: int | None) -> str | None:
    return None if micros is None else to_iso_seconds(_EPOCH + timedelta(microseconds=micros))


@lru_cache(maxsize=1 << 14)
def _minutes(micros: int | None) -> str | None:
    # Cut to the second first: "12:00:00" for half a second after noon would claim to know the second.
    return None if micros is None else to_iso(_EPOCH + timedelta(seconds=micros // 1_000_000))


def _same(value: Any) -> Any:
    return value


def _list(value: Any) -> Any:
    return value or []


def _text(value: str | None) -> str | None:
    return guarded(value) if value and value[0] in _SUSPECT else value


def _texts(value: list[str] | None) -> Any:
    return to_cell(value) if value else ""


def _truth(value: bool | None) -> str:
    return "" if value is None else "true" if value else "false"


def _shown(name: str) -> tuple[Convert, ...]:
    """Return the cells of a field that the feeds too write as several columns."""

    def cell(show: Convert) -> Convert:
        return lambda value: to_cell(show(value)) if value else ""

    return tuple(map(cell, COLUMNS[name].values()))


def _changes(value: list[dict[str, str]] | None) -> Any:
    return to_cell([f"{change['field']}: {change['kind']}" for change in value or []])


def _ledger(value: list[dict[str, Any]] | None) -> Any:
    return to_cell([f"{line['section']}: {line['teasers']} {line['outcome']}" for line in value or []])


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of one kind are written."""

    csv: str
    """Type of the Table Schema in CSV, and in JSON Lines."""
    json: str
    plain: Convert
    """Raw value -> value in JSON."""
    cells: tuple[Convert, ...]
    """Raw value -> its cells in CSV."""


KINDS: Mapping[str, Kind] = {
    "text": Kind("string", "string", _same, (_text,)),
    "instant": Kind("datetime", "datetime", _seconds, (_seconds,)),
    "minute": Kind("datetime", "datetime", _minutes, (_minutes,)),  # seconds only where there are some
    "integer": Kind("integer", "integer", _same, (_same,)),
    "boolean": Kind("boolean", "boolean", _same, (_truth,)),
    "texts": Kind("string", "array", _list, (_texts,)),
    "places": Kind("string", "array", _list, _shown("places")),
    "agencies": Kind("string", "array", _list, _shown("agencies")),
    "changes": Kind("string", "array", _list, (_changes,)),
    "ledger": Kind("string", "array", _list, (_ledger,)),
}
LISTS = frozenset(name for name, kind in KINDS.items() if kind.json == "array")
"""Kinds whose raw value comes as JSON."""
