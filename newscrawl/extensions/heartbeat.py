"""Lets a crawl say every minute that it runs, so that nobody starts it twice, and a killed one is known as such."""

import asyncio
import logging
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from newscrawl.keeper import Keeper
from newscrawl.store import StoreError

logger = logging.getLogger(__name__)

PERIOD = 60
"""Seconds between two signs of life."""


class Heartbeat:
    """Notes in the store, while a crawl runs, that it does."""

    def __init__(self) -> None:
        self._beating: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls()
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        keeper: Keeper | None = getattr(spider, "keeper", None)
        if keeper is not None:
            self._beating = asyncio.ensure_future(_beat(keeper))

    def spider_closed(self, spider: Spider) -> None:
        if self._beating:
            self._beating.cancel()


async def _beat(keeper: Keeper) -> None:
    while True:
        await asyncio.sleep(PERIOD)
        try:
            keeper.heard()
        except StoreError as error:  # the next story tells, and ends the crawl
            logger.warning("%s", error)
