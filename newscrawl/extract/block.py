"""Pages that come in place of what was asked for: captchas, walls, error pages that say that all is well.

A page of news has a text or many links, and a page in its place has neither; what it is stands in its title, its
heading, its few words, or in the marks of the vendor that made it (`blocks.toml`). So a page with links is looked
at further only if its title or heading is one of these, and most pages are not parsed.
"""

import re
from functools import cached_property
from html import unescape

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.extract.block_table import ADDRESSES, BLOCKS, Block, fold, named
from newscrawl.extract.page import HIDDEN, parse_html, squash
from newscrawl.extract.variants import plain_address

SCRIPT_REQUIRED = "script required"
MOVED_HOME = "soft 404"
"""A story or section whose address leads to the home page is no longer there."""
OVERLAYS = frozenset(["consent wall", "login wall"])
"""Their headings lie over articles too, waiting to be shown."""

FEW_LINKS = 20
"""Pages of news have more; of 780 recorded ones six have fewer, with a headline and paragraphs."""
MOST_BESIDE_LINKS = 2500
"""Characters of an error page with the menus of its outlet; its notice of cookies is among them."""
MOST_WORDS = 1200
"""Characters of a page of which a phrase in the text is enough."""
LITTLE, NOTHING = 300, 30
"""Characters of a page that asks for scripts, and of one that shows nothing without them."""
LONG_PARAGRAPH, MANY_PARAGRAPHS = 100, 3
LONG_LINK, MANY_HEADLINES = 25, 5
HEADLINE_WORDS, TITLED_WORDS = 5, 3
"""Words of a heading that is a headline, and of one that the title repeats."""
MAX_SOURCE, MAX_TEXT, MAX_TITLE = 300_000, 10_000, 300
"""Characters that are looked at: pages of these kinds are short."""

_ARTICLE = re.compile(
    r"""article:published_time | "articleBody"\s{0,9}: | itemprop=["']?articleBody
      | "@type"\s{0,9}:\s{0,9}\[?\s{0,9}"(?:News|Report|Reportage|Opinion|Analysis|BackgroundNews|Review|Blog)?
        (?:Article|Posting)"
    """,
    re.VERBOSE,
)
"""What only a page with an article says of itself."""
_NEEDED = tuple(
    fold(words)
    for words in "enabl|turn on|needed|requir|disabled|activ|aktiv|habilit|attiva|ativa|ative|nécess|benötig|notwendig"
    "|aanzet|zet javascript|inschakel|ingeschakeld|nodig|vereist|włącz|wymaga|включ|требу|увімк|потріб|etkin|slå på"
    "|käyttöön|salli|povol|zapn|engedély|ενεργοπ|تفعيل|تمكين|فعال|הפעל|לאפשר|सक्षम|启用|啟用|开启|有効|활성|사용"
    "|aktifkan|kích hoạt|bật javascript|เปิดใช้".split("|")
)
"""What is to be done with scripts, folded: a story about JavaScript asks for none."""
_TAG = re.compile(r"<[^>]{0,500}>")
_BESIDE = frozenset([*HIDDEN, "a", "nav", "footer", "aside", "option", "textarea"])


def find_block(
    html: str, url: str, *, asked: str | None = None, tree: HtmlElement | None = None
) -> str | None:
    """Return what a page is in a few fixed words if it is not what was asked for, else None.

    `html` is its decoded text, `tree` that text parsed, if it is already; `asked` the address that was requested,
    where redirects may have led to `url`. The words are the reasons of `blocks.toml` and `SCRIPT_REQUIRED`.

    >>> find_block("<title>Just a moment...</title><h1>blad.example</h1>", "https://blad.example/wereld/storm")
    'captcha'
    """
    if asked and (moved := _moved(asked, url)):
        return moved
    page = _Page(html, tree)
    if not (page.titled or page.headed or page.has_few_links) or _ARTICLE.search(html):
        return None
    if reason := next((block.reason for block in BLOCKS if _fits(block, page)), None):
        return reason
    return SCRIPT_REQUIRED if page.has_few_links and page.wants_script else None


def _fits(block: Block, page: "_Page") -> bool:
    if len(page.text) > (block.most if page.has_few_links else min(block.most, MOST_BESIDE_LINKS)):
        return False
    if block.reason == page.titled:
        return page.long_paragraphs < MANY_PARAGRAPHS or block.reason in OVERLAYS
    if block.reason in page.headed:
        return page.long_paragraphs < MANY_PARAGRAPHS
    if not page.has_few_links or (block.bare and (page.headline or page.long_paragraphs or page.is_list)):
        return False
    if any(mark in page.source for mark in block.marks):
        return True
    if len(page.text) > MOST_WORDS or page.long_paragraphs >= MANY_PARAGRAPHS or page.is_list:
        return False
    # An article may speak of captchas; then its headline is not that of a page that is one.
    where = page.headline or page.folded
    return any(f" {text} " in where for text in block.texts)


class _Page:
    """A page that may be none of news; each question is answered when it is asked."""

    def __init__(self, html: str, tree: HtmlElement | None) -> None:
        self.html = html
        self.source = html[:MAX_SOURCE]
        self._tree = tree
        self.title, *self.headings = _headings(html)
        self.titled = named(self.title)

    @cached_property
    def has_few_links(self) -> bool:
        position = 0
        for _ in range(FEW_LINKS):
            position = self.html.find("</a", position) + 1
            if not position:
                return self.html.count("</A") < FEW_LINKS
        return False

    @cached_property
    def headed(self) -> frozenset[str]:
        """The reasons that its headings give, if none of them is a headline."""
        reasons = {heading: named(heading) for heading in self.headings}
        if any(not reason and len(fold(text).split()) >= HEADLINE_WORDS for text, reason in reasons.items()):
            return frozenset()
        given = frozenset(reason for reason in reasons.values() if reason)
        return given if self.has_few_links and not self.headline else given - OVERLAYS

    @cached_property
    def headline(self) -> str:
        """The first of its headings that is that of a story, folded between spaces, or ""."""
        title = fold(self.title)
        for heading in self.headings:
            text = fold(heading)
            words = len(text.split())
            if words >= HEADLINE_WORDS or (words >= TITLED_WORDS and text in title and not named(heading)):
                return f" {text} "
        return ""

    @cached_property
    def tree(self) -> HtmlElement:
        return parse_html(self.html[: 10 * MAX_SOURCE]) if self._tree is None else self._tree

    @cached_property
    def _read(self) -> tuple[str, int, int]:
        parts: list[str] = []
        length = paragraph = long = links = 0
        walk = etree.iterwalk(self.tree, events=("start", "end"))
        for event, node in walk:
            if event == "start" and node.tag in _BESIDE:
                walk.skip_subtree()
                links += node.tag == "a" and len(squash("".join(node.itertext()))) >= LONG_LINK
                continue
            if node.tag == "p":
                long += event == "end" and length - paragraph >= LONG_PARAGRAPH
                paragraph = length
            if text := squash(node.text if event == "start" else node.tail):
                parts.append(text)
                length += len(text) + 1
            if length > MAX_TEXT:
                break
        return " ".join(parts), long, links

    @property
    def text(self) -> str:
        """What it says beside links and menus."""
        return self._read[0]

    @property
    def long_paragraphs(self) -> int:
        return self._read[1]

    @property
    def is_list(self) -> bool:
        """It lists stories."""
        return self._read[2] >= MANY_HEADLINES

    @cached_property
    def folded(self) -> str:
        return f" {fold(self.text)} "

    @property
    def wants_script(self) -> bool:
        """It says so, or shows nothing but what a script may add."""
        if len(self.text) > LITTLE or self.headline or self.is_list:
            return False
        notices = " ".join(squash("".join(node.itertext())) for node in self.tree.iter("noscript"))
        if "javascript" in notices.lower() or (
            "javascript" in self.folded and any(words in self.folded for words in _NEEDED)
        ):
            return True
        return len(self.text) < NOTHING and "<script" in self.html and next(self.tree.iter("a"), None) is None


def _headings(html: str) -> list[str]:
    """Return the title of a page and its first headings (two h1, else one h2), "" for each that it lacks."""
    title, first = _start(html, "title", 0), _start(html, "h1", 0)
    second = html.find("<h1", first + 1) if first >= 0 else _start(html, "h2", 0)
    return [_inner(html, start) for start in (title, first, second)]


def _start(html: str, name: str, after: int) -> int:
    start = html.find(f"<{name}", after)
    return start if start >= 0 else html.find(f"<{name.upper()}", after)


def _inner(html: str, start: int) -> str:
    """Return the text of the title or heading that starts there, or "" for -1."""
    source = html[start : start + 4 * MAX_TITLE] if start >= 0 else ""
    end = re.search(r"</(?:title|h[12])", source, re.IGNORECASE)
    return squash(unescape(_TAG.sub(" ", source[: end.start() if end else None])))[:MAX_TITLE]


def _moved(asked: str, url: str) -> str | None:
    """Return what the address is that another one led to, or None if it may well be what was asked for."""
    try:
        one, two = plain_address(asked), plain_address(url)
    except ValueError:  # a broken port or IPv6 address
        return None
    if (one.host, one.segments) == (two.host, two.segments):
        return None
    before, after = (f"{plain.host}/{'/'.join(plain.segments)}".lower() for plain in (one, two))
    for reason, pattern in ADDRESSES.items():
        if pattern.search(after) and not pattern.search(before):
            return reason
    deep = any(len(segment) > 3 for segment in one.segments)
    return MOVED_HOME if deep and not two.segments and not two.parameters else None
