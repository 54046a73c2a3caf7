import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract.alternates import MAX_FEEDS, FeedLink, find_feeds, section_feed
from newscrawl.extract.page import parse_html

PAGE = "https://www.blad.nl/buitenland"


def page(*links: str) -> str:
    return f"<html><head>{''.join(links)}</head><body><p>Brug open</p></body></html>"


@pytest.mark.parametrize(
    ("link", "address", "kind"),
    [
        ('<link rel="alternate" type="application/rss+xml" title="Blad" href="/rss">', "/rss", "rss"),
        ('<LINK REL="Alternate" TYPE="Application/RSS+XML" HREF="/rss">', "/rss", "rss"),
        ('<link rel="alternate" type="application/rss+xml; charset=utf-8" href=" /rss ">', "/rss", "rss"),
        ('<link rel="alternate home" type="application/atom+xml" href="/atom.xml">', "/atom.xml", "atom"),
        ('<link rel="feed" type="application/atom+xml" href="/atom.xml">', "/atom.xml", "atom"),
        ('<link rel="alternate" type="application/rdf+xml" href="/index.rdf">', "/index.rdf", "rss"),
        ('<link rel="alternate" type="application/feed+json" href="/f">', "/f", "json"),
        ('<link rel="alternate" type="application/json" href="/feed.json">', "/feed.json", "json"),
        ('<link rel="alternate" type="text/xml" href="/rss.xml">', "/rss.xml", "rss"),
        ('<link rel="alternate" type="application/rss+xml" href="rss?a=1&amp;b=2#x">', "/rss?a=1&b=2", "rss"),
    ],
)
def test_declared_feeds(link, address, kind):
    (feed,) = find_feeds(page(link), PAGE)
    assert (feed.url, feed.kind) == (f"https://www.blad.nl{address}", kind)
    assert feed.type == feed.type.lower().strip()
    assert find_feeds(parse_html(page(link)), PAGE) == [feed]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/categories/7">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">',
        '<link rel="alternate" type="text/xml" href="/wlwmanifest.xml">',
        '<link rel="alternate" hreflang="en" href="https://www.blad.nl/en/world">',
        '<link rel="alternate" type="text/html" href="/rss">',
        '<link rel="alternate" href="/rss">',
        '<link rel="alternate stylesheet" type="application/rss+xml" href="/rss">',
        '<link rel="self" type="application/rss+xml" href="/rss">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:x">',
        '<link rel="alternate" type="application/rss+xml" href="feed://www.blad.nl/rss">',
        '<link rel="alternate" type="application/rss+xml" href="http://[">',
        '<link rel="alternate" type="application/rss+xml" href="https://ander.be/rss">',
        '<link rel="alternate" type="application/rss+xml" href="https://feeds/rss">',
        '<a rel="alternate" type="application/rss+xml" href="/rss">RSS</a>',
    ],
)
def test_what_is_no_feed(link):
    assert find_feeds(page(link), PAGE) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://feeds.blad-media.be/buitenland",
        "http://feeds2.feedburner.com/blad",
        "https://feeds.feedburner.com/blad",
        "https://rss.blad-media.be/1",
        "https://api.blad.nl/rss",
    ],
)
def test_hosts_that_serve_feeds_of_others(address):
    feeds = find_feeds(page(f'<link rel="alternate" type="application/rss+xml" href="{address}">'), PAGE)
    assert [feed.url for feed in feeds] == [address]


def test_each_feed_once_in_the_order_of_the_page():
    link = '<link rel="alternate" type="application/rss+xml" title=" Het  Blad " href="{}">'
    feeds = find_feeds(page('<base href="/b/">', *map(link.format, ["2", "/1", "2", "/b/2"])), PAGE)
    assert [feed.url for feed in feeds] == ["https://www.blad.nl/b/2", "https://www.blad.nl/1"]
    assert feeds[0].title == "Het Blad"
    many = page(*(link.format(number) for number in range(MAX_FEEDS + 9)))
    assert len(find_feeds(many, PAGE)) == MAX_FEEDS


def rss(address: str, title: str | None = None) -> FeedLink:
    return FeedLink(f"https://www.blad.nl{address}", title, "application/rss+xml", "rss")


SITE, COMMENTS = rss("/feed/", "Blad » Feed"), rss("/comments/feed/", "Blad » Comments Feed")


@pytest.mark.parametrize(
    ("feed", "section", "name"),
    [
        (
            rss("/category/buitenland/feed/", "Blad » Buitenland Category Feed"),
            "/category/buitenland/",
            "Buitenland",
        ),
        (rss("/buitenland/rss.xml"), "/buitenland", "Buitenland"),
        (rss("/buitenland.rss"), "/buitenland/index.html", "Buitenland"),
        (rss("/rss/buitenland"), "/nieuws/buitenland", "Buitenland"),
        (rss("/rss/Buitenland.xml"), "/buitenland?page=1", "Buitenland"),
        (rss("/news/world/rss.xml"), "/news/world", "World"),
        (rss("/rss2.0/world/"), "/world-news/", "World"),
        (rss("/arc/outboundfeeds/rss/category/world/?outputType=xml"), "/world/", "World"),
        (rss("/mrss/list/site/blad.nl/section/internacional"), "/internacional/", "Internacional"),
        (rss("/feed?section=ausland"), "/ausland", "Ausland"),
        (rss("/rss/europa"), "/buitenland/europa", "Europa"),
        (rss("/rss/buitenland"), "/nieuws/c-4711", "Buitenland"),  # the name, where the address says nothing
        (rss("/%D0%BC%D0%B8%D1%80/rss"), "/мир/", "Мир"),
        (rss("/rss/1234.xml", "Blad: Buitenland"), "/buitenland", "Buitenland"),
        (rss("/feed/?cat=12", "Nieuws Buitenland | Blad"), "/b", "Buitenland"),
        (rss("/rss/7", "Het Blad - Près de chez vous"), "/x", "Près de chez vous"),
    ],
)
def test_the_feed_of_a_section(feed, section, name):
    address = f"https://www.blad.nl{section}"
    others = [SITE, COMMENTS, rss("/rss/sport", "Blad: Sport")]
    assert section_feed([*others, feed], address, name) == feed
    assert section_feed([feed, *others], address, name) == feed


@pytest.mark.parametrize(
    "feeds",
    [
        [],
        [SITE],
        [SITE, COMMENTS],
        [rss("/rss", "Buitenland")],  # the whole site's, whatever it is called
        [rss("/buitenland/comments/feed/", "Blad » Buitenland")],
        [rss("/buitenland/feed/", "Blad » Reacties op Buitenland")],
        [rss("/buitenland/europa/feed/")],  # a part of it
        [rss("/sport/buitenland/rss")],  # a part of something else
        [rss("/rss/binnenland", "Blad: Buitenland")],  # contradicts itself
        [rss("/rss/buitenlandse-zaken")],
        [rss("/rss/12", "Buitenland en economie")],
        [rss("/rss/12", "Buitenlandblad")],
        [rss("/rss/12", None)],
        [rss("/buitenland/rss"), rss("/rss/buitenland")],  # two that could be it
        [rss("/rss/12", "Blad: Buitenland"), rss("/rss/13", "Blad: Buitenland")],
    ],
)
def test_none_where_it_is_not_sure(feeds):
    assert section_feed(feeds, PAGE, "Buitenland") is None


@pytest.mark.parametrize(
    ("section", "name"), [("https://www.blad.nl/", "Home"), ("https://www.blad.nl/nieuws", "Nieuws")]
)
def test_the_front_page_is_no_section(section, name):
    assert section_feed([SITE, rss("/nieuws/rss", "Nieuws"), rss("/rss/12", "Blad")], section, name) is None


def test_formats_of_one_feed():
    atom = FeedLink("https://www.blad.nl/buitenland/atom", None, "application/atom+xml", "atom")
    assert section_feed([atom, rss("/buitenland/rss")], PAGE, "Buitenland") == rss("/buitenland/rss")
    assert section_feed([atom, SITE], PAGE, "Buitenland") == atom


ADDRESSES = st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            [
                "http",
                "https",
                ":",
                "//",
                "/",
                "www.blad.nl",
                "feeds.x.be",
                "x.be",
                "rss",
                "?",
                "&a=b",
                "#",
                "%",
                "[",
                "@",
            ]
        )
        | st.text(max_size=4),
        max_size=8,
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ADDRESSES, max_size=4), ADDRESSES, st.text(max_size=8))
def test_only_addresses_that_may_be_fetched(addresses, title, name):
    template = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
    feeds = find_feeds(page(*(template.format(title, address) for address in addresses)), PAGE)
    for feed in feeds:
        host = feed.url.split("/")[2].lower()
        assert feed.url.startswith(("http://", "https://"))
        assert "blad.nl" in host or "feeds." in host or "rss" in host
    assert section_feed(feeds, PAGE, name) in [None, *feeds]
