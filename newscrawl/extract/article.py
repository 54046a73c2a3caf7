"""One article out of its page: headline, text, authors and times, without what stands around it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from newscrawl.datelines import parse_dateline
from newscrawl.extract.fields import MAX_TIME, cut_time, is_time, machine_time
from newscrawl.extract.links import Regions
from newscrawl.extract.listing import listed_teasers
from newscrawl.extract.metadata import Metadata, Origin, read_metadata
from newscrawl.extract.page import lines_of, lines_of_text, parse_html, squash, text_of
from newscrawl.extract.records import Record, mine_records
from newscrawl.extract.runs import find_run
from newscrawl.extract.teaser import Teaser
from newscrawl.times import Moment, parse_machine_time, parse_time

MIN_BODY = 200
"""Characters below which the extractor's body is doubted and the page's own paragraphs are read."""
MIN_PARAGRAPH = 40
MAX_LABEL = 60
"""Characters of a teaser beside its headline, lead and time: "Lees ook:", a section's name."""
MAX_BEFORE, MAX_SHORT = 12, 120
"""Lines that may stand in front of a dateline, and their length: captions and bylines, no paragraphs."""
BYLINE = re.compile(r"(?:[Bb]y|BY|[Dd]oor|[Vv]on|[Pp]ar|[Pp]or)[: ] *(?=[^\W0-9a-z])(.{3,80})")
"""A line that names the author, in the languages at hand: "Door: A. Bakker", "Von A. Müller"."""
BETWEEN_NAMES = re.compile(r" *(?:,|;|&| and | en | und | et | y ) *")
TIME_LINES = 40
"""Lines of a page, from its headline on, among which its visible time is looked for."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says of its one story; texts as printed, None or empty where it says nothing."""

    headline: str | None = None
    lead: str | None = None
    text: str | None = None
    """Paragraphs, one a line, with the dateline if it is printed; no time line, no teaser of another story."""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    published_raw: str | None = None
    """The text that `published` was read from."""
    published_from: str | None = None
    """"json-ld", "opengraph", "time-element" or "page"."""
    modified: Moment | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    """The canonical address that the page names."""
    origin: Origin = Origin()
    """What the page's structured data say of where it comes from."""
    is_article: bool = False
    """True where the page says that it is one article, or its text opens with a dateline."""
    teasers: tuple[Teaser, ...] = ()
    """The other stories that the page lists ("Meer uit Buitenland")."""


@dataclass(frozen=True, slots=True)
class _Context:
    """How the times of a page are read."""

    now: datetime | None
    language: str | None
    zone: ZoneInfo | None


def extract_article(
    html: str,
    url: str,
    *,
    now: datetime | None = None,
    language: str | None = None,
    zone: ZoneInfo | None = None,
) -> Article:
    """Return the article of a page.

    `html` is the decoded text of the page, `now` the instant at which it was made (without it no
    time that a reader sees is read, only machine-readable ones), `zone` that of the outlet (without
    it a time that names no offset may lie in any zone).
    """
    tree = parse_html(html)
    meta = read_metadata(tree, url)
    context = _Context(now, language or meta.language, zone)
    records = mine_records(tree, url)
    teasers = listed_teasers(tree, records)
    headline = _headline(tree, meta)
    own, around, foreign = _sort_lines(tree, records, teasers, context.language)
    body = _trim(_clean(_body(tree, url, own), headline, foreign, context.language), around)
    return Article(
        headline=headline,
        lead=meta.lead,
        text="\n".join(body) or None,
        authors=meta.authors or _byline(own, headline),
        **_times(tree, own, headline, meta, context)._asdict(),
        section=meta.section,
        language=meta.language,
        url=meta.url,
        origin=meta.origin,
        is_article=meta.is_article or _opens_with_dateline(body, context.language),
        teasers=tuple(teasers),
    )


def _sort_lines(
    tree: HtmlElement, records: list[Record], teasers: list[Teaser], language: str | None
) -> tuple[list[str], set[str], set[str]]:
    """Return the page's own lines, those of bars and list headings around them, and those of other stories."""
    lines = lines_of(tree)
    run = find_run(lines, language=language)
    foreign = _teaser_lines(records) | {lines[number] for number in run.lines}
    foreign |= {text for teaser in teasers for text in (teaser.headline, teaser.lead) if text}
    menu = _menu_lines(tree)
    own = [line for line in lines if line not in foreign and line not in menu]
    return own, menu | {teaser.heading for teaser in teasers if teaser.heading}, foreign


def extract_text_article(text: str, *, language: str | None = None) -> Article:
    """Return the article of a text/plain page: a headline, its paragraphs, and maybe a list behind them."""
    lines = lines_of_text(text)
    run = find_run(lines, language=language)
    own = [line for number, line in enumerate(lines) if number not in run.lines]
    headline = own[0] if own and not parse_dateline(own[0], language=language) else None
    body = _clean(own, headline, set(), language)
    opens = _opens_with_dateline(body, language)
    return Article(
        headline=headline, text="\n".join(body) or None, is_article=opens, teasers=tuple(run.teasers)
    )


def _opens_with_dateline(body: Sequence[str], language: str | None) -> bool:
    return len(body) > 1 and parse_dateline(body[0], language=language) is not None


def _teaser_lines(records: Iterable[Record]) -> set[str]:
    """Return the lines of other stories' teasers ("Lees ook: ..."), of blocks that hold little else."""
    found = set()
    for record in records:
        teaser = record.teaser
        own = sum(len(text or "") for text in (teaser.headline, teaser.lead, teaser.time_text))
        lines = [line for element in record.elements for line in lines_of(element)]
        # A lone link may have taken the paragraphs around it for its block.
        if sum(map(len, lines)) <= own + MAX_LABEL:
            found.update(lines)
    return found


def _menu_lines(tree: HtmlElement) -> set[str]:
    """Return the lines of menus, share bars and cookie notes."""
    found: set[str] = set()
    regions = Regions()
    for node in tree.iter():
        parent = node.getparent()
        if parent is not None and regions.of(node) == "menu" and regions.of(parent) != "menu":
            found.update(lines_of(node))
    return found


def _headline(tree: HtmlElement, meta: Metadata) -> str | None:
    heading = next((text for node in tree.iter("h1") if (text := text_of(node))), None)
    return meta.headline or heading or next((text_of(node) for node in tree.iter("title")), None) or None


def _body(tree: HtmlElement, url: str, lines: Sequence[str]) -> list[str]:
    document = bare_extraction(
        tree, url=url, include_comments=False, include_tables=False, with_metadata=False
    )
    text = getattr(document, "text", None) or ""
    if len(text) >= MIN_BODY:
        return text.splitlines()
    return [line for line in lines if len(line) >= MIN_PARAGRAPH] or text.splitlines()


def _clean(lines: Iterable[str], headline: str | None, foreign: set[str], language: str | None) -> list[str]:
    """Return the paragraphs of a body: no headline, no time line, no teaser, no time run on behind."""
    kept = []
    for line in lines:
        line = squash(line).removeprefix("- ")
        if not line or line == headline or line in foreign or is_time(line, language):
            continue
        if text := cut_time(line, language)[0]:
            kept.append(text)
    return _from_dateline(kept, language)


def _trim(lines: list[str], edges: set[str]) -> list[str]:
    """Leave out what stands around a text: share bars before and behind it, the heading of a list."""
    around = "\n".join(edges)

    def is_edge(line: str) -> bool:
        # The extractor may break a bar ("Share on A B") into the labels of its links.
        return line in edges or (len(line) <= MAX_LABEL and line in around)

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


def _byline(lines: Sequence[str], headline: str | None) -> tuple[str, ...]:
    """Return the names in the first byline behind the headline."""
    for line in _behind(lines, headline):
        if found := BYLINE.fullmatch(line):
            names = BETWEEN_NAMES.split(found[1].strip())
            return tuple(name for name in names if name[:1].isupper() and len(name.split()) <= 4)
    return ()


def _behind(lines: Sequence[str], headline: str | None) -> Sequence[str]:
    start = next((number for number, line in enumerate(lines) if line == headline), 0)
    return lines[start : start + TIME_LINES]


class _Times(NamedTuple):
    published: Moment | None
    published_raw: str | None
    published_from: str | None
    modified: Moment | None


def _times(
    tree: HtmlElement, lines: Sequence[str], headline: str | None, meta: Metadata, context: _Context
) -> _Times:
    return _Times(
        *_published(tree, lines, headline, meta, context), _modified(lines, headline, meta, context)
    )


def _published(
    tree: HtmlElement, lines: Sequence[str], headline: str | None, meta: Metadata, context: _Context
) -> tuple[Moment | None, str | None, str | None]:
    for source, text in meta.published:
        if moment := parse_machine_time(text, zone=context.zone):
            return moment, text, source
    for node in tree.iter("time"):
        text = machine_time(node) or ""
        if moment := parse_machine_time(text, zone=context.zone):
            return moment, text, "time-element"
    moment = _visible(lines, headline, context, lambda found: not found.updated)
    return moment, moment.raw if moment else None, "page" if moment else None


def _modified(lines: Sequence[str], headline: str | None, meta: Metadata, context: _Context) -> Moment | None:
    for _, text in meta.modified:
        if moment := parse_machine_time(text, zone=context.zone):
            return moment
    return _visible(lines, headline, context, lambda found: found.updated)


def _visible(
    lines: Sequence[str], headline: str | None, context: _Context, wanted: Callable[[Moment], bool]
) -> Moment | None:
    """Return the first time line that a reader sees behind the headline, or None without `now`."""
    if not context.now:
        return None
    for line in _behind(lines, headline):
        if len(line) <= MAX_TIME:
            zone = context.zone or ZoneInfo("UTC")
            moment = parse_time(line, now=context.now.astimezone(UTC), language=context.language, zone=zone)
            if moment and wanted(moment):
                return moment
    return None
