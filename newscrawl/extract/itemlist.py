"""The stories that a page lists for machines: the ItemList of its JSON-LD."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from newscrawl.extract.address import url_score
from newscrawl.extract.fields import MAX_MACHINE, MAX_TEXT
from newscrawl.extract.jsonld import read_scripts
from newscrawl.extract.links import LONG_TEXT, story_key
from newscrawl.extract.page import base_of, join, same_site, squash, story_url
from newscrawl.extract.teaser import Teaser

MAX_VALUES = 20_000
"""Values of a page's JSON-LD that are looked at."""
MAX_ITEMS = 1000
MIN_SCORE = 2
"""Score of the address of an item from which it is a story and no section of the outlet."""


class Item(NamedTuple):
    """One story of the list; None for what it does not say."""

    url: str
    headline: str | None
    time: str | None


class ItemList:
    """The stories of a list, by their key (`links.story_key`)."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def complete(self, key: str, teaser: Teaser) -> Teaser:
        """Return `teaser` with what its item says and the page does not show."""
        item = self._items.get(key)
        if item is None:
            return teaser
        return replace(
            teaser,
            headline=teaser.headline or (None if teaser.lead else item.headline),
            time_machine=teaser.time_machine or item.time,
        )

    def teasers(self) -> list[Teaser]:
        """Return a teaser of each story, numbered, for a page that has no links to them."""
        return [
            Teaser(url=item.url, headline=item.headline, time_machine=item.time, position=number)
            for number, item in enumerate(self._items.values(), 1)
        ]


NO_ITEMS = ItemList({})


def read_item_list(tree: HtmlElement, url: str) -> ItemList:
    """Return the stories of the page's own site that its ItemLists name; what cannot be mended counts as absent."""
    values = list(read_scripts(tree, "ItemList"))
    if not values:
        return NO_ITEMS
    base = base_of(tree, url)
    found: dict[str, Item] = {}
    for entry in islice((entry for value in values for entry in _entries(value)), MAX_ITEMS):
        item = _item(entry, base)
        if item and same_site(item.url, url) and url_score(item.url) >= MIN_SCORE:
            found.setdefault(story_key(item.url), item)
    return ItemList(found)


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the entries of each ItemList in a JSON value, however deep it stands."""
    waiting = [value]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            entries = value.get("itemListElement")
            if _is_list(value) and isinstance(entries, list):
                yield from (entry for entry in entries if isinstance(entry, dict))
            else:
                waiting += reversed(value.values())


def _is_list(value: Mapping[str, Any]) -> bool:
    kinds = value.get("@type")
    return "ItemList" in (kinds if isinstance(kinds, list) else [kinds])


def _item(entry: Mapping[str, Any], base: str) -> Item | None:
    """Return the story of a ListItem, which names it itself or holds it as its `item`."""
    inner = entry.get("item")
    parts = [inner, entry] if isinstance(inner, dict) else [entry]
    address = _first(parts, "url", "@id") or (inner if isinstance(inner, str) else None)
    target = join(base, address) if address else None
    if target is None:
        return None
    headline = squash(_first(parts, "headline", "name"))[:MAX_TEXT]
    time = squash(_first(parts, "datePublished"))[:MAX_MACHINE]
    return Item(story_url(target), headline if len(headline) >= LONG_TEXT else None, time or None)


def _first(parts: list[Mapping[str, Any]], *names: str) -> str | None:
    """Return the first text that one of the objects has under one of the names."""
    values = (part.get(name) for part in parts for name in names)
    return next((value for value in values if isinstance(value, str) and value), None)
