"""Relative times: "6 minuten geleden" and how far the instant may lie from what it says."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from typing import NamedTuple

from newscrawl.times.fold import fold
from newscrawl.times.grammar import Grammar
from newscrawl.times.local import DAY, day_interval
from newscrawl.times.moment import Interval
from newscrawl.times.table import UNITS, Table

# Shortest and longest length of each unit in seconds: months have 28 to 31 days, but formatters
# divide by 30 to 31 of them, and by 365 to 366 days.
_SHORTEST = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2592000,
    "year": 31536000,
}
_LONGEST = {**_SHORTEST, "month": 31 * 86400, "year": 366 * 86400}
# Formatters that count by the calendar, or in twelfths of a year, print a number up to two days early.
_EARLY = {"month": 2 * 86400, "year": 2 * 86400}
_JUST_NOW = 300
_FEW_SECONDS = 60  # moment and dayjs print "a few seconds" up to 44, others up to a minute
_FEW = 12
_MONTHS_AT_MOST = 11  # "12 m" cannot be months: they would be a year
# A bare duration beyond these is an age, a length or a deadline.
_BARE_AT_MOST = {"second": 120, "minute": 240, "hour": 96, "day": 60, "week": 12, "month": 11, "year": 9}
_HALVES = {"minute": (30, "second"), "hour": (30, "minute"), "day": (12, "hour")}


class Kind(Enum):
    """How a relative time counts."""

    COUNT = "count"
    ROUGH = "rough"
    FEW = "few"
    LESS = "less"
    JUST_NOW = "just now"
    SECONDS = "seconds"
    LAST = "last"


class Ago(NamedTuple):
    """A relative time as it stands in the folded text."""

    kind: Kind
    parts: tuple[tuple[int, str], ...]
    start: int
    end: int
    marked: bool

    @property
    def value(self) -> int | None:
        """Number of the first part, None if the text says none."""
        return None if self.kind in _NUMBERLESS else self.parts[0][0]

    @property
    def unit(self) -> str | None:
        """Unit of the first part, None for "just now"."""
        return self.parts[0][1] if self.parts else None


_NUMBERLESS = (Kind.FEW, Kind.JUST_NOW, Kind.SECONDS)


def read_ago(text: str, start: int, grammar: Grammar) -> Ago | None:
    """Return the relative time or bare duration that stands at `start` of the folded `text`."""
    match = grammar.ago.match(text, start)
    return to_ago(match, grammar.table) if match else None


def to_ago(match: re.Match[str], table: Table) -> Ago | None:
    """Return what a match of the pattern `ago` says; None if it makes no sense."""
    marked = match["before"] is not None or match["behind"] is not None
    first = _first_part(match, table)
    if first is None:
        return None
    kind, number, unit = first
    end = match.end()
    parts: tuple[tuple[int, str], ...] = ((number, unit),)
    if match["n2"] is not None:
        second = _unit(match["u2"], int(match["n2"]), table)
        if kind is Kind.COUNT and UNITS.index(second) < UNITS.index(unit):
            parts = (*parts, (int(match["n2"]), second))
        elif match["behind"] is None:
            end = match.end("u1")
        else:
            return None
    if match["less"] is not None and kind is Kind.COUNT:
        kind = Kind.LESS
    return Ago(kind, parts, match.start(), end, marked)


def _first_part(match: re.Match[str], table: Table) -> tuple[Kind, int, str] | None:
    if match["rough"] is not None:
        return (Kind.ROUGH, *table.rough[_plain(match["rough"])])
    if match["counted"] is not None:
        return (Kind.COUNT, *table.counted[_plain(match["counted"])])
    printed = match["n1"]
    if printed.isdigit():
        return Kind.COUNT, int(printed), _unit(match["u1"], int(printed), table)
    if printed[0].isdigit():  # 1,5: in halves of the unit
        number = int(printed[:-2])
        half = _HALVES.get(_unit(match["u1"], number, table))
        return (Kind.ROUGH, half[0] * (2 * number + 1), half[1]) if half else None
    said = table.numbers[_plain(printed)]
    unit = _unit(match["u1"], said or 1, table)
    if said is None:
        return (Kind.SECONDS if unit == "second" else Kind.FEW), 1, unit
    return Kind.COUNT, said, unit


def _plain(words: str) -> str:
    return " ".join(words.split())


def _unit(word: str, number: int, table: Table) -> str:
    units = table.units.get(word) or table.units[word.removesuffix(".")]
    if "month" in units and len(units) > 1:
        return "month" if number <= _MONTHS_AT_MOST else next(unit for unit in units if unit != "month")
    return units[0]


def read_phrase(text: str, start: int, grammar: Grammar) -> Ago | None:
    """Return the relative time without a number ("zojuist", "vorige week") at `start`."""
    match = grammar.phrase.match(text, start)
    if match is None:
        return None
    if match["last"] is not None:
        unit = grammar.table.last[_plain(match["last"])]
        return Ago(Kind.LAST, ((1, unit),), start, match.end(), True)
    if match["just_now"] is not None:
        return Ago(Kind.JUST_NOW, (), start, match.end(), True)
    return Ago(Kind.SECONDS, ((1, "second"),), start, match.end(), True)


def is_plausible_bare(ago: Ago, printed: str, table: Table) -> bool:
    """Say whether a duration without a marker may be a time ago: "3 uur" is one, "3D" and "50 jaar" are not."""
    number, unit = ago.parts[0]
    if ago.kind is not Kind.COUNT or not any(character.isdecimal() for character in printed):
        return False
    if len(printed) > 1 and printed[-1].isupper() and not printed[-2].isalpha():
        return False
    word = fold(printed).text.lstrip("0123456789 \n").rstrip(".")
    return number <= _BARE_AT_MOST[unit] and word not in table.bare_refused


def to_ages(ago: Ago, rounding: str) -> tuple[float, float]:
    """Return the least and the greatest age in seconds that the text allows."""
    if ago.kind is Kind.JUST_NOW:
        return 0, _JUST_NOW
    if ago.kind is Kind.SECONDS:
        return 0, _FEW_SECONDS
    number, unit = ago.parts[-1]
    short = sum(number * _SHORTEST[unit] for number, unit in ago.parts)
    long = sum(number * _LONGEST[unit] for number, unit in ago.parts)
    if ago.kind is Kind.ROUGH:
        return short * 2 / 3, long * 1.5
    if ago.kind is Kind.FEW:
        return short, _FEW * long
    if ago.kind is Kind.LESS:
        return 0, long
    early = 0 if rounding == "floor" else _SHORTEST[unit] / 2
    if number > 1 or rounding == "floor":
        early += _EARLY.get(unit, 0)
    # For 1 the formatters that round differ most: "1 day" goes on until 42 or 48 hours.
    late = _LONGEST[unit] / 2 if rounding == "round" and number > 1 else _LONGEST[unit]
    return max(0, short - early), long + late


def last_interval(unit: str, now: datetime, zone: tzinfo) -> Interval:
    """Return "last week", "last month" or "last year": by the calendar as well as by elapsed time.

    A listing's "last week" is printed by code that counts seconds, and by editors who look at a
    calendar; the interval holds both.
    """
    today = now.astimezone(zone).date()
    end = day_interval(_start_of(unit, today), zone)[0]
    return now - timedelta(seconds=2 * _LONGEST[unit]), end


def _start_of(unit: str, today: date) -> date:
    if unit == "month":
        return today.replace(day=1)
    if unit == "year":
        return today.replace(month=1, day=1)
    # Weeks begin on Monday or on Sunday: the later of the two starts is the later end of last week.
    return today - min(today.weekday(), (today.weekday() + 1) % 7) * DAY
