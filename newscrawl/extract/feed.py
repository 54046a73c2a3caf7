"""Teasers of an RSS, RDF, Atom or JSON feed."""

import re
from collections.abc import Iterator

from lxml import etree

from newscrawl.extract.entry import MAX_BODY, MAX_ENTRIES, Entry, to_teasers
from newscrawl.extract.feedxml import (
    Document,
    FeedError,
    find_document,
    parse_broken,
    parse_strict,
    to_text,
    unpack,
)
from newscrawl.extract.jsonfeed import entries_of_json
from newscrawl.extract.page import is_web, join, squash
from newscrawl.extract.teaser import Teaser

__all__ = ["FEED_ROOTS", "FeedError", "extract_feed"]

FEED_ROOTS = ("rss", "rdf", "feed", "channel")
"""Roots of RSS 0.9x and 2.0, of RSS 1.0 and of Atom; the last is that of an RSS whose own tag was lost."""

PREFIXES = {
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns": "atom",  # Atom 0.3
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.pheedo.com/namespace/pheedo": "pheedo",
}
"""Namespaces by their addresses, in lower case and without what ends them: feeds write them both ways."""

ENTRIES = frozenset(["item", "entry", "atom:entry"])
ORIGINAL_LINKS = ("feedburner:origlink", "pheedo:origlink")
"""The story's own address, where the link goes by a service that counts readers."""
HEADLINES = ("title", "atom:title", "dc:title")
LEADS = ("description", "atom:summary", "summary", "dc:description", "dcterms:abstract")
CONTENTS = ("content:encoded", "atom:content", "content")
PUBLISHED = (
    *("pubdate", "atom:published", "published"),
    *("atom:issued", "dcterms:issued", "dc:date", "dcterms:created", "atom:created"),
)
CHANGED = ("atom:updated", "updated", "atom:modified", "dcterms:modified")
"""A change is no publication, even where nothing else is printed."""

Fields = dict[str, list[etree._Element]]
"""The elements of an entry by their names."""

_ENTRY_TAG = re.compile(
    r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|(?P<entry><(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry)(?=[\s/>]))",
    re.IGNORECASE,
)
_END_TAG = re.compile(r"</(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry|channel|rss|feed|rdf)\b", re.IGNORECASE)
_JSON = re.compile(r"""\s*(?:\{\s*["}]|\[\s*[{\]])""")
_START_TAG = re.compile(r"<[^<>]{1,20000}(?<!/)>")


def extract_feed(body: bytes, url: str, *, content_type: str | None = None) -> list[Teaser]:
    """Return the entries of a feed in its order, the first MAX_ENTRIES; the times are the feed's own texts.

    `url` is the feed's address. A time is that of a publication; an entry that prints only when it
    was changed has none. Nothing is fetched and no entity of the feed's own expands. Raises FeedError
    if `body` is no feed at all; of a broken or cut feed the entries that can be read are returned.
    """
    return teasers_of(to_text(unpack(body, MAX_BODY), content_type), url)


def teasers_of(text: str, url: str) -> list[Teaser]:
    """Return the entries of the text of a feed, as `extract_feed` does."""
    if _JSON.match(text):
        return to_teasers(entries_of_json(text, url))
    document = find_document(text, FEED_ROOTS)
    if document is None:
        raise FeedError("no RSS, Atom or JSON feed (no root that is known)")
    return to_teasers(_entries(document, url))


def _entries(document: Document, url: str) -> Iterator[tuple[Entry, str]]:
    root = parse_strict(document.text)
    items: Iterator[etree._Element]
    if root is not None:
        items = _whole_entries(root)
    else:
        root, items = _broken_entries(document)
    base = url if document.root == "feed" or root is None else _site(root, url)
    for item, _ in zip(items, range(MAX_ENTRIES), strict=False):
        # xml:base, which may be relative itself
        own = join(base, item.base) if item.base else None
        yield _entry(item), own or base


def _whole_entries(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the entries below `root` but not those within others, whose texts would be read once a level."""
    walk = etree.iterwalk(root, events=("start",), tag=("{*}item", "{*}entry"))
    for _, element in walk:
        if _name(element) in ENTRIES:
            yield element
            walk.skip_subtree()


def _broken_entries(document: Document) -> tuple[etree._Element | None, Iterator[etree._Element]]:
    """Return the head of a feed that is not well-formed, and its entries, each read for itself.

    So a fault costs one entry. The last one is left out where the feed was cut off inside of it:
    half an address is another one.
    """
    text = document.text
    starts = [tag.start() for tag in _ENTRY_TAG.finditer(text) if tag["entry"]][: MAX_ENTRIES + 1]
    ends = [*starts[1:], len(text)]
    if starts and not _END_TAG.search(text, starts[-1]):
        starts.pop()
    frame = _START_TAG.match(text)  # declares the prefixes, and often xml:base
    opening = frame[0] if frame else "<feed>"
    head = parse_broken(text[: starts[0]] if starts else text)
    roots = (parse_broken(opening + text[start:end]) for start, end in zip(starts, ends, strict=False))
    items = (root[0] for root in roots if root is not None and len(root))
    return head, (item for item in items if _name(item) in ENTRIES)


def _site(root: etree._Element, url: str) -> str:
    """Return what the links of an RSS feed are relative to: the site that its channel names.

    So says the RSS Advisory Board's profile; the feed itself may lie with a service. Without one
    it is the feed's address.
    """
    for element in root.iter():
        if isinstance(element.tag, str) and _name(element) == "link" and (site := squash(element.text)):
            return (join(url, site) if site.startswith("http") else None) or url
        if isinstance(element.tag, str) and _name(element) in ENTRIES:
            break
    return url


def _entry(item: etree._Element) -> Entry:
    fields: Fields = {}
    for child in item.iterchildren("*"):
        fields.setdefault(_name(child), []).append(child)
    return Entry(
        links=_links(item, fields),
        headline=next(_texts(fields, HEADLINES), None),
        leads=_texts(fields, LEADS),
        contents=_texts(fields, CONTENTS),
        published=next(_texts(fields, PUBLISHED), None),
        changed=next(_texts(fields, CHANGED), None),
    )


def _texts(fields: Fields, names: tuple[str, ...]) -> Iterator[str]:
    markups = (_markup(element) for name in names for element in fields.get(name, ()))
    return (markup for markup in markups if markup.strip())


def _links(item: etree._Element, fields: Fields) -> Iterator[str | None]:
    """Yield the addresses of an entry, the best first."""
    yield from (element.text for name in ORIGINAL_LINKS for element in fields.get(name, ()))
    links = fields.get("link", []) + fields.get("atom:link", [])
    yield from (squash(element.text) or element.get("href") for element in links if _is_alternate(element))
    for guid in fields.get("guid", ()):
        if (guid.get("isPermaLink") or "true").strip().lower() != "false" and is_web(guid.text):
            yield guid.text
    ids = [element.text for element in fields.get("atom:id", []) + fields.get("id", [])]
    yield from (text for text in [*ids, _about(item)] if is_web(text))


def _is_alternate(link: etree._Element) -> bool:
    return (link.get("rel") or "alternate").strip().lower() == "alternate"


def _about(item: etree._Element) -> str | None:
    return item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")


def _markup(element: etree._Element) -> str:
    """Return the content of a field as HTML: it may hold elements where it should hold their text."""
    if not len(element):
        return element.text or ""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _name(element: etree._Element) -> str:
    """Return the name of an element with the usual prefix of its namespace, in lower case: "dc:date".

    A prefix that the feed does not declare is taken for what it usually means, and elements of
    namespaces that are not known keep theirs, so that they are taken for no others.
    """
    namespace, closed, local = str(element.tag).lower().rpartition("}")
    if not closed:
        return local
    prefix = PREFIXES.get(namespace[1:].rstrip("/#"), namespace)
    return f"{prefix}:{local}" if prefix else local
