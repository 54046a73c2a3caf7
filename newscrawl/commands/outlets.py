"""`scrapy outlets`: which outlets there are, and with `--check` how their sections are doing."""

import argparse
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.options import INTERRUPTED, PROBLEM, check_arguments, finish, say
from newscrawl.checks.choose import all_outlets, choose
from newscrawl.checks.options import split, to_number, warn_without_contact
from newscrawl.outlets import Outlet

NAME = "scrapy outlets"
AT_ONCE, MOST_AT_ONCE = 8, 100
"""Sites that are asked at one time, each for a page a second; and how many a person may ask for."""


class Command(ScrapyCommand):
    """Exit code 0: done; 1: a section failed its check; 2: wrong usage."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}  # the report is what is to be read

    def syntax(self) -> str:
        return "[<outlet> ...] [--country NL,BE] [--language nl] [--check] [--format table|json|csv]"

    def short_desc(self) -> str:
        return "Show the outlets, or check that their sections work: scrapy outlets --check nd"

    def long_desc(self) -> str:
        return (
            "Show the outlets there are, all or those that are named, a line for each section. With --check the pages"
            " of each section are fetched, as politely as a crawl does it and no article behind them, and a line says"
            " what was found and what looks wrong. Exit code 0: done; 1: a section failed its check; 2: wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        group = parser.add_argument_group("Which outlets, and how they are shown")
        group.add_argument(
            "--country", metavar="CODES", action="append", help="of these countries only: NL,BE"
        )
        group.add_argument(
            "--language", metavar="TAGS", action="append", help="in these languages only: nl,fr"
        )
        group.add_argument(
            "--format", metavar="FORMAT", help="table, json or csv (default: table on a terminal, else json)"
        )
        group.add_argument("--check", action="store_true", help="fetch each section and say what looks wrong")
        group.add_argument(
            "--at-once",
            metavar="N",
            help=f"with --check: sites that are asked at one time (default: {AT_ONCE})",
        )
        super().add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.exitcode = finish(NAME, lambda: self._run(args, opts))

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        # Here and not above: scrapy imports all commands to run one, and tables cost as much as a small command.
        from newscrawl.checks.show import to_format

        assert self.settings is not None
        check_arguments(args)
        outlets = all_outlets(self.settings.getlist("NEWSCRAWL_OUTLETS"))
        chosen = choose(outlets, split(args), split(opts.country), split(opts.language))
        form = to_format(opts.format)
        if opts.check:
            return self._check(chosen, form, to_number("--at-once", opts.at_once, 1, MOST_AT_ONCE, AT_ONCE))
        if opts.at_once is not None:
            raise Mistake("--at-once: goes with --check only")
        _list(chosen, form)
        return 0

    def _check(self, outlets: list[Outlet], form: str, at_once: int) -> int:
        from newscrawl.checks.check import check

        assert self.settings is not None
        warn_without_contact(NAME, self.settings)
        checked = check(self.settings, outlets, at_once)
        checked.write(form)
        say(f"{NAME}: {checked.summary}")
        if checked.missing:
            say(f"{NAME}: interrupted; not checked: {', '.join(checked.missing)}")
            return INTERRUPTED
        return PROBLEM if checked.failed else 0


def _list(outlets: list[Outlet], form: str) -> None:
    from newscrawl.checks import listed, show

    if form == "json":
        show.write(show.to_json(listed.to_objects(outlets)))
    elif form == "csv":
        show.write(show.to_csv(listed.to_rows(outlets), listed.CSV))
    else:
        terminal, width = show.screen()
        show.write(show.to_table(listed.to_table(outlets), listed.TABLE, terminal=terminal, width=width))
        say(f"{NAME}: {listed.summary(outlets)}")
