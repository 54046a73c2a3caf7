"""Stories and further sitemaps of a sitemap (https://www.sitemaps.org/protocol.html), Google's news fields among them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from newscrawl.extract.entry import MAX_BODY as MAX_FEED
from newscrawl.extract.entry import Entry, to_teasers
from newscrawl.extract.feed import FEED_ROOTS, teasers_of
from newscrawl.extract.feedxml import (
    Document,
    FeedError,
    find_document,
    parse_events,
    repair,
    to_text,
    unpack,
)
from newscrawl.extract.page import is_web, join, same_site, squash
from newscrawl.extract.teaser import Teaser
from newscrawl.times import parse_machine_time

SITEMAP_ROOTS = ("urlset", "sitemapindex")
MAX_BODY = 50 * 1024 * 1024
"""Bytes of an unpacked sitemap: the protocol's own limit."""
MAX_URLS = 50_000
"""Addresses of a sitemap or an index that are read: the protocol's own limit."""
MAX_ELEMENTS = 20 * MAX_URLS
"""Elements that are read: those of a story with its news fields and some pictures, for each address."""
MAX_CHILDREN = 50
"""Sitemaps of an index that are given back. Each costs a request, and the newest hold the news: large
outlets split theirs by day or month, over twenty years and more."""

_NEWS = re.compile(r"(?<![a-z])(?:google[-_]?)?news(?![a-z])|newssitemap|sitemapnews", re.IGNORECASE)
_NEVER = datetime.min.replace(tzinfo=UTC)
_ANY_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names."""

    url: str
    """Absolute http(s) address."""
    changed: str | None = None
    """When it was last changed, as printed."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists; an index has children, all others teasers."""

    teasers: tuple[Teaser, ...] = ()
    """In its order; only those of a news sitemap have a headline and a time, that of the publication."""
    changed: tuple[str | None, ...] = ()
    """Aligned with the teasers: when the page was last changed, as printed; never a publication."""
    children: tuple[Child, ...] = ()
    """Those for news first, then the newest first, MAX_CHILDREN at the most."""


@dataclass(slots=True)
class _Record:
    """The fields of one `url` or `sitemap` element, as printed."""

    address: str | None = None
    changed: str | None = None
    news: dict[str, str | None] = field(default_factory=dict)


def extract_sitemap(
    body: bytes, url: str, *, content_type: str | None = None, site: str | None = None
) -> Sitemap:
    """Return what a sitemap lists: XML, text with an address a line, or a feed; packed by gzip or not.

    `url` is the sitemap's address, and `site` one of the outlet whose pages it lists (`url` where
    None); addresses of other sites are left out, as the protocol wants it. Nothing is fetched. Raises
    FeedError if `body` is no sitemap, or one that unpacks to more than MAX_BODY; of a broken or cut
    one what can be read is returned.
    """
    text = to_text(unpack(body, MAX_BODY), content_type)
    own = site or url
    if document := find_document(text, SITEMAP_ROOTS):
        records = _records(document)
        if document.root == "sitemapindex":
            return Sitemap(children=_children(records, url, own))
        return _listed(records, url, own)
    if find_document(text, FEED_ROOTS):
        teasers = [entry for entry in teasers_of(text[:MAX_FEED], url) if entry.url]
        kept = tuple(teaser for teaser in teasers if same_site(teaser.url or "", own))
        return Sitemap(kept, (None,) * len(kept))
    return _listed(_lines(text), url, own)


def _listed(records: Iterable[_Record], url: str, site: str) -> Sitemap:
    entries, changed = [], []
    for record in records:
        address = join(url, record.address or "")
        if not record.address or not address or not same_site(address, site):
            continue
        headline, published = record.news.get("title"), record.news.get("publication_date")
        entries.append((Entry([address], headline, published=published), url))
        changed.append(record.changed)
    return Sitemap(tuple(to_teasers(entries)), tuple(changed))


def _children(records: Iterable[_Record], url: str, site: str) -> tuple[Child, ...]:
    found: dict[str, Child] = {}
    for record in records:
        address = join(url, record.address or "")
        if record.address and address and address != url and same_site(address, site):
            found.setdefault(address, Child(address, record.changed))
    return tuple(sorted(found.values(), key=_rank, reverse=True)[:MAX_CHILDREN])


def _rank(child: Child) -> tuple[bool, datetime]:
    """Return what the more promising sitemap has more of; of equal ones the first stays first."""
    parts = urlsplit(child.url)
    name = parts.path.rstrip("/").rpartition("/")[2] + "?" + parts.query
    moment = parse_machine_time(child.changed, zone=_ANY_ZONE) if child.changed else None
    return bool(_NEWS.search(name)), moment.latest if moment else _NEVER


def _records(document: Document) -> Iterator[_Record]:
    """Return the records of a sitemap; of one that is not well-formed all that can be read."""
    try:
        return iter(list(_read(parse_events(document.text, recover=False))))
    except etree.XMLSyntaxError:
        return _read(parse_events(repair(document.text), recover=True))


def _read(elements: Iterable[etree._Element]) -> Iterator[_Record]:
    """Yield the records of elements that have ended, MAX_URLS at the most; each element is emptied behind it."""
    count = 0
    for element in islice(elements, MAX_ELEMENTS):
        if _local(element) not in ("url", "sitemap"):
            continue
        count += 1
        yield _record(element)
        element.clear()  # else the tree takes ten times the memory of the text
        if count == MAX_URLS:
            return


def _record(element: etree._Element) -> _Record:
    record = _Record()
    for child in element.iterchildren("*"):
        name = _local(child)
        if name == "loc" and _namespace(child) == _namespace(element):  # image:loc is a picture's
            record.address = record.address or squash(child.text) or None
        elif name == "lastmod":
            record.changed = squash(child.text)[:100] or None
        elif name == "news":
            record.news = {_local(part): part.text for part in child.iterchildren("*")}
    return record


def _lines(text: str) -> Iterator[_Record]:
    """Return the records of a text with an address a line. Raises FeedError if the first line is none."""
    lines = [stripped for line in text.splitlines() if (stripped := line.strip())][:MAX_URLS]
    if not lines or not is_web(lines[0]) or len(lines[0].split()) > 1:
        raise FeedError("no sitemap (neither a root that is known nor a list of addresses)")
    return (_Record(line) for line in lines if is_web(line))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _namespace(element: etree._Element) -> str:
    """Return what stands in front of the name: the namespace, or the prefix where it is not declared."""
    tag = str(element.tag)
    return tag[: len(tag) - len(_local(element))]
