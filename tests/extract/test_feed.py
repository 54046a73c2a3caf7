import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract import FeedError, extract_feed

URL = "https://www.blad.example/feeds/buitenland.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Het Blad: Buitenland</title><link>https://www.blad.example/</link>
<pubDate>Sat, 24 Jan 2026 22:00:00 GMT</pubDate>{}</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Het Blad</title><id>tag:blad.example,2026:x</id>
<updated>2026-01-24T22:00:00Z</updated>{}</feed>"""

RDF = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://www.blad.example/"><title>Het Blad</title>
<link>https://www.blad.example/</link></channel>{}</rdf:RDF>"""


def item(**fields: str) -> str:
    return "<item>" + "".join(f"<{name}>{text}</{name}>" for name, text in fields.items()) + "</item>"


def rss(*items: str) -> bytes:
    return RSS.format("".join(items)).encode("utf-8")


BRIDGE = item(
    title="Brug over de Taag weer open",
    link="https://www.blad.example/buitenland/brug",
    description="De hangbrug bij Lissabon was acht maanden dicht.",
    pubDate="Sat, 24 Jan 2026 22:54:00 +0100",
)


@pytest.mark.parametrize(
    "body",
    [
        rss(BRIDGE),
        ATOM.format(
            """<entry><title>Brug over de Taag weer open</title><id>1</id>
            <link href="https://www.blad.example/buitenland/brug"/><published>2026-01-24T22:54:00+01:00</published>
            <updated>2026-01-24T23:10:00+01:00</updated>
            <summary>De hangbrug bij Lissabon was acht maanden dicht.</summary></entry>"""
        ).encode(),
        RDF.format(
            """<item rdf:about="https://www.blad.example/buitenland/brug"><title>Brug over de Taag weer open</title>
            <link>https://www.blad.example/buitenland/brug</link><dc:date>2026-01-24T22:54:00+01:00</dc:date>
            <description>De hangbrug bij Lissabon was acht maanden dicht.</description></item>"""
        ).encode(),
    ],
    ids=["rss", "atom", "rdf"],
)
def test_formats(body):
    (teaser,) = extract_feed(body, URL, content_type="application/xml")
    assert teaser.url == "https://www.blad.example/buitenland/brug"
    assert teaser.headline == "Brug over de Taag weer open"
    assert teaser.lead == "De hangbrug bij Lissabon was acht maanden dicht."
    assert teaser.time_machine in ("Sat, 24 Jan 2026 22:54:00 +0100", "2026-01-24T22:54:00+01:00")
    assert (teaser.position, teaser.role) == (1, "main")


def test_entries_keep_the_order_of_the_feed():
    body = rss(*(BRIDGE.replace("brug<", f"brug-{n}<") for n in (3, 1, 2)))
    teasers = extract_feed(body, URL)
    assert [(teaser.position, (teaser.url or "")[-1]) for teaser in teasers] == [(1, "3"), (2, "1"), (3, "2")]


@pytest.mark.parametrize(
    ("link", "url", "bad"),
    [
        ("https://www.blad.example/a?utm_source=rss&amp;id=1#x", "https://www.blad.example/a?id=1", None),
        ("/buitenland/brug", "https://www.blad.example/buitenland/brug", None),
        ("brug.html", "https://www.blad.example/feeds/brug.html", None),
        ("//live.blad.example/a", "https://live.blad.example/a", None),
        ("\n  https://www.blad.example/a\n ", "https://www.blad.example/a", None),
        ("<![CDATA[https://www.blad.example/a]]>", "https://www.blad.example/a", None),
        ("https://ander.example/a", "https://ander.example/a", None),
        ("javascript:alert(1)", None, "javascript:alert(1)"),
        ("data:text/html,x", None, "data:text/html,x"),
        ("http://blad.example:99999/", None, "http://blad.example:99999/"),
        ("", None, None),
    ],
)
def test_links(link, url, bad):
    (teaser,) = extract_feed(rss(item(title="Brug open", link=link)), URL)
    assert (teaser.url, teaser.bad_link, teaser.headline) == (url, bad, "Brug open")


def test_a_link_that_breaks_the_parser_costs_the_link_only():
    (teaser,) = extract_feed(rss(item(title="Brug open", link="http://[::1")), URL)
    assert (teaser.url, teaser.headline) == (None, "Brug open")


def test_entries_without_a_link():
    (teaser,) = extract_feed(rss(item(title="Brug open", description="LISSABON (ANP) - Hij is open.")), URL)
    assert (teaser.url, teaser.bad_link) == (None, None)
    assert teaser.lead == "LISSABON (ANP) - Hij is open."


def test_a_permanent_guid_is_the_link_where_there_is_none():
    body = rss("<item><title>Brug</title><guid isPermaLink='true'>https://www.blad.example/a</guid></item>")
    assert extract_feed(body, URL)[0].url == "https://www.blad.example/a"


@pytest.mark.parametrize(
    ("description", "lead"),
    [
        ("De brug is open.", "De brug is open."),
        ("&lt;p&gt;De brug is &lt;b&gt;open&lt;/b&gt;.&lt;/p&gt;", "De brug is open."),
        ("<![CDATA[<p>De brug is open.</p><p>Voorgoed.</p>]]>", "De brug is open. Voorgoed."),
        ("<![CDATA[<img src='/a.jpg'>De brug is open.]]>", "De brug is open."),
        ("<![CDATA[De brug is open.<script>alert('dicht')</script>]]>", "De brug is open."),
        pytest.param("<![CDATA[<!-- wp:p --><p>De brug is open.</p>]]>", "De brug is open."),
        pytest.param("<![CDATA[<!-- dicht -->De brug is open.]]>", "De brug is open."),
        pytest.param("<![CDATA[De brug<!-- dicht --> is open.]]>", "De brug is open."),
        ("<![CDATA[<p>De brug is open.<br/>Bekijk de foto]]>", "De brug is open. Bekijk de foto"),
        ("Handel &amp;amp; wandel", "Handel & wandel"),
        ("R&amp;D in Delft", "R&D in Delft"),
        ("De prijs is &lt; 5 euro", "De prijs is < 5 euro"),
        ("  De brug\n is\topen. ", "De brug is open."),
        ("Caf&#233; &#8211; open", "Café – open"),
        ("<![CDATA[<img src='/a.jpg'>]]>", None),
        ("", None),
        ("   ", None),
        ("Brug open", None),  # only the headline again
        ("x" * 5000, "x" * 1000),
    ],
)
def test_lead(description, lead):
    (teaser,) = extract_feed(rss(item(title="Brug open", link="/a", description=description)), URL)
    assert teaser.lead == lead


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Brug &amp;#8216;open&amp;#8217;", "Brug ‘open’"),
        ("<![CDATA[Brug <i>open</i>]]>", "Brug open"),
        ("Oek&#173;ra&#239;ne", "Oekraïne"),
        ("", None),
    ],
)
def test_headline(title, headline):
    assert extract_feed(rss(item(title=title, link="/a")), URL)[0].headline == headline


@pytest.mark.parametrize(
    "date",
    [
        "Sat, 24 Jan 2026 22:54:00 +0100",
        "Sat, 24 Jan 2026 22:54:00 GMT",
        "Sat, 24 Jan 2026 22:54:00",  # no offset: it gets none
        "2026-01-24 22:54:00",
        "2026-01-24",
        "za, 24 jan. 2026 22:54",  # no form of a feed
        "gisteren",
    ],
)
def test_times_are_kept_as_they_stand_there(date):
    (teaser,) = extract_feed(rss(item(title="Brug", link="/a", pubDate=date)), URL)
    assert (teaser.time_text, teaser.time_machine) == (date, date)


@pytest.mark.parametrize(
    ("fields", "shown", "machine"),
    [
        ("<published>2026-01-24T20:00:00Z</published><updated>2026-01-24T21:00:00Z</updated>", "20", "20"),
        ("<updated>2026-01-24T21:00:00Z</updated>", None, "21"),
        ("", None, None),
    ],
)
def test_the_time_of_an_atom_entry(fields, shown, machine):
    (teaser,) = extract_feed(ATOM.format(f"<entry><title>Brug</title>{fields}</entry>").encode(), URL)
    assert teaser.time_text == (shown and f"2026-01-24T{shown}:00:00Z")
    assert teaser.time_machine == (machine and f"2026-01-24T{machine}:00:00Z")


def test_the_time_of_a_channel_is_none_of_its_entries():
    assert extract_feed(rss(item(title="Brug", link="/a")), URL)[0].time_machine is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"Not found",
        b"<html><body><h1>404</h1><p>Weg</p></body></html>",
        b'{"items": [{"title": "Brug"}]}',
        b"<?xml version='1.0'?><urlset><url><loc>https://www.blad.example/a</loc></url></urlset>",
        b"\x1f\x8b\x08\x00 half a gzip",
        b"\x00\xff\xfe\x01",
        b"https://www.blad.example/feeds/buitenland.xml",  # never fetched
        b"/etc/hostname",  # never opened
    ],
)
@pytest.mark.parametrize("content_type", [None, "application/rss+xml", "text/html; charset=utf-8"])
def test_what_is_no_feed(body, content_type):
    with pytest.raises(FeedError, match="no RSS or Atom feed"):
        extract_feed(body, URL, content_type=content_type)


def test_an_empty_feed_is_a_feed():
    assert extract_feed(rss(), URL) == []


@pytest.mark.parametrize(
    ("codec", "declared", "content_type"),
    [
        ("utf-8", "utf-8", None),
        ("iso-8859-1", "iso-8859-1", None),
        ("windows-1252", "windows-1252", "application/rss+xml"),
        ("utf-16", "utf-16", None),
        ("utf-8", "utf-8", "text/xml"),
        ("utf-8", "utf-8", "application/xml; charset=utf-8"),
        ("iso-8859-1", "utf-8", "application/xml; charset=iso-8859-1"),
        ("windows-1252", "utf-8", None),  # declared wrong
    ],
)
def test_charsets(codec, declared, content_type):
    body = RSS.replace("utf-8", declared).format(item(title="Één café in Genève", link="/a")).encode(codec)
    assert extract_feed(body, URL, content_type=content_type)[0].headline == "Één café in Genève"


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "hahaha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>
<rss version="2.0"><channel><item><title>Brug &h; open</title><link>/a</link></item></channel></rss>"""


def test_entities_do_not_expand():
    """The feed may be refused or read without them."""
    try:
        (teaser,) = extract_feed(BOMB.encode(), URL)
    except FeedError:
        return
    assert len(teaser.headline or "") < 100
    assert "haha" not in (teaser.headline or "")


def test_external_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    body = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>
    <rss version="2.0"><channel><item><title>Brug &x;</title><link>/a</link></item></channel></rss>"""
    try:
        teasers = extract_feed(body.encode(), URL)
    except FeedError:
        return
    assert "geheim" not in str(teasers)


def test_a_feed_that_is_cut_off_keeps_what_came():
    body = rss(BRIDGE, BRIDGE.replace("brug<", "brug-2<"), BRIDGE)
    teasers = extract_feed(body[: body.rindex(b"<item>") + 20], URL)
    assert [teaser.url for teaser in teasers][:2] == [
        "https://www.blad.example/buitenland/brug",
        "https://www.blad.example/buitenland/brug-2",
    ]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("De hangbrug", "De &hellip; hangbrug"),
        ("De hangbrug", "De hangbrug & de haven"),
        ("De hangbrug", "De \x0b hangbrug"),
        ("</description>", "</descriptoin>"),
        ('<?xml version="1.0" encoding="utf-8"?>', '\n\n<?xml version="1.0" encoding="utf-8"?>'),
    ],
)
def test_broken_xml_keeps_what_can_be_read(good, bad):
    body = rss(BRIDGE, BRIDGE.replace("brug<", "brug-2<")).decode()
    assert good in body
    teasers = extract_feed(body.replace(good, bad, 1).encode(), URL)
    assert teasers[0].url == "https://www.blad.example/buitenland/brug"
    assert teasers[0].headline == "Brug over de Taag weer open"


PIECES = st.sampled_from(
    [
        *"<item> </item> <title> </title> <link> </link> <pubDate> <![CDATA[ ]]> & &#0; <rss> <feed>".split(),
        *["</channel>", "javascript:x", "http://[", "<!DOCTYPE x [", "<?xml ?>", "\x00", BRIDGE],
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=15).map("".join), st.booleans())
def test_any_body_gives_teasers_or_a_feed_error(text, framed):
    body = (RSS.replace("{}", text) if framed else text).encode("utf-8", "replace")
    try:
        teasers = extract_feed(body, URL)
    except FeedError:
        return
    assert [teaser.position for teaser in teasers] == list(range(1, len(teasers) + 1))
    for teaser in teasers:
        assert not teaser.url or teaser.url.startswith("http")
