"""The places of a dateline get a country and coordinates; what is unknown stays as printed."""

from types import SimpleNamespace

import pytest
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.items import Place, Story
from newscrawl.pipelines.datelines import to_places
from newscrawl.pipelines.places import PlacesPipeline


def run(places: list[Place], language: str = "nl", country: str = "NL") -> tuple[list[Place], dict]:
    outlet = SimpleNamespace(language=language, country=country)
    crawler = SimpleNamespace(settings=Settings(), spider=SimpleNamespace(outlet=outlet))
    crawler.stats = MemoryStatsCollector(crawler)
    story = PlacesPipeline.from_crawler(crawler).process_item(Story(places=places))
    return story.places, crawler.stats.get_stats()


@pytest.mark.parametrize(
    ("names", "language", "country", "found"),
    [
        (["WENEN"], "nl", "NL", [("Vienna", "AT")]),
        (["WASHINGTON", "ABU DHABI"], "nl", "NL", [("Washington", "US"), ("Abu Dhabi", "AE")]),
        (["PARIJS"], "nl", "NL", [("Paris", "FR")]),
        (["PARIS"], "en", "US", [("Paris", "FR")]),
        (["Moskau"], "de", "DE", [("Moscow", "RU")]),
        (["LE CAIRE"], "fr", "FR", [("Cairo", "EG")]),
        (["Londres"], "es", "ES", [("London", "GB")]),
    ],
)
def test_a_place_is_found(names, language, country, found):
    places, stats = run(to_places(names, [None] * len(names)), language, country)
    assert [(place["name"].partition(",")[0], place["country"]) for place in places] == found
    assert all(-90 <= place["latitude"] <= 90 and -180 <= place["longitude"] <= 180 for place in places)
    assert all(place["candidates"] >= 1 and place["geonames_id"] for place in places)
    assert stats == {"newscrawl/place/found": len(names)}


def test_the_printed_region_decides():
    places, _ = run(to_places(["PORTLAND", "PORTLAND"], ["Maine", "Ore."]), "en", "US")
    assert [round(place["longitude"]) for place in places] == [-70, -123]


def test_what_is_unknown_stays_as_printed():
    places, stats = run(to_places(["QXZVILLE"], [None]))
    assert places == to_places(["QXZVILLE"], [None])
    assert stats == {"newscrawl/place/unknown": 1}


def test_a_story_without_places():
    places, stats = run([])
    assert (places, stats) == ([], {})
