"""A page as a tree, its texts in one line, its addresses in one form."""

import re
from collections.abc import Callable, Container
from functools import lru_cache
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from newscrawl.extract.suffixes import registered_domain

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]+"
)
"""Control and bidi characters, soft hyphens, lone surrogates: no cell of a dataset should hold them."""
_CONTROLS = bytes(code for code in range(128) if INVISIBLE.match(chr(code)))

TRACKING = re.compile(
    r"""(?: at_[a-z_]*         # at_medium=RSS (BBC)
          | ns_[a-z_]*         # ns_mchannel=rss
          | (?:fb|g|y|d|tw)clid | msclkid | mc_[ce]id | igshid
          | xtor | cmpid | ocid | smid | partner | ref_?src
          | utm[a-z_-]* | wbraid | gbraid | msockid | mkt_tok | vero_id
          | spm | scid | _g[al] | pk_[a-z]+ | mtm_[a-z]+ | hs[ac]_[a-z]+ | s_kwcid | guce?_[a-z_]+ | soc_[a-z]+
          | wt[._][a-z_.]+ | int_[a-z_]+ | trafficsource | __twitter_impression | xing_share | dicbo | mbid
        )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Names of query parameters that tell where a reader came from."""

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}")
MAX_URL = 2000
"""Longer addresses are no links to stories, and servers refuse them."""

PLAIN_URL = re.compile(r"https?://(?P<host>[a-z0-9.-]+(?::[0-9]+)?)(?P<path>/[A-Za-z0-9_/.,~%=@+-]*)")
PLAIN_PATH = re.compile(r"/(?![/.])[A-Za-z0-9_/.,~%=@+-]*")
"""What most links are; of these nothing need be resolved, cut off or put together again, unless they hold "/."."""

BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul time".split()
)
"""Elements that begin a line of their own; `time` because listings print it behind a text without a space."""

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

HIDDEN = frozenset(
    ["head", "script", "style", "noscript", "template", "svg", "iframe", "select", "button", "object"]
)

_PARSER = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
# One class for all elements: lxml.html's own choice by tag calls Python for each of them.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))


def parse_html(text: str) -> HtmlElement:
    """Return the tree of a decoded page, without control characters; an empty or broken page gives an empty body.

    Other invisible characters stay in it: `squash` takes them out of the few texts that are kept, where
    a search through the whole page would cost as much as the parser.
    """
    # The handler drops lone surrogates.
    source = text.encode(errors="ignore").translate(None, delete=_CONTROLS)
    try:
        return document_fromstring(source, parser=_PARSER)
    except etree.ParserError:  # nothing but white space
        return document_fromstring(b"<html><body></body></html>")


def squash(text: str | None) -> str:
    """Return `text` in one line, without invisible characters.

    >>> squash(" Oek\u00adra\u00efne:  \\n wapens ")
    'Oekra\u00efne: wapens'
    """
    if not text:
        return ""
    text = text.strip()
    # What is printable holds no invisible character, and the pattern costs more than all the rest.
    return " ".join((text if text.isprintable() else INVISIBLE.sub("", text)).split())


def text_of(element: HtmlElement, without: Container[HtmlElement] = ()) -> str:
    """Return the visible text of `element` in one line, with a space where a block begins."""
    if not len(element):  # most elements of a listing hold a text and nothing else
        return squash(element.text) if element.tag not in HIDDEN and element not in without else ""
    return " ".join(lines_of(element, without))


def lines_of(element: HtmlElement, without: Container[HtmlElement] = ()) -> list[str]:
    """Return the visible text below `element`, a line for each block; elements of `without` are left out."""
    lines: list[str] = []
    parts: list[str] = []
    # A walk and not recursion: hostile pages nest ten thousand deep.
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        if tag in BLOCKS and parts:
            lines.append("".join(parts))
            parts.clear()
        if event == "end":
            text = node.tail if node is not element else None
        elif tag in HIDDEN or node in without:
            walk.skip_subtree()
            continue
        else:
            text = node.text
            if tag == "pre" and text:
                *whole, text = text.split("\n")
                lines += whole
        if text and (parts or not text.isspace()):
            parts.append(text)
    lines.append("".join(parts))
    return [line for text in lines if (line := squash(text))]


def lines_of_text(text: str) -> list[str]:
    """Return the lines of a text without markup, each in its own line, empty ones left out."""
    return [line for part in text.splitlines() if (line := squash(part))]


def language_of(element: HtmlElement) -> str | None:
    """Return the language that the page declares as a BCP 47 tag, or None."""
    root = element.getroottree().getroot()
    declared = squash(root.get("lang") or root.get("xml:lang")).replace("_", "-")
    return declared if LANGUAGE.fullmatch(declared) else None


def base_of(tree: HtmlElement, url: str) -> str:
    """Return the address that the page's links are relative to (`<base href>`, else its own)."""
    href = next((node.get("href") for node in tree.iter("base") if node.get("href")), "")
    return join(url, href or "") or url


def join(base: str, href: str) -> str | None:
    """Return `href` as an absolute http(s) address without fragment, or None if it is none."""
    href = "".join(href.split())
    if len(href) > MAX_URL:
        return None
    if (plain := PLAIN_URL.fullmatch(href)) and ":" not in plain["host"]:
        return href
    href = href if href.isascii() else INVISIBLE.sub("", href)
    try:
        if "/." not in href and PLAIN_PATH.fullmatch(href) and (origin := _origin(base)):
            return origin + href
        url = urljoin(base, href)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
            return None
        return urlunsplit(parts._replace(fragment=""))
    except ValueError:  # a broken port or IPv6 address
        return None


@lru_cache(maxsize=1000)
def _origin(url: str) -> str | None:
    """Return the scheme and host that open a plain address, or None if it is not plain. Raises ValueError."""
    plain = PLAIN_URL.match(url)
    return url[: plain.start("path")] if plain and urlsplit(url).port != 0 else None


def story_url(url: str) -> str:
    """Return `url` without fragment and tracking parameters.

    >>> story_url("https://blad.example/wereld/1?utm_source=rss&id=7#reacties")
    'https://blad.example/wereld/1?id=7'
    """
    if PLAIN_URL.fullmatch(url):
        return url
    return drop_parameters(url, lambda pair: TRACKING.fullmatch(pair.partition("=")[0]))


def drop_parameters(url: str, unwanted: Callable[[str], object]) -> str:
    """Return `url` without fragment and the parameters ("name=value") that are unwanted. Raises ValueError if broken."""
    parts = urlsplit(url)
    kept = "&".join(pair for pair in parts.query.split("&") if pair and not unwanted(pair))
    return urlunsplit(parts._replace(query=kept, fragment=""))


@lru_cache(maxsize=10_000)
def url_key(url: str) -> str:
    """Return what two addresses of one page have in common: no scheme, `www.`, last slash or tracking.

    >>> url_key("http://www.blad.example/a/?utm_medium=x") == url_key("https://blad.example/a")
    True
    """
    if plain := PLAIN_URL.fullmatch(url):
        return plain["host"].removeprefix("www.") + (plain["path"].rstrip("/") or "/")
    parts = urlsplit(story_url(url))
    host = parts.netloc.lower().removeprefix("www.")
    return host + (parts.path.rstrip("/") or "/") + (f"?{parts.query}" if parts.query else "")


def host_of(url: str) -> str:
    """Return the host of an address in small letters, "" where it is broken or has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a broken IPv6 address
        return ""


def is_web(text: str | None) -> bool:
    """Tell whether a text opens like an absolute address of the web."""
    return (text or "").strip().lower().startswith(("http://", "https://"))


def path_of(url: str) -> str:
    """Return the path of an absolute address without fragment."""
    start = url.find("/", url.find("//") + 2)
    return url[start:].partition("?")[0] if start > 0 and "?" not in url[:start] else ""


@lru_cache(maxsize=10_000)
def domain_of(netloc: str) -> str:
    """Return the registered domain of a host ("www.bbc.co.uk" -> "bbc.co.uk"), or the host where it has none."""
    host = urlsplit(f"//{netloc}").hostname or netloc
    return registered_domain(host) or host.removeprefix("www.")


def same_site(url: str, other: str) -> bool:
    """Tell whether two absolute addresses belong to one registered domain."""
    one, two = _netloc(url), _netloc(other)
    return one == two or domain_of(one) == domain_of(two)


def _netloc(url: str) -> str:
    plain = PLAIN_URL.fullmatch(url)
    return plain["host"] if plain else urlsplit(url).netloc
