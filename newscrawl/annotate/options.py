"""What the commands that add columns to a file have in common: their options, and how they end."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from newscrawl.annotate.files import STANDARD, name_of
from newscrawl.annotate.mistakes import Mistake, check_choice
from newscrawl.annotate.run import Job

FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl", ".csv": "csv", ".tsv": "tsv"}
"""Format by the end of a name; `.gz` may follow."""

PROBLEM, USAGE, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141
"""Exit codes; the last two are what a shell gives commands that a signal ends."""

FILE_OPTIONS = ("column", "input_format", "delimiter", "output", "format", "prefix")
"""What goes with --input only."""

Value = TypeVar("Value")

_KINDS = tuple(dict.fromkeys(FORMATS.values()))


def add_file_options(parser: argparse.ArgumentParser, prefix: str) -> None:
    """Add the options that name a file of rows, its column, and what is written."""
    kinds = ", ".join(_KINDS)
    group = parser.add_argument_group("A column of a file")
    group.add_argument(
        "--input", metavar="FILE", help="rows as JSON Lines or CSV, also in .gz; - is standard input"
    )
    group.add_argument("--column", metavar="NAME", help="column that holds the texts")
    group.add_argument("--input-format", metavar="FORMAT", help=f"{kinds} (default: by the name of the file)")
    group.add_argument(
        "--delimiter", metavar="CHAR", help="of the CSV that is read (default: , ; or tab, as found)"
    )
    group.add_argument("--output", metavar="FILE", help="where the rows go (default: standard output)")
    group.add_argument(
        "--format", metavar="FORMAT", help=f"of the output: {kinds} (default: by its name, or as read)"
    )
    group.add_argument(
        "--prefix", metavar="TEXT", help=f"before the names of the new columns (default: {prefix})"
    )


def to_job(opts: argparse.Namespace) -> Job:
    """Return the files that the options name. Raises Mistake if they do not fit together."""
    if opts.column is None:
        raise Mistake("--column: expected the name of the column that holds the texts")
    source_format = _format(opts.input, opts.input_format, "--input-format", None)
    output = STANDARD if opts.output is None else opts.output
    target_format = _format(output, opts.format, "--format", source_format)
    if opts.delimiter is not None and source_format == "jsonl":
        raise Mistake("--delimiter: JSON Lines has none")
    return Job(opts.input, output, source_format, target_format, _delimiter(opts.delimiter))


def _format(path: str, said: str | None, option: str, default: str | None) -> str:
    if said is not None:
        return check_choice(option, said.lower(), _KINDS)
    if path == STANDARD and default is None:
        raise Mistake(f"{option}: expected the format of standard input: {' or '.join(_KINDS)}")
    suffix = Path(path.lower().removesuffix(".gz")).suffix
    if path != STANDARD and suffix not in FORMATS:
        known = ", ".join(FORMATS)
        raise Mistake(
            f"{path}: expected a name that ends in {known} (or in these and .gz); {option} says it too"
        )
    return FORMATS.get(suffix, default or "")


def _delimiter(said: str | None) -> str | None:
    if said is None:
        return None
    character = "\t" if said.lower() in ("tab", "\\t") else said
    if len(character) != 1 or character in '"\r\n':
        raise Mistake(f"--delimiter: expected one character or tab, got {said!r}")
    return character


def check_arguments(args: Sequence[str]) -> None:
    """Raise Mistake for a misspelt option, which argparse leaves among the arguments."""
    if unknown := next((arg for arg in args if arg.startswith("-")), None):
        raise Mistake(f"unknown option {unknown!r}; -h shows all")


def to_texts(args: list[str]) -> list[str]:
    """Return what no option took. Raises Mistake for a misspelt option; behind `--` all are texts."""
    end = args.index("--") if "--" in args else len(args)
    check_arguments([arg for arg in args[:end] if " " not in arg])
    # What the shell passed that is no UTF-8 cannot be printed again.
    texts = args[:end] + args[end + 1 :]
    return [text.encode(errors="surrogateescape").decode(errors="replace") for text in texts]


def check_unused(opts: argparse.Namespace, names: Iterable[str]) -> None:
    """Raise Mistake if one of the options, which have no default, was given though there is no file."""
    for name in names:
        if getattr(opts, name) is not None:
            raise Mistake(f"--{name.replace('_', '-')}: goes with --input only")


def given(text: str | None, read: Callable[[str], Value], option: str, missing: str) -> Value:
    """Return an option's value. Raises Mistake, with the option, if it is wrong, or `missing` if it is not there."""
    if text is None:
        raise Mistake(missing)
    try:
        return read(text)
    except Mistake as mistake:
        raise Mistake(f"{option}: {mistake}") from None


def optional(text: str | None, read: Callable[[str], Value], option: str) -> Value | None:
    """Return an option's value, None if it is not there. Raises Mistake, with the option, if it is wrong."""
    return None if text is None else given(text, read, option, "")


def printable(text: str) -> str:
    r"""Return what a page printed as one line that cannot drive a terminal.

    >>> printable("6 min\n\x1b[2J")
    '6 min\\n\\x1b[2J'
    """
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def say(line: str) -> None:
    """Write a line to standard error; what it quotes cannot break it into two, or drive a terminal."""
    sys.stderr.write(f"{printable(line)}\n")


def finish(command: str, work: Callable[[], int]) -> int:
    """Do the work of a command and return its exit code; what goes wrong is said in one line."""
    try:
        return work()
    except Mistake as mistake:
        say(f"{command}: {mistake}")
    except BrokenPipeError:  # `| head` has seen enough
        # What is left in the buffer would fail again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        say(f"{command}: {name_of(str(error.filename or 'output'))}: {error.strerror}")
    return USAGE
