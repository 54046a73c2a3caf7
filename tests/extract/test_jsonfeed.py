import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract.entry import MAX_ENTRIES
from newscrawl.extract.feed import FeedError, extract_feed

URL = "https://www.blad.example/wereld/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"

BRIDGE = {
    "id": "https://www.blad.example/?p=1",
    "url": "https://www.blad.example/wereld/brug",
    "title": "Brug over de Taag weer open",
    "summary": "De hangbrug bij Lissabon was acht maanden dicht.",
    "content_html": "<p>Iets anders</p>",
    "date_published": "2026-01-24T22:54:00+01:00",
    "date_modified": "2026-01-24T23:30:00+01:00",
}


def feed(*items: object, version: str = VERSION) -> bytes:
    return json.dumps({"version": version, "title": "Het Blad", "items": items}).encode()


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", VERSION])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\n  "])
def test_a_json_feed(version, start):
    (teaser,) = extract_feed(start + feed(BRIDGE, version=version), URL, content_type="application/feed+json")
    assert teaser.url == "https://www.blad.example/wereld/brug"
    assert teaser.headline == "Brug over de Taag weer open"
    assert teaser.lead == "De hangbrug bij Lissabon was acht maanden dicht."
    assert teaser.time_text == teaser.time_machine == "2026-01-24T22:54:00+01:00"
    assert teaser.position == 1


@pytest.mark.parametrize(
    ("fields", "attribute", "value"),
    [
        ({"url": "/a?utm_source=json"}, "url", "https://www.blad.example/a"),
        ({"url": None}, "url", "https://www.blad.example/?p=1"),  # the id is the address
        ({"url": None, "id": 7}, "url", None),
        ({"url": None, "external_url": "https://www.blad.example/b"}, "url", "https://www.blad.example/b"),
        ({"url": "javascript:x", "id": 1}, "url", None),
        ({"url": ["https://www.blad.example/a"], "id": 1}, "url", None),
        ({"title": "Brug &#8216;open&#8217;"}, "headline", "Brug ‘open’"),
        ({"title": "Brug < 5 meter"}, "headline", "Brug < 5 meter"),
        ({"title": None}, "headline", None),
        ({"title": {"a": 1}}, "headline", None),
        ({"summary": None}, "lead", "Iets anders"),
        (
            {"summary": "", "content_html": None, "content_text": "Een < twee.\n\nDrie."},
            "lead",
            "Een < twee.",
        ),
        ({"summary": None, "content_html": None}, "lead", None),
        ({"date_published": None}, "time_machine", None),  # a change is no publication
        ({"date_published": 1769291640}, "time_machine", "1769291640"),
        ({"date_published": "gisteren"}, "time_machine", "gisteren"),
        ({"date_published": True}, "time_machine", None),
    ],
)
def test_fields(fields, attribute, value):
    (teaser,) = extract_feed(feed(BRIDGE | fields), URL)
    assert getattr(teaser, attribute) == value


@pytest.mark.parametrize(
    "data",
    [
        [
            {
                "title": "Brug open",
                "url": "/a",
                "published_at": "2026-01-24T22:54:00Z",
                "updated_at": "2026-01-25",
            }
        ],
        {"articles": [{"headline": "Brug open", "link": "/a", "publishedAt": "2026-01-24T22:54:00Z"}]},
        [
            {
                "title": {"rendered": "Brug open"},
                "link": "https://www.blad.example/a",
                "date": "2026-01-24T22:54:00Z",
                "modified": "2026-01-25T22:54:00Z",
            }
        ],
    ],
)
def test_lists_that_pages_are_made_of(data):
    (teaser,) = extract_feed(json.dumps(data).encode(), URL)
    assert (teaser.url, teaser.headline) == ("https://www.blad.example/a", "Brug open")
    assert teaser.time_machine == "2026-01-24T22:54:00Z"


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b"[[]]",
        b'{"items": [{"title": "Brug"}]}',
        b'{"items": {"title": "Brug", "url": "/a"}}',
        b'[{"url": "/a"}]',
        b'{"error": "not found", "data": null}',
        feed(BRIDGE)[:-20],
        b'{"items": ' + b"[" * 100_000,
        b'[{"id": ' + b"9" * 5000 + b"}]",
    ],
)
def test_what_is_no_feed(body):
    with pytest.raises(FeedError, match="JSON"):
        extract_feed(body, URL)


def test_a_feed_may_be_empty_or_hold_what_is_no_story():
    assert extract_feed(feed(), URL) == []
    assert [teaser.position for teaser in extract_feed(feed(None, {}, 1, BRIDGE, [], BRIDGE), URL)] == [1, 2]


def test_entries_are_bounded():
    assert len(extract_feed(feed(*[BRIDGE] * (MAX_ENTRIES + 1)), URL)) == MAX_ENTRIES


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*BRIDGE, "items", "rendered", "version"]), inner, max_size=4)
    ),
    max_leaves=15,
)


@settings(max_examples=100, deadline=None)
@given(VALUES, st.booleans())
def test_any_value_gives_teasers_or_a_feed_error(value, framed):
    body = feed(value) if framed else json.dumps(value).encode()
    try:
        teasers = extract_feed(body, URL)
    except FeedError:
        return
    assert all(teaser.url is None or teaser.url.startswith("http") for teaser in teasers)
