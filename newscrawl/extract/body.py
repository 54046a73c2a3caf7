"""The paragraphs of a page's story, in their order and without what stands between them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from newscrawl.datelines import parse_dateline
from newscrawl.extract.clutter import is_clutter
from newscrawl.extract.fields import cut_time, is_time
from newscrawl.extract.page import lines_of, squash
from newscrawl.extract.plain import plain
from newscrawl.extract.surroundings import MAX_LABEL, MAX_NAME, Surroundings

MIN_BODY = 200
"""Characters below which the extractor's body is doubted and the page's own paragraphs are read."""
MIN_PARAGRAPH = 40
MAX_BEFORE, MAX_SHORT = 12, 120
"""Lines that may stand in front of a dateline, and their length: captions and bylines, no paragraphs."""
MAX_ELEMENTS = 60_000
"""Elements of a page that the extractor is given: real pages have up to 20,000, and its time grows with them."""
MAX_BODY, MAX_LINES = 1_000_000, 5_000
"""Characters and lines of a body that are kept; a book has as many."""
SAME = 60
"""Letters and digits that tell two paragraphs apart."""
SHARE = 0.5
"""Share of the extractor's text that stands in elements of one kind, where these are the story's."""
MAX_MORE = 6
"""How many times the extractor's text may be added to: beyond that the kind is that of the whole page."""
MAX_EDGE = 160
"""Characters of a line of a share bar; more is a paragraph in a block with a name like one's."""
LINK_SHARE = 0.6
"""Share of a paragraph that is the text of links where it is none of the story's."""
LEAD_CLASS = re.compile(
    r"lead|summary|intro|excerpt|standfirst|stand-first|subtitle|subhead|subline|chapo|chapeau|ingress|vorspann|bajada"
    r"|dek(?:$|[\s_-])|abstract|sommario|occhiello|entradilla|manchet|zajawka",
    re.IGNORECASE,
)
"""Words in the class of a lead, in the languages of those who build pages."""
MAX_LEADS = 100
"""Texts behind the headline that are looked at: the first paragraph is among them."""
MIN_LEAD, MAX_LEAD = 50, 1000
"""Characters of a lead that is printed between headline and text."""

Kind = tuple[object, ...]


class Paragraph(NamedTuple):
    """An element with a paragraph of the page's own."""

    lines: list[str]
    keys: set[str]
    """What tells each line from those of other paragraphs."""
    kind: Kind
    """Tags and classes of the elements around it: the same for the paragraphs of one text."""


def read_body(tree: HtmlElement, url: str, around: Surroundings) -> list[str]:
    """Return the lines that trafilatura takes for the story, with the paragraphs that it lost, as they stand there."""
    lines = _extracted(tree, url)
    paragraphs = list(_paragraphs(tree, around))
    if sum(map(len, lines)) < MIN_BODY:
        lines = _largest(paragraphs) or [line for line in around.own if len(line) >= MIN_PARAGRAPH] or lines
    return list(_up_to(MAX_BODY, _restored(lines, paragraphs)[:MAX_LINES]))


def _extracted(tree: HtmlElement, url: str) -> list[str]:
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return []
    document = bare_extraction(
        tree, url=url, include_comments=False, include_tables=False, with_metadata=False
    )
    return (getattr(document, "text", None) or "").splitlines()


def _up_to(most: int, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        most -= len(line)
        if most < 0:
            return
        yield line


def key_of(line: str) -> str:
    """Return what tells a paragraph from another one, however its spaces and quotes are written."""
    return plain(line[: 3 * SAME])[:SAME]


def _paragraphs(tree: HtmlElement, around: Surroundings) -> Iterator[Paragraph]:
    kinds: dict[HtmlElement, Kind] = {}
    for node in tree.iter("p"):
        outer = node.getparent()
        if outer is None or not around.places.is_own(node):
            continue
        lines = [line for line in lines_of(node) if line not in around.foreign]
        if not lines or _is_link(node, sum(map(len, lines))):
            continue
        if outer not in kinds:
            kinds[outer] = _kind(outer)
        yield Paragraph(lines, {key for line in lines if (key := key_of(line))}, kinds[outer])


def _kind(outer: HtmlElement) -> Kind:
    further = outer.getparent()
    around = (outer,) if further is None else (outer, further)
    return tuple((node.tag, (node.get("class") or "")[:MAX_NAME]) for node in around)


def _is_link(node: HtmlElement, size: int) -> bool:
    """Tell whether a paragraph is no more than a link to elsewhere."""
    return sum(len(link.text_content()) for link in node.iter("a")) > LINK_SHARE * size


def _largest(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the lines of the paragraphs of the kind that has most text, none if that is no body."""
    kind = _main_kind(paragraphs)
    lines = [line for paragraph in paragraphs if paragraph.kind == kind for line in paragraph.lines]
    return lines if sum(map(len, lines)) >= MIN_BODY else []


def _main_kind(paragraphs: Iterable[Paragraph]) -> Kind | None:
    sizes: Counter[Kind] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.kind] += sum(map(len, paragraph.lines))
    return max(sizes, key=lambda kind: sizes[kind], default=None)


def _restored(lines: list[str], paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return `lines` with the paragraphs of the same kind that are missing, each behind the one before it.

    The extractor takes one container for the whole of a text that advertisements cut into several.
    """
    places = {key: number for number, line in enumerate(lines) if (key := key_of(line))}
    known = [paragraph for paragraph in paragraphs if not places.keys().isdisjoint(paragraph.keys)]
    kind = _main_kind(known)
    size = sum(len(line) for paragraph in known if paragraph.kind == kind for line in paragraph.lines)
    if size < SHARE * sum(map(len, lines)):
        return lines
    more: dict[int, list[str]] = {}
    place, added = -1, 0
    for paragraph in paragraphs:
        found = [places[key] for key in paragraph.keys if key in places]
        if found:
            place = max(place, *found)
        elif paragraph.kind == kind and sum(map(len, paragraph.lines)) >= MIN_PARAGRAPH:
            more.setdefault(place, []).extend(paragraph.lines)
            added += sum(map(len, paragraph.lines))
    if not more or added > MAX_MORE * size:
        return lines
    return [
        *more.get(-1, ()),
        *(part for number, line in enumerate(lines) for part in (line, *more.get(number, ()))),
    ]


def find_lead(
    tree: HtmlElement, around: Surroundings, body: Sequence[str], headline: str | None, declared: str | None
) -> str | None:
    """Return the lead that a page prints between its headline and `body`; None where it is a part of it or absent.

    It is told by its class, or by what the page declares for its description.
    """
    if not headline or not body:
        return None
    known, start, own = {key_of(line) for line in body}, key_of(headline), key_of(declared or "")
    for node in islice(_behind_heading(tree, start), MAX_LEADS):
        line = " ".join(lines_of(node))
        if (key := key_of(line)) in known:
            return None
        named = LEAD_CLASS.search(node.get("class") or "") or (own and key[:40] == own[:40])
        if named and MIN_LEAD <= len(line) <= MAX_LEAD and around.places.is_own(node):
            return line
    return None


def _behind_heading(tree: HtmlElement, key: str) -> Iterator[HtmlElement]:
    """Yield the elements with a text of their own behind the heading that `key` tells."""
    behind = False
    for node in tree.iter("h1", "h2", "h3", "p", "div", "span", "strong", "section"):
        if node.tag == "h1":
            behind = behind or key_of(squash(node.text_content())) == key
        elif behind and len((node.text or "").strip()) >= MIN_LEAD / 2:
            yield node


def clean(lines: Iterable[str], headline: str | None, foreign: set[str], language: str | None) -> list[str]:
    """Return the paragraphs of a body: no headline, no time line, no teaser, no clutter, no time run on behind."""
    kept: list[str] = []
    for line in lines:
        line = squash(line).removeprefix("- ")
        if not line or line == headline or line in foreign or is_clutter(line) or is_time(line, language):
            continue
        if text := cut_time(line, language)[0]:
            kept.append(text)
    return _from_dateline(kept, language)


def trim(lines: list[str], edges: set[str]) -> list[str]:
    """Leave out what stands around a text: share bars before and behind it, the heading of a list."""
    around = "\n".join(edges)

    def is_edge(line: str) -> bool:
        # The extractor may break a bar ("Share on A B") into the labels of its links.
        return len(line) <= MAX_EDGE and (line in edges or (len(line) <= MAX_LABEL and line in around))

    start, end = 0, len(lines)
    while start < end and is_edge(lines[start]):
        start += 1
    while end > start and is_edge(lines[end - 1]):
        end -= 1
    return lines[start:end] or lines


def _from_dateline(lines: list[str], language: str | None) -> list[str]:
    """Leave out the short lines (captions, bylines) in front of the dateline, which opens a text."""
    for number, line in enumerate(lines[:MAX_BEFORE]):
        if parse_dateline(line, language=language):
            return lines[number:]
        if len(line) > MAX_SHORT:
            break
    return lines
