"""Says at the end of a crawl what was seen, what became of it, and what went wrong."""

import logging
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from newscrawl.ledger import Ledger
from newscrawl.store import StoreError

logger = logging.getLogger(__name__)

PROBLEMS = "newscrawl/problems"
"""Stats key of the lines that say what kept a crawl from doing its job; absent if nothing did."""

SHARES = (
    ("times", "newscrawl/time", ("read", "unread", "none")),
    ("datelines", "newscrawl/dateline", ("read", "none")),
)


COUNTED = ("newscrawl/time/", "newscrawl/dateline/", "newscrawl/place/", "newscrawl/page/")
"""Beginnings of the stats that a store keeps of a run, without the first part."""
ANSWERS = "downloader/response_status_count/"
"""Beginning of the stats that count answers, kept as `http/` and the status."""


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
    """Closes the spider's ledger, puts it into the stats and logs it; each problem is an ERROR line."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        if not self._crawler.settings["NEWSCRAWL_CONTACT"]:
            logger.warning(
                "NEWSCRAWL_CONTACT is not set: tell outlets who crawls them"
                " (-s NEWSCRAWL_CONTACT=you@example.org, or the environment)"
            )

    def spider_closed(self, spider: Spider, reason: str) -> None:
        ledger: Ledger | None = getattr(spider, "ledger", None)
        if ledger is None:  # a spider of somebody else's
            return
        ledger.close()
        stats = self._crawler.stats
        assert stats
        for section in ledger.sections.values():
            stats.inc_value("newscrawl/teasers", section.seen)
            stats.inc_value("newscrawl/page/read", section.pages_read)
            stats.inc_value("newscrawl/page/same", section.not_modified)
            stats.inc_value("newscrawl/page/lost", len(section.lost_pages))
            for outcome, count in section.outcomes.items():
                stats.inc_value(f"newscrawl/outcome/{outcome}", count)
        for line in ledger.lines():
            logger.info("%s", line)
        for name, prefix, kinds in SHARES:
            counts = ", ".join(f"{stats.get_value(f'{prefix}/{kind}', 0)} {kind}" for kind in kinds)
            logger.info("%s: %s", name, counts)
        if samples := stats.get_value("newscrawl/time/unread_samples"):
            logger.warning("times that could not be read: %s", samples)
        problems = [*ledger.problems(self._crawler.settings.getfloat("NEWSCRAWL_MAX_FAILED"))]
        if reason != "finished":
            problems.append(f"ended early: {reason}")
        try:
            spider.keeper.end(reason, problems, ledger, numbers_of(stats))  # type: ignore[attr-defined]
        except StoreError as error:
            problems.append(str(error))
        if problems:
            stats.set_value(PROBLEMS, problems)
        for problem in problems:
            logger.error("%s", problem)
