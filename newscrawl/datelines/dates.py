"""The date of a dateline, in the orders of all its languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from .tables import conventions, folded

_TEMPLATE = r"""
    (?:^|(?<=[\s,.(]))
    (?:(?:{weekdays})\.?,?\s{{1,2}})?                             # Montag, 6. November; lundi 10 juillet
    (?:(?:den|dem|am|le|el|op|on)\s)?                             # le 10 juillet; am 6. November
    (?:
        (?P<day1>[0-9]{{1,2}})(?:er|st|nd|rd|th|ste|de|º|°)?\.?   # 23; 1er; 6.
        \s?(?:de\s|of\s)?(?P<month1>{months})\b\.?                # 23 may; 6. November; 23 de mayo
        (?:,?\s(?:de\s|del\s)?(?P<year1>[0-9]{{4}}))?             # 10 juil 2024; 23 de mayo de 2024
      | (?P<month2>{months})\b\.?\s?                              # Jan. 3
        (?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?                    # March 7th
        (?:,?\s(?P<year2>[0-9]{{4}}))?                            # March 7, 2024
      | (?P<day3>[0-9]{{1,2}})\.\s?(?P<month3>[0-9]{{1,2}})\.     # 27.6.
        \s?(?P<year3>[0-9]{{4}}|[0-9]{{2}})?                      # 27.06.2025
      | (?P<day4>[0-9]{{1,2}})[/-](?P<month4>[0-9]{{1,2}})[/-](?P<year4>[0-9]{{4}})  # 10/07/2024
      | (?P<year5>[0-9]{{4}})-(?P<month5>[0-9]{{2}})-(?P<day5>[0-9]{{2}})            # 2024-07-10
    )
    $
"""

_DIGIT = re.compile(r"[0-9]")
_WEEKDAY_TEMPLATE = r"(?:^|(?<=[\s,]))(?:{weekdays})$"  # LONDON, Monday


@dataclass(frozen=True, slots=True)
class Found:
    """A date at the end of a text."""

    before: str
    """What stands in front of it, without the comma."""
    printed: str
    iso: str | None
    """None for a day that no calendar has, and for a weekday without a date."""


def take_date(text: str) -> Found | None:
    """Return the date that ends `text`, or None.

    >>> take_date("Madrid, 23 may")
    Found(before='Madrid', printed='23 may', iso='--05-23')
    >>> take_date("Oslo, 10 juil 2024").iso
    '2024-07-10'
    """
    pattern = _pattern() if _DIGIT.search(text) else _weekday()
    if not (match := pattern.search(text)):
        return None
    iso = _to_iso(match) if pattern is _pattern() else None
    return Found(text[: match.start()].rstrip(" ,"), match[0], iso)


@cache
def _pattern() -> re.Pattern[str]:
    months = _alternatives(list(conventions().months))
    weekdays = _alternatives([day for day in conventions().weekdays if len(day) > 2])
    pattern = _TEMPLATE.format(months=months, weekdays=weekdays)
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


@cache
def _weekday() -> re.Pattern[str]:
    weekdays = _alternatives([day for day in conventions().weekdays if len(day) > 4])
    return re.compile(_WEEKDAY_TEMPLATE.format(weekdays=weekdays), re.IGNORECASE)


def _alternatives(words: list[str]) -> str:
    """Return `words` as a pattern, the longest first, with each vowel open to its accented forms."""
    forms = {"a": "[aàáâä]", "e": "[eèéêë]", "i": "[iíï]", "o": "[oóôö]", "u": "[uúûü]"}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join("".join(forms.get(char, re.escape(char)) for char in word) for word in ordered)


def _to_iso(match: re.Match[str]) -> str | None:
    kind = next(kind for kind in "12345" if match[f"day{kind}"])
    day, month, year = match[f"day{kind}"], match[f"month{kind}"], match[f"year{kind}"]
    if kind == "4":
        return _from_slashes(int(day), int(month), year)
    # Where case is ignored "ı" counts as "i", which the table does not know: a date all the same, but an unread one.
    number = int(month) if month[0] in "0123456789" else conventions().months.get(folded(month), 0)
    return _checked(year, number, int(day))


def _from_slashes(first: int, second: int, year: str) -> str | None:
    """Return None for 10/07/2024: papers of one language print either order, only a day above 12 tells."""
    if first <= 12 and second <= 12 and first != second:
        return None
    return _checked(year, min(first, second), max(first, second))


def _checked(year: str | None, month: int, day: int) -> str | None:
    """Return the date in ISO 8601, or None if no calendar has it."""
    if year and len(year) == 2:
        year = f"20{year}" if year < "70" else f"19{year}"
    try:
        # 2000 is a leap year: without a year 29 February is a date.
        found = date(int(year or 2000), month, day)
    except ValueError:
        return None
    return found.isoformat() if year else f"--{month:02}-{day:02}"
