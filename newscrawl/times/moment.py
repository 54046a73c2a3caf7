"""What was read: an interval of instants, never a guess at one of them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

Interval = tuple[datetime, datetime]


class Moment(NamedTuple):
    """The instants that a text allows; the true one lies within `earliest` and `latest`, both included."""

    earliest: datetime
    """First possible instant (aware, UTC)."""
    latest: datetime
    """Last possible instant (aware, UTC); equal to `earliest` where the text is exact to the second."""
    value: int | None
    """Number that the text says, of its first unit: 3 of "3 uur geleden", 1 of "gisteren"; None if it says none."""
    unit: str | None
    """Unit of `value`: "second", "minute", "hour", "day", "week", "month" or "year"; None for calendar forms."""
    raw: str
    """The part of the text that was read, as printed, without label, category or decoration."""
    updated: bool = False
    """True where the text labels itself as an update: "Bijgewerkt: 3 uur geleden"."""


def intersect(a: Interval, b: Interval) -> Interval | None:
    """Return the instants that two (earliest, latest) intervals share, or None if they contradict.

    >>> from datetime import UTC
    >>> nine, ten, noon = (datetime(2026, 5, 1, hour, tzinfo=UTC) for hour in (9, 10, 12))
    >>> intersect((nine, noon), (ten, noon)) == (ten, noon)
    True
    >>> intersect((nine, nine), (ten, noon))
    """
    earliest, latest = max(a[0], b[0]), min(a[1], b[1])
    return (earliest, latest) if earliest <= latest else None
