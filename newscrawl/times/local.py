"""From the clock on the wall to instants, through both nights of the year on which it jumps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from newscrawl.times.moment import Interval

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
EXACT = timedelta(0)
MIDNIGHT = time()


def instants(wall: datetime, zone: tzinfo) -> Interval:
    """Return the first and the last instant (UTC) at which the clocks of `zone` show the naive `wall`.

    They differ in the repeated hour of autumn. The skipped hour of spring gives the two
    instants that the clock before and the clock after the jump would have meant.

    >>> from zoneinfo import ZoneInfo
    >>> [at.hour for at in instants(datetime(2026, 10, 25, 2, 30), ZoneInfo("Europe/Amsterdam"))]
    [0, 1]
    """
    offset = _steady_offset(wall.date(), zone)
    if offset is not None:
        instant = (wall - offset).replace(tzinfo=UTC)
        return instant, instant
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return (first, second) if first <= second else (second, first)


@lru_cache(maxsize=4096)
def _steady_offset(day: date, zone: tzinfo) -> timedelta | None:
    """Return the offset of `zone` on a day on which its clocks do not change, None on one on which they do."""
    start = datetime.combine(day, MIDNIGHT, zone)
    end = datetime.combine(day + DAY, MIDNIGHT, zone).replace(fold=1)
    return (
        start.utcoffset()
        if start.utcoffset() == end.utcoffset() == start.replace(fold=1).utcoffset()
        else None
    )


def wall_interval(wall: datetime, zone: tzinfo, width: timedelta) -> Interval:
    """Return every instant of the `width` (EXACT or MINUTE) that begins at `wall`."""
    first, last = instants(wall, zone)
    return first, last + width


def day_interval(day: date, zone: tzinfo, days: int = 1) -> Interval:
    """Return the calendar `days` from `day` on, midnight to midnight; 23 or 25 hours when clocks change."""
    start = instants(datetime.combine(day, MIDNIGHT), zone)[0]
    end = instants(datetime.combine(day + days * DAY, MIDNIGHT), zone)[1]
    return start, end
