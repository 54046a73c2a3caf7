"""Puts the places of a story's dateline on the map."""

from newscrawl.items import Story
from newscrawl.pipelines.outlet import OutletPipeline
from newscrawl.places import find_places


class PlacesPipeline(OutletPipeline):
    """Fills name, country, coordinates and id of places, behind the datelines pipeline; unknown ones stay null."""

    def process_item(self, item: Story) -> Story:
        found = find_places(
            [place["printed"] for place in item.places],
            regions=[place["region"] for place in item.places],
            language=self.outlet.language,
            near=self.outlet.country,
        )
        for place, where in zip(item.places, found, strict=True):
            if where:
                place["name"], place["country"] = where.name, where.country
                place["latitude"], place["longitude"] = where.latitude, where.longitude
                place["geonames_id"], place["candidates"] = where.geonames_id, where.candidates
            self.stats.inc_value(f"newscrawl/place/{'found' if where else 'unknown'}")
        return item
