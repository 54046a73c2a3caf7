"""Days of other calendars that sites print: Solar Hijri, Umm al-Qura and Thai dates as Gregorian days.

The libraries are imported when the first such date is read: a parse without one does not pay for them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

SYSTEMS: Final = ("persian", "hijri", "buddhist")
"""Calendars that `to_gregorian` knows."""

# In these years the rule of the library and that of ICU give the same days. What Iran and
# Afghanistan will print later than that nobody has announced.
_PERSIAN_YEARS = range(1300, 1501)
# Until 2483 (1940) the Thai year began in April, so that its number alone does not tell the Gregorian one.
_BUDDHIST_YEARS = range(2484, 9999 + 543 + 1)
_BUDDHIST_AHEAD = 543
_SLACK: Final = {"persian": timedelta(0), "hijri": timedelta(days=1), "buddhist": timedelta(0)}


def to_gregorian(system: str, year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a day of the calendar `system`, None if that has no such day.

    "persian" is the Solar Hijri calendar of Iran and Afghanistan, 1300 to 1500 (1921 to 2122).
    "hijri" is exactly Umm al-Qura, the civil calendar of Saudi Arabia, 1343 to 1500 (1924 to
    2077); countries that wait for the moon to be sighted are up to a day off, see `slack`.
    "buddhist" is the Thai calendar from 2484 (1941) on, Gregorian but for the year. Years
    outside give None; a system that is none of SYSTEMS raises ValueError.

    >>> to_gregorian("persian", 1405, 1, 1)
    datetime.date(2026, 3, 21)
    >>> to_gregorian("hijri", 1447, 9, 1)
    datetime.date(2026, 2, 18)
    >>> to_gregorian("buddhist", 2569, 2, 29)
    """
    convert = {"persian": _persian, "hijri": _hijri, "buddhist": _buddhist}.get(system)
    if convert is None:
        raise ValueError(f"the calendar must be one of {SYSTEMS}: {system!r}")
    try:
        return convert(year, month, day)
    except (ValueError, OverflowError):  # no such day; hijridate says so of a year with OverflowError
        return None


def slack(system: str) -> timedelta:
    """Return how far the day meant may lie on either side of the one that `to_gregorian` gives.

    A day for "hijri": the month begins a day sooner or later than Umm al-Qura where the moon
    must be seen (Morocco, Oman, Pakistan, India). Nothing for the others. Raises ValueError as
    `to_gregorian` does.
    """
    if system not in _SLACK:
        raise ValueError(f"the calendar must be one of {SYSTEMS}: {system!r}")
    return _SLACK[system]


def _persian(year: int, month: int, day: int) -> date | None:
    if year not in _PERSIAN_YEARS:
        return None
    from persiantools.jdatetime import JalaliDate

    converted: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return converted


def _hijri(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri

    return date(*Hijri(year, month, day).to_gregorian().datetuple())  # theirs is a class of its own


def _buddhist(year: int, month: int, day: int) -> date | None:
    return date(year - _BUDDHIST_AHEAD, month, day) if year in _BUDDHIST_YEARS else None
