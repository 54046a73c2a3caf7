"""`scrapy export`: stories, versions, sightings or runs of the store as a file."""

import argparse
import gc
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.annotate.mistakes import Mistake, check_choice
from newscrawl.annotate.options import check_arguments, say
from newscrawl.checks.options import split

if TYPE_CHECKING:
    from newscrawl.export.chosen import Chosen

NAME = "scrapy export"
OPTIONS = (
    ("--outlet", "NAMES", "of these outlets only: nd,nos"),
    ("--outlet-country", "CODES", "of outlets of these countries only: NL,BE"),
    ("--section", "NAMES", "of these sections only"),
    ("--language", "TAGS", "in these languages only: nl,fr"),
    ("--place-country", "CODES", "with a place of these countries in the dateline: UA,RU"),
    ("--agency", "IDS", "with copy of these agencies: anp,afp"),
)
"""Lists: option, what it takes, what it does."""


class Command(ScrapyCommand):
    """Exit code 0: done; 1: the store cannot be read; 2: wrong usage, or the file cannot be written."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "stories|versions|sightings|runs [-o FILE] [--since 7d] [--outlet nd] [--new NAME]"

    def short_desc(self) -> str:
        return "Export the store: scrapy export stories -o stories.csv"

    def long_desc(self) -> str:
        return (
            "Write stories, versions, sightings or runs of the store (NEWSCRAWL_STORE) as JSON Lines, CSV or Parquet:"
            " all, or those that fit all that is asked for. The file appears when it is whole; beside it"
            " datapackage.json and codebook.md say what its columns mean. Exit code 0: done; 1: the store cannot be"
            " read; 2: wrong usage, or the file cannot be written."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        file = parser.add_argument_group("Where it goes")
        file.add_argument(
            "-o",
            "--output",
            metavar="FILE",
            help=".jsonl, .csv or .parquet, the first two also with .gz or .zst (default: standard output)",
        )
        file.add_argument("--format", metavar="FORMAT", help="jsonl, csv or parquet (default: by the name)")
        file.add_argument("--bare", action="store_true", help="no datapackage.json and codebook.md beside it")
        file.add_argument(
            "--bom",
            action="store_true",
            help="begin CSV with a byte order mark, by which Excel knows that it is UTF-8",
        )
        group = parser.add_argument_group("Which rows")
        for option, takes, text in OPTIONS:
            group.add_argument(option, metavar=takes, action="append", help=text)
        group.add_argument("--since", metavar="WHEN", help="a day, an instant or an age: 2026-01-24, 7d, 24h")
        group.add_argument("--until", metavar="WHEN", help="the same, not included")
        group.add_argument(
            "--by", metavar="TIME", help="of stories: published (default), seen (first) or changed (last)"
        )
        group.add_argument(
            "--new", metavar="NAME", help="only stories that changed since the last export under this name"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        # Here and not above: scrapy imports all commands to run one, and the store costs as much as a small command.
        from newscrawl.care.command import finish_with_store, to_address

        def work() -> int:
            assert self.settings is not None
            return _export(to_address(self.settings), args, opts)

        self.exitcode = finish_with_store(NAME, work)


def _export(address: str, args: list[str], opts: argparse.Namespace) -> int:
    from newscrawl.care.command import with_store
    from newscrawl.export.chosen import check_options
    from newscrawl.export.columns import TABLES
    from newscrawl.export.files import to_target
    from newscrawl.export.run import export

    check_arguments(args)
    what = check_choice("what to export", args[0] if args else "", TABLES)
    if len(args) > 1:
        raise Mistake(f"expected nothing more, got {args[1]!r}")
    check_options(what, vars(opts))
    target = to_target(opts.output, opts.format, opts.bom)
    chosen = _chosen(opts)
    gc.freeze()  # what is imported stays: a tenth of the time would go into looking whether it can go
    rows, undated = with_store(address, lambda engine: export(engine, what, chosen, target, bare=opts.bare))
    left = f"; {undated:,} without a time of publication are left out" if undated else ""
    say(f"{NAME}: {rows:,} {what} -> {target.path}{left}")
    return 0


def _chosen(opts: argparse.Namespace) -> "Chosen":
    from datetime import UTC, datetime

    from newscrawl.export import chosen

    now = datetime.now(UTC)
    since, until = (
        None if given is None else chosen.to_instant(option, given, now)
        for option, given in (("--since", opts.since), ("--until", opts.until))
    )
    if since and until and since >= until:
        raise Mistake("--until: expected an instant behind that of --since")
    return chosen.Chosen(
        outlets=tuple(split(opts.outlet)),
        outlet_countries=chosen.to_countries("--outlet-country", split(opts.outlet_country)),
        sections=tuple(split(opts.section)),
        languages=chosen.to_languages(split(opts.language)),
        place_countries=chosen.to_countries("--place-country", split(opts.place_country)),
        agencies=chosen.to_agencies(split(opts.agency)),
        since=since,
        until=until,
        by=chosen.to_by(opts.by),
        new=chosen.to_name(opts.new),
    )
