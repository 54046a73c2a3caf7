"""What a page says of itself in JSON-LD, OpenGraph and other meta elements."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from extruct.jsonld import JsonLdExtractor
from lxml.html import HtmlElement

from newscrawl.extract.page import join, language_of, squash, text_of, url_key

ARTICLE_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle"
    " AskPublicNewsArticle ReviewNewsArticle LiveBlogPosting BlogPosting Report".split()
)
PUBLISHED = ("article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date",
             "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "publish-date", "pubdate")  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
MAX_DEPTH = 4
"""Levels of JSON-LD in which an article is looked for: list, @graph, mainEntity."""

CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
JSON_ONLY = re.compile(r"[\[{].*[\]}]", re.DOTALL)
"""What is left of a script without what stands around its JSON: a comment, CDATA marks, a semicolon."""

_extractor = JsonLdExtractor()


class Origin(NamedTuple):
    """What the structured data of an article say of where it comes from."""

    dateline: str | None = None
    """schema.org's dateline: "WASHINGTON (AP)", or the place alone."""
    locations: tuple[str, ...] = ()
    """Names of schema.org's locationCreated."""
    sources: tuple[str, ...] = ()
    """Names of schema.org's sourceOrganization: whose copy it is."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The page's own statements; times as they stand there, None or empty where there is none."""

    headline: str | None
    lead: str | None
    authors: tuple[str, ...]
    section: str | None
    language: str | None
    url: str | None
    """The canonical address."""
    published: tuple[tuple[str, str], ...]
    """Pairs of (source, text), the most trusted first: ("json-ld", "2026-01-24T21:54:00+01:00")."""
    modified: tuple[tuple[str, str], ...]
    origin: Origin
    is_article: bool
    """True where the page says that it is one article."""


def read_metadata(tree: HtmlElement, url: str) -> Metadata:
    """Return what the page at `url` says of itself; broken parts count as absent."""
    article, meta = _json_article(tree, url), _meta(tree)
    canonical = next((node.get("href") for node in tree.iter("link") if node.get("rel") == "canonical"), None)
    return Metadata(
        headline=_text(article.get("headline")) or meta.get("og:title") or meta.get("twitter:title"),
        lead=_text(article.get("description")) or meta.get("og:description") or meta.get("description"),
        authors=_named_without_own(article, "author") or _meta_authors(meta) or _linked_authors(tree),
        section=_text(article.get("articleSection")) or meta.get("article:section"),
        language=_text(article.get("inLanguage")) or language_of(tree),
        url=join(url, canonical) if canonical else None,
        published=_times(article.get("datePublished"), meta, PUBLISHED),
        modified=_times(article.get("dateModified"), meta, MODIFIED),
        origin=Origin(
            _text(article.get("dateline")),
            tuple(dict.fromkeys(_names(article.get("locationCreated")))),
            _named_without_own(article, "sourceOrganization"),
        ),
        is_article=bool(article) or meta.get("og:type") == "article",
    )


def _times(value: object, meta: Mapping[str, str], names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    first = [("json-ld", text)] if (text := _text(value)) else []
    second = next(([("opengraph", meta[name])] for name in names if name in meta), [])
    return (*first, *second)


def _json_article(tree: HtmlElement, url: str) -> Mapping[str, Any]:
    """Return the JSON-LD object of the page's article: that with its address, else the first with a headline."""
    found = [item for node in tree.iter("script") for item in _articles(_json(node), MAX_DEPTH)]
    own = url_key(url)
    for item in found:
        addresses = [item.get("url"), item.get("mainEntityOfPage"), item.get("@id")]
        if own in {url_key(text) for value in addresses if (text := _address(value))}:
            return item
    return next((item for item in found if item.get("headline")), {})


def _json(node: HtmlElement) -> list[Any]:
    if node.get("type") != "application/ld+json":
        return []
    try:
        return list(_extractor.extract_items(node))
    except (ValueError, RecursionError):  # one script in thirty is broken
        pass
    source = JSON_ONLY.search(CDATA.sub("", node.text or ""))
    try:
        value = json.loads(source[0], strict=False) if source else []
    except (ValueError, RecursionError):
        return []
    return value if isinstance(value, list) else [value]


def _articles(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth:
        for item in value:
            yield from _articles(item, depth - 1 if isinstance(item, list) else depth)
    elif isinstance(value, dict) and depth:
        kinds = value.get("@type")
        if ARTICLE_TYPES.intersection(map(str, kinds if isinstance(kinds, list) else [kinds])):
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(name), depth - 1)


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith("http") and join(value, "") else None


def _named_without_own(article: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return the names under a key without the outlet's own, which many systems put where none is known."""
    own = set(_names(article.get("publisher")))
    return tuple(dict.fromkeys(name for name in _names(article.get(key)) if name not in own))


def _names(value: object, depth: int = 3) -> Iterator[str]:
    if isinstance(value, list) and depth:
        for item in value:
            yield from _names(item, depth - 1)
    elif isinstance(value, dict):
        yield from _names(value.get("name"), depth - 1)
    elif isinstance(value, str) and depth and (name := squash(value)) and not name.startswith("http"):
        yield name[:200]


def _meta_authors(meta: Mapping[str, str]) -> tuple[str, ...]:
    name = meta.get("author") or meta.get("article:author") or ""
    return (name[:200],) if name and not name.startswith(("http", "@")) else ()


def _linked_authors(tree: HtmlElement) -> tuple[str, ...]:
    names = (text_of(node) for node in tree.iter("a") if node.get("rel") == "author")
    return tuple(dict.fromkeys(name[:200] for name in names if name))


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return squash(value) or None if isinstance(value, str) else None


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        if name and (content := squash(node.get("content"))):
            found.setdefault(name, content)
    return found
