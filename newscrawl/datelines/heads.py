"""Where a dateline could end: the fronts of a text, and what each one consists of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .agencies import Credit, is_printed_alone, read_credit
from .dates import Found, take_date
from .places import CAPS, Places, is_region, read_places, shape_of, stands_alone
from .tables import conventions, folded, postal_codes

LONGEST = 140
"""Characters of the longest dateline that is looked for."""

DASH = "dash"
LONG_DASH = "long dash"
COLON = "colon"
PERIOD = "period"
PRESS_DASH = "press dash"
"""A period and a dash: Washington.- El"""
NOTHING = "nothing"
"""White space behind a closing parenthesis."""


@dataclass(frozen=True, slots=True)
class Front:
    """A prefix of a text that a separator ends."""

    text: str
    """Without white space and punctuation at its end."""
    separator: str
    start: int
    end: int
    """Where the separator ends."""


@dataclass(frozen=True, slots=True)
class Head:
    """A front, taken apart."""

    places: Places | None
    credit: Credit | None
    enclosed: bool
    """The agencies stand in parentheses, slashes or brackets."""
    dated: bool
    date_iso: str | None
    separator: str
    printed: str


# White space and invisible marks before a text, and what markup leaves there: a lone dash or bullet.
LEAD = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]*(?:(?:[-–—•*|]|-{2,9})\s+)?")

# The mark comes first and what stands before it is looked at afterwards: so the search can leap from mark to mark.
_SEPARATOR = re.compile(
    r"""
    [-–—―_:.](?:
        (?<=\.)[-–—]{1,2}(?=\s|[^\W\d_])(?P<press>)         # Washington.- El
      | (?:(?<=-)-{1,2}|(?<=[—―])—?)(?P<long>)              # WASHINGTON -- The; MILLVILLE—The
      | (?<=\s[-–_])(?=\s|["“„«A-Z(])(?P<dash>)             # UTRECHT (ANP) - De; SPEARFISH (AP) _
      | (?<=[)/\]0-9.][-–_])(?=\s|["“„«A-Z])(?P<tight>)     # (EFE)-El; March 2- The
      | (?<=:)(?=\s)(?P<colon>)                             # NEW DELHI: The
    )
    """,
    re.VERBOSE,
)
_CLOSING = re.compile(
    r"(?<=\S)[)\]](?P<period>[.:]?)(?=\s|$)|(?<=\s)/[^/\s]{2,20}/(?P<period2>[.:]?)(?=\s|$)"
)
_TOWN_PERIOD = re.compile(r"(?P<town>[^\W\d_][^.,:;()]{2,40})\.\s{1,2}(?=\S)")  # Berlin. Die Polizei
_ABBREVIATION = re.compile(r",\s?(?:[A-Z][a-z]{0,5}\.\s?){1,3}$")  # Galena, Ill. --; HOPE, B.C. -
_CREDIT = re.compile(
    r"""
    \s*(?: \((?P<round>[^()]{2,60})\)    # (ANP/AFP)
         | /(?P<slash>[^/()]{2,30})/     # /TASS/
         | \[(?P<square>[^\[\]]{2,60})\] # [AFP]
    )$
    """,
    re.VERBOSE,
)
_LEADING = re.compile(r"(?P<name>[^\s,(]{2,20}),\s(?=\S)")  # KOMPAS.com, Jakarta
_ENCLOSED_DATE = re.compile(r",?\s?\((?P<date>[^()]{3,40})\)$")  # DENVER, (May 3, 2015)


def fronts(text: str, start: int, *, town_period: bool = False) -> Iterator[Front]:
    """Yield the fronts of `text` that could be a dateline, the likeliest first.

    With `town_period` also a front that only a period ends.
    """
    stop = start + LONGEST
    match = _SEPARATOR.search(text, start, stop)
    if match:
        yield Front(_trimmed(text[start : match.start()]), _separator(match), start, match.end())
    for closing in _CLOSING.finditer(text, start, match.start() if match else stop):
        separator = PERIOD if closing["period"] or closing["period2"] else NOTHING
        yield Front(_trimmed(text[start : closing.end()]), separator, start, closing.end())
    if town_period and (match := _TOWN_PERIOD.match(text, start, stop)):
        yield Front(match["town"], PERIOD, start, match.end())


def _trimmed(text: str) -> str:
    """Drop white space and the period that belongs to the separator, not that of "Galena, Ill."."""
    text = text.rstrip(" ,:")
    return text if _ABBREVIATION.search(text) else text.rstrip(" ,.:")


def _separator(match: re.Match[str]) -> str:
    kinds = {"press": PRESS_DASH, "long": LONG_DASH, "dash": DASH, "tight": DASH, "colon": COLON}
    return kinds[match.lastgroup or "dash"]


def read_head(front: Front, *, language: str | None = None) -> Head | None:
    """Take a front apart from its end: agencies, then the date, then places; None if something is left."""
    body = front.text
    if not _is_plausible(body):
        return None
    credit, enclosed, dated, iso = None, False, False, None
    for _ in range(3):
        body = body.rstrip(" ,")
        if not dated and (found := _take_date(body)):
            body, dated, iso = found.before, True, found.iso
        elif not credit and (taken := _take_credit(body.rstrip("."), language)):
            (body, credit), enclosed = taken, True
        elif not credit and (bare := _take_bare(body, language)):
            body, credit = bare
        else:
            break
    body = body.strip(" ,")
    places = read_places(body) if body else None
    if body and not places:
        return None
    return Head(places, credit, enclosed, dated, iso, front.separator, front.text)


def _is_plausible(text: str) -> bool:
    """Return False at once for running text: most of its words open with a small letter."""
    words = text.split(None, 20)
    small = sum(word[0].islower() for word in words)
    return bool(words) and len(words) <= 20 and (len(words) < 4 or small * 2 <= len(words))


def _take_date(text: str) -> Found | None:
    if not text.endswith(")"):
        return take_date(text.rstrip(" .-"))
    if not (match := _ENCLOSED_DATE.search(text)) or not (found := take_date(match["date"])):
        return None
    return None if found.before else replace(found, before=text[: match.start()])


def _take_credit(text: str, language: str | None) -> tuple[str, Credit] | None:
    if text[-1:] not in (")", "/", "]") or not (match := _CREDIT.search(text)):
        return None
    printed = match["round"] or match["slash"] or match["square"]
    credit = read_credit(printed, language=language)
    # "Rostow (Russland) -" has a region in its parentheses, "(22:00)" a time; "MANDAN (ND) -" may be North Dakota or the Nederlands Dagblad: a credit, as printed.
    is_qualifier = is_region(printed) and printed not in postal_codes()
    if not credit.known and (is_qualifier or not any(char.isalpha() for char in printed)):
        return None
    return text[: match.start()], credit


def _take_bare(text: str, language: str | None) -> tuple[str, Credit] | None:
    """Return what is left beside an agency without parentheses, at the end or before a comma."""
    if is_printed_alone(text) or all(map(is_printed_alone, text.split("/"))):
        return "", read_credit(text, language=language)
    if (match := _LEADING.match(text)) and is_printed_alone(match["name"]):
        return text[match.end() :], read_credit(match["name"], language=language)
    words = text.split(" ")
    for number in (2, 1):  # Dec. 2 Kyodo News; LONDON, Reuters
        name = " ".join(words[-number:])
        before = " ".join(words[:-number])
        # Not "Volgens ANP -": a place, then a comma or a date, or capitals.
        if is_printed_alone(name) and (before.isupper() or before.endswith(",") or take_date(before)):
            return before, read_credit(name, language=language)
    return None


def find_byline(text: str) -> int:
    """Return where the dateline begins behind "By Jane Doe PARIS (AP)", or 0 without a byline."""
    words = text.split(" ", 8)
    if folded(words[0]) not in conventions().bylines:
        return 0
    at = len(words[0]) + 1
    for number in range(2, len(words[:7])):
        at += len(words[number - 1]) + 1
        behind = re.split(r"[,/(]", text[at:], maxsplit=1)[0].strip()
        # A name in capitals ends where a known town begins, any other where capitals do.
        if stands_alone(behind) or (shape_of(behind) == CAPS and not words[number - 1].isupper()):
            return at
    # Of an unknown town in capitals behind a name in capitals: most names are two words.
    return len(" ".join(words[:3])) + 1 if len(words) > 3 and all(map(str.isupper, words[1:4])) else 0
