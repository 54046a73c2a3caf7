import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract.metadata import Metadata, read_metadata
from newscrawl.extract.page import parse_html
from newscrawl.extract.values import Origin

URL = "https://www.blad.example/buitenland/brug"
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Brug over de Taag weer open",
    "description": "De hangbrug was acht maanden dicht.",
    "datePublished": "2026-01-24T22:54:00+01:00",
    "dateModified": "2026-01-24T23:10:00+01:00",
    "author": {"@type": "Person", "name": "Anna de Vries"},
    "articleSection": "Buitenland",
    "inLanguage": "nl-NL",
}


def read(head: str, html: str = "<html>") -> Metadata:
    return read_metadata(parse_html(f"{html}<head>{head}</head><body><p>x</p></body></html>"), URL)


def first(meta: Metadata) -> str | None:
    return next(iter(meta.headlines), None)


def script(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        [{"@type": "WebSite", "name": "Het Blad"}, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "x"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": "WebPage", "mainEntityOfPage": ARTICLE},
        [[ARTICLE]],
        ARTICLE | {"@type": ["NewsArticle", "CreativeWork"]},
        ARTICLE | {"@type": "ReportageNewsArticle"},
        ARTICLE | {"@type": "LiveBlogPosting"},
        ARTICLE | {"author": [{"@type": "Person", "name": "Anna de Vries"}]},
        ARTICLE | {"author": "Anna de Vries"},
        ARTICLE | {"author": ["Anna de Vries", "Anna de Vries"]},
        ARTICLE | {"author": {"name": ["Anna de Vries"]}},
        ARTICLE | {"author": [{"name": "Anna de Vries"}, {"url": "https://x.example"}, None, ""]},
        ARTICLE | {"headline": "  Brug over\n de Taag weer&nbsp;open ".replace("&nbsp;", "\u00a0")},
        ARTICLE | {"headline": ["Brug over de Taag weer open"]},
        ARTICLE | {"articleSection": ["Buitenland", "Europa"]},
        ARTICLE | {"datePublished": {"@value": "2026-01-24T22:54:00+01:00"}},
        ARTICLE | {"inLanguage": {"@type": "Language", "name": "nl-NL"}},
        # what systems leave around it
        "\n  " + json.dumps(ARTICLE, indent=1) + "\n",
        pytest.param("\n  " + json.dumps(ARTICLE) + ";\n"),
        pytest.param("<!-- " + json.dumps(ARTICLE) + " -->"),
        pytest.param("//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>"),
        json.dumps(ARTICLE).replace(
            "acht maanden dicht", "acht maanden\ndicht"
        ),  # a bare line break in a text
    ],
    ids=lambda value: str(value)[:40],
)
def test_forms_of_json_ld(value):
    meta = read(script(value))
    assert first(meta) == "Brug over de Taag weer open"
    assert meta.lead == "De hangbrug was acht maanden dicht."
    assert meta.authors == ("Anna de Vries",)
    assert meta.published == (("json-ld", "2026-01-24T22:54:00+01:00"),)
    assert meta.modified == (("json-ld", "2026-01-24T23:10:00+01:00"),)
    assert (meta.section, meta.language, meta.is_article) == ("Buitenland", "nl-NL", True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "null",
        "{",
        '{"@type": "NewsArticle", "headline": "Brug',
        "[" * 5000,
        '{"a":' * 5000,
        '"NewsArticle"',
        "3",
        '{"@type": null}',
        '{"@type": {"a": 1}}',
        '{"@type": [1, null]}',
        pytest.param('{"@type": [1, null, {}]}'),
        pytest.param('{"@type": ["NewsArticle", {}]}'),
        pytest.param('{"@graph": [{"@type": [["NewsArticle"]]}]}'),
        '{"@type": "NewsArticle"}',
        '{"@type": "NewsArticle", "headline": 3, "author": 3, "datePublished": 20260124, "url": 7}',
        '{"@type": "NewsArticle", "headline": {}, "author": [[[[["A"]]]]], "datePublished": [], "url": {}}',
        '{"@type": "NewsArticle", "mainEntityOfPage": "http://[::1", "@id": "http://a:99999/"}',
        '{"@graph": {"@graph": {"@graph": {"@graph": {"@graph": {}}}}}}',
    ],
)
def test_broken_json_ld_counts_as_absent(text):
    meta = read(script(text) + '<meta property="og:title" content="Brug open">')
    assert first(meta) == "Brug open"
    assert (meta.published, meta.authors) == ((), ())


def test_one_broken_script_does_not_cost_the_next():
    meta = read(script('{"@type": "NewsArticle", "headline": "Br') + script(ARTICLE))
    assert first(meta) == ARTICLE["headline"]


@pytest.mark.parametrize(
    "own",
    [
        {"url": URL},
        {"url": "http://blad.example/buitenland/brug/?utm_source=x"},
        {"@id": URL + "#article"},
        {"mainEntityOfPage": URL},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": URL}},
        {"mainEntityOfPage": {"url": URL}},
    ],
)
def test_of_several_articles_that_of_the_page_counts(own):
    other = ARTICLE | {"headline": "Storm over Ierland", "url": "https://www.blad.example/buitenland/storm"}
    page = ARTICLE | own
    for scripts in ([other, page], [page, other]):
        assert first(read("".join(map(script, scripts)))) == ARTICLE["headline"]
        assert first(read(script(scripts))) == ARTICLE["headline"]


def test_of_several_articles_that_of_the_canonical_address_counts():
    other = ARTICLE | {"headline": "Storm over Ierland", "url": "https://www.blad.example/buitenland/storm"}
    page = ARTICLE | {"url": "https://www.blad.example/1234567"}
    assert (
        first(read('<link rel="canonical" href="/1234567">' + script([other, page]))) == ARTICLE["headline"]
    )


def test_of_several_articles_that_with_the_title_of_the_page_counts():
    other = ARTICLE | {"headline": "Storm over Ierland"}
    title = '<meta property="og:title" content="Brug over de Taag weer open!">'
    assert first(read(title + script([other, ARTICLE]))) == ARTICLE["headline"]
    assert first(read(script([other, ARTICLE]))) == "Storm over Ierland"


def test_of_several_without_an_address_the_first_with_a_headline_counts():
    meta = read(script({"@type": "NewsArticle", "description": "Een teaser"}) + script(ARTICLE))
    assert first(meta) == ARTICLE["headline"]


@pytest.mark.parametrize("kind", ["Organization", "VideoObject", "BreadcrumbList", "Product", "Event"])
def test_objects_that_are_no_articles(kind):
    meta = read(script(ARTICLE | {"@type": kind}))
    assert (first(meta), meta.published, meta.is_article) == (None, (), False)


def test_a_page_that_dates_itself_and_describes_no_article():
    meta = read(script(ARTICLE | {"@type": "WebPage"}))
    assert (first(meta), meta.is_article) == (None, False)
    assert meta.published == (("json-ld", ARTICLE["datePublished"]),)


def test_the_article_is_dated_before_its_page():
    page = {"@type": "WebPage", "datePublished": "2020-01-01T00:00:00Z"}
    assert read(script([page, ARTICLE])).published == (("json-ld", ARTICLE["datePublished"]),)


@pytest.mark.parametrize(
    ("author", "publisher", "names"),
    [
        ({"name": "Anna de Vries"}, {"name": "Het Blad"}, ("Anna de Vries",)),
        ([{"name": "Het Blad"}, {"name": "Anna de Vries"}], {"name": "Het Blad"}, ("Anna de Vries",)),
        ({"@type": "Organization", "name": "Het Blad"}, {"name": "Het Blad"}, ()),
        ("Het Blad", "Het Blad", ()),
        ("Het Blad", None, ("Het Blad",)),
        ([{"name": "Anna"}, {"name": "Bram"}, {"name": "Anna"}], {"name": "Het Blad"}, ("Anna", "Bram")),
        ("https://social.example/blad", None, ()),
        ({"name": " Anna\u00a0 de Vries "}, None, ("Anna de Vries",)),
        (None, None, ()),
        ({"name": "x" * 500}, None, ("x" * 200,)),
        ({"name": "By Anna de Vries"}, None, ("Anna de Vries",)),
        ({"name": "Anna de Vries and Bram Bos"}, None, ("Anna de Vries", "Bram Bos")),
        ([{"name": "Anna de Vries, Bram Bos"}, {"name": "Bram Bos"}], None, ("Anna de Vries", "Bram Bos")),
        ({"name": "Vries, Anna de"}, None, ("Vries, Anna de",)),
        ({"name": "Blad en Krant"}, None, ("Blad en Krant",)),
        ({"name": "Redacci&oacute;n Mundo"}, None, ("Redacción Mundo",)),
        ({"name": "a.devries@blad.example"}, None, ()),
    ],
)
def test_authors(author, publisher, names):
    assert read(script(ARTICLE | {"author": author, "publisher": publisher})).authors == names


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('<meta name="author" content="Anna de Vries">', ("Anna de Vries",)),
        ('<meta property="article:author" content="Anna de Vries">', ("Anna de Vries",)),
        ('<meta property="article:author" content="https://social.example/anna">', ()),
        ('<meta name="author" content="@anna">', ()),
        ('<meta name="author" content=" ">', ()),
        (
            '<a rel="author" href="/anna">Anna de Vries</a><a rel="author" href="/bram">Bram Bos</a>',
            ("Anna de Vries", "Bram Bos"),
        ),
        ('<a rel="author" href="/anna"><img></a>', ()),
        ('<a rel="nofollow" href="/anna">Anna</a>', ()),
    ],
)
def test_authors_outside_json_ld(head, names):
    assert read(head).authors == names


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ('property="article:published_time"', "opengraph"),
        ('property="og:article:published_time"', "opengraph"),
        ('name="article:published_time"', "opengraph"),
        ('property="ARTICLE:Published_Time"', "opengraph"),
        ('itemprop="datePublished"', "opengraph"),
        ('name="date"', "opengraph"),
        ('name="dc.date.issued"', "opengraph"),
        ('name="DCTERMS.created"', "opengraph"),
        ('name="parsely-pub-date"', "opengraph"),
        ('name="dc.date"', "opengraph"),
        ('name="prism.publicationDate"', "opengraph"),
        ('property="article:published:time"', "opengraph"),
        ('name="article:modified_time"', None),
        ('name="generated"', None),
        ('http-equiv="date"', None),
    ],
)
def test_published_in_meta_elements(name, source):
    meta = read(f'<meta {name} content="2026-01-24T22:54:00+01:00">')
    assert meta.published == (((source, "2026-01-24T22:54:00+01:00"),) if source else ())


def test_json_ld_stands_before_opengraph():
    meta = read(
        script(ARTICLE) + '<meta property="article:published_time" content="2026-01-24T22:00:00+01:00">'
        '<meta property="og:title" content="Brug"><meta property="og:description" content="Dicht">'
    )
    assert [source for source, _ in meta.published] == ["json-ld", "opengraph"]
    assert (first(meta), meta.lead) == (ARTICLE["headline"], ARTICLE["description"])


def test_opengraph_alone():
    meta = read(
        '<meta property="og:type" content="article"><meta property="og:title" content=" Brug  open ">'
        '<meta property="og:title" content="Tweede"><meta property="og:description" content="Hij is open.">'
        '<meta property="article:section" content="Buitenland">'
        '<meta property="article:modified_time" content="2026-01-24T23:10:00Z">',
        "<html lang='nl'>",
    )
    assert (first(meta), meta.lead, meta.section) == ("Brug open", "Hij is open.", "Buitenland")
    assert (meta.language, meta.is_article) == ("nl", True)
    assert meta.modified == (("opengraph", "2026-01-24T23:10:00Z"),)


def test_of_several_names_the_most_specific_stands_first():
    meta = read(
        '<meta name="date" content="2026-01-20"><meta name="sailthru.date" content="2026-01-24">'
        '<meta property="article:published_time" content="2026-01-24T22:54:00+01:00">'
    )
    assert [text for _, text in meta.published] == ["2026-01-24T22:54:00+01:00", "2026-01-24", "2026-01-20"]


@pytest.mark.parametrize(
    ("head", "keywords"),
    [
        (script(ARTICLE | {"keywords": ["Portugal", "bruggen"]}), ("Portugal", "bruggen")),
        (script(ARTICLE | {"keywords": "Portugal, bruggen,  haven"}), ("Portugal", "bruggen", "haven")),
        (
            script(ARTICLE | {"keywords": ["Portugal, bruggen", "Haven; Taag"]}),
            ("Portugal", "bruggen", "Haven", "Taag"),
        ),
        (script(ARTICLE | {"keywords": [{"name": "Portugal"}, None, 3]}), ("Portugal",)),
        (script(ARTICLE | {"keywords": "Taag,taag,TAAG"}), ("Taag",)),
        ('<meta name="news_keywords" content="Portugal, bruggen">', ("Portugal", "bruggen")),
        (
            '<meta property="article:tag" content="Portugal"><meta property="article:tag" content="Taag">',
            ("Portugal", "Taag"),
        ),
        ('<meta name="keywords" content="أخبار، البرتغال">', ("أخبار", "البرتغال")),
        ('<meta name="keywords" content="橋、港">', ("橋", "港")),
        (script(ARTICLE | {"keywords": ""}) + '<meta name="keywords" content="Taag">', ("Taag",)),
        ('<meta name="keywords" content=" , ,">', ()),
        (script(ARTICLE | {"keywords": {}}), ()),
    ],
)
def test_keywords(head, keywords):
    assert read(head).keywords == keywords


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ('<meta property="article:section" content="Buitenland">', "Buitenland"),
        ('<meta name="parsely-section" content="Buitenland">', "Buitenland"),
        (
            script(
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [{"name": "Home"}, {"name": "Buitenland"}, {"name": "Brug"}],
                }
            ),
            "Buitenland",
        ),
        (
            script(
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [
                        {"item": {"name": "Home"}},
                        {"item": {"name": "Wereld"}},
                        {},
                        {"name": "x"},
                    ],
                }
            ),
            "Wereld",
        ),
        (script({"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}]}), None),
        (script({"@type": "BreadcrumbList", "itemListElement": "Home"}), None),
    ],
)
def test_section(head, section):
    assert read(head).section == section


@pytest.mark.parametrize(
    ("html", "head", "language"),
    [
        ("<html lang='nl'>", '<meta property="og:locale" content="en_US">', "nl"),
        ("<html>", '<meta property="og:locale" content="nl_BE">', "nl-BE"),
        ("<html>", '<meta http-equiv="Content-Language" content="fr, en">', "fr"),
        ("<html lang='{{ lang }}'>", "", None),
        ("<html>", '<meta property="og:locale" content="?">', None),
    ],
)
def test_language(html, head, language):
    assert read(head, html).language == language


def test_entities_in_what_is_declared():
    meta = read(
        script(ARTICLE | {"headline": "&quot;Brug&quot; &uuml;ber den Tejo", "description": "A &amp; B"})
    )
    assert (first(meta), meta.lead) == ('"Brug" über den Tejo', "A & B")


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('<link rel="canonical" href="https://www.blad.example/a">', "https://www.blad.example/a"),
        ('<link rel="canonical" href="/a?id=1#x">', "https://www.blad.example/a?id=1"),
        ('<link rel="canonical" href="javascript:1">', None),
        ('<link rel="canonical" href="">', None),
        ('<link rel="canonical">', None),
        ('<link rel="canonical" href="http://[::1">', None),
        ('<link rel="alternate" href="/a">', None),
    ],
)
def test_canonical_address(link, url):
    assert read(link).url == url


def test_a_page_that_says_nothing():
    assert read("") == Metadata()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=6)
    | st.sampled_from(["NewsArticle", "http://[", URL]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("@graph @id url headline author name datePublished publisher mainEntity".split()),
            inner,
            max_size=4,
        ).map(lambda value: {"@type": "Article"} | value)
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_taken(value):
    meta = read(
        script(value) + script({"@type": "NewsArticle"} | value if isinstance(value, dict) else value)
    )
    assert all(isinstance(text, str) and text for text in meta.headlines)
    assert all(isinstance(name, str) and name for name in meta.authors)
    assert all(isinstance(text, str) for _, text in meta.published)


@pytest.mark.parametrize(
    ("fields", "dateline", "locations", "sources"),
    [
        ({"dateline": "OSLO (Reuters)"}, "OSLO (Reuters)", (), ()),
        ({"locationCreated": {"@type": "Place", "name": "Oslo"}}, None, ("Oslo",), ()),
        (
            {"locationCreated": [{"name": "Oslo"}, {"name": "Bergen"}, {"name": "Oslo"}]},
            None,
            ("Oslo", "Bergen"),
            (),
        ),
        ({"sourceOrganization": {"@type": "NewsMediaOrganization", "name": "ANP"}}, None, (), ("ANP",)),
        (
            {"sourceOrganization": ["AFP", {"name": "Blad"}], "publisher": {"name": "Blad"}},
            None,
            (),
            ("AFP",),
        ),
        ({"dateline": {"@value": "Oslo"}, "locationCreated": 7, "sourceOrganization": None}, "Oslo", (), ()),
    ],
)
def test_where_a_story_comes_from(fields, dateline, locations, sources):
    data = {"@type": "NewsArticle", "headline": "Brug open", **fields}
    meta = read(f'<script type="application/ld+json">{json.dumps(data)}</script>')
    assert meta.origin == Origin(dateline, locations, sources)
