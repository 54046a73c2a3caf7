"""Times of attributes, feeds and headers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.times import parse_machine_time

AMS = ZoneInfo("Europe/Amsterdam")
AT = datetime(2026, 3, 8, 13, 5, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-08T14:05:33+01:00", "2026-03-08T13:05:33Z", "2026-03-08T13:05:33.000Z", "2026-03-08 14:05:33",
        "2026-03-08t14:05:33+0100", "2026-03-08T14:05:33 +01", "2026-3-8 14:05:33", "2026/03/08 14:05:33",
        "2026-03-08T14:05:33+01:00[Europe/Amsterdam]", "2026-03-08 13:05:33 UTC", "20260308T13:05:33Z",
        "20260308T130533Z", "20260308140533", "Sun, 08 Mar 2026 13:05:33 GMT", "Sun, 8 Mar 2026 14:05:33 +0100",
        "8 Mar 2026 08:05:33 EST", "Sunday, 08-Mar-26 13:05:33 GMT", "Sun Mar  8 14:05:33 CET 2026",
        "Sun Mar 8 14:05:33 2026", "Sun Mar 08 2026 14:05:33 GMT+0100 (Central European Standard Time)",
        "1772975133", "1772975133000", " 1772975133 ", "1772975133.0",
    ],
)  # fmt: skip
def test_known_to_the_second(text: str) -> None:
    moment = parse_machine_time(text, zone=AMS)
    assert moment is not None
    assert moment.earliest == moment.latest == AT
    assert moment.raw == text.strip()


@pytest.mark.parametrize(
    ("text", "earliest", "width"),
    [
        ("2026-03-08T14:05+01:00", AT.replace(second=0), timedelta(minutes=1)),
        ("2026-03-08 14:05", AT.replace(second=0), timedelta(minutes=1)),
        ("2026-03-08", datetime(2026, 3, 7, 23, tzinfo=UTC), timedelta(days=1)),
        ("20260308", datetime(2026, 3, 7, 23, tzinfo=UTC), timedelta(days=1)),
        ("2026-03-29", datetime(2026, 3, 28, 23, tzinfo=UTC), timedelta(hours=23)),
        ("2026-10-25T02:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), timedelta(hours=1)),
        ("2026-03-29T02:30:00", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), timedelta(hours=1)),
        ("2026-03-07T24:00:00", datetime(2026, 3, 7, 23, tzinfo=UTC), timedelta(0)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC), timedelta(0)),
        ("2026-03-08T13:05:33.123456789Z", AT.replace(microsecond=123456), timedelta(0)),
        ("1772975133250", AT.replace(microsecond=250000), timedelta(0)),
        ("2031-01-01T00:00:00Z", datetime(2031, 1, 1, tzinfo=UTC), timedelta(0)),  # the future is allowed
    ],
)
def test_widths(text: str, earliest: datetime, width: timedelta) -> None:
    moment = parse_machine_time(text, zone=AMS)
    assert moment is not None
    assert (moment.earliest, moment.latest - moment.earliest) == (earliest, width)


def test_without_a_zone_any_zone_is_meant() -> None:
    moment = parse_machine_time("2026-03-08 14:05", zone=None)
    assert moment is not None
    assert moment.earliest == datetime(2026, 3, 8, 0, 5, tzinfo=UTC)
    assert moment.latest == datetime(2026, 3, 9, 2, 6, tzinfo=UTC)
    exact = parse_machine_time("2026-03-08T14:05:33+01:00", zone=None)
    assert exact is not None
    assert exact.earliest == exact.latest == AT


@pytest.mark.parametrize(
    "text",
    [
        "", "now", "12", "1234567", "123456789012345", "4102444800", "631151999", "0000-00-00 00:00:00", "2026-02-30",
        "2026-13-01", "2026-03-08T25:00:00Z", "2026-03-08T24:01:00", "2026-03-08T14:60", "2026-03-08T14:05:33+99:00",
        "2026-03-08T14:05:33 XYZ", "0001-01-01T00:00:00", "2026-03", "14:05", "Mar 8", "6 minuten geleden",
        "9999-12-31T23:59:60Z", "99999999T999999", "２０２６-03-08", "2026-03-08" + " x" * 99,
    ],
)  # fmt: skip
@pytest.mark.parametrize("zone", [AMS, None])
def test_near_misses(text: str, zone: ZoneInfo | None) -> None:
    assert parse_machine_time(text, zone=zone) is None


@given(true=st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 31)), zone=st.sampled_from([AMS, None]))  # noqa: DTZ001
def test_what_datetime_writes_is_read(true: datetime, zone: ZoneInfo | None) -> None:
    aware = true.replace(tzinfo=AMS)
    for text in (aware.isoformat(), aware.isoformat(timespec="milliseconds"), str(int(aware.timestamp()))):
        moment = parse_machine_time(text, zone=zone)
        assert moment is not None
        assert abs(moment.earliest - aware.astimezone(UTC)) < timedelta(seconds=1)
    local = parse_machine_time(true.isoformat(sep=" "), zone=zone)
    assert local is not None
    assert local.earliest <= aware.astimezone(UTC) <= local.latest


@given(st.text() | st.text(alphabet="0123456789-:TZ+. /MarSun"))
def test_never_raises(text: str) -> None:
    for zone in (AMS, None):
        moment = parse_machine_time(text, zone=zone)
        assert moment is None or moment.earliest <= moment.latest
