"""From what the pages print of a time to one interval and its best instant."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.items import Sighting, Story
from newscrawl.outlets import Outlet, Section
from newscrawl.pipelines.times import TRUST, TimesPipeline
from newscrawl.times import parse_machine_time

OUTLET = Outlet(
    key="blad",
    name="Het Blad",
    country="NL",
    language="nl",
    zone="Europe/Amsterdam",
    sections=(Section(name="Buitenland", listing="https://www.blad.example/buitenland"),),
)
SERVED = datetime(2026, 1, 24, 22, 0, 17, tzinfo=UTC)


def crawler(outlet: Outlet = OUTLET) -> SimpleNamespace:
    stand_in = SimpleNamespace(settings=Settings(), spider=SimpleNamespace(outlet=outlet))
    stand_in.stats = MemoryStatsCollector(stand_in)
    return stand_in


def run(*sightings: Sighting, outlet: Outlet = OUTLET, **fields: object) -> tuple[Story, dict]:
    stand_in = crawler(outlet)
    story = Story(sightings=list(sightings), **fields)  # type: ignore[arg-type]
    returned = TimesPipeline.from_crawler(stand_in).process_item(story)
    assert returned is story
    counts = {key.removeprefix("newscrawl/time/"): value for key, value in stand_in.stats.get_stats().items()}
    return story, counts


def at(clock: str, day: int = 24) -> datetime:
    return datetime.fromisoformat(f"2026-01-{day}T{clock}+00:00")


def listing(text: str | None = None, machine: str | None = None, served: datetime = SERVED) -> Sighting:
    return Sighting("listing", served, text, machine)


def feed(text: str) -> Sighting:
    return Sighting("feed", SERVED, text, text)


def article(source: str, raw: str) -> Sighting:
    return Sighting(source, SERVED, raw, moment=parse_machine_time(raw, zone=OUTLET.zone_info))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sighting", "instant", "earliest", "latest"),
    [
        (listing("6 minuten geleden"), at("21:54:00"), at("21:53:17"), at("21:54:47")),
        (listing("3 uur geleden"), at("19:00:00"), at("18:00:17"), at("19:30:17")),
        (listing("22:54"), at("21:54:00"), at("21:54:00"), at("21:54:59")),  # in Amsterdam
        (listing("24 januari 2026, 22:54"), at("21:54:00"), at("21:54:00"), at("21:54:59")),
        (listing(machine="2026-01-24T21:54:00Z"), at("21:54:00"), at("21:54:00"), at("21:54:00")),
        (listing("vandaag", "1769291640"), at("21:54:00"), at("21:54:00"), at("21:54:00")),
        (feed("Sat, 24 Jan 2026 22:54:09 +0100"), at("21:54:09"), at("21:54:09"), at("21:54:09")),
        (article("json-ld", "2026-01-24T22:54:00+01:00"), at("21:54:00"), at("21:54:00"), at("21:54:00")),
    ],
)
def test_one_sighting(sighting, instant, earliest, latest):
    story, counts = run(sighting)
    assert story.published_at == instant
    assert story.published_earliest is not None
    assert story.published_latest is not None
    # intervals are allowed a second more or less at their ends
    assert abs((story.published_earliest - earliest).total_seconds()) <= 1
    assert abs((story.published_latest - latest).total_seconds()) <= 1
    assert story.published_from == sighting.source
    assert counts["read"] == 1


def test_the_raw_text_is_the_one_that_was_read():
    assert run(listing("6 minuten geleden"))[0].published_raw == "6 minuten geleden"
    assert run(feed("Sat, 24 Jan 2026 22:54:09 +0100"))[0].published_raw == "Sat, 24 Jan 2026 22:54:09 +0100"
    assert run(listing("ergens", "2026-01-24T21:54:00Z"))[0].published_raw == "2026-01-24T21:54:00Z"


def test_sources_together_narrow_the_interval():
    story, counts = run(
        listing("3 uur geleden"), listing("4 uur geleden", served=at("22:40:17")), listing("24 januari 2026")
    )
    assert story.published_earliest == at("18:00:17")
    assert story.published_latest == at("19:10:17")
    assert counts["contradictions"] == 0


def test_the_order_of_the_sightings_does_not_matter():
    sightings = [listing("6 minuten geleden"), feed("Sat, 24 Jan 2026 21:54:09 GMT"), listing("gisteren")]
    first, _ = run(*sightings)
    second, _ = run(*reversed(sightings))
    assert (first.published_at, first.published_from) == (second.published_at, second.published_from)
    assert first.published_from == "feed"


def test_a_contradiction_is_counted_and_the_more_trusted_source_kept():
    story, counts = run(listing("3 uur geleden"), article("json-ld", "2026-01-22T08:00:00Z"))
    assert (story.published_at, story.published_from) == (at("08:00:00", 22), "json-ld")
    assert counts["contradictions"] == 1


def test_a_time_that_cannot_be_read_stays_in_the_raw_field():
    story, counts = run(listing("in de loop van de dag"))
    assert story.published_raw == "in de loop van de dag"
    assert (story.published_at, story.published_earliest, story.published_from) == (None, None, None)
    assert counts == {"unread": 1, "unread_samples": ["in de loop van de dag"]}


def test_what_one_page_says_is_read_though_another_cannot_be():
    story, counts = run(listing("in de loop van de dag"), feed("Sat, 24 Jan 2026 21:54:09 GMT"))
    assert story.published_raw == "Sat, 24 Jan 2026 21:54:09 GMT"
    assert counts["read"] == 1
    assert counts["unread_samples"] == ["in de loop van de dag"]


def test_no_time_at_all_is_never_the_time_of_collection():
    story, counts = run(served_at=SERVED)
    assert (story.published_at, story.published_raw, story.published_latest) == (None, None, None)
    assert counts == {"none": 1}


def test_samples_of_what_cannot_be_read_are_few():
    stand_in = crawler()
    pipeline = TimesPipeline.from_crawler(stand_in)
    for number in range(30):
        pipeline.process_item(Story(sightings=[listing(f"ooit {number}x")]))
    assert len(stand_in.stats.get_value("newscrawl/time/unread_samples")) == 10
    assert stand_in.stats.get_value("newscrawl/time/unread") == 30


def test_an_update_is_no_publication():
    story, _ = run(listing("Bijgewerkt: 3 uur geleden"))
    assert story.published_at is None
    assert story.modified_at == at("19:00:00")


def test_the_article_knows_its_change_better_than_the_listing():
    story, _ = run(listing("Bijgewerkt: 3 uur geleden"), modified_at=at("19:12:30"))
    assert story.modified_at == at("19:12:30")


def test_a_change_at_the_instant_of_publication_is_none():
    story, _ = run(article("json-ld", "2026-01-24T21:54:00Z"), modified_at=at("21:54:00"))
    assert story.modified_at is None


def test_a_time_in_the_future_is_not_taken():
    story, _ = run(article("json-ld", "2026-01-24T23:30:00Z"), listing("6 minuten geleden"))
    assert story.published_from == "listing"
    assert run(article("json-ld", "2026-01-24T23:30:00Z"))[0].published_at is None


def test_a_time_in_the_future_stays_in_the_raw_field():
    story, counts = run(article("json-ld", "2026-01-24T23:30:00Z"))
    assert story.published_raw == "2026-01-24T23:30:00Z"
    assert "none" not in counts


@pytest.mark.parametrize(
    ("rounding", "earliest", "latest"),
    [
        ("floor", at("18:00:17"), at("19:00:17")),
        ("round", at("18:30:17"), at("19:30:17")),
        ("unknown", at("18:00:17"), at("19:30:17")),
    ],
)
def test_the_rounding_of_an_outlet(rounding, earliest, latest):
    story, _ = run(listing("3 uur geleden"), outlet=OUTLET.model_copy(update={"rounding": rounding}))
    assert abs((story.published_earliest - earliest).total_seconds()) <= 1  # type: ignore[operator]
    assert abs((story.published_latest - latest).total_seconds()) <= 1  # type: ignore[operator]


def test_every_source_of_an_item_has_its_trust():
    sources = Sighting.__annotations__["source"].__args__
    assert sorted(TRUST) == sorted(sources)


SIGHTINGS = st.builds(
    Sighting,
    st.sampled_from(["listing", "feed", "page"]),
    st.sampled_from([SERVED, at("06:00:00"), at("22:59:59", 25)]),
    st.none()
    | st.text(max_size=20)
    | st.sampled_from(["6 minuten geleden", "14:05", "gisteren", "Bijgewerkt: 14:05"]),
    st.none()
    | st.text(max_size=20)
    | st.sampled_from(["2026-01-24T12:00Z", "2026-01-24", "1769291640", "20260124"]),
)


@given(st.lists(SIGHTINGS, max_size=5))
def test_any_sightings(sightings):
    story, counts = run(*sightings)
    assert sum(counts.get(kind, 0) for kind in ("read", "unread", "none")) == 1
    values = (story.published_at, story.published_earliest, story.published_latest, story.published_from)
    assert len({value is None for value in values}) == 1
    if story.published_at and story.published_earliest and story.published_latest:
        assert story.published_earliest <= story.published_at <= story.published_latest
