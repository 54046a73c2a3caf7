"""The JSON-LD of a page: its objects, the one that is the page's article, and texts out of them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

from extruct.jsonld import JsonLdExtractor
from lxml.html import HtmlElement

from newscrawl.extract.page import join, squash, url_key
from newscrawl.extract.plain import plain

Object = Mapping[str, Any]

ARTICLE_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle"
    " AskPublicNewsArticle ReviewNewsArticle LiveBlogPosting BlogPosting Report".split()
)
PAGE_TYPES = frozenset(["WebPage", "ItemPage"])
"""Types of the page itself, which some systems date where they do not describe the article."""
MAX_DEPTH = 4
"""Levels of JSON-LD in which an article is looked for: list, @graph, mainEntity."""
MAX_SCRIPTS = 40
"""Scripts of JSON-LD that are read of one page; real pages have up to a dozen."""
MAX_SCRIPT = 2_000_000
"""Characters of a script that is read; one with the whole text of a long article has 200,000."""
MAX_BROKEN = 200_000
"""Characters of a broken script that is mended: extruct walks through each of them in Python."""
MAX_OBJECTS = 500
"""Objects of a page that are looked at: a list of all stories of a section has some hundred."""
MAX_NAMES = 50
"""Names in one field: authors, keywords, organizations."""
MAX_NAME = 200
MAX_NESTED = 4
"""Lists and objects around a name: a list of persons, each with a list of names."""

_extractor = JsonLdExtractor()


class JsonLd(NamedTuple):
    """What the scripts of a page hold."""

    article: Object
    """The object of the page's article; empty where there is none."""
    page: Object
    """The object of the page itself (WebPage); empty where there is none."""
    crumbs: tuple[str, ...]
    """Names of the page's BreadcrumbList, from the front page down."""


def read_json_ld(tree: HtmlElement, urls: Iterable[str], titles: Iterable[str] = ()) -> JsonLd:
    """Return the JSON-LD of a page; what is broken, too long or nested too deep counts as absent.

    Of several articles that with one of the page's addresses (`urls`) counts, else that with one of
    its `titles` for a headline, else the first with a headline.
    """
    objects = (item for value in read_scripts(tree) for item in _objects(value, MAX_DEPTH))
    found = list(islice(objects, MAX_OBJECTS))
    articles = [item for item in found if _is(item, ARTICLE_TYPES)]
    return JsonLd(
        _own(articles, {url_key(url) for url in urls}, {plain(title) for title in titles}),
        next((item for item in found if _is(item, PAGE_TYPES)), {}),
        _crumbs(found),
    )


def read_scripts(tree: HtmlElement, word: str = "") -> Iterator[Any]:
    """Yield the values of a page's scripts of JSON-LD that hold `word`; broken ones are mended where they can be."""
    scripts = (node for node in tree.iter("script") if node.get("type") == "application/ld+json")
    wanted = (node for node in scripts if word in (node.text or ""))
    return (value for node in islice(wanted, MAX_SCRIPTS) for value in _read(node))


def _own(articles: Sequence[Object], keys: set[str], titles: set[str]) -> Object:
    for item in articles:
        addresses = [item.get("url"), item.get("mainEntityOfPage"), item.get("@id")]
        if keys & {url_key(text) for value in addresses if (text := _address(value))}:
            return item
    named = [item for item in articles if item.get("headline")]
    titled = (item for item in named if plain(to_text(item.get("headline")) or "") in titles)
    return next(titled, named[0] if named else {})


def _read(node: HtmlElement) -> list[Any]:
    source = node.text or ""
    if len(source) > MAX_SCRIPT:
        return []
    try:
        value = json.loads(source, strict=False)
    except (ValueError, RecursionError):  # one script in thirty is broken
        value = _mend(node, source)
    return value if isinstance(value, list) else [value]


def _mend(node: HtmlElement, source: str) -> Any:
    if len(source) <= MAX_BROKEN:
        try:
            return list(_extractor.extract_items(node))
        except (ValueError, RecursionError):
            pass  # not of a kind that it mends
    try:
        return json.loads(_bare(source), strict=False)
    except (ValueError, RecursionError):
        return []


def _bare(source: str) -> str:
    """Return a script without what stands around its JSON: a comment, CDATA marks, a semicolon."""
    text = source.replace("<![CDATA[", "").replace("]]>", "")
    starts, ends = [text.find(mark) for mark in "[{"], [text.rfind(mark) for mark in "]}"]
    start = min((place for place in starts if place >= 0), default=0)
    return text[start : max(ends) + 1]


def _objects(value: object, depth: int) -> Iterator[Object]:
    if isinstance(value, list) and depth:
        for item in value:
            yield from _objects(item, depth - 1 if isinstance(item, list) else depth)
    elif isinstance(value, dict) and depth:
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(name), depth - 1)


def _is(item: Object, types: frozenset[str]) -> bool:
    kinds = item.get("@type")
    return not types.isdisjoint(map(str, kinds if isinstance(kinds, list) else [kinds]))


def _crumbs(found: Sequence[Object]) -> tuple[str, ...]:
    trail = next((item for item in found if _is(item, frozenset(["BreadcrumbList"]))), {})
    steps = trail.get("itemListElement")
    names = (to_text(step.get("name")) or to_text(step.get("item")) for step in _dicts(steps))
    return tuple(name for name in islice(names, MAX_NAMES) if name)


def _dicts(value: object) -> list[Object]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith("http") and join(value, "") else None


def to_text(value: object) -> str | None:
    """Return the first text of a value in one line: the value, its `name` or `@value`; None if there is none.

    Entities are read, for many systems escape what they put into a script.
    """
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return squash(unescape(value)) or None if isinstance(value, str) else None


def to_names(value: object) -> tuple[str, ...]:
    """Return each name in a value once: texts, `name` of objects, lists of both; no addresses."""
    return tuple(dict.fromkeys(islice(_names(value, MAX_NESTED), MAX_NAMES)))


def _names(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, list) and depth:
        for item in value:
            yield from _names(item, depth - 1)
    elif isinstance(value, dict):
        yield from _names(value.get("name"), depth - 1)
    elif (
        isinstance(value, str) and depth and (name := squash(unescape(value))) and not name.startswith("http")
    ):
        yield name[:MAX_NAME]


def to_names_but(value: object, publisher: object) -> tuple[str, ...]:
    """Return the names in a value without the outlet's own, which many systems put where none is known."""
    own = set(to_names(publisher))
    return tuple(name for name in to_names(value) if name not in own)


def to_flag(value: object) -> bool | None:
    """Return the truth that a value states as JSON, a word or a schema.org address; None if it states none.

    >>> to_flag("http://schema.org/False"), to_flag("true"), to_flag("maybe")
    (False, True, None)
    """
    if isinstance(value, bool):
        return value
    word = value.strip().rpartition("/")[2].lower() if isinstance(value, str) else ""
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(word)
