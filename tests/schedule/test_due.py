"""What is due, by tables, by properties and by two simulated days."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storing import DAY, HOUR, MINUTE, NOON

from newscrawl.schedule.due import JITTER, LONGEST, NEVER, PATIENCE, Past, due_at, find_due, wait_of

ONE = timedelta(microseconds=1)


def ago(span: timedelta, failures: int = 0, *, runs: bool = False) -> Past:
    return Past(NOON - span, failures, runs)


@pytest.mark.parametrize(
    ("past", "is_due"),
    [
        (NEVER, True),
        (Past(is_running=True), False),  # posted, and not begun yet
        (ago(53 * MINUTE), False),
        (ago(67 * MINUTE), True),
        (ago(3 * DAY), True),
        (ago(3 * DAY, runs=True), False),
        (ago(67 * MINUTE, failures=1), True),
        (ago(67 * MINUTE, failures=2), True),
        (ago(67 * MINUTE, failures=3), False),
        (ago(133 * MINUTE, failures=3), True),
        (ago(133 * MINUTE, failures=4), False),
        (ago(265 * MINUTE, failures=4), True),
        (ago(265 * MINUTE, failures=400), True),
    ],
)
def test_an_outlet_of_each_hour(past, is_due):
    assert find_due({"blad": HOUR}, {"blad": past}, NOON) == ["blad"] * is_due


@pytest.mark.parametrize(
    ("period", "failures", "least", "most"),
    [
        (15 * MINUTE, 4, 54 * MINUTE, 66 * MINUTE),
        (12 * HOUR, 4, 0.9 * DAY, 1.1 * DAY),  # a day at the most
        (7 * DAY, 4, 6.3 * DAY, 7.7 * DAY),  # or its period
    ],
)
def test_how_long_one_that_fails_waits(period, failures, least, most):
    assert least <= wait_of("blad", period, NOON, failures) <= most


def test_the_longest_due_goes_first_and_what_was_never_crawled_before_all():
    pasts = {"a": ago(2 * HOUR), "b": ago(5 * HOUR), "c": ago(30 * MINUTE), "d": ago(5 * HOUR, runs=True)}
    assert find_due(dict.fromkeys("abcde", HOUR), pasts, NOON) == ["e", "b", "a"]
    # Due since three hours, beside one that is due since one: its last crawl is longer ago, and yet it goes behind.
    assert find_due(
        {"often": HOUR, "daily": DAY}, {"often": ago(4 * HOUR), "daily": ago(25 * HOUR)}, NOON
    ) == ["often"] + ["daily"] * (due_at("daily", DAY, ago(25 * HOUR)) <= NOON)


def test_only_what_is_asked_for():
    assert find_due({}, {"blad": ago(DAY)}, NOON) == []


def test_outlets_that_were_never_crawled_have_an_order_of_their_own():
    names = [f"{country}-{number}" for country in ("nl", "be", "de") for number in range(10)]
    order = find_due(dict.fromkeys(names, HOUR), {}, NOON)
    assert sorted(order) == sorted(names)
    assert len({name[:2] for name in order[:8]}) > 1


keys = st.text("abcdefghij0123456789-", min_size=1, max_size=12)
periods = st.timedeltas(5 * MINUTE, 30 * DAY)
pasts = st.builds(
    Past, st.none() | st.datetimes().map(lambda at: at.replace(year=2026, tzinfo=NOON.tzinfo, day=1)),
    st.integers(0, 10), st.booleans(),
)  # fmt: skip


@given(keys, periods, st.integers(0, 10**9), st.integers(0, 20))
def test_a_wait_is_within_its_bounds_and_always_the_same(key, period, seconds, failures):
    at = NOON - timedelta(seconds=seconds)
    wait = wait_of(key, period, at, failures)
    longest = max(period, min(period * PATIENCE[-1], LONGEST))
    assert period * (1 - JITTER) - ONE <= wait <= longest * (1 + JITTER) + ONE
    if failures <= 2:
        assert wait <= period * (1 + JITTER) + ONE
    assert wait == wait_of(key, period, at, failures)


@given(
    st.dictionaries(keys, periods, max_size=8),
    st.dictionaries(keys, pasts, max_size=8),
    st.timedeltas(-DAY, DAY),
)
def test_what_is_due(periods, pasts, later):
    now = NOON + later
    due = find_due(periods, pasts, now)
    assert len(due) == len(set(due))
    times = [due_at(key, periods[key], pasts.get(key, NEVER)) for key in due]
    assert times == sorted(times)
    for key, period in periods.items():
        past = pasts.get(key, NEVER)
        assert (key in due) == (not past.is_running and due_at(key, period, past) <= now)
    # What is due stays due, until somebody begins it.
    assert set(due) <= set(find_due(periods, pasts, now + HOUR))


@pytest.mark.parametrize("most", [10, 3])
def test_two_days_of_a_fresh_store(most):
    """147 outlets, a tick each minute, crawls of 2 to 6 minutes, six outlets that always fail."""
    outlets = {f"outlet{number}": (15 * MINUTE, HOUR, HOUR, 2 * HOUR)[number % 4] for number in range(147)}
    failing = {f"outlet{number}" for number in range(0, 147, 25)}
    known: dict[str, Past] = {}
    ends: dict[str, int] = {}
    starts: dict[str, list[int]] = {key: [] for key in outlets}
    for minute in range(48 * 60):
        now = NOON + minute * MINUTE
        for key in [key for key, end in ends.items() if end <= minute]:
            del ends[key]
            failures = known[key].failures + 1 if key in failing else 0
            known[key] = Past(known[key].started_at, failures)
        for key in find_due(outlets, known, now)[:most]:
            assert key not in ends  # never twice at a time
            known[key] = Past(now, known.get(key, NEVER).failures, is_running=True)
            ends[key] = minute + 2 + sum(map(ord, key)) % 5
            starts[key].append(minute)
    ticks = Counter(minute for minutes in starts.values() for minute in minutes)
    assert max(ticks.values()) <= most
    if most == 3:  # more than can be begun: all are late, none is left behind
        assert min(map(len, starts.values())) >= 8
        return
    assert max(minutes[0] for minutes in starts.values()) <= len(outlets) // most  # all are begun at once
    for key, minutes in starts.items():
        period = outlets[key] / MINUTE
        longest = period * (PATIENCE[-1] if key in failing else 1) * (1 + JITTER) + 2
        gaps = [later - earlier for earlier, later in pairwise(minutes)]
        assert period * (1 - JITTER) - 1 <= min(gaps)
        assert max(gaps) <= longest
    # They drift apart: no five minutes of the second day have more than three times their share.
    second = [minute for minutes in starts.values() for minute in minutes if minute >= 24 * 60]
    windows = Counter(minute // 5 for minute in second)
    assert max(windows.values()) <= 3 * len(second) / (24 * 12)
