"""What several sources say of one story's publication, put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawl.times.moment import Moment, intersect

FUTURE = timedelta(minutes=5)
"""How far a time may lie behind the making of the page that shows it: two clocks differ that much."""

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
"""Units of fixed length; months and years have none."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source's word on when a story was published."""

    source: str
    """"json-ld", "opengraph", "time-element", "feed", "listing", "page"."""
    raw: str
    """The text as printed."""
    moment: Moment
    served_at: datetime
    """When the page that prints it was made."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What all sources together allow; instants aware, UTC."""

    at: datetime
    """The best single instant: the most precise source's, within the interval."""
    earliest: datetime
    latest: datetime
    source: str
    raw: str
    contradictions: int
    """Sources whose interval has no instant in common with the more trusted ones."""


def combine(evidence: Sequence[Evidence]) -> Publication | None:
    """Return the publication that `evidence` (the most trusted source first) allows, or None if it is empty.

    The interval is the intersection of all sources. A source that shares no instant with those
    before it is counted and left out: the story was published again, or a clock is off. A time
    more than FUTURE behind its own page is no publication and left out as well.
    """
    usable = [item for item in evidence if item.moment.earliest <= item.served_at + FUTURE]
    if not usable:
        return None
    interval = _within(usable[0])
    agreeing, contradictions = [usable[0]], 0
    for item in usable[1:]:
        if narrower := intersect(interval, _within(item)):
            interval = narrower
            agreeing.append(item)
        else:
            contradictions += 1
    best = min(agreeing, key=lambda item: item.moment.latest - item.moment.earliest)
    at = min(max(_instant(best), interval[0]), interval[1])
    return Publication(at, *interval, best.source, best.raw, contradictions)


def _within(item: Evidence) -> tuple[datetime, datetime]:
    """Return the interval of a source, without what comes after its page was made."""
    earliest, latest = item.moment.earliest, item.moment.latest
    return earliest, max(earliest, min(latest, item.served_at))


def _instant(item: Evidence) -> datetime:
    """Return the instant that a source names: n units before its page, else the middle of its interval."""
    earliest, latest = _within(item)
    moment = item.moment
    middle = earliest + (latest - earliest) / 2
    if moment.value is not None and moment.unit in SECONDS:
        named = item.served_at - timedelta(seconds=moment.value * SECONDS[moment.unit])
        if earliest <= named <= latest:
            middle = named
    elif latest - earliest <= timedelta(minutes=1):
        middle = earliest  # "14:05" is 14:05
    # Seconds are said only where they are known.
    rounded = middle.replace(second=0, microsecond=0)
    return rounded if earliest <= rounded <= latest and latest > earliest else middle
