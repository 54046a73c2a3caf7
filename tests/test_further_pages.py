"""Sections that are read from several pages, and pages that are not what was asked for, through `scrapy crawl`."""

import gzip

import pytest
from crawling import crawl
from serving import Served, serving

TITLES = (
    "Ministers agree on a plan for the flooded valleys",
    "Harbour strike enters its third week without talks",
    "Court frees the editor after eleven months in prison",
    "Voters in the islands turn to a party of fishermen",
    "Rail line across the desert opens after ten years",
    "Doctors warn of a new fever in the border camps",
)
RENAMED = "what-the-desk-calls-it-now"
FEED, XML = "application/rss+xml", "application/xml"


def path(number: int, slug: str = "") -> str:
    return f"/world/{4_711_000 + number}/{slug or '-'.join(TITLES[number].lower().split())}"


def article(number: int) -> str:
    paragraphs = "".join(
        f"<p>{TITLES[number]}, and this is paragraph {n} of what can be said of it, which takes a while to say"
        " because the people who were asked had a great deal to tell about the matter.</p>"
        for n in range(1, 5)
    )
    meta = f'<meta property="article:published_time" content="2026-01-2{number}T10:00:00+00:00">'
    return f"<html lang=en><head><title>{TITLES[number]}</title>{meta}</head><body><article><h1>{TITLES[number]}</h1>{paragraphs}</article></body></html>"


def listing(*numbers: int, head: str = "", slug: str = "") -> str:
    items = "".join(
        f"<li><h3><a href='{path(n, slug)}'>{TITLES[n]}</a></h3><p>What is known of it so far, in one sentence.</p></li>"
        for n in numbers
    )
    return f"<html lang=en><head>{head}</head><body><main><h1>World</h1><ul>{items}</ul></main></body></html>"


def rss(*numbers: int, slug: str = "") -> str:
    items = "".join(
        f"<item><title>{TITLES[n]}</title><link>{{base}}{path(n, slug)}</link>"
        f"<pubDate>2{n} Jan 2026 10:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>World</title><link>{{base}}/</link>{items}</channel></rss>"


def sitemap(base: str, *numbers: int, elsewhere: int = 0) -> bytes:
    news = "".join(
        f"<url><loc>{base}{path(n)}</loc><n:news><n:publication_date>2026-01-2{n}T10:00Z</n:publication_date>"
        f"<n:title>{TITLES[n]}</n:title></n:news></url>"
        for n in numbers
    )
    other = "".join(
        f"<url><loc>{base}/sport/{n}00777/match-report-of-the-day</loc><n:news>"
        f"<n:publication_date>2026-01-20T10:00Z</n:publication_date><n:title>Match {n}</n:title></n:news></url>"
        for n in range(1, elsewhere + 1)
    )
    spaces = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"
    return gzip.compress(f"<urlset {spaces}>{news}{other}</urlset>".encode())


INDEX = "<sitemapindex>" + "".join(
    f"<sitemap><loc>{{base}}/{name}</loc></sitemap>" for name in ("archive-1.xml", "news.xml.gz", "news-lost.xml")
) + "</sitemapindex>"  # fmt: skip
ALTERNATES = (
    '<link rel="alternate" type="application/rss+xml" title="Everything" href="/rss.xml">'
    '<link rel="alternate" type="application/rss+xml" title="World" href="/world/rss.xml">'
)
OLD = "<urlset><url><loc>{base}/world/4000001/a-story-of-long-ago-that-nobody-asked-for</loc><lastmod>2012-01-01</lastmod></url></urlset>"


def run(tmp_path, pages, sections, *arguments):
    """Crawl `sections`, TOML with {base} in it, of an outlet that serves `pages`."""
    articles = {path(n): Served(article(n)) for n in range(len(TITLES))}
    with serving(articles | pages) as (base, asked):
        toml = 'name = "T"\ncountry = "GB"\nlanguage = "en"\nzone = "Europe/London"\n' + sections
        (tmp_path / "o.toml").write_text(f"[t]\n{toml.replace('{base}', base)}", encoding="utf-8")
        return crawl("t", tmp_path / "o.toml", tmp_path / "rows.jsonl", *arguments), asked


def section(**values: str) -> str:
    return '[[t.sections]]\nname = "World"\n' + "".join(f"{key} = {value}\n" for key, value in values.items())


def headlines(ended) -> list[str]:
    return sorted(row["headline"] for row in ended.rows)


def test_the_feed_that_a_listing_names_is_read_and_its_stories_meet_those_of_the_listing(tmp_path):
    pages = {
        "/world": Served(listing(0, 1, 2, head=ALTERNATES)),
        # Another slug in front of the same number is the same story.
        "/world/rss.xml": Served(rss(1, 2, 3, slug=RENAMED), FEED),
        **{path(n, RENAMED): Served(article(n)) for n in range(4)},
    }
    ended, asked = run(tmp_path, pages, section(listing='"{base}/world"'))
    assert ended.code == 0
    assert headlines(ended) == sorted(TITLES[:4])
    assert "/rss.xml" not in asked
    assert sum(path_.startswith("/world/47") for path_ in asked) == 4
    by_title = {row["headline"]: row for row in ended.rows}
    assert by_title[TITLES[1]]["published_at"] == "2026-01-21T10:00+00:00"


@pytest.mark.parametrize("extra", [{"discover": "false"}, {"feed": '"{base}/declared.xml"'}])
def test_no_feed_is_looked_for_where_one_is_declared_or_none_is_wanted(tmp_path, extra):
    pages = {"/world": Served(listing(0, 1, head=ALTERNATES)), "/declared.xml": Served(rss(1), FEED)}
    ended, asked = run(tmp_path, pages, section(listing='"{base}/world"', **extra))
    assert (ended.code, headlines(ended)) == (0, sorted(TITLES[:2]))
    assert "/world/rss.xml" not in asked


def test_an_index_of_sitemaps(tmp_path):
    pages = {"/index.xml": Served(INDEX, XML), "/archive-1.xml": Served(OLD, XML)}
    articles = {path(n): Served(article(n)) for n in range(len(TITLES))}
    with serving(table := {**articles, **pages}) as (base, asked):
        table["/news.xml.gz"] = Served(sitemap(base, 0, 1, 2, elsewhere=5), "application/gzip")
        toml = 'name = "T"\ncountry = "GB"\nlanguage = "en"\nzone = "Europe/London"\n'
        toml += section(sitemap=f'"{base}/index.xml"', paths='["/world/"]')
        (tmp_path / "o.toml").write_text(f"[t]\n{toml}", encoding="utf-8")
        ended = crawl("t", tmp_path / "o.toml", tmp_path / "rows.jsonl")
    assert headlines(ended) == sorted(TITLES[:3])
    assert {row["published_from"] for row in ended.rows} <= {"sitemap", "opengraph"}
    assert not any("/sport/" in path_ or "4000001" in path_ for path_ in asked)
    # A sitemap that the index names and that is lost is a loss.
    assert ended.code == 1
    assert [line for line in ended.lines("ERROR") if "http 404" in line and "news-lost.xml" in line]


CAPTCHA = (
    "<html><head><title>blad.example</title></head><body><p id='cmsg'>Please enable JS and disable any ad blocker</p>"
    "<script>var dd={'host':'geo.captcha-delivery.com','t':'fe'}</script></body></html>"
)
NOT_FOUND = "<html lang=en><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Sorry.</p></body></html>"


def test_pages_that_stand_in_the_way_have_a_name_and_are_no_story(tmp_path):
    pages = {
        "/world": Served(listing(0, 1, 2)),
        path(1): Served(CAPTCHA),
        path(2): Served(NOT_FOUND),
        "/blocked": Served(CAPTCHA),
        "/feed": Served(CAPTCHA),
    }
    sections = section(listing='"{base}/world"') + section(
        listing='"{base}/blocked"', feed='"{base}/feed"'
    ).replace('"World"', '"Blocked"')
    ended, _ = run(tmp_path, pages, sections, "-s", "NEWSCRAWL_MAX_FAILED=0.9")
    outcomes = {row["headline"]: (row["outcome"], row["text"] is not None) for row in ended.rows}
    assert outcomes == {
        TITLES[0]: ("new", True),
        TITLES[1]: ("failed: captcha", False),
        TITLES[2]: ("failed: soft 404", False),
    }
    assert ended.code == 1
    lost = [
        line.rpartition(": http")[0] for line in ended.lines("ERROR") if line.startswith("section Blocked: ")
    ]
    assert lost == ["section Blocked: captcha"] * 2


HOSTILE = {
    "links": "".join(f"<a href=/t/{n}>Tag {n}</a>" for n in range(200_000)),
    "script": f"<script>{'var a = 1; ' * 500_000}</script>",
    "nested": "<div>" * 10_000,
    "broken": "<table><p><a href=x><li></table></p><form><b><i></b><tr><td" * 2000,
    "entities": "&lt;&amp;&#xD800;&#0;&#99999999;&nosuch;" * 20_000,
    "attributes": "<div " + " ".join(f"a{n}=1" for n in range(20_000)) + ">",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_behind_the_stories_costs_nothing_and_ends(tmp_path, name):
    pages = {"/world": Served(listing(0, 1, 2).replace("</body>", HOSTILE[name]))}
    ended, _ = run(tmp_path, pages, section(listing='"{base}/world"'), "-a", "articles=no")
    assert set(TITLES[:3]) <= set(headlines(ended))
    assert "Traceback" not in ended.log
    assert ended.code == 0


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_in_an_article_costs_that_story_at_the_most(tmp_path, name):
    body = article(1).replace("</article>", f"</article>{HOSTILE[name]}")
    pages = {"/world": Served(listing(0, 1, 2)), path(1): Served(body)}
    ended, _ = run(tmp_path, pages, section(listing='"{base}/world"'), "-s", "NEWSCRAWL_MAX_FAILED=0.5")
    assert headlines(ended)[: len(TITLES)] == sorted(TITLES[:3])
    assert "Traceback" not in ended.log
    assert {row["outcome"] for row in ended.rows if row["headline"] != TITLES[1]} == {"new"}


SLOW = "".join(
    f"<p><a href=/w/{n}-a>Some {n} words of one of very many links</a></p>"
    for n in range(5_000_000, 5_100_000)
)
"""Six megabytes, of which each link may be a story: a second or so."""


def test_a_page_that_takes_too_long_is_named(tmp_path):
    pages = {"/world": Served(listing(0, 1).replace("</body>", SLOW))}
    ended, _ = run(tmp_path, pages, section(listing='"{base}/world"'), "-s", "NEWSCRAWL_PAGE_SECONDS=0.05")
    assert (ended.code, ended.rows) == (1, [])
    (line,) = [line for line in ended.lines("ERROR") if line.startswith("section World: not read")]
    assert line.startswith("section World: not read within 0.05 seconds: http://127.0.0.1")
