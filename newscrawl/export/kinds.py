"""What kinds of values columns hold, and how each is written: a column of some hundred rows at a time.

A raw value is what the store gives: an instant is microseconds since 1970 (UTC), a list a list, nothing is None.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from newscrawl.exporters import COLUMNS, SUSPECT, to_cell

Values = Sequence[Any]
"""Values of one column, row by row."""
Convert = Callable[[Values], Values]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OFFSET = "+00:00"
_SECOND, _MINUTE = 1_000_000, 60_000_000
_SECONDS = [f":{second:02}{_OFFSET}" for second in range(60)]
_CACHE = 1 << 12
"""Instants that are remembered: all stories of a page have its instant, and few are seen in one minute only."""


@lru_cache(_CACHE)
def _minute(minutes: int) -> str:
    return (_EPOCH + timedelta(minutes=minutes)).isoformat(timespec="minutes").removesuffix(_OFFSET)


@lru_cache(_CACHE)
def _to_second(micros: int) -> str:
    minutes, rest = divmod(micros, _MINUTE)
    return _minute(minutes) + _SECONDS[rest // _SECOND]


def _to_minute(micros: int) -> str:
    # Half a second after noon is "12:00": "12:00:00" would claim to know the second.
    return _to_second(micros) if micros % _MINUTE >= _SECOND else _minute(micros // _MINUTE) + _OFFSET


def _same(values: Values) -> Values:
    return values


def _lists(values: Values) -> Values:
    return [value or [] for value in values]


def _texts(values: Values) -> Values:
    return ["" if not value else value if value[0] not in SUSPECT else to_cell(value) for value in values]


def _numbers(values: Values) -> Values:
    return ["" if value is None else str(value) for value in values]


def _truths(values: Values) -> Values:
    return ["" if value is None else "true" if value else "false" for value in values]


def _shown(show: Callable[[Any], Any]) -> Convert:
    """Return what makes cells of what `show` gives of each list; it is empty for an empty one."""
    return lambda values: [to_cell(show(value)) if value else "" for value in values]


def _shown_as(name: str) -> tuple[Convert, ...]:
    """Return the cells of a field that the feeds too write as several columns."""
    return tuple(map(_shown, COLUMNS[name].values()))


def _change(changes: list[dict[str, str]]) -> list[str]:
    return [f"{change['field']}: {change['kind']}" for change in changes]


def _line(ledger: list[dict[str, Any]]) -> list[str]:
    return [f"{line['section']}: {line['teasers']} {line['outcome']}" for line in ledger]


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of one kind are written."""

    csv: str
    """Type of the Table Schema in CSV."""
    json: str
    """The same in JSON Lines."""
    plain: Convert
    """Raw values -> values in JSON."""
    cells: tuple[Convert, ...]
    """Raw values -> texts of each of their columns in CSV."""
    is_free: bool = True
    """Whether a cell can hold any character: the others are never quoted."""


def _instant(show: Callable[[int], str]) -> Kind:
    def shown(nothing: str | None) -> Convert:
        return lambda values: [nothing if value is None else show(value) for value in values]

    return Kind("datetime", "datetime", shown(None), (shown(""),), is_free=False)


def _list(*cells: Convert) -> Kind:
    return Kind("string", "array", _lists, cells)


KINDS: Mapping[str, Kind] = {
    "text": Kind("string", "string", _same, (_texts,)),
    "instant": _instant(_to_second),
    "minute": _instant(_to_minute),  # seconds only where there are some
    "integer": Kind("integer", "integer", _same, (_numbers,), is_free=False),
    "boolean": Kind("boolean", "boolean", _same, (_truths,), is_free=False),
    "texts": _list(_shown(_same)),
    "places": _list(*_shown_as("places")),
    "agencies": _list(*_shown_as("agencies")),
    "changes": _list(_shown(_change)),
    "ledger": _list(_shown(_line)),
}
LISTS = frozenset(name for name, kind in KINDS.items() if kind.json == "array")
"""Kinds whose raw value comes as JSON."""
