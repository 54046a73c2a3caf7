"""Which feeds of a crawl are closed and whole: Scrapy closes them beside everything else that ends."""

import asyncio
from collections.abc import Iterator
from typing import Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.extensions.feedexport import FeedExporter, FeedSlot


class Feeds:
    """Follows the feeds of one crawl to their end."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closed: list[FeedSlot] = []
        self._all_closed = asyncio.Event()

    @classmethod
    def follow(cls, crawler: Crawler) -> Self:
        """Return what is told of each feed that is closed."""
        feeds = cls(crawler)
        crawler.signals.connect(feeds._slot_closed, signal=signals.feed_slot_closed)
        crawler.signals.connect(feeds._all_closed.set, signal=signals.feed_exporter_closed)
        return feeds

    def _slot_closed(self, slot: FeedSlot) -> None:
        self._closed.append(slot)

    async def wait(self) -> None:
        """Return when Scrapy has closed all feeds, or was told of none."""
        if self._crawler.get_extension(FeedExporter):
            await self._all_closed.wait()

    def problems(self) -> Iterator[str]:
        """Yield a line for each feed that was begun and not finished; the log says of others what was wrong."""
        exporter = self._crawler.get_extension(FeedExporter)
        for slot in exporter.slots if exporter else ():
            wanted = slot.itemcount or (slot.store_empty and slot.batch_id == 1)
            if wanted and slot not in self._closed:
                yield f"feed {to_plain(slot.uri)}: not written to its end"

    def lines(self) -> Iterator[str]:
        """Yield each feed with its rows."""
        for slot in self._closed:
            yield f"{to_plain(slot.uri)} ({slot.itemcount} rows)"


def to_plain(uri: str) -> str:
    """Return where a feed is, without user and password.

    >>> to_plain("ftp://jan:geheim@files.example/rows.csv"), to_plain("rows.csv")
    ('ftp://files.example/rows.csv', 'rows.csv')
    """
    parts = urlsplit(uri)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
