"""`scrapy crawl`: Scrapy's own, with near names for a wrong one and an exit code that tells the outcome."""

import argparse

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from newscrawl.extensions.summary import PROBLEMS


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
        if len(args) != 1:
            raise UsageError("expected one outlet; `scrapy list` shows all")
        assert self.crawler_process
        try:
            crawler = self._create_crawler(args[0])
        except KeyError as error:  # the loader's line, with the names that are near
            raise UsageError(str(error.args[0])) from None
        try:
            crawler.spidercls.check(opts.spargs)  # type: ignore[attr-defined]
        except ValueError as error:
            raise UsageError(str(error)) from None
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        stats = crawler.stats
        if self.crawler_process.bootstrap_failed or stats is None or stats.get_value(PROBLEMS):
            self.exitcode = 1
