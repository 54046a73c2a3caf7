"""Days of the Solar Hijri, Umm al-Qura and Thai calendars."""

import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from newscrawl.times.eras import SYSTEMS, slack, to_gregorian

DAY = timedelta(days=1)
YEARS = {"persian": (1300, 1500), "hijri": (1343, 1500), "buddhist": (2484, 2650)}


@pytest.mark.parametrize(
    ("system", "year", "month", "day", "expected"),
    [
        # New Year in Iran, as announced; 1399, 1403 and 1408 are leap years
        ("persian", 1300, 1, 1, date(1921, 3, 21)),
        ("persian", 1357, 11, 22, date(1979, 2, 11)),  # 22 Bahman
        ("persian", 1399, 12, 30, date(2021, 3, 20)),
        ("persian", 1403, 1, 1, date(2024, 3, 20)),
        ("persian", 1403, 12, 30, date(2025, 3, 20)),
        ("persian", 1404, 1, 1, date(2025, 3, 21)),
        ("persian", 1404, 12, 29, date(2026, 3, 20)),
        ("persian", 1405, 1, 1, date(2026, 3, 21)),
        ("persian", 1405, 5, 31, date(2026, 8, 22)),
        ("persian", 1408, 12, 30, date(2030, 3, 20)),
        # Umm al-Qura
        ("hijri", 1343, 1, 1, date(1924, 8, 1)),
        ("hijri", 1420, 1, 1, date(1999, 4, 17)),
        ("hijri", 1444, 9, 1, date(2023, 3, 23)),
        ("hijri", 1445, 12, 10, date(2024, 6, 16)),  # Eid al-Adha
        ("hijri", 1446, 9, 1, date(2025, 3, 1)),
        ("hijri", 1446, 10, 1, date(2025, 3, 30)),
        ("hijri", 1447, 1, 1, date(2025, 6, 26)),
        ("hijri", 1447, 9, 1, date(2026, 2, 18)),
        ("hijri", 1447, 10, 1, date(2026, 3, 20)),
        # Thai
        ("buddhist", 2569, 5, 13, date(2026, 5, 13)),
        ("buddhist", 2567, 2, 29, date(2024, 2, 29)),
        ("buddhist", 2484, 1, 1, date(1941, 1, 1)),
    ],
)
def test_known_days(system: str, year: int, month: int, day: int, expected: date) -> None:
    found = to_gregorian(system, year, month, day)
    assert found == expected
    assert type(found) is date


@pytest.mark.parametrize(
    ("system", "year", "month", "day"),
    [
        ("persian", 1404, 12, 30),  # no leap year
        ("persian", 1405, 7, 31),
        ("persian", 1405, 13, 1),
        ("persian", 1405, 0, 1),
        ("persian", 1405, 1, 0),
        ("persian", 1299, 12, 29),
        ("persian", 1501, 1, 1),
        ("persian", 2026, 3, 21),  # a Gregorian year
        ("hijri", 1447, 1, 31),
        ("hijri", 1447, 8, 30),  # Sha'ban of that year has 29 days
        ("hijri", 1447, 13, 1),
        ("hijri", 1447, 1, -1),
        ("hijri", 1342, 12, 29),
        ("hijri", 1501, 1, 1),
        ("hijri", 10**30, 1, 1),
        ("buddhist", 2569, 2, 29),
        ("buddhist", 2569, 4, 31),
        ("buddhist", 2483, 5, 1),  # then the year began in April
        ("buddhist", 10543, 1, 1),
        ("buddhist", 0, 1, 1),
    ],
)
def test_no_day(system: str, year: int, month: int, day: int) -> None:
    assert to_gregorian(system, year, month, day) is None


def test_a_calendar_nobody_knows() -> None:
    with pytest.raises(ValueError, match="julian"):
        to_gregorian("julian", 2026, 1, 1)
    with pytest.raises(ValueError, match="julian"):
        slack("julian")


def test_slack() -> None:
    assert {system: slack(system) for system in SYSTEMS} == {
        "persian": timedelta(0),
        "hijri": DAY,
        "buddhist": timedelta(0),
    }


@given(st.dates(date(1921, 3, 21), date(2122, 3, 20)))
def test_round_trip_persian(day: date) -> None:
    there = JalaliDate(day)
    assert to_gregorian("persian", there.year, there.month, there.day) == day


@given(st.dates(date(1924, 8, 1), date(2077, 11, 16)))
def test_round_trip_hijri(day: date) -> None:
    there = Gregorian(day.year, day.month, day.day).to_hijri()
    assert to_gregorian("hijri", *there.datetuple()) == day


@given(st.dates(date(1941, 1, 1), date(9999, 12, 31)))
def test_round_trip_buddhist(day: date) -> None:
    assert to_gregorian("buddhist", day.year + 543, day.month, day.day) == day


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_day_follows_the_one_before(system: str) -> None:
    first, last = YEARS[system]
    triples = ((y, m, d) for y in range(first, last + 1) for m in range(1, 13) for d in range(1, 32))
    days = [day for triple in triples if (day := to_gregorian(system, *triple))]
    assert all(after - before == DAY for before, after in pairwise(days))
    months = 12 * (last - first + 1)
    assert len(days) / months == pytest.approx(29.53 if system == "hijri" else 30.437, abs=0.01)


@given(st.sampled_from(SYSTEMS), st.integers(), st.integers(), st.integers())
def test_any_numbers(system: str, year: int, month: int, day: int) -> None:
    found = to_gregorian(system, year, month, day)
    assert found is None or 1 <= month <= 12


@given(st.sampled_from(SYSTEMS), st.integers(1200, 2700), st.integers(-1, 14), st.integers(-1, 33))
def test_near_numbers(system: str, year: int, month: int, day: int) -> None:
    found = to_gregorian(system, year, month, day)
    assert found is None or (1 <= month <= 12 and 1 <= day <= 31)


def test_a_parse_without_such_dates_imports_no_library() -> None:
    code = (
        "import sys, newscrawl.times.eras; sys.exit(bool({'hijridate', 'persiantools'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
