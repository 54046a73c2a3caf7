"""Spans of time as people write them into a file or on a command line: 15m, 2h, 1d."""

from __future__ import annotations

import re
from datetime import timedelta

UNITS = {"m": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "y": 365 * 86400}
"""Seconds by unit."""

_SPAN = re.compile(r"([0-9]{1,5})([mhdwy])")


def parse_span(text: str) -> timedelta | None:
    """Return the span that a number and a unit (m, h, d, w, y) mean, None for any other text.

    >>> parse_span("15m"), parse_span("2h"), parse_span("soon")
    (datetime.timedelta(seconds=900), datetime.timedelta(seconds=7200), None)
    """
    found = _SPAN.fullmatch(text)
    return timedelta(seconds=int(found[1]) * UNITS[found[2]]) if found else None


def show_span(span: timedelta) -> str:
    """Return a span as a person says it, in its largest unit, rounded down.

    >>> show_span(timedelta(minutes=95)), show_span(timedelta(minutes=15)), show_span(timedelta(seconds=20))
    ('1h', '15m', '0m')
    """
    seconds = max(span.total_seconds(), 0)
    unit = next((unit for unit in ("d", "h", "m") if seconds >= UNITS[unit]), "m")
    return f"{int(seconds // UNITS[unit])}{unit}"
