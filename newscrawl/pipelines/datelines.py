"""Reads the dateline of a story and takes it off its lead and text."""

from newscrawl.datelines import Dateline, parse_dateline
from newscrawl.items import Agency, Place, Story
from newscrawl.pipelines.outlet import OutletPipeline


class DatelinesPipeline(OutletPipeline):
    """Fills dateline, places and agencies; the article's dateline counts before the teaser's."""

    def process_item(self, item: Story) -> Story:
        language = self.outlet.language
        item.text, of_text = without_dateline(item.text, language)
        item.lead, of_lead = without_dateline(item.lead, language)
        if dateline := of_text or of_lead:
            item.dateline = dateline.raw
            item.places = to_places(dateline)
            item.agencies = [
                Agency(printed=printed, id=agency)
                for printed, agency in zip(dateline.agencies, dateline.agency_ids, strict=True)
            ]
        self.stats.inc_value(f"newscrawl/dateline/{'read' if dateline else 'none'}")
        return item


def without_dateline(text: str | None, language: str | None) -> tuple[str | None, Dateline | None]:
    """Return `text` without the dateline that opens it, and the dateline (None where it has none)."""
    dateline = parse_dateline(text, language=language) if text else None
    return (dateline.rest or None, dateline) if dateline else (text, None)


def to_places(dateline: Dateline) -> list[Place]:
    """Return the places of a dateline as printed; where they lie is not known here."""
    return [
        Place(
            printed=printed,
            region=region,
            name=None,
            country=None,
            latitude=None,
            longitude=None,
            geonames_id=None,
        )
        for printed, region in zip(dateline.places, dateline.regions, strict=True)
    ]
