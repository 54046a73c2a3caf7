"""How wide a relative time is, and that the truth lies within, whoever printed it."""

import math
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.times import intersect, parse_time

NOW = datetime(2026, 5, 13, 10, 30, tzinfo=UTC)
AMS = ZoneInfo("Europe/Amsterdam")
HOUR, DAY = 3600, 86400


@pytest.mark.parametrize(
    ("text", "rounding", "most", "least"),
    [
        ("3 uur geleden", "unknown", 4 * HOUR, 2.5 * HOUR),
        ("3 uur geleden", "floor", 4 * HOUR, 3 * HOUR),
        ("3 uur geleden", "round", 3.5 * HOUR, 2.5 * HOUR),
        ("1 dag geleden", "unknown", 2 * DAY, 0.5 * DAY),
        ("1 dag geleden", "floor", 2 * DAY, 1 * DAY),
        ("1 dag geleden", "round", 2 * DAY, 0.5 * DAY),  # date-fns and Rails: to 42 hours
        ("0 minuten geleden", "unknown", 60, 0),
        ("2 uur 10 min geleden", "unknown", 131 * 60, 129.5 * 60),
        ("2 uur en 10 minuten geleden", "floor", 131 * 60, 130 * 60),
        ("1 maand geleden", "unknown", 62 * DAY, 15 * DAY),
        ("3 maanden geleden", "unknown", 124 * DAY, 73 * DAY),
        ("3 maanden geleden", "floor", 124 * DAY, 88 * DAY),
        ("2 jaar geleden", "floor", 3 * 366 * DAY, 728 * DAY),
    ],
)
def test_width(text: str, rounding: str, most: float, least: float) -> None:
    moment = parse_time(text, now=NOW, language="nl", zone=AMS, rounding=rounding)
    assert moment is not None
    assert NOW - moment.earliest == timedelta(seconds=most)
    assert NOW - moment.latest == timedelta(seconds=least)


UNITS: list[tuple[str, float, int]] = [
    ("sec", 1, 60),
    ("min", 60, 60),
    ("uur", HOUR, 24),
    ("dagen", DAY, 7),
    ("weken", 7 * DAY, 5),
]
UNITS += [("maanden", 30.436875 * DAY, 12), ("jaar", 365.2425 * DAY, 50)]


@given(unit=st.sampled_from(UNITS), amount=st.floats(1, 50), rounding=st.sampled_from(["floor", "round"]))
def test_truth_is_inside_what_floor_and_round_print(
    unit: tuple[str, float, int], amount: float, rounding: str
) -> None:
    name, seconds, limit = unit
    amount = min(amount, limit)
    printed = math.floor(amount) if rounding == "floor" else math.floor(amount + 0.5)
    true = NOW - timedelta(seconds=amount * seconds)
    slack = timedelta(microseconds=2)
    for known in (rounding, "unknown"):
        moment = parse_time(f"{printed} {name} geleden", now=NOW, language="nl", zone=AMS, rounding=known)
        assert moment is not None
        assert moment.earliest - slack <= true <= moment.latest + slack


@given(age=st.integers(0, 20 * HOUR), steps=st.lists(st.integers(60, 3 * HOUR), max_size=6))
def test_visits_narrow_the_interval_and_never_contradict(age: int, steps: list[int]) -> None:
    interval = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    true = NOW - timedelta(seconds=age)
    now = NOW
    for step in [0, *steps]:
        now += timedelta(seconds=step)
        seconds = int((now - true).total_seconds())
        number, unit = (seconds // HOUR, "uur") if seconds >= HOUR else (seconds // 60, "min")
        moment = parse_time(f"{number} {unit} geleden", now=now, language="nl", zone=AMS, rounding="floor")
        assert moment is not None
        narrowed = intersect(interval, (moment.earliest, moment.latest))
        assert narrowed is not None
        assert narrowed[0] <= true <= narrowed[1]
        interval = narrowed


@given(now=st.datetimes(datetime(2026, 3, 28), datetime(2026, 3, 30)))  # noqa: DTZ001 - made aware below
def test_relative_times_run_through_changes_of_the_clock(now: datetime) -> None:
    served = now.replace(tzinfo=AMS)
    moment = parse_time("3 uur geleden", now=served, language="nl", zone=AMS, rounding="floor")
    assert moment is not None
    assert served.astimezone(UTC) - moment.latest == timedelta(hours=3)
    assert moment.latest - moment.earliest == timedelta(hours=1)


def test_before_the_calendar_begins() -> None:
    assert parse_time("3000 jaar geleden", now=NOW, language="nl", zone=AMS) is None
    early = datetime(1, 1, 2, tzinfo=UTC)
    assert parse_time("3 dagen geleden", now=early, language="nl", zone=AMS) is None
    assert parse_time("gisteren", now=early, language="nl", zone=AMS) is None
    assert parse_time("vorig jaar", now=early, language="nl", zone=AMS) is None
