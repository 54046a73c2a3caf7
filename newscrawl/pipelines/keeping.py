"""Keeps each story, and gives it the outcome that the ledger counts."""

import asyncio
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from twisted.python.failure import Failure

from newscrawl.items import Story
from newscrawl.keeper import Keeper
from newscrawl.ledger import FAILED, UNCHANGED, Ledger
from newscrawl.pipelines.outlet import OutletPipeline
from newscrawl.store import StoreError


class KeepingPipeline(OutletPipeline):
    """The last pipeline: what comes out of it is in the store, and goes to the feeds."""

    _ending: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        pipeline = super().from_crawler(crawler)
        crawler.signals.connect(pipeline.item_error, signal=signals.item_error)
        return pipeline

    def process_item(self, item: Story) -> Story:
        keeper: Keeper = self._crawler.spider.keeper  # type: ignore[union-attr]
        try:
            kept = keeper.keep(item)
        except StoreError as error:
            self._settle(item, f"{FAILED}store")
            self._end(str(error))
            # That the crawl ends, and why, is one line at its end.
            raise DropItem(str(error), log_level="WARNING") from error
        if kept:
            item.story_id, item.outcome = kept.story_id, kept.outcome
            for name, value in kept.published.items():
                setattr(item, name, value)
        self._settle(item, item.outcome or "")
        if item.outcome == UNCHANGED:
            raise DropItem(f"unchanged: {item.url}", log_level="DEBUG")
        return item

    def item_error(self, item: Story, failure: Failure) -> None:
        """Give a story on which a pipeline broke its outcome; the log and the problems of the crawl say more."""
        self._settle(item, f"{FAILED}{failure.value.__class__.__name__} in a pipeline")

    def _settle(self, item: Story, outcome: str) -> None:
        ledger: Ledger = self._crawler.spider.ledger  # type: ignore[union-attr]
        ledger.settle(item.section or "", outcome, listed=item.is_listed)

    def _end(self, reason: str) -> None:
        """Let the crawl end: nothing more can be kept."""
        assert self._crawler.engine
        if self._ending is None:
            self._ending = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=reason))
