"""`scrapy crawl`: Scrapy's own, with near names for a wrong one and an exit code that tells the outcome."""

import argparse
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError


class Command(ScrapyCrawl):
    """Exit code 0: the crawl did its job; 1: it did not, and ERROR lines say why; 2: wrong usage."""

    def syntax(self) -> str:
        return "[options] <outlet>"

    def short_desc(self) -> str:
        return "Crawl an outlet into a feed: scrapy crawl nd -O stories.csv"

    def long_desc(self) -> str:
        return (
            "Crawl an outlet (`scrapy list` shows all) into a feed. Arguments: -a sections=Buitenland,Europa"
            " (these only), -a articles=no (listings only), -a limit=10 (stories at the most). Exit code 0: the"
            " crawl did its job; 1: it did not, and ERROR lines say why; 2: wrong usage."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        # Here and not above: scrapy imports all commands to run one, and this needs store and readers.
        from newscrawl.extensions.summary import PROBLEMS

        if len(args) != 1:
            raise UsageError("expected one outlet; `scrapy list` shows all")
        assert self.crawler_process
        try:
            crawler = self._create_crawler(args[0])
        except KeyError as error:  # the loader's line, with the names that are near
            raise UsageError(str(error.args[0])) from None
        try:
            crawler.spidercls.check(opts.spargs)  # type: ignore[attr-defined]
            self._check_means(crawler, opts.spargs)
        except ValueError as error:
            raise UsageError(str(error)) from None
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        stats = crawler.stats
        if self.crawler_process.bootstrap_failed or stats is None or stats.get_value(PROBLEMS):
            self.exitcode = 1

    @staticmethod
    def _check_means(crawler: Crawler, arguments: dict[str, str]) -> None:
        """End with one line and exit code 1 if the store or the browser that it needs cannot be used."""
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
            sys.exit(f"newscrawl: {error}")
