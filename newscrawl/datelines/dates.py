"""The date of a dateline, in the orders and digits of all its languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from .tables import conventions, folded

# Digits of other scripts, one character for one: positions stay those of the text.
_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯０１２３４５６７８９", "0123456789" * 5
)  # fmt: skip

# A month is any word here: it is looked up afterwards, so that the number of languages costs no time.
_DATE = re.compile(
    r"""
    (?:^|(?<=[\s,،.(/]))
    (?:
        (?P<day1>[0-9]{1,2})(?:er|st|nd|rd|th|ste|de|º|°|ος|-го)?\.?   # 23; 1er; 6.
        \s?(?:de\s|of\s|di\s|d['’])?(?P<month1>[^\W\d_][^\s0-9,،./():–—-]{1,19}(?:\s[أاآثحتنك][^\s0-9,./()]{2,6})?)\.?
        (?:\s?/\s?(?P<twin>[^\s0-9,./()-]{2,12}(?:\s[أاث][^\s0-9,./()]{2,5})?))?       # 5 مايو / أيار
        (?:,?\s(?:de\s|del\s)?(?P<year1>[0-9]{4})(?:\s?(?:г|года|р|року|г?од|m|y|م|թ)\b\.?)?)?   # 23 de mayo de 2024
      | (?P<month2>[^\W\d_][^\s0-9,./():–—-]{1,19})\.?\s?              # Jan. 3
        (?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?\.?                       # March 7th
        (?:,?\s(?P<year2>[0-9]{4}))?                                  # March 7, 2024
      | (?P<day3>[0-9]{1,2})\.\s?(?P<month3>[0-9]{1,2})\.             # 27.6.; 4. 11.
        \s?(?P<year3>[0-9]{4}|[0-9]{2})?                              # 27.06.2025
      | (?P<day4>[0-9]{1,2})[/-](?P<month4>[0-9]{1,2})[/-](?P<year4>[0-9]{4})  # 10/07/2024
      | (?P<year5>[0-9]{4})-(?P<month5>[0-9]{2})-(?P<day5>[0-9]{2})            # 2024-07-10
      | (?P<year6>[0-9]{4})\.\s(?P<month6>[^\W\d_][^\s0-9,.]{2,12})\s(?P<day6>[0-9]{1,2})\.?  # 2024. november 4.
      | (?:(?P<year8>[0-9]{4})[年년]\s?)?(?P<month8>[0-9]{1,2})[月월]\s?(?P<day8>[0-9]{1,2})[日일]  # 8월 12일
      | (?<=-\s)(?P<day9>[0-9]{1,2})\s-\s(?P<month9>[0-9]{1,2})       # الكويت - 5 - 3
      | (?P<day7>[^\W\d_][^\s0-9,./()-]{1,9})\s(?P<month7>[^\W\d_][^\s0-9,./()-]{1,12})       # चार नवंबर
    )
    (?:,?\s[0-9]{1,2}[:.][0-9]{2})?                                   # 27 августа 2015, 10:20
    $
    """,
    re.VERBOSE,
)
_LEADING = re.compile(
    r"[0-9]{1,2}(?:\.\s?[0-9]{1,2}\.(?:\s?[0-9]{4})?|\.?\s[^\W\d_][^\s0-9,.]{2,14}\.?(?:\s[0-9]{4})?)[,.:]?\s?"
)
_LAST_WORD = re.compile(r"(?:^|(?<=[\s,]))[^\W\d_][^\s0-9,.]{1,14}\.?,?\s{0,2}$")
# Before a date: le 10 juillet; am 6. November; في 5 مارس.
_PREPOSITIONS = frozenset("den dem am le el op on a em il в на في".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A date at the end of a text."""

    before: str
    """What stands in front of it, without the comma."""
    printed: str
    iso: str | None
    """None for a day that no calendar has, and for a weekday without a date."""


def take_date(text: str, *, language: str | None = None) -> Found | None:
    """Return the date that ends `text`, or None.

    >>> take_date("Madrid, 23 may")
    Found(before='Madrid', printed='23 may', iso='--05-23')
    >>> take_date("Oslo, 10 juil 2024").iso
    '2024-07-10'
    """
    plain = plain_digits(text)
    for match in _dates(plain):
        if (iso := _to_iso(match, language)) is not None:
            before = _without_weekday(text[: match.start()])
            return Found(before.rstrip(" ,،"), text[len(before) :], iso or None)
    return _take_weekday(text, language)


def plain_digits(text: str) -> str:
    """Return `text` with the digits of all scripts as 0-9, of the same length.

    >>> plain_digits("१५ जून")
    '15 जून'
    """
    return text if text.isascii() else text.translate(_DIGITS)


def _dates(text: str) -> list[re.Match[str]]:
    """Return the readings of the end of `text`: a word before the date may look like its month."""
    found: list[re.Match[str]] = []
    start = 0
    while len(found) < 4 and (match := _DATE.search(text, start)):
        found.append(match)
        start = match.start() + 1
    return found


def take_leading_date(text: str, *, language: str | None = None) -> tuple[Found, str] | None:
    """Return the date that opens `text` and what follows it, or None.

    >>> take_leading_date("4.11. Warszawa")[1]
    'Warszawa'
    """
    match = _LEADING.match(text)
    found = take_date(match[0].rstrip(" ,:"), language=language) if match else None
    if not match or not found or found.before:
        return None
    return found, text[match.end() :]


def _without_weekday(before: str) -> str:
    """Return `before` without "Montag, den " at its end."""
    for _ in range(2):
        match = _LAST_WORD.search(before)
        word = folded(match[0].strip(" ,.")) if match else ""
        if not match or (word not in _PREPOSITIONS and word not in conventions().weekdays):
            return before
        if len(word) < 3 and word not in _PREPOSITIONS:
            return before
        before = before[: match.start()]
    return before


def _take_weekday(text: str, language: str | None) -> Found | None:
    """Return the weekday without a date that ends `text`: LONDON, Monday."""
    match = _LAST_WORD.search(text)
    if not match or len(match[0]) < 5 or folded(match[0]) not in conventions().weekdays:
        return None
    before = text[: match.start()].rstrip(" ,")
    # Budapest, 2024. november 4., hétfő
    dated = take_date(before, language=language) if before and before[-1] in ".0123456789" else None
    return replace(dated, printed=text[len(dated.before) :]) if dated else Found(before, match[0], None)


def _to_iso(match: re.Match[str], language: str | None) -> str | None:
    """Return the date in ISO 8601; "" if no calendar has it, None if its word names no month."""
    kind = next(kind for kind in "123456789" if match[f"day{kind}"])
    day, month = match[f"day{kind}"], match[f"month{kind}"]
    year = None if kind in "79" else match[f"year{kind}"]
    if kind == "4":
        return _from_slashes(int(day), int(month), year)
    number = int(month) if month.isdigit() else _month(month, match["twin"], language)
    numeral = int(day) if day.isdigit() else conventions().days.get(folded(day))
    if number is None or numeral is None:
        return None
    return checked_date(year, number, numeral)


def _month(word: str, twin: str | None, language: str | None) -> int | None:
    """Return the number of a month; behind a slash the same one may stand under another name."""
    if not twin and " " in word and conventions().month(folded(word), language) is None:
        word, _, twin = word.partition(" ")  # 5 مايو أيار
    number = conventions().month(folded(word), language)
    if twin and number != conventions().month(folded(twin), language):
        return None
    return number


def _from_slashes(first: int, second: int, year: str | None) -> str:
    """Return "" for 10/07/2024: papers of one language print either order, only a day above 12 tells."""
    if first <= 12 and second <= 12 and first != second:
        return ""
    return checked_date(year, min(first, second), max(first, second))


def checked_date(year: str | None, month: int, day: int) -> str:
    """Return the date in ISO 8601, "" if no calendar has it."""
    if year and len(year) == 2:
        year = f"20{year}" if year < "70" else f"19{year}"
    try:
        # 2000 is a leap year: without a year 29 February is a date.
        found = date(int(year or 2000), month, day)
    except ValueError:
        return ""
    return found.isoformat() if year else f"--{month:02}-{day:02}"
