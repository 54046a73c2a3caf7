"""`scrapy record`: keeps pages of an outlet as test cases, with the rows that they give today."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.annotate.mistakes import Mistake, check_choice
from newscrawl.annotate.options import PROBLEM, check_arguments, finish, say
from newscrawl.checks.choose import all_outlets, choose
from newscrawl.checks.options import to_number, warn_without_contact
from newscrawl.outlets import Outlet

if TYPE_CHECKING:
    from newscrawl.checks.wanted import Wanted

NAME = "scrapy record"
FOLDER = "tests/pages"
MOST_ARTICLES = 100
"""A test case, not a crawl."""


class Command(ScrapyCommand):
    """Exit code 0: recorded; 1: a page was not, as it could not be fetched or is there; 2: wrong usage."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "<outlet> [<url>] [--section NAME] [--articles N] [--output FOLDER] [--force]"

    def short_desc(self) -> str:
        return "Keep pages as a test case, with the rows that they give: scrapy record nd"

    def long_desc(self) -> str:
        return (
            "Fetch the pages of an outlet's sections, or one page, as politely as a crawl does it, and write each into"
            " a folder: the page as it came, and expected.json with what is read of it now, to be corrected by hand."
            " The tests compare the two from then on. A case that is there already is kept. Exit code 0: recorded;"
            " 1: a page could not be fetched, or its case is there already; 2: wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        group = parser.add_argument_group("What is recorded, and where")
        group.add_argument(
            "--section", metavar="NAME", help="this section only; of a URL: the one it belongs to"
        )
        group.add_argument(
            "--articles", metavar="N", help="articles behind the listings, at the most (default: 0)"
        )
        group.add_argument(
            "--as", dest="kind", metavar="KIND",
            help="what the URL is: listing, feed, sitemap or article (default: what its section says, else article)",
        )  # fmt: skip
        group.add_argument("--output", metavar="FOLDER", default=FOLDER, help=f"default: {FOLDER}")
        group.add_argument("--force", action="store_true", help="replace cases, also those corrected by hand")
        super().add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.exitcode = finish(NAME, lambda: self._run(args, opts))

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        # Here and not above: scrapy imports all commands to run one, and this needs the readers of pages.
        from newscrawl.checks.record import record
        from newscrawl.checks.show import write

        assert self.settings is not None
        check_arguments(args)
        if not 1 <= len(args) <= 2:
            raise Mistake(
                "expected an outlet, and a URL if one page is wanted; `scrapy outlets` shows all outlets"
            )
        outlets = all_outlets(self.settings.getlist("NEWSCRAWL_OUTLETS"))
        wanted = _wanted(choose(outlets, args[:1])[0], args[1:], opts)
        warn_without_contact(NAME, self.settings)
        recorded = record(self.settings, wanted, Path(opts.output), replace=opts.force)
        write("".join(f"{line}\n" for line in recorded.lines))
        for line in recorded.problems:
            say(f"{NAME}: {line}")
        return PROBLEM if recorded.problems else 0


def _wanted(outlet: Outlet, urls: list[str], opts: argparse.Namespace) -> "Wanted":
    from newscrawl.checks.wanted import KINDS, want, want_page

    if not urls:
        if opts.kind is not None:
            raise Mistake("--as: goes with a URL only")
        return want(outlet, opts.section, to_number("--articles", opts.articles, 0, MOST_ARTICLES, 0))
    if opts.articles is not None:
        raise Mistake("--articles: goes without a URL only")
    kind = check_choice("--as", opts.kind, KINDS) if opts.kind is not None else None
    return want_page(outlet, urls[0], opts.section, kind)
