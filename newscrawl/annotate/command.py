"""What the commands that annotate do alike: read texts given by hand, or a column of a file."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.options import FILE_OPTIONS, PROBLEM, check_unused, finish, say, to_job, to_texts
from newscrawl.annotate.rows import Cells
from newscrawl.annotate.run import Annotator, annotate


class Reading(NamedTuple):
    """What was read in a text given by hand."""

    text: str
    found: bool
    cells: Cells
    """Of the JSON object, behind the text."""
    lines: Sequence[str]
    """For a person."""


@dataclass(frozen=True, slots=True)
class Work:
    """A command that annotates."""

    name: str
    """As it is typed: `scrapy when`."""
    read_texts: Callable[[list[str], argparse.Namespace], Iterable[Reading]]
    to_annotator: Callable[[argparse.Namespace], Annotator]
    per_row: Sequence[str]
    """Options that also a column may give: "now" for --now and --now-column."""

    def run(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do it and return the exit code: 0, PROBLEM for what could not be read, USAGE for wrong usage."""
        return finish(self.name, lambda: self._run(args, opts))

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        texts = to_texts(args)
        if texts and opts.input is not None:
            raise Mistake("expected texts or --input, got both")
        if opts.input is not None:
            return self._read_column(opts)
        if not texts:
            raise Mistake(f"expected a text, or --input FILE --column NAME; `{self.name} -h` shows examples")
        check_unused(opts, (*FILE_OPTIONS, *(f"{name}_column" for name in self.per_row)))
        return _print(self.read_texts(texts, opts), as_json=opts.json)

    def _read_column(self, opts: argparse.Namespace) -> int:
        if opts.json:
            raise Mistake("--json: goes with texts; rows are written as JSON Lines by --format jsonl")
        for name in self.per_row:
            if getattr(opts, name) is not None and getattr(opts, f"{name}_column") is not None:
                raise Mistake(f"expected --{name} or --{name}-column, got both")
        tally = annotate(to_job(opts), self.to_annotator(opts), say)
        say(f"{self.name}: {tally.summary()}")
        return PROBLEM if tally.problems else 0


def _print(readings: Iterable[Reading], *, as_json: bool) -> int:
    all_found = True
    for number, reading in enumerate(readings):
        lines = [json.dumps({"text": reading.text, **reading.cells}, ensure_ascii=False)]
        if not as_json:
            lines = [""] * (number > 0) + list(reading.lines)
        sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
        all_found = all_found and reading.found
    sys.stdout.buffer.flush()
    return 0 if all_found else PROBLEM


def title(text: str) -> str:
    """Return the line that heads what was read in `text`.

    >>> title("a\\n b"), title(" ")
    ('a b', '""')
    """
    return " ".join(text.split()) or '""'
