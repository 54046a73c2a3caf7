"""`scrapy story`: one story's life as the store tells it."""

import argparse
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.options import PROBLEM, USAGE, check_arguments, say
from newscrawl.checks.options import split

if TYPE_CHECKING:
    from sqlalchemy import Engine

NAME = "scrapy story"


class Command(ScrapyCommand):
    """Exit code 0: shown; 1: the store does not know it, or cannot be read; 2: wrong usage, or several fit."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "<url>|<story_id> [--outlet NAME] [--json]"

    def short_desc(self) -> str:
        return "Show a story's life: where it was seen, its versions: scrapy story URL"

    def long_desc(self) -> str:
        return (
            "Show what the store (NEWSCRAWL_STORE) knows of one story, by any of its addresses or its story_id: when"
            " it was published and how that is known, each page that showed it, what it printed, and each version of"
            " its article with what changed. All times are UTC. Exit code 0: shown; 1: the store does not know it, or"
            " cannot be read; 2: wrong usage, or several stories fit, which are listed."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        group = parser.add_argument_group("Which story, and how it is shown")
        group.add_argument("--outlet", metavar="NAMES", action="append", help="of these outlets only: nd,nos")
        group.add_argument(
            "--json", action="store_true", help="print a JSON object, texts of all versions included"
        )
        super().add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        # Here and not above: scrapy imports all commands to run one, and the store costs as much as a small command.
        from newscrawl.care.command import finish_with_store, to_address, with_store

        def work() -> int:
            assert self.settings is not None
            wanted = _wanted(args)
            return with_store(to_address(self.settings), lambda engine: _show(engine, wanted, opts))

        self.exitcode = finish_with_store(NAME, work)


def _wanted(args: list[str]) -> str:
    from newscrawl.care.life import is_address, is_id

    check_arguments(args)
    if len(args) != 1 or not (is_id(args[0]) or is_address(args[0])):
        raise Mistake("expected the address of one story, or its story_id (16 hexadecimal digits)")
    return args[0]


def _show(engine: "Engine", wanted: str, opts: argparse.Namespace) -> int:
    from newscrawl.care.life import find_stories, read_life
    from newscrawl.care.told import to_json, to_text
    from newscrawl.checks.show import screen, write
    from newscrawl.store.engine import reading

    with reading(engine) as connection:
        among = split(opts.outlet) or None
        lives = [read_life(connection, story) for story in find_stories(connection, wanted, among)]
    if not lives:
        of = f" of {', '.join(among)}" if among else ""
        say(f"{NAME}: {wanted}: the store knows no such story{of}")
        return PROBLEM
    if len(lives) > 1:
        for life in lives:
            say(f"{NAME}: {life.head['story_id']} of {life.head['outlet']}: {life.head['url']}")
        say(f"{NAME}: {wanted}: {len(lives)} stories; give the story_id, or --outlet")
        return USAGE
    terminal, width = screen()
    write(to_json(lives[0]) if opts.json else to_text(lives[0], terminal=terminal, width=width))
    return 0
