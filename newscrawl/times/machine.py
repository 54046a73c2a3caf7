"""Times written for machines: attributes, feeds, headers, structured data."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from newscrawl.times.local import EXACT, MINUTE, day_interval, wall_interval
from newscrawl.times.moment import Interval, Moment
from newscrawl.times.zones import ZONE, parse_zone

_LONGEST = 120  # JavaScript's Date prints about 70 characters
_EPOCH = (631_152_000, 4_102_444_800)  # 1990-01-01 to 2100-01-01; outside lie counters, ids, compact dates
_FAR_EAST, _FAR_WEST = timedelta(hours=14), timedelta(hours=12)  # the first and the last zone of a day
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s{1,3})?"
_CLOCK = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
)
_OFFSET = rf"(?:\s?(?P<zone>{ZONE}))?"
_REMARK = r"(?:\s?[(\[][^()\[\]]{1,60}[)\]])?"  # "(Central European Time)", "[Europe/Amsterdam]"

# 2026-03-17T14:05:33.120+01:00, 2026/3/7 9:05, 2026-03-17
_ISO = (
    r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})"
    rf"(?:(?:t|\s{{1,3}}){_CLOCK}{_OFFSET}{_REMARK})?"
)
# 20260317T14:05:33Z, 20260317T140533+0100, 20260317140533, 20260317
_COMPACT = (
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?:[t\s]?(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2}))?"
    rf"(?:[.,](?P<fraction>[0-9]{{1,9}}))?{_OFFSET})?"
)
# Tue, 17 Mar 2026 14:05:33 +0100; Tuesday, 17-Mar-26 14:05:33 GMT
_RFC = (
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})[\s-]{_MONTH}[\s-](?P<year>[0-9]{{4}}|[0-9]{{2}})"
    rf"(?:,?\s{{1,3}}{_CLOCK}{_OFFSET}{_REMARK})?"
)
# Tue Mar 17 14:05:33 CET 2026
_UNIX_DATE = rf"{_WEEKDAY}{_MONTH}\s{{1,3}}(?P<day>[0-9]{{1,2}})\s{_CLOCK}{_OFFSET}\s(?P<year>[0-9]{{4}})"
# Tue Mar 17 2026 14:05:33 GMT+0100 (Central European Standard Time)
_JAVASCRIPT = (
    rf"{_WEEKDAY}{_MONTH}\s{{1,3}}(?P<day>[0-9]{{1,2}}),?\s(?P<year>[0-9]{{4}})\s{_CLOCK}{_OFFSET}{_REMARK}"
)
_SHAPES = tuple(re.compile(shape, re.IGNORECASE) for shape in (_ISO, _COMPACT, _RFC, _UNIX_DATE, _JAVASCRIPT))
_DIGITS = re.compile(r"(?P<whole>[0-9]{9,10}|[0-9]{12,13})(?P<fraction>\.[0-9]{1,9})?")
_FIRST_YEAR = 1000  # "0001-01-01" is how some systems write that they have none


def parse_machine_time(text: str, *, zone: ZoneInfo | None) -> Moment | None:
    """Return the time in `text` as ISO 8601, RFC 2822, `date` output or epoch, None if it is none of these.

    `zone` is that of texts without an offset; without one such a text may mean any zone on earth.
    The time may lie in the future.

    >>> parse_machine_time("2026-03-17T14:05:33+01:00", zone=None).latest
    datetime.datetime(2026, 3, 17, 13, 5, 33, tzinfo=datetime.timezone.utc)
    >>> parse_machine_time("6 minuten geleden", zone=None)
    """
    stripped = text.strip()
    if not stripped.isascii() or len(stripped) > _LONGEST:
        return None
    try:
        interval = _epoch(stripped) or _written(stripped, zone)
    except (ValueError, OverflowError):  # 30 February, 25:00, or a day beyond the calendar of datetime
        return None
    return interval and Moment(*interval, value=None, unit=None, raw=stripped)


def may_be_machine_time(shape: str) -> bool:
    """Say whether a text with digits in these places may be a clock time of a day, written for machines.

    A date without a clock time is read with the order of the language; digits alone are no time to a reader.
    """
    stripped = shape.strip()
    if len(stripped) > _LONGEST or ":" not in stripped or not stripped.isascii():
        return False
    return any(pattern.fullmatch(stripped) for pattern in _SHAPES)


def _epoch(text: str) -> Interval | None:
    digits = _DIGITS.fullmatch(text)
    if digits is None:
        return None
    whole = int(digits["whole"])
    seconds, milliseconds = divmod(whole, 1000) if len(digits["whole"]) > 10 else (whole, 0)
    if not _EPOCH[0] <= seconds < _EPOCH[1]:
        return None
    fraction = timedelta(milliseconds=milliseconds)
    if digits["fraction"] and len(digits["whole"]) <= 10:
        fraction = timedelta(seconds=float(digits["fraction"]))
    instant = datetime.fromtimestamp(seconds, UTC) + fraction
    return instant, instant


def _written(text: str, zone: ZoneInfo | None) -> Interval | None:
    for shape in _SHAPES:
        if match := shape.fullmatch(text):
            return _interval({"hour": None, **match.groupdict()}, zone)
    return None


def _interval(parts: dict[str, str | None], zone: ZoneInfo | None) -> Interval | None:
    day = _day(str(parts["year"]), str(parts["month"]), str(parts["day"]))
    if day.year < _FIRST_YEAR:
        return None
    named: tzinfo | None = zone
    if parts["hour"] is None:
        first, last = day_interval(day, zone or UTC)
    else:
        if parts["zone"]:
            named = parse_zone(parts["zone"])
            if named is None:
                return None
        wall = _wall(day, str(parts["hour"]), str(parts["minute"]), parts["second"], parts["fraction"])
        first, last = wall_interval(wall, named or UTC, EXACT if parts["second"] else MINUTE)
    if named is None:
        return first - _FAR_EAST, last + _FAR_WEST
    return first, last


def _day(year: str, month: str, day: str) -> date:
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1
    century = 2000 if len(year) == 2 else 0  # RFC 850 has two digits
    return date(int(year) + century, number, int(day))


def _wall(day: date, hour: str, minute: str, second: str | None, fraction: str | None) -> datetime:
    # As sums, for 24:00 and the leap second 23:59:60 are written too, and mean what follows them.
    if int(hour) > 24 or int(minute) > 59 or int(second or 0) > 60 or (int(hour) == 24 and int(minute) > 0):
        raise ValueError("no time of day")
    microsecond = int((fraction or "")[:6].ljust(6, "0"))
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall clock, its zone comes next
    return start + timedelta(
        hours=int(hour), minutes=int(minute), seconds=int(second or 0), microseconds=microsecond
    )
