"""How far an instant may lie from what a relative time says, once the numbers are put in."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from newscrawl.times.ago import Ago, Kind, Part
from newscrawl.times.fold import to_number
from newscrawl.times.local import DAY, day_interval
from newscrawl.times.moment import Interval
from newscrawl.times.tables import UNITS

# Shortest and longest length of each unit in seconds: months have 28 to 31 days, but formatters
# divide by 30 to 31 of them, and by 365 to 366 days.
SHORTEST = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2592000,
    "year": 31536000,
}
LONGEST = {**SHORTEST, "month": 31 * 86400, "year": 366 * 86400}
# Formatters that count by the calendar, or in twelfths of a year, print a number up to two days early.
_EARLY = {"month": 2 * 86400, "year": 2 * 86400}
_ENDS_AT_HALF = ("second", "minute", "hour")  # "1 hour" at 1.5 of them, whoever rounds
_JUST_NOW = 300
_FEW_SECONDS = 60  # moment and dayjs print "a few seconds" up to 44, others up to a minute
_FEW = 12
# More would be one of the next unit.
_AT_MOST = {"second": 59, "minute": 59, "hour": 23, "day": 31, "week": 5, "month": 11, "year": 999}
# A bare duration beyond these is an age, a length or a deadline.
BARE_AT_MOST = {"second": 120, "minute": 240, "hour": 96, "day": 60, "week": 12, "month": 11, "year": 9}
_GLUED_AT_MOST = {
    **BARE_AT_MOST,
    "second": 60,
    "minute": 60,
    "hour": 24,
    "day": 31,
}  # "90s", "48h" are titles
_HALVES = {"minute": (30, "second"), "hour": (30, "minute"), "day": (12, "hour")}
_HALF = 5


class Said(NamedTuple):
    """What a relative time says, its numbers put in."""

    kind: Kind
    parts: tuple[tuple[int, str], ...]


def put_numbers(ago: Ago, text: str) -> Said | None:
    """Put the numbers of `text`, whose shape `ago` was read from, into it; None if they make no sense."""
    parts = tuple([_filled(part, text) for part in ago.parts])
    tenth = ago.parts[0].tenth if parts else None
    if tenth:
        half = _HALVES.get(parts[0][1])
        if half is None or (tenth if isinstance(tenth, int) else to_number(text[slice(*tenth)])) != _HALF:
            return None
        return Said(Kind.ROUGH, ((half[0] * (2 * parts[0][0] + 1), half[1]),))
    if not ago.marked and parts[0][0] > (_GLUED_AT_MOST if ago.parts[0].glued else BARE_AT_MOST)[parts[0][1]]:
        return None
    return Said(ago.kind, parts)


def _filled(part: Part, text: str) -> tuple[int, str]:
    number = part.number if isinstance(part.number, int) else to_number(text[slice(*part.number)])
    return number, part.units[0] if len(part.units) == 1 else choose_unit(part, number)


def choose_unit(part: Part, number: int) -> str:
    """Return the unit that an ambiguous abbreviation stands for: the longest that formatters print such a number of.

    CLDR's "3 m" is months and has a space; "3m" of hand-made code and of Carbon is minutes; "12 m" cannot be months.
    """
    for unit in sorted(part.units, key=UNITS.index, reverse=True):
        if number <= _AT_MOST[unit] and not (unit == "month" and part.glued):
            return unit
    return min(part.units, key=UNITS.index)


@lru_cache(maxsize=4096)
def to_plain_ages(number: int, unit: str, rounding: str) -> tuple[timedelta, timedelta]:
    """Return the least and the greatest age of one number and its unit."""
    return to_ages(Said(Kind.COUNT, ((number, unit),)), rounding)


def to_ages(said: Said, rounding: str) -> tuple[timedelta, timedelta]:
    """Return the least and the greatest age that the text allows; `rounding` as for `parse_time`."""
    least, most = _seconds(said, rounding)
    return timedelta(seconds=least), timedelta(seconds=most)


def _seconds(said: Said, rounding: str) -> tuple[float, float]:
    if said.kind is Kind.JUST_NOW:
        return 0, _JUST_NOW
    if said.kind is Kind.SECONDS:
        return 0, _FEW_SECONDS
    number, unit = said.parts[-1]
    short = sum(number * SHORTEST[unit] for number, unit in said.parts)
    long = sum(number * LONGEST[unit] for number, unit in said.parts)
    if said.kind is Kind.ROUGH:
        return short * 2 / 3, long * 1.5
    if said.kind is Kind.FEW:
        return short, _FEW * long
    if said.kind is Kind.LESS:
        return 0, long
    early = 0 if rounding == "floor" else SHORTEST[unit] / 2
    if number > 1 or len(said.parts) > 1 or rounding == "floor":
        early += max(_EARLY.get(unit, 0) for _, unit in said.parts)
    if rounding == "unknown" and unit == "year" and number > 1:
        early = SHORTEST[unit]  # some count the years of the calendar: from December to January is one
    # For 1 the formatters that round differ most: "1 day" goes on until 42 or 48 hours.
    rounds = rounding == "round" and (number > 1 or unit in _ENDS_AT_HALF)
    late = LONGEST[unit] / 2 if rounds else LONGEST[unit]
    return max(0, short - early), long + late


def last_interval(unit: str, now: datetime, zone: tzinfo) -> Interval:
    """Return "last week", "last month" or "last year": by the calendar as well as by elapsed time.

    A listing's "last week" is printed by code that counts seconds, and by editors who look at a
    calendar; the interval holds both.
    """
    today = now.astimezone(zone).date()
    end = day_interval(_start_of(unit, today), zone)[0]
    return now - timedelta(seconds=2 * LONGEST[unit]), end


def _start_of(unit: str, today: date) -> date:
    if unit == "month":
        return today.replace(day=1)
    if unit == "year":
        return today.replace(month=1, day=1)
    # Weeks begin on Monday or on Sunday: the later of the two starts is the later end of last week.
    return today - min(today.weekday(), (today.weekday() + 1) % 7) * DAY
