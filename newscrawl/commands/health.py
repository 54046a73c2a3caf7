"""`scrapy health`: says which outlets do not do as they did before, and tells those who asked for it."""

import argparse
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.options import PROBLEM, check_arguments, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from newscrawl.health.judge import Asked, Health, Problem

NAME = "scrapy health"


class Command(ScrapyCommand):
    """Exit code 0: all is well; 1: something is wrong, or an alert could not be sent; 2: wrong usage, or no store."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[<outlet> ...] [--json] [--alert] [--since 28d] [--at WHEN]"

    def short_desc(self) -> str:
        return "Say which outlets are overdue, silent or read worse than before: scrapy health"

    def long_desc(self) -> str:
        return (
            "Say how the outlets do that were crawled into the store (NEWSCRAWL_STORE), beside their own history: whether"
            " they are overdue, bring nothing new, or are read worse than before. Those that are named should be crawled,"
            " also if they never were. Each problem is a line on standard error: what, since when, and what to look at."
            " With --alert the addresses in NEWSCRAWL_ALERTS are told what has changed since they were told last. Exit"
            " code 0: all is well; 1: something is wrong, or an alert could not be sent; 2: wrong usage, or no store."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        group = parser.add_argument_group("What is looked at, and who is told")
        group.add_argument("--outlets", metavar="NAMES", action="append", help="these only: nd,nos")
        group.add_argument(
            "--country", metavar="CODES", action="append", help="of these countries only: NL,BE"
        )
        group.add_argument(
            "--language", metavar="TAGS", action="append", help="in these languages only: nl,fr"
        )
        group.add_argument("--json", action="store_true", help="print JSON for a monitor, not a table")
        group.add_argument("--since", metavar="WHEN", help="where their history begins (default: 28d ago)")
        group.add_argument("--at", metavar="WHEN", help="as it was at this instant: 2026-01-24T08:00+01:00")
        group.add_argument("--alert", action="store_true", help="tell NEWSCRAWL_ALERTS what has changed")
        group.add_argument(
            "--state", metavar="FILE", help="who was told what (default: beside the file of the store)"
        )
        super().add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        # Here and not above: scrapy imports all commands to run one, and the store costs as much as a small command.
        from newscrawl.care.command import finish_with_store

        self.exitcode = finish_with_store(NAME, lambda: self._run(args, opts))

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        from newscrawl.care.command import to_address, with_store
        from newscrawl.health.judge import look, of_store
        from newscrawl.store import StoreError

        assert self.settings is not None
        check_arguments(args)
        address = to_address(self.settings)
        asked = self._asked(args, opts)
        tell = self._teller(address, opts)
        try:
            found = with_store(address, lambda engine: look(engine, asked))
        except StoreError as error:
            found, problems = [], [of_store(str(error), asked.now)]
        else:
            problems = [problem for health in found for problem in health.problems]
        _show(found, problems, asked.now, as_json=opts.json)
        is_told = tell(problems, {"", *(health.outlet for health in found)})
        return 0 if is_told and not problems else PROBLEM

    def _asked(self, args: list[str], opts: argparse.Namespace) -> "Asked":
        from newscrawl.checks.options import split
        from newscrawl.export.chosen import to_instant
        from newscrawl.health.judge import HISTORY, Asked
        from newscrawl.schedule.options import to_outlets, to_periods

        assert self.settings is not None
        if opts.at is not None and opts.alert:
            raise Mistake("--at: does not go with --alert, which tells of now")
        now = datetime.now(UTC)
        now = now if opts.at is None else to_instant("--at", opts.at, now)
        since = now - HISTORY if opts.since is None else to_instant("--since", opts.since, now)
        outlets = to_outlets(self.settings, opts, args)
        return Asked(
            {outlet.key: outlet for outlet in outlets},
            now,
            since,
            to_periods(self.settings, outlets),
            frozenset(split([*args, *(opts.outlets or ())])),
            is_all=not (args or opts.outlets or opts.country or opts.language),
        )

    def _teller(
        self, address: str, opts: argparse.Namespace
    ) -> "Callable[[Sequence[Problem], set[str]], bool]":
        """Return what tells of problems, and whether it could. Raises Mistake for addresses that are none."""
        if not opts.alert:
            if opts.state is not None:
                raise Mistake("--state: goes with --alert only")
            return lambda problems, judged: True
        from newscrawl.health.alert import alert
        from newscrawl.health.news import Memory
        from newscrawl.health.send import SMTP, to_targets

        assert self.settings is not None
        addresses = self.settings.getlist("NEWSCRAWL_ALERTS")
        if not addresses:
            raise Mistake("NEWSCRAWL_ALERTS is empty: expected addresses such as mailto:you@example.org")
        targets = to_targets(
            addresses, os.environ.get("NEWSCRAWL_SMTP") or SMTP, self.settings.get("NEWSCRAWL_CONTACT") or ""
        )
        memory = Memory.open(_state_of(address, opts.state))

        def tell(problems: "Sequence[Problem]", judged: set[str]) -> bool:
            failures = list(alert(targets, memory, problems, judged))
            for failure in failures:
                say(f"{NAME}: {failure}")
            return not failures

        return tell


def _state_of(address: str, given: str | None) -> "Path":
    """Return the file that remembers who was told what. Raises Mistake."""
    from pathlib import Path

    from newscrawl.store.engine import file_of, to_url

    if given is not None:
        return Path(given)
    file = file_of(to_url(address))
    if file is None:
        raise Mistake("--state: expected a file that remembers who was told what: the store is a server")
    return file.with_name(f"{file.name}-alerts.json")


def _show(found: "Sequence[Health]", problems: "Sequence[Problem]", now: datetime, *, as_json: bool) -> None:
    from newscrawl.checks import show
    from newscrawl.health import report

    if as_json:
        show.write(report.to_json(found, now, problems))
    elif found:
        terminal, width = show.screen()
        rows = report.to_rows(found, now)
        show.write(show.to_table(rows, report.TABLE, terminal=terminal, width=width))
    for problem in problems:
        say(f"{NAME}: {report.to_line(problem)}")
    if not problems:
        say(f"{NAME}: {len(found)} outlet{'' if len(found) == 1 else 's'}: nothing is wrong")
