"""Where a dateline could end: the fronts of a text, each ended by a separator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .agencies import is_domain, is_spoken

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

# White space and invisible marks before a text, and what markup leaves there: a lone dash or bullet.
LEAD = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]*(?:(?:[-–—•*|]|-{2,9})\s+)?")

# Letters without case: Hebrew, Arabic, the scripts of India, Thai. There a dash may touch the word before it.
_UNCASED = "\u0590-\u08ff\u0900-\u0e7f\ufb50-\ufdff\ufe70-\ufefc"

# The mark comes first and what stands before it is looked at afterwards: so the search can leap from mark to mark.
_SEPARATOR = re.compile(
    rf"""
    [-–—―_:.](?:
        (?<=\.)[-–—]{{1,2}}(?=\s|[^\W\d_])(?P<press>)       # Washington.- El
      | (?:(?<=-)-{{1,2}}|(?<=[—―])—?)(?P<long>)            # WASHINGTON -- The; MILLVILLE—The
      | (?<=\s[-–_])(?=\s|["“„«A-ZА-ЯЁІЇЄΑ-Ω(/{_UNCASED}])(?P<dash>)  # UTRECHT (ANP) - De; SPEARFISH (AP) _
      | (?<=[)/\]0-9.][-–_])(?=\s|["“„«A-ZА-ЯЁІЇЄ])(?P<tight>)        # (EFE)-El; March 2- The
      | (?<=[{_UNCASED}»”"][-–])(?=\s)(?P<glued>)           # تهران- ایرنا-
      | (?<=:)(?=\s)(?P<colon>)                             # NEW DELHI: The
    )
    """,
    re.VERBOSE,
)
_CLOSING = re.compile(
    r"""
      (?<=\S)[)\]»](?P<period>[.:।]?)(?=\s|$)
    | (?<=[\s\w])/\s?(?:[^/\s][^/]{0,58}[^/\s]|[^/\s]{2,20}/[^/\s]{2,20})\s?/(?P<period2>[.:]?)(?=\s|$)
    """,
    re.VERBOSE,
)
_TOWN_PERIOD = re.compile(r"(?P<town>[^\W\d_][^.,:;()।]{1,40})(?:\.|।)\s{0,2}(?=\S)")  # Berlin. Die Polizei
_STOP = re.compile(r"[.:։।](?=\s)")  # what ends "КИЕВ, 15 апр — РИА Новости." and "Баку, АЗЕРТАДЖ:"
_BEFORE_NAME = re.compile(r".*(?:\s[-–—]\s?|[,.։]\s|[^\W\d_]\s?[-–/]\s?)(?=\S)")
_STARTS_UNCASED = re.compile(f"[{_UNCASED}]")
# لندن - «القدس العربي»: the paper's own name, in quotation marks behind the place.
_QUOTED = re.compile(
    rf"[{_UNCASED}][{_UNCASED}\s]{{1,30}}[-–—:،/]\s?(?:«[^«»]{{2,30}}»|[\"“][^\"“”]{{2,30}}[\"”])(?P<mark>\s?[-–—:]?)"
)
# Where an agency may begin whose end no mark tells: МОСКВА, 5 мая 2015 — REGNUM Власти; دمشق-سانا قال
_BEFORE_BARE = re.compile(rf"\s[-–—/]\s?|,\s|(?<=[{_UNCASED}0-9])[-–/]\s?|(?<=[0-9])\s")
_DASHED = re.compile(r"\s?(?:[-–—]{1,2}|/)\s")
_COMMA = re.compile(",")
_ABBREVIATION = re.compile(r",\s?(?:[A-Z][a-z]{0,5}\.\s?){1,3}$")  # Galena, Ill. --; HOPE, B.C. -
_BYLINE_BEHIND = re.compile(
    r"(?:,\s(?:[А-ЯЁA-Z][^\W\d_]{1,20}\s?){2,3}){1,3}\.(?=\s)"
)  # РИА Новости, Иван Петров.


@dataclass(frozen=True, slots=True)
class Front:
    """A prefix of a text that a separator ends."""

    text: str
    """Without white space and punctuation at its end."""
    separator: str
    start: int
    end: int
    """Where the separator ends."""


def fronts(
    text: str, start: int, *, language: str | None = None, town_period: bool = False
) -> Iterator[Front]:
    """Yield the fronts of `text` that could be a dateline, the likeliest first.

    With `town_period` also a front that only a period ends.
    """
    stop = start + LONGEST
    match = _SEPARATOR.search(text, start, stop)
    yield from _with_agency_last(text, start, match, language)
    if not text.isascii():
        yield from _without_mark(text, start, language)
    if match:
        yield Front(_trimmed(text[start : match.start()]), _separator(match), start, match.end())
    # الكويت - 5 - 3 (كونا): without case more than one dash may stand before what closes.
    reach = match.start() if match and not _STARTS_UNCASED.match(text, start) else stop
    for closing in _CLOSING.finditer(text, start, reach):
        separator = PERIOD if closing["period"] or closing["period2"] else NOTHING
        yield Front(_trimmed(text[start : closing.end()]), separator, start, closing.end())
    if town_period and (match := _TOWN_PERIOD.match(text, start, stop)):
        yield Front(match["town"], PERIOD, start, match.end())
    if town_period and (danda := text.find("।", start, start + 60)) > 0:
        yield Front(_trimmed(text[start:danda]), PERIOD, start, danda + 1)


def _without_mark(text: str, start: int, language: str | None) -> Iterator[Front]:
    """Yield fronts that end in an agency or a quoted paper, with or without a mark behind it."""
    if quoted := _QUOTED.match(text, start):
        separator = NOTHING if not quoted["mark"].strip() else COLON if ":" in quoted["mark"] else DASH
        yield Front(text[start : quoted.start("mark")], separator, start, quoted.end())
    for boundary in _BEFORE_BARE.finditer(text, start, start + 60):
        for words in (3, 2, 1):
            name = " ".join(text[boundary.end() : boundary.end() + 40].split(" ", words)[:words]).rstrip(
                "-–,.:"
            )
            if len(name) > 1 and is_spoken(name, language):
                end = boundary.end() + len(name)
                mark = _DASHED.match(text, end)
                yield Front(text[start:end], DASH if mark else NOTHING, start, mark.end() if mark else end)
                return


def _with_agency_last(
    text: str, start: int, first: re.Match[str] | None, language: str | None
) -> Iterator[Front]:
    """Yield fronts that reach over an inner separator because an agency ends them.

    `КИЕВ, 15 апр — РИА Новости.`, `طوكيو - رويترز -`, `Киев. 4 ноября. УНН.`
    """
    second = _SEPARATOR.search(text, first.end(), first.end() + 60) if first else None
    if second and _ends_in_agency(text[start : second.start()], language):
        yield Front(_trimmed(text[start : second.start()]), _separator(second), start, second.end())
    for number, mark in enumerate(_STOP.finditer(text, start, start + 100)):
        if number > 3:
            return
        if _ends_in_agency(text[start : mark.start()], language):
            separator = COLON if mark[0] == ":" else PERIOD
            yield Front(_trimmed(text[start : mark.start()]), separator, start, mark.end())
        elif behind := _agency_before_byline(text, start, mark.start(), language):
            yield Front(_trimmed(text[start:behind]), PERIOD, start, mark.end())


def _agency_before_byline(text: str, start: int, stop: int, language: str | None) -> int:
    """Return where the agency of "МОСКВА, 5 мая — РИА Новости, Иван Петров." ends, or 0."""
    for comma in _COMMA.finditer(text, start, stop):
        byline = _BYLINE_BEHIND.match(text, comma.start(), stop + 2)
        if byline and byline.end() == stop + 1 and _ends_in_agency(text[start : comma.start()], language):
            return comma.start()
    return 0


def _ends_in_agency(text: str, language: str | None) -> bool:
    match = _BEFORE_NAME.match(text)
    name = text[match.end() :].strip(' «»"“”/()') if match else ""
    return is_spoken(name, language) or is_domain(name)


def _trimmed(text: str) -> str:
    """Drop white space and the period that belongs to the separator, not that of "Galena, Ill."."""
    text = text.rstrip(" ,،:।")
    return text if _ABBREVIATION.search(text) else text.rstrip(" ,،.:।")


def _separator(match: re.Match[str]) -> str:
    kinds = {"press": PRESS_DASH, "long": LONG_DASH, "colon": COLON}
    return kinds.get(match.lastgroup or "", DASH)
