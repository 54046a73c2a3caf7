"""From the pieces of a calendar time to instants: which day is meant, in which calendar, on which clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.times.ago import Slot
from newscrawl.times.eras import slack, to_gregorian
from newscrawl.times.fold import to_number
from newscrawl.times.local import DAY, EXACT, MINUTE, day_interval, wall_interval
from newscrawl.times.moment import Interval
from newscrawl.times.when import When
from newscrawl.times.zones import parse_zone

TOLERANCE = timedelta(minutes=5)
"""How far a time may lie in the future: clocks of outlets differ from that of their servers."""

_YEARS_BACK = 8  # 29 February comes at most 8 years apart
_CENTURY = (1900, 2100)
_NOON = 12
_THAI = 50  # "69" is 2569 of the Buddhist era, "26" is 2026
# Where the years of other calendars lie beside those of the Gregorian, and how to guess this year's.
_ERAS = {"persian": ((1300, 1500), 621), "hijri": ((1300, 1500), 579), "buddhist": ((2400, 2700), -543)}


class _Clock(NamedTuple):
    at: time
    to_second: bool
    next_midnight: bool


class _Nonsense(ValueError):
    """Pieces that look like a time and are none: 25:61, 31/31/2026."""


def to_interval(when: When, text: str, now: datetime, zone: tzinfo) -> Interval | None:
    """Return the instants of `when` with the numbers of `text`; None for no time, and for the future.

    May raise OverflowError at the ends of the calendar.
    """
    if when.full and (wall := _wall(when, text)):  # the short way, for most dates with a clock time
        return _not_future(*wall_interval(wall, zone, MINUTE), MINUTE, now)
    if when.daily and (wall := _wall_of_day(when, text, now, zone)):
        return _not_future(*wall_interval(wall, zone, MINUTE), MINUTE, now)
    try:
        zone = _zone(when, text) or zone
        clock = _clock(when, text)
        if clock is None and when.days_ago:
            return days_ago(when.days_ago, now, zone)
        readings = _readings(when, text, now, zone)
        if len(readings) == 1:
            return _latest(readings[0], clock, now, zone)
        possible = [interval for days in readings if (interval := _latest(days, clock, now, zone))]
    except _Nonsense:
        return None
    if not possible:
        return None
    # "03/04/2026" where both orders are in use: the interval holds both days.
    return min(first for first, _ in possible), max(last for _, last in possible)


def _wall(when: When, text: str) -> datetime | None:
    """Return a date of this age with its clock time, None where the long way must tell what is wrong with it."""
    year, day, hour, minute, *month = [to_number(text[piece]) for piece in when.full]
    if not _CENTURY[0] <= year < _CENTURY[1]:
        return None
    try:
        return datetime(year, month[0] if month else when.month, day, hour, minute)  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        return None


def _wall_of_day(when: When, text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the time of a day such as yesterday, None where the long way must tell what is wrong with it."""
    hour, minute = [to_number(text[piece]) for piece in when.daily or ()]
    if hour > 23 or minute > 59:
        return None
    return datetime.combine(_day_before(now, zone, when.days_ago or 0), time(hour, minute))


def _zone(when: When, text: str) -> tzinfo | None:
    if when.zone is None:
        return None
    if isinstance(when.zone, str):
        return ZoneInfo(when.zone)
    zone = parse_zone(text[slice(*when.zone)])
    if zone is None:
        raise _Nonsense
    return zone


def _int(slot: Slot | int, text: str) -> int:
    return slot if isinstance(slot, int) else to_number(text[slot[0] : slot[1]])


def _clock(when: When, text: str) -> _Clock | None:
    if when.hour is None:
        return None
    hour = _int(when.hour, text)
    minute = _int(when.minute, text) if when.minute else 0
    second = _int(when.second, text) if when.second else 0
    if when.half and when.minute is None and not 1 <= hour <= _NOON:
        raise _Nonsense
    if when.half and hour <= _NOON:  # "午後0時30分" is 12:30
        hour = hour % _NOON + (_NOON if when.half == "pm" else 0)
    next_midnight = hour == 24 and minute == second == 0
    try:
        return _Clock(
            time(0 if next_midnight else hour, minute, second), when.second is not None, next_midnight
        )
    except ValueError as error:
        raise _Nonsense from error


def days_ago(days: int, now: datetime, zone: tzinfo) -> Interval:
    """Return "yesterday": the day of the calendar, and that many times 24 hours to one day more.

    Editors mean the former, code that counts seconds (Intl.RelativeTimeFormat) prints the latter,
    and the text does not tell which. The latter begins first, but for a night that makes a day longer.
    """
    today = now.astimezone(zone).date()
    start, end = day_interval(today - days * DAY, zone)
    return min(now - (days + 1) * DAY, start), end


def _latest(
    days: Sequence[Interval | date], clock: _Clock | None, now: datetime, zone: tzinfo
) -> Interval | None:
    """Return the first of `days` that does not lie in the future, at the time of `clock`."""
    width = EXACT if clock is None or clock.to_second else MINUTE
    for day in days:
        first, last = _on(day, clock, zone, width) if isinstance(day, date) else day
        if interval := _not_future(first, last, width, now):
            return interval
    return None


def _not_future(first: datetime, last: datetime, width: timedelta, now: datetime) -> Interval | None:
    if last <= now:
        return first, last
    return (first, min(last, max(now, first + width))) if first <= now + TOLERANCE else None


def _on(day: date, clock: _Clock | None, zone: tzinfo, width: timedelta) -> Interval:
    if clock is None:
        return day_interval(day, zone)
    wall = datetime.combine(day, clock.at)
    return wall_interval(wall + DAY if clock.next_midnight else wall, zone, width)


def _readings(when: When, text: str, now: datetime, zone: tzinfo) -> list[Sequence[Interval | date]]:
    """Return for each way to read the date the days that it may mean, the likeliest first."""
    if when.days_ago is not None:
        return [(_day_of(now, zone) - when.days_ago * DAY,)]
    latest = _day_of(now + TOLERANCE, zone)  # just before midnight a time may be tomorrow's
    if when.numeric is not None:
        return [_dated(when, *parts, latest, zone) for parts in _orders(when, text)]
    if when.month is not None and when.day is not None:
        return [_dated(when, _year(when, text), _int(when.month, text), _int(when.day, text), latest, zone)]
    if when.month is not None:
        return [_month(when, _year(when, text), _int(when.month, text), zone)]
    if when.day is not None:
        return [_days_of_months(_int(when.day, text), latest)]
    if when.weekday is not None:
        back = (latest.weekday() - when.weekday) % 7
        return [(latest - back * DAY, latest - (back + 7) * DAY)]
    return [(latest, latest - DAY, latest - 2 * DAY)]


def _year(when: When, text: str) -> int | None:
    if when.year is None:
        return None
    year = _int(when.year, text)
    if when.era:
        return year + when.era
    return year if when.year[1] - when.year[0] > 2 else _century(when, year) + year


def _month(when: When, year: int | None, month: int, zone: tzinfo) -> Sequence[Interval | date]:
    """Return all of a month: "maart 2026"."""
    first = _dated(when, year, month, 1, date.max, zone)
    following = (
        _dated(when, year, month + 1, 1, date.max, zone)
        if month < 12
        else _dated(when, (year or 0) + 1, 1, 1, date.max, zone)
    )
    if when.calendar or not first or not following:
        return ()
    return [(day_interval(first[0], zone)[0], day_interval(following[0], zone)[0])]  # type: ignore[arg-type]


def _days_of_months(day: int, latest: date) -> Sequence[date]:
    """Return the days of that number in this month and the ones before: "17日 14:05"."""
    months = [divmod(latest.year * 12 + latest.month - 1 - back, 12) for back in range(3)]
    return _existing([(year, month + 1, day) for year, month in months])


@lru_cache(maxsize=64)
def _day_before(now: datetime, zone: tzinfo, days: int) -> date:
    return _day_of(now, zone) - days * DAY


@lru_cache(maxsize=64)  # one page has one `now`
def _day_of(now: datetime, zone: tzinfo) -> date:
    return now.astimezone(zone).date()


def _century(when: When, year: int) -> int:
    """Return the century of a year of two digits."""
    return 2500 if "buddhist" in when.calendars and year >= _THAI else 2000


def _orders(when: When, text: str) -> list[tuple[int | None, int, int]]:
    """Return year, month and day of a numeric date, in each order that the language and the numbers allow."""
    a, b, year_slot = when.numeric  # type: ignore[misc]
    first, second = _int(a, text), _int(b, text)
    short = year_slot is not None and year_slot[1] - year_slot[0] == 2
    year = _int(year_slot, text) if year_slot else None
    century = _century(when, year or 0)
    readings: dict[tuple[int | None, int, int], None] = {}
    for order in when.orders:
        if order == "ymd" and short and year is not None:
            readings[2000 + first, second, year] = None
            continue
        month, day = (
            (first, second) if order == "mdy" or (order == "ymd" and year is None) else (second, first)
        )
        # "17/03" can be read in one order only, whatever the language is used to.
        month, day = (day, month) if month > _NOON >= day else (month, day)
        readings[century + year if short and year is not None else year, month, day] = None
    return list(readings)


def _dated(
    when: When, year: int | None, month: int, day: int, latest: date, zone: tzinfo
) -> Sequence[Interval | date]:
    calendar = when.calendar or _era(when, year)
    if calendar:
        return _in_era(calendar, year, month, day, latest, zone)
    if year is not None:
        return _existing([(year, month, day)]) if _CENTURY[0] <= year < _CENTURY[1] else ()
    days = _existing([(latest.year - back, month, day) for back in range(_YEARS_BACK + 1)])
    if when.weekday is not None:
        return [day for day in days if day.weekday() == when.weekday] or days
    return days


def _era(when: When, year: int | None) -> str:
    """Return the calendar that a year belongs to, "" for the Gregorian."""
    return next((name for name in when.calendars if year is not None and year in range(*_ERAS[name][0])), "")


def _in_era(
    calendar: str, year: int | None, month: int, day: int, latest: date, zone: tzinfo
) -> Sequence[Interval | date]:
    guess = latest.year - _ERAS[calendar][1]
    years = [year] if year is not None else [guess + 1, guess, guess - 1]
    days = [found for year in years if (found := to_gregorian(calendar, year, month, day))]
    margin = slack(calendar)
    if not margin:
        return days
    return [(day_interval(found, zone)[0] - margin, day_interval(found, zone)[1] + margin) for found in days]


def _existing(dates: list[tuple[int, int, int]]) -> list[date]:
    found = []
    for year, month, day in dates:
        try:
            found.append(date(year, month, day))
        except ValueError:  # 30 February
            continue
    return found
