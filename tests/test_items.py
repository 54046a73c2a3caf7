from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import settings
from newscrawl.items import FIELDS, Story, story_fields, to_iso, to_iso_seconds

EXPECTED = """story_id outlet section url kicker headline lead text authors article_section keywords access
    corrections language published_raw published_at
    published_earliest published_latest published_from modified_at dateline places agencies served_at listing_url
    position outcome""".split()

INTERNAL = {
    "declared", "own_headline", "own_lead", "keys", "visited_at", "is_whole", "validators", "is_listed",
    "published_exact", "credits", "sightings",
}  # fmt: skip

CET = timezone(timedelta(hours=1))


def test_fields_and_their_order():
    assert FIELDS == EXPECTED
    assert [item.name for item in story_fields()] == EXPECTED


def test_every_feed_has_the_fields_of_the_item():
    assert settings.FEED_EXPORT_FIELDS == FIELDS


def test_every_field_is_documented():
    docs = [item.metadata["doc"] for item in story_fields()]
    assert all(doc.endswith(".") and len(doc) > 15 for doc in docs)
    assert len(set(docs)) == len(docs)


def test_what_is_not_exported():
    assert {item.name for item in fields(Story)} - set(FIELDS) == INTERNAL


def test_an_empty_story_is_null_but_for_its_lists():
    story = Story()
    lists = {"authors", "keywords", "corrections", "places", "agencies", "keys", "credits", "sightings"}
    assert {item.name for item in fields(Story) if getattr(story, item.name) == []} == lists
    assert all(getattr(story, name) is None for name in FIELDS if name not in lists)
    assert Story().authors is not story.authors


def test_a_misspelt_field_is_an_error():
    with pytest.raises(AttributeError):
        Story().headlin = "Brug open"


def test_every_instant_is_written_with_its_offset():
    instants = [item for item in story_fields() if "datetime" in str(item.type)]
    assert len(instants) == 5
    for item in instants:
        assert item.metadata["serializer"](datetime(2026, 1, 24, 21, 54, tzinfo=UTC)).endswith("+00:00")
        assert item.metadata["serializer"](None) is None


@pytest.mark.parametrize(
    ("value", "minutes", "seconds"),
    [
        (datetime(2026, 1, 24, 21, 54, tzinfo=UTC), "2026-01-24T21:54+00:00", "2026-01-24T21:54:00+00:00"),
        (
            datetime(2026, 1, 24, 21, 54, 7, tzinfo=UTC),
            "2026-01-24T21:54:07+00:00",
            "2026-01-24T21:54:07+00:00",
        ),
        (
            datetime(2026, 1, 24, 21, 54, 0, 999_999, tzinfo=UTC),
            "2026-01-24T21:54:00+00:00",
            "2026-01-24T21:54:00+00:00",
        ),
        (datetime(2026, 1, 24, tzinfo=UTC), "2026-01-24T00:00+00:00", "2026-01-24T00:00:00+00:00"),
        (datetime(2026, 1, 24, 22, 54, tzinfo=CET), "2026-01-24T22:54+01:00", "2026-01-24T22:54:00+01:00"),
        (None, None, None),
    ],
)
def test_instants(value, minutes, seconds):
    assert to_iso(value) == minutes
    assert to_iso_seconds(value) == seconds


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_comes_back_to_the_second(value):
    whole = value.replace(microsecond=0)
    assert datetime.fromisoformat(to_iso(value) or "") == whole
    assert datetime.fromisoformat(to_iso_seconds(value) or "") == whole
