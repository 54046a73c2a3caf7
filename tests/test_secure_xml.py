"""Feeds, sitemaps and pages that declare entities, DTDs and includes, by a whole run of `scrapy crawl`."""

import pytest
from attacking import ARTICLE, listing, write_outlet
from crawling import crawl
from serving import Served, serving

RSS = (
    '<?xml version="1.0"?>{head}<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>World</title>{more}'
    "<item><title>{evil}</title><link>{{base}}/world/{name}-evil-1</link></item>"
    "<item><title>An ordinary story of the feed {name}</title><link>{{base}}/world/{name}-good-2</link>"
    "<pubDate>Fri, 23 Jan 2026 10:00:00 GMT</pubDate></item></channel></rss>"
)
SITEMAP = (
    '<?xml version="1.0"?>{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:xi="http://www.w3.org/2001/XInclude">{more}'
    "<url><loc>{{base}}/world/{name}-good-2</loc><news:news><news:title>An ordinary story {evil}</news:title>"
    "<news:publication_date>2026-01-23T10:00:00Z</news:publication_date></news:news></url></urlset>"
)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
DECLARED = {
    "laughs": (LAUGHS, "&j;", ""),
    "quadratic": (f'<!DOCTYPE x [<!ENTITY a "{"lol" * 20_000}">]>', "&a;" * 20_000, ""),
    "file": ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;", ""),
    "web": ('<!DOCTYPE x [<!ENTITY e SYSTEM "{{base}}/fetched">]>', "&e;", ""),
    "dtd": ('<!DOCTYPE x SYSTEM "{{base}}/fetched">', "&e;", ""),
    "parameter": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "{{base}}/fetched"> %p;]>', "&e;", ""),
    "include": (
        "",
        "plain",
        '<xi:include href="file:///etc/passwd" parse="text"/><xi:include href="{{base}}/fetched"/>',
    ),
    "style": ('<?xml-stylesheet type="text/xsl" href="{{base}}/fetched"?>', "plain", ""),
}
"""Name -> what stands in front of the root, in a title, and in the document."""


def filled(text: str, name: str) -> str:
    head, evil, more = DECLARED[name]
    return text.format(
        name=name,
        head=head.replace("{{", "{").replace("}}", "}"),
        evil=evil,
        more=more.replace("{{", "{").replace("}}", "}"),
    )


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    folder = tmp_path_factory.mktemp("xml")
    pages: dict = {f"/{name}.rss": Served(filled(RSS, name), "application/rss+xml") for name in DECLARED}
    pages |= {f"/{name}.xml": Served(filled(SITEMAP, name), "application/xml") for name in DECLARED}
    pages["/fetched"] = Served('<!ENTITY e "fetched from the web">', "application/xml-dtd")
    doctype = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY w SYSTEM "{base}/fetched">]>'
    pages["/page"] = Served(doctype + listing({"page": "/world/page-story-21"}) + "&e;&w;")
    pages["/world/page-story-21"] = Served(
        doctype + ARTICLE.replace("a spokesman said", "a spokesman said &e; &w;"), "application/xhtml+xml"
    )
    with serving(pages) as (base, asked):
        sections = [{"name": f"{name}-feed", "feed": f"{base}/{name}.rss"} for name in DECLARED]
        sections += [{"name": f"{name}-sitemap", "sitemap": f"{base}/{name}.xml"} for name in DECLARED]
        sections += [{"name": "page", "listing": f"{base}/page"}]
        outlets = write_outlet(folder, sections)
        yield crawl("attack", outlets, folder / "rows.jsonl", "-s", "DOWNLOAD_DELAY=0.01"), asked


@pytest.mark.parametrize("name", DECLARED)
@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_the_ordinary_story_is_kept(ended, name, kind):
    done, _ = ended
    assert not [line for line in done.lines("ERROR") if line.startswith(f"section {name}-{kind}: ")]
    assert any((row["url"] or "").endswith(f"/world/{name}-good-2") for row in done.rows)


def test_no_entity_is_expanded_and_no_file_read(ended):
    rows = str(ended[0].rows)
    assert "root:" not in rows
    assert "lollol" not in rows
    assert "fetched from" not in rows
    assert "root:" not in ended[0].log


def test_nothing_that_a_document_names_is_fetched(ended):
    assert "/fetched" not in ended[1]


def test_a_page_with_a_document_type_is_read(ended):
    (row,) = [row for row in ended[0].rows if (row["url"] or "").endswith("/world/page-story-21")]
    assert row["outcome"] == "new"
    assert "a spokesman said" in row["text"]
