"""Teasers of a section page: by declared selectors, by structure, or out of running text."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from lxml.etree import XPath, strip_elements, tostring
from lxml.html import HtmlElement

from newscrawl.extract.fields import machine_time, settle
from newscrawl.extract.itemlist import read_item_list
from newscrawl.extract.links import bad_address, web_address
from newscrawl.extract.page import (
    base_of,
    language_of,
    lines_of,
    lines_of_text,
    parse_html,
    story_url,
    text_of,
)
from newscrawl.extract.records import Record, mine_records
from newscrawl.extract.runs import MIN_ENTRIES, beginning, find_run
from newscrawl.extract.teaser import Teaser

DATELINE_HINT = re.compile(r"\([^()\n]{2,40}\)\.?\s*[-–—:_]")
"""What most datelines end with: "(ANP/AFP) -". A cheap look before the lines of a page are read."""
_TEXTS = XPath("//text()[not(parent::script or parent::style)]", smart_strings=False)
"""The texts of a page without its scripts, whose brackets would pass for datelines."""


class SelectorsLike(Protocol):
    """CSS selectors of a listing (`newscrawl.outlets.Selectors`); None where none is declared."""

    @property
    def story(self) -> str: ...
    @property
    def link(self) -> str: ...
    @property
    def headline(self) -> str | None: ...
    @property
    def lead(self) -> str | None: ...
    @property
    def time(self) -> str | None: ...


def extract_listing(html: str, url: str, *, selectors: SelectorsLike | None = None) -> list[Teaser]:
    """Return the teasers of a page in its order; one a story, the first at position 1.

    `html` is the decoded text of the page, `url` its absolute address. Without `selectors` the
    teasers are found by their structure, by their texts where the page has no links to them, and in
    its JSON-LD (ItemList) where it shows none at all.
    """
    tree = parse_html(html)
    if selectors:
        return declared_teasers(tree, url, selectors)
    items = read_item_list(tree, url)
    # Half of many pages; no teaser is in them, and their brackets would pass for datelines.
    strip_elements(tree, "script", "style", with_tail=False)
    records = mine_records(tree, url, items=items)
    return listed_teasers(tree, records) or items.teasers()


def extract_text_listing(text: str, *, language: str | None = None) -> list[Teaser]:
    """Return the teasers of a text/plain page: entries that open with a dateline and end with a time."""
    return find_run(lines_of_text(text), language=language).teasers


def listed_teasers(tree: HtmlElement, records: list[Record]) -> list[Teaser]:
    """Return the teasers of `records`, and behind them those that the page prints without a link."""
    teasers = [record.teaser for record in records]
    # The lines are read only where the page has datelines that are no teaser's yet; the cheap look comes first.
    if count_datelines(tostring(tree, method="text", encoding="unicode")) < MIN_ENTRIES:
        return teasers
    if count_datelines("".join(_TEXTS(tree))) < max(MIN_ENTRIES, listed_datelines(teasers) + 1):
        return teasers
    known = {beginning(text) for teaser in teasers for text in (teaser.lead, teaser.headline) if text}
    run = find_run(lines_of(tree), language=language_of(tree), known=known)
    more = [teaser for teaser in run.teasers if beginning(teaser.lead or "") not in known]
    return _numbered([*teasers, *more]) if more else teasers


def count_datelines(text: str) -> int:
    """Return how often a text has what datelines end with."""
    return len(DATELINE_HINT.findall(text))


def listed_datelines(teasers: Iterable[Teaser]) -> int:
    """Return how many teasers have what datelines end with."""
    return sum(bool(DATELINE_HINT.search(f"{teaser.headline} {teaser.lead}")) for teaser in teasers)


def declared_teasers(tree: HtmlElement, url: str, selectors: SelectorsLike) -> list[Teaser]:
    """Return the teaser of each element that `selectors.story` names; one a story."""
    base, language = base_of(tree, url), language_of(tree)
    found: dict[str, Teaser] = {}
    for block in tree.cssselect(selectors.story):
        links = [block] if block.tag == "a" else block.cssselect(selectors.link)
        link = links[0] if links else None
        times = _select(block, selectors.time)
        machine = machine_time(*(part for node in times for part in node.iter()))
        headline = _first_text(_select(block, selectors.headline)) or (
            text_of(link) if link is not None else None
        )
        lead, shown = _first_text(_select(block, selectors.lead)), _first_text(times)
        address = web_address(link, base) if link is not None else None
        teaser = settle(
            headline,
            lead,
            shown,
            machine,
            language,
            url=story_url(address) if address else None,
            bad_link=bad_address(link) if link is not None and not address else None,
        )
        if teaser.url or teaser.headline or teaser.lead:
            found.setdefault(teaser.url or teaser.headline or teaser.lead or "", teaser)
    return _numbered(found.values())


def _select(block: HtmlElement, css: str | None) -> list[HtmlElement]:
    return block.cssselect(css) if css else []


def _first_text(nodes: list[HtmlElement]) -> str | None:
    return next((text for node in nodes if (text := text_of(node))), None)


def _numbered(teasers: Iterable[Teaser]) -> list[Teaser]:
    return [replace(teaser, position=number) for number, teaser in enumerate(teasers, 1)]
