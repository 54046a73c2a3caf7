"""What every pipeline here knows: the outlet that is crawled, and where to count."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from newscrawl.outlets import Outlet


class OutletPipeline:
    """A pipeline of a crawl by `OutletSpider`."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def outlet(self) -> Outlet:
        outlet: Outlet = self._crawler.spider.outlet  # type: ignore[union-attr]
        return outlet

    @property
    def stats(self) -> StatsCollector:
        assert self._crawler.stats
        return self._crawler.stats
