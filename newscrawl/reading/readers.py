"""From a downloaded body to what its page holds."""

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.datelines import parse_dateline
from newscrawl.extract import (
    Article,
    FeedError,
    Teaser,
    decode_body,
    extract_article,
    extract_feed,
    extract_listing,
    extract_sitemap,
    extract_text_article,
    find_feeds,
    section_feed,
)
from newscrawl.extract.block import find_block
from newscrawl.extract.listing import count_datelines, listed_datelines
from newscrawl.outlets import Kind, Section
from newscrawl.reading.pages import Download, Manner, Page, PageError
from newscrawl.times import parse_machine_time

# A page without a text has an outcome of its own; the extractor would warn of each.
logging.getLogger("trafilatura").setLevel(logging.ERROR)

MIN_PARAGRAPHS = 3
"""Paragraphs that make an article of a page full of linked teasers: more than the lead of its first story."""

END_OF_HEAD = re.compile(r"</head\s*>|<body[\s>]", re.IGNORECASE)
MAX_HEAD = 256 * 1024
"""Characters in which the head of a page is looked for."""
RECENT = timedelta(days=3)
"""How old the last change of an entry of a plain sitemap may be: it goes back for years."""
MAX_CHILDREN = 3
"""Sitemaps that are read of an index: news first, then the newest."""

REPLACED = "bytes that fit no charset were replaced"


def read_listing(download: Download, manner: Manner) -> Page:
    """Return the teasers of a section's page, and the article that it may be itself.

    Raises PageError if it cannot be read.
    """
    text, notes = _text(download)
    article: Article | None
    if download.media_type == "text/plain":
        article = extract_text_article(text, language=manner.language)
        teasers = list(article.teasers)
    else:
        selectors = manner.section.selectors if manner.section else None
        teasers = extract_listing(text, download.url, selectors=selectors)
        article = None if selectors else _article_of_listing(text, download, teasers, manner)
    own = article if article and article.is_article and article.text else None
    further = _own_feed(text, download.url, manner.section)
    return Page(tuple(teasers), own, download.complaints, notes, further)


def _own_feed(text: str, url: str, section: Section | None) -> tuple[tuple[Kind, str], ...]:
    """Return the feed that a section's listing names as the section's own, where none is declared."""
    if not section or section.feed or not section.discover:
        return ()
    head = END_OF_HEAD.split(text[:MAX_HEAD], 1)[0]
    feed = section_feed(find_feeds(head, url), url, section.name)
    return (("feed", feed.url),) if feed else ()


def read_feed(download: Download, manner: Manner) -> Page:
    """Return the entries of a feed. Raises PageError if it is none."""
    _require_body(download)
    try:
        teasers = extract_feed(download.body, download.url, content_type=download.content_type)
    except FeedError as error:
        raise _no_feed(download, error) from error
    return Page(tuple(teasers), complaints=download.complaints)


def read_sitemap(download: Download, manner: Manner) -> Page:
    """Return the stories of a sitemap that are new: those with a time of publication, or with a change
    of the last days. Raises PageError if it is none.
    """
    _require_body(download)
    site = manner.section.listing if manner.section else None
    try:
        found = extract_sitemap(download.body, download.url, content_type=download.content_type, site=site)
    except FeedError as error:
        raise _no_feed(download, error) from error
    entries = zip(found.teasers, found.changed, strict=True)
    teasers = tuple(
        teaser
        for teaser, changed in entries
        if teaser.time_machine or (changed and _is_recent(changed, download.served_at, manner.zone))
    )
    old = len(found.teasers) - len(teasers)
    return Page(
        teasers,
        complaints=download.complaints,
        notes=(f"{old} entries of the sitemap have no time of publication and no late change",)
        if old
        else (),
        further=tuple(("sitemap", child.url) for child in found.children[:MAX_CHILDREN]),
    )


def _no_feed(download: Download, error: FeedError) -> PageError:
    """Return what to say of a body that is no feed: most are pages that stand in its way."""
    text = decode_body(download.body, download.content_type or None).text
    return PageError(find_block(text, download.url, asked=download.asked) or str(error))


def _is_recent(changed: str, now: datetime, zone: ZoneInfo) -> bool:
    moment = parse_machine_time(changed, zone=zone)
    return moment is not None and moment.latest >= now - RECENT


def read_article(download: Download, manner: Manner) -> Page:
    """Return the article of a page and the teasers on it. Raises PageError if it cannot be read."""
    if download.cut_off:
        raise PageError("cut off")
    text, notes = _text(download)
    if download.media_type == "text/plain":
        article = extract_text_article(text, language=manner.language)
    else:
        article = _extract(text, download, manner)
    return Page(article.teasers, article, notes=notes)


def _article_of_listing(
    text: str, download: Download, teasers: list[Teaser], manner: Manner
) -> Article | None:
    """Return the article that a listing's page is itself, with the list behind it, or None if it is none.

    Few listings are, and an extraction costs as much as the rest of the page. So it is tried only
    where the teasers print no links, or where the page has a dateline that is no teaser's.
    """
    linked = any(teaser.url for teaser in teasers)
    if linked and count_datelines(text) <= listed_datelines(teasers):
        return None
    article = _extract(text, download, manner)
    paragraphs = (article.text or "").split("\n")
    opens = parse_dateline(paragraphs[0], language=manner.language) is not None
    return article if not linked or (opens and len(paragraphs) >= MIN_PARAGRAPHS) else None


def _extract(text: str, download: Download, manner: Manner) -> Article:
    return extract_article(
        text, download.url, now=download.served_at, language=manner.language, zone=manner.zone
    )


def _require_body(download: Download) -> None:
    if not download.body.strip():
        raise PageError("empty page")


def _text(download: Download) -> tuple[str, tuple[str, ...]]:
    """Return the decoded text of a page, and what is odd about it."""
    _require_body(download)
    decoded = decode_body(download.body, download.content_type or None)
    if "\x00" in decoded.text[:4096]:
        raise PageError("no text")
    if download.media_type != "text/plain" and (
        reason := find_block(decoded.text, download.url, asked=download.asked)
    ):
        raise PageError(reason)
    return decoded.text, (REPLACED,) if decoded.lossy else ()


READERS: dict[str, Callable[[Download, Manner], Page]] = {
    "listing": read_listing,
    "feed": read_feed,
    "sitemap": read_sitemap,
    "article": read_article,
}
"""By the kind of page."""
