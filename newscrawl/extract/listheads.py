"""The heading of the list that a teaser stands in."""

from collections.abc import Mapping
from itertools import islice

from lxml.html import HtmlElement

from newscrawl.extract.fields import is_time
from newscrawl.extract.page import HEADINGS, text_of

SEVERAL = "*"
"""Owner of an element that holds links to several stories (no key of a story looks like it)."""
MAX_BEFORE = 60
"""Elements in front of a block among which its list's heading is looked for."""
MAX_HEADING = 200


class ListHeadings:
    """Finds the heading above a block; remembers those of the elements around it."""

    def __init__(self, owners: Mapping[HtmlElement, str], language: str | None) -> None:
        self._owners, self._language = owners, language
        self._above: dict[HtmlElement, str | None] = {}
        self._front: dict[HtmlElement, str | None] = {}
        self._texts: dict[HtmlElement, str | None] = {}

    def above(self, block: HtmlElement) -> str | None:
        """Return the nearest heading in front of a block and of what holds it, or None if there is none."""
        path: list[HtmlElement] = []
        node: HtmlElement | None = block
        found: str | None = None
        while node is not None and node.tag not in ("html", "body"):
            if node in self._above:
                found = self._above[node]
                break
            path.append(node)
            if found := self._before(node):
                break
            node = node.getparent()
        for node in path[1:]:
            self._above[node] = found
        return found

    def _before(self, node: HtmlElement) -> str | None:
        """Return the nearest heading among what stands in front of an element beside it."""
        found = None
        for sibling in islice(node.itersiblings(preceding=True), MAX_BEFORE):
            if sibling in self._front:  # a teaser of the same list
                found = self._front[sibling]
                break
            owner = self._owners.get(sibling)
            if owner == SEVERAL:  # another list
                break
            if owner is None and (found := self._heading_in(sibling)):
                break
        self._front[node] = found
        return found

    def _heading_in(self, element: HtmlElement) -> str | None:
        """Return the first heading in an element that is no time; each element of a page is searched once."""
        if element not in self._texts:
            heading = next(element.iter(*HEADINGS), None)
            text = text_of(heading)[:MAX_HEADING] if heading is not None else ""
            dated = any(map(str.isdigit, text)) and is_time(text, self._language)
            self._texts[element] = text if text and not dated else None
        return self._texts[element]
