"""Hostile pages are as bad as they should be, and hold their ordinary stories."""

import gzip
import http.client
import urllib.error
import urllib.request
from datetime import UTC, datetime
from html import unescape

import pytest

from . import Newsroom
from .bad import DEPTH, FEEDS, HUGE_BYTES, SECTIONS
from .fetching import fetch

NOW = datetime(2026, 1, 24, 22, tzinfo=UTC)


@pytest.mark.parametrize("section", [name for name, ordinary in SECTIONS.items() if ordinary])
def test_ordinary_stories_of_bad_sections(room: Newsroom, section: str) -> None:
    stories = room.bad_truth(section)
    assert len(stories) == (2 if section in FEEDS else 3)
    for story in stories:
        got = fetch(story["url"])
        assert got.status == 200
        assert all(paragraph in unescape(got.text) for paragraph in story["paragraphs"])


def test_codings_that_are_not_what_they_say(room: Newsroom) -> None:
    for section, stated, real in (
        ("charset", "iso-8859-1", "utf-8"),
        ("charset2", "utf-8", "windows-1252"),
        ("charset3", "x-newsroom-7", "utf-8"),
    ):
        got = fetch(room.url("nrbad", f"/{section}"))
        assert got.headers.get_content_charset() == stated
        text = unescape(got.body.decode(real))
        for story in room.bad_truth(section):
            assert story["headline"] in text
            assert set("éï“") <= set(story["lead"])


def test_broken_bodies(room: Newsroom) -> None:
    cut = fetch(room.url("nrbad", "/cutgzip"))
    assert len(cut.body) == int(cut.headers["Content-Length"])
    with pytest.raises(EOFError):
        gzip.decompress(cut.body)
    with pytest.raises(http.client.IncompleteRead) as caught:
        fetch(room.url("nrbad", "/lying-length"))
    assert room.bad_truth("lying-length")[2]["url"].rpartition("/")[2] in caught.value.partial.decode()
    assert fetch(room.url("nrbad", "/empty")).body == b""
    assert fetch(room.url("nrbad", "/binary")).body.startswith(b"\x89PNG")
    assert len(fetch(room.url("nrbad", "/huge")).body) > 0.99 * HUGE_BYTES
    assert fetch(room.url("nrbad", "/deep")).text.count("<div>") == DEPTH
    assert fetch(room.url("nrbad", "/gone")).status == 404


def test_entities_and_links(room: Newsroom) -> None:
    bomb, external = (fetch(room.url("nrbad", f"/{name}")).text for name in FEEDS)
    assert bomb.count("<!ENTITY") == 10
    assert "&lol9;" in bomb
    assert 'SYSTEM "file:///etc/passwd"' in external
    links = fetch(room.url("nrbad", "/links")).text
    assert all(scheme in links for scheme in ("javascript:", "file:", "mailto:"))


def test_redirects_that_lead_nowhere(room: Newsroom) -> None:
    away = fetch(room.url("nrbad", "/away/offsite"), follow=False)
    port = room.url("nrbad").rpartition(":")[2]
    assert (away.status, away.headers["Location"]) == (302, f"http://localhost:{port}/elsewhere")
    assert "/away/offsite" in fetch(room.url("nrbad", "/offsite-redirect")).text
    assert fetch(room.url("nrbad", "/loop")).status == 302  # urllib gives up
    assert room.hits("nrbad")["/loop"] > 1


def test_slow_never_answers_and_does_not_hold_up_the_end() -> None:
    with Newsroom(now=NOW) as own, pytest.raises(TimeoutError):
        fetch(own.url("nrbad", "/slow"), timeout=0.1)
    with pytest.raises(urllib.error.URLError):
        fetch(own.url("nrbad", "/good"))
