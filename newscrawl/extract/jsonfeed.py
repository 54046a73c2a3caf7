"""Entries of a JSON Feed (https://www.jsonfeed.org/version/1.1/), and of the lists that sites serve their own pages."""

import json
from collections.abc import Iterator
from typing import Any

from newscrawl.extract.entry import MAX_ENTRIES, Entry
from newscrawl.extract.feedxml import FeedError
from newscrawl.extract.page import is_web

# The first name is that of JSON Feed; the others are those of WordPress's REST API and of schema.org,
# which systems of newsrooms use too.
LISTS = ("items", "posts", "articles", "stories", "results", "data")
LINKS = ("url", "external_url", "link", "permalink", "canonical_url")
HEADLINES = ("title", "headline")
LEADS = ("summary", "excerpt", "description", "lead", "intro")
HTML_CONTENTS, TEXT_CONTENTS = ("content_html", "content", "articleBody"), ("content_text",)
PUBLISHED = ("date_published", "published_at", "publishedAt", "datePublished", "pubDate", "date")
CHANGED = ("date_modified", "updated_at", "updatedAt", "dateModified", "modified")


def entries_of_json(text: str, url: str) -> Iterator[tuple[Entry, str]]:
    """Yield the entries of a feed, the first MAX_ENTRIES, each with the address that its links are relative to.

    A list that does not call itself a JSON Feed is one if an entry has both a headline and an
    address. Raises FeedError if `text` is no such list.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:  # no JSON, cut off, or nested too deep
        raise FeedError("no RSS, Atom or JSON feed (JSON that cannot be read)") from error
    items = _items(data)
    entries = [_entry(item) for item in items[:MAX_ENTRIES] if isinstance(item, dict)]
    if not _is_feed(data) and not any(entry.headline and any(entry.links) for entry in entries):
        raise FeedError("no RSS, Atom or JSON feed (JSON without a list of stories)")
    return ((entry, url) for entry in entries)


def _is_feed(data: Any) -> bool:
    version = data.get("version") if isinstance(data, dict) else None
    return isinstance(version, str) and "jsonfeed.org/" in version


def _items(data: Any) -> list[Any]:
    if isinstance(data, dict):
        data = next((data[name] for name in LISTS if isinstance(data.get(name), list)), None)
    return data if isinstance(data, list) else []


def _entry(item: dict[str, Any]) -> Entry:
    identity = _text(item.get("id"))
    links = [_text(item.get(name)) for name in LINKS]
    return Entry(
        # The id of a JSON Feed should be the address.
        links=[*links, identity if is_web(identity) else None],
        headline=_first(item, HEADLINES),
        leads=[_text(item.get(name)) for name in LEADS],
        contents=[
            *(_text(item.get(name)) for name in HTML_CONTENTS),
            *(_as_markup(_text(item.get(name))) for name in TEXT_CONTENTS),
        ],
        published=_first(item, PUBLISHED),
        changed=_first(item, CHANGED),
    )


def _first(item: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(item.get(name)))), None)


def _text(value: Any) -> str | None:
    """Return a text or a number as text; WordPress puts its texts into an object."""
    if isinstance(value, dict):
        value = value.get("rendered")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value)


def _as_markup(text: str | None) -> str | None:
    """Return plain text as HTML that keeps its paragraphs."""
    if text is None:
        return None
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return escaped.replace("\n", "<br>")
