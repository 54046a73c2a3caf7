"""The times that a page shows with its story: elements with a machine-readable time, and lines of text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from newscrawl.extract.fields import MAX_TIME, machine_time
from newscrawl.extract.page import squash, text_of
from newscrawl.times import Moment, parse_machine_time, parse_time

CHANGED = re.compile(
    r"modif|updat|aktualis|actualis|actualiz|aggiorn|bijgewerkt|gewijzigd|oppdat|opdat|uppdat|changed|revised",
    re.IGNORECASE,
)
"""Names of classes and properties of the time at which a story was changed."""
DATE = re.compile(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
"""A year, or a day with one in two digits: what a date has that says the same to every reader."""
MAX_LINE = 140
"""Characters of a line with a byline, a section and the date."""
AROUND = 40
"""Characters before and behind its year in which a date stands."""
MAX_DATES = 3
"""Lines with a year that are read in pieces: each costs as much as many lines that are read as a whole."""
TIME_LINES = 40
"""Lines behind the headline among which the visible time is looked for."""

_LATER = (datetime(2100, 1, 1, tzinfo=UTC), datetime(2098, 7, 3, 11, tzinfo=UTC))
"""Two readers' days: what says the same to both is an absolute time, whenever the page was made."""
_UTC = ZoneInfo("UTC")
_START = re.compile(r"(?<!\S)\S|(?<!\d)\d")
_END = re.compile(r"\S(?!\S)|\d(?!\d)")


class Shown(NamedTuple):
    """A time that the page shows."""

    moment: Moment
    updated: bool
    """True where it is said to be that of a change."""


def read_nodes(nodes: Iterable[HtmlElement], zone: ZoneInfo | None, language: str | None) -> Iterator[Shown]:
    """Yield the machine-readable times of elements, in their order."""
    for node in nodes:
        text = machine_time(node) or _stated(node)
        if text and (moment := parse_machine_time(text, zone=zone)):
            yield Shown(moment, _is_change(node, language))


def _stated(node: HtmlElement) -> str | None:
    """Return the time of an element of schema.org's microdata: <span itemprop="datePublished" content=...>."""
    return node.get("content") if node.get("itemprop") else None


def _is_change(node: HtmlElement, language: str | None) -> bool:
    """Tell whether an element with a time is named, or labelled for readers, as that of a change."""
    if CHANGED.search(f"{node.get('itemprop') or ''} {node.get('class') or ''} {node.get('id') or ''}"):
        return True
    outer, before = node.getparent(), node.getprevious()
    labels = (outer.text if outer is not None else None, before.text if before is not None else None)
    line = squash(" ".join([*filter(None, labels), text_of(node)]))
    if len(line) > MAX_TIME:
        return False
    moment = parse_time(line, now=_LATER[0], language=language, zone=_UTC)
    return moment is not None and moment.updated


def read_lines(
    lines: Sequence[str], now: datetime | None, zone: ZoneInfo | None, language: str | None, *, updated: bool
) -> Moment | None:
    """Return the first time among `lines` that is one of a change (`updated`), or that is none.

    Without `now` only times are read that say the same to every reader: no relative ones, and no day
    without its year.
    """
    pieces = 0
    for line in lines[:TIME_LINES]:
        moment = _read(line, now, zone, language) if len(line) <= MAX_TIME else None
        if moment is None and len(line) <= MAX_LINE and pieces < MAX_DATES and (date := DATE.search(line)):
            pieces += 1
            moment = _read_piece(line, date, now, zone, language)
        if moment and moment.updated is updated:
            return moment
    return None


def _read_piece(
    line: str, date: re.Match[str], now: datetime | None, zone: ZoneInfo | None, language: str | None
) -> Moment | None:
    """Return the time in a line that holds more, or None: "Door Anna Bos 24 januari 2026, 22:54 3 reacties"."""
    low, high = max(0, date.start() - AROUND), date.end() + AROUND
    starts = [match.start() for match in _START.finditer(line, low, date.start() + 1)]
    ends = [match.end() for match in _END.finditer(line, date.start(), high) if match.end() >= date.end()]
    for start in starts:
        for end in reversed(ends):
            if end - start <= MAX_TIME and (moment := _read(line[start:end], now, zone, language)):
                return moment
    return None


def _read(text: str, now: datetime | None, zone: ZoneInfo | None, language: str | None) -> Moment | None:
    if now is not None:
        return parse_time(text, now=now.astimezone(UTC), language=language, zone=zone or _UTC)
    if not any(map(str.isdigit, text)):
        return None
    one, other = (parse_time(text, now=later, language=language, zone=zone or _UTC) for later in _LATER)
    return one if one == other else None
