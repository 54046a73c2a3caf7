"""From a response to what its page holds; whatever a page does, it costs that page only."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from scrapy.http import Response

from newscrawl.datelines import parse_dateline
from newscrawl.extract import (
    Article,
    FeedError,
    Teaser,
    decode_body,
    extract_article,
    extract_feed,
    extract_listing,
    extract_text_article,
)
from newscrawl.extract.listing import DATELINE_HINT
from newscrawl.items import Sighting
from newscrawl.middlewares import CUT_OFF
from newscrawl.outlets import Outlet, Section

logger = logging.getLogger(__name__)
# A page without a text has an outcome of its own; the extractor would warn of each.
logging.getLogger("trafilatura").setLevel(logging.ERROR)

T = TypeVar("T")

MIN_PARAGRAPHS = 3
"""Paragraphs that make an article of a page full of linked teasers: more than the lead of its first story."""

FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "text/xml",
    "application/rdf+xml",
)


class PageError(Exception):
    """A page holds nothing that can be read; its text is the reason in a few words."""


@dataclass(slots=True)
class Page:
    """What a page holds."""

    teasers: list[Teaser] = field(default_factory=list)
    article: Article | None = None
    sightings: list[Sighting] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """What was lost of it."""


def read_listing(response: Response, section: Section, kind: str, outlet: Outlet, now: datetime) -> Page:
    """Return the teasers of a section's page. Raises PageError if it cannot be read."""
    complaints = ["cut off, what came is kept"] if CUT_OFF in response.flags else []
    content_type = _content_type(response)
    if not response.body.strip():
        raise PageError("empty page")
    if kind == "feed" or content_type in FEED_TYPES:
        header = (response.headers.get("Content-Type") or b"").decode("latin-1")
        teasers = _guarded(response, lambda: extract_feed(response.body, response.url, content_type=header))
        return Page(teasers, complaints=complaints)
    text = _text(response)
    article: Article | None
    if content_type == "text/plain":
        article = _guarded(response, lambda: extract_text_article(text, language=outlet.language))
        teasers = list(article.teasers) if article else []
    else:
        selectors = section.selectors
        teasers = _guarded(response, lambda: extract_listing(text, response.url, selectors=selectors))
        article = None if selectors else _article_of_listing(text, response, teasers, outlet, now)
    page = _with_article(article, now, outlet) if article and article.is_article and article.text else Page()
    return Page(teasers, page.article, page.sightings, complaints)


def _article_of_listing(
    text: str, response: Response, teasers: list[Teaser], outlet: Outlet, now: datetime
) -> Article | None:
    """Return the article that a listing's page is itself, with the list behind it, or None if it is none.

    Few listings are, and an extraction costs as much as the rest of the page. So it is tried only
    where the teasers print no links, or where the page has a dateline that is no teaser's.
    """
    linked = any(teaser.url for teaser in teasers)
    listed = sum(bool(DATELINE_HINT.search(f"{teaser.headline} {teaser.lead}")) for teaser in teasers)
    if linked and len(DATELINE_HINT.findall(text)) <= listed:
        return None
    article = _guarded(response, lambda: _extract(text, response.url, outlet, now))
    paragraphs = (article.text or "").split("\n")
    opens = parse_dateline(paragraphs[0], language=outlet.language) is not None
    return article if not linked or (opens and len(paragraphs) >= MIN_PARAGRAPHS) else None


def read_article(response: Response, outlet: Outlet, now: datetime) -> Page:
    """Return the article of a page and the teasers on it. Raises PageError if it cannot be read."""
    if CUT_OFF in response.flags:
        raise PageError("cut off")
    if not response.body.strip():
        raise PageError("empty page")
    text = _text(response)
    if _content_type(response) == "text/plain":
        article = _guarded(response, lambda: extract_text_article(text, language=outlet.language))
    else:
        article = _guarded(response, lambda: _extract(text, response.url, outlet, now))
    return _with_article(article, now, outlet)


def _extract(text: str, url: str, outlet: Outlet, now: datetime) -> Article:
    return extract_article(text, url, now=now, language=outlet.language, zone=outlet.zone_info)


def _with_article(article: Article, now: datetime, outlet: Outlet) -> Page:
    sightings = []
    if article.published and article.published_from:
        source = article.published_from
        sightings.append(Sighting(source, now, article.published_raw, moment=article.published))  # type: ignore[arg-type]
    return Page(list(article.teasers), article, sightings)


def _guarded(response: Response, extract: Callable[[], T]) -> T:
    """Return what `extract` returns; whatever it raises on hostile input is that page's loss alone."""
    try:
        return extract()
    except FeedError as error:
        raise PageError(str(error)) from error
    except (Exception, RecursionError) as error:
        # The boundary between pages of others and our crawl: logged with its traceback, counted, named.
        logger.exception("cannot read %s", response.url)
        raise PageError(f"cannot be read ({type(error).__name__})") from error


def _text(response: Response) -> str:
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    decoded = decode_body(response.body, header or None)
    if "\x00" in decoded.text[:4096]:
        raise PageError("no text")
    if decoded.lossy:
        logger.warning("%s: bytes that fit no charset were replaced", response.url)
    return decoded.text


def _content_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1").partition(";")[0].strip().lower()
