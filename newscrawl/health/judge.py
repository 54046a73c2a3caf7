"""What is wrong with an outlet, by all that its crawls tell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from newscrawl.health.crawls import Crawl, read_crawls
from newscrawl.health.rhythm import overdue_since, period_of
from newscrawl.health.shares import CHECKS, Count, counts_of, find_growth
from newscrawl.health.silence import Span, find_gap, spans_of
from newscrawl.outlets import Outlet, to_period
from newscrawl.spans import show_span
from newscrawl.store.engine import reading
from newscrawl.store.schema import runs

HISTORY = timedelta(days=28)
"""How far back it is looked; an outlet that was not crawled for so long is no longer crawled at all."""
LATELY = timedelta(days=1)
"""What the figures of a report are counted over."""

NEXT = {
    "failed": "scrapy outlets --check {outlet}, and the log of its last crawl",
    "killed": "what ended them: memory, a reboot, a timer that stops its service",
    "running": "the log of that crawl",
    "done": "the timer or the Scrapyd that begins its crawls: scrapy run --due --dry-run --outlets {outlet}",
    "interrupted": "who ended it, and the timer or the Scrapyd that begins its crawls",
    "never": "the timer or the Scrapyd that begins its crawls: scrapy run --due --dry-run --outlets {outlet}",
    "silence": "its list in a browser, beside scrapy outlets --check {outlet}",
    "times": "scrapy outlets --check {outlet}; then scrapy record {outlet}",
    "no_times": "scrapy outlets --check {outlet}; then scrapy record {outlet}",
    "datelines": "some of its stories: scrapy export stories --outlet {outlet} --since 1d",
    "bodies": "one of its articles: scrapy record {outlet} URL",
    "blocked": "whether it refuses our robot; ask it, or crawl it less often (`period`)",
    "pages": "scrapy outlets --check {outlet}",
    "crawls": "scrapy export runs --outlet {outlet} --since 1d",
    "store": "scrapy store check",
    "undeclared": "NEWSCRAWL_OUTLETS, which names the files of outlets; if it is gone on purpose, this ends in two days",
}
"""What to look at next, by what is wrong; of an outlet that is overdue by how its last crawl ended."""
UNDECLARED = timedelta(days=2)
"""For how long it is told that an outlet is crawled no more because no file declares it: the variable may be lost."""
EFFECTS = {"overdue": ("crawls", "pages")}
"""What is not told beside a problem, which says it as well."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an outlet."""

    outlet: str
    """Its key; empty for what is wrong with the store itself."""
    kind: str
    """`overdue`, `silence`, `undeclared`, `store`, or that of a check of shares."""
    since: datetime
    what: str
    """In one line."""
    next: str
    """What to look at next."""
    section: str | None = None
    """None: the whole outlet."""


def of_store(what: str, now: datetime) -> Problem:
    """Return the problem that the store itself cannot be read."""
    return Problem("", "store", now, what, NEXT["store"])


@dataclass(frozen=True, slots=True)
class Health:
    """How an outlet does."""

    outlet: str
    period: timedelta | None
    """How often it is crawled; None: not known yet."""
    last: Crawl | None = None
    """Its last crawl."""
    success: Crawl | None = None
    """The last one that did its job, of those that are looked at."""
    new: int = 0
    """New stories of the last day."""
    usual_new: float | None = None
    """Those of a day before it; None: not known yet."""
    counts: Mapping[str, Count] = field(default_factory=dict)
    """The shares of the last day, by kind of check."""
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which outlets are looked at, and when."""

    outlets: Mapping[str, Outlet]
    now: datetime
    since: datetime
    """Where their history begins."""
    periods: Mapping[str, timedelta]
    """How often each is crawled on a schedule; counts for those that are named and of which nothing else is known."""
    names: frozenset[str] = frozenset()
    """Outlets that a person has named: they should be crawled, also if they never were."""
    is_all: bool = False
    """Whether `outlets` are all that are declared."""


def look(engine: Engine, asked: Asked) -> list[Health]:
    """Return how each outlet does that is named, or was crawled in its history, by key. Raises StoreError."""
    with reading(engine) as connection:
        crawled = select(runs.c.outlet).where(
            runs.c.started_at >= asked.since, runs.c.started_at <= asked.now
        )
        known = set(connection.execute(crawled.distinct()).scalars())
        keys = asked.names | (known if asked.is_all else known & asked.outlets.keys())
        looked = ((key, read_crawls(connection, key, asked.since, asked.now)) for key in sorted(keys))
        return [
            judge(asked.outlets[key], crawls, asked)
            if key in asked.outlets
            else _undeclared(key, crawls, asked.now)
            for key, crawls in looked
            if key in asked.outlets or asked.now - crawls[-1].started_at < UNDECLARED
        ]


def _undeclared(key: str, crawls: Sequence[Crawl], now: datetime) -> Health:
    """Return how an outlet does that was crawled lately and is in no file of outlets any more."""
    last = crawls[-1]
    what = "it was crawled, and no file of outlets declares it any more"
    problem = Problem(key, "undeclared", last.heard_at, what, NEXT["undeclared"])
    nothing = {check.kind: _sum((), now) for check in CHECKS}
    return Health(key, None, last=last, counts=nothing, problems=[problem])


def judge(outlet: Outlet, crawls: Sequence[Crawl], asked: Asked) -> Health:
    """Return how an outlet does, by its crawls, the first one first."""
    period = period_of(crawls, to_period(outlet.period) if outlet.period else None)
    if period is None and outlet.key in asked.names:
        period = asked.periods[outlet.key]
    spans = spans_of(crawls, outlet.zone_info)
    day = [crawl for crawl in crawls if crawl.heard_at > asked.now - LATELY]
    before = [span for span in spans if span.until <= asked.now - LATELY]
    watched = sum((span.until - span.since for span in before), timedelta(0))
    return Health(
        outlet.key,
        period,
        last=crawls[-1] if crawls else None,
        success=next((crawl for crawl in reversed(crawls) if crawl.state == "done"), None),
        new=sum(sum(crawl.new.values()) for crawl in day),
        usual_new=sum(sum(span.new.values()) for span in before) / (watched / LATELY) if watched else None,
        counts={check.kind: _sum(counts_of(check, day), asked.now) for check in CHECKS},
        problems=_without_effects(
            [
                *_overdue(outlet, crawls, period, asked.now),
                *_silent(outlet, spans),
                *_grown(outlet, crawls, asked.now),
            ]
        ),
    )


def _without_effects(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems but for those that another one of them has said already."""
    said = {effect for problem in problems for effect in EFFECTS.get(problem.kind, ())}
    return [problem for problem in problems if problem.kind not in said]


def _sum(counts: Iterable[Count], now: datetime) -> Count:
    found = list(counts)
    return Count(now, sum(count.bad for count in found), sum(count.cases for count in found))


def _overdue(
    outlet: Outlet, crawls: Sequence[Crawl], period: timedelta | None, now: datetime
) -> Iterator[Problem]:
    if not crawls:
        told = "it was never crawled"
        yield Problem(outlet.key, "overdue", now, told, NEXT["never"])
        return
    since = overdue_since(crawls, period, now) if period else None
    if since is None or period is None:
        return
    state, how = _how(crawls)
    told = (
        f"no crawl has done its job for {show_span(now - since)}, one is due each {show_span(period)}: {how}"
    )
    yield Problem(outlet.key, "overdue", since, told, NEXT[state].format(outlet=outlet.key))


def _how(crawls: Sequence[Crawl]) -> tuple[str, str]:
    """Return what keeps the crawls of an outlet from doing their job: a key of NEXT, and a text."""
    last = crawls[-1]
    over = next(crawl for crawl in reversed(crawls) if crawl.is_over)
    at = over.heard_at.isoformat(timespec="seconds")
    if over.state == "failed":
        more = f" (and {len(over.problems) - 1} more)" if len(over.problems) > 1 else ""
        return over.state, f"the last one failed at {at}: {over.problems[0]}{more}"
    if over.state != "done":
        return over.state, f"the last one was {over.state} at {at}"
    if last is not over:
        return last.state, f"one runs since {last.started_at.isoformat(timespec='seconds')}"
    return over.state, "none has begun since"


def _silent(outlet: Outlet, spans: Sequence[Span]) -> Iterator[Problem]:
    for section in outlet.sections:
        if gap := find_gap(spans, section.name):
            told = (
                f"section {section.name}: no new story for {show_span(gap.until - gap.since)}, where {gap.expected:.0f}"
                " usually come"
            )
            yield Problem(
                outlet.key,
                "silence",
                gap.since,
                told,
                NEXT["silence"].format(outlet=outlet.key),
                section.name,
            )


def _grown(outlet: Outlet, crawls: Sequence[Crawl], now: datetime) -> Iterator[Problem]:
    for check in CHECKS:
        if growth := find_growth(check, crawls, now):
            told = f"{growth.bad} of {growth.cases} {check.what}, usually no more than {growth.usual:.0%}"
            yield Problem(
                outlet.key, check.kind, growth.since, told, NEXT[check.kind].format(outlet=outlet.key)
            )
