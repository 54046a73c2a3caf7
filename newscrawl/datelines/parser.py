"""parse_dateline: a text in, the dateline that opens it out."""

from __future__ import annotations

from dataclasses import replace

from newscrawl.places import find_places
from newscrawl.tags import primary_language

from .agencies import decide, is_shared
from .brackets import read_east
from .dateline import Dateline
from .evidence import convinces
from .fronts import LEAD, Front, fronts
from .heads import Head, find_byline, read_head
from .tables import conventions

_LOOKED_AT = 300
_ODD_SPACES = "\t\r\n\u00a0\u2002\u2003\u2009\u202f\u3000"


def parse_dateline(text: str, *, language: str | None = None) -> Dateline | None:
    """Return the dateline that opens `text`, or None if it has none.

    `language` (a BCP 47 tag) tells which agency an ambiguous code means, and allows what only the papers of some
    languages print; without it the forms that all have in common are read.

    >>> parse_dateline("LISBON/ABU DHABI (ANP/AFP) - De ministers").places
    ('LISBON', 'ABU DHABI')
    >>> parse_dateline("Soria (España), 3 feb (EFE).- El río").date_iso
    '--02-03'
    >>> parse_dateline("Storm (video) - Bekijk de beelden")
    """
    language = primary_language(language)
    # Only the front is looked at: a long text costs no more than a short one.
    opening = text[:_LOOKED_AT]
    for space in _ODD_SPACES:
        # One character for one, so that positions stay those of the text.
        opening = opening.replace(space, " ")
    start = _start(opening, 0)
    if not opening.isascii() and (found := read_east(text, opening, start, language)):
        return _decided(found, language)
    found = _parse(text, opening, start, language)
    return _decided(found, language) if found else None


def _decided(found: Dateline, language: str | None) -> Dateline:
    """Return `found` with the ids of codes that several agencies share: by its places, else by the language."""
    if not any(map(is_shared, found.agencies)):
        return found
    places = find_places(found.places, regions=found.regions, language=language)
    countries = {place.country for place in places if place and place.country}
    return replace(found, agency_ids=decide(found.agencies, found.agency_ids, language, countries))


def _parse(text: str, opening: str, start: int, language: str | None) -> Dateline | None:
    for front in fronts(opening, start, language=language, town_period=language in conventions().town_period):
        byline, ours = find_byline(front.text)
        if byline:
            front = replace(front, start=front.start + byline, text=front.text[byline:])
        head, rest = read_head(front, language=language), opening[front.end :].strip()
        if head and (head.credit or ours or not byline) and convinces(head, rest, language):
            return _with_second(_to_dateline(text, head, front), text, opening, front, language)
    return None


def _with_second(first: Dateline, text: str, opening: str, front: Front, language: str | None) -> Dateline:
    """Join what a dash divides: `(ANSA) - ROMA, 1 set -`, `Canadian Press - HALIFAX (CP) -`, `MIAMI - (KRT) -`."""
    if (first.places and first.agencies) or (not first.places and not first.agencies):
        return first
    second = _parse(text, opening, _start(opening, front.end), language)
    if not second or not (second.places if first.agencies else second.agencies and not second.places):
        return first
    return Dateline(
        raw=text[front.start : text.index(second.raw, front.end) + len(second.raw)],
        places=first.places or second.places,
        regions=first.regions or second.regions,
        agencies=first.agencies + second.agencies,
        agency_ids=first.agency_ids + second.agency_ids,
        date_iso=first.date_iso or second.date_iso,
        rest=second.rest,
    )


def _start(opening: str, position: int) -> int:
    lead = LEAD.match(opening, position)
    return lead.end() if lead else position


def _to_dateline(text: str, head: Head, front: Front) -> Dateline:
    places, credit = head.places, head.credit
    return Dateline(
        raw=text[front.start : front.start + len(front.text)],
        places=places.names if places else (),
        regions=places.regions if places else (),
        agencies=credit.names if credit else (),
        agency_ids=credit.ids if credit else (),
        date_iso=head.date_iso,
        rest=text[front.end :].strip(),
    )
