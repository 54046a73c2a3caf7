"""Which links of a page may lead to a story: by the form of the address, the text and the region."""

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from lxml.etree import tostring
from lxml.html import HtmlElement

from newscrawl.extract.address import AD_PATH, LIKELY, NO_PAGE, bare_address, url_score
from newscrawl.extract.page import SCHEME, base_of, join, path_of, same_site, squash, story_url, url_key
from newscrawl.extract.regions import Region, Regions

NO_ADDRESS = "no address: "
"""Opens the key of a story whose link has none."""
NO_STORY_RELATIONS = frozenset(["author", "tag", "sponsored", "license", "search", "next", "prev"])
"""What `rel` calls links that lead to no story of the outlet's own."""

COMMENTS = re.compile(
    r"""\(?[0-9][0-9.,]*\)?\s+(?:comment|reacti|réaction|kommentar|comentario|comentário|komentar|comment[oi]|yorum
        |коммент|评论|コメント|टिप्पणि|মন্তব্য)""",
    re.VERBOSE | re.IGNORECASE,
)
"""The text of a link to what readers wrote: "33 comments on this story"."""
NUMBERS = re.compile(r"[\W\d_年月日]+")
"""The text of a link to a month of the archive, to a page of a list: "2026年01月", "24/01", "2"."""

LONG_TEXT = 25
"""Characters from which a link's text reads as a headline."""
MAX_LINKS = 50_000
"""Links that are looked at; the longest of real section pages has 1,500."""
MAX_LINK_TEXT = 2000
"""Characters of a link's text that are kept: more is no headline."""
HEADED = ("h1", "h2", "h3", "h4")


@dataclass(slots=True)
class Link:
    """A link of a page that may lead to a story."""

    element: HtmlElement
    url: str
    key: str
    text: str
    region: Region
    path: str
    """The classes of the elements around it, the same for links of one kind."""
    score: int = 0


class _Address(NamedTuple):
    """Where a link leads to."""

    url: str
    key: str


def story_links(tree: HtmlElement, url: str, *, listed: Container[str] = ()) -> list[Link]:
    """Return the links of a page that lead to stories of its own site, in the order of the page.

    `listed` are keys (`story_key`) of addresses that the page itself names as stories. A link of the
    same kind as these whose address is none of the web ("javascript:open(1)") is returned with an
    empty `url`: its story is there, only its address is not.
    """
    addresses, regions, kind_of = _Addresses(tree, url), Regions(), _Kinds()
    links: list[Link] = []
    for element in islice(tree.iter("a"), MAX_LINKS):
        # The cheap questions first: most links of a page stand in its menus.
        region = regions.of(element)
        if region == "menu" or _is_other(element) or (address := addresses.of(element)) is None:
            continue
        text = _text(element)
        if COMMENTS.match(text) or (not address.url and len(text) < LONG_TEXT):
            continue
        key = address.key or f"{NO_ADDRESS}{text}"
        shown = text or squash(element.get("title") or element.get("aria-label"))
        score = url_score(address.url) + _text_score(element, shown) + 2 * (key in listed)
        links.append(Link(element, address.url, key, shown, region, kind_of(element), score))
    return _likely(links)


def story_key(url: str) -> str:
    """Return what the addresses of one story on one page have in common."""
    return url_key(bare_address(url))


class _Addresses:
    """Reads the addresses of a page's links, each once."""

    def __init__(self, tree: HtmlElement, url: str) -> None:
        self._url, self._base, self._own = url, base_of(tree, url), url_key(url)
        self._home = join(url, "/") or url
        self._known: dict[str, _Address | None] = {}

    def of(self, element: HtmlElement) -> _Address | None:
        """Return where a link leads to; None if that is no page of this site, without a URL if it is broken."""
        href = element.get("href")
        if not href or href[0] == "#":
            return None
        if href not in self._known:
            self._known[href] = self._read(element)
        return self._known[href]

    def _read(self, element: HtmlElement) -> _Address | None:
        target = web_address(element, self._base)
        if target is None:
            return _Address("", "") if bad_address(element) else None
        # Most links are of the page's own host.
        if not target.startswith(self._home) and not same_site(target, self._url):
            return None
        url = story_url(target)
        key = story_key(url)
        path = path_of(url)
        if key == self._own or NO_PAGE.search(path) or AD_PATH.search(path):
            return None
        return _Address(url, key)


def _text(element: HtmlElement) -> str:
    text = tostring(element, method="text", encoding="unicode", with_tail=False)
    return squash(text)[:MAX_LINK_TEXT]


def web_address(element: HtmlElement, base: str) -> str | None:
    """Return the absolute http(s) address of a link, or None if it has none."""
    href = (element.get("href") or "").strip()
    return join(base, href) if href and not href.startswith("#") else None


def _is_other(element: HtmlElement) -> bool:
    """Tell whether a link is that of a day's archive (inside a time), of an author, a tag or a sponsor."""
    relation = element.get("rel")
    if relation and not NO_STORY_RELATIONS.isdisjoint(relation.lower().split()):
        return True
    parent = element.getparent()
    return parent is not None and parent.tag == "time"


def bad_address(element: HtmlElement) -> str | None:
    """Return the `href` of a link whose scheme is not of the web ("javascript:open(1)"), else None."""
    href = (element.get("href") or "").strip()
    scheme = SCHEME.match(href)
    return href[:200] if scheme and scheme[0].lower() not in ("http:", "https:") else None


def _likely(links: list[Link]) -> list[Link]:
    """Keep the links whose own marks, or those of their kind, are of stories."""
    best: dict[str, int] = {}
    for link in links:
        if link.url:
            best[link.key] = max(best.get(link.key, -99), link.score)
    kinds: dict[str, Counter[bool]] = {}
    for link in links:
        if link.url:
            kinds.setdefault(link.path, Counter())[best[link.key] >= LIKELY] += 1
    wanted = {path: _wanted(kind) for path, kind in kinds.items()}
    kept = {link.key for link in links if link.url and best[link.key] >= wanted[link.path]}
    liked = {link.path for link in links if link.key in kept}
    return [link for link in links if link.key in kept or (not link.url and _is_broken(link, liked))]


def _wanted(kind: Counter[bool]) -> int:
    """Return the score from which a link is kept: what most links of its kind are decides, if it is of a kind."""
    share = kind[True] / kind.total()
    if kind.total() < 3:
        return LIKELY
    return LIKELY - 1 if share >= 0.7 else LIKELY + 1 if share < 0.3 else LIKELY


def _is_broken(link: Link, liked: set[str]) -> bool:
    """Tell whether a link without an address is that of a story: it is like the others of a list."""
    return link.path in liked and link.region == "main"


def _text_score(element: HtmlElement, text: str) -> int:
    if text and NUMBERS.fullmatch(text):
        return -3
    score = 2 if len(text) >= LONG_TEXT else 0 if len(text) >= 12 else -1
    parent = element.getparent()
    headed = parent is not None and parent.tag in HEADED
    return score + 2 * (headed or (len(element) > 0 and next(element.iter(*HEADED), None) is not None))


class _Kinds:
    """Tells the kind of a link: tags and classes of the four elements that end with it."""

    def __init__(self) -> None:
        self._parts: dict[HtmlElement, str] = {}
        self._around: dict[HtmlElement | None, str] = {None: ""}

    def __call__(self, element: HtmlElement) -> str:
        parent = element.getparent()
        if parent not in self._around:
            self._around[parent] = "<".join(self._part(node) for node in _upwards(parent, 3))
        return f"{self._part(element)}<{self._around[parent]}"

    def _part(self, node: HtmlElement) -> str:
        if node not in self._parts:
            self._parts[node] = f"{node.tag!s}.{(node.get('class') or '').partition(' ')[0]}"
        return self._parts[node]


def _upwards(node: HtmlElement | None, count: int) -> Iterator[HtmlElement]:
    """Yield an element and those around it, `count` at the most."""
    while node is not None and count:
        yield node
        node, count = node.getparent(), count - 1
