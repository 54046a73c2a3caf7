"""Gaps in new stories: a section that is crawled with success, and brings nothing new for too long.

The rule. New stories are counted by hour of the day, apart for weekends, in the outlet's zone; an hour is smoothed by
its neighbours, and one that was never watched counts as the quietest that was. How surprising it is that none came
since the last new one is the negative logarithm of its chance, if stories came independently at these rates. They come
in bursts and not on holidays, so a gap is told only if it surprises by 20 (one in 500 million) at the least, by 12 for
each story that comes with a first one (the variance of the counts to what is expected), and by half as much again as 99
in 100 of the gaps that the section had before.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.health.chance import quantile, surprise
from newscrawl.health.crawls import Crawl

LEAST, EACH, LARGER, ORDINARY = 20.0, 12.0, 1.5, 0.99
"""Surprise at the least; for each story of a burst; how much larger than ordinary gaps; which of them are ordinary."""
FEW = 20
"""Crawls with new stories without which nothing is known to be usual."""
HOUR = timedelta(hours=1)
LONGEST = timedelta(days=7)
"""Longer times between two crawls tell nothing of hours."""
SATURDAY = 5

Bin = tuple[bool, int]
"""Whether it is a weekend, and the hour of the day."""
Usual = Mapping[Bin, tuple[float, float]]
"""New stories that came in an hour of the day, and the hours for which it was watched (more than 0)."""


class Span(NamedTuple):
    """The time that one crawl that did its job tells of: since the one before."""

    since: datetime
    until: datetime
    hours: Mapping[Bin, float]
    """How much of it lies in each hour of the day."""
    new: Mapping[str, int]
    """New stories by section."""


class Gap(NamedTuple):
    """A time without new stories that is longer than is usual."""

    since: datetime
    """When the last new story came."""
    until: datetime
    expected: float
    """New stories that usually come in such a time."""


def spans_of(crawls: Sequence[Crawl], zone: ZoneInfo) -> list[Span]:
    """Return the times between crawls that did their job. What failed ones saw counts for the next of these."""
    spans: list[Span] = []
    last: datetime | None = None
    new: dict[str, int] = defaultdict(int)
    for crawl in crawls:
        for section, number in crawl.new.items():
            new[section] += number
        if crawl.state != "done":
            continue
        # What the first crawl finds is old: it tells nothing of time.
        if last is not None and timedelta(0) < crawl.heard_at - last <= LONGEST:
            hours = _hours(last, crawl.heard_at, zone)
            spans.append(Span(last, crawl.heard_at, hours, dict(new)))
        last = crawl.heard_at
        new.clear()
    return spans


def find_gap(spans: Sequence[Span], section: str) -> Gap | None:
    """Return the gap that a section has had up to the last crawl, None if it is no long one, or too little is known."""
    *gaps, gap = _gaps(spans, section)
    if not gap or len(gaps) < FEW:
        return None
    before = spans[: -len(gap)]
    usual = _usual(before, section)
    surprising = _surprise(usual, gap)
    if surprising < max(LEAST, EACH * _burst(usual, before, section)):
        return None
    if surprising < LARGER * quantile(sorted(_surprise(usual, gap) for gap in gaps), ORDINARY):
        return None
    return Gap(gap[0].since, gap[-1].until, sum(_expected(usual, span) for span in gap))


def _hours(since: datetime, until: datetime, zone: ZoneInfo) -> dict[Bin, float]:
    """Return how much of a time lies in each hour of the day, to half an hour."""
    length = (until - since) / HOUR
    pieces = ceil(length)
    hours: dict[Bin, float] = defaultdict(float)
    for piece in range(pieces):
        middle = (since + (until - since) * ((piece + 0.5) / pieces)).astimezone(zone)
        hours[middle.weekday() >= SATURDAY, middle.hour] += length / pieces
    return hours


def _gaps(spans: Sequence[Span], section: str) -> Iterator[list[Span]]:
    """Yield the times before each crawl with new stories in which none came, and last those since the last one."""
    gap: list[Span] = []
    for span in spans:
        if span.new.get(section):
            yield gap
            gap = []
        else:
            gap.append(span)
    yield gap


def _usual(spans: Sequence[Span], section: str) -> Usual:
    """Return what came in each hour of the day; at least one of them was watched."""
    seen: dict[Bin, float] = defaultdict(float)
    watched: dict[Bin, float] = defaultdict(float)
    for span in spans:
        length = (span.until - span.since) / HOUR
        for part, hours in span.hours.items():
            watched[part] += hours
            seen[part] += span.new.get(section, 0) * hours / length
    smooth: dict[Bin, tuple[float, float]] = {}
    for weekend, hour in ((weekend, hour) for weekend in (False, True) for hour in range(24)):
        near = [(weekend, (hour + step) % 24) for step in (-1, 0, 1)]
        smooth[weekend, hour] = (sum(seen[part] for part in near), sum(watched[part] for part in near))
    known = [found for found in smooth.values() if found[1] > 0]
    quietest = min(known, key=lambda found: (found[0] + 0.5) / found[1])
    return {part: found if found[1] > 0 else quietest for part, found in smooth.items()}


def _expected(usual: Usual, span: Span) -> float:
    return sum(usual[part][0] / usual[part][1] * hours for part, hours in span.hours.items())


def _surprise(usual: Usual, gap: Sequence[Span]) -> float:
    """Return how surprising it is that nothing came in these times."""
    quiet: dict[Bin, float] = defaultdict(float)
    for span in gap:
        for part, hours in span.hours.items():
            quiet[part] += hours
    return sum(surprise(*usual[part], hours) for part, hours in quiet.items())


def _burst(usual: Usual, spans: Sequence[Span], section: str) -> float:
    """Return the variance of what came to what was expected: 1 where stories come independently."""
    expected = [_expected(usual, span) for span in spans]
    squares = sum((span.new.get(section, 0) - each) ** 2 for span, each in zip(spans, expected, strict=True))
    return squares / sum(expected)
