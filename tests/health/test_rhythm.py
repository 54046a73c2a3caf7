"""When an outlet is overdue."""

from datetime import datetime, timedelta

import pytest
from storing import DAY, HOUR, MINUTE, NOON

from newscrawl.health.crawls import Crawl
from newscrawl.health.rhythm import overdue_since, period_of, usual_age


def crawl(at: datetime, state: str = "done") -> Crawl:
    return Crawl(at, at + MINUTE, state)  # type: ignore[arg-type]


def each(period: timedelta, since: datetime, until: datetime, state: str = "done") -> list[Crawl]:
    return [crawl(since + number * period, state) for number in range(int((until - since) / period) + 1)]


@pytest.mark.parametrize(
    ("crawls", "declared", "period"),
    [
        ([], None, None),
        ([], HOUR, HOUR),
        (each(HOUR, NOON, NOON + 3 * HOUR), HOUR / 2, HOUR / 2),  # too few to tell
        (each(HOUR, NOON, NOON + 4 * HOUR), HOUR / 2, HOUR),  # nobody keeps to what is declared
        (each(HOUR, NOON, NOON + 4 * HOUR), 50 * MINUTE, 50 * MINUTE),  # jitter, and who looks what is due
        (each(HOUR, NOON, NOON + 4 * HOUR), 2 * HOUR, 2 * HOUR),  # it was declared only now
        (each(HOUR, NOON, NOON + 4 * HOUR), None, HOUR),
        (each(HOUR, NOON, NOON + 2 * HOUR, "failed"), None, HOUR),  # none ever did its job
        (each(HOUR, NOON, NOON + HOUR, "failed"), None, None),  # somebody has tried it twice
        (each(2 * MINUTE, NOON, NOON + HOUR), None, None),  # by hand: no schedule is so close
        (each(2 * MINUTE, NOON, NOON + HOUR), HOUR, HOUR),
        (each(2 * HOUR, NOON, NOON + 40 * HOUR) + each(HOUR, NOON + 41 * HOUR, NOON + 52 * HOUR), None, HOUR),
    ],
)  # fmt: skip
def test_period(crawls, declared, period):
    assert period_of(crawls, declared) == period


@pytest.mark.parametrize(
    ("crawls", "after", "overdue"),
    [
        ([], 9 * HOUR, False),
        ([crawl(NOON)], 2 * HOUR, False),
        ([crawl(NOON)], 2 * HOUR + MINUTE, True),  # counted from its end
        ([crawl(NOON, "failed")], 2 * HOUR - MINUTE, False),  # counted from the beginning of the first one
        ([crawl(NOON, "failed")], 2 * HOUR, True),
        ([crawl(NOON, "running")], 3 * HOUR, False),  # the first one: it may take its time
        # one crawl that failed is no gap yet, as long as the next one may be about to do its job
        ([crawl(NOON), crawl(NOON + HOUR, "failed")], 2 * HOUR + MINUTE, False),
        ([crawl(NOON), crawl(NOON + HOUR, "failed")], 2 * HOUR + 14 * MINUTE, False),
        ([crawl(NOON), crawl(NOON + HOUR, "failed")], 2 * HOUR + 15 * MINUTE, True),
        ([crawl(NOON), crawl(NOON + HOUR, "failed"), crawl(NOON + 2 * HOUR, "running")], 2 * HOUR + 29 * MINUTE, False),
        ([crawl(NOON), crawl(NOON + HOUR, "failed"), crawl(NOON + 2 * HOUR, "running")], 2 * HOUR + 30 * MINUTE, True),
        ([crawl(NOON), crawl(NOON + HOUR, "failed"), crawl(NOON + 2 * HOUR, "failed")], 2 * HOUR + MINUTE, True),
        ([crawl(NOON), crawl(NOON + HOUR, "failed"), crawl(NOON + 2 * HOUR)], 4 * HOUR, False),
        ([crawl(NOON), crawl(NOON + HOUR, "killed"), crawl(NOON + 2 * HOUR, "interrupted")], 3 * HOUR, True),
        ([crawl(NOON), crawl(NOON + HOUR, "running")], 3 * HOUR, True),  # it hangs
    ],
)  # fmt: skip
def test_overdue(crawls, after, overdue):
    since = overdue_since(crawls, HOUR, NOON + after)
    done = [found.heard_at for found in crawls if found.state == "done"]
    assert since == ((done[-1] if done else crawls[0].started_at) if overdue else None)


def by_day(days: int, missing: tuple[int, ...] = ()) -> list[Crawl]:
    """Crawls of a schedule that has a pause at night: each half hour from 7 to 22 h."""
    morning = NOON - 5 * HOUR
    return [
        found
        for day in range(days)
        if day not in missing
        for found in each(HOUR / 2, morning + day * DAY, morning + day * DAY + 15 * HOUR)
    ]


@pytest.mark.parametrize(
    ("crawls", "at", "overdue"),
    [
        (by_day(4), NOON + 3 * DAY + 15 * HOUR, False),  # 3 h at night
        (by_day(4), NOON + 3 * DAY + 19 * HOUR, False),  # 7 h, the first crawl of the day is due now
        (by_day(4), NOON + 3 * DAY + 19 * HOUR + 29 * MINUTE, False),
        (by_day(4), NOON + 3 * DAY + 20 * HOUR, True),  # two crawls are missing
        (by_day(1), NOON + 15 * HOUR, True),  # nobody knows yet that there is a pause
        (by_day(9, missing=(4, 5)), NOON + 8 * DAY + 15 * HOUR, False),
        (by_day(9, missing=(8,)), NOON + 8 * DAY, True),  # a whole day is missing
    ],
)  # fmt: skip
def test_a_pause_of_the_schedule_is_no_gap(crawls, at, overdue):
    assert (overdue_since(crawls, HOUR / 2, at) is not None) == overdue


def test_a_free_day_of_the_week_is_no_gap():
    sundays = (1, 8, 15, 22)  # NOON is a Saturday
    crawls = by_day(22, missing=sundays)
    assert overdue_since(crawls, HOUR / 2, NOON + 22 * DAY) is None
    assert overdue_since(crawls, HOUR / 2, NOON + 23 * DAY) is not None


def test_an_outlet_that_is_dead_for_long_stays_overdue():
    crawls = each(HOUR, NOON, NOON + 10 * DAY)
    assert all(overdue_since(crawls, HOUR, NOON + 10 * DAY + hours * HOUR) for hours in range(3, 18 * 24))


def test_an_outage_is_no_pause():
    crawls = each(HOUR, NOON, NOON + DAY) + each(HOUR, NOON + DAY + 12 * HOUR, NOON + 2 * DAY)
    at = NOON + 2 * DAY + 4 * HOUR
    assert usual_age([found.heard_at for found in crawls], at) < HOUR
    assert overdue_since(crawls, HOUR, at) is not None
