"""One article out of its page."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract import Article, extract_article, extract_text_article

URL = "https://www.blad.example/buitenland/brug-over-de-taag-weer-open"
NOW = datetime(2026, 1, 24, 22, 0, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HEADLINE = "Brug over de Taag weer open"
BODY = [
    "De hangbrug over de Taag bij Lissabon is na acht maanden weer open voor al het verkeer, meldt de haven.",
    "Een schip met graan raakte in mei een van de pijlers. Drie uur geleden reed de eerste bus eroverheen.",
    "De herstelling heeft vijftig miljoen euro gekost, zegt een woordvoerder. De rederij betaalt de helft.",
    "Voor de treinen op het onderste dek geldt tot de zomer nog een lagere snelheid van dertig kilometer.",
]
DATELINE = "LISSABON (ANP/RTR) - "
TEASERS = [
    (
        "/buitenland/storm-trekt-met-windkracht-tien-over-ierland",
        "Storm trekt met windkracht tien over Ierland",
    ),
    (
        "/buitenland/overleg-in-geneve-over-visserij-vastgelopen",
        "Overleg in Genève over visserij vastgelopen",
    ),
    (
        "/buitenland/verkiezingen-in-letland-een-week-uitgesteld",
        "Verkiezingen in Letland een week uitgesteld",
    ),
]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def page(
    *, head: str = "", above: str = "", body: str | None = None, below: str = "", around: str = "{}"
) -> str:
    article = (
        f"<article><h1>{HEADLINE}</h1>{above}{paragraphs(BODY) if body is None else body}{below}</article>"
    )
    return f"<html lang='nl'><head><title>{HEADLINE}</title>{head}</head><body>{around.format(article)}</body></html>"


def read(html: str, now: datetime | None = NOW) -> Article:
    return extract_article(html, URL, now=now, language="nl", zone=AMSTERDAM)


def json_ld(**fields: object) -> str:
    value = {"@type": "NewsArticle", "headline": HEADLINE, **fields}
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


AT = datetime(2026, 1, 24, 21, 54, tzinfo=UTC)
JSON_LD = json_ld(datePublished="2026-01-24T22:54:00+01:00")
OPENGRAPH = meta("article:published_time", "2026-01-24T21:54:00Z")
ELEMENT = '<time datetime="2026-01-24T21:54:00Z">vandaag</time>'
LINE = "<p>24 januari 2026, 22:54</p>"


@pytest.mark.parametrize(
    ("head", "above", "source", "raw"),
    [
        (JSON_LD, "", "json-ld", "2026-01-24T22:54:00+01:00"),
        (OPENGRAPH, "", "opengraph", "2026-01-24T21:54:00Z"),
        ("", ELEMENT, "time-element", "2026-01-24T21:54:00Z"),
        ("", '<time data-timestamp="1769291640">zojuist</time>', "time-element", "1769291640"),
        ("", LINE, "page", "24 januari 2026, 22:54"),
        ("", "<p>Gepubliceerd: 24 januari 2026, 22:54</p>", "page", "24 januari 2026, 22:54"),
        ("", "<time>vandaag, 22:54</time>", "page", "vandaag, 22:54"),
        ("", "<div><span>6 minuten geleden</span></div>", "page", "6 minuten geleden"),
        # the more trusted source counts
        (JSON_LD + OPENGRAPH, ELEMENT + LINE, "json-ld", "2026-01-24T22:54:00+01:00"),
        (OPENGRAPH, ELEMENT + LINE, "opengraph", "2026-01-24T21:54:00Z"),
        ("", LINE + ELEMENT, "time-element", "2026-01-24T21:54:00Z"),
        # a source that says nothing is passed over
        (json_ld(datePublished="onbekend") + OPENGRAPH, "", "opengraph", "2026-01-24T21:54:00Z"),
        (json_ld(datePublished=None), ELEMENT, "time-element", "2026-01-24T21:54:00Z"),
        ("", '<time datetime="{{ date }}">x</time>' + ELEMENT, "time-element", "2026-01-24T21:54:00Z"),
    ],
)
def test_published(head, above, source, raw):
    article = read(page(head=head, above=above))
    assert (article.published_from, article.published_raw) == (source, raw)
    assert article.published is not None
    assert article.published.earliest <= AT <= article.published.latest


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("", ""),
        ("", "<p>Leestijd: 3 minuten</p>"),
        ("", "<time></time>"),
        (meta("og:title", HEADLINE), ""),
        (json_ld(dateModified="2026-01-24T22:54:00+01:00"), ""),
        ("", "<p>Laatst bijgewerkt: 24 januari 2026, 22:54</p>"),
    ],
)
def test_no_time_of_publication(head, above):
    article = read(page(head=head, above=above))
    assert (article.published, article.published_raw, article.published_from) == (None, None, None)


@pytest.mark.parametrize(
    "line", ["6 minuten geleden", "vandaag, 22:54", "24 januari, 22:54", "22:54", "gisteren"]
)
def test_without_now_only_absolute_times_are_read(line):
    assert read(page(above=f"<p>{line}</p>"), now=None).published is None
    assert read(page(above=f"<p>{line}</p>" + LINE), now=None).published_raw == "24 januari 2026, 22:54"
    assert read(page(above=f"<p>{line}</p>" + ELEMENT), now=None).published_from == "time-element"


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (json_ld(dateModified="2026-01-24T22:54:00+01:00"), ""),
        (meta("article:modified_time", "2026-01-24T21:54:00Z"), ""),
        ("", "<p>12 januari 2026</p><p>Bijgewerkt: 24 januari 2026, 22:54</p>"),
    ],
)
def test_modified(head, above):
    modified = read(page(head=head, above=above)).modified
    assert modified is not None
    assert modified.earliest <= AT <= modified.latest


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} | Het Blad",
        pytest.param(
            HEADLINE,
        ),
    ],
)
def test_the_date_of_today_in_front_of_the_headline_is_that_of_the_paper(title):
    html = page(above="<p>23 januari 2026</p>", around="<div>24 januari 2026</div>{}")
    assert read(html.replace(f"<title>{HEADLINE}", f"<title>{title}")).published_raw == "23 januari 2026"


def test_a_time_of_another_story_is_none_of_this():
    cards = "".join(
        f'<li><a href="{url}">{text}</a> <span>{n} uur geleden</span></li>'
        for n, (url, text) in enumerate(TEASERS, 2)
    )
    html = page(around="{}" + f"<section><h2>Meer uit Buitenland</h2><ul>{cards}</ul></section>")
    assert read(html).published is None


@pytest.mark.parametrize(
    ("head", "h1", "headline"),
    [
        (json_ld(), "Anders", HEADLINE),
        (meta("og:title", HEADLINE), "Anders", HEADLINE),
        ("", HEADLINE, HEADLINE),
        ("", " Brug <b>over</b>\n de Taag weer open ", HEADLINE),
        ("", "", "Titel van het blad"),
    ],
)
def test_headline(head, h1, headline):
    html = f"<html><head><title>Titel van het blad</title>{head}</head><body><h1>{h1}</h1>{paragraphs(BODY)}</body></html>"
    assert read(html).headline == headline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Door: Anna de Vries", ("Anna de Vries",)),
        ("Door Anna de Vries", ("Anna de Vries",)),
        ("Door Anna de Vries en Bram Bos", ("Anna de Vries", "Bram Bos")),
        ("Door Anna de Vries, Bram Bos", ("Anna de Vries", "Bram Bos")),
        ("By Anna Smith and Bram Bos", ("Anna Smith", "Bram Bos")),
        ("BY ANNA SMITH", ("ANNA SMITH",)),
        ("Von Anna Müller und Bram Bos", ("Anna Müller", "Bram Bos")),
        ("Par Anne Dubois et Émile Roux", ("Anne Dubois", "Émile Roux")),
        ("Por Ana García y Luis Díaz", ("Ana García", "Luis Díaz")),
        ("By A. B. Smith", ("A. B. Smith",)),
        # sentences that open with such a word
        ("Door de storm reed er geen trein.", ()),
        ("By noon all was quiet.", ()),
        ("Von hier aus sieht man das Meer.", ()),
        ("Anna de Vries", ()),
        ("Doorn Driebergen", ()),
    ],
)
def test_byline(byline, names):
    assert read(page(above=f"<p>{byline}</p>")).authors == names


def test_authors_of_the_page_stand_before_a_byline():
    head = json_ld(author=[{"name": "Het Blad"}, {"name": "Anna de Vries"}], publisher={"name": "Het Blad"})
    assert read(page(head=head, above="<p>Door: Redactie Buitenland</p>")).authors == ("Anna de Vries",)


def test_the_paper_itself_is_no_author():
    head = json_ld(author={"name": "Het Blad"}, publisher={"name": "Het Blad"})
    assert read(page(head=head)).authors == ()
    assert read(page(head=head, above="<p>Door: Anna de Vries</p>")).authors == ("Anna de Vries",)


LINKS = "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in TEASERS)
CARDS = "".join(
    f'<article><h3><a href="{url}">{text}</a></h3><p>De hele dag al is dit het gesprek van de dag.</p>'
    f"<time>{n} uur geleden</time></article>"
    for n, (url, text) in enumerate(TEASERS, 2)
)


ALSO = f'<p>Lees ook: <a href="{TEASERS[0][0]}">{TEASERS[0][1]}</a></p>'


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"above": LINE},
        {"above": "<p>6 minuten geleden</p>"},
        {"above": "<time>vandaag, 22:54</time>"},
        {"above": ELEMENT},
        {"above": "<p>Laatste update: 24 januari 2026, 22:54</p>"},
        {"below": "<p>6 minuten geleden</p>"},
        {"body": paragraphs([*BODY[:-1], BODY[-1] + "6 minuten geleden"])},
        {"body": paragraphs([*BODY[:-1], BODY[-1] + " 6 minuten geleden"])},
        {"below": f"<section><h2>Meer uit Buitenland</h2><ul>{LINKS}</ul></section>"},
        {"around": "{}" + f"<section><h2>Meer uit Buitenland</h2><ul>{LINKS}</ul></section>"},
        {"around": "{}" + f"<section><h2>Meer uit Buitenland</h2>{CARDS}</section>"},
        {"around": "{}" + f"<aside><h2>Meest gelezen</h2><ul>{LINKS}</ul></aside>"},
        {"around": f"<aside><h2>Meest gelezen</h2><ul>{LINKS}</ul></aside>" + "{}"},
        {"body": paragraphs(BODY[:2]) + ALSO + ALSO.replace("storm", "tweede-storm") + paragraphs(BODY[2:])},
        pytest.param({"body": paragraphs(BODY[:2]) + ALSO + paragraphs(BODY[2:])}),
        {"below": ALSO},
        {
            "above": '<div class="share"><a href="https://s.example/f">Deel op Bladboek</a> <a href="#">Kopieer</a></div>'
        },
        {
            "below": '<div class="share"><a href="https://s.example/f">Deel op Bladboek</a> <a href="#">Kopieer</a></div>'
        },
        {
            "around": '<nav><a href="/">Voorpagina</a> <a href="/sport">Sport</a></nav>{}<footer>© Het Blad</footer>'
        },
        {"below": "<script>var brug = 'open';</script><noscript>Zet scripts aan</noscript>"},
        {"body": "".join(f"<div>{line}</div>" for line in BODY)},
        {"body": "<br><br>".join(BODY)},
        {"body": f"<div><div>{paragraphs(BODY[:2])}</div><div>{paragraphs(BODY[2:])}</div></div>"},
    ],
)
def test_text_is_the_paragraphs_and_nothing_else(parts):
    assert (read(page(**parts)).text or "").split("\n") == BODY


@pytest.mark.parametrize("joint", ["", " ", " | "])
def test_a_relative_time_behind_a_text_is_cut_off(joint):
    body = [DATELINE + BODY[0], *BODY[1:3], BODY[3] + joint + "een uur geleden"]
    assert (read(page(body=paragraphs(body))).text or "").split("\n") == [DATELINE + BODY[0], *BODY[1:]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Drie uur geleden reed de eerste bus over de brug, zag een verslaggever van dit blad ter plaatse.",
        "De eerste bus reed er volgens de haven al drie uur geleden",
        "Zoiets is in Portugal niet meer gebeurd sinds de grote storm van ruim twintig jaar geleden.",
        "“Het begon twee minuten geleden”, zei een schipper over de radio, “en het duurt nog even.”",
        "Om 14.05 uur ging de slagboom omhoog, op 24 januari 2026, en de rij was toen al lang.",
    ],
)
def test_times_of_prose_stay(sentence):
    body = [*BODY[:2], sentence, *BODY[2:]]
    assert (read(page(body=paragraphs(body))).text or "").split("\n") == body


def test_captions_and_bylines_in_front_of_the_dateline_are_left_out():
    above = "<figure><img><figcaption>De brug bij avond. Beeld: Haven Lissabon</figcaption></figure><p>Door: Anna Bos</p>"
    article = read(page(above=above, body=paragraphs([DATELINE + BODY[0], *BODY[1:]])))
    assert (article.text or "").split("\n") == [DATELINE + BODY[0], *BODY[1:]]


def test_the_list_on_the_page_of_an_article():
    html = page(around="{}" + f"<section><h2>Meer uit Buitenland</h2>{CARDS}</section>")
    teasers = read(html).teasers
    assert [(teaser.url, teaser.headline) for teaser in teasers] == [
        (f"https://www.blad.example{url}", text) for url, text in TEASERS
    ]
    assert [teaser.time_text for teaser in teasers] == ["2 uur geleden", "3 uur geleden", "4 uur geleden"]
    assert {teaser.heading for teaser in teasers} == {"Meer uit Buitenland"}


def test_a_lone_link_in_an_article_takes_nothing_of_it():
    (teaser,) = read(page(above="<p>6 minuten geleden</p>", below=ALSO)).teasers
    assert (teaser.headline, teaser.lead, teaser.time_text) == (TEASERS[0][1], None, None)


WIRE = [
    (
        "MINNEAPOLIS (ANP) - Bij een brand in een graansilo zijn twee mensen gewond geraakt.",
        "6 minuten geleden",
    ),
    ("NAIROBI (ANP/RTR) - Kenia en Oeganda hebben een grensbrug geopend.", "een uur geleden"),
    ("GENÈVE (ANP/AFP) - Het overleg over de visserij is vastgelopen.", "2 uur geleden"),
]


def test_a_list_run_together_behind_an_article():
    run = "".join(text + time for text, time in WIRE)
    body = [DATELINE + BODY[0], *BODY[1:]]
    article = read(page(body=paragraphs(body), below=f"<h2>Meer uit Buitenland</h2><div>{run}</div>"))
    assert (article.text or "").split("\n") == body
    assert [(teaser.lead, teaser.time_text) for teaser in article.teasers] == WIRE
    assert article.published is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page(head=json_ld()), True),
        (page(head=meta("og:type", "article")), True),
        (page(body=paragraphs([DATELINE + BODY[0], *BODY[1:]])), True),
        (page(), False),
        (page(head=meta("og:type", "website")), False),
    ],
)
def test_is_article(html, expected):
    assert read(html).is_article is expected


def test_what_the_page_says_of_itself():
    head = (
        json_ld(articleSection="Buitenland", description="Na acht maanden.", inLanguage="nl-BE")
        + '<link rel="canonical" href="/buitenland/brug">'
    )
    article = read(page(head=head))
    assert (article.lead, article.section, article.language) == ("Na acht maanden.", "Buitenland", "nl-BE")
    assert article.url == "https://www.blad.example/buitenland/brug"


def test_another_articles_json_ld_is_not_taken():
    other = json_ld(url="https://www.blad.example/x", datePublished="2020-01-01T00:00:00Z").replace(
        HEADLINE, "Storm"
    )
    article = read(page(head=other + json_ld(url=URL, datePublished="2026-01-24T22:54:00+01:00")))
    assert (article.headline, article.published_raw) == (HEADLINE, "2026-01-24T22:54:00+01:00")


def test_text_page():
    text = f"{HEADLINE}\r\n\r\n{DATELINE}{BODY[0]}\r\n\r\n" + "\r\n".join(BODY[1:]) + "\r\n"
    article = extract_text_article(text, language="nl")
    assert article.headline == HEADLINE
    assert (article.text or "").split("\n") == [DATELINE + BODY[0], *BODY[1:]]
    assert article.is_article
    assert article.teasers == ()


def test_text_page_with_a_list_behind():
    text = "\n".join(
        [HEADLINE, DATELINE + BODY[0], *BODY[1:], "Meer uit Buitenland", *("".join(w) for w in WIRE)]
    )
    article = extract_text_article(text, language="nl")
    assert (article.text or "").split("\n") == [DATELINE + BODY[0], *BODY[1:]]
    assert [(teaser.lead, teaser.time_text) for teaser in article.teasers] == WIRE


def test_text_page_without_a_headline():
    article = extract_text_article("\n".join([DATELINE + BODY[0], BODY[1]]), language="nl")
    assert article.headline is None
    assert article.is_article


def test_text_page_of_nothing():
    assert extract_text_article(" \n ") == Article()


@pytest.mark.parametrize(
    "html", ["", " ", "\x00", "<html>", "{}", "<p>", "<!doctype html>", "<h1></h1><title></title>"]
)
def test_pages_that_hold_nothing(html):
    article = read(html)
    assert (article.headline, article.published, article.teasers, article.is_article) == (
        None,
        None,
        (),
        False,
    )
    assert article.text in (None, html)


PIECES = st.sampled_from(
    [
        *"<article> </article> <h1> </h1> <p> </p> <time> <div> </div> <table><tr><td> <nav> <li> <ul> <!-- <svg>".split(),
        *(f'<a href="{url}">{text}</a>' for url, text in TEASERS),
        *(part for entry in WIRE for part in entry),
        *BODY,
        JSON_LD,
        OPENGRAPH,
        ELEMENT,
        LINE,
        '<script type="application/ld+json">{"@type": "Article"',
        "</script>",
        "\x00",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES | st.text(max_size=10), max_size=20).map("".join))
def test_any_page_gives_an_article(html):
    article = read(html)
    assert (article.published is None) == (article.published_from is None) == (article.published_raw is None)
    assert article.text is None or all(line.strip() for line in article.text.split("\n"))


@given(st.text())
def test_any_text_gives_an_article(text):
    article = extract_text_article(text, language="nl")
    assert article.text is None or article.text.strip()
