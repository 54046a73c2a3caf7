"""Says at the end of a crawl what was seen, what became of it, and what went wrong: its outcome."""

import logging
import time
from collections.abc import Iterator
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from newscrawl.extensions.errors import ErrorLog, told
from newscrawl.extensions.feeds import Feeds
from newscrawl.extensions.lines import lines_of
from newscrawl.keeper import Keeper
from newscrawl.ledger import Ledger
from newscrawl.store import StoreError

logger = logging.getLogger(__name__)

PROBLEMS = "newscrawl/problems"
"""Stats key of the lines that say what kept a crawl from doing its job: none if it did; absent if it did not end."""
FINISHED = "finished"
"""Scrapy's reason of a crawl that has done all that was asked for."""
INTERRUPTION = "ended early: shutdown"
"""Problem of a crawl that a person or the system has stopped (Ctrl-C, SIGTERM)."""
NOT_BEGUN = "the crawl did not begin"
NOT_ENDED = "the crawl was cut off: nothing tells what became of its stories"

COUNTED = ("newscrawl/time/", "newscrawl/dateline/", "newscrawl/place/", "newscrawl/page/")
"""Beginnings of the stats that a store keeps of a run, without the first part."""
ANSWERS = "downloader/response_status_count/"
"""Beginning of the stats that count answers, kept as `http/` and the status."""


def problems_of(crawler: Crawler) -> list[str]:
    """Return what kept a crawl that is over from doing its job, a line each; empty if it did it.

    What a command makes its exit code of: also a crawl that never began or was cut off has a problem.
    """
    try:
        summary = crawler.get_extension(CrawlSummary)
    except RuntimeError:  # Scrapy's word for a crawl without its extensions yet
        return [NOT_BEGUN]
    return summary.problems if summary else [NOT_ENDED]


def numbers_of(stats: StatsCollector) -> dict[str, int]:
    """Return what a crawl counted, as a store keeps it: `time/unread`, `page/lost`, `http/403`."""
    numbers = {key: value for key, value in stats.get_stats().items() if isinstance(value, int)}
    ours = {key.split("/", 1)[1]: value for key, value in numbers.items() if key.startswith(COUNTED)}
    answers = {
        f"http/{key.removeprefix(ANSWERS)}": value
        for key, value in numbers.items()
        if key.startswith(ANSWERS)
    }
    return ours | answers


class CrawlSummary:
    """Closes the spider's ledger, keeps it and logs it; each problem is an ERROR line, no problem an INFO line."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._errors = ErrorLog(crawler)
        self._feeds = Feeds.follow(crawler)
        self._begun = time.monotonic()
        self._told: list[str] | None = None
        self._engine_runs = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        extension._errors.install()
        connect = crawler.signals.connect
        connect(extension.spider_opened, signal=signals.spider_opened)
        connect(extension.engine_started, signal=signals.engine_started)
        connect(extension.spider_closed, signal=signals.spider_closed)
        connect(extension._errors.remove, signal=signals.engine_stopped)
        return extension

    @property
    def problems(self) -> list[str]:
        """What kept the crawl from doing its job, with what was logged after it was told."""
        told = [NOT_ENDED] if self._told is None else self._told
        return [*told, *(line for line in self._errors.lines() if line not in told)]

    def spider_opened(self, spider: Spider) -> None:
        if not self._crawler.settings["NEWSCRAWL_CONTACT"]:
            logger.warning(
                "NEWSCRAWL_CONTACT is not set: tell outlets who crawls them"
                " (-s NEWSCRAWL_CONTACT=you@example.org, or the environment)"
            )

    def engine_started(self) -> None:
        self._engine_runs = True

    async def spider_closed(self, spider: Spider, reason: str) -> None:
        await self._feeds.wait()
        ledger: Ledger = getattr(spider, "ledger", None) or Ledger({})  # of somebody else's spider
        ledger.close()
        stats = self._crawler.stats
        count(ledger, stats)
        problems = list(dict.fromkeys(self._problems(ledger, reason)))
        problems += self._keep(spider, reason, problems, ledger)
        self._told = problems
        stats.set_value(PROBLEMS, problems)
        seconds = time.monotonic() - self._begun
        for line in lines_of(self._crawler, ledger, self._feeds, seconds, did_its_job=not problems):
            logger.info("%s", line)
        for problem in problems:
            logger.error("%s", problem)
        if not self._engine_runs:  # and will not stop, either
            self._errors.remove()

    def _problems(self, ledger: Ledger, reason: str) -> Iterator[str]:
        """Yield a line for each thing that keeps the crawl from having done its job."""
        most = self._crawler.settings.getfloat("NEWSCRAWL_MAX_FAILED")
        yield from ledger.problems(most, whole=reason == FINISHED)
        yield from self._feeds.problems()
        yield from self._errors.lines()
        if reason != FINISHED:
            yield f"ended early: {reason}"

    def _keep(self, spider: Spider, reason: str, problems: list[str], ledger: Ledger) -> list[str]:
        """Keep the outcome in the store, and return what is wrong with that."""
        keeper: Keeper | None = getattr(spider, "keeper", None)
        if keeper is None:
            return []
        try:
            keeper.end(reason, problems, ledger, numbers_of(self._crawler.stats))
        except StoreError as error:
            return [] if any(str(error) in problem for problem in problems) else [str(error)]
        except Exception as error:
            # The boundary of the crawl: whatever breaks here must not take with it what is to be told.
            logger.exception("the outcome cannot be kept")
            return [f"the outcome cannot be kept: {told(error)}"]
        return []


def count(ledger: Ledger, stats: StatsCollector) -> None:
    """Put what a ledger counts into the stats."""
    for section in ledger.sections.values():
        stats.inc_value("newscrawl/teasers", section.seen)
        stats.inc_value("newscrawl/page/read", section.pages_read)
        stats.inc_value("newscrawl/page/same", section.not_modified)
        stats.inc_value("newscrawl/page/lost", len(section.lost_pages))
        for outcome, number in section.outcomes.items():
            stats.inc_value(f"newscrawl/outcome/{outcome}", number)
