"""Shows on a terminal how the crawls of this process get on, below their log."""

import asyncio
import atexit
import logging
import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from typing import Any, Self, TextIO, cast

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings
from scrapy.utils.log import get_scrapy_root_handler

from newscrawl.ledger import NEW, UNCHANGED, UPDATED, WITHDRAWN, SectionLedger

PERIOD = 0.25
"""Seconds between two looks at the counts."""
RATE_OVER = 10.0
"""Seconds over which the rate is measured."""
HEADS = ("pages", "stories", NEW, UPDATED, UNCHANGED, "failed")


def is_wanted(settings: BaseSettings, stderr: TextIO, stdout: TextIO) -> bool:
    """Tell whether a crawl is watched by a person whom its progress does not disturb."""
    feeds = settings.getdict("FEEDS")
    return (
        stderr.isatty()
        and os.environ.get("TERM") != "dumb"
        and settings["LOG_LEVEL"] not in ("DEBUG", logging.DEBUG)
        # rows would be written over the display, and it over them
        and not (stdout.isatty() and any(str(uri).startswith(("stdout:", "-")) for uri in feeds))
    )


class Progress:
    """Adds a crawl to the display of this process while it runs."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension. Raises NotConfigured where nobody watches."""
        if not is_wanted(crawler.settings, sys.stderr, sys.stdout):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        if hasattr(spider, "ledger"):
            Display.shared().add(self._crawler)

    def spider_closed(self, spider: Spider) -> None:
        Display.shared().remove(self._crawler)


class Display:
    """The lines below the log: a table of the sections of all crawls that run."""

    _shared: "Display | None" = None

    @classmethod
    def shared(cls) -> "Display":
        """Return the display of this process: a terminal has one lower end."""
        if cls._shared is None:
            cls._shared = cls()
        return cls._shared

    def __init__(self) -> None:
        self._crawlers: list[Crawler] = []
        self._streams = sys.stdout, sys.stderr
        self._console = Console(stderr=True)
        self._live: Live | None = None
        self._refreshing: asyncio.Task[None] | None = None
        self._begun = time.monotonic()
        self._answers: deque[tuple[float, int]] = deque()

    def add(self, crawler: Crawler) -> None:
        """Show a crawl. What is logged from now on is printed above the display."""
        self._crawlers.append(crawler)
        if self._live is None:
            self._start()
        _log_to(sys.stderr)  # each crawl makes a new handler of the log

    def remove(self, crawler: Crawler) -> None:
        """Show a crawl no more; behind the last one the terminal is as it was."""
        if self._crawlers == [crawler]:
            self._stop()
        if crawler in self._crawlers:
            self._crawlers.remove(crawler)

    def _start(self) -> None:
        self._streams, self._begun = (sys.stdout, sys.stderr), time.monotonic()
        self._answers.clear()
        self._console = Console(file=sys.stderr)
        self._live = Live(
            get_renderable=self._render,
            console=self._console,
            auto_refresh=False,  # it would look at the counts from another thread
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,  # it would break long lines
        )
        self._live.start()
        atexit.register(self._stop)  # the cursor comes back also after a crawl that was cut off
        sys.stderr = cast(TextIO, Above(self._console, sys.stderr))
        if sys.stdout.isatty():
            sys.stdout = cast(TextIO, Above(self._console, sys.stdout))
        self._refreshing = asyncio.ensure_future(self._refresh())

    def _stop(self) -> None:
        if self._live is None:
            return
        if self._refreshing and not self._refreshing.get_loop().is_closed():
            self._refreshing.cancel()
        self._live.stop()
        self._live = None
        atexit.unregister(self._stop)
        sys.stdout, sys.stderr = self._streams
        _log_to(sys.stderr)

    async def _refresh(self) -> None:
        while self._live:
            self._live.refresh()
            await asyncio.sleep(PERIOD)

    def _render(self) -> Group:
        return Group(self._table(), Text(self._pace(time.monotonic()), style="dim"))

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("", no_wrap=True, overflow="ellipsis")
        for head in HEADS:
            table.add_column(head, justify="right", no_wrap=True)
        for crawler in self._crawlers:
            for name, section in crawler.spider.ledger.sections.items():  # type: ignore[union-attr]
                table.add_row(Text(f"{crawler.spidercls.name} {name}"), *cells_of(section))
        return table

    def _pace(self, now: float) -> str:
        """Return how many pages have come, how fast they come now, and for how long."""
        count = sum(crawler.stats.get_value("response_received_count", 0) for crawler in self._crawlers)
        self._answers.append((now, count))
        while self._answers[0][0] < now - RATE_OVER:
            self._answers.popleft()
        then, before = self._answers[0]
        rate = max(count - before, 0) / (now - then) if now > then else 0.0
        minutes, seconds = divmod(round(now - self._begun), 60)
        return f"{count} answers, {rate:.1f} a second, {minutes}:{seconds:02}; Ctrl-C ends it and keeps what was read"


def cells_of(section: SectionLedger) -> Iterator[str]:
    """Yield what the display shows of a section, in the order of HEADS; no count that is 0."""
    outcomes, revisits = section.outcomes, section.revisits
    pages = section.pages_read + section.not_modified + len(section.lost_pages)
    counts = [pages, len(section.shown) + section.standing]
    counts += [outcomes[kind] + revisits[kind] for kind in (NEW, UPDATED, UNCHANGED)]
    counts[3] += outcomes[WITHDRAWN] + revisits[WITHDRAWN]
    yield from (str(count or "") for count in (*counts, section.failed + len(section.lost_pages)))


class Above:
    """A stream whose text is printed above a display, as it is: no line is broken, nothing in it is coloured."""

    def __init__(self, console: Console, stream: TextIO) -> None:
        self._console, self._stream = console, stream
        self._open = ""

    def write(self, text: str) -> int:
        """Print what is whole lines, and keep the rest for the next time."""
        whole, newline, self._open = f"{self._open}{text}".rpartition("\n")
        if newline:
            self._console.print(Text(whole), soft_wrap=True)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _log_to(stream: TextIO) -> None:
    """Let the log be written to a stream, if it goes to a terminal at all."""
    handler = get_scrapy_root_handler()
    if isinstance(handler, logging.StreamHandler) and not isinstance(handler, logging.FileHandler):
        handler.setStream(stream)
