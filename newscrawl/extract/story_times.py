"""When a page says that its story appeared and changed: from what machines read to what readers see."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from newscrawl.extract.metadata import Metadata
from newscrawl.extract.page import path_of
from newscrawl.extract.shown_times import Shown, read_lines, read_nodes
from newscrawl.extract.surroundings import Surroundings
from newscrawl.times import Moment, intersect, parse_machine_time

URL_DAY = re.compile(
    r"""[/_-](?P<year>(?:19|20)[0-9]{2})
        (?: [/_-](?P<month>[01]?[0-9]|[a-z]{3})[/_-](?P<day>[0-3]?[0-9])(?![0-9])   # /2026/01/24/, /2026/jan/24/
          | (?P<glued>[01][0-9][0-3][0-9])(?=[/_.-]|$)                              # /20260124/
        )""",
    re.VERBOSE | re.IGNORECASE,
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
EXACT = timedelta(minutes=1)
"""Width of an interval that no other source can make better."""
NEAR_URL = timedelta(days=2)
"""How far a time that readers see may lie from the day in the address: farther off it is another story's."""
FIRST_DAY, LAST_DAY = "1995-01-01", "2100-01-01"
"""Days between which htmldate looks; without them it asks the machine's clock."""
YEAR_ALONE = "-01-01"
"""How htmldate ends its answer where it found no more than a year, in a line of copyright for example."""

MAX_TIMES = 200
"""Elements with a time that are read: a page with a list has a hundred."""
_TIMES = etree.XPath("//time | //*[starts-with(@itemprop, 'date')]")


@dataclass(frozen=True, slots=True)
class Context:
    """How the times of a page are read."""

    url: str
    now: datetime | None
    """When the page was made (aware); without it no relative time is read."""
    language: str | None
    zone: ZoneInfo | None
    """Zone of times that name no offset; without it they may lie in any zone."""


class Times(NamedTuple):
    """When a story appeared and changed, and where its page says so."""

    published: Moment | None
    published_raw: str | None
    published_from: str | None
    modified: Moment | None


class _Candidate(NamedTuple):
    source: str
    moment: Moment


def find_times(
    tree: HtmlElement, around: Surroundings, lines: Sequence[str], meta: Metadata, context: Context
) -> Times:
    """Return the times of a page's story, of which `lines` are those from its headline on.

    The first source that can be read counts; where it only knows the day, a source behind it that
    agrees with it and knows more. htmldate comes last, and only where the page does not even say when
    it was changed: it cannot tell the two times apart. `tree` is no longer whole after it.
    """
    day = url_day(context)
    nodes = filter(around.places.is_own, _TIMES(tree)[:MAX_TIMES])
    shown = list(read_nodes(nodes, context.zone, context.language))
    modified = _modified(meta, shown, lines, context)
    found: _Candidate | None = None
    for candidate in _candidates(meta, shown, lines, day, context):
        if found is None or _narrower(candidate.moment, found.moment):
            found = candidate
        if found.moment.latest - found.moment.earliest <= EXACT:
            break
    if found is None and modified is None:
        found = _guessed(around.places.strip(tree), context)
    if found is None:
        return Times(None, None, None, modified)
    return Times(found.moment, found.moment.raw, found.source, modified)


def _candidates(
    meta: Metadata, shown: Sequence[Shown], lines: Sequence[str], day: Moment | None, context: Context
) -> Iterator[_Candidate]:
    """Yield the times of publication, the most trusted first; the cheap ones are asked first as well."""
    for source, text in meta.published:
        if moment := parse_machine_time(text, zone=context.zone):
            yield _Candidate(source, moment)
    for time in shown:
        if not time.updated and _is_near(time.moment, day):
            yield _Candidate("time-element", time.moment)
    seen = read_lines(lines, context.now, context.zone, context.language, updated=False)
    if seen and _is_near(seen, day):
        yield _Candidate("page", seen)
    if day:
        yield _Candidate("url", day)


def _modified(
    meta: Metadata, shown: Sequence[Shown], lines: Sequence[str], context: Context
) -> Moment | None:
    for _, text in meta.modified:
        if moment := parse_machine_time(text, zone=context.zone):
            return moment
    changed = next((time.moment for time in shown if time.updated), None)
    return changed or read_lines(lines, context.now, context.zone, context.language, updated=True)


def _narrower(moment: Moment, than: Moment) -> bool:
    """Tell whether `moment` agrees with another one and says more precisely when it was."""
    agrees = intersect(moment[:2], than[:2]) is not None
    return agrees and moment.latest - moment.earliest < than.latest - than.earliest


def _is_near(moment: Moment, day: Moment | None) -> bool:
    return day is None or (
        day.earliest - NEAR_URL <= moment.latest and moment.earliest <= day.latest + NEAR_URL
    )


def url_day(context: Context) -> Moment | None:
    """Return the day in the address of a page: /2026/01/24/, /20260124/; None if it names none of the past."""
    for match in URL_DAY.finditer(path_of(context.url)):
        month, day = match["month"] or match["glued"][:2], match["day"] or match["glued"][2:]
        if month.lower() in MONTHS:
            month = str(MONTHS.index(month.lower()) + 1)
        moment = parse_machine_time(f"{match['year']}-{month}-{day}", zone=context.zone)
        if moment and (context.now is None or moment.earliest <= context.now):
            return moment._replace(raw=match[0].strip("/_-"))
    return None


def _guessed(tree: HtmlElement, context: Context) -> _Candidate | None:
    last = context.now.astimezone(UTC).strftime("%Y-%m-%d") if context.now else LAST_DAY
    day = find_date(tree, url=context.url, original_date=True, min_date=FIRST_DAY, max_date=last)
    if day is None or day.endswith(YEAR_ALONE):
        return None
    moment = parse_machine_time(day, zone=context.zone)
    return _Candidate("htmldate", moment) if moment else None
