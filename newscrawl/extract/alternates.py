"""The feeds that a page declares, and which of them is the section's own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from newscrawl.extract.page import base_of, join, parse_html, same_site, squash

Kind = Literal["rss", "atom", "json"]

KINDS: dict[str, Kind] = {
    "application/rss+xml": "rss",
    "application/x-rss+xml": "rss",
    "text/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "application/atom+xml": "atom",
    "text/atom+xml": "atom",
    "application/feed+json": "json",
}
"""Types of feeds; each has one meaning."""
VAGUE_KINDS: dict[str, Kind] = {
    "text/xml": "rss",
    "application/xml": "rss",
    "application/json": "json",  # JSON Feed 1.0; also what WordPress's API is declared as
}
"""Types of anything: a feed only where the address says so."""
FEED_WORDS = frozenset("rss rss2 rdf feed feeds atom".split())

HOSTS = re.compile(r"(?:feeds?|rss)[0-9]?\..+|(?:.+\.)?feedburner\.com|feedproxy\.google\.com", re.IGNORECASE)
"""Hosts that serve the feeds of other sites."""

MAX_FEEDS = 100
"""Feeds of a page that are kept: some declare one for each section, none of the measured pages more than 17."""
MAX_TITLE = 200
MAX_QUERY = 500

COMMENTS = frozenset(
    "comment comments comentários comentaris التعليقات نظرات komentar komentáre kommentar kommentare kommentarer kommentit commentaire commentaires comentario comentarios"
    " commenti reactie reacties komentarze komentáře yorum yorumlar комментарии коментарі σχόλια تعليقات"
    " コメント 评论".split()
)
"""Words of a feed of what readers write."""

MARKERS = frozenset(
    "category categories categorie catégorie categoria kategorie kategori kategoria cat section sections sección"
    " seccion sezione sektion rubrik rubrique rubriek rubrica tag tags topic topics thema".split()
)
"""Words behind which an address names a section: `/arc/outboundfeeds/rss/category/world/`."""

GENERIC = (
    FEED_WORDS
    | MARKERS
    | frozenset(
        "xml json php html htm asp aspx cms index default full latest main all home www news nieuws nachrichten"
        " noticias notícias noticia actualites actualités actualite actualité notizie nyheter nyheder uutiset"
        " wiadomosci wiadomości haberler новости новини archive archives v1 v2 91 0 1 2 10 20".split()
    )
)
"""Words of addresses and titles that tell no section from another; the numbers are versions of RSS."""

_WORD = re.compile(r"[^\W_]+")
_TITLE_PARTS = re.compile(r"\s*[|»«>›:·•/]\s*|\s+[-–—]\s+")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page declares."""

    url: str
    """Absolute http(s) address, of the page's site or of a host that serves the feeds of others."""
    title: str | None
    """As declared; None where it has none."""
    type: str
    """Media type, in lower case and without parameters: "application/rss+xml"."""
    kind: Kind


def find_feeds(page: HtmlElement | str, url: str) -> list[FeedLink]:
    """Return the feeds that the tree or the decoded text of a page declares, in its order, each address once.

    `url` is the page's address.
    """
    tree = parse_html(page) if isinstance(page, str) else page
    base = base_of(tree, url)
    found: dict[str, FeedLink] = {}
    for link in tree.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        feed = (
            _feed(link, base) if ("alternate" in rel or "feed" in rel) and "stylesheet" not in rel else None
        )
        if feed and feed.url not in found and _may_be_fetched(feed.url, url):
            found[feed.url] = feed
            if len(found) == MAX_FEEDS:
                break
    return list(found.values())


def _feed(link: HtmlElement, base: str) -> FeedLink | None:
    media = (link.get("type") or "").partition(";")[0].strip().lower()
    href = (link.get("href") or "").strip()
    address = join(base, href) if href else None
    kind = KINDS.get(media)
    if kind is None and address and not FEED_WORDS.isdisjoint(_WORD.findall(urlsplit(address).path.lower())):
        kind = VAGUE_KINDS.get(media)
    if not address or kind is None:
        return None
    return FeedLink(address, squash(link.get("title"))[:MAX_TITLE] or None, media, kind)


def _may_be_fetched(feed: str, page: str) -> bool:
    return same_site(feed, page) or bool(HOSTS.fullmatch(urlsplit(feed).hostname or ""))


def section_feed(feeds: Iterable[FeedLink], section_url: str, section_name: str) -> FeedLink | None:
    """Return the one of `feeds` that holds this section and no more, or None if none is sure to.

    Its address says so (`/category/world/feed/`, `feeds.blad.example/world.xml`), or its title where
    the address says nothing ("Blad: World" at `/rss/1234.xml`). Of one feed in several formats RSS
    comes first, then Atom.

    >>> feeds = [FeedLink(f"https://blad.example{path}", None, "application/rss+xml", "rss")
    ...     for path in ("/feed/", "/world/feed/", "/world/asia/feed/")]
    >>> section_feed(feeds, "https://blad.example/world", "World").url
    'https://blad.example/world/feed/'
    """
    own = [feed for feed in islice(feeds, MAX_FEEDS) if not _is_of_comments(feed)]
    path = _segments(section_url.partition("?")[0]) or _segments(section_url)
    name = " ".join(_meaning(section_name))
    by_address = [feed for feed in own if _is_address_of(path, name, feed.url)]
    by_title = [feed for feed in own if _is_mute(feed.url) and _is_title_of(name, feed.title)]
    for candidates in (by_address, by_title):
        for kind in ("rss", "atom", "json"):
            of_kind = [feed for feed in candidates if feed.kind == kind]
            if of_kind:
                return of_kind[0] if len(of_kind) == 1 else None
    return None


def _is_of_comments(feed: FeedLink) -> bool:
    words = _WORD.findall(f"{feed.title or ''} {unquote(urlsplit(feed.url).path)}".casefold())
    return not COMMENTS.isdisjoint(words)


def _is_address_of(path: list[str], name: str, feed: str) -> bool:
    """Tell whether the last word of a feed's address is the section's, and no other is of something else."""
    words = _segments(feed)
    return bool(words) and words[-1] in {*path[-1:], name} and set(words) <= {*path, name}


def _is_mute(feed: str) -> bool:
    """Tell whether an address names one feed of several without saying which: "/rss/1234.xml"."""
    words = _segments(feed)
    return bool(words) and all(word.replace(" ", "").isdigit() for word in words)


def _is_title_of(name: str, title: str | None) -> bool:
    return bool(name) and any(" ".join(_meaning(part)) == name for part in _TITLE_PARTS.split(title or ""))


def _segments(url: str) -> list[str]:
    """Return the parts of an address that may name a section, without the words that name none.

    Each is the words of one part of the path or one value of the query: "/rss/world-news.xml" gives
    "world". What stands in front of a word such as "category" says where feeds lie, not what they hold.
    """
    parts = urlsplit(url)
    values = [value for _, value in parse_qsl(parts.query[:MAX_QUERY])]
    segments: list[str] = []
    for part in [*unquote(parts.path).split("/"), *values]:
        if part.casefold() in MARKERS:
            segments.clear()
        if words := _meaning(part):
            segments.append(" ".join(words))
    return segments


def _meaning(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in GENERIC]
