"""Calendar times: "gisteren om 14:05", "17 mrt. 2026", "Tuesday 2:05 PM ET"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from newscrawl.times.fold import Folded
from newscrawl.times.grammar import Grammar
from newscrawl.times.local import DAY, EXACT, MINUTE, day_interval, wall_interval
from newscrawl.times.moment import Interval
from newscrawl.times.zones import parse_zone

TOLERANCE = timedelta(minutes=5)
"""How far a time may lie in the future: clocks of outlets differ from that of their servers."""

_MOST_TOKENS = 24
_YEARS_BACK = 8  # 29 February comes at most 8 years apart


@dataclass(slots=True)
class When:
    """The pieces of a calendar time, as far as the text gives them."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: time | None = None
    to_second: bool = False
    next_midnight: bool = False
    weekday: int | None = None
    days_ago: int | None = None
    zone: tzinfo | None = None

    @property
    def dated(self) -> bool:
        """Whether the text names the day in any way."""
        return self.month is not None or self.days_ago is not None or self.weekday is not None


class _Nonsense(Exception):
    """A piece that looks like a time and is none: 25:61, 31/31/2026."""


def read_when(folded: Folded, start: int, grammar: Grammar, order: str) -> When | None:
    """Return the calendar time that begins at `start` of the folded text, None if there is none."""
    when = When(start, start)
    position = start
    at = False  # whether a word such as "om" has announced a clock time
    for _ in range(_MOST_TOKENS):
        match = grammar.token.match(folded.text, position)
        if match is None:
            break
        kind = match.lastgroup
        if kind == "filler":
            at = at or match[0].strip() in grammar.table.words.get("at", ())
        else:
            try:
                if not _take(when, kind or "", match, grammar, order, folded, at):
                    break
            except _Nonsense:
                return None
            if when.start == when.end:
                when.start = match.start()
            when.end = match.end()
        position = match.end()
    return when if when.clock or when.days_ago is not None or when.month else None


def _take(
    when: When, kind: str, match: re.Match[str], grammar: Grammar, order: str, folded: Folded, at: bool
) -> bool:
    """Put one piece into `when`; False if it does not belong to it."""
    if kind == "clock":
        return _take_clock(when, match, at, grammar.table.units)
    if kind == "zone":
        return _take_zone(when, folded.slice(match.start(), match.end()))
    if kind == "weekday":
        fresh = when.weekday is None
        when.weekday = grammar.table.weekdays[" ".join(match[0].rstrip(".").split())]
        return fresh
    if when.month is not None or when.days_ago is not None:
        return False
    if kind == "day":
        when.days_ago = grammar.table.days[" ".join(match["day"].split())]
    else:
        when.year, when.month, when.day = _date(kind, match, grammar, order)
    return True


def _take_zone(when: When, printed: str) -> bool:
    # Small letters make words of these names: French "est" is no zone.
    if when.clock is None or when.zone is not None or printed != printed.upper():
        return False
    when.zone = parse_zone(printed)
    return when.zone is not None


def _take_clock(when: When, match: re.Match[str], at: bool, units: Container[str]) -> bool:
    if when.clock is not None:
        return False
    half_day = match["am"] is not None or match["pm"] is not None
    o_clock = match["o_clock"] is not None
    announced = at or when.dated
    if match["minute"] is None:
        # A lone number is an hour only with a word that says so; "3 uur" alone is a duration.
        if not (half_day or (o_clock and (announced or match["o_clock"] not in units))):
            return False
    elif match["mark"] == "." and not (announced or half_day or o_clock):
        return False
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    if half_day and match["minute"] is None and not 1 <= hour <= 12:
        raise _Nonsense
    if half_day and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match["pm"] is not None else 0)
    if hour == 24 and minute == second == 0:
        hour, when.next_midnight = 0, True
    if hour > 23:
        raise _Nonsense
    when.clock = time(hour, minute, second)
    when.to_second = match["second"] is not None
    return True


def _date(kind: str, match: re.Match[str], grammar: Grammar, order: str) -> tuple[int | None, int, int]:
    months = grammar.table.months
    if kind == "ymd":
        return int(match["year1"]), int(match["month1"]), int(match["day1"])
    if kind == "named":
        return _int(match["year3"]), months[match["month3"]], int(match["day3"])
    if kind == "month_first":
        return _int(match["year4"]), months[match["month4"]], int(match["day4"])
    if kind == "yearless":
        return (None, *_month_and_day(int(match["a2"]), int(match["b2"]), "dmy" if order == "dmy" else "mdy"))
    year = int(match["year2"])
    if order == "ymd" and len(match["year2"]) == 2:
        return 2000 + int(match["a"]), int(match["b"]), year
    month, day = _month_and_day(int(match["a"]), int(match["b"]), order)
    return (year if len(match["year2"]) == 4 else 2000 + year), month, day


def _int(text: str | None) -> int | None:
    return None if text is None else int(text)


def _month_and_day(first: int, second: int, order: str) -> tuple[int, int]:
    month, day = (first, second) if order == "mdy" else (second, first)
    # "17/03" can be read in one order only, whatever the language is used to.
    return (day, month) if month > 12 >= day else (month, day)


def to_interval(when: When, now: datetime, zone: tzinfo) -> Interval | None:
    """Return the instants of `when`; None for no day of the calendar, and for the future.

    May raise OverflowError at the ends of the calendar.
    """
    zone = when.zone or zone
    if when.clock is None and when.days_ago:
        return _days_ago(when.days_ago, now, zone)
    for day in _days(when, now, zone):
        first, last = _on(day, when, zone)
        if first <= now + TOLERANCE:
            return first, min(last, max(now, first + _width(when)))
    return None


def _days_ago(days: int, now: datetime, zone: tzinfo) -> Interval:
    """Return "yesterday": the day of the calendar, and that many times 24 hours to one day more.

    Editors mean the former, code that counts seconds (Intl.RelativeTimeFormat) prints the latter,
    and the text does not tell which; the latter always begins first and ends first.
    """
    today = now.astimezone(zone).date()
    return now - (days + 1) * DAY, day_interval(today - days * DAY, zone)[1]


def _width(when: When) -> timedelta:
    return EXACT if when.clock is None or when.to_second else MINUTE


def _on(day: date, when: When, zone: tzinfo) -> Interval:
    if when.clock is None:
        return day_interval(day, zone)
    wall = datetime.combine(day, when.clock) + (DAY if when.next_midnight else timedelta(0))
    return wall_interval(wall, zone, _width(when))


def _days(when: When, now: datetime, zone: tzinfo) -> Sequence[date]:
    """Return the days that `when` may mean, the likeliest first; the first that is not in the future counts."""
    if when.days_ago is not None:
        return (now.astimezone(zone).date() - when.days_ago * DAY,)
    latest = (now + TOLERANCE).astimezone(zone).date()  # just before midnight a time may be tomorrow's
    if when.month is not None and when.day is not None:
        years = [when.year] if when.year else [latest.year - back for back in range(_YEARS_BACK + 1)]
        days = [day for year in years if (day := _day(year, when.month, when.day))]
        if when.weekday is not None and not when.year:
            return [day for day in days if day.weekday() == when.weekday] or days
        return days
    if when.weekday is not None:
        back = (latest.weekday() - when.weekday) % 7
        return latest - back * DAY, latest - (back + 7) * DAY
    return latest, latest - DAY, latest - 2 * DAY


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 30 February
        return None
