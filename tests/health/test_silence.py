"""Gaps in new stories."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storing import DAY, HOUR, MINUTE, NOON

from newscrawl.health.crawls import Crawl
from newscrawl.health.silence import find_gap, spans_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = NOON + DAY + 11 * HOUR
"""Midnight in Amsterdam."""


def crawl(at: datetime, new: int, state: str = "done", section: str = "World") -> Crawl:
    return Crawl(at, at + MINUTE, state, new={section: new} if new else {})  # type: ignore[arg-type]


def published(
    hours: int, start: datetime = MONDAY, period: timedelta = HOUR, *, by_day: int = 4, weekend: int = 1
) -> list[Crawl]:
    """Return crawls of an outlet that publishes from 7 to 22 h only."""
    found = []
    for number in range(int(hours * HOUR / period) + 1):
        local = (start + number * period).astimezone(AMSTERDAM)
        new = 0 if not 7 <= local.hour < 22 else weekend if local.weekday() >= 5 else by_day
        found.append(crawl(start + number * period, new))
    return found


def silent_after(crawls: list[Crawl], hours: int) -> list[Crawl]:
    """Return the crawls with no new story in the last hours."""
    last = crawls[-1].started_at
    return [crawl(c.started_at, 0) if last - c.started_at < hours * HOUR else c for c in crawls]


def gap_of(crawls: list[Crawl]):
    return find_gap(spans_of(crawls, AMSTERDAM), "World")


@pytest.mark.parametrize(
    ("hours", "silent", "told"),
    [
        (4 * 24 + 20, 0, False),
        (4 * 24 + 20, 3, False),  # 12 stories are missing
        (4 * 24 + 20, 8, True),
        (4 * 24 + 6, 8, False),  # the night
        (4 * 24 + 13, 20, True),
        (5 * 24 + 20, 8, False),  # the first Saturday: nobody knows what is usual
        (6 * 24 + 20, 12, False),  # on Sundays little comes
        (7 * 24 + 14, 14, True),  # the second Monday
        (20, 8, False),  # too little is known: a day, of which fifteen crawls found something
        (44, 20, False),
    ],
)
def test_gap(hours, silent, told):
    assert (gap_of(silent_after(published(hours), silent)) is not None) is told


def test_what_is_said_of_it():
    gap = gap_of(silent_after(published(4 * 24 + 20), 8))
    assert gap is not None
    assert (gap.since, gap.until) == (
        MONDAY + 4 * DAY + 12 * HOUR + MINUTE,
        MONDAY + 4 * DAY + 20 * HOUR + MINUTE,
    )
    assert gap.expected == pytest.approx(32, abs=1)


def test_only_up_to_the_last_crawl_that_did_its_job():
    crawls = silent_after(published(4 * 24 + 20), 3)
    last = crawls[-1].started_at
    assert gap_of([*crawls, *(crawl(last + hour * HOUR, 0, "failed") for hour in range(1, 20))]) is None


def test_what_a_failed_crawl_found_counts():
    crawls = silent_after(published(4 * 24 + 20), 8)
    failed = [*crawls[:-3], crawl(crawls[-3].started_at, 2, "failed"), *crawls[-2:]]
    assert gap_of(failed) is None


def test_each_section_has_its_own():
    crawls = silent_after(published(4 * 24 + 20), 8)
    both = [Crawl(c.started_at, c.heard_at, "done", new={**c.new, "Europe": 2}) for c in crawls]
    spans = spans_of(both, AMSTERDAM)
    assert find_gap(spans, "World") is not None
    assert find_gap(spans, "Europe") is None
    assert find_gap(spans, "Asia") is None  # it never had a story


def test_stories_that_come_together_take_longer():
    """Forty at once, twice a day: half a day without one is nothing."""
    crawls = [crawl(MONDAY + hour * HOUR, 40 if hour % 12 == 8 else 0) for hour in range(20 * 24)]
    assert gap_of(crawls) is None
    assert (
        gap_of([*crawls, *(crawl(crawls[-1].started_at + hour * HOUR, 0) for hour in range(1, 20))]) is None
    )
    assert (
        gap_of([*crawls, *(crawl(crawls[-1].started_at + hour * HOUR, 0) for hour in range(1, 120))])
        is not None
    )


@pytest.mark.parametrize("period", [15 * MINUTE, 2 * HOUR, 5 * HOUR, DAY])
def test_the_period_is_no_matter(period):
    crawls = [
        crawl(MONDAY + number * period, round(4 * period / HOUR) or 1)
        for number in range(int(25 * DAY / period))
    ]
    silent = [crawl(crawls[-1].started_at + number * period, 0) for number in range(1, int(3 * DAY / period))]
    assert gap_of(crawls) is None
    assert gap_of(crawls + silent) is not None


def test_a_long_time_without_crawls_is_no_gap():
    crawls = published(4 * 24 + 12)
    assert (
        gap_of(
            [
                *crawls,
                crawl(crawls[-1].started_at + 9 * DAY, 0),
                crawl(crawls[-1].started_at + 9 * DAY + HOUR, 0),
            ]
        )
        is None
    )


def test_the_hour_that_a_clock_change_repeats():
    start = datetime.fromisoformat("2026-10-20T00:00+02:00")
    crawls = published(8 * 24, start)
    assert gap_of(crawls) is None
    assert sum(sum(span.hours.values()) for span in spans_of(crawls, AMSTERDAM)) == pytest.approx(8 * 24)


@given(
    gaps=st.lists(st.integers(0, 3000), max_size=30),
    new=st.lists(st.integers(0, 50), min_size=30, max_size=30),
    states=st.lists(st.sampled_from(["done", "failed", "killed", "running"]), min_size=30, max_size=30),
)
def test_any_history_is_judged(gaps, new, states):
    at, crawls = NOON, []
    for gap, number, state in zip(gaps, new, states, strict=False):
        at += gap * MINUTE
        crawls.append(crawl(at, number, state))
    spans = spans_of(crawls, AMSTERDAM)
    assert all(span.since < span.until for span in spans)
    gap = find_gap(spans, "World")
    assert gap is None or (gap.since < gap.until <= at + MINUTE and gap.expected > 0)
