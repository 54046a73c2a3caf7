"""Teasers by structure: the largest block around a link that holds no other story."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from newscrawl.extract.blocktext import Block
from newscrawl.extract.fields import settle
from newscrawl.extract.itemlist import NO_ITEMS, ItemList
from newscrawl.extract.links import LONG_TEXT, NO_ADDRESS, Link, bad_address, story_links
from newscrawl.extract.listheads import SEVERAL, ListHeadings
from newscrawl.extract.page import HEADINGS, language_of, text_of
from newscrawl.extract.printed import MIN_HEADLINE, read_texts
from newscrawl.extract.shown import find_time
from newscrawl.extract.teaser import Role, Teaser

STOPS = frozenset(["html", "body", "main", "tbody", "table"])
BLOCKS = frozenset(["article", "div", "li", "section", "tr"])
MIN_ALIKE = 2
"""Blocks with a link that make a list of their kind, in which one without is a story too."""
MAX_CLIMB = 12
MAX_ELEMENTS = 60
"""Elements that a teaser's block has at the most: a lone link must not swallow the page."""
MAX_PARAGRAPHS, LONG_PARAGRAPH = 2, 80
"""Long paragraphs (by characters) of a teaser: a third is an article's."""
MAX_SIBLINGS = 4
"""Elements behind a headline that may belong to it where no block holds the teaser together."""
MAX_SHOWN = 100
"""Elements that one story is kept with: real pages show it up to six times, hostile ones on every line."""
AD_LABELS = frozenset(
    "ad|advertisement|advertorial|sponsored|sponsored content|partner content|paid content|paid post|promoted"
    "|branded content|anzeige|advertentie|gesponsert|gesponsord|publicité|contenu sponsorisé|publicidad|patrocinado"
    "|contenido patrocinado|pubblicità|sponsorizzato|publicidade|conteúdo patrocinado|annonse|annonce|annons|mainos"
    "|реклама|reklama|reklam".split("|")
)
"""Kickers of what is no story of the newsroom's own."""


@dataclass(frozen=True, slots=True)
class Record:
    """A teaser and the elements of the page that it was read from."""

    teaser: Teaser
    elements: tuple[HtmlElement, ...]


def mine_records(tree: HtmlElement, url: str, *, items: ItemList = NO_ITEMS) -> list[Record]:
    """Return the teasers of a page in its order, one a story; several links to it are one.

    `items` are the stories that the page's JSON-LD lists: they say which links are stories, and
    complete what the markup shows of them.
    """
    links = story_links(tree, url, listed=items)
    owners = _owners(links)
    blocks: dict[HtmlElement, list[Link]] = {}
    for link in links:
        blocks.setdefault(_climb(link, owners), []).append(link)
    blocks = _with_unlinked(tree, blocks, owners)
    language = language_of(tree)
    headings, prose = ListHeadings(owners, language), _Prose()
    found: dict[str, Record] = {}
    for root, members in blocks.items():
        if members and all(map(prose.holds, members)):
            continue
        elements = (root, *_followers(root, owners))
        known = {"position": len(found) + 1, "heading": headings.above(root), **_address(members)}
        teaser = _read(elements, members, language, known)
        if (teaser.kicker or "").casefold() in AD_LABELS:
            continue
        key = members[0].key if members else f"{NO_ADDRESS}{teaser.headline}{teaser.lead}"
        record = Record(items.complete(key, teaser), elements)
        found[key] = _richer(found[key], record) if key in found else record
    return list(found.values())


def _read(
    elements: Sequence[HtmlElement], links: Sequence[Link], language: str | None, known: dict[str, Any]
) -> Teaser:
    """Return the teaser that `elements` hold and `links` lead to; `known` are its other fields."""
    block = Block(elements)
    time = find_time(block, language)
    headline, kicker, lead = read_texts(block, links, time.number, language)
    return settle(headline, lead, time.text, time.machine, language, kicker=kicker or None, **known)


def _address(links: Sequence[Link]) -> dict[str, object]:
    """Return the fields of a teaser that come from its links."""
    if not links:
        return {}
    bad = None if links[0].url else bad_address(links[0].element)
    return {"url": links[0].url or None, "bad_link": bad, "role": _role(links)}


def _with_unlinked(
    tree: HtmlElement, blocks: dict[HtmlElement, list[Link]], owners: dict[HtmlElement, str]
) -> dict[HtmlElement, list[Link]]:
    """Return `blocks` and those of their lists that print no link, in the order of the page."""
    unlinked = list(_unlinked(blocks, owners))
    if not unlinked:
        return blocks
    owners |= dict.fromkeys(unlinked, NO_ADDRESS)
    joined = blocks | {block: [] for block in unlinked}
    return {element: joined[element] for element in tree.iter() if element in joined}


def _unlinked(blocks: Iterable[HtmlElement], owners: dict[HtmlElement, str]) -> Iterator[HtmlElement]:
    """Yield the blocks of a list that are like its others, but print no link to their story."""
    kinds = Counter((block.getparent(), block.tag, block.get("class")) for block in blocks)
    for (parent, tag, name), count in kinds.items():
        if parent is None or count < MIN_ALIKE or tag not in BLOCKS:
            continue
        for sibling in parent.iterchildren(tag):
            if sibling not in owners and sibling.get("class") == name and _is_teaser(sibling):
                yield sibling


def _is_teaser(block: HtmlElement) -> bool:
    """Tell whether a block without a link shows a story: it has a headline, and no link at all."""
    heading = next(block.iter(*HEADINGS), None)
    text = text_of(heading) if heading is not None else ""
    return len(text) >= LONG_TEXT and next(block.iter("a"), None) is None


def _role(links: Sequence[Link]) -> Role:
    return "side" if all(link.region == "side" for link in links) else "main"


def _richer(first: Record, second: Record) -> Record:
    """One story in two blocks: the first place counts, each field from the block that has it."""
    one, two = first.teaser, second.teaser
    # What was shown and what stands for machines belong together: one of them may be newer than the other.
    timed = one if one.time_text or one.time_machine else two
    headline, lead = _better(one, two), one.lead or two.lead
    merged = replace(
        one,
        headline=headline,
        kicker=one.kicker or two.kicker,
        lead=None if lead == headline else lead,
        time_text=timed.time_text,
        time_machine=timed.time_machine,
        role="main" if "main" in (one.role, two.role) else "side",
    )
    return Record(merged, (first.elements + second.elements)[:MAX_SHOWN])


def _better(one: Teaser, two: Teaser) -> str | None:
    """Return the headline of the main list, else the longer one: the other may be a topic ("Brexit")."""
    if one.role != two.role:
        main = one if one.role == "main" else two
        if len(main.headline or "") >= MIN_HEADLINE:
            return main.headline
    return max(one.headline, two.headline, key=lambda text: len(text or ""))


def _owners(links: Iterable[Link]) -> dict[HtmlElement, str]:
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
    """Return the largest element around a link that holds no other story, and nothing but a teaser."""
    around: list[HtmlElement] = []
    node = link.element.getparent()
    while node is not None and len(around) < MAX_CLIMB and node.tag not in STOPS and owners[node] == link.key:
        around.append(node)
        node = node.getparent()
    return next((node for node in reversed(around) if not _holds_more(node, link.element)), link.element)


def _holds_more(block: HtmlElement, link: HtmlElement) -> bool:
    """Tell whether a block around a link is more than its teaser: a page, or an article with a text of its own."""
    inside = list(islice(block.iter(), MAX_ELEMENTS + 1))
    if len(inside) > MAX_ELEMENTS:
        return True
    tags = [element.tag for element in inside]
    if tags.count("p") > MAX_PARAGRAPHS:
        texts = (element.text for element in inside if element.tag == "p")
        if sum(len(text or "") >= LONG_PARAGRAPH for text in texts) > MAX_PARAGRAPHS:
            return True
    if "h1" not in tags:
        return False
    # The page's own headline: it is no link, and it does not stand in one.
    title = inside[tags.index("h1")]
    return next(title.iter("a"), None) is None and link not in title.iterancestors("a")


def _followers(root: HtmlElement, owners: dict[HtmlElement, str]) -> Iterator[HtmlElement]:
    """Yield what stands behind a bare headline and belongs to it, in lists without blocks."""
    if root.tag not in HEADINGS and root.tag not in ("a", "dt", "tr", "strong", "b"):
        return
    for sibling in islice(root.itersiblings(), MAX_SIBLINGS):
        if sibling in owners or sibling.tag in HEADINGS or not isinstance(sibling.tag, str):
            return
        yield sibling


class _Prose:
    """Tells whether a link stands in a sentence: its paragraph has more text before and behind it."""

    def __init__(self) -> None:
        self._lengths: dict[HtmlElement, int] = {}

    def holds(self, link: Link) -> bool:
        node = link.element.getparent()
        while node is not None and node.tag in ("b", "i", "em", "strong", "span", "u"):
            node = node.getparent()
        if node is None or node.tag not in ("p", "li", "td", "dd", "blockquote"):
            return False
        return self._length(node) > max(60, len(link.text))

    def _length(self, node: HtmlElement) -> int:
        """Return the characters of an element's own text, which a hostile page shares among all its links."""
        if node not in self._lengths:
            own = (node.text or "") + "".join(child.tail or "" for child in node)
            self._lengths[node] = len(own.strip())
        return self._lengths[node]
