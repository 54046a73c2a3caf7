"""The simulated newsroom keeps its word: what it prints agrees with the truth that it states."""

import gzip
import json
import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from newsroom import Newsroom
from newsroom.fetching import Got, fetch
from newsroom.outlets import OUTLETS
from newsroom.printing import print_age, print_clock, print_full

from .conftest import NOW

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def listing(room: Newsroom, outlet: str, path: str) -> Got:
    got = fetch(room.url(outlet, path))
    return fetch(room.url(outlet, path)) if got.status == 503 else got


def test_every_listed_story_is_true(room: Newsroom) -> None:
    for outlet in OUTLETS:
        truth = [story for story in room.truth if story["outlet"] == outlet.key]
        for section in outlet.sections:
            for channel, path in (("listing", section.listing), ("feed", section.feed)):
                if path is None:
                    continue
                text = unescape(unescape(listing(room, outlet.key, path).text))
                for story in truth:
                    if story["section"] != section.name:
                        continue
                    shown = channel in story["channels"] and not story["linkless"]
                    printed = f"{story['dateline'] or ''} {story['lead']}".strip()
                    assert (printed in text) == shown, (outlet.key, printed)
                    if shown:
                        assert story["headline"] in text


def test_every_article_is_true(room: Newsroom) -> None:
    for story in room.truth:
        if story["linkless"]:
            continue
        for _ in range(story["fails"]):
            assert fetch(story["url"]).status == 500
        got = fetch(story["linked_url"])
        assert got.status == (404 if story["gone"] else 200)
        if story["gone"]:
            continue
        text = unescape(got.text)
        for paragraph in story["paragraphs"]:
            assert paragraph in text
        assert f"{story['dateline'] or ''} {story['lead']}".strip() in text
        assert parsedate_to_datetime(got.headers["Date"]) == NOW


def test_articles_state_their_time_in_different_ways(room: Newsroom) -> None:
    for story in room.truth:
        if story["linkless"] or story["gone"] or story["fails"]:
            continue
        text = fetch(story["url"]).text
        outlet = next(outlet for outlet in OUTLETS if outlet.key == story["outlet"])
        published = datetime.fromisoformat(story["published"])
        machine = published.astimezone(outlet.tzinfo).isoformat()
        expected = {
            "nrfloor": f'"datePublished": "{machine}"',
            "nrround": f'"datePublished": "{machine}"',
            "nrdayjs": f'<time datetime="{machine}"',
            "nrclock": f"Gepubliceerd: {print_full(published, AMSTERDAM)}",
            "nrfeed": f'<meta property="article:published_time" content="{machine}">',
            "nratom": f'"datePublished": "{machine}"',
        }
        assert expected[outlet.key] in text
        assert ("application/ld+json" in text) == (outlet.key in ("nrfloor", "nrround", "nratom"))
        assert ("<time" in text) == (outlet.key == "nrdayjs")
        if outlet.policy != "clock":
            seconds = int((NOW - published).total_seconds())
            assert f">{print_age(outlet.policy, outlet.language, seconds)}<" in text


def test_listing_times_count_from_the_date_header(room: Newsroom) -> None:
    for minutes in (0, 90):
        room.now = NOW + timedelta(minutes=minutes)
        for outlet in OUTLETS:
            for section in outlet.sections:
                if section.listing is None:
                    continue
                got = listing(room, outlet.key, section.listing)
                made_at = parsedate_to_datetime(got.headers["Date"])
                assert room.now - made_at == timedelta(seconds=int(got.headers["Age"] or 0))
                shown = [
                    story
                    for story in room.world.visible(outlet.key, made_at, section.name)
                    if story.path and "listing" in story.channels
                ]
                ages = [
                    print_clock(story.published, made_at, outlet.tzinfo)
                    if outlet.policy == "clock"
                    else print_age(
                        outlet.policy, outlet.language, int((made_at - story.published).total_seconds())
                    )
                    for story in shown
                ]
                marks = r'<(?:time|span class="(?:ago|zeit|tijd|fecha)")>([^<]+)</(?:time|span)>'
                assert re.findall(marks, got.text) == ages


def test_a_listing_may_come_out_of_a_cache(room: Newsroom) -> None:
    got = fetch(room.url("nrround", "/business"))
    assert got.headers["Age"] == "600"
    assert got.headers["Date"] == "Sat, 24 Jan 2026 21:50:00 GMT"
    assert "<time>2 minutes ago</time>" in got.text  # 12 minutes and 5 seconds ago now


def test_side_lists(room: Newsroom) -> None:
    truth = [story for story in room.truth if story["outlet"] == "nrfloor"]
    linkless = [story for story in truth if story["linkless"]]
    assert len(linkless) == 2
    assert all(story["url"] is None and story["headline"] is None for story in linkless)
    run_together = [
        story
        for story in truth
        if story["url"] and not story["gone"] and 'class="stream"' in fetch(story["url"]).text
    ]
    assert 3 <= len(run_together) < len(truth) / 2
    text = fetch(run_together[0]["url"]).text
    stream = text.partition('<div class="stream">')[2].partition("</div>")[0]
    assert "<" not in stream
    assert re.search(r"\n[0-9]+ minuten geleden[A-Z]+", stream)
    assert stream.endswith("geleden")
    for story in linkless:
        assert f"{story['dateline']} {story['lead']}" in unescape(stream)
    linked = next(
        story for story in truth if story["url"] and not story["gone"] and story not in run_together
    )
    side = fetch(linked["url"]).text.partition("<h2>Meer uit Buitenland</h2>")[2]
    assert side.count('<article class="teaser">') == 6


def test_moved_articles(room: Newsroom) -> None:
    moved = [story for story in room.truth if story["url"] != story["linked_url"]]
    assert {story["outlet"] for story in moved} == {"nrround", "nratom"}
    for story in moved:
        got = fetch(story["linked_url"], follow=False)
        assert got.status == 301
        assert got.headers["Location"] == story["url"].removeprefix(room.url(story["outlet"]))


def test_faults_come_once_and_again_after_a_reset(room: Newsroom) -> None:
    url = room.url("nrdayjs", "/ausland")
    assert [fetch(url).status for _ in range(3)] == [503, 200, 200]
    flaky = next(story["url"] for story in room.truth if story["fails"] == 2)
    assert [fetch(flaky).status for _ in range(3)] == [500, 500, 200]
    assert fetch(room.url("nrdayjs", "/_reset"), data=b"").text == "reset"
    assert fetch(url).status == 503


@pytest.mark.parametrize(
    ("outlet", "path", "lasts"),
    [("nrfloor", "/buitenland", False), ("nrfeed", "/rss.xml", True), ("nratom", "/atom.xml", True)],
)
def test_conditional_requests(room: Newsroom, outlet: str, path: str, lasts: bool) -> None:
    first = fetch(room.url(outlet, path))
    again = fetch(room.url(outlet, path), If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    # A minute on, the ages of a listing have changed, while a feed states instants.
    room.advance(minutes=1)
    later = fetch(room.url(outlet, path), If_None_Match=first.headers["ETag"])
    assert later.status == (304 if lasts else 200)
    room.advance(minutes=10)  # a new story is out
    assert fetch(room.url(outlet, path), If_None_Match=first.headers["ETag"]).status == 200


def test_gzip_for_those_who_take_it(room: Newsroom) -> None:
    plain = fetch(room.url("nrfloor", "/buitenland"))
    packed = fetch(room.url("nrfloor", "/buitenland"), Accept_Encoding="gzip, deflate")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_feeds_are_well_formed(room: Newsroom) -> None:
    truth = {story["linked_url"]: story for story in room.truth}
    rss = ElementTree.fromstring(fetch(room.url("nrfeed", "/rss.xml")).body)
    items = rss.findall("channel/item")
    assert len(items) >= 10
    for item in items:
        story = truth[item.findtext("link", "").partition("?")[0]]
        assert item.findtext("title") == story["headline"]
        assert parsedate_to_datetime(item.findtext("pubDate", "")) == datetime.fromisoformat(
            story["published"]
        )
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(fetch(room.url("nratom", "/atom.xml")).body).findall(f"{atom}entry")
    assert len(entries) >= 10
    for entry in entries:
        link = entry.find(f"{atom}link")
        assert link is not None
        story = truth[link.attrib["href"].partition("?")[0]]
        assert entry.findtext(f"{atom}title") == story["headline"]
        assert datetime.fromisoformat(entry.findtext(f"{atom}published", "")) == datetime.fromisoformat(
            story["published"]
        )


def test_both_channels_of_one_section_differ_and_overlap(room: Newsroom) -> None:
    channels = [tuple(story["channels"]) for story in room.truth if story["outlet"] == "nrfeed"]
    assert set(channels) == {("feed", "listing"), ("feed",), ("listing",)}


def test_the_clock_can_be_set(room: Newsroom) -> None:
    before = {story["url"] for story in room.truth}
    url = room.url("nrfloor", "/_clock")
    assert fetch(url).text == "2026-01-24T22:00:00+00:00"
    assert fetch(url, data=b"2026-01-24T23:50:00+01:00").text == "2026-01-24T22:50:00+00:00"
    got = fetch(room.url("nrclock", "/wereld/index.html"))
    assert parsedate_to_datetime(got.headers["Date"]) == room.now == NOW + timedelta(minutes=50)
    new = [story for story in room.truth if story["url"] not in before]
    assert len(new) == 2 * len(OUTLETS)
    assert all(NOW < datetime.fromisoformat(story["published"]) <= room.now for story in new)
    assert fetch(new[0]["url"]).status == 200
    assert fetch(url, data=b"tomorrow").status == 400
    assert fetch(url, data=b"2026-01-24T23:50:00").status == 400
    room.now = NOW
    assert fetch(new[0]["url"]).status == 404


def test_truth_and_hits(room: Newsroom) -> None:
    assert json.loads(fetch(room.url("nratom", "/_truth")).text) == room.truth
    fetch(room.url("nrfloor", "/robots.txt"))
    fetch(room.url("nrfloor", "/buitenland?page=1"), User_Agent="newscrawl/1 (+mailto:x@example.org)")
    fetch(room.url("nrfloor", "/buitenland"))
    assert json.loads(fetch(room.url("nrfloor", "/_hits")).text) == {"/robots.txt": 1, "/buitenland": 2}
    assert room.hits("nrclock") == {}
    assert room.log("nrfloor")[1].user_agent.startswith("newscrawl/1")
    assert room.log("nrfloor")[1].query == "page=1"
    assert room.peak("nrfloor") == 1
    assert fetch(room.url("nrfloor", "/_nothing")).status == 404


def test_robots(room: Newsroom) -> None:
    for outlet in (*(outlet.key for outlet in OUTLETS), "nrbad", "nrtext"):
        got = fetch(room.url(outlet, "/robots.txt"))
        assert got.text == "User-agent: *\nDisallow: /private/\n"


def test_an_outlet_can_change_a_story() -> None:
    with Newsroom(now=NOW) as own:
        old = own.truth[3]
        own.advance(minutes=2)
        new = own.revise(old["url"], lead="De markt is weer open.")
        assert new["modified"] == "2026-01-24T22:02:00+00:00"
        assert (new["lead"], new["paragraphs"][0]) == ("De markt is weer open.",) * 2
        assert "De markt is weer open." in fetch(own.url("nrfloor", "/buitenland")).text
        assert '"dateModified": "2026-01-24T23:02:00+01:00"' in fetch(old["url"]).text
        with pytest.raises(LookupError):
            own.revise(own.url("nrfloor", "/nowhere"), lead="")


def test_pages_have_the_usual_distractions(room: Newsroom) -> None:
    for outlet in OUTLETS:
        for section in outlet.sections:
            if section.listing is None:
                continue
            text = listing(room, outlet.key, section.listing).text
            tags = {"nrdayjs": "", "nrclock": 'href="tag/'}.get(outlet.key, 'href="/tag/')
            for mark in ('<nav class="menu">', "<footer>", "https://ads.invalid/", "utm_source=home", tags):
                assert mark in text
    assert "<base href=" in fetch(room.url("nrclock", "/wereld/index.html")).text
    assert fetch(room.url("nrround", "/politics")).status == 200
    assert fetch(room.url("nrround", "/private/x")).status == 404
