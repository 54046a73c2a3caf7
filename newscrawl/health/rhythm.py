"""How often an outlet is crawled with success, and whether that has stopped."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median, median_low

from newscrawl.health.crawls import Crawl
from newscrawl.outlets.outlet import LEAST_PERIOD

PERIODS = 2
"""Periods without a crawl that did its job after which an outlet is overdue."""
NEXT, WAIT = 1.25, 0.5
"""Periods in which the next crawl begins, with the schedule's jitter; and in which it does its job."""
PAUSE = 1.5
"""Periods for which nothing is usually done, at a time of day, if that is a pause of the schedule."""
LATEST = 20
"""Gaps, the latest, that its own period is the median of: what was scheduled otherwise before is soon forgotten."""
FEW_SUCCESSES, FEW_CRAWLS = 4, 2
"""Gaps between successes at the least that tell a period; and between any crawls, where fewer did their job."""
MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(days=7)
FEW_DAYS = 2
"""Days, or weeks, at the least that tell of a pause."""


def period_of(crawls: Sequence[Crawl], declared: timedelta | None) -> timedelta | None:
    """Return how often an outlet is crawled: as it is declared, or as it was done where that is clearly less often.

    None where neither is known: too few crawls.
    """
    own = _median_gap([crawl.started_at for crawl in crawls if crawl.state == "done"], FEW_SUCCESSES)
    if declared is not None:
        return own if own and own >= NEXT * declared else declared
    return own or _median_gap([crawl.started_at for crawl in crawls], FEW_CRAWLS)


def overdue_since(crawls: Sequence[Crawl], period: timedelta, now: datetime) -> datetime | None:
    """Return since when no crawl of an outlet did its job, or None where that is not too long.

    It is from two periods on; in a pause of the schedule, from two periods after it should have ended. Where one crawl
    alone has failed, the next one, which is only just due, is waited for.
    """
    if not any(crawl.is_over for crawl in crawls):
        return None
    done = [crawl.heard_at for crawl in crawls if crawl.state == "done"]
    since = done[-1] if done else crawls[0].started_at
    pause = max(usual_age(done, now), usual_age(done, now - period))
    limit = PERIODS * period + (pause if pause >= PAUSE * period else timedelta(0))
    if now - since < limit or (
        now - since < limit + WAIT * period and _may_recover(crawls, since, period, now)
    ):
        return None
    return since


def _may_recover(crawls: Sequence[Crawl], since: datetime, period: timedelta, now: datetime) -> bool:
    """Tell whether no more than one crawl has failed since the last success, and the next one is due, or runs, only now."""
    last = crawls[-1]
    failed = [crawl for crawl in crawls if crawl.started_at > since and crawl.state in ("failed", "killed")]
    return len(failed) == 1 and now - last.started_at < period * (NEXT if last.is_over else WAIT)


def usual_age(done: Sequence[datetime], now: datetime) -> timedelta:
    """Return how old the last success was at this time of day before: on the median day, or the median same weekday,
    whichever is more. 0 where too few days are known.
    """
    usual = [timedelta(0)]
    for step in (DAY, WEEK):
        steps = (now - done[0]) // step if done else 0
        ages = [_age(done, now - number * step) for number in range(1, steps + 1)]
        if len(ages) >= FEW_DAYS:
            usual.append(median_low(ages))
    return max(usual)


def _age(done: Sequence[datetime], at: datetime) -> timedelta:
    return at - done[bisect_right(done, at) - 1]


def _median_gap(started: Sequence[datetime], least: int) -> timedelta | None:
    """Return the time between two crawls, in whole minutes; None where too few are known, or nobody keeps to it."""
    gaps = [(after - before) / MINUTE for before, after in pairwise(started)][-LATEST:]
    if len(gaps) < least:
        return None
    found = round(median(gaps)) * MINUTE
    # No schedule is closer than that: somebody has tried something by hand.
    return found if found >= LEAST_PERIOD else None
