"""Credits of agencies at the end of a text: ( ©NTB ), /ritzau/, Bron: ANP, (Reporting by Jane Doe in Kyiv)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from newscrawl.tags import primary_language

from .agencies import Credit, decide, is_printed_alone, is_spoken, read_credit
from .places import stands_alone
from .tables import conventions, folded, forms, opening

_LOOKED_AT = 700
_LINES = 6


@dataclass(frozen=True, slots=True)
class WireCredit:
    """A credit at the end of a text."""

    raw: str
    """As printed."""
    agencies: tuple[str, ...]
    """As printed; empty where only reporters are named."""
    agency_ids: tuple[str | None, ...]
    """Ids of agencies.csv; None for a name that the table does not have."""
    places: tuple[str, ...]
    """Where the reporters were, as printed: (Reporting by Jane Doe in Kyiv)."""
    marker: str
    """What tells the credit: "enclosed" (dpa), "source" Bron: ANP, "inputs" Met informatie van ANP,
    "reporting" Reporting by, "alone" ANP at the very end, "copyright" © AFP."""
    start: int
    end: int
    """Where it stands: text[start:end] is `raw`."""


# All are anchored at the end of a line, and only the end of a text is looked at.
_ENCLOSED = re.compile(
    r"""
    (?:(?<=[\s.!?…»”"'’)\]。！？」])|^)
    (?: [(（]\s?(?:©\s?)?(?P<round>[^()（）]{2,160}?)\s?[)）]  # ( ©NTB ); (APA/dpa); （共同）
      | /(?P<slash>[^/\s][^/\n]{1,30}(?:/[^/\n]{2,20})?)/       # /ritzau/
      | \[(?P<square>[^\[\]]{2,60})\]                          # [AFP]
      | 【(?P<thick>[^【】]{2,40})】
    )[.。]?$
    """,
    re.VERBOSE,
)
_COPYRIGHT = re.compile(r"(?:©|\([cC]\)|[Cc]opyright)\s?(?:[0-9]{4}\s)?(?P<name>[^©()\n]{2,60}?)[.]?$")
_SLUG = re.compile(
    r",?\s(?:<[0-9]+\s?)?[a-z]{2,8}:[0-9]{4,10}-[0-9-]{2,12}/[0-9]{1,3}>?$"
)  # , dpa:240101-99-1/2
_ALONE = re.compile(
    r"(?:^|(?<=[.!?…»”\"。！？])\s{1,3}|\s?[-–—]{1,2}\s?|\s/)(?P<name>[^\s.,!?][^.!?\n]{1,38})$"
)
_WORDS = re.compile(r"[\s/,:;|]+")
_PLACE = re.compile(r"\b(?:in|from|aus|à|en|em|a)\s(?P<place>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2})")


def find_credits(text: str, *, language: str | None = None) -> list[WireCredit]:
    """Return the credits that end `text`, in its order; an empty list without any.

    `language` (a BCP 47 tag) tells which agency an ambiguous code means. Credits of photos are none.

    >>> [(found.agencies, found.marker) for found in find_credits("De brug is open. (ANP/AFP)")]
    [(('ANP', 'AFP'), 'enclosed')]
    >>> find_credits("(Reporting by Jane Doe in Kyiv)")[0].places
    ('Kyiv',)
    >>> find_credits("Foto: ANP")
    []
    """
    language, found = primary_language(language), list[WireCredit]()
    stop = len(text)
    floor = max(0, stop - _LOOKED_AT)
    for number in range(_LINES):
        while stop > floor and text[stop - 1].isspace():
            stop -= 1
        start = max(floor, text.rfind("\n", floor, stop) + 1)
        line_credits = list(_of_line(text[start:stop], start, language))
        found += line_credits
        if stop <= floor or (number > 2 and not line_credits):
            break
        stop = start - 1 if start > floor else floor
    return [
        replace(credit, agency_ids=decide(credit.agencies, credit.agency_ids, language))
        for credit in reversed(found)
    ]


def _of_line(line: str, offset: int, language: str | None) -> Iterator[WireCredit]:
    """Yield the credits that end `line`, the last one first."""
    for _ in range(4):
        line = line.rstrip()
        credit = line and (_labelled(line, offset, language) or _enclosed(line, offset, language))
        credit = credit or (line and _named(line, offset, language))
        if not credit:
            return
        yield credit
        line = line[: credit.start - offset]


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what opens a credit, per marker."""
    table, before = conventions(), r"(?:^|(?<=[.!?…»”\"。！？)]\s)|(?<=[.。]))"
    sources = "|".join(map(re.escape, table.sources))
    inputs = "|".join(re.escape(phrase) for phrase in table.inputs if " " in phrase)
    reporting = "|".join(map(re.escape, table.reporting))
    return (
        (
            "reporting",
            re.compile(
                rf"{before}[(（]?(?:{reporting})\s(?=[^\W\d_a-zа-яà-ÿ])(?P<name>[^()（）]{{3,300}})[)）]?\.?$"
            ),
        ),
        (
            "source",
            re.compile(
                rf"{before}[(（]?(?:{sources})\s?[:：]\s?(?P<name>[^()：:\n]{{2,80}}?)[)）]?\.?$",
                re.IGNORECASE,
            ),
        ),
        (
            "inputs",
            re.compile(rf"{before}[(（]?(?:{inputs})\s(?P<name>[^()\n]{{2,80}}?)[)）]?\.?$", re.IGNORECASE),
        ),
    )


def _labelled(line: str, offset: int, language: str | None) -> WireCredit | None:
    for marker, pattern in _labels():
        match = pattern.search(line[-320:])
        if not match:
            continue
        start = offset + max(0, len(line) - 320) + match.start()
        if marker == "reporting":
            return _made(match[0], None, marker, start, _places(match["name"]))
        credit = read_credit(match["name"], language=language)
        if credit.known and credit.sure:
            return _made(match[0], credit, marker, start)
    return None


def _enclosed(line: str, offset: int, language: str | None) -> WireCredit | None:
    at = max(0, len(line) - 170)
    if line[-1] not in ")）/].。】" or not (match := _ENCLOSED.search(line, at)):
        return None
    printed = match["round"] or match["slash"] or match["square"] or match["thick"]
    opened = _without_phrase(printed)
    credit = read_credit(opened, language=language)
    # "(AA)" is a battery as well: a code that is also a word needs its language or an agency beside it.
    spoken = any(is_spoken(name, language) for name in credit.names)
    certain = credit.plain or spoken or len(credit.names) > 1
    if not certain or not _is_whole(opened, credit) or _is_photo(printed):
        return None
    return _made(match[0], credit, "inputs" if opened != printed else "enclosed", offset + match.start())


def _is_whole(text: str, credit: Credit) -> bool:
    """Return whether `text` is nothing but agencies; beside them only initials, as in "KNA/xy"."""
    named = sum(map(len, credit.names))
    known = all(key or len(name) <= 4 for name, key in zip(credit.names, credit.ids, strict=True))
    own = all(key in (None, "red") for key in credit.ids)
    return known and not own and named + 6 * len(credit.names) > len(text)


def _is_photo(text: str) -> bool:
    return any(word in forms().photos for word in _WORDS.split(folded(text)))


def _without_phrase(text: str) -> str:
    """Return `text` without "avec " or "mit Material von " in front."""
    opened = opening("inputs").match(text)
    return text[opened.end() :] if opened else text


def _named(line: str, offset: int, language: str | None) -> WireCredit | None:
    """Return a credit without enclosure: © AFP, or names alone behind the last sentence."""
    slug = _SLUG.search(line, max(0, len(line) - 60))
    body = line[: slug.start()] if slug else line
    at = max(0, len(body) - 80)
    for marker, pattern in (("copyright", _COPYRIGHT), ("alone", _ALONE)):
        if not (match := pattern.search(body, at)):
            continue
        credit = read_credit(match["name"], language=language)
        if (
            all(map(is_printed_alone, credit.names))
            and _is_whole(match["name"], credit)
            and not _is_photo(match["name"])
        ):
            start = match.start() if marker == "copyright" else match.start("name")
            return _made(line[start:], credit, marker, offset + start)
    return None


def _made(
    raw: str, credit: Credit | None, marker: str, start: int, places: tuple[str, ...] = ()
) -> WireCredit:
    names, ids = (credit.names, credit.ids) if credit else ((), ())
    return WireCredit(raw, names, ids, places, marker, start, start + len(raw))


def _places(text: str) -> tuple[str, ...]:
    names = [match["place"] for match in _PLACE.finditer(text)]
    return tuple(dict.fromkeys(name for name in names if stands_alone(name)))
