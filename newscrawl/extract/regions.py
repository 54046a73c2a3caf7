"""In which part of a page an element stands: its content, a side list, or what is no list of stories at all."""

import re
from functools import lru_cache
from typing import Literal

from lxml.html import HtmlElement

Region = Literal["main", "side", "menu"]
"""`menu` also stands for share bars, cookie notes, advertisements and links to tags."""
Kind = Literal["side", "menu", "ad"]

MENU_TAGS = frozenset(["nav", "footer"])
MENU_ROLES = frozenset(["navigation", "menu", "menubar", "contentinfo", "banner", "search", "dialog"])
# Searched in small letters: a search that ignores case takes twice as long.
MENU_CLASS = re.compile(
    r"""(?:^|[\s_-])
        (?: nav(?:bar|igation)? | (?:mega|sub|main|top|drop|side)?menu | footer | breadcrumbs?
          | shar(?:e|ing) | social | cookies? | consent | login | toolbar | tag(?:s|list|cloud) | pagination
        )
        (?:$|[\s_-])""",
    re.VERBOSE,
)
AD_CLASS = re.compile(
    r"""(?:^|[\s_-])
        (?: advert(?:isement|orial)?s? | sponsor(?:ed)? | promoted | (?:partner|brand(?:ed)?|paid)-?(?:content|post)
          | native-?ad | ad-?(?:slot|unit|banner|block|container|wrapper) | outbrain | taboola
        )
        (?:$|[\s_-])""",
    re.VERBOSE,
)
SIDE_CLASS = re.compile(
    r"""(?:^|[\s_-])
        (?: sidebar | aside | most-?(?:read|viewed|popular) | popular | trending | ticker | widget
          | meest-?gelezen | meistgelesen
        )
        (?:$|[\s_-])""",
    re.VERBOSE,
)
CLASSES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (AD_CLASS, "ad"),
    (MENU_CLASS, "menu"),
    (SIDE_CLASS, "side"),
)
CONTENT = ("h1", "main", "article")
AD_ATTRIBUTES = frozenset(
    "data-ad data-ad-slot data-ad-unit data-ad-client data-native-ad data-sponsored data-is-sponsored"
    " data-sponsor data-advertorial".split()
)
NAMING = AD_ATTRIBUTES | {"class", "id", "role", "style", "hidden"}
FALSE = frozenset(["", "false", "0", "none", "null"])
MAX_NAME = 500
"""Characters of an attribute that are read and remembered."""
NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class Regions:
    """Tells in which part of the page an element stands; remembers what it has seen."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, Region] = {}

    def of(self, element: HtmlElement) -> Region:
        """Return the region of an element: that around it, unless it is itself named as part of another."""
        chain: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in self._known:
            chain.append(node)
            node = node.getparent()
        region: Region = self._known[node] if node is not None else "main"
        for node in reversed(chain):
            region = self._known[node] = region if region == "menu" else self._own(node, region)
        return region

    @staticmethod
    def _own(node: HtmlElement, outer: Region) -> Region:
        if node.tag in ("html", "body"):
            return outer
        if node.tag in MENU_TAGS:
            return "menu"
        own = "side" if node.tag == "aside" else outer
        for name in NAMING.intersection(node.keys()):
            called = _called(name, (node.get(name) or "")[:MAX_NAME])
            if called in ("menu", "ad") and _is_part(node, called, name):
                return "menu"
            own = "side" if called == "side" else own
        return own


def _is_part(node: HtmlElement, called: str, name: str) -> bool:
    """Tell whether an attribute says of this element alone that it is a menu, and not of the page around it.

    A role does; a class may be one of the whole page ("page with-menu"), or of an article ("tag-menu").
    """
    if name == "role":
        return True
    around = node.iterdescendants(*CONTENT) if called == "ad" else node.iter(*CONTENT)
    return next(around, None) is None


@lru_cache(maxsize=8192)
def _called(name: str, value: str) -> Kind | None:
    """Return the part of a page that one attribute says an element is; None if it says nothing of it."""
    if name in AD_ATTRIBUTES:
        return None if value.lower() in FALSE else "ad"
    if name == "role":
        return "menu" if value in MENU_ROLES else "side" if value == "complementary" else None
    # What is not shown at first may be a menu as well as the second half of a list: it is kept, apart.
    if name in ("style", "hidden"):
        return "side" if name == "hidden" or NOT_SHOWN.search(value) else None
    small = value.lower()
    return next((kind for pattern, kind in CLASSES if pattern.search(small)), None)
