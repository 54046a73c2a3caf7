"""Crawls the listings of many outlets side by side: one that is slow, hostile or broken keeps none of the others."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import nullcontext, suppress
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import BaseSettings, Settings

from newscrawl.browser import BrowserMissing, check_browser
from newscrawl.checks.watch import SHUTDOWN, Watch
from newscrawl.extract.page import domain_of
from newscrawl.outlets import Outlet
from newscrawl.spiders.outlet import OutletSpider

logger = logging.getLogger(__name__)

Done = Callable[[Outlet, Watch], None]
"""Takes an outlet, and what was seen of its crawl."""

SECONDS = 300
"""After which the crawl of an outlet's listings is ended: a page takes 30 seconds at the most, three times."""


PROGRESS = "newscrawl.extensions.progress.Progress"


class ListingsSpider(OutletSpider):
    """Reads an outlet's listings, and leaves nothing behind: no feed, no store, no memory of what was seen."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        own = {
            "FEEDS": {},
            "ITEM_PIPELINES": {
                "newscrawl.pipelines.times.TimesPipeline": 100,
                "newscrawl.pipelines.datelines.DatelinesPipeline": 200,
                "newscrawl.pipelines.keeping.KeepingPipeline": 900,
            },
            "NEWSCRAWL_STORE": "",  # a check leaves no trace, and wants pages unchanged as well
            "CLOSESPIDER_TIMEOUT": SECONDS,
            # a check has a display of its own
            "EXTENSIONS": {**settings.getdict("EXTENSIONS"), PROGRESS: None},
        }
        settings.setdict(own, priority="spider")


class Listings:
    """The crawls of the listings of some outlets: several hosts at once, each by one crawl at a time."""

    def __init__(self, settings: Settings, at_once: int, done: Done) -> None:
        self._settings, self._done = settings, done
        self._places = asyncio.Semaphore(at_once)
        self._browsers = asyncio.Semaphore(1)  # each is as large as all the rest of a check
        self._interrupted = False

    def run(self, outlets: Iterable[Outlet]) -> None:
        """Crawl them, and return at the end of the last, or when a person interrupts it.

        `done` is told of each outlet as it ends; never of one that was interrupted.
        """
        process = AsyncCrawlerProcess(self._settings)

        async def crawl_all() -> None:
            await asyncio.gather(*(self._crawl_lane(process, lane) for lane in lanes(outlets)))

        run_in(process, crawl_all())

    async def _crawl_lane(self, process: AsyncCrawlerProcess, lane: Sequence[Outlet]) -> None:
        for outlet in lane:
            rendered = any(section.render == "browser" for section in outlet.sections)
            async with self._browsers if rendered else nullcontext(), self._places:
                if not self._interrupted:
                    await self._crawl(process, outlet)

    async def _crawl(self, process: AsyncCrawlerProcess, outlet: Outlet) -> None:
        crawler = process.create_crawler(ListingsSpider.for_outlet(outlet))
        watch = Watch(crawler)
        try:
            check_browser(outlet.sections, crawler.settings["NEWSCRAWL_BROWSER"])
            await process.crawl(crawler, articles="no")
        except BrowserMissing as missing:
            watch.error = str(missing)
        except Exception as error:
            # The boundary between outlets: what one of them breaks is told in its own row.
            logger.exception("the crawl of %s broke", outlet.key)
            watch.error = f"{type(error).__name__} in our own code"
        if watch.reason == SHUTDOWN:
            self._interrupted = True
        else:
            self._done(outlet, watch)


def run_in(process: AsyncCrawlerProcess, work: Coroutine[None, None, None]) -> None:
    """Do work that starts crawls in a process, and return at its end, or when a person interrupts it."""
    task = asyncio.get_event_loop().create_task(work)
    task.add_done_callback(lambda _: _stop())
    process.start(stop_after_crawl=False)
    if task.done():
        task.result()


def lanes(outlets: Iterable[Outlet]) -> list[list[Outlet]]:
    """Return the outlets in groups, of which no two have a site in common: a site is asked by one crawl at a time."""
    groups: list[tuple[set[str], list[Outlet]]] = []
    for outlet in outlets:
        sites = {domain_of(urlsplit(url).netloc) for section in outlet.sections for _, url in section.pages}
        shared = [group for group in groups if group[0] & sites]
        members = [member for _, group in shared for member in group]
        groups = [group for group in groups if group not in shared]
        groups.append((sites.union(*(group[0] for group in shared)), [*members, outlet]))
    return [members for _, members in groups]


def _stop() -> None:
    from twisted.internet import reactor  # the one that the process has installed

    with suppress(RuntimeError):  # a signal has stopped it already
        reactor.stop()  # type: ignore[misc]  # Twisted declares the module as a class
