"""Runs a command in this process: what is wrong usage needs no other."""

from pathlib import Path

from scrapy.cmdline import ScrapyArgumentParser
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from newscrawl import settings as project


def run_here(command: ScrapyCommand, *arguments: str) -> int:
    """Run a command with the project's settings as scrapy does it, and return its exit code."""
    command.settings = Settings()
    command.settings.setmodule(project, priority="project")
    parser = ScrapyArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    opts, args = parser.parse_known_args(list(arguments))
    command.process_options(args, opts)
    command.run(args, opts)
    return command.exitcode


def run_on(store: Path | str, command: ScrapyCommand, *arguments: str) -> int:
    """Run a command on a store: a file, or an address."""
    address = store if isinstance(store, str) else f"sqlite:///{store}"
    return run_here(command, *arguments, "-s", f"NEWSCRAWL_STORE={address}")
