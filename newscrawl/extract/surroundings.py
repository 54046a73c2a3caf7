"""What of a page is its own story's, and what stands around it: menus, comments, teasers of other stories."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.extract.listing import count_datelines
from newscrawl.extract.page import lines_of
from newscrawl.extract.records import Record
from newscrawl.extract.regions import Regions
from newscrawl.extract.runs import MIN_ENTRIES, find_run
from newscrawl.extract.teaser import Teaser

MAX_LABEL = 60
"""Characters of a teaser beside its headline, lead and time: "Lees ook:", a section's name."""
MAX_LONG, LONG = 2, 80
"""Long lines (by characters) that a teaser has: with more of them its block is a text of the page's own."""
MAX_NAME = 500
"""Characters of a class and id that are looked at."""
COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comment(?:s|aires?|arios?|i)?|kommentar(?:e|er)?|reacties?|reactions?|disqus|respond)(?:$|[\s_-])"
    r"|schema\.org/(?:User)?Comment",
    re.IGNORECASE,
)
"""Classes, ids and types of what readers wrote."""
MAX_CAPTIONS, MAX_CAPTION = 300, 400
"""Captions that are looked at, and their characters: a block with more is called so for another reason."""
_CAPTIONS = etree.XPath("//figcaption | //*[contains(@class, 'caption') or contains(@class, 'Caption')]")


class Places:
    """Tells whose the elements of a page are; remembers what it has seen."""

    def __init__(self, tree: HtmlElement, teasers: Iterable[HtmlElement]) -> None:
        """`teasers` are the elements that hold those of other stories."""
        self._regions, self._teasers = Regions(), set(teasers)
        # Page builders call all their blocks widgets: then the name tells nothing.
        sides = any(self._regions.of(node) == "side" for node in tree.iter("h1"))
        self._story = {"main", "side"} if sides else {"main"}
        self._main: dict[HtmlElement, bool] = {}

    def is_own(self, node: HtmlElement) -> bool:
        """Tell whether an element stands in no teaser of another story, menu, side bar or comment."""
        return self.is_main(node) and self._teasers.isdisjoint((node, *node.iterancestors()))

    def is_main(self, node: HtmlElement) -> bool:
        """Tell whether an element stands in no menu, side bar or comment."""
        chain: list[HtmlElement] = []
        outer: HtmlElement | None = node
        while outer is not None and outer not in self._main:
            chain.append(outer)
            outer = outer.getparent()
        main = outer is None or self._main[outer]
        for inner in reversed(chain):
            main = main and self._regions.of(inner) in self._story and not _is_comment(inner)
            self._main[inner] = main
        return main

    def outermost(self, tree: HtmlElement) -> tuple[set[HtmlElement], set[HtmlElement]]:
        """Return the elements that hold menus (share bars and cookie notes too), and side bars and comments."""
        menus: set[HtmlElement] = set()
        sides: set[HtmlElement] = set()
        for node in tree.iter():
            outer = node.getparent()
            if outer is not None and not self.is_main(node) and self.is_main(outer):
                (menus if self._regions.of(node) == "menu" else sides).add(node)
        return menus, sides

    def strip(self, tree: HtmlElement) -> HtmlElement:
        """Take out of `tree` what is not the story's, and return it; nothing else can be read from it then."""
        for node in list(tree.iter()):
            if node.getparent() is not None and node.tag != "head" and not self.is_own(node):
                node.drop_tree()
        return tree


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines of a page, sorted by whose they are."""

    own: list[str]
    """Those of its story, in their order, with headline, byline, time and what else belongs to it."""
    edges: set[str]
    """Those of menus and bars, and the headings of lists."""
    foreign: set[str]
    """Those of other stories' teasers, and the captions of pictures."""
    places: Places


def sort_page(
    tree: HtmlElement, records: Iterable[Record], teasers: Iterable[Teaser], language: str | None
) -> Surroundings:
    """Return the lines of a page; `teasers` are those of `records` and of running text."""
    others = [other for record in records if not (other := _Other.of(record)).is_text]
    places = Places(tree, (element for other in others for element in other.record.elements))
    menus, sides = places.outermost(tree)
    lines = lines_of(tree, without=menus | sides)
    foreign = {line for other in others if other.is_tight for line in other.lines}
    # The times of a page's lines are looked for only where it has the datelines of a list.
    if count_datelines("\n".join(lines)) >= MIN_ENTRIES:
        foreign |= {lines[number] for number in find_run(lines, language=language).lines}
    foreign |= {text for teaser in teasers for text in (teaser.headline, teaser.lead) if text}
    foreign |= set(_captions(tree))
    edges = {line for node in menus for line in lines_of(node)}
    return Surroundings(
        own=[line for line in lines if line not in foreign and line not in edges],
        edges=edges | {teaser.heading for teaser in teasers if teaser.heading},
        foreign=foreign,
        places=places,
    )


class _Other(NamedTuple):
    """A teaser and the lines of its block."""

    record: Record
    lines: list[str]

    @classmethod
    def of(cls, record: Record) -> "_Other":
        return cls(record, [line for element in record.elements for line in lines_of(element)])

    @property
    def is_text(self) -> bool:
        """Whether the block is a text of the page's own, which a lone link in it made look like a teaser."""
        return sum(len(line) >= LONG for line in self.lines) > MAX_LONG

    @property
    def is_tight(self) -> bool:
        """Whether the block holds little beside its teaser: a lone link may have taken what is around it."""
        teaser = self.record.teaser
        own = sum(len(text or "") for text in (teaser.headline, teaser.lead, teaser.time_text))
        return sum(map(len, self.lines)) <= own + MAX_LABEL


def _captions(tree: HtmlElement) -> Iterator[str]:
    """Yield the lines below pictures."""
    for node in _CAPTIONS(tree)[:MAX_CAPTIONS]:
        lines = lines_of(node)
        if sum(map(len, lines)) <= MAX_CAPTION:
            yield from lines


def _is_comment(node: HtmlElement) -> bool:
    names = node.get("class"), node.get("id"), node.get("itemtype")
    if not any(names) or not any(_calls_comment((name or "")[:MAX_NAME]) for name in names):
        return False
    return next(node.iter("h1"), None) is None


@lru_cache(maxsize=4096)
def _calls_comment(name: str) -> bool:
    return COMMENTS.search(name) is not None
