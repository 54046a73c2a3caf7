"""`scrapy crawl`: Scrapy's own, with near names for a wrong one and an exit code that tells the outcome."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Mapping

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from newscrawl.annotate.options import INTERRUPTED, PROBLEM
from newscrawl.extensions.errors import told

logger = logging.getLogger(__name__)


class Command(ScrapyCrawl):
    """Exit code 0: the crawl did its job; 1: it did not, and ERROR lines say why; 2: wrong usage; 130: interrupted."""

    def syntax(self) -> str:
        return "[options] <outlet>"

    def short_desc(self) -> str:
        return "Crawl an outlet into a feed: scrapy crawl nd -O stories.csv"

    def long_desc(self) -> str:
        return (
            "Crawl an outlet (`scrapy list` shows all) into a feed. Arguments: -a sections=Buitenland,Europa"
            " (these only), -a articles=no (listings only), -a limit=10 (stories at the most). Exit code 0: the"
            " crawl did its job; 1: it did not, and ERROR lines say why; 2: wrong usage; 130: interrupted (Ctrl-C,"
            " SIGTERM), with what was read kept."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("expected one outlet; `scrapy list` shows all")
        assert self.crawler_process
        try:
            crawler = self._create_crawler(args[0])
        except KeyError as error:  # the loader's line, with the names that are near
            raise UsageError(str(error.args[0])) from None
        try:
            crawler.spidercls.check(opts.spargs)  # type: ignore[attr-defined]
            missing = missing_for(crawler, opts.spargs)
        except ValueError as error:
            raise UsageError(str(error)) from None
        if missing:
            sys.exit(f"newscrawl: {missing}")
        self._crawl(crawler, opts.spargs)

    def _crawl(self, crawler: Crawler, arguments: dict[str, str]) -> None:
        # Here and not above: scrapy imports all commands to run one, and this needs store and readers.
        from newscrawl.extensions.summary import INTERRUPTION, PROBLEMS, problems_of

        assert self.crawler_process
        crawl = self.crawler_process.crawl(crawler, **arguments)
        self.crawler_process.start()
        broken, problems = _broken(crawl), problems_of(crawler)
        logged = crawler.stats.get_value(PROBLEMS, ()) if crawler._stats else ()
        for problem in (*broken, *problems):
            if problem not in logged:
                logger.error("%s", problem)
        if broken or problems or self.crawler_process.bootstrap_failed:
            self.exitcode = INTERRUPTED if INTERRUPTION in problems and not broken else PROBLEM


def missing_for(crawler: Crawler, arguments: Mapping[str, str]) -> str | None:
    """Return why a crawl cannot begin, in one line: the store or the browser that it needs cannot be used.

    Raises ValueError if its arguments are wrong.
    """
    from newscrawl.browser import BrowserMissing, check_browser
    from newscrawl.spiders.arguments import Arguments
    from newscrawl.store import Store, StoreError

    outlet = crawler.spidercls.outlet  # type: ignore[attr-defined]
    sections = Arguments.parse(outlet, arguments.get("sections")).sections
    try:
        check_browser(sections, crawler.settings["NEWSCRAWL_BROWSER"])
        if address := crawler.settings["NEWSCRAWL_STORE"]:
            Store.open(address).close()
    except (BrowserMissing, StoreError) as error:
        return str(error)
    return None


def _broken(crawl: object) -> list[str]:
    """Return the error with which Scrapy has given up a crawl, if it has."""
    if not isinstance(crawl, asyncio.Task) or not crawl.done() or crawl.cancelled():
        return []
    error = crawl.exception()  # asked for, so that asyncio does not tell it as well
    return [f"the crawl broke: {told(error)}"] if error else []
