"""`scrapy store`: looks after a store: check, backup, compact, stats."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.annotate.mistakes import Mistake, check_choice
from newscrawl.annotate.options import PROBLEM, check_arguments, say

NAME = "scrapy store"
OLDER = "30d"

Task = Callable[[str, list[str], argparse.Namespace], int]


class Command(ScrapyCommand):
    """Exit code 0: done, or sound; 1: something is wrong with the store; 2: wrong usage."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "check | backup <file> | compact [--older 30d] [--dry-run] | stats [--format table|json]"

    def short_desc(self) -> str:
        return "Look after the store: scrapy store backup FILE"

    def long_desc(self) -> str:
        return (
            "Look after the store (NEWSCRAWL_STORE), while crawls go on. check: whether the file is undamaged, and"
            " what must hold of every story does. backup FILE: a copy as it is at one moment. compact: take out old"
            " sightings that say nothing more than others of the story. stats: how much is in it. Exit code 0: done,"
            " or sound; 1: something is wrong with the store, each thing a line; 2: wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        group = parser.add_argument_group("What is done")
        group.add_argument(
            "--older", metavar="AGE", help=f"compact: sightings older than this (default: {OLDER})"
        )
        group.add_argument("--dry-run", action="store_true", help="compact: only say what would be taken out")
        group.add_argument(
            "--format",
            metavar="FORMAT",
            help="stats: table or json (default: table on a terminal, else json)",
        )
        super().add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        # Here and not above: scrapy imports all commands to run one, and the store costs as much as a small command.
        from newscrawl.care.command import finish_with_store, to_address

        def work() -> int:
            assert self.settings is not None
            check_arguments(args)
            what = check_choice("what to do", args[0] if args else "", TASKS)
            if what != "backup" and args[1:]:
                raise Mistake(f"expected nothing more, got {args[1]!r}")
            for option, task in OPTIONS.items():
                if task != what and getattr(opts, option):
                    raise Mistake(f"--{option.replace('_', '-')}: goes with {task} only")
            return TASKS[what](to_address(self.settings), args[1:], opts)

        self.exitcode = finish_with_store(NAME, work)


def _check(address: str, args: list[str], opts: argparse.Namespace) -> int:
    from newscrawl.care.check import find_faults

    faults = find_faults(address)
    for fault in faults:
        say(f"{NAME}: {fault}")
    say(f"{NAME}: {f'{len(faults)} faults' if faults else 'sound'}")
    return PROBLEM if faults else 0


def _backup(address: str, args: list[str], opts: argparse.Namespace) -> int:
    from newscrawl.care.backup import back_up

    if len(args) != 1:
        raise Mistake("backup: expected the file that the copy goes into")
    size = back_up(address, Path(args[0]))
    say(f"{NAME}: {args[0]}: {size:,} bytes")
    return 0


def _compact(address: str, args: list[str], opts: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from newscrawl.care.command import with_store
    from newscrawl.care.compact import compact, to_age

    before = datetime.now(UTC) - to_age(OLDER if opts.older is None else opts.older)

    def work(engine: Any) -> int:
        done = compact(engine, before, dry=opts.dry_run)
        what = "would be taken out" if opts.dry_run else "taken out"
        say(f"{NAME}: {done.sightings:,} of {done.of:,} sightings {what}")
        return 0

    return with_store(address, work)


def _stats(address: str, args: list[str], opts: argparse.Namespace) -> int:
    from newscrawl.care import stats
    from newscrawl.care.command import with_store
    from newscrawl.checks import show

    form = show.to_format(opts.format, ("table", "json"))
    found = with_store(address, stats.gather)
    if form == "json":
        show.write(stats.to_json(found))
        return 0
    terminal, width = show.screen()
    show.write(show.to_table(stats.to_rows(found), stats.TABLE, terminal=terminal, width=width))
    say(f"{NAME}: {found['store']}: {found['bytes']:,} bytes")
    return 0


TASKS: Mapping[str, Task] = {"check": _check, "backup": _backup, "compact": _compact, "stats": _stats}
OPTIONS: Mapping[str, str] = {"older": "compact", "dry_run": "compact", "format": "stats"}
"""Option -> what it goes with."""
