"""When a story appeared and changed, as its page says in many places."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newscrawl.extract import Article, extract_article
from newscrawl.extract.story_times import Context, url_day

URL = "https://www.blad.example/buitenland/brug-over-de-taag-weer-open"
DATED_URL = "https://www.blad.example/2026/01/24/brug-over-de-taag-weer-open"
NOW = datetime(2026, 1, 24, 22, 0, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HEADLINE = "Brug over de Taag weer open"
BODY = (
    "<p>De hangbrug over de Taag bij Lissabon is na acht maanden weer open voor al het verkeer, meldt de haven.</p>"
    "<p>Een schip met graan raakte in mei een van de pijlers. Maandag reed de eerste bus eroverheen.</p>"
    "<p>De herstelling heeft vijftig miljoen euro gekost, zegt een woordvoerder. De rederij betaalt de helft.</p>"
)
AT = datetime(2026, 1, 24, 21, 54, tzinfo=UTC)


def page(*, head: str = "", above: str = "", top: str = "", below: str = "", lang: str = "nl") -> str:
    return (
        f"<html lang='{lang}'><head><title>{HEADLINE}</title>{head}</head><body>{top}"
        f"<article><h1>{HEADLINE}</h1>{above}{BODY}</article>{below}</body></html>"
    )


def read(html: str, url: str = URL, now: datetime | None = NOW, zone: ZoneInfo | None = AMSTERDAM) -> Article:
    return extract_article(html, url, now=now, language=None, zone=zone)


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def json_ld(**fields: object) -> str:
    value = {"@type": "NewsArticle", "headline": HEADLINE, **fields}
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        ("24 januari 2026, 22:54", "24 januari 2026, 22:54"),
        ("Gepubliceerd op 24 januari 2026 om 22:54", "24 januari 2026 om 22:54"),
        ("Door Anna Bos 24 januari 2026 22:54", "24 januari 2026 22:54"),
        ("Anna Bos | 24-01-2026 22:54 | Buitenland", "24-01-2026 22:54"),
        ("Anna Bos — gepubliceerd 24-01-2026 22:54", "24-01-2026 22:54"),
        ("24 januari 2026, 22:54 3 reacties", "24 januari 2026, 22:54"),
        ("Blad (2026-01-24 22:54:10) Bron: ANP", "2026-01-24 22:54:10"),
        ("Anna Bos2026-01-24 22:54:10", "2026-01-24 22:54:10"),
    ],
)
@pytest.mark.parametrize("now", [NOW, None])
def test_a_time_in_a_line_with_more(line, raw, now):
    article = read(page(above=f"<div>{line}</div>"), now=now)
    assert (article.published_from, article.published_raw) == ("page", raw)
    assert article.published is not None
    assert (
        article.published.earliest
        <= AT + timedelta(seconds=10)
        <= article.published.latest + timedelta(seconds=10)
    )


@pytest.mark.parametrize(
    "line",
    [
        "Seizoen 2025-2026",
        "In 2026 gaat de brug weer open, zo was het plan al die jaren geweest van de haven en het bestuur van de stad.",
        "Artikel 2026 van de wet",
        "Tel. 010-2026 2026",
        "© 2026 Het Blad",
    ],
)
def test_years_that_are_no_time(line):
    assert read(page(above=f"<div>{line}</div>")).published is None


def test_a_change_in_a_line_with_more_is_one_of_the_change():
    article = read(page(above="<div>Anna Bos / Bijgewerkt: 24 januari 2026, 22:54</div>"))
    assert article.published is None
    assert article.modified is not None
    assert article.modified.earliest == AT


@pytest.mark.parametrize(
    ("element", "source"),
    [
        (
            '<span itemprop="datePublished" content="2026-01-24T22:54:00+01:00">zaterdag</span>',
            "time-element",
        ),
        (
            '<time itemprop="datePublished" datetime="2026-01-24T22:54:00+01:00">zaterdag</time>',
            "time-element",
        ),
        ('<div class="stamp"><time datetime="2026-01-24 22:54:00">zaterdag</time></div>', "time-element"),
        ('<span itemprop="dateline">Lissabon</span>', None),
        ('<span itemprop="datePublished">binnenkort</span>', None),
    ],
)
def test_elements_with_a_time(element, source):
    article = read(page(above=element))
    assert article.published_from == source
    assert source is None or (article.published is not None and article.published.earliest == AT)


@pytest.mark.parametrize(
    "element",
    [
        '<time class="updated" datetime="2026-01-24T22:54:00+01:00">zaterdag</time>',
        '<span itemprop="dateModified" content="2026-01-24T22:54:00+01:00">zaterdag</span>',
        '<p>Bijgewerkt: <time datetime="2026-01-24T22:54:00+01:00">24 januari 2026, 22:54</time></p>',
        '<span>Bijgewerkt:</span><time datetime="2026-01-24T22:54:00+01:00">24 januari 2026, 22:54</time>',
    ],
)
def test_elements_with_the_time_of_a_change(element):
    published = '<time datetime="2026-01-20T10:00:00Z">dinsdag</time>'
    article = read(page(above=element + published))
    assert article.published_raw == "2026-01-20T10:00:00Z"
    assert article.modified is not None
    assert article.modified.earliest == AT


TIME = '<time datetime="2026-01-10T10:00:00Z">10 januari 2026</time>'


@pytest.mark.parametrize(
    "parts",
    [
        {"below": f'<div class="comments"><div>Piet {TIME}</div></div>'},
        {"below": f'<section id="reacties"><p>Piet</p>{TIME}</section>'},
        {"below": f'<div itemtype="https://schema.org/Comment">{TIME}</div>'},
        {"below": f"<aside>{TIME}</aside>"},
        {"below": f"<footer>{TIME}</footer>"},
        {"top": f"<nav>{TIME}</nav>"},
        {"below": f'<div class="most-read">{TIME}</div>'},
        {
            "below": "<ul>"
            + "".join(
                f'<li><a href="/buitenland/storm-trekt-over-ierland-{n}">Storm trekt over Ierland, deel {n}</a> {TIME}</li>'
                for n in range(1, 4)
            )
            + "</ul>"
        },
    ],
)
def test_times_of_others_are_not_taken(parts):
    assert read(page(**parts)).published is None
    assert (
        read(page(above='<time datetime="2026-01-24T21:54:00Z">nu</time>', **parts)).published_raw
        == "2026-01-24T21:54:00Z"
    )


@pytest.mark.parametrize(
    ("head", "above", "source", "raw"),
    [
        (meta("date", "2026-01-24"), '<time datetime="2026-01-24T22:54+01:00">za</time>', "time-element", "2026-01-24T22:54+01:00"),
        (meta("date", "2026-01-24"), "<p>24 januari 2026, 22:54</p>", "page", "24 januari 2026, 22:54"),
        (json_ld(datePublished="2026-01-24") + meta("dc.date", "2026-01-24T22:54:00+01:00"), "", "opengraph", "2026-01-24T22:54:00+01:00"),
        # another day is another time: the more trusted source stands
        (meta("date", "2026-01-24"), "<p>20 januari 2026, 22:54</p>", "opengraph", "2026-01-24"),
        # a source that knows the minute needs no other
        (json_ld(datePublished="2026-01-24T22:54:00+01:00"), "<p>24 januari 2026, 23:10</p>", "json-ld", "2026-01-24T22:54:00+01:00"),
    ],
)  # fmt: skip
def test_a_day_is_narrowed_by_a_source_that_agrees(head, above, source, raw):
    article = read(page(head=head, above=above))
    assert (article.published_from, article.published_raw) == (source, raw)


@pytest.mark.parametrize(
    ("url", "day", "raw"),
    [
        ("https://blad.example/2026/01/24/brug", (2026, 1, 24), "2026/01/24"),
        ("https://blad.example/buitenland/2026/1/4/brug", (2026, 1, 4), "2026/1/4"),
        ("https://blad.example/2026-01-24/brug", (2026, 1, 24), "2026-01-24"),
        ("https://blad.example/2026-01/24/brug.html", (2026, 1, 24), "2026-01/24"),
        ("https://blad.example/2026/jan/24/brug", (2026, 1, 24), "2026/jan/24"),
        ("https://blad.example/20260124/brug", (2026, 1, 24), "20260124"),
        ("https://blad.example/nieuws/brug-20260124.html", (2026, 1, 24), "20260124"),
        ("https://blad.example/2026/13/24/brug", None, None),
        ("https://blad.example/2026/02/30/brug", None, None),
        ("https://blad.example/2026/01/brug", None, None),
        ("https://blad.example/2026/brug-24", None, None),
        ("https://blad.example/a/202601245", None, None),
        ("https://blad.example/a/120260124", None, None),
        ("https://blad.example/2026/xyz/24/brug", None, None),
        ("https://blad.example/2026/01/31/morgen", None, None),  # after the page was made
        ("https://blad.example/brug?date=2026/01/24", None, None),
        ("", None, None),
    ],
)
def test_url_day(url, day, raw):
    found = url_day(Context(url, NOW, "nl", AMSTERDAM))
    assert (found.raw if found else None) == raw
    if day:
        assert found is not None
        assert found.earliest == datetime(*day, tzinfo=AMSTERDAM)
        assert found.latest - found.earliest == timedelta(days=1)


def test_the_day_of_the_address_is_the_last_but_one_to_be_asked():
    article = read(page(), DATED_URL)
    assert (article.published_from, article.published_raw) == ("url", "2026/01/24")
    article = read(page(above="<p>24 januari 2026, 22:54</p>"), DATED_URL)
    assert article.published_from == "page"


def test_a_shown_time_far_from_the_day_of_the_address_is_of_something_else():
    article = read(
        page(above='<p>3 januari 2020, 10:00</p><time datetime="2020-01-03T10:00:00Z">x</time>'), DATED_URL
    )
    assert (article.published_from, article.published_raw) == ("url", "2026/01/24")


def test_htmldate_comes_last_and_knows_the_day():
    line = (
        "Posted on 2026-01-24 by the desk of the paper"
        + ", in a line that is too long for any other source" * 3
    )
    article = read(page(below=f"<div id='date'>{line}</div>"))
    assert (article.published_from, article.published_raw) == ("htmldate", "2026-01-24")
    assert article.published is not None
    assert article.published.earliest == datetime(2026, 1, 24, tzinfo=AMSTERDAM)
    changed = read(
        page(head=meta("article:modified_time", "2026-01-24T12:00:00Z"), below=f"<div id='date'>{line}</div>")
    )
    assert changed.published is None


def test_a_year_alone_is_no_day():
    assert read(page(below="<p>Copyright 2019 Het Blad, alle rechten voorbehouden</p>")).published is None


@pytest.mark.parametrize(
    ("url", "lang", "zone", "earliest"),
    [
        (
            URL,
            "nl",
            ZoneInfo("America/Paramaribo"),
            datetime(2026, 1, 25, 1, 54, tzinfo=UTC),
        ),  # the outlet's own
        (URL, "nl", None, AT),  # the country of the language
        (
            "https://www.blad.example.sr/brug",
            "nl",
            None,
            datetime(2026, 1, 25, 1, 54, tzinfo=UTC),
        ),  # of the domain
    ],
)
def test_the_zone_of_a_time_without_offset(url, lang, zone, earliest):
    html = page(head=meta("article:published_time", "2026-01-24T22:54:00"), lang=lang)
    published = read(html, url, now=None, zone=zone).published
    assert published is not None
    assert published.earliest == published.latest == earliest


def test_a_page_that_names_no_country_may_lie_in_any_zone():
    html = page(head=meta("article:published_time", "2026-01-24"), lang="").replace(" lang=''", "")
    published = read(html, "https://paper.example.com/a", now=None, zone=None).published
    assert published is not None
    assert published.latest - published.earliest == timedelta(hours=50)
