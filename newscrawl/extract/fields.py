"""Headline, lead and time of one teaser, out of the elements that hold it."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.datelines import parse_dateline
from newscrawl.extract.links import Link
from newscrawl.extract.page import HEADINGS, HIDDEN, squash, text_of
from newscrawl.extract.teaser import Teaser
from newscrawl.times import Moment, Span, find_times, parse_time

HEADLINE_CLASS = re.compile(r"title|headline|heading|titre|titel|titul|titolo|kop(?:$|[\s_-])", re.IGNORECASE)
LEAD_CLASS = re.compile(
    r"lead|summary|intro|excerpt|standfirst|desc|chapo|dek(?:$|[\s_-])|abstract|snippet|sommario|entradilla",
    re.IGNORECASE,
)
TIME_NAMES = frozenset(
    "time date datetime timestamp pubdate published posted datum fecha heure uhrzeit ago age tijd".split()
)
NAME_PARTS = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
"""Where the words of a class meet: "article-date", "publishDate"."""
TIME_ATTRIBUTE = re.compile(
    r"(?:data-.*)?(?:datetime|timestamp|time|date|epoch|published?)(?:-?(?:at|on))?", re.IGNORECASE
)
MACHINE_TIME = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}.*|[0-9]{10}(?:[0-9]{3})?")

MAX_TIME = 60
"""Characters that a shown time has at the most, with its label."""
ENDS = ".!?…\"”'’)|·•:-–—"
"""What a sentence, or a text in front of a separator, ends with."""
MIN_LEAD = 40
MAX_TEXT = 1000
"""Characters of a headline or lead that are kept: more is no teaser."""

# Whether a text is a time does not depend on now; a late one leaves no date in the future.
_LATE = datetime(2100, 1, 1, tzinfo=UTC)
_ZONE = ZoneInfo("UTC")


class _Time(NamedTuple):
    element: HtmlElement | None
    """What shows the time and nothing else; it is left out of headline and lead."""
    text: str | None
    machine: str | None


def is_time(text: str, language: str | None = None) -> bool:
    """Tell whether a short text is a listing's time: "6 minuten geleden", "14:05"."""
    return len(text) <= MAX_TIME and _read_time(text, language) is not None


@lru_cache(maxsize=4096)
def _read_time(text: str, language: str | None) -> Moment | None:
    # A list prints "6 minuten geleden" more than once, and the next list again.
    return parse_time(text, now=_LATE, language=language, zone=_ZONE)


def times_in(text: str, language: str | None) -> tuple[Span, ...]:
    """Return where relative times stand in a text, as `find_times` does."""
    return _in_short(text, language) if len(text) <= MAX_TIME else tuple(find_times(text, language=language))


@lru_cache(maxsize=4096)
def _in_short(text: str, language: str | None) -> tuple[Span, ...]:
    # Headlines are read twice, and menus and times again on each page.
    return tuple(find_times(text, language=language))


def read_fields(
    elements: Sequence[HtmlElement], links: Sequence[Link], language: str | None, **known: Any
) -> Teaser:
    """Return headline, lead and time of the teaser that `elements` hold and `links` belong to.

    `known` are its other fields.
    """
    nodes = list(_walk(elements))
    time = _find_time(nodes, language)
    without = {time.element} if time.element is not None else set()
    title = _headline_element(nodes, links)
    shown = max((link.text for link in links), key=len, default="")
    headline = text_of(title, without) if title is not None else shown
    lead = _lead(nodes, without, title, headline)
    return settle(headline, lead, time.text, time.machine, language, **known)


def settle(
    headline: str | None,
    lead: str | None,
    time_text: str | None,
    machine: str | None,
    language: str | None,
    **known: Any,
) -> Teaser:
    """Return a teaser of these texts: a time run on behind one of them is cut off and read as its time,
    and wire copy that stands where the headline should is the lead. `known` are its other fields.
    """
    if headline and time_text and headline != time_text:  # "06:39Elections : ..."
        headline = headline.removeprefix(time_text).lstrip(" |·•-–—:") or headline
    headline, cut_headline = cut_time(headline, language)
    lead, cut_lead = cut_time(lead, language)
    if headline and parse_dateline(headline, language=language):
        headline, lead = None, headline if len(headline or "") >= len(lead or "") else lead
    return Teaser(
        headline=headline[:MAX_TEXT] or None if headline else None,
        lead=lead[:MAX_TEXT] or None if lead else None,
        time_text=time_text or cut_lead or cut_headline or None,
        time_machine=machine,
        **known,
    )


def cut_time(text: str | None, language: str | None) -> tuple[str | None, str | None]:
    """Return `text` without the relative time run on behind it, and this time (None where there is none).

    A time that a sentence leads to ("de brand van drie uur geleden") is a part of it and stays.
    """
    if not text:
        return text, None
    tail = text[-MAX_TIME:]
    for span in times_in(tail, language):
        before = tail[: span.start]
        apart = not before.strip() or not before[-1].isspace() or before.rstrip()[-1] in ENDS
        if apart and not tail[span.end :].strip(" .)|·•"):
            cut = len(text) - len(tail) + span.start
            return text[:cut].rstrip(" |·•-–—,("), text[cut:].strip()
    return text, None


def _find_time(nodes: Sequence[HtmlElement], language: str | None) -> _Time:
    """Return the time of a teaser: what is read as one, else what its class calls one, and its attribute."""
    machine: str | None = None
    read = named = None
    long = _too_long(nodes)
    for node in nodes:
        machine = machine or machine_time(node)
        if read is None and node not in long:
            read = _shown_time(node, language)
            named = named or (None if read else _named_time(node))
        if read and machine:
            break
    element, text = read or named or (None, None)
    return _Time(element, text, machine)


def _too_long(nodes: Sequence[HtmlElement]) -> set[HtmlElement]:
    """Return the elements that hold a text too long for a time, without reading all of what they hold."""
    found: set[HtmlElement] = set()
    for node in nodes:
        if len(node.text or "") > MAX_TIME and len(squash(node.text)) > MAX_TIME:
            outer: HtmlElement | None = node
            while outer is not None and outer not in found:
                found.add(outer)
                outer = outer.getparent()
    return found


def _shown_time(node: HtmlElement, language: str | None) -> tuple[HtmlElement | None, str] | None:
    """Return the element that shows a time and the text of it, or None if `node` shows none.

    Where a text runs on behind the time ("06:39Elections"), the element is None: it is not the time's alone.
    """
    if node.tag in HEADINGS or len(node) > 3 or not (node.text or len(node)):
        return None
    text = text_of(node)
    if not 0 < len(text) <= MAX_TIME or any(_shown_time(child, language) for child in node):
        return None  # what a child shows is its own
    if node.tag == "time":
        return node, text
    moment = _read_time(text, language)
    if moment is None:
        return None
    end = text.find(moment.raw) + len(moment.raw)
    runs_on = any(char.isalpha() for char in text[end:])
    return (None, text[:end]) if runs_on else (node, text)


def _named_time(node: HtmlElement) -> tuple[HtmlElement, str] | None:
    """Return an element whose class says that it is a time, for languages that are not read."""
    if node.tag in HEADINGS or len(node) > 3:
        return None
    if not _calls_time(f"{node.get('class') or ''} {node.get('itemprop') or ''}"):
        return None
    text = text_of(node)
    return (node, text) if len(text) <= MAX_TIME and any(char.isdigit() for char in text) else None


@lru_cache(maxsize=4096)
def _calls_time(names: str) -> bool:
    return not TIME_NAMES.isdisjoint(part.lower() for part in NAME_PARTS.split(names))


def machine_time(node: HtmlElement) -> str | None:
    """Return the first attribute of `node` that is named and looks like an instant, as it stands there."""
    for name, value in node.items():
        value = value.strip()
        if value[:1].isdigit() and MACHINE_TIME.fullmatch(value) and TIME_ATTRIBUTE.fullmatch(name):
            return value[:MAX_TIME]
    return None


def _headline_element(nodes: Sequence[HtmlElement], links: Sequence[Link]) -> HtmlElement | None:
    """Return the heading of a teaser, else the part of its link that is named so, else its longest link."""
    own = {link.element for link in links}
    free = None
    for node in nodes:
        if node.tag in HEADINGS and text_of(node):
            inside = set(node.iter("a"))
            if inside & own or own.intersection(node.iterancestors("a")):
                return node
            # A heading with another link is that of a section or a column: "Africa", "The Papers".
            free = node if free is None and not inside else free
    if free is not None or not links:
        return free
    longest = max(links, key=lambda link: len(link.text)).element
    parts = [
        node
        for node in _walk([longest])
        if node is not longest and HEADLINE_CLASS.search(node.get("class") or "")
    ]
    for node in parts or nodes:
        if HEADLINE_CLASS.search(node.get("class") or "") and len(node) <= 3 and len(text_of(node)) >= 12:
            return node
    blocks = [
        node
        for node in _walk([longest])
        if (node.text or "").strip() and node.tag not in ("b", "i", "em", "strong")
    ]
    long = [node for node in blocks if len(text_of(node)) >= 12]
    return long[0] if len(blocks) > 1 and long else longest if squash("".join(longest.itertext())) else None


def _lead(
    nodes: Sequence[HtmlElement], without: set[HtmlElement], title: HtmlElement | None, headline: str
) -> str | None:
    best: tuple[int, str] = (0, "")
    skipped = without | ({title} if title is not None else set())
    inside = {node for element in skipped for node in element.iter()}
    for node in nodes:
        if node in inside:
            continue
        own = (node.text or "") + "".join(child.tail or "" for child in node)
        if node.tag in HEADINGS or len(own.strip()) < MIN_LEAD / 2:
            continue
        text = text_of(node, skipped)
        if len(text) < (MIN_LEAD if node.tag != "p" else MIN_LEAD / 2) or text in headline:
            continue
        rank = 3 if LEAD_CLASS.search(node.get("class") or "") else 2 if node.tag == "p" else 1
        if rank > best[0]:
            best = (rank, text)
    return best[1] or None


def _walk(elements: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the visible elements in `elements`, these included, in the order of the page."""
    for element in elements:
        walk = etree.iterwalk(element, events=("start",))
        for _, node in walk:
            if node.tag in HIDDEN:
                walk.skip_subtree()
            else:
                yield node
