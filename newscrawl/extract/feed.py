"""Teasers of an RSS, RDF or Atom feed."""

from io import BytesIO
from typing import Any

import feedparser

from newscrawl.extract.fields import MAX_TEXT
from newscrawl.extract.page import SCHEME, join, parse_html, squash, story_url, text_of
from newscrawl.extract.teaser import Teaser


class FeedError(ValueError):
    """A body is no feed that can be read."""


def extract_feed(body: bytes, url: str, *, content_type: str | None = None) -> list[Teaser]:
    """Return the entries of a feed in its order; the times are the feed's own texts.

    Entities that the feed declares are not expanded and nothing is fetched. Raises FeedError if
    `body` is no feed at all; of a broken feed the entries that can be read are returned.
    """
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    # A stream: feedparser takes bytes or text for the name of a file or an address.
    feed = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False)
    if not feed.get("version") and not feed.entries:
        raise FeedError(f"no RSS or Atom feed ({feed.get('bozo_exception') or 'no root that is known'})")
    return [_teaser(entry, url, number) for number, entry in enumerate(feed.entries, 1)]


def _teaser(entry: Any, base: str, position: int) -> Teaser:
    link = str(entry.get("link") or "").strip()
    address = join(base, link) if link else None
    headline, lead = _plain(entry.get("title")), _plain(entry.get("summary"))
    return Teaser(
        url=story_url(address) if address else None,
        headline=headline[:MAX_TEXT] or None,
        lead=lead[:MAX_TEXT] if lead and lead != headline else None,
        # The printed texts: the parsed ones have lost their offset, or got one that was never there.
        time_text=squash(entry.get("published")) or None,
        time_machine=squash(entry.get("published") or entry.get("updated")) or None,
        position=position,
        bad_link=link[:200] if link and not address and SCHEME.match(link) else None,
    )


def _plain(markup: str | None) -> str:
    """Return the text of a field that may hold HTML."""
    if not markup or ("<" not in markup and "&" not in markup):
        return squash(markup)
    return text_of(parse_html(f"<div>{markup}</div>"))
