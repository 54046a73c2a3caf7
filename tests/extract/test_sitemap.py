import gzip
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract.feedxml import FeedError
from newscrawl.extract.sitemap import MAX_CHILDREN, MAX_URLS, Child, extract_sitemap

URL = "https://www.blad.example/sitemap.xml"

OPEN = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">"""

STORY = """<url><loc>https://www.blad.example/wereld/brug</loc><lastmod>2026-01-24T23:30:00+01:00</lastmod>
<image:image><image:loc>https://www.blad.example/brug.jpg</image:loc><image:title>Een foto</image:title>
<image:caption>De brug bij avond</image:caption></image:image>
<news:news><news:publication><news:name>Het Blad</news:name><news:language>nl</news:language></news:publication>
<news:publication_date>2026-01-24T22:54:00+01:00</news:publication_date>
<news:title>Brug over de Taag weer open</news:title><news:keywords>Lissabon</news:keywords></news:news></url>"""


def urls(*parts: str) -> bytes:
    return f"{OPEN}{''.join(parts)}</urlset>".encode()


def url(address: str, changed: str = "") -> str:
    return f"<url><loc>{address}</loc>{changed and f'<lastmod>{changed}</lastmod>'}</url>"


def index(*children: tuple[str, str]) -> bytes:
    parts = (
        f"<sitemap><loc>{loc}</loc>{changed and f'<lastmod>{changed}</lastmod>'}</sitemap>"
        for loc, changed in children
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<sitemapindex xmlns="{space}">{"".join(parts)}</sitemapindex>'.encode()


BODY = urls(STORY)


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        gzip.compress(BODY),
        gzip.compress(gzip.compress(BODY)),
        b"\xef\xbb\xbf" + BODY,
        b"\n\n" + BODY,
        BODY.decode().encode("utf-16"),
        BODY.replace(b' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', b""),
        BODY.replace(b"news:", b"n:"),
        OPEN.partition("<urlset")[0].encode()
        + b"<urlset>"
        + STORY.encode()
        + b"</urlset>",  # prefixes not declared
        BODY.replace(b"</urlset>", b"<url><loc>https://www.bl"),  # cut off
        urls("&", STORY),
    ],
)
def test_a_news_sitemap(body):
    sitemap = extract_sitemap(body, URL)
    (teaser,) = sitemap.teasers
    assert teaser.url == "https://www.blad.example/wereld/brug"
    assert teaser.headline == "Brug over de Taag weer open"
    assert teaser.lead is None
    assert teaser.time_text == teaser.time_machine == "2026-01-24T22:54:00+01:00"
    assert sitemap.changed == ("2026-01-24T23:30:00+01:00",)
    assert sitemap.children == ()


def test_a_change_is_no_publication():
    sitemap = extract_sitemap(urls(url("/a", "2026-01-24"), url("/b")), URL)
    assert [teaser.url for teaser in sitemap.teasers] == [
        "https://www.blad.example/a",
        "https://www.blad.example/b",
    ]
    assert [teaser.time_machine or teaser.time_text for teaser in sitemap.teasers] == [None, None]
    assert [teaser.position for teaser in sitemap.teasers] == [1, 2]
    assert sitemap.changed == ("2026-01-24", None)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://www.blad.example/a", "https://www.blad.example/a"),
        ("\n https://www.blad.example/a \n", "https://www.blad.example/a"),
        ("https://www.blad.example/a?x=1&amp;y=2", "https://www.blad.example/a?x=1&y=2"),
        ("https://www.blad.example/a?x=1&y=2", "https://www.blad.example/a?x=1&y=2"),
        ("https://www.blad.example/a?utm_source=sitemap", "https://www.blad.example/a"),
        ("<![CDATA[https://www.blad.example/a]]>", "https://www.blad.example/a"),
        ("https://ander.example/a", None),
        ("https://blad.example.ander.example/a", None),
        ("ftp://www.blad.example/a", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_addresses(address, kept):
    teasers = extract_sitemap(urls(url(address)), URL).teasers
    assert [teaser.url for teaser in teasers] == ([kept] if kept else [])


def test_hosts_of_one_site():
    body = urls(url("https://live.blad.nl/a"), url("https://blad.be/a"))
    (teaser,) = extract_sitemap(body, "https://www.blad.nl/sitemap.xml").teasers
    assert teaser.url == "https://live.blad.nl/a"


def test_pages_of_the_site_that_a_service_lists():
    body, service = urls(url("https://www.blad.example/a")), "https://sitemaps.dienst.example/blad.xml"
    assert extract_sitemap(body, service).teasers == ()
    assert len(extract_sitemap(body, service, site="https://www.blad.example/").teasers) == 1


def test_pictures_are_no_pages():
    body = urls("<url><image:image><image:loc>https://www.blad.example/a.jpg</image:loc></image:image></url>")
    assert extract_sitemap(body, URL).teasers == ()
    body = urls("<url><image:loc>/a.jpg</image:loc><loc>/a</loc></url>")
    assert extract_sitemap(body, URL).teasers[0].url == "https://www.blad.example/a"


def test_an_index_gives_the_newest_sitemaps_of_news_first():
    sitemap = extract_sitemap(
        index(
            ("https://www.blad.example/news/2010.xml", "2026-01-24T10:00:00Z"),
            ("https://www.blad.example/posts-1.xml", "2026-01-20"),
            ("https://www.blad.example/undated.xml", ""),
            ("https://www.blad.example/posts-2.xml.gz", "2026-01-24T23:00:00+01:00"),
            ("https://www.blad.example/broken.xml", "gisteren"),
            ("https://www.blad.example/sitemap-news.xml", ""),
            ("https://www.blad.example/google_news.xml", "2026-01-24"),
            ("https://www.blad.example/posts-1.xml", "2026-01-26"),
            ("https://ander.example/sitemap-news.xml", "2026-01-26"),
            (URL, "2026-01-26"),  # itself
            ("newsletters.xml", "2010-01-01"),
        ),
        URL,
    )
    assert sitemap.teasers == ()
    assert [child.url.rpartition("/")[2] for child in sitemap.children] == [
        "google_news.xml",
        "sitemap-news.xml",
        "posts-2.xml.gz",
        "2010.xml",
        "posts-1.xml",
        "newsletters.xml",
        "undated.xml",
        "broken.xml",
    ]
    assert sitemap.children[0] == Child("https://www.blad.example/google_news.xml", "2026-01-24")


def test_what_is_read_is_bounded():
    body = urls(*(url(f"/{n}") for n in range(MAX_URLS + 10)))
    assert len(extract_sitemap(body, URL).teasers) == MAX_URLS
    assert len(extract_sitemap(index(*((f"/{n}.xml", "") for n in range(200))), URL).children) == MAX_CHILDREN
    assert len(extract_sitemap(b"https://www.blad.example/a\n" * (MAX_URLS + 10), URL).teasers) == MAX_URLS


@pytest.mark.parametrize(
    "body",
    [
        b"https://www.blad.example/a\nhttps://www.blad.example/b\n",
        b"\xef\xbb\xbfhttps://www.blad.example/a\r\n\r\n https://www.blad.example/b",
        b"https://www.blad.example/a\nhttps://ander.example/x\n# einde\nhttps://www.blad.example/b",
    ],
)
def test_a_text_with_an_address_a_line(body):
    assert [teaser.url for teaser in extract_sitemap(body, URL, content_type="text/plain").teasers] == [
        "https://www.blad.example/a",
        "https://www.blad.example/b",
    ]


def test_a_feed_may_be_a_sitemap():
    body = b"""<rss><channel><item><title>Brug</title><link>/a</link></item>
    <item><title>Anders</title><link>https://ander.example/a</link></item><item><title>Los</title></item></channel></rss>"""
    sitemap = extract_sitemap(body, URL)
    assert [(teaser.url, teaser.headline) for teaser in sitemap.teasers] == [
        ("https://www.blad.example/a", "Brug")
    ]
    assert sitemap.changed == (None,)


def test_an_empty_sitemap_is_one():
    assert extract_sitemap(urls(), URL).teasers == ()
    assert extract_sitemap(index(), URL).children == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no sitemap"),
        (b"Not found", "no sitemap"),
        (b"see https://www.blad.example/a", "no sitemap"),
        (b"https://www.blad.example/a is gone", "no sitemap"),
        (b"<html><body><urlset><url><loc>/a</loc></url></urlset></body></html>", "no sitemap"),
        (b'{"urlset": []}', "no sitemap"),
        (gzip.compress(b" " * 20_000_000), "unpacks to more than"),
        (gzip.compress(gzip.compress(b" " * 60_000_000)), "unpacks to more than"),
        (gzip.compress(gzip.compress(gzip.compress(BODY))), "more than 2 times"),
        (b"\x1f\x8b\x08\x00 half", "cannot be unpacked"),
    ],
)
def test_what_is_no_sitemap(body, reason):
    with pytest.raises(FeedError, match=reason):
        extract_sitemap(body, URL)


def test_entities_do_not_expand(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    kinds = [f'SYSTEM "{secret.as_uri()}"', '"hahaha"']
    for kind in kinds:
        body = f"<!DOCTYPE urlset [<!ENTITY x {kind}>]><urlset>{url('/a&x;')}{url('/b')}</urlset>".encode()
        printed = str(extract_sitemap(body, URL))
        assert "geheim" not in printed
        assert "haha" not in printed
        assert "https://www.blad.example/b" in printed


HOSTILE = {
    "elements": lambda size: OPEN + "<a/>" * (size // 4),
    "elements in one": lambda size: OPEN + "<url>" + "<loc>a</loc>" * (size // 12),
    "nested": lambda size: OPEN + "<url>" * (size // 5),
    "ampersands": lambda size: OPEN + "&" * size,
    "attributes": lambda size: OPEN + "<url " + 'a="b" ' * (size // 6),
    "one long address": lambda size: OPEN + "<url><loc>" + "a" * size + "</loc></url>",
    "lines": lambda size: "http://" + "\n" * size,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name):
    """A megabyte takes 0.2 s or less; a quadratic rule takes minutes."""
    body = HOSTILE[name](1_000_000).encode()
    start = process_time()
    with suppress(FeedError):
        extract_sitemap(body, URL)
    assert process_time() - start < 3


PIECES = st.sampled_from(
    [
        *"<url> </url> <loc> </loc> <lastmod> <sitemap> </sitemap> & <![CDATA[ ]]> <sitemapindex> <urlset>".split(),
        *[
            "http://[",
            "https://www.blad.example/",
            "\n",
            "2026-13-45",
            "<news:news>",
            "<news:title>",
            "\x00",
            STORY,
        ],
    ]
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=6), max_size=15).map("".join),
    st.sampled_from(["", OPEN, "<sitemapindex>"]),
)
def test_any_body_gives_a_sitemap_or_a_feed_error(text, start):
    try:
        sitemap = extract_sitemap((start + text).encode("utf-8", "replace"), URL)
    except FeedError:
        return
    assert len(sitemap.changed) == len(sitemap.teasers)
    assert all((teaser.url or "").startswith("http") for teaser in sitemap.teasers)
    assert all(child.url.startswith("http") for child in sitemap.children)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=100), st.sampled_from([b"", b"\x1f\x8b\x08", OPEN.encode(), gzip.compress(BODY)[:-30]])
)
def test_any_bytes_give_a_sitemap_or_a_feed_error(body, start):
    with suppress(FeedError):
        extract_sitemap(start + body, URL)
