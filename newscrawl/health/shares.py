"""Shares that grow: what fails more often than it did before in the outlet's own history.

The rule. Cases (stories, answers, pages, crawls) are counted crawl by crawl. The latest crawls, of 40 cases and two days
at the most, are judged by what came before them: blocks of 40 cases or more, of whose shares the 90th percentile is
what is usual on bad days (and never less than one case more than all that ever failed). A share has grown if any number
of the latest crawls, counted back from the last one, holds at least `least` bad cases, so many that even on bad days
they would come by chance less often than once in a million, and a share that is three times as large as on bad days, or
half-way from there to all, whichever is less (and 10 points more in any case). It stays so until so many good cases have
come as would come by chance once in a thousand if it were still so. What came in between never counts as usual.
"""

from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from newscrawl.health.chance import at_least, at_most, quantile
from newscrawl.health.crawls import OUTCOME, Crawl
from newscrawl.ledger import FAILED

RARE, WELL = 1e-6, 1e-3
"""Chance under which a share has grown, and under which it is over."""
POINTS, TIMES, PART = 0.1, 3, 0.5
"""What a share has to grow by at the least, and what makes it grown beside that: so many times as much, or such a part
of what was good. Hours, weekdays and news events make shares differ for good.
"""
RECENT, LATELY = 40, timedelta(days=2)
"""Cases, and time, that are the latest at the most; what is older than that tells nothing of today."""
BLOCK, BAD_DAY = 40, 0.9
"""Cases of a block at the least; the percentile of blocks that is a bad day."""
FEW = 30
"""Cases without which nothing is known to be usual."""
DAYS = timedelta(days=3)
"""Time without which nothing is known of nights and days."""


@dataclass(frozen=True, slots=True)
class Check:
    """A share that is watched."""

    kind: str
    """Its name in reports."""
    bad: Sequence[str]
    """Names of what is counted as bad (`Crawl.counted`); one that ends in "/" or ": " stands for all that begin so."""
    good: Sequence[str]
    """The same for what is counted besides."""
    least: int
    """Bad cases at the least."""
    what: str
    """What is wrong, where the share has grown."""
    patience: timedelta = timedelta(0)
    """How long it has to be watched: of what depends on the kind of story, nights and days have to be known."""


LOST = f"{OUTCOME}{FAILED}"
BLOCKED = tuple(
    f"{LOST}{reason}" for reason in ("robots.txt forbids it", "captcha", "access denied", "too many requests")
)
"""Outcomes of articles that an outlet refuses without a status of HTTP that says so."""

CHECKS = (
    Check("times", ("time/unread",), ("time/read", "time/none"), 4, "times that cannot be read"),
    Check("no_times", ("time/none",), ("time/read", "time/unread"), 4, "stories without a time", DAYS),
    Check("datelines", ("dateline/none", "dateline/unread"), ("dateline/read",), 4, "stories without a dateline", DAYS),
    Check("bodies", (LOST,), ("outcome/new", "outcome/updated"), 4, "articles that are lost or have no text"),
    Check("blocked", ("http/401", "http/403", "http/429", "http/451", *BLOCKED), ("http/",), 4, "answers that refuse us"),
    Check("pages", ("page/lost",), ("page/read", "page/same"), 3, "pages of sections that are lost"),
    Check("crawls", ("crawl/failed", "crawl/killed"), ("crawl/done",), 3, "crawls that do not do their job"),
)  # fmt: skip


class Count(NamedTuple):
    """The cases of some crawls, of which the first began at an instant."""

    at: datetime
    bad: int
    cases: int

    @property
    def share(self) -> float:
        return self.bad / self.cases if self.cases else 0.0


class Growth(NamedTuple):
    """A share that has grown."""

    since: datetime
    """When the crawl began with which it did."""
    bad: int
    cases: int
    """How many were bad, of how many, when it was noticed."""
    usual: float
    """The share on bad days before."""


@dataclass(slots=True)
class _Usual:
    """What was so before."""

    bad: int = 0
    cases: int = 0
    began: datetime | None = None
    shares: list[float] = field(default_factory=list)
    """Of the blocks, in order."""
    block: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, count: Count) -> None:
        self.began = self.began or count.at
        self.bad, self.cases = self.bad + count.bad, self.cases + count.cases
        self.block = [self.block[0] + count.bad, self.block[1] + count.cases]
        if self.block[1] >= BLOCK:
            insort(self.shares, self.block[0] / self.block[1])
            self.block = [0, 0]

    def share(self, patience: timedelta, now: datetime) -> float | None:
        """Return the share on bad days; None where too little is known, or for less time than is needed."""
        if self.began is None or self.cases < FEW or now - self.began < patience:
            return None
        least = (self.bad + 1) / (self.cases + 2)
        return max(least, quantile(self.shares, BAD_DAY)) if self.shares else least


@dataclass(slots=True)
class _Recent:
    """The latest counts, the last one at the end."""

    counts: deque[Count] = field(default_factory=deque)
    cases: int = 0

    def add(self, count: Count) -> None:
        self.counts.append(count)
        self.cases += count.cases

    def leave(self, known: int) -> Iterator[Count]:
        """Take out what is no longer of the latest, where so many cases are known to be usual, and yield it."""
        # While little is known, most of it has to be what the latest is judged by.
        most = min(RECENT, (known + self.cases) // 3)
        last = self.counts[-1].at
        while len(self.counts) > 1 and (self.cases > most or last - self.counts[0].at > LATELY):
            old = self.counts.popleft()
            self.cases -= old.cases
            yield old

    def keep(self, length: int) -> None:
        """Forget all but the last ones."""
        while len(self.counts) > length:
            self.cases -= self.counts.popleft().cases

    def tails(self) -> Iterator[tuple[int, Count]]:
        """Yield the last count, the last two together, and so on, with how many they are."""
        bad = cases = 0
        for length, count in enumerate(reversed(self.counts), 1):
            bad, cases = bad + count.bad, cases + count.cases
            yield length, Count(count.at, bad, cases)


def find_growth(check: Check, crawls: Iterable[Crawl], now: datetime) -> Growth | None:
    """Return how a share has grown and still is at `now`, None if it has not, or too little is known."""
    usual, recent, growth = _Usual(), _Recent(), None
    for count in counts_of(check, crawls):
        recent.add(count)
        if growth is None:
            growth = _grown(check, usual, recent) if count.bad else None
        elif length := _recovered(growth, recent):
            growth = None
            recent.keep(length)
        for old in recent.leave(usual.cases):
            if growth is None or old.at < growth.since:
                usual.add(old)
    return growth if recent.counts and now - recent.counts[-1].at <= LATELY else None


def counts_of(check: Check, crawls: Iterable[Crawl]) -> Iterator[Count]:
    """Yield what each crawl counted of a check, the first crawl first; none of those that counted nothing."""
    for crawl in crawls:
        bad = _sum(crawl, check.bad)
        cases = bad + _sum(crawl, check.good, but=check.bad)
        # What was not read because somebody ended a crawl tells nothing of the outlet.
        if cases and crawl.state not in ("running", "interrupted"):
            yield Count(crawl.started_at, bad, cases)


def _sum(crawl: Crawl, names: Sequence[str], but: Sequence[str] = ()) -> int:
    counted = crawl.counted
    return sum(
        sum(number for key, number in counted.items() if key.startswith(name) and key not in but)
        if name.endswith(("/", ": "))
        else counted.get(name, 0)
        for name in names
    )


def _grown(check: Check, usual: _Usual, recent: _Recent) -> Growth | None:
    share = usual.share(check.patience, recent.counts[-1].at)
    if share is None:
        return None
    limit = _limit(share)
    likely = [
        (chance, tail)
        for _, tail in recent.tails()
        if tail.bad >= check.least
        and tail.share >= limit
        and (chance := at_least(tail.bad, tail.cases, share)) < RARE
    ]
    if not likely:
        return None
    _, first = min(likely, key=lambda found: found[0])
    since = next(count.at for count in recent.counts if count.at >= first.at and count.bad)
    return Growth(since, first.bad, first.cases, share)


def _limit(usual: float) -> float:
    """Return the share from which on one has grown.

    >>> [round(_limit(usual), 2) for usual in (0.01, 0.1, 0.3, 0.9)]
    [0.11, 0.3, 0.65, 1.0]
    """
    return max(usual + POINTS, min(TIMES * usual, usual + PART * (1 - usual)))


def _recovered(growth: Growth, recent: _Recent) -> int:
    """Return how many of the latest counts say that it is over; 0 if none do."""
    share = (growth.bad + 1) / (growth.cases + 2)
    return next(
        (
            length
            for length, tail in recent.tails()
            if tail.share < _limit(growth.usual) and at_most(tail.bad, tail.cases, share) < WELL
        ),
        0,
    )
