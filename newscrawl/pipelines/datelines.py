"""Reads the dateline of a story, takes it off its lead and text, and gathers whose copy it is."""

import re
from collections.abc import Iterator, Sequence

from newscrawl.datelines import Dateline, find_agency, find_credits, parse_dateline
from newscrawl.extract.values import Origin
from newscrawl.items import Agency, Place, Story
from newscrawl.pipelines.outlet import OutletPipeline
from newscrawl.pipelines.samples import keep_sample

_OWN_NEWSROOM = "red"
"""Id of "own correspondent", "Redaktion": an author that is no agency."""
_HEAD = re.compile(r"([^\n]{2,60}?)[ ,.:]{0,3}[-–—]{1,2}[ ]")
"""`LISSABON (XYZ) - `: what stands before the first dash of a text."""
_BRACKETS = re.compile(r"\(([^\W\d_])[^()]{1,30}\)")
_WORD = re.compile(r"[^\W\d_]+")
_PROSE = " - The"
"""What a dateline of structured data lacks to be read as one of a text."""


class DatelinesPipeline(OutletPipeline):
    """Fills dateline, places and agencies; structured data count first, then the article, then the teaser."""

    def process_item(self, item: Story) -> Story:
        language = self.outlet.language
        item.text, of_text = without_dateline(item.text, language)
        item.lead, of_lead = without_dateline(item.lead, language)
        item.own_lead, _ = without_dateline(item.own_lead, language)
        declared = item.declared
        stated = read_declared(declared.dateline, language)
        if dateline := of_text or of_lead:
            item.dateline = dateline.raw
        elif declared.dateline:
            item.dateline = declared.dateline
        item.places = places_of(stated, declared, of_text or of_lead)
        item.agencies = unique(self._agencies(item, stated, of_text or of_lead))
        self._count(item, of_text or of_lead or stated)
        return item

    def _count(self, item: Story, dateline: Dateline | None) -> None:
        """Count whether a dateline was read, and keep what looks like one and could not be."""
        unread = None if dateline else find_unread(item)
        kind = "unread" if unread else "read" if item.dateline else "none"
        self.stats.inc_value(f"newscrawl/dateline/{kind}")
        if unread:
            keep_sample(self.stats, "newscrawl/dateline/unread_samples", unread)

    def _agencies(self, item: Story, stated: Dateline | None, dateline: Dateline | None) -> Iterator[Agency]:
        """Yield the agencies wherever they are named, the most trusted first."""
        language = self.outlet.language
        for name in item.declared.sources:
            yield Agency(printed=name, id=find_agency(name, language=language), found="json-ld")
        for source, found in ((stated, "json-ld"), (dateline, "dateline")):
            if source:
                for printed, agency in zip(source.agencies, source.agency_ids, strict=True):
                    yield Agency(printed=printed, id=agency, found=found)
        lines = (item.text or "", *item.credits)
        for credit in (credit for line in lines for credit in find_credits(line, language=language)):
            for printed, agency in zip(credit.agencies, credit.agency_ids, strict=True):
                yield Agency(printed=printed, id=agency, found="credit")
        for author in item.authors:  # "ANP" signs where a reporter would
            agency = find_agency(author, language=language)
            if agency and agency != _OWN_NEWSROOM:
                yield Agency(printed=author, id=agency, found="byline")


def unique(agencies: Iterator[Agency]) -> list[Agency]:
    """Return each agency once, where it stands first; unknown ones by their printed name."""
    kept: dict[str, Agency] = {}
    for agency in agencies:
        kept.setdefault(agency["id"] or agency["printed"].casefold(), agency)
    return list(kept.values())


def find_unread(item: Story) -> str | None:
    """Return what looks like a dateline of a story in which none was read, or None if nothing does.

    That is what structured data call one, unless it is a place alone, or a text that opens with capitals, or with
    a name in brackets, before a dash.
    """
    if item.declared.dateline and not item.places:
        return item.declared.dateline
    heads = (_HEAD.match(text) for text in (item.text, item.lead) if text)
    return next((head[0].strip() for head in heads if head and _looks_like_dateline(head[1])), None)


def _looks_like_dateline(head: str) -> bool:
    words = [word for word in _WORD.findall(head) if len(word) > 2]
    name = _BRACKETS.search(head)
    return bool(name and name[1].isupper()) or (bool(words) and all(word.isupper() for word in words))


def without_dateline(text: str | None, language: str | None) -> tuple[str | None, Dateline | None]:
    """Return `text` without the dateline that opens it, and the dateline (None where it has none)."""
    dateline = parse_dateline(text, language=language) if text else None
    return (dateline.rest or None, dateline) if dateline else (text, None)


def read_declared(dateline: str | None, language: str | None) -> Dateline | None:
    """Return a dateline of structured data, with its dash or without one; None for a place alone."""
    if not dateline:
        return None
    return parse_dateline(f"{dateline.rstrip(' -–—:')}{_PROSE}", language=language)


def places_of(stated: Dateline | None, declared: Origin, dateline: Dateline | None) -> list[Place]:
    """Return the places of the structured dateline, else of the printed one, else of its locations."""
    if stated and stated.places:
        return to_places(stated.places, stated.regions)
    if dateline and dateline.places:
        return to_places(dateline.places, dateline.regions)
    named = declared.locations or ((declared.dateline,) if declared.dateline else ())
    return to_places(named, (None,) * len(named))


def to_places(names: Sequence[str], regions: Sequence[str | None]) -> list[Place]:
    """Return places as printed; where they lie is not known here."""
    return [
        Place(
            printed=printed,
            region=region,
            name=None,
            country=None,
            latitude=None,
            longitude=None,
            geonames_id=None,
            candidates=None,
        )
        for printed, region in zip(names, regions, strict=True)
    ]
