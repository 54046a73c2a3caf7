from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from scrapy import Request
from scrapy.http import Response

from newscrawl.extract import Teaser
from newscrawl.middlewares import CUT_OFF
from newscrawl.outlets import Outlet, Section
from newscrawl.spiders.found import Catalogue, Source
from newscrawl.spiders.seen import is_settled, page_of, seen_of, validators_of
from newscrawl.store import Known

NOON = datetime(2026, 1, 24, 12, tzinfo=UTC)
LATER = datetime(2026, 1, 24, 18, tzinfo=UTC)
URL = "https://www.blad.nl/buitenland"
OUTLET = Outlet(
    key="blad", name="Het Blad", country="NL", language="nl", zone="Europe/Amsterdam",
    sections=(Section(name="Buitenland", listing=URL),),
)  # fmt: skip
SOURCE = Source("listing", "Buitenland", URL, NOON, 0)


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ({"ETag": '"a1"'}, {"If-None-Match": '"a1"'}),
        ({"ETag": 'W/"a1"'}, {"If-None-Match": 'W/"a1"'}),
        (
            {"Last-Modified": "Sat, 24 Jan 2026 21:00:00 GMT"},
            {"If-Modified-Since": "Sat, 24 Jan 2026 21:00:00 GMT"},
        ),
        ({"ETag": ""}, {}),
        ({}, {}),
    ],
)
def test_validators(headers, asked):
    assert validators_of(Response(URL, headers=headers)) == asked


def test_a_page_that_was_cut_off_is_asked_for_again_whole():
    assert validators_of(Response(URL, headers={"ETag": '"a1"'}, flags=[CUT_OFF])) == {}


def test_a_page_is_known_by_the_address_that_was_asked_for():
    moved = Request("https://www.blad.nl/nieuws", meta={"redirect_urls": [URL]})
    assert page_of(SOURCE, Response("https://www.blad.nl/nieuws", request=moved)).url == URL


def test_what_a_page_shows_has_its_times_read():
    teaser = Teaser(url=f"{URL}/4712345/brug-open-na-acht-maanden", headline="Brug open", time_text="10:30")
    found, _ = Catalogue().add(teaser, SOURCE)
    (seen,) = seen_of([(found, teaser)], SOURCE, OUTLET)
    (moment,) = seen.moments
    assert moment.earliest == datetime(2026, 1, 24, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert seen.keys == [found.key]


def known(**changed) -> Known:
    values = {
        "id": 1, "story_id": "0" * 16, "outcome": "new", "version": 1, "visits": 1, "failures": 0, "visit_at": LATER,
        "validators": {}, "url": URL, "section": "Buitenland",
        "withdrawn_at": None, "published_earliest": None, "published_latest": None,
    }  # fmt: skip
    return Known(**(values | changed))


@pytest.mark.parametrize(
    ("row", "with_articles", "listings_only"),
    [
        (None, False, False),
        (known(), True, True),
        (known(visit_at=NOON), False, True),  # due
        (known(visit_at=None), True, True),  # never due again
        (known(retold=True), False, False),
        (
            known(version=0, visits=0, visit_at=NOON),
            False,
            False,
        ),  # a crawl was killed before its article came
        (known(version=0, visits=1, failures=1), True, False),  # failed, and waits for the next try
        (known(version=1, visits=0, visit_at=NOON), False, True),  # known from listings only
    ],
)
def test_whether_a_story_is_settled(row, with_articles, listings_only):
    found, _ = Catalogue().add(Teaser(url=f"{URL}/1", headline="Brug open"), SOURCE)
    found.known = row
    assert is_settled(found, articles=True) is with_articles
    assert is_settled(found, articles=False) is listings_only
