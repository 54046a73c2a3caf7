"""The busy outlets: what is planned, and that their pages show it."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from newsroom import BusyWorld, Newsroom
from newsroom.busy import LISTED, PER_DAY
from newsroom.edits import EDITS
from newsroom.fetching import Got, fetch
from newsroom.lives import REPUBLISHED, SLUG, TEASER, Change, Life, content

START = datetime(2025, 10, 19, 22, tzinfo=UTC)
DAYS = 3
MINUTE = timedelta(minutes=1)
LISTINGS = {"nrweek": "/buitenland", "nrstamp": "/world"}


@pytest.fixture(scope="module")
def world() -> BusyWorld:
    return BusyWorld(START, DAYS)


@pytest.fixture(scope="module")
def room(world: BusyWorld) -> Iterator[Newsroom]:
    with Newsroom(now=START, busy=world) as running:
        yield running


def lives(world: BusyWorld) -> Iterator[Life]:
    for outlet in PER_DAY:
        yield from world.lives[outlet]


def changed(world: BusyWorld, kind: str, outlet: str) -> tuple[Life, Change]:
    """A story with such a change, out and listed at that time, while the outlet works."""
    return next(
        (life, change)
        for life in world.lives[outlet]
        for change in life.changes
        if change.kind == kind
        and START < change.at < world.end
        and change.at - life.first.published < timedelta(hours=2)
        and not world.is_down(outlet, change.at - MINUTE, article=True)
        and not world.is_down(outlet, change.at + MINUTE, article=True)
        and not any(abs(other.at - change.at) < 2 * MINUTE for other in life.changes if other is not change)
    )


def page(room: Newsroom, outlet: str, path: str | None, at: datetime, **headers: str) -> Got:
    room.now = at
    return fetch(room.url(outlet, str(path)), follow=False, **headers)


def test_the_same_arguments_give_the_same_world(world: BusyWorld) -> None:
    again, other = BusyWorld(START, DAYS), BusyWorld(START, DAYS, seed=2)
    assert (again.lives, again.outages, again.pins) == (world.lives, world.outages, world.pins)
    assert other.lives != world.lives
    with pytest.raises(ValueError, match="zone"):
        BusyWorld(datetime(2025, 10, 19), 1)  # noqa: DTZ001


def test_each_day_has_its_stories_and_more_by_day_than_by_night(world: BusyWorld) -> None:
    for outlet, count in PER_DAY.items():
        days = Counter((life.first.published - START).days for life in world.lives[outlet])
        assert days == dict.fromkeys(range(-2, DAYS), count)  # those before fill the first listing
        hours = Counter(life.first.published.hour for life in world.lives[outlet])
        assert sum(hours[hour] for hour in range(6, 18)) > 2 * sum(hours[hour] for hour in range(18, 24))


def test_no_two_stories_agree(world: BusyWorld) -> None:
    for outlet in PER_DAY:
        assert len({life.first.headline for life in world.lives[outlet]}) == len(world.lives[outlet])
        paths = Counter(path for life in world.lives[outlet] for path in life.paths())
        assert max(paths.values()) == 1


def test_every_kind_of_change_happens_and_edits_alone_make_versions(world: BusyWorld) -> None:
    seen = Counter[str]()
    for life in lives(world):
        before = life.first
        for change in life.changes:
            seen[change.kind] += 1
            assert (content(change.story) != content(before)) == (change.kind in EDITS), change
            assert change.story.number == before.number
            before = change.story
        assert [change.at for change in life.changes] == sorted(change.at for change in life.changes)
    assert set(seen) == {*EDITS, SLUG, TEASER, REPUBLISHED}
    assert min(seen.values()) >= 10
    assert {life.withdrawal.status for life in lives(world) if life.withdrawal} == {404, 410}


def test_every_story_is_on_a_listing_that_works(world: BusyWorld) -> None:
    for outlet in PER_DAY:
        shown = set()
        at = START
        while at <= world.end:
            if not world.is_down(outlet, at, article=False):
                front = world.front(outlet, at)
                assert len(front) == LISTED
                assert len({story.number for story in front}) == LISTED
                shown |= {story.number for story in front}
            at += 10 * MINUTE
        due = {life.number for life in world.lives[outlet] if life.first.published >= START}
        assert due <= shown


def test_the_order_is_not_that_of_publication(world: BusyWorld) -> None:
    at = START + timedelta(hours=36)
    front = [story.published for story in world.front("nrweek", at)]
    assert front != sorted(front, reverse=True)
    assert world.popular("nrweek", at) == world.popular("nrweek", at + 5 * MINUTE)
    assert world.popular("nrweek", at) != world.popular("nrweek", at + 60 * MINUTE)


@pytest.mark.parametrize("outlet", PER_DAY)
@pytest.mark.parametrize("kind", EDITS)
def test_pages_show_an_edit(room: Newsroom, world: BusyWorld, outlet: str, kind: str) -> None:
    life, change = changed(world, kind, outlet)
    before = life.at(change.at - MINUTE)
    texts = [unescape(page(room, outlet, before.path, change.at + step).text) for step in (-MINUTE, MINUTE)]
    for text, story in zip(texts, (before, change.story), strict=True):
        assert f"<h1>{story.headline}</h1>" in text
        printed = [item for item in story.printed_paragraphs if f"<p>{item}</p>" in text]
        assert printed == list(story.printed_paragraphs)


@pytest.mark.parametrize(("outlet", "status"), [("nrweek", 301), ("nrstamp", 200)])
def test_a_new_slug(room: Newsroom, world: BusyWorld, outlet: str, status: int) -> None:
    life, change = changed(world, SLUG, outlet)
    old, new = life.at(change.at - MINUTE).path, change.story.path
    assert old != new
    assert page(room, outlet, new, change.at - MINUTE).status == 404
    after = page(room, outlet, old, change.at + MINUTE)
    assert after.status == status
    assert new in (after.headers["Location"] if status == 301 else after.text)
    listing = page(room, outlet, LISTINGS[outlet], change.at + MINUTE)
    assert str(new) in listing.text
    assert str(old) not in listing.text


def test_a_teaser_of_its_own(room: Newsroom, world: BusyWorld) -> None:
    _, change = changed(world, TEASER, "nrstamp")
    at = change.at + MINUTE
    assert str(change.story.teaser) in unescape(page(room, "nrstamp", "/world", at).text)
    assert str(change.story.teaser) in unescape(page(room, "nrstamp", "/world/rss.xml", at).text)
    assert f"<h1>{change.story.headline}</h1>" in unescape(page(room, "nrstamp", change.story.path, at).text)


def test_published_again(room: Newsroom, world: BusyWorld) -> None:
    outlet = "nrweek"
    life, change = next(
        (life, change)
        for life in world.lives[outlet]
        for change in life.changes
        if change.kind == REPUBLISHED and START < change.at < world.end
    )
    at = change.at + 3 * MINUTE
    listing = page(room, outlet, "/buitenland", at)
    entry = listing.text.partition(str(change.story.path))[2]
    assert re.search(r'class="ago">([^<]*)<', entry)[1] == "3 minuten geleden"  # type: ignore[index]
    assert life.publications == (life.first.published, change.at)


def test_withdrawn(room: Newsroom, world: BusyWorld) -> None:
    found = 0
    for life in lives(world):
        gone, outlet = life.withdrawal, life.first.outlet
        if not gone or not START < gone.at < world.end:
            continue
        path = life.at(gone.at).path
        if world.is_down(outlet, gone.at + MINUTE, article=True):
            continue
        found += 1
        assert page(room, outlet, path, gone.at + MINUTE).status == gone.status
        assert life.number not in {story.number for story in world.front(outlet, gone.at + MINUTE)}
    assert found >= 3


def test_an_outage(room: Newsroom, world: BusyWorld) -> None:
    whole, articles = world.outages["nrweek"][:2]
    assert (whole.whole, articles.whole) == (True, False)
    story = world.front("nrweek", whole.start)[0]
    for path in ("/robots.txt", "/buitenland", story.path):
        assert page(room, "nrweek", path, whole.start).status == 503
        assert page(room, "nrweek", path, whole.end).status == 200
    story = world.front("nrweek", articles.start)[0]
    assert page(room, "nrweek", "/buitenland", articles.start).status == 200
    assert page(room, "nrweek", story.path, articles.start).status == 503


def test_conditional_requests(room: Newsroom, world: BusyWorld) -> None:
    at = START + timedelta(hours=5)  # a night's hour in which little happens
    for path in ("/world", "/world/rss.xml"):
        etag = page(room, "nrstamp", path, at).headers["ETag"]
        assert page(room, "nrstamp", path, at, If_None_Match=etag).status == 304
    story = world.front("nrstamp", at)[0]
    since = page(room, "nrstamp", story.path, at).headers["Last-Modified"]
    assert page(room, "nrstamp", story.path, at + 20 * MINUTE, If_Modified_Since=since).status == 304
    story = world.front("nrweek", at)[0]
    etag = page(room, "nrweek", story.path, at).headers["ETag"]
    assert page(room, "nrweek", story.path, at, If_None_Match=etag).status == 304
    # comments, an advertisement and the age: another page, the same version
    assert page(room, "nrweek", story.path, at + 61 * MINUTE, If_None_Match=etag).status == 200
    assert (
        page(room, "nrweek", "/buitenland", at, Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
    )


def test_what_a_naive_client_would_ask(room: Newsroom, world: BusyWorld) -> None:
    room.now = START + timedelta(hours=36)
    for site in room.busy_sites:
        pages = {"nrweek": 1, "nrstamp": 2}[site.outlet.key]
        assert LISTED <= site.naive() - pages <= LISTED + 5
    room.now = world.outages["nrweek"][0].start
    assert room.busy_sites[0].naive() == 1
