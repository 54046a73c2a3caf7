"""Crawls outlets in this process, some at one time; what one of them breaks keeps none of the others."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from sqlalchemy import Engine

from newscrawl.checks.crawl import run_in
from newscrawl.extensions.errors import told
from newscrawl.extensions.summary import INTERRUPTION, problems_of
from newscrawl.ledger import Ledger
from newscrawl.outlets import Outlet
from newscrawl.schedule.due import NEVER, find_due
from newscrawl.schedule.locks import Locks
from newscrawl.schedule.past import note_not_begun, read_pasts
from newscrawl.spiders.outlet import OutletSpider
from newscrawl.store import Store, StoreError

logger = logging.getLogger(__name__)

LOOK_AGAIN = 15.0
"""Seconds after which is looked what else has become due, while crawls run."""
LIFETIME = 6 * 60 * 60.0
"""Seconds after which no further crawl is begun because it is due: the next command begins with fresh memory and code."""
BROWSER = "browser"
"""Stands among the sites that are asked: there is one browser at a time, as large as all the rest."""


class Ended(NamedTuple):
    """A crawl that has ended, or could not begin."""

    outlet: str
    problems: tuple[str, ...]
    """What kept it from doing its job; empty: it did."""
    seen: str | None = None
    """What was seen and what became of it, in one line; None: nothing could be."""


@dataclass
class Queue:
    """The outlets that are to be crawled: those that are due as long as there are some, or each once."""

    engine: Engine
    outlets: Mapping[str, Outlet]
    periods: Mapping[str, timedelta] | None
    """Period by key; None: each once, whether it is due or not."""
    handled: set[str] = field(default_factory=set)
    """Of those that are crawled once."""
    until: float = field(default_factory=lambda: time.monotonic() + LIFETIME)

    def next(self) -> list[str]:
        """Return the keys of the outlets that should be crawled now, the most urgent first. Raises StoreError."""
        if self.periods is None:
            return [key for key in self.outlets if key not in self.handled]
        if time.monotonic() > self.until:
            return []
        now = datetime.now(UTC)
        return find_due(self.periods, read_pasts(self.engine, self.periods, now), now)

    def still_wants(self, key: str) -> bool:
        """Tell, once nobody else can begin to crawl an outlet, whether nobody has. Raises StoreError."""
        now = datetime.now(UTC)
        pasts = read_pasts(self.engine, [key], now)
        if self.periods is None:
            return not pasts.get(key, NEVER).is_running
        return bool(find_due({key: self.periods[key]}, pasts, now))


class Crawls:
    """The crawls of a queue of outlets, each site asked by one at a time."""

    def __init__(
        self,
        settings: Settings,
        queue: Queue,
        locks: Locks,
        tell: Callable[[Ended], None],
        *,
        missing: Callable[[Crawler, Mapping[str, str]], str | None],
        at_once: int,
        arguments: Mapping[str, str],
    ) -> None:
        """Take who is told of each crawl as it ends, what tells why one cannot begin, how many run at one time, and
        the spiders' arguments.
        """
        self._queue, self._locks, self._tell = queue, locks, tell
        self._missing, self._at_once, self._arguments = missing, at_once, arguments
        self._process = AsyncCrawlerProcess(settings)
        self._store = Store(queue.engine)
        self._running: dict[asyncio.Task[None], tuple[Outlet, set[str]]] = {}
        self.interrupted: list[str] = []
        """Outlets whose crawls a person or the system has ended; nobody is told of them."""

    def run(self) -> None:
        """Crawl until nothing is left, or until interrupted. Raises StoreError."""
        run_in(self._process, self._work())
        self.interrupted += sorted(outlet.key for outlet, _ in self._running.values())

    async def _work(self) -> None:
        while not self.interrupted:
            self._fill()
            if not self._running:
                return
            done, _ = await asyncio.wait(
                self._running, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                del self._running[task]
                task.result()

    def _fill(self) -> None:
        """Begin as many crawls as there is room for."""
        for key in self._queue.next():
            outlet = self._queue.outlets[key]
            places = _places_of(outlet)
            if len(self._running) >= self._at_once:
                return
            if any(places & taken for _, taken in self._running.values()) or not self._claim(key):
                continue
            task = asyncio.ensure_future(self._crawl(outlet))
            self._running[task] = (outlet, places)

    def _claim(self, key: str) -> bool:
        """Take an outlet, and tell whether it is ours: nobody crawls it, or has just done so."""
        self._queue.handled.add(key)
        if self._locks.take(key):
            if self._queue.still_wants(key):
                return True
            self._locks.give(key)
        if self._queue.periods is None:
            self._tell(Ended(key, ("it is being crawled already",)))
        return False

    async def _crawl(self, outlet: Outlet) -> None:
        begun = datetime.now(UTC)
        crawler = self._process.create_crawler(OutletSpider.for_outlet(outlet))
        try:
            problems = await self._try(crawler, outlet)
            if INTERRUPTION in problems:
                self.interrupted.append(outlet.key)
                return
            has_begun = self._has_begun(outlet.key, begun)
            if not has_begun:
                note_not_begun(self._store, outlet, begun, problems)
        finally:
            self._locks.give(outlet.key)
        self._tell(Ended(outlet.key, tuple(problems), _seen(crawler) if has_begun else None))

    async def _try(self, crawler: Crawler, outlet: Outlet) -> list[str]:
        """Crawl an outlet, and return what kept the crawl from doing its job."""
        if missing := self._missing(crawler, self._arguments):
            return [missing]
        try:
            await self._process.crawl(crawler, **self._arguments)
        except StoreError as error:
            return [str(error)]
        except Exception as error:
            # The boundary between outlets: what one of them breaks is told in its own line.
            logger.exception("the crawl of %s broke", outlet.key)
            return [f"the crawl broke: {told(error)}"]
        return problems_of(crawler)

    def _has_begun(self, key: str, at: datetime) -> bool:
        """Tell whether the store knows of the crawl that was begun at an instant."""
        past = read_pasts(self._queue.engine, [key], datetime.now(UTC)).get(key, NEVER)
        return past.started_at is not None and past.started_at >= at


def _places_of(outlet: Outlet) -> set[str]:
    """Return what a crawl of an outlet has for itself: its sites, and the browser if it needs that."""
    rendered = any(section.render == "browser" for section in outlet.sections)
    return {*OutletSpider.for_outlet(outlet).allowed_domains, *([BROWSER] if rendered else [])}


def _seen(crawler: Crawler) -> str | None:
    ledger: Ledger | None = getattr(crawler.spider, "ledger", None)
    if ledger is None:
        return None
    outcomes = sum((section.outcomes for section in ledger.sections.values()), Counter[str]())
    same = sum(section.not_modified for section in ledger.sections.values())
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    return (
        f"{outcomes.total()} teasers"
        + (f" ({told})" if told else "")
        + (f", {same} pages not modified" if same else "")
    )
