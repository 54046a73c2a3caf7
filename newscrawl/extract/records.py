"""Teasers by structure: the largest block around a link that holds no other story."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from newscrawl.extract.fields import read_fields
from newscrawl.extract.links import LONG_TEXT, NO_ADDRESS, Link, bad_address, story_links
from newscrawl.extract.page import HEADINGS, language_of, text_of
from newscrawl.extract.teaser import Role, Teaser

STOPS = frozenset(["html", "body", "main", "tbody", "table"])
BLOCKS = frozenset(["article", "div", "li", "section", "tr"])
MIN_ALIKE = 2
"""Blocks with a link that make a list of their kind, in which one without is a story too."""
SEVERAL = "*"
"""Owner of an element that holds links to several stories (no key looks like it)."""
MAX_CLIMB = 12
MAX_ELEMENTS = 60
"""Elements that a teaser's block has at the most: a lone link must not swallow the page."""
MAX_PARAGRAPHS, LONG_PARAGRAPH = 2, 80
"""Long paragraphs (by characters) of a teaser: a third is an article's."""
MAX_SIBLINGS = 4
"""Elements behind a headline that may belong to it where no block holds the teaser together."""
MAX_BEFORE = 60
"""Elements in front of a block among which its list's heading is looked for."""


@dataclass(frozen=True, slots=True)
class Record:
    """A teaser and the elements of the page that it was read from."""

    teaser: Teaser
    elements: tuple[HtmlElement, ...]


def mine_records(tree: HtmlElement, url: str) -> list[Record]:
    """Return the teasers of a page in its order, one a story; several links to it are one."""
    # Held for as long as they are needed: lxml makes the object of an element anew whenever nobody has it.
    alive = list(tree.iter())
    links = story_links(tree, url)
    owners = _owners(links)
    blocks: dict[HtmlElement, list[Link]] = {}
    for link in links:
        blocks.setdefault(_climb(link, owners), []).append(link)
    unlinked = list(_unlinked(blocks, owners))
    blocks |= {block: [] for block in unlinked}
    owners |= dict.fromkeys(unlinked, NO_ADDRESS)
    order = {element: number for number, element in enumerate(alive)}
    headings, language = _Headings(owners), language_of(tree)
    found: dict[str, Record] = {}
    for root, members in sorted(blocks.items(), key=lambda item: order[item[0]]):
        if members and all(_in_prose(link) for link in members):
            continue
        elements = (root, *_followers(root, owners))
        known = {"position": len(found) + 1, "heading": headings.above(root), **_address(members)}
        record = Record(read_fields(elements, members, language, **known), elements)
        key = members[0].key if members else f"{NO_ADDRESS}{record.teaser.headline}{record.teaser.lead}"
        found[key] = _richer(found[key], record) if key in found else record
    return list(found.values())


def _address(links: list[Link]) -> dict[str, object]:
    """Return the fields of a teaser that come from its links."""
    if not links:
        return {}
    bad = None if links[0].url else bad_address(links[0].element)
    return {"url": links[0].url or None, "bad_link": bad, "role": _role(links)}


def _unlinked(blocks: Iterable[HtmlElement], owners: dict[HtmlElement, str]) -> Iterator[HtmlElement]:
    """Yield the blocks of a list that are like its others, but print no link to their story."""
    kinds = Counter((block.getparent(), block.tag, block.get("class")) for block in blocks)
    for (parent, tag, name), count in kinds.items():
        if parent is None or count < MIN_ALIKE or tag not in BLOCKS:
            continue
        for sibling in parent.iterchildren(tag):
            if sibling.get("class") == name and sibling not in owners and _is_teaser(sibling):
                yield sibling


def _is_teaser(block: HtmlElement) -> bool:
    """Tell whether a block without a link shows a story: it has a headline, and no link at all."""
    heading = next(block.iter(*HEADINGS), None)
    text = text_of(heading) if heading is not None else ""
    return len(text) >= LONG_TEXT and next(block.iter("a"), None) is None


def _role(links: list[Link]) -> Role:
    return "side" if all(link.region == "side" for link in links) else "main"


def _richer(first: Record, second: Record) -> Record:
    """One story in two blocks: the first place counts, each field from the block that has it."""
    one, two = first.teaser, second.teaser
    merged = replace(
        one,
        headline=max(one.headline, two.headline, key=lambda text: len(text or "")),
        lead=one.lead or two.lead,
        time_text=one.time_text or two.time_text,
        time_machine=one.time_machine or two.time_machine,
        role="main" if "main" in (one.role, two.role) else "side",
    )
    return Record(merged, first.elements + second.elements)


def _owners(links: list[Link]) -> dict[HtmlElement, str]:
    """Map each element above a link to the story that it belongs to, or SEVERAL."""
    owners: dict[HtmlElement, str] = {}
    for link in links:
        node: HtmlElement | None = link.element
        while node is not None:
            owner = owners.get(node)
            if owner in (link.key, SEVERAL):
                break  # the walk that set it has marked what stands above as well
            owners[node] = link.key if owner is None else SEVERAL
            node = node.getparent()
    return owners


def _climb(link: Link, owners: dict[HtmlElement, str]) -> HtmlElement:
    node = link.element
    for _ in range(MAX_CLIMB):
        parent = node.getparent()
        if parent is None or parent.tag in STOPS or owners[parent] != link.key:
            break
        if _holds_more(parent, node):
            break
        node = parent
    return node


def _holds_more(parent: HtmlElement, node: HtmlElement) -> bool:
    """Tell whether the block around `node` is more than its teaser: a page, or an article with a text of its own."""
    inside = list(islice(parent.iter(), MAX_ELEMENTS + 1))
    if len(inside) > MAX_ELEMENTS:
        return True
    if sum(other.tag == "p" and len(other.text or "") >= LONG_PARAGRAPH for other in inside) > MAX_PARAGRAPHS:
        return True
    # The page's own headline: it is no link, and it does not stand in the teaser.
    title = next((other for other in inside if other.tag == "h1"), None)
    if title is None or next(title.iter("a"), None) is not None:
        return False
    return node is not title and next(node.iter("h1"), None) is None


def _followers(root: HtmlElement, owners: dict[HtmlElement, str]) -> Iterator[HtmlElement]:
    """Yield what stands behind a bare headline and belongs to it, in lists without blocks."""
    if root.tag not in HEADINGS and root.tag not in ("a", "dt", "tr", "strong", "b"):
        return
    for sibling in islice(root.itersiblings(), MAX_SIBLINGS):
        if sibling in owners or sibling.tag in HEADINGS or not isinstance(sibling.tag, str):
            return
        yield sibling


def _in_prose(link: Link) -> bool:
    """Tell whether a link stands in a sentence: its paragraph has more text before and behind it."""
    node = link.element.getparent()
    while node is not None and node.tag in ("b", "i", "em", "strong", "span", "u"):
        node = node.getparent()
    if node is None or node.tag not in ("p", "li", "td", "dd", "blockquote"):
        return False
    own = (node.text or "") + "".join(child.tail or "" for child in node)
    return len(own.strip()) > max(60, len(link.text))


class _Headings:
    """Finds the heading of the list that a block stands in."""

    def __init__(self, owners: dict[HtmlElement, str]) -> None:
        self._owners = owners
        self._above: dict[HtmlElement, str | None] = {}

    def above(self, block: HtmlElement) -> str | None:
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
        for sibling in islice(node.itersiblings(preceding=True), MAX_BEFORE):
            owner = self._owners.get(sibling)
            if owner == SEVERAL:  # another list
                return None
            if owner is None and (heading := next(sibling.iter(*HEADINGS), None)) is not None:
                return text_of(heading)[:200] or None
        return None
