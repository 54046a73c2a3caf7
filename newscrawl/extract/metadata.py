"""What a page says of itself in JSON-LD, OpenGraph and other meta elements."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice

from lxml.html import HtmlElement

from newscrawl.extract.access import find_access
from newscrawl.extract.byline import split_names
from newscrawl.extract.jsonld import (
    MAX_NAME,
    MAX_NAMES,
    JsonLd,
    read_json_ld,
    to_names,
    to_names_but,
    to_text,
)
from newscrawl.extract.page import LANGUAGE, join, language_of, squash, text_of
from newscrawl.extract.values import Access, Origin

PUBLISHED = (
    "article:published_time article:published:time article:published og:published_time og:article:published_time"
    " og:pubdate datepublished rnews:datepublished dc.date.issued dcterms.issued dcterms.created dc.date.created"
    " dc.created parsely-pub-date article.published article_date_original originalpublicationdate"
    " publication_date publicationdate publication-date publish_date publish-date publishdate published_time"
    " published-date published_at pubdate pub_date prism.publicationdate bt:pubdate sailthru.date vr:published_time"
    " cxenseparse:recs:publishtime cxenseparse:publishtime shareaholic:article_published_time"
    " citation_publication_date citation_online_date displaydate datecreated article:created date_published"
    " dc.date dcterms.date dc:date date"
).split()
"""Names of meta elements with the time of publication, the most specific first."""
MODIFIED = (
    "article:modified_time article:modified:time article:modified og:updated_time og:article:modified_time"
    " datemodified dcterms.modified dc.date.modified dc.modified vr:updated_time article.updated last_updated_date"
    " lastmod modified_time revised bt:moddate last-modified"
).split()
AUTHORS = (
    "author article:author og:article:author parsely-author sailthru.author byl dc.creator dcterms.creator"
    " cxenseparse:author"
).split()
KEYWORDS = ("news_keywords", "article:tag", "keywords", "parsely-tags", "sailthru.tags")
SECTIONS = "article:section og:article:section parsely-section section category cxenseparse:category".split()
SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:app:name:iphone")
MAX_META = 500
"""Meta elements that are read; real pages have up to a hundred."""
MAX_CONTENT = 2000
"""Characters of one meta element: descriptions and lists of keywords are shorter."""
MAX_KEYWORD = 100
MAX_HEADINGS = 10
"""Headings of the first rank that are looked at; a page has one or two."""

SPLIT = re.compile(r"\s*[,;|،、，]\s*")
"""What stands between keywords in one text."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The page's own statements; times as they stand there, None or empty where there is none."""

    headlines: tuple[str, ...] = ()
    """What it calls its article, the most trusted first: JSON-LD, og:title, twitter:title."""
    title: str | None = None
    """Text of its title element, most often with the outlet's name."""
    sites: tuple[str, ...] = ()
    """Names of the outlet."""
    lead: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    """BCP 47 tag."""
    url: str | None = None
    """The canonical address."""
    published: tuple[tuple[str, str], ...] = ()
    """Pairs of (source, text), the most trusted first: ("json-ld", "2026-01-24T21:54:00+01:00")."""
    modified: tuple[tuple[str, str], ...] = ()
    access: Access | None = None
    origin: Origin = Origin()
    is_article: bool = False
    """True where the page says that it is one article."""


def read_metadata(tree: HtmlElement, url: str) -> Metadata:
    """Return what the page at `url` says of itself; broken parts count as absent."""
    contents, canonical = _contents(tree), _canonical(tree, url)
    meta = {name: texts[0] for name, texts in contents.items()}
    titles = [*(text_of(node) for node in islice(tree.iter("h1"), MAX_HEADINGS)), meta.get("og:title", "")]
    data = read_json_ld(tree, [url, *([canonical] if canonical else [])], filter(None, titles))
    article = data.article
    named = [to_text(article.get("headline")), meta.get("og:title"), meta.get("twitter:title")]
    return Metadata(
        headlines=tuple(dict.fromkeys(unescape(text) for text in named if text)),
        title=next((text for node in tree.iter("title") if (text := squash(node.text))), None),
        sites=_sites(data, meta),
        lead=_lead(data, meta),
        authors=_persons(to_names_but(article.get("author"), article.get("publisher")))
        or _persons(_authors(tree, contents)),
        section=_section(data, meta),
        keywords=_keywords(article.get("keywords"), contents),
        language=_tag(to_text(article.get("inLanguage"))) or language_of(tree) or _language(meta),
        url=canonical,
        published=_times(data, "datePublished", meta, PUBLISHED),
        modified=_times(data, "dateModified", meta, MODIFIED),
        access=find_access(article, meta),
        origin=Origin(
            to_text(article.get("dateline")),
            to_names(article.get("locationCreated")),
            to_names_but(article.get("sourceOrganization"), article.get("publisher")),
        ),
        is_article=bool(article) or meta.get("og:type") == "article",
    )


def _times(
    data: JsonLd, key: str, meta: Mapping[str, str], names: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    objects = (to_text(item.get(key)) for item in (data.article, data.page))
    first = [("json-ld", text) for text in objects if text][:1]
    return (*first, *(("opengraph", meta[name]) for name in names if name in meta))


def _sites(data: JsonLd, meta: Mapping[str, str]) -> tuple[str, ...]:
    names = [*to_names(data.article.get("publisher")), *(meta.get(name, "") for name in SITES)]
    return tuple(dict.fromkeys(name for name in names if name))


def _lead(data: JsonLd, meta: Mapping[str, str]) -> str | None:
    text = to_text(data.article.get("description")) or meta.get("og:description") or meta.get("description")
    return unescape(text) if text else None


def _section(data: JsonLd, meta: Mapping[str, str]) -> str | None:
    named = to_text(data.article.get("articleSection"))
    named = named or next((meta[name] for name in SECTIONS if name in meta), None)
    # From the front page to the story itself: what stands between is the section.
    return named or next(iter(data.crumbs[1:-1]), None)


def _keywords(declared: object, contents: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the keywords of the first source that has some, each once, as printed."""
    sources = [to_names(declared), *(contents.get(name, []) for name in KEYWORDS)]
    for texts in sources:
        found: dict[str, str] = {}
        for word in islice((word for text in texts for word in SPLIT.split(text) if word), MAX_NAMES):
            found.setdefault(word.casefold(), word[:MAX_KEYWORD])
        if found:
            return tuple(found.values())
    return ()


def _language(meta: Mapping[str, str]) -> str | None:
    return _tag(meta.get("content-language") or meta.get("og:locale") or meta.get("dc.language"))


def _tag(declared: str | None) -> str | None:
    """Return the BCP 47 tag that a text is or begins with ("nl_NL, en"), None if it is none: "English"."""
    tag = (declared or "").partition(",")[0].strip().replace("_", "-")
    return tag if LANGUAGE.fullmatch(tag) else None


def _canonical(tree: HtmlElement, url: str) -> str | None:
    href = next((node.get("href") for node in tree.iter("link") if node.get("rel") == "canonical"), None)
    return join(url, href) if href else None


def _persons(names: Iterable[str]) -> tuple[str, ...]:
    """Return each author once: one field may name several, and an address of mail is no name."""
    persons = (person for name in names if "@" not in name for person in split_names(name))
    return tuple(islice(dict.fromkeys(persons), MAX_NAMES))


def _authors(tree: HtmlElement, contents: Mapping[str, list[str]]) -> tuple[str, ...]:
    for key in AUTHORS:
        names = (text[:MAX_NAME] for text in contents.get(key, []) if not text.startswith("http"))
        if found := tuple(dict.fromkeys(islice(names, MAX_NAMES))):
            return found
    linked = (text_of(node) for node in tree.iter("a") if node.get("rel") == "author")
    return tuple(dict.fromkeys(name[:MAX_NAME] for name in islice(linked, MAX_NAMES) if name))


def _contents(tree: HtmlElement) -> dict[str, list[str]]:
    """Return the contents of the page's meta elements by lower-case name, in their order."""
    found: dict[str, list[str]] = {}
    for node in islice(tree.iter("meta"), MAX_META):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        if name is None and node.get("http-equiv", "").lower() == "content-language":
            name = "content-language"
        if name and (content := squash(node.get("content", "")[:MAX_CONTENT])):
            found.setdefault(name.lower(), []).append(content)
    return found
