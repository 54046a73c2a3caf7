"""`scrapy run`: crawls outlets in this process: those that are due, or those that are named."""

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import BaseRunSpiderCommand

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.options import INTERRUPTED, PROBLEM, check_arguments, printable, say

if TYPE_CHECKING:
    from datetime import timedelta

    from newscrawl.outlets import Outlet
    from newscrawl.schedule.crawls import Ended

NAME = "scrapy run"
AT_ONCE, MOST_AT_ONCE = 4, 100
"""Outlets that are crawled at one time, each for a page a second; and how many a person may ask for."""


class Command(BaseRunSpiderCommand):
    """Exit code 0: every crawl did its job; 1: one did not; 2: wrong usage; 130: interrupted."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}  # a line each is what is to be read

    def syntax(self) -> str:
        return "--due [--outlets nd,nos] [--at-once 4] [--dry-run] | <outlet> ... [-O rows/%%(name)s.jsonl]"

    def short_desc(self) -> str:
        return "Crawl outlets that are due, or that are named, in one process: scrapy run --due"

    def long_desc(self) -> str:
        return (
            "Crawl outlets into the store (NEWSCRAWL_STORE), and into feeds if -o or -O name some. With --due those"
            " whose last crawl is a period ago (`period` of the outlet, or NEWSCRAWL_PERIOD), the longest due first,"
            " until none is; else those that are named, each once. Several of these commands may run: no outlet is"
            " crawled twice at a time. A line says what came of each crawl, on standard error if it did not do its job;"
            " -L INFO or --logfile adds the log. Exit code 0: every crawl did its job; 1: one did not; 2: wrong usage;"
            " 130: interrupted, with what was read kept."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        # Here and not above: scrapy imports all commands to run one, and this needs the store.
        from newscrawl.schedule.options import add_options

        super().add_options(parser)
        parser.add_argument("--due", action="store_true", help="crawl those that are due")
        parser.add_argument("--at-once", metavar="N", help=f"outlets at one time (default: {AT_ONCE})")
        add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        from newscrawl.care.command import finish_with_store

        self.exitcode = finish_with_store(NAME, lambda: self._run(args, opts))

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        from newscrawl.care.command import to_address
        from newscrawl.checks.options import to_number, warn_without_contact
        from newscrawl.schedule.options import to_outlets, to_periods

        assert self.settings is not None
        check_arguments(args)
        if not (opts.due or args or opts.outlets):
            raise Mistake("expected --due, or the names of outlets; `scrapy list` shows all")
        at_once = to_number("--at-once", opts.at_once, 1, MOST_AT_ONCE, AT_ONCE)
        address = to_address(self.settings)
        outlets = to_outlets(self.settings, opts, args)
        periods = to_periods(self.settings, outlets)
        if opts.dry_run or opts.at is not None:
            return self._tell_due(address, periods, opts)
        self._check_feeds(len(outlets))
        _check_spider_arguments(outlets, opts.spargs)
        warn_without_contact(NAME, self.settings)
        return self._crawl(address, outlets, periods if opts.due else None, at_once, opts.spargs)

    def _tell_due(self, address: str, periods: "Mapping[str, timedelta]", opts: argparse.Namespace) -> int:
        from datetime import UTC, datetime

        from newscrawl.checks.show import write
        from newscrawl.schedule.options import tell, to_now
        from newscrawl.schedule.past import read_stored

        now = to_now(opts, datetime.now(UTC))
        if not opts.due:
            raise Mistake("--dry-run: goes with --due only")
        for line in tell(periods, read_stored(address, periods, now), now):
            write(f"{line}\n")
        return 0

    def _check_feeds(self, outlets: int) -> None:
        """Raise Mistake if several outlets would write one file at a time."""
        assert self.settings is not None
        shared = [str(uri) for uri in self.settings.getdict("FEEDS") if "%(name)s" not in str(uri)]
        if shared and outlets > 1:
            raise Mistake(
                f"expected %(name)s in the name of the feed {shared[0]!r}: each outlet has one of its own"
            )

    def _crawl(
        self,
        address: str,
        outlets: "list[Outlet]",
        periods: "Mapping[str, timedelta] | None",
        at_once: int,
        arguments: Mapping[str, str],
    ) -> int:
        from newscrawl.commands.crawl import missing_for
        from newscrawl.schedule.crawls import Crawls, Queue
        from newscrawl.schedule.locks import open_locks
        from newscrawl.store.engine import opened

        assert self.settings is not None
        ended: list[Ended] = []

        def tell(crawl: "Ended") -> None:
            ended.append(crawl)
            _show(crawl)

        with opened(address) as engine, open_locks(engine) as locks:
            queue = Queue(engine, {outlet.key: outlet for outlet in outlets}, periods)
            crawls = Crawls(
                self.settings, queue, locks, tell, missing=missing_for, at_once=at_once, arguments=arguments
            )
            crawls.run()
        return _finish(ended, crawls.interrupted)


def _finish(ended: "list[Ended]", interrupted: list[str]) -> int:
    """Return the exit code."""
    if interrupted:
        say(f"{NAME}: interrupted: {', '.join(interrupted)}")
        return INTERRUPTED
    if not ended and sys.stdout.isatty():  # cron and journals need no line each minute
        say(f"{NAME}: nothing is due; --dry-run says when something is")
    return PROBLEM if any(crawl.problems for crawl in ended) else 0


def _check_spider_arguments(outlets: "list[Outlet]", arguments: dict[str, str]) -> None:
    from newscrawl.spiders.outlet import OutletSpider

    for outlet in outlets:
        try:
            OutletSpider.for_outlet(outlet).check(arguments)
        except ValueError as error:
            raise Mistake(f"-a {error}") from None


def _show(crawl: "Ended") -> None:
    """Say what came of a crawl: what cron should send a mail of goes to standard error."""
    if crawl.seen:
        print(
            printable(f"{crawl.outlet}: {crawl.seen}"), flush=True
        )  # above the display of progress, if there is one
    for problem in crawl.problems:
        say(f"{NAME}: {crawl.outlet}: {problem}")
