"""`scrapy schedule`: posts the outlets that are due to a Scrapyd."""

import argparse
import os
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.options import PROBLEM, check_arguments, say

if TYPE_CHECKING:
    from datetime import timedelta

    from newscrawl.schedule.post import Round
    from newscrawl.schedule.scrapyd import Scrapyd

NAME = "scrapy schedule"
MOST, MOST_OF_ALL = 10, 10_000
"""Jobs that wait on Scrapyd at the most, and how many a person may ask for."""
LOCK, PATIENCE = "scrapy schedule", 60.0
"""The lock under which is looked and posted (no outlet is called so), and the seconds that another one is waited for."""


class Command(ScrapyCommand):
    """Exit code 0: all that is due is posted, or waits; 1: something could not be posted; 2: wrong usage."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "--scrapyd URL [--project newscrawl] [--outlets nd,nos] [--most 10] [--dry-run]"

    def short_desc(self) -> str:
        return "Post the outlets that are due to a Scrapyd: scrapy schedule --scrapyd http://127.0.0.1:6800"

    def long_desc(self) -> str:
        return (
            "Post the outlets that are due to a Scrapyd, for a timer that runs it each minute. Due is what was crawled"
            " last a period ago (`period` of the outlet, or NEWSCRAWL_PERIOD) by the store (NEWSCRAWL_STORE, the one"
            " that the crawls of the Scrapyd use), and neither waits nor runs. User and password come from"
            " SCRAPYD_USERNAME and SCRAPYD_PASSWORD of the environment. Exit code 0: all that is due is posted, or has"
            " to wait for its turn; 1: something could not be posted; 2: wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        # Here and not above: scrapy imports all commands to run one, and this needs the store.
        from newscrawl.schedule.options import add_options

        group = parser.add_argument_group("Where they are crawled")
        group.add_argument("--scrapyd", metavar="URL", help="of the Scrapyd: http://127.0.0.1:6800")
        group.add_argument(
            "--project", metavar="NAME", default="newscrawl", help="of the Scrapyd (default: newscrawl)"
        )
        group.add_argument(
            "--most", metavar="N", help=f"jobs that may wait there at one time (default: {MOST})"
        )
        add_options(parser)
        super().add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        from newscrawl.care.command import finish_with_store
        from newscrawl.schedule.scrapyd import ScrapydError

        def work() -> int:
            try:
                return self._run(args, opts)
            except ScrapydError as error:
                say(f"{NAME}: {error}")
                return PROBLEM

        self.exitcode = finish_with_store(NAME, work)

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        from datetime import UTC, datetime

        from newscrawl.care.command import to_address
        from newscrawl.checks.options import to_number
        from newscrawl.checks.show import write
        from newscrawl.schedule import options, past, post, scrapyd

        assert self.settings is not None
        check_arguments(args)
        if args:
            raise Mistake(f"expected nothing more, got {args[0]!r}; --outlets names some")
        if not opts.scrapyd:
            raise Mistake("--scrapyd: expected the address of a Scrapyd, such as http://127.0.0.1:6800")
        server = scrapyd.Scrapyd(scrapyd.Target.of(opts.scrapyd, opts.project, os.environ))
        most = to_number("--most", opts.most, 1, MOST_OF_ALL, MOST)
        address = to_address(self.settings)
        periods = options.to_periods(self.settings, options.to_outlets(self.settings, opts))
        now = options.to_now(opts, datetime.now(UTC))
        if not opts.dry_run:
            return _post_due(server, address, periods, most)
        found = post.look(periods, past.read_stored(address, periods, now), server.jobs(), now)
        for line in options.tell(periods, found.pasts, now):
            write(f"{line}\n")
        return 0


def _post_due(server: "Scrapyd", address: str, periods: "dict[str, timedelta]", most: int) -> int:
    """Look and post, while no other one does so on the same store."""
    from datetime import UTC, datetime

    from newscrawl.schedule import locks, past, post
    from newscrawl.store.engine import opened

    with opened(address) as engine, locks.open_locks(engine) as held:
        if not locks.wait_for(held, LOCK, PATIENCE):
            say(f"{NAME}: another one has been at it for more than {PATIENCE:g} seconds")
            return PROBLEM
        now = datetime.now(UTC)
        found = post.look(periods, past.read_pasts(engine, periods, now), server.jobs(), now)
        return _post(server, found, max(most - found.pending, 0))


def _post(server: "Scrapyd", found: "Round", room: int) -> int:
    from datetime import UTC, datetime

    from newscrawl.checks.show import write
    from newscrawl.schedule.post import post

    failed = 0
    for outlet, told in post(server, found.due[:room], lambda: datetime.now(UTC)):
        if outlet in found.lost:
            say(
                f"{NAME}: {outlet}: job {found.lost[outlet]} left no crawl in the store: it could not begin (its log"
                " says why), or Scrapyd uses another NEWSCRAWL_STORE"
            )
        if isinstance(told, str):
            write(f"{outlet}: posted as {told}\n")
        else:
            failed += 1
            say(f"{NAME}: {outlet}: {told}")
    if len(found.due) > room:
        write(f"{len(found.due) - room} more are due and wait for room on the Scrapyd\n")
    return PROBLEM if failed else 0
