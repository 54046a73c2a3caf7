"""Midnight, both nights of the year on which the clock jumps, and the edge of the future."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.times import Moment, parse_time

AMS = ZoneInfo("Europe/Amsterdam")


def read(text: str, now: datetime, zone: ZoneInfo = AMS) -> Moment | None:
    return parse_time(text, now=now, language="nl", zone=zone)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("now", "text", "earliest", "minutes"),
    [
        # Just after midnight in Amsterdam, still the day before in UTC.
        (utc(2026, 5, 12, 22, 10), "00:05", utc(2026, 5, 12, 22, 5), 1),
        (utc(2026, 5, 12, 22, 10), "23:50", utc(2026, 5, 12, 21, 50), 1),
        (utc(2026, 5, 12, 22, 10), "vandaag 00:05", utc(2026, 5, 12, 22, 5), 1),
        (utc(2026, 5, 12, 22, 10), "gisteren 23:50", utc(2026, 5, 12, 21, 50), 1),
        (utc(2026, 5, 12, 22, 10), "vandaag", utc(2026, 5, 12, 22, 0), 10),
        # Just before: the clock of the outlet may be minutes ahead.
        (utc(2026, 5, 12, 21, 58), "00:01", utc(2026, 5, 12, 22, 1), 1),
        (utc(2026, 5, 12, 21, 58), "00:04", utc(2026, 5, 11, 22, 4), 1),
        (utc(2026, 5, 12, 10, 0), "12:05", utc(2026, 5, 12, 10, 5), 1),
        (utc(2026, 5, 12, 10, 0), "12:06", utc(2026, 5, 11, 10, 6), 1),
        # The night of spring: 02:00 to 03:00 is left out.
        (utc(2026, 3, 29, 8, 0), "01:59", utc(2026, 3, 29, 0, 59), 1),
        (utc(2026, 3, 29, 8, 0), "03:00", utc(2026, 3, 29, 1, 0), 1),
        (utc(2026, 3, 29, 8, 0), "02:30", utc(2026, 3, 29, 0, 30), 61),
        (utc(2026, 3, 30, 8, 0), "29 maart 2026", utc(2026, 3, 28, 23, 0), 23 * 60),
        # The night of autumn: 02:00 to 03:00 comes twice.
        (utc(2026, 10, 25, 8, 0), "01:59", utc(2026, 10, 24, 23, 59), 1),
        (utc(2026, 10, 25, 8, 0), "02:30", utc(2026, 10, 25, 0, 30), 61),
        (utc(2026, 10, 25, 8, 0), "02:59", utc(2026, 10, 25, 0, 59), 61),
        (utc(2026, 10, 25, 8, 0), "03:00", utc(2026, 10, 25, 2, 0), 1),
        (utc(2026, 10, 26, 8, 0), "25 oktober 2026", utc(2026, 10, 24, 22, 0), 25 * 60),
        # Within that hour only the first 02:30 has been.
        (utc(2026, 10, 25, 0, 40), "02:30", utc(2026, 10, 25, 0, 30), 10),
        # A zone in the text wins: one of the two instants is meant.
        (utc(2026, 10, 25, 8, 0), "02:30 CET", utc(2026, 10, 25, 1, 30), 1),
        (utc(2026, 10, 25, 8, 0), "02:30 CEST", utc(2026, 10, 25, 0, 30), 1),
    ],
)
def test_nights(now: datetime, text: str, earliest: datetime, minutes: int) -> None:
    moment = read(text, now)
    assert moment is not None
    assert moment.earliest == earliest
    assert moment.latest - moment.earliest == timedelta(minutes=minutes)


def test_known_to_the_second() -> None:
    moment = read("14:05:33", utc(2026, 5, 12, 20, 0))
    assert moment is not None
    assert moment.earliest == moment.latest == utc(2026, 5, 12, 12, 5, 33)


def test_weekday_picks_the_year() -> None:
    moment = read("do 14 nov", utc(2026, 5, 12))
    assert moment is not None
    assert moment.earliest == utc(2024, 11, 13, 23)


LAST_SECOND = datetime(2036, 12, 31)  # noqa: DTZ001 - made aware in the tests
instants = st.datetimes(datetime(1996, 1, 1), LAST_SECOND, timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(
    [
        "Europe/Amsterdam",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Havana",
        "Pacific/Apia",
        "Asia/Kolkata",
    ]
).map(ZoneInfo)


@given(true=instants, zone=zones, late=st.timedeltas(timedelta(0), timedelta(hours=22)))
def test_clock_time_holds_the_truth(true: datetime, zone: ZoneInfo, late: timedelta) -> None:
    moment = read(f"{true.astimezone(zone):%H:%M}", true + late, zone)
    assert moment is not None
    assert moment.earliest <= true <= moment.latest


@given(true=instants, zone=zones, late=st.timedeltas(timedelta(0), timedelta(days=3000)))
def test_date_holds_the_truth(true: datetime, zone: ZoneInfo, late: timedelta) -> None:
    local = true.astimezone(zone)
    for text in (f"{local:%d-%m-%Y}", f"{local:%d-%m-%Y %H:%M}", f"{local:%d-%m-%Y, %H.%M} uur"):
        moment = read(text, true + late, zone)
        assert moment is not None
        assert moment.earliest <= true <= moment.latest


@given(true=instants, zone=zones, late=st.timedeltas(timedelta(0), timedelta(days=300)))
def test_day_and_month_hold_the_truth(true: datetime, zone: ZoneInfo, late: timedelta) -> None:
    months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    local = true.astimezone(zone)
    moment = read(f"{local.day} {months[local.month - 1]}", true + late, zone)
    assert moment is not None
    assert moment.earliest <= true <= moment.latest


@given(true=instants, zone=zones, now=instants)
def test_yesterday_holds_the_calendar_day(true: datetime, zone: ZoneInfo, now: datetime) -> None:
    today: date = now.astimezone(zone).date()
    moment = read("gisteren", now, zone)
    assert moment is not None
    if true.astimezone(zone).date() == today - timedelta(days=1):
        assert moment.earliest <= true <= moment.latest
    local_noon = datetime(today.year, today.month, today.day, 12, tzinfo=zone) - timedelta(days=1)
    assert moment.earliest <= local_noon.astimezone(UTC) <= moment.latest
