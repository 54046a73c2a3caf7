"""What is read of a recorded page, whenever it is read: its own time counts, not that of the reading."""

from collections.abc import Callable, Iterator
from typing import Any

from scrapy.crawler import Crawler
from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.checks.case import Case
from newscrawl.extract import Article, Teaser
from newscrawl.extract.identity import own_address
from newscrawl.items import Story, to_iso_seconds
from newscrawl.ledger import NEW
from newscrawl.outlets import Outlet
from newscrawl.pipelines.datelines import DatelinesPipeline
from newscrawl.pipelines.times import TimesPipeline
from newscrawl.reading import Manner, Page, PageError, read
from newscrawl.spiders.found import Catalogue, Found, Source
from newscrawl.spiders.outlet import OutletSpider
from newscrawl.spiders.rows import is_listed, sighting_of, story_of

Finish = Callable[[Story], Story]
"""Reads the times and the dateline of a story, as a crawl of its outlet does it."""


def rows_of(case: Case) -> dict[str, Any]:
    """Return what is read of a page, as expected.json has it.

    `url` and `served_at` are those of the page; `stories` are the rows of its teasers, `article` is
    that of the article that it is. A page of which nothing can be read has `error` in their place.
    """
    outlet, download = case.outlet, case.download
    about = {"url": download.url, "served_at": to_iso_seconds(download.served_at)}
    try:
        page = read(case.kind, download, Manner(outlet.language, outlet.zone_info, case.section))
    except PageError as error:
        return about | {"error": str(error)}
    finish = _finish_for(outlet)
    complaints = {"complaints": list(page.complaints)} if page.complaints else {}
    article = {"article": _article(case, page.article, finish)} if page.article else {}
    return about | complaints | article | {"stories": [*_stories(case, page, finish)]}


def _stories(case: Case, page: Page, finish: Finish) -> Iterator[dict[str, Any]]:
    """Yield the row of each story that the page lists."""
    catalogue = Catalogue()
    teasers = [teaser for teaser in page.teasers if case.kind != "sitemap" or is_listed(teaser, case.section)]
    added = [catalogue.add(teaser, _source(case)) for teaser in teasers]
    for found in (found for found, new in added if new):
        story = finish(story_of(found, case.outlet, NEW))
        yield {
            "url": story.url,
            "headline": story.headline,
            "lead": story.lead,
            "dateline": story.dateline,
            "time_text": found.teaser.time_text,
            "time_machine": found.teaser.time_machine,
            **_published(story),
        }


def _article(case: Case, article: Article, finish: Finish) -> dict[str, Any]:
    """Return the row of the article that the page is."""
    source, url = _source(case), own_address(article.url, case.download.url)
    found = Found(url, Teaser(url=url, position=0), source, sighting_of(article, source))
    story = finish(story_of(found, case.outlet, NEW, article, url=url))
    return {
        "url": story.url,
        "headline": story.headline,
        "lead": story.lead,
        "authors": story.authors,
        "dateline": story.dateline,
        "agencies": [agency["id"] or agency["printed"] for agency in story.agencies],
        **_published(story),
        "published_from": story.published_from,
        "text": story.text.split("\n") if story.text else [],
    }


def _source(case: Case) -> Source:
    kind = "listing" if case.kind == "article" else case.kind
    return Source(kind, case.section.name, case.download.url, case.download.served_at, 0)  # type: ignore[arg-type]


def _finish_for(outlet: Outlet) -> Finish:
    # A crawl that is never begun: what the pipelines know of it is its outlet and where to count.
    crawler = Crawler(OutletSpider.for_outlet(outlet))
    crawler.spider = crawler.spidercls()
    crawler.stats = MemoryStatsCollector(crawler)
    times, datelines = TimesPipeline(crawler), DatelinesPipeline(crawler)
    return lambda story: datelines.process_item(times.process_item(story))


def _published(story: Story) -> dict[str, str | None]:
    return {
        "published_earliest": to_iso_seconds(story.published_earliest),
        "published_latest": to_iso_seconds(story.published_latest),
    }
