"""Reads what formatters say in English, which tells what their other languages say at the same instant.

>>> read("about 5 hours ago")
{'value': 5, 'unit': 'hour', 'approx': 'about'}
>>> read("in an hour")
{'value': 1, 'unit': 'hour', 'approx': None}
>>> read("in a few seconds")
{'value': None, 'unit': 'second', 'approx': None}
>>> read("just now")
{'value': None, 'unit': 'second', 'approx': None, 'now': True}
>>> read("1 week, 2 days ago")
"""

from __future__ import annotations

import re
from typing import Any

_NOW = {"just now", "now", "right now", "instantly", "a moment ago", "a moment", "in a moment", "moments ago"}
_SECONDS = {"a few seconds", "seconds", "few seconds", "some seconds"}
_UNITS = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "s": "second",
    "m": "minute",
    "h": "hour",
    "d": "day",
    "wk": "week",
    "w": "week",
    "mo": "month",
    "yr": "year",
}
_TEXT = re.compile(
    r"(?:in )?(?:(?P<approx>about|over|almost|less)(?: than)? )?"
    r"(?P<number>\d+|an?|half a) ?(?P<unit>[a-z]+)(?: ago| from now)?"
)


def read(text: str) -> dict[str, Any] | None:
    """Return value, unit and approx of a relative time in English, None for other texts."""
    text = text.replace("\xa0", " ").lower()
    if text in _NOW:
        return {"value": None, "unit": "second", "approx": None, "now": True}
    if text.removeprefix("in ").removesuffix(" ago").removesuffix(" from now") in _SECONDS:
        return {"value": None, "unit": "second", "approx": None}
    found = _TEXT.fullmatch(text)
    unit = found and (_UNITS.get(found["unit"]) or _UNITS.get(found["unit"].removesuffix("s")))
    if not found or not unit:
        return None
    if found["number"] == "half a":
        return {"value": 30, "unit": "second", "approx": "half"} if unit == "minute" else None
    value = int(found["number"]) if found["number"].isdigit() else 1
    return {"value": value, "unit": unit, "approx": found["approx"]}
