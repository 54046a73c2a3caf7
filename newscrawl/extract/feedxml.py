"""The XML of feeds and sitemaps: out of a body of any charset, packed or broken, without ever reading a DTD."""

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from html import escape
from html.entities import html5
from io import BytesIO
from typing import NamedTuple, TypedDict

from lxml import etree

from newscrawl.extract.decode import decode_body
from newscrawl.extract.page import INVISIBLE

GZIP = b"\x1f\x8b\x08"
MAX_RATIO = 300
"""Real feeds and sitemaps shrink 5 to 60 times; a bomb up to 1,000 times a layer."""
MIN_UNPACKED = 1_000_000
"""Bytes that any body may grow to: what is small is no danger, whatever its ratio."""
MAX_LAYERS = 2
"""A .gz file that the server packs once more on its way."""
_PIECE = 65_536

# Appendix F of XML 1.0: how a declaration begins in two-byte charsets that have no mark.
_WIDE = {
    b"<\x00?\x00": "utf-16-le",
    b"\x00<\x00?": "utf-16-be",
    b"<\x00r\x00": "utf-16-le",
    b"\x00<\x00r": "utf-16-be",
}

_HTML = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CDATA = r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)"  # to the end where nothing closes it, so that it is read once
_FAULTS = re.compile(
    rf"""(?P<cdata>{_CDATA})
       | &(?P<name>[A-Za-z][A-Za-z0-9]{{1,30}});       # &hellip; of HTML, which XML does not know
       | &(?P<number>\#[0-9]{{1,7}};|\#x[0-9A-Fa-f]{{1,6}};)
       | (?P<bare>&)                                   # R&D, ?a=1&b=2
       | <(?P<void>(?:br|hr|img|wbr)\b[^<>]{{0,2000}}(?<!/))>   # <br>, which nothing closes
    """,
    re.VERBOSE,
)


class _Safe(TypedDict):
    resolve_entities: bool
    load_dtd: bool
    no_network: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


_SAFE = _Safe(
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
"""What no parser here may do, even if a document type came through."""
_XML_NAMES = frozenset(["amp", "lt", "gt", "quot", "apos"])


class FeedError(ValueError):
    """A body is no feed, or no sitemap, that can be read; the text says why in a few words."""


class Document(NamedTuple):
    """The text of an XML document from its root on."""

    text: str
    root: str
    """Name of the root without its prefix, in lower case: "rss"."""


def unpack(body: bytes, limit: int) -> bytes:
    """Return `body` without its gzip layers, cut at `limit` bytes if it is not packed.

    Of a packed body that is cut off what came is returned. Raises FeedError if one grows beyond
    `limit` or MAX_RATIO, or is corrupt from its beginning.
    """
    for _ in range(MAX_LAYERS):
        if not body.startswith(GZIP):
            break
        body = _gunzip(body, min(limit, max(MIN_UNPACKED, MAX_RATIO * len(body))))
    if body.startswith(GZIP):
        raise FeedError(f"packed more than {MAX_LAYERS} times")
    return body[:limit]


def _gunzip(body: bytes, limit: int) -> bytes:
    unpacked = bytearray()
    with gzip.GzipFile(fileobj=BytesIO(body)) as packed:
        try:
            while piece := packed.read1(_PIECE):
                unpacked += piece
                if len(unpacked) > limit:
                    raise FeedError(f"a gzip body of {len(body):,} bytes that unpacks to more than {limit:,}")
        except (EOFError, OSError, zlib.error) as error:  # cut off, or corrupt from here on
            if not unpacked:
                raise FeedError("a gzip body that cannot be unpacked") from error
    return bytes(unpacked)


def to_text(body: bytes, content_type: str | None = None) -> str:
    """Return the text of an unpacked body, in the charset that fits its bytes."""
    wide = _WIDE.get(body[:4])
    if wide:
        return body.decode(wide, errors="replace")
    return decode_body(body, content_type).text.removeprefix("\ufeff")


def find_document(text: str, roots: Iterable[str]) -> Document | None:
    """Return the document in `text` whose root is one of `roots` (names in lower case), or None.

    What stands in front of the root is cut off: junk, a declaration whose charset is wrong by now,
    and the document type. Without one no entity can be declared, so none expands and none is fetched.
    """
    names = "|".join(map(re.escape, roots))
    found = re.search(rf"<(?:[A-Za-z][\w.-]{{0,30}}:)?(?P<name>{names})(?=[\s/>])", text, re.IGNORECASE)
    if found is None or _HTML.search(text, 0, found.start()):
        return None
    return Document(text[found.start() :], found["name"].lower())


def parse_strict(text: str) -> etree._Element | None:
    """Return the root of well-formed XML, or None if `text` is none."""
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=False))
    except etree.XMLSyntaxError:
        return None


def parse_broken(text: str) -> etree._Element | None:
    """Return the root of what can be read of `text`, None if that is nothing."""
    try:
        return etree.fromstring(repair(text).encode("utf-8", "replace"), _parser(recover=True))
    except etree.XMLSyntaxError:  # no element at all
        return None


def parse_events(text: str, *, recover: bool) -> Iterator[etree._Element]:
    """Yield the elements of `text` in the order in which they end. Raises XMLSyntaxError unless `recover`."""
    parser = etree.XMLPullParser(events=("end",), recover=recover, **_SAFE)
    for start in range(0, len(text), _PIECE):
        parser.feed(text[start : start + _PIECE].encode("utf-8", "replace"))
        for _, element in parser.read_events():
            yield element
    if not recover:
        parser.close()  # tells of what is not well-formed


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(recover=recover, encoding="utf-8", **_SAFE)


def repair(text: str) -> str:
    """Return `text` without the faults that cost more than themselves: bare `&`, names of HTML, open `<br>`, numbers of no character.

    >>> repair("R&D &hellip; a<br>b &amp; <![CDATA[&]]>")
    'R&amp;D \u2026 a&lt;br&gt;b &amp; <![CDATA[&]]>'
    """
    return INVISIBLE.sub("", _FAULTS.sub(_mend, text))


def _mend(fault: re.Match[str]) -> str:
    if fault["void"]:
        return f"&lt;{fault['void']}&gt;"
    if fault["bare"]:
        return "&amp;"
    name = fault["name"]
    if name and name not in _XML_NAMES:
        return escape(html5.get(f"{name};") or f"&{name};", quote=False)
    if number := fault["number"]:
        digits = number.strip("#;")
        return fault[0] if _is_character(int(digits[1:], 16) if digits[0] == "x" else int(digits)) else ""
    return fault[0]


def _is_character(code: int) -> bool:
    """Tell whether XML knows a character of this number: libxml2 keeps half of a pair, which no text can hold."""
    return code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
