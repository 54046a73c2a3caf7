"""One entry of a feed as a teaser, whatever the format: its texts out of markup, its link in one form."""

import html
import re
from collections.abc import Iterable
from typing import NamedTuple

from newscrawl.extract.fields import MAX_TEXT, MIN_LEAD
from newscrawl.extract.page import SCHEME, join, lines_of, parse_html, squash, story_url
from newscrawl.extract.teaser import Teaser

MAX_ENTRIES = 1000
"""Entries of a feed that are read. Feeds of news hold 10 to 200, the newest first; more is an archive."""
MAX_BODY = 8 * 1024 * 1024
"""Bytes of a feed that are read. The largest of the measured ones has 360 KB; what is beyond is cut off."""
MAX_MARKUP = 100_000
"""Characters of a field that are read: a lead stands at its beginning, whatever follows."""
MAX_ESCAPES = 3
"""Times that systems which feed each other escape a text."""
MAX_CREDIT = 80
"""Characters around the headline in a last line that only says where the text comes from."""

_ENTITY = re.compile(r"&(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
"""Only whole ones: "M&notes" is no "M¬es"."""
_ESCAPED = re.compile(
    rf"{_ENTITY.pattern}|</?(?:p|br|b|i|em|strong|a|span|div)\b[^<>]{{0,300}}>", re.IGNORECASE
)


class Entry(NamedTuple):
    """What a feed prints of one story."""

    links: Iterable[str | None] = ()
    """The best first."""
    headline: str | None = None
    leads: Iterable[str | None] = ()
    """Fields that hold a lead, the best first."""
    contents: Iterable[str | None] = ()
    """Fields that hold the whole text."""
    published: str | None = None
    changed: str | None = None


def to_teasers(entries: Iterable[tuple[Entry, str]]) -> list[Teaser]:
    """Return the teasers of entries and the addresses that their links are relative to; empty ones are left out."""
    teasers: list[Teaser] = []
    for entry, base in entries:
        teaser = _teaser(entry, base, len(teasers) + 1)
        if teaser.url or teaser.headline or teaser.lead or teaser.bad_link:
            teasers.append(teaser)
    return teasers


def _teaser(entry: Entry, base: str, position: int) -> Teaser:
    address, bad_link = _address(entry.links, base)
    headline = " ".join(_lines(entry.headline))
    lead = _lead(entry, headline)
    published = squash(entry.published)[:MAX_TEXT] or None
    return Teaser(
        url=address,
        headline=headline[:MAX_TEXT] or None,
        lead=lead[:MAX_TEXT] or None,
        time_text=published,
        time_machine=published,
        time_changed=squash(entry.changed)[:MAX_TEXT] or None,
        position=position,
        bad_link=bad_link,
    )


def _address(links: Iterable[str | None], base: str) -> tuple[str | None, str | None]:
    """Return the first link that is a web address, without tracking, or else one that is none, as printed."""
    bad_link = None
    for link in links:
        printed = (link or "").strip()
        if printed and (address := join(base, printed)):
            return story_url(address), None
        if printed and SCHEME.match(printed):
            bad_link = bad_link or printed[:200]
    return None, bad_link


def _lead(entry: Entry, headline: str) -> str:
    for markup in entry.leads:
        lead = " ".join(_without_credit(_lines(markup), headline))
        if lead and lead != headline:
            return lead
    for markup in entry.contents:
        lines = [line for line in _lines(markup) if line != headline]
        if lines:
            return next((line for line in lines if len(line) >= MIN_LEAD), lines[0])
    return ""


def _without_credit(lines: list[str], headline: str) -> list[str]:
    """Return `lines` without a last one of the kind "The post HEADLINE appeared first on OUTLET."."""
    if len(lines) > 1 and headline and headline in lines[-1] and len(lines[-1]) < len(headline) + MAX_CREDIT:
        return lines[:-1]
    return lines


def _lines(markup: str | None) -> list[str]:
    """Return the lines of a field that may hold HTML, escaped once or several times.

    >>> _lines("Brug &amp;#8216;open&amp;#8217;")
    ['Brug \u2018open\u2019']
    """
    if not markup:
        return []
    markup = markup[:MAX_MARKUP]
    if "<" not in markup:
        markup = _ENTITY.sub(lambda entity: html.unescape(entity[0]), markup)
        if "<" not in markup and not _ESCAPED.search(markup):
            return [text] if (text := squash(markup)) else []
    lines = lines_of(parse_html(f"<div>{markup}</div>"))
    for _ in range(MAX_ESCAPES - 1):
        if not any(_ESCAPED.search(line) for line in lines):
            break
        lines = [part for line in lines for part in lines_of(parse_html(f"<div>{line}</div>"))]
    return lines
