import gzip
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract import FeedError, extract_feed
from newscrawl.extract.entry import MAX_BODY, MAX_ENTRIES
from newscrawl.times import parse_machine_time

SHARED = Path(__file__).parents[3] / "shared" / "pages" / "feed"

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
        ("brug.html", "https://www.blad.example/brug.html", None),  # to the channel's link, not to the feed
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
        ("<![CDATA[<!-- wp:p --><p>De brug is open.</p>]]>", "De brug is open."),
        ("<![CDATA[<!-- dicht -->De brug is open.]]>", "De brug is open."),
        ("<![CDATA[De brug<!-- dicht --> is open.]]>", "De brug is open."),
        ("&amp;lt;p&amp;gt;De brug is open.&amp;lt;/p&amp;gt;", "De brug is open."),  # escaped twice
        ("<![CDATA[Zo&amp;#8217;n brug]]>", "Zo’n brug"),
        ("De <b>brug</b> is<br/> open.", "De brug is open."),  # elements where their text should be
        (
            "<![CDATA[<p>Na acht maanden.</p><p>The post <a href='/a'>Brug open</a> appeared first on Blad.</p>]]>",
            "Na acht maanden.",
        ),
        ("<![CDATA[<p>Na acht maanden.</p><p>Brug open</p>]]>", "Na acht maanden."),
        ("R&amp;notes en D", "R&notes en D"),
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
        ("<updated>2026-01-24T21:00:00Z</updated>", None, None),  # a change is no publication
        ("<modified>2026-01-24T21:00:00Z</modified><issued>2026-01-24T20:00:00Z</issued>", "20", "20"),
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
    with pytest.raises(FeedError, match=r"no RSS, Atom or JSON feed|gzip"):
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


def entry(*parts: str) -> bytes:
    return ATOM.format(f"<entry><title>Brug open</title>{''.join(parts)}</entry>").encode()


FEEDBURNER = "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (rss(f"<item {FEEDBURNER}><link>https://teller.example/~r/1</link><feedburner:origLink>/a</feedburner:origLink>"
             "<title>Brug</title></item>"), "https://www.blad.example/a"),
        (rss("<item><title>Brug</title><link/><guid>https://www.blad.example/a</guid></item>"),
         "https://www.blad.example/a"),
        (rss("<item><title>Brug</title><guid isPermaLink='false'>https://www.blad.example/a</guid></item>"), None),
        (rss("<item><title>Brug</title><guid>tag:blad.example,2026:1</guid></item>"), None),
        (rss("<item><title>Brug</title><enclosure url='https://www.blad.example/a.mp3'/></item>"), None),
        (entry("<link rel='self' href='/api/1'/><link rel='replies' href='/r'/><link rel='alternate' href='/a'/>"),
         "https://www.blad.example/a"),
        (entry("<link href='/a'/><link rel='enclosure' href='/a.jpg'/>"), "https://www.blad.example/a"),
        (entry("<link href='/a'>\n</link>"), "https://www.blad.example/a"),
        (entry("<link rel='enclosure' href='/a.jpg'/>"), None),
        (entry("<id>https://www.blad.example/a</id>"), "https://www.blad.example/a"),
        (entry("<id>tag:blad.example,2026:1</id>"), None),
        (entry("<link href='a'/>").replace(b"<entry>", b"<entry xml:base='https://blad.example/wereld/'>"),
         "https://blad.example/wereld/a"),
        (entry("<link href='a'/>").replace(b"<feed ", b"<feed xml:base='/wereld/' "),
         "https://www.blad.example/wereld/a"),
        (entry("<link href='a'/>"), "https://www.blad.example/feeds/a"),  # Atom: to the feed itself
        (RDF.format('<item rdf:about="https://www.blad.example/a"><title>Brug</title></item>').encode(),
         "https://www.blad.example/a"),
    ],
)  # fmt: skip
def test_the_link_of_an_entry(body, url):
    (teaser,) = extract_feed(body, URL)
    assert teaser.url == url


def test_links_are_relative_to_the_site_and_not_to_the_service_that_spreads_the_feed():
    (teaser,) = extract_feed(rss(item(title="Brug", link="/a")), "https://feeds.teller.example/blad")
    assert teaser.url == "https://www.blad.example/a"


@pytest.mark.parametrize(
    ("name", "is_publication"),
    [
        ("pubDate", True),
        ("PubDate", True),
        ("dc:date", True),
        ("dcterms:issued", True),
        ("dcterms:created", True),
        ("a10:published", True),
        ("a10:updated", False),
        ("dcterms:modified", False),
        ("dcterms:valid", False),
        ("media:pubDate", False),
        ("lastBuildDate", False),
    ],
)
def test_which_times_are_publications(name, is_publication):
    spaces = (
        "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/' "
        "xmlns:a10='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'"
    )
    text = f"<item {spaces}><title>Brug</title><{name}>2026-01-24T22:54:00Z</{name}></item>"
    (teaser,) = extract_feed(rss(text), URL)
    assert teaser.time_machine == teaser.time_text == ("2026-01-24T22:54:00Z" if is_publication else None)


def test_a_prefix_that_is_not_declared_means_what_it_usually_means():
    (teaser,) = extract_feed(rss(item(**{"title": "Brug", "dc:date": "2026-01-24"})), URL)
    assert (teaser.headline, teaser.time_machine) == ("Brug", "2026-01-24")


def test_a_namespace_that_is_not_known_is_no_field():
    (teaser,) = extract_feed(
        rss("<item xmlns:x='urn:x'><x:title>Foto</x:title><title>Brug</title></item>"), URL
    )
    assert teaser.headline == "Brug"


LONG = "De hangbrug bij Lissabon was acht maanden dicht."


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        (entry(f"<summary>{LONG}</summary><content>Iets anders</content>"), LONG),
        (entry(f"<summary>Brug open</summary><content>{LONG}</content>"), LONG),
        (entry(f"<content type='html'>&lt;p&gt;Foto&lt;/p&gt;&lt;p&gt;{LONG}&lt;/p&gt;</content>"), LONG),
        (entry(f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><h1>Brug open</h1><p>{LONG}</p>"
               "<p>Tot ziens.</p></div></content>"), LONG),
        (entry("<content>Kort.</content>"), "Kort."),
        (entry("<subtitle>Anders</subtitle>"), None),
        (entry("<x:description xmlns:x='http://search.yahoo.com/mrss/'>De brug bij avond</x:description>"), None),
    ],
)  # fmt: skip
def test_where_the_lead_stands(body, lead):
    assert extract_feed(body, URL)[0].lead == lead


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + rss(BRIDGE),
        b"\n \xef\xbb\xbf" + rss(BRIDGE),
        b"<br />\n<b>Warning</b>: mysqli {x} on line 3\n" + rss(BRIDGE),
        b"<!-- made in 3 ms -->" + rss(BRIDGE).replace(b"<?xml", b"<?xml "),
        rss(BRIDGE) + b"<!-- cached --><script>x = 1 < 2</script>",
        rss(BRIDGE).decode().encode("utf-16"),
        rss(BRIDGE).decode().encode("utf-16-be"),
        rss(BRIDGE).decode().encode("utf-16-le"),
        rss(BRIDGE).replace(b"utf-8", b"utf-9"),
        rss(BRIDGE).replace(
            b"<rss", b"<?xml-stylesheet href='a.xsl'?><!DOCTYPE rss SYSTEM 'http://x.example/a.dtd'><rss"
        ),
        rss(BRIDGE).replace(b'<rss version="2.0">', b""),
        gzip.compress(rss(BRIDGE)),
        gzip.compress(rss(BRIDGE) * 2)[:-12],
    ],
)
def test_what_stands_around_a_feed(body):
    teaser = extract_feed(body, URL)[0]
    assert (teaser.url, teaser.headline) == (
        "https://www.blad.example/buitenland/brug",
        "Brug over de Taag weer open",
    )
    assert teaser.time_machine == "Sat, 24 Jan 2026 22:54:00 +0100"


@pytest.mark.parametrize(
    "fault",
    [
        item(title="Stuk", description="<p>open"),
        item(title="Stuk & klaar", link="/b"),
        item(title="Stuk", link="/b?x=1&y=2&copy=3"),
        item(title="Stuk &hellip;", link="/b"),
        item(title="Stuk", description="een<br>twee<img src='a.jpg'>drie"),
        "<item><title>Stuk</titel><link>/b</item>",
        "<item><title>Stuk</title><x:y>",
        "<item><title>Stuk <<<</title></item>",
        "<item a='1' a='2'><title>\x02\x03</title><link>/b</link></item>",
        "<item><title><![CDATA[Stuk </title><item> ]]></title></item>",
    ],
)
def test_a_fault_costs_one_entry_at_the_most(fault):
    after = BRIDGE.replace("brug<", "brug-2<")
    teasers = extract_feed(rss(BRIDGE, fault, after), URL)
    assert len(teasers) == 3
    for teaser, number in ((teasers[0], ""), (teasers[2], "-2")):
        assert teaser.url == f"https://www.blad.example/buitenland/brug{number}"
        assert teaser.lead == LONG
        assert teaser.time_machine == "Sat, 24 Jan 2026 22:54:00 +0100"


def test_addresses_with_bare_ampersands_are_whole():
    (teaser,) = extract_feed(rss(item(title="Brug", link="/a?x=1&y=2&copy=3&hellip=4")), URL)
    assert teaser.url == "https://www.blad.example/a?x=1&y=2&copy=3&hellip=4"


def test_links_of_the_text_are_none_of_the_entry():
    """A fault anywhere makes some readers take every `<link>` and `<a>` for the entry's own."""
    text = f"<![CDATA[<p>{LONG}</p><a href='/advertentie'>x</a><link>/advertentie</link>]]>"
    body = rss(
        "<item><title>R & D</title></item>", BRIDGE.replace("</item>", f"<content>{text}</content></item>")
    )
    assert extract_feed(body, URL)[1].url == "https://www.blad.example/buitenland/brug"


@pytest.mark.parametrize("lost", range(1, len(BRIDGE) + 18, 7))
def test_half_an_entry_is_none(lost):
    body = rss(BRIDGE, BRIDGE.replace("brug<", "brug-2<"))
    whole, teasers = extract_feed(body, URL), extract_feed(body[:-lost], URL)
    assert teasers in (whole, whole[:1])


def test_entries_are_bounded():
    teasers = extract_feed(rss(*[BRIDGE] * (MAX_ENTRIES + 5)), URL)
    assert len(teasers) == MAX_ENTRIES
    assert len(extract_feed(rss("&", *[BRIDGE] * (MAX_ENTRIES + 5)), URL)) == MAX_ENTRIES


def test_what_is_beyond_the_size_is_not_read():
    body = rss(BRIDGE, item(title="x" * MAX_BODY), BRIDGE)
    assert [teaser.headline for teaser in extract_feed(body, URL)] == ["Brug over de Taag weer open"]


def test_a_gzip_bomb_is_refused():
    with pytest.raises(FeedError, match="unpacks to more than"):
        extract_feed(gzip.compress(b" " * 20_000_000), URL)


START = '<rss version="2.0"><channel>'
HOSTILE = {
    "open tags": lambda size: START + "<" * size,
    "entries in entries": lambda size: START + "<item><title>" * (size // 13),
    "entries in entries, closed": lambda size: START + "<item><description>" * 120 + "x" * size
        + "</description></item>" * 120 + "</channel></rss>",
    "nested markup": lambda size: START + "<item><description>" + "<div>" * (size // 5),
    "escaped markup": lambda size: START + "<item><description>" + "&lt;a href='" * (size // 12),
    "document types": lambda size: "<!DOCTYPE rss [" * (size // 15) + START,
    "comments": lambda size: START + "<!--" * (size // 4),
    "sections": lambda size: START + "<item><title>" + "<![CDATA[" * (size // 9),
    "ampersands": lambda size: START + "<item><title>" + "&" * size,
    "line breaks": lambda size: START + "<item><title>" + "<br " * (size // 4),
    "attributes": lambda size: START + "<item " + 'a="b" ' * (size // 6),
    "spaces": lambda size: " " * size + START,
    "links": lambda size: START + "<item>" + "<link/>" * (size // 7) + "</item></channel></rss>",
    "json": lambda size: '{"items": ' + "[" * size,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name):
    """A megabyte takes 0.1 s or less; a quadratic rule takes minutes."""
    body = HOSTILE[name](1_000_000).encode()
    start = process_time()
    with suppress(FeedError):
        extract_feed(body, URL)
    assert process_time() - start < 3


PIECES = st.sampled_from(
    [
        *"<item> </item> <title> </title> <link> </link> <pubDate> <![CDATA[ ]]> & &#0; <rss> <feed>".split(),
        *["</channel>", "javascript:x", "http://[", "<!DOCTYPE x [", "<?xml ?>", "\x00", BRIDGE, "<a:b xml:base='http://['>"],
        *['{"items": [', '{"title": "a", "url": 1}', "]", "}", '"', "&#xD800;", "<br>", "<entry>", "</entry>"],
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x1f\x8b\x08", b"\xff\xfe", b"<rss>", b"\x00<\x00r", b"{", b"[{"]),
)
def test_any_bytes_give_teasers_or_a_feed_error(body, start):
    with suppress(FeedError):
        extract_feed(start + body, URL, content_type="text/xml; charset=x")


@pytest.mark.skipif(not SHARED.exists(), reason="the saved feeds are not part of the project")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*/*.gz")), ids=lambda path: path.name)
def test_saved_feeds(path):
    """Every entry has a headline and a link, and nearly every one a time that can be read."""
    teasers = extract_feed(path.read_bytes(), "https://www.blad.example/feed")
    assert len(teasers) >= 10
    assert all(teaser.headline and teaser.url for teaser in teasers)
    times = [teaser.time_machine for teaser in teasers if teaser.time_machine]
    assert sum(parse_machine_time(time, zone=None) is not None for time in times) > 0.9 * len(teasers)
