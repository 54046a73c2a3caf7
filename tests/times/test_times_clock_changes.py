"""Every change of the clock from 2024 to 2027 in five zones, against a table made minute by minute.

The table asks zoneinfo of each minute of UTC what the clocks on the wall show; nothing in it turns
a wall clock into an instant, which is what the parser does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from newscrawl.times import Moment, parse_time
from newscrawl.times.dates import TOLERANCE

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
AROUND = 36 * HOUR
STEP = 71 * MINUTE
"""Between the pages of a test: prime, so that they fall on all minutes."""

CHANGES = {
    "Europe/Amsterdam": 8,
    "America/New_York": 8,
    "Australia/Lord_Howe": 8,  # by half an hour
    "Asia/Tehran": 0,  # none since 2022
    "Africa/Casablanca": 8,  # an hour back for Ramadan
}
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
          "oktober", "november", "december")  # fmt: skip
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def find_changes(zone: ZoneInfo) -> list[datetime]:
    """Return the first minute of each new offset; no zone here changes twice in a day."""
    found = []
    for count in range((LAST - FIRST).days):
        start = FIRST + count * DAY
        offset = start.astimezone(zone).utcoffset()
        if (start + DAY).astimezone(zone).utcoffset() != offset:
            minutes = (start + number * MINUTE for number in range(1441))
            found.append(next(at for at in minutes if at.astimezone(zone).utcoffset() != offset))
    return found


def looked_at() -> list[tuple[str, datetime]]:
    """Return the changes; of a zone without, nights in which it had them until 2022."""
    nights = [datetime(year, 3, 21, 20, 30, tzinfo=UTC) for year in (2024, 2027)]
    return [(name, at) for name in CHANGES for at in find_changes(ZoneInfo(name)) or nights]


@dataclass(frozen=True)
class Change:
    """A change of the clock and what the clocks show around it."""

    zone: ZoneInfo
    at: datetime
    before: timedelta
    after: timedelta
    shown: dict[datetime, list[datetime]]
    """The minutes of UTC at which the clocks show a (naive) minute."""
    days: dict[date, tuple[datetime, datetime]]
    """The first minute of each day, and the first of the next one."""

    def nows(self) -> Iterator[datetime]:
        now = self.at - AROUND + timedelta(seconds=17)
        while now < self.at + AROUND:
            yield now
            now += STEP

    def instants(self, wall: datetime) -> list[datetime]:
        """Return when the clocks show `wall`; in a skipped hour when the clock before and after would have."""
        return self.shown.get(wall) or sorted(
            (wall - offset).replace(tzinfo=UTC) for offset in (self.before, self.after)
        )


@cache
def make(name: str, at: datetime) -> Change:
    zone = ZoneInfo(name)
    shown: dict[datetime, list[datetime]] = defaultdict(list)
    days: dict[date, list[datetime]] = defaultdict(list)
    for count in range(-10 * 1440, 4 * 1440):
        minute = at + count * MINUTE
        wall = minute.astimezone(zone).replace(tzinfo=None)
        shown[wall].append(minute)
        days[wall.date()].append(minute)
    whole = sorted(days)[1:-1]
    ends = {day: (days[day][0], days[day][-1] + MINUTE) for day in whole}
    before, after = (
        (at - back).astimezone(zone).utcoffset() or timedelta(0) for back in (MINUTE, 0 * MINUTE)
    )
    return Change(zone, at, before, after, dict(shown), ends)


def changes() -> Iterator[Change]:
    return (make(name, at) for name, at in looked_at())


@pytest.fixture(params=looked_at(), ids=lambda each: f"{each[0]} {each[1]:%Y-%m-%d}")
def change(request: pytest.FixtureRequest) -> Change:
    return make(*request.param)


def read(text: str, now: datetime, zone: ZoneInfo, language: str = "nl", rounding: str = "unknown") -> Moment:
    moment = parse_time(text, now=now, language=language, zone=zone, rounding=rounding)
    assert moment is not None, (text, now)
    assert moment.earliest <= moment.latest <= max(now, moment.earliest + MINUTE)
    assert moment.earliest <= now + TOLERANCE
    return moment


def interval(change: Change, wall: datetime, now: datetime) -> tuple[datetime, datetime] | None:
    """Return the interval of a clock time to the minute, None if it is still to come."""
    every = change.instants(wall)
    first, last = every[0], every[-1]
    if first > now + TOLERANCE:
        return None
    return first, min(last + MINUTE, max(now, first + MINUTE))


def clocks(change: Change) -> list[time]:
    """Return half past two, and times before, in, at the ends of and behind what is skipped or repeated."""
    jump = (change.at + change.before).time()
    walls = [
        datetime.combine(date(2024, 1, 2), jump) + minutes * MINUTE
        for minutes in (-61, -30, -15, -1, 0, 15, 60)
    ]
    return [time(2, 30), time(14, 5), *(wall.time() for wall in walls)]


def test_the_changes_are_those_that_are_known() -> None:
    assert {name: len(find_changes(ZoneInfo(name))) for name in CHANGES} == CHANGES
    steps = {(each.zone.key, abs(each.after - each.before)) for each in changes()}
    assert ("Australia/Lord_Howe", 30 * MINUTE) in steps
    assert ("Africa/Casablanca", HOUR) in steps
    assert ("Asia/Tehran", timedelta(0)) in steps


def test_a_clock_time_is_the_last_one_that_was(change: Change) -> None:
    for now in change.nows():
        latest = (now + TOLERANCE).astimezone(change.zone).date()
        for clock in clocks(change):
            moment = read(f"{clock:%H:%M}", now, change.zone)
            walls = (datetime.combine(latest - back * DAY, clock) for back in range(3))
            assert (moment.earliest, moment.latest) == next(
                filter(None, (interval(change, wall, now) for wall in walls))
            )


@pytest.mark.parametrize(
    ("text", "language", "back"),
    [("vandaag om {:%H:%M}", "nl", 0), ("gisteren om {:%H:%M}", "nl", 1), ("yesterday at {:%H:%M}", "en", 1)],
)
def test_the_day_is_named(change: Change, text: str, language: str, back: int) -> None:
    for now in change.nows():
        day = now.astimezone(change.zone).date() - back * DAY
        for clock in clocks(change):
            printed = text.format(clock)
            expected = interval(change, datetime.combine(day, clock), now)
            if expected:
                moment = read(printed, now, change.zone, language)
                assert (moment.earliest, moment.latest) == expected, (printed, now)
            else:
                assert parse_time(printed, now=now, language=language, zone=change.zone) is None


def test_every_minute_that_shows_the_time_is_held(change: Change) -> None:
    """The same without any rule for skipped hours: what the clocks show is in the interval."""
    for now in change.nows():
        yesterday = now.astimezone(change.zone).date() - DAY
        for clock in clocks(change):
            moment = read(f"gisteren om {clock:%H:%M}", now, change.zone)
            for minute in change.shown.get(datetime.combine(yesterday, clock), ()):
                assert moment.earliest <= minute
                assert minute + MINUTE <= moment.latest


def test_a_repeated_hour_is_both_and_a_skipped_one_either(change: Change) -> None:
    now = change.at + 30 * HOUR
    step = change.after - change.before
    wall = (change.at + min(change.before, change.after) + abs(step) / 2).replace(tzinfo=None)
    moment = read(f"{wall:%d-%m-%Y %H:%M}", now, change.zone)
    assert len(change.shown.get(wall, ())) == (1 if not step else 2 if step < timedelta(0) else 0)
    assert moment.latest - moment.earliest == abs(step) + MINUTE
    assert moment.earliest == change.at - abs(step) / 2


def test_days_of_the_calendar_have_their_length(change: Change) -> None:
    day = (change.at + change.before).date()
    start, end = change.days[day]
    assert end - start == DAY - (change.after - change.before)
    moment = read("vandaag", end - timedelta(seconds=1), change.zone)
    assert (moment.earliest, moment.latest) == (start, end - timedelta(seconds=1))
    for text in (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day:%d-%m-%Y}",
        f"{day.day} {MONTHS[day.month - 1]}",
    ):
        moment = read(text, end + HOUR, change.zone)
        assert (moment.earliest, moment.latest) == (start, end)


def test_today_begins_at_midnight(change: Change) -> None:
    for now in change.nows():
        start, end = change.days[now.astimezone(change.zone).date()]
        for text, language in (("vandaag", "nl"), ("today", "en")):
            moment = read(text, now, change.zone, language)
            assert (moment.earliest, moment.latest) == (start, now)
            assert now < end


def yesterday_is_held(change: Change, now: datetime) -> bool:
    start, end = change.days[now.astimezone(change.zone).date() - DAY]
    moment = read("gisteren", now, change.zone)
    assert moment.latest == end
    return moment.earliest <= min(start, now - 2 * DAY)


def test_yesterday_holds_the_day_and_24_to_48_hours(change: Change) -> None:
    for now in change.nows():
        start, _ = change.days[now.astimezone(change.zone).date() - DAY]
        if now - start <= 2 * DAY:
            assert yesterday_is_held(change, now)


def test_yesterday_may_have_begun_more_than_48_hours_ago() -> None:
    late = [
        (change, now)
        for change in changes()
        for now in change.nows()
        if now - change.days[now.astimezone(change.zone).date() - DAY][0] > 2 * DAY
    ]
    assert late
    assert all(yesterday_is_held(change, now) for change, now in late)


@pytest.mark.parametrize(
    ("text", "language", "hours"),
    [("3 uur geleden", "nl", 3), ("26 uur geleden", "nl", 26), ("5 hours ago", "en", 5)],
)
def test_relative_times_are_elapsed(change: Change, text: str, language: str, hours: int) -> None:
    for now in change.nows():
        for made in (now, now.astimezone(change.zone)):  # in a repeated hour the latter knows which one
            moment = read(text, made, change.zone, language, "floor")
            assert moment.latest == now - hours * HOUR
            assert moment.earliest == now - (hours + 1) * HOUR


def test_days_ago_are_elapsed_too(change: Change) -> None:
    for now in change.nows():
        moment = read("2 dagen geleden", now.astimezone(change.zone), change.zone, rounding="floor")
        assert (moment.earliest, moment.latest) == (now - 3 * DAY, now - 2 * DAY)


def test_a_weekday_with_a_time_is_the_last_one_that_was(change: Change) -> None:
    for now in change.nows():
        latest = (now + TOLERANCE).astimezone(change.zone).date()
        for back in range(7):
            weekday = latest - back * DAY
            walls = (datetime.combine(day, time(2, 30)) for day in (weekday, weekday - 7 * DAY))
            moment = read(f"{WEEKDAYS[weekday.weekday()]} 02:30", now, change.zone)
            assert (moment.earliest, moment.latest) == next(
                filter(None, (interval(change, wall, now) for wall in walls))
            )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("{day} {month} {year} om {clock}", "nl"),
        ("{day}-{number}-{year} {clock}", "nl"),
        ("{day} {month}, {clock} uur", "nl"),
        ("{day}/{number} {clock}", "nl"),
    ],
)
def test_dates_with_and_without_a_year(change: Change, text: str, language: str) -> None:
    for now in change.nows():
        for back in (0, 1, 2):
            day = now.astimezone(change.zone).date() - back * DAY
            for clock in (time(2, 30), time(14, 5)):
                expected = interval(change, datetime.combine(day, clock), now)
                printed = text.format(
                    day=day.day,
                    month=MONTHS[day.month - 1],
                    number=day.month,
                    year=day.year,
                    clock=f"{clock:%H:%M}",
                )
                if expected:
                    moment = read(printed, now, change.zone, language)
                    assert (moment.earliest, moment.latest) == expected, (printed, now)
                elif "{year}" in text and day.day > 12:  # else it is last year's, or see below
                    assert parse_time(printed, now=now, language=language, zone=change.zone) is None


def test_a_date_to_come_is_not_read_in_another_order() -> None:
    zone, now = ZoneInfo("Europe/Amsterdam"), datetime(2024, 3, 31, 22, 25, tzinfo=UTC)
    assert parse_time("1-4-2024 02:30", now=now, language="nl", zone=zone) is None


@pytest.mark.parametrize(
    ("name", "hours"), [("CET", 1), ("CEST", 2), ("GMT", 0), ("EST", -5), ("UTC+10:30", 10.5), ("JST", 9)]
)
def test_a_zone_in_the_text_wins(change: Change, name: str, hours: float) -> None:
    offset = timedelta(hours=hours)
    for now in change.nows():
        for clock in (time(2, 30), time(14, 5)):
            moment = read(f"{clock:%H:%M} {name}", now, change.zone)
            assert (moment.earliest + offset).time() == clock
            assert now + TOLERANCE - DAY < moment.earliest <= now + TOLERANCE
            assert moment.latest == moment.earliest + MINUTE or now < moment.earliest + MINUTE
            dated = read(f"gisteren {clock:%H:%M} {name}", now, change.zone)
            assert dated.earliest + offset == datetime.combine((now + offset).date() - DAY, clock, UTC)


def test_nothing_later_than_the_tolerance() -> None:
    for change in changes():
        for now in list(change.nows())[::7]:
            for minutes in (4, 5, 6, 7):
                wall = (now + minutes * MINUTE).astimezone(change.zone)
                ahead = wall.astimezone(UTC).replace(second=0)
                for text in (f"{wall:%H:%M}", f"{wall:%d-%m-%Y %H:%M}", f"vandaag om {wall:%H:%M}"):
                    moment = parse_time(text, now=now, language="nl", zone=change.zone)
                    if moment:
                        assert moment.earliest <= now + TOLERANCE
                    elif text[0] != "v":
                        assert ahead > now + TOLERANCE
