"""Which shares have grown."""

import pytest
from storing import DAY, HOUR, MINUTE, NOON

from newscrawl.health.crawls import Crawl
from newscrawl.health.shares import CHECKS, RECENT, Check, counts_of, find_growth

BY_KIND = {check.kind: check for check in CHECKS}
TIMES = BY_KIND["times"]


def crawls_of(*counts: tuple[int, int], check: Check = TIMES, state: str = "done") -> list[Crawl]:
    """Return hourly crawls from NOON on, of each of which so many cases are bad, of so many."""
    return [
        Crawl(NOON + hour * HOUR, NOON + hour * HOUR + MINUTE, state,  # type: ignore[arg-type]
              counted={check.bad[0]: bad, check.good[0]: cases - bad})
        for hour, (bad, cases) in enumerate(counts)
    ]  # fmt: skip


def grown(crawls: list[Crawl], check: Check = TIMES) -> bool:
    return find_growth(check, crawls, crawls[-1].heard_at) is not None


GOOD = [(0, 10)] * 30
SOME = [(1, 10), (0, 10), (2, 10), (0, 10)] * 10


@pytest.mark.parametrize(
    ("counts", "is_grown"),
    [
        (GOOD, False),
        ([*GOOD, (4, 4)], True),  # the first crawl of which all fail
        ([*GOOD, (3, 3)], False),  # too few to say
        ([*GOOD, (2, 2), (0, 0), (2, 2)], True),
        ([*GOOD, (1, 10), (0, 10), (1, 10)], False),
        ([*GOOD, *[(3, 10)] * 4], True),  # one of three sections
        ([*GOOD, *[(1, 20)] * 20], False),  # 5 %: it is not much
        (SOME, False),
        ([*SOME, (3, 10)], False),
        ([*SOME, (6, 10), (5, 10), (6, 10)], True),
        ([*SOME, (10, 10)], True),
        ([*[(9, 10)] * 30, (10, 10), (10, 10)], False),  # it never was any better
        ([(10, 10)] * 30, False),  # nothing is known but this
        ([(0, 10), (0, 10), (10, 10)], False),  # too little is known
        ([(0, 10)] * 5 + [(10, 10)], True),
        ([(0, 0)] * 30 + [(5, 5)], False),
    ],
)  # fmt: skip
def test_grown(counts, is_grown):
    assert grown(crawls_of(*counts)) is is_grown


def test_what_is_said_of_it():
    growth = find_growth(TIMES, crawls_of(*GOOD, (0, 2), (5, 6), (5, 5)), NOON + 33 * HOUR)
    assert growth is not None
    assert (growth.since, growth.bad, growth.cases) == (NOON + 31 * HOUR, 5, 6)
    assert 0 < growth.usual < 0.05


@pytest.mark.parametrize(
    ("after", "is_grown"),
    [
        ([], True),
        ([(0, 0)] * 5, True),  # nothing came: nothing is known to be better
        ([(0, 2)], True),
        ([(0, 10)], False),
        ([(0, 2), (0, 3)], False),
        ([(0, 3), (4, 4)], True),
    ],
)
def test_over(after, is_grown):
    assert grown(crawls_of(*GOOD, (10, 10), (10, 10), *after)) is is_grown


def test_over_though_some_are_always_bad():
    assert grown(crawls_of(*SOME, *[(9, 10)] * 5))
    assert not grown(crawls_of(*SOME, *[(9, 10)] * 5, *[(1, 10)] * 3))


def test_what_is_broken_for_long_does_not_become_usual():
    counts = [*[(0, 5)] * 20, *[(5, 5)] * 600]
    crawls = crawls_of(*counts)
    assert all(grown(crawls[:number]) for number in range(21, len(crawls), 20))
    healed = [*counts, *[(0, 5)] * 20]
    assert not grown(crawls_of(*healed))
    assert grown(crawls_of(*healed, (5, 5)))  # and it is seen when it breaks again


def test_nights_and_days_are_usual():
    """By day every second story has a dateline, at night nearly each."""
    day, night = [(5, 10)] * 16, [(1, 10)] * 8
    check = BY_KIND["datelines"]
    crawls = crawls_of(*(night + day) * 14, check=check)
    assert not any(grown(crawls[:number], check) for number in range(1, len(crawls)))
    assert grown(crawls_of(*(night + day) * 14, *[(10, 10)] * 3, check=check), check)


def test_what_depends_on_the_kind_of_story_is_watched_for_days_first():
    counts = [*[(0, 10)] * 60, (10, 10), (10, 10)]
    assert grown(crawls_of(*counts))
    assert not grown(crawls_of(*counts, check=BY_KIND["datelines"]), BY_KIND["datelines"])


def test_what_is_old_tells_nothing_of_today():
    crawls = crawls_of(*GOOD, (10, 10))
    assert find_growth(TIMES, crawls, crawls[-1].started_at + 2 * DAY)
    assert find_growth(TIMES, crawls, crawls[-1].started_at + 2 * DAY + MINUTE) is None


@pytest.mark.parametrize(
    ("kind", "counted", "bad", "cases"),
    [
        ("times", {"time/read": 5, "time/unread": 2, "time/none": 1, "time/contradictions": 9}, 2, 8),
        ("no_times", {"time/read": 5, "time/unread": 2, "time/none": 1, "time/future": 3}, 1, 8),
        ("datelines", {"dateline/read": 5, "dateline/none": 2, "dateline/unread": 1}, 3, 8),
        ("bodies", {"outcome/new": 3, "outcome/updated": 1, "outcome/unchanged": 90, "outcome/withdrawn": 1,
                    "outcome/failed: no text": 2, "outcome/failed: http 404": 1}, 3, 7),
        ("blocked", {"http/200": 10, "http/304": 5, "http/403": 2, "http/429": 1, "http/500": 1,
                     "outcome/failed: captcha": 1}, 4, 20),
        ("pages", {"page/read": 1, "page/same": 2, "page/lost": 3}, 3, 6),
        ("crawls", {"crawl/failed": 1}, 1, 1),
        ("crawls", {"crawl/done": 1}, 0, 1),
    ],
)  # fmt: skip
def test_what_is_counted(kind, counted, bad, cases):
    crawl = Crawl(NOON, NOON, "done", counted=counted)
    assert list(counts_of(BY_KIND[kind], [crawl])) == [(NOON, bad, cases)]


@pytest.mark.parametrize("state", ["running", "interrupted"])
def test_crawls_that_are_not_judged(state):
    assert list(counts_of(TIMES, crawls_of((5, 5), state=state))) == []


def test_a_crawl_that_is_larger_than_what_is_looked_at():
    assert grown(crawls_of(*GOOD, (5 * RECENT, 6 * RECENT)))
    assert not grown(crawls_of((0, 20 * RECENT), (0, 3)))


def test_every_kind_has_its_own_name():
    assert len(BY_KIND) == len(CHECKS)
