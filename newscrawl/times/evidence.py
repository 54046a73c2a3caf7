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
    exact: timedelta
    """What the source of `at` alone leaves open: 0 of a second, a minute of "14:05", an hour and a half of "3 hours ago"."""
    contradictions: int
    """Sources whose interval has no instant in common with the more trusted ones."""


TRUST = ("json-ld", "opengraph", "time-element", "feed", "sitemap", "listing", "page", "url", "htmldate")
"""Sources, the most trusted first: what an editor's system writes before what a page shows."""


def narrow(known: Publication, other: Publication) -> Publication | None:
    """Return what both of them allow, with the more exact one's instant, or None if they contradict each other.

    Both are of one story, seen at two times. The instant stays the known one's where the other is no more exact.
    """
    interval = intersect((known.earliest, known.latest), (other.earliest, other.latest))
    if interval is None:
        return None
    best = other if other.exact < known.exact else known
    at = min(max(best.at, interval[0]), interval[1])
    return Publication(at, *interval, best.source, best.raw, best.exact, known.contradictions)


def is_more_trusted(source: str, than: str) -> bool:
    """Tell whether one source's word counts before another's."""
    return TRUST.index(source) < TRUST.index(than)


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
    exact = best.moment.latest - best.moment.earliest
    return Publication(at, *interval, best.source, best.raw, exact, contradictions)


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
