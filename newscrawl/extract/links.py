"""Which links of a page may lead to a story: by the form of the address, the text and the region."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from lxml.html import HtmlElement

from newscrawl.extract.page import SCHEME, base_of, join, path_of, same_site, squash, story_url, url_key

Region = Literal["main", "side", "menu"]

MENU_TAGS = frozenset(["nav", "footer"])
MENU_ROLES = frozenset(["navigation", "menu", "menubar", "contentinfo", "banner", "search", "dialog"])
MENU_CLASS = re.compile(
    r"""(?:^|[\s_-])
        (?: nav(?:bar|igation)? | (?:mega|sub|main|top|drop|side)?menu | footer | breadcrumbs?
          | shar(?:e|ing) | social | cookies? | consent | login | toolbar | tag(?:s|list|cloud) | pagination
        )
        (?:$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
SIDE_CLASS = re.compile(
    r"""(?:^|[\s_-])
        (?: sidebar | aside | most-?(?:read|viewed|popular) | popular | trending | ticker | widget
          | meest-?gelezen | meistgelesen
        )
        (?:$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)

DATED = re.compile(
    r"""(?:19|20)[0-9]{2}
        (?: [/_-]?[01]?[0-9](?:[/_-]?[0-3]?[0-9])?(?![0-9])   # /2026/01/24/, 20260124
          | /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/[0-3]?[0-9](?![0-9])  # /2026/jan/24/
        )""",
    re.VERBOSE | re.IGNORECASE,
)
NUMBERED = re.compile(r"(?<![0-9])[0-9]{5,}")  # /nieuws/1234567, ~123456
NUMBER = re.compile(
    r"(?!(?:19|20)[0-9]{2}$)[0-9]{3,4}"
)  # /artikel/4112.html, but not the year in /archief/2024
OPAQUE = re.compile(
    r"(?=[a-z0-9]*[0-9])(?=[a-z0-9]*[a-z])[a-z0-9]{9,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}", re.IGNORECASE
)
PAGE_FILE = re.compile(r"[.](?:s?html?|php|stm|ece|aspx?)$", re.IGNORECASE)
NO_STORY = frozenset(
    "tag tags topic topics thema themen temas author authors auteur autor category categories section sections"
    " rubrik search zoeken suche login signin account subscribe abo newsletter newsletters podcast podcasts"
    " about contact privacy terms help faq jobs rss feed feeds archive archief archiv profile people shop"
    " live-tv livestream tv radio weather weer wetter games puzzles crosswords horoscope".split()
)
NO_PAGE = re.compile(r"[.](?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|css|js|ico)$", re.IGNORECASE)

NO_ADDRESS = "no address: "
"""Opens the key of a story whose link has none."""

LONG_TEXT = 25
"""Characters from which a link's text reads as a headline."""


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


class Regions:
    """Tells in which part of the page an element stands; remembers what it has seen."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, Region] = {}

    def of(self, element: HtmlElement) -> Region:
        chain: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in self._known:
            chain.append(node)
            node = node.getparent()
        region: Region = self._known[node] if node is not None else "main"
        for node in reversed(chain):
            region = self._known[node] = self._own(node, region)
        return region

    @staticmethod
    def _own(node: HtmlElement, outer: Region) -> Region:
        if outer == "menu" or node.tag in ("html", "body"):
            return outer
        role = node.get("role")
        if node.tag in MENU_TAGS or role in MENU_ROLES:
            return "menu"
        is_menu, is_side = _called(node.get("class") or "", node.get("id") or "")
        # Not the whole page, whose outermost block may be called "page with-menu".
        if is_menu and next(node.iter("h1", "main", "article"), None) is None:
            return "menu"
        if is_side or node.tag == "aside" or role == "complementary":
            return "side"
        return outer


@lru_cache(maxsize=4096)
def _called(classes: str, name: str) -> tuple[bool, bool]:
    """Tell whether an element is called a menu, and whether it is called a side bar."""
    names = f"{classes} {name}"
    return MENU_CLASS.search(names) is not None, SIDE_CLASS.search(names) is not None


def story_links(tree: HtmlElement, url: str) -> list[Link]:
    """Return the links of a page that lead to stories of its own site, in the order of the page.

    A link of the same kind as these whose address is none of the web ("javascript:open(1)") is
    returned with an empty `url`: its story is there, only its address is not.
    """
    base, own, regions = base_of(tree, url), url_key(url), Regions()
    links, broken = [], []
    kinds_of = _Kinds()
    for element in tree.iter("a"):
        target = web_address(element, base)
        if target is None and bad_address(element) and len(text := _text(element)) >= LONG_TEXT:
            broken.append(Link(element, "", f"{NO_ADDRESS}{text}", text, "main", kinds_of(element)))
        # The cheap questions first: most links of a page are none of a story.
        if not target or regions.of(element) == "menu" or not same_site(target, url) or _is_date(element):
            continue
        key = url_key(target)
        if key == own or NO_PAGE.search(path_of(target)):
            continue
        text = _text(element) or squash(element.get("title") or element.get("aria-label"))
        links.append(Link(element, story_url(target), key, text, regions.of(element), kinds_of(element)))
    likely = _likely(links)
    if not broken:
        return likely
    kinds = Counter(link.path for link in likely)
    likely += [link for link in broken if kinds[link.path] and regions.of(link.element) == "main"]
    order = {element: number for number, element in enumerate(tree.iter("a"))}
    return sorted(likely, key=lambda link: order[link.element])


def _text(element: HtmlElement) -> str:
    return squash("".join(element.itertext()))


def web_address(element: HtmlElement, base: str) -> str | None:
    """Return the absolute http(s) address of a link, or None if it has none."""
    href = (element.get("href") or "").strip()
    return join(base, href) if href and not href.startswith("#") else None


def _is_date(element: HtmlElement) -> bool:
    """Tell whether a link is that of a day's archive, around or inside the time of a story."""
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
        link.score = url_score(link.url) + _text_score(link)
        best[link.key] = max(best.get(link.key, -99), link.score)
    kinds: dict[str, Counter[bool]] = {}
    for link in links:
        kinds.setdefault(link.path, Counter())[best[link.key] >= 4] += 1
    kept = set()
    for link in links:
        kind = kinds[link.path]
        share = kind[True] / kind.total()
        # One of many of its kind: what most of them are decides, and a lone link decides for itself.
        wanted = 4 if kind.total() < 3 else 3 if share >= 0.7 else 5 if share < 0.3 else 4
        if best[link.key] >= wanted:
            kept.add(link.key)
    return [link for link in links if link.key in kept]


@lru_cache(maxsize=4096)
def url_score(url: str) -> int:
    """Return how much the form of an address says that it is a story's: 4 and more is likely."""
    path, query = unquote(path_of(url)), url.partition("?")[2]
    segments = [segment for segment in path.lower().split("/") if segment]
    if not segments:
        return -9
    last = PAGE_FILE.sub("", segments[-1])
    words = len([word for word in re.split(r"[-_+]", last) if word])
    score = 3 if words >= 5 else 2 if words >= 4 else 1 if words == 3 else 0
    score += 3 * bool(DATED.search(path))
    score += 2 * bool(NUMBERED.search(path) or NUMBERED.search(query) or OPAQUE.search(last))
    score += last != segments[-1] and len(last) > 8
    score += 2 * bool(NUMBER.fullmatch(last))
    score -= 4 * bool(NO_STORY.intersection(segments[:-1]) or last in NO_STORY)
    return score - 2 * (len(segments) == 1 and words < 3)


def _text_score(link: Link) -> int:
    score = 2 if len(link.text) >= LONG_TEXT else 0 if len(link.text) >= 12 else -1
    parent = link.element.getparent()
    headed = next(link.element.iter("h1", "h2", "h3", "h4"), None) is not None
    return score + 2 * (headed or (parent is not None and parent.tag in ("h1", "h2", "h3", "h4")))


class _Kinds:
    """Tells the kind of a link: tags and classes of the four elements that end with it."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, str] = {}

    def __call__(self, element: HtmlElement) -> str:
        parts = []
        node: HtmlElement | None = element
        for _ in range(4):
            if node is None:
                break
            part = self._known.get(node)
            if part is None:
                first_class = (node.get("class") or "").partition(" ")[0]
                part = self._known[node] = f"{node.tag!s}.{first_class}"
            parts.append(part)
            node = node.getparent()
        return "<".join(parts)
