"""What a front consists of: agencies, date and places, taken apart from its end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .agencies import Credit, is_domain, is_printed_alone, is_spoken, read_credit
from .dates import Found, take_date, take_leading_date
from .fronts import Front
from .places import CAPS, Places, is_region, read_places, shape_of, stands_alone
from .tables import conventions, folded, opening, postal_codes


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


_CREDIT = re.compile(
    r"""
    \s*(?: \((?P<round>[^()]{2,60})\)    # (ANP/AFP)
         | /(?P<slash>[^()]{2,60})/      # /TASS/; /ritzau/AFP/
         | \[(?P<square>[^\[\]]{2,60})\] # [AFP]
         | [-–—:،,]\s?(?:«(?P<quoted>[^«»]{2,40})»|["“](?P<quoted2>[^"“”]{2,40})["”])  # «الشرق الأوسط»
    )$
    """,
    re.VERBOSE,
)
_SLASHED = re.compile(r"\s?/\s?(?P<name>[^/()]{2,60}(?:/[^/()]{2,20})?)/$")
_LEADING = re.compile(r"(?P<name>[^,()]{2,24}),\s(?=\S)")  # KOMPAS.com, Jakarta
_BOUNDARY = re.compile(r"\s?[-–—/]\s?|[,،.։]?\s")
_ENCLOSED_DATE = re.compile(r",?\s?\((?P<date>[^()]{3,40})\)$")  # DENVER, (May 3, 2015)
_INNER = " ,،-–—"


def read_head(front: Front, *, language: str | None = None) -> Head | None:
    """Take a front apart from its end: agencies, then the date, then places; None if something is left."""
    body = front.text
    if not _is_plausible(body):
        return None
    credit, enclosed, dated, iso = None, False, False, None
    for _ in range(3):
        body = body.rstrip(_INNER if dated or credit else " ,")
        if not dated and (found := _take_date(body, language)):
            body, dated, iso = found.before, True, found.iso
        elif not credit and (taken := _take_credit(body.rstrip("."), language)):
            (body, credit), enclosed = taken, True
        elif not credit and (bare := _take_bare(body, language)):
            body, credit = bare
        else:
            break
    if credit and not dated and (leading := take_leading_date(body, language=language)):
        (found, body), dated = leading, True
        iso = found.iso
    body = _without_staff(body.strip(" ,:،" if credit else " ,"))
    places = _read_places(body, credit, language)
    if body and not places and folded(body) not in conventions().nowhere:
        return None
    return Head(places, credit, enclosed, dated, iso, front.separator, front.text)


def _without_staff(body: str) -> str:
    """Drop "जागरण संवाददाता, " (own correspondent) in front of the place."""
    first, comma, place = body.partition(",")
    return place.strip() if comma and folded(first.rpartition(" ")[2]) in conventions().staff else body


def _read_places(body: str, credit: Credit | None, language: str | None) -> Places | None:
    if not body or (credit and folded(body) in conventions().nowhere):
        return None
    places = read_places(body, language=language)
    if not places and credit and credit.known and "/" in body:
        # Ahmet YILMAZ/ANKARA (DHA): who wrote it stands where another place would.
        place = body.rpartition("/")[2].strip()
        return read_places(place, language=language) if stands_alone(place) else None
    return places


def _is_plausible(text: str) -> bool:
    """Return False at once for running text: most of its words open with a small letter."""
    words = text.split(None, 20)
    small = sum(word[0].islower() for word in words)
    return bool(words) and len(words) <= 20 and (len(words) < 4 or small * 2 <= len(words))


def _take_date(text: str, language: str | None) -> Found | None:
    if not text.endswith(")"):
        # "14. 7." needs its period, in "April 9. --" it is the separator's.
        plain = take_date(text.rstrip(" -"), language=language)
        return plain or take_date(text.rstrip(" .-"), language=language)
    if not (match := _ENCLOSED_DATE.search(text)) or not (
        found := take_date(match["date"], language=language)
    ):
        return None
    return None if found.before else replace(found, before=text[: match.start()])


def _take_credit(text: str, language: str | None) -> tuple[str, Credit] | None:
    if text[-1:] not in ')/]»"”' or not text:
        return None
    if not (match := _SLASHED.search(text) if text[-1] == "/" else _CREDIT.search(text)):
        return None
    printed = next(filter(None, match.groups()))
    if (
        match.lastgroup in ("quoted", "quoted2")
        and text[: match.start()].upper() != text[: match.start()].lower()
    ):
        return None
    credit = read_credit(printed, language=language)
    if text[-1] == "/" and printed != printed.strip() and not credit.known:
        return None  # Wien / Graz / Linz
    # "Rostow (Russland) -" has a region in its parentheses, "(22:00)" a time; "MANDAN (ND) -" may be North
    # Dakota or the Nederlands Dagblad: a credit, as printed.
    is_qualifier = is_region(printed) and printed not in postal_codes()
    if not credit.known and (is_qualifier or not any(char.isalpha() for char in printed)):
        return None
    return text[: match.start()], credit


def _take_bare(text: str, language: str | None) -> tuple[str, Credit] | None:
    """Return what is left beside an agency without parentheses, at the end or before a comma."""
    if is_printed_alone(text) or all(is_spoken(name, language) for name in text.split("/")):
        return "", read_credit(text, language=language)
    if (match := _LEADING.match(text)) and _stands_bare(match["name"], language):
        return text[match.end() :], read_credit(match["name"], language=language)
    return _take_last(text, language)


def _take_last(text: str, language: str | None) -> tuple[str, Credit] | None:
    """`Dec. 2 Kyodo News`, `LONDON, Reuters`, `КИЕВ, 15 апр — РИА Новости`, `JAKARTA, KOMPAS.com`."""
    for mark in _BOUNDARY.finditer(text, max(0, len(text) - 45)):
        name, before = text[mark.end() :], text[: mark.start()]
        if not before or not _stands_bare(name, language) or not _may_divide(mark[0], before):
            continue
        # Not "Volgens ANP -": a place, then a comma, dash or date, or capitals.
        if mark[0].strip() or before.isupper() or take_date(before, language=language):
            return before, read_credit(name, language=language)
    return None


def _may_divide(mark: str, before: str) -> bool:
    """Return False for the dash within "AFP-Jiji": only scripts without case print place and agency so."""
    return mark != mark.strip() or before.upper() == before.lower()


def _stands_bare(name: str, language: str | None) -> bool:
    return is_spoken(name, language) or is_domain(name)


def find_byline(text: str) -> tuple[int, bool]:
    """Return where the dateline begins behind "By Jane Doe PARIS (AP)", 0 without a byline; and whether the byline
    is that of a paper's own correspondent, which proves a dateline even without an agency."""
    if at := _behind_correspondent(text):
        return at, True
    words = text.split(" ", 8)
    return (_behind_name(text, words) if folded(words[0]) in conventions().bylines else 0), False


def _behind_correspondent(text: str) -> int:
    """Return where the dateline begins behind "Van onze correspondent" or "Dal nostro inviato a"."""
    opened = opening("correspondents").match(text)
    if not opened:
        return 0
    at = opened.end()
    words = text[at:].split(" ", 8)
    if len(words) > 1 and words[0].islower() and folded(words[0]) in conventions().locatives:
        return at + len(words[0]) + 1
    place = _first(text[at:])
    alone = stands_alone(place) or (shape_of(place) == CAPS and not stands_alone(words[-1]))
    return at if alone else _behind_name(text[at - 1 :], ["", *words]) + at - 1


def _first(text: str) -> str:
    return re.split(r"[,/(]", text, maxsplit=1)[0].strip()


def _behind_name(text: str, words: list[str]) -> int:
    at = len(words[0]) + 1
    for number in range(2, len(words[:7])):
        at += len(words[number - 1]) + 1
        behind = _first(text[at:])
        # A name in capitals ends where a known town begins, any other where capitals do.
        if stands_alone(behind) or (shape_of(behind) == CAPS and not words[number - 1].isupper()):
            return at
    # Of an unknown town in capitals behind a name in capitals: most names are two words.
    return len(" ".join(words[:3])) + 1 if len(words) > 3 and all(map(str.isupper, words[1:4])) else 0
