"""From what a check saw of a section to whether it works, and what looks wrong."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from newscrawl.annotate.options import printable
from newscrawl.items import Story
from newscrawl.ledger import FAILED as STORY_FAILED
from newscrawl.outlets import Section

Result = Literal["ok", "doubtful", "failed"]
Robots = Literal["allowed", "forbidden", "none", "unknown"]
"""What robots.txt says; "none": there is no such file, "unknown": it was not asked for, or did not answer."""

OK = "ok"
"""Outcome of a page that gave all that it holds."""
NO_ANSWER = "no answer"
"""Outcome of a page that was not fetched."""
STALE = timedelta(days=3)
"""Age of the newest story from which a section looks left behind: foreign news is made every day."""
MANY_UNREAD = 0.1
"""Share of stories with a time that was not read from which our reading looks wrong; below it a label may be odd."""
FEW = 0.5
"""Share of stories below which what most of them should have looks lost."""
MANY_ELSEWHERE = 0.2
"""Share of stories on other sites from which an outlet looks to have a domain that it does not declare."""
MAX_SAMPLE = 60
"""Characters of a time that is quoted."""


class Page(NamedTuple):
    """One page of a section, as it answered."""

    kind: str
    """"listing", "feed" or "sitemap"."""
    url: str
    """As it is declared."""
    status: int | None = None
    """Of HTTP; None where no answer came."""
    outcome: str = NO_ANSWER
    """OK, or why it gave nothing or not all: "http 404", "timeout", "robots.txt forbids it"."""
    final_url: str | None = None
    """Where it was found, behind redirects."""
    robots: Robots = "unknown"

    @property
    def redirected_to(self) -> str | None:
        """Another address that the page has moved to; None for the same one with https, www or a slash."""
        moved = self.final_url and _place(self.final_url) != _place(self.url)
        return self.final_url if moved else None

    def to_object(self) -> dict[str, str | int | None]:
        """Return the page as the JSON report has it."""
        return {
            "kind": self.kind,
            "url": self.url,
            "status": self.status,
            "outcome": self.outcome,
            "redirected_to": self.redirected_to,
            "robots": self.robots,
        }


@dataclass(frozen=True, slots=True)
class Facts:
    """What a check saw of a section."""

    section: Section
    pages: Sequence[Page]
    """The declared pages, and those that they led to."""
    teasers: int
    """Teasers that its pages show."""
    stories: int
    """Stories among them: several teasers may be of one."""
    rows: Sequence[Story]
    """Those that no section before it shows: what times and datelines are counted on."""
    lost: Sequence[str] = ()
    """What the crawl's ledger says went wrong with the section, beside its pages."""
    ended: str | None = None
    """Why the crawl ended early."""

    @property
    def read(self) -> list[Story]:
        """Stories whose time was read."""
        return [row for row in self.rows if row.published_at]

    @property
    def unread(self) -> list[str]:
        """Times that were printed and not read."""
        return [row.published_raw for row in self.rows if row.published_raw and not row.published_at]

    @property
    def datelines(self) -> int:
        return sum(bool(row.dateline) for row in self.rows)

    @property
    def newest(self) -> tuple[datetime, timedelta] | None:
        """When the newest story was published, and its age when its page was made; None where no time was read."""
        known = [(row.published_at, row.served_at) for row in self.rows if row.published_at and row.served_at]
        published, served = max(known, default=(None, None))
        return (published, max(served - published, timedelta(0))) if published and served else None


def judge(facts: Facts) -> tuple[Result, list[str]]:
    """Return whether a section works, and what looks wrong, the worst first."""
    wrong: dict[str, Result] = {}
    for result, rule in RULES:
        for line in rule(facts):
            wrong.setdefault(line, result)
    results = list(wrong.values())
    return results[0] if results else "ok", list(wrong)


def _ended(facts: Facts) -> Iterator[str]:
    if facts.ended:
        yield f"the check ended early: {facts.ended}"


def _lost(facts: Facts) -> Iterator[str]:
    for page in facts.pages:
        if page.outcome != OK and not (facts.ended and page.outcome == NO_ANSWER):
            yield f"{page.kind}: {page.outcome}"
    yield from facts.lost


def _redirected(facts: Facts) -> Iterator[str]:
    for page in facts.pages:
        if page.redirected_to:
            yield f"{page.kind} redirected to {page.redirected_to}"


def _stale(facts: Facts) -> Iterator[str]:
    if facts.newest and facts.newest[1] > STALE:
        yield f"newest story is {to_age(facts.newest[1])} old"


def _unread(facts: Facts) -> Iterator[str]:
    if facts.unread and len(facts.unread) > MANY_UNREAD * len(facts.rows):
        sample = printable(facts.unread[0])[:MAX_SAMPLE]
        what = "no time" if not facts.read else f"{len(facts.unread)} of {len(facts.rows)} times not"
        yield f"{what} read: '{sample}'"


def _without_time(facts: Facts) -> Iterator[str]:
    if not facts.unread and len(facts.read) < FEW * len(facts.rows):
        few = f"a time is shown on {len(facts.read)} of {len(facts.rows)} stories only"
        yield few if facts.read else "no time is shown"


def _without_link(facts: Facts) -> Iterator[str]:
    linked = sum(bool(row.url) for row in facts.rows)
    if linked < FEW * len(facts.rows):
        yield f"{len(facts.rows) - linked} of {len(facts.rows)} stories without a link"


def _elsewhere(facts: Facts) -> Iterator[str]:
    away = sum(row.outcome == f"{STORY_FAILED}other site" for row in facts.rows)
    if away > MANY_ELSEWHERE * len(facts.rows):
        yield f"{away} of {len(facts.rows)} stories are on another site: is one of its `domains` missing?"


def _undeclared(facts: Facts) -> Iterator[str]:
    for page in facts.pages:
        # Sitemaps that a sitemap names are its own parts.
        if page.kind == "feed" and facts.section.feed is None:
            yield f"no feed is declared, but the listing names one: {page.url}"


RULES: tuple[tuple[Result, Callable[[Facts], Iterator[str]]], ...] = (
    ("failed", _ended),
    ("failed", _lost),
    ("doubtful", _redirected),
    ("doubtful", _stale),
    ("doubtful", _unread),
    ("doubtful", _without_time),
    ("doubtful", _without_link),
    ("doubtful", _elsewhere),
    ("doubtful", _undeclared),
)
"""What can look wrong, the worst first, and what it makes of the section."""

UNITS = ((timedelta(days=2), timedelta(days=1), "days"), (timedelta(hours=1), timedelta(hours=1), "h"),
         (timedelta(minutes=1), timedelta(minutes=1), "min"), (timedelta(0), timedelta(seconds=1), "s"))  # fmt: skip
"""From which age on it is told in which unit."""


def to_age(age: timedelta) -> str:
    """Return an age in its largest unit, cut off.

    >>> [to_age(timedelta(**span)) for span in ({"seconds": 5}, {"minutes": 119}, {"hours": 47}, {"days": 9})]
    ['5 s', '1 h', '47 h', '9 days']
    """
    unit, name = next((unit, name) for least, unit, name in UNITS if age >= least)
    return f"{age // unit} {name}"


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query)
