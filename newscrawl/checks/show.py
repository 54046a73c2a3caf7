"""Rows for a person (a table that fits the terminal) and for a program (JSON or CSV)."""

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawl.annotate.mistakes import check_choice
from newscrawl.annotate.options import printable
from newscrawl.annotate.rows import to_cell

FORMATS = ("table", "json", "csv")

NATURAL = 10_000
"""Characters of a line where no terminal limits them: each column is as wide as its cells."""

GAP = 2
"""Blanks between two columns."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    """Its key in the rows."""
    title: str
    right: bool = False
    """Numbers stand to the right."""
    shrinks: int = 0
    """Characters to which it may be narrowed, its cells wrapped, where the terminal is too narrow; 0: none."""
    drops: int = 0
    """Which column is left out first where narrowing is not enough: the largest; 0: never."""
    styles: Mapping[str, str] | None = None
    """Colours by value, on a terminal."""


def to_format(given: str | None, formats: Sequence[str] = FORMATS) -> str:
    """Return the format that was asked for, else a table on a terminal and JSON otherwise.

    Raises Mistake if there is none of this name.
    """
    if given is None:
        return "table" if sys.stdout.isatty() else "json"
    return check_choice("--format", given, formats)


def write(text: str) -> None:
    """Write text to standard output as UTF-8, whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()


def to_json(objects: Sequence[Row]) -> str:
    """Return a JSON array with an object a line.

    >>> print(to_json([{"outlet": "nd"}, {"outlet": "nos"}]), end="")
    [{"outlet": "nd"},
    {"outlet": "nos"}]
    """
    return "[" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in objects) + "]\n"


def to_csv(rows: Sequence[Row], names: Sequence[str]) -> str:
    """Return CSV with a header, lists joined by "|", and cells that no spreadsheet runs."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([to_cell(row[name]) for name in names] for row in rows)
    return file.getvalue()


def to_table(rows: Iterable[Row], columns: Sequence[Column], *, terminal: bool, width: int) -> str:
    """Return a table, its lines at most `width` characters wide as long as its columns can shrink.

    `terminal`: with colours, unless the environment says NO_COLOR.
    """
    file = io.StringIO()
    # With a height as well, else a terminal that calls itself dumb is 80 characters wide.
    console = Console(
        file=file, width=width, height=25, force_terminal=terminal, highlight=False, emoji=False
    )
    rows, kept = list(rows), list(columns)
    while _least_width(rows, kept) > width and any(column.drops for column in kept):
        kept.remove(max(kept, key=lambda column: column.drops))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for column in kept:
        table.add_column(
            column.title,
            justify="right" if column.right else "left",
            no_wrap=not column.shrinks,
            min_width=_least(rows, column),
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(_cell(row[column.name], column) for column in kept))
    console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _least_width(rows: Sequence[Row], columns: Sequence[Column]) -> int:
    """Return the characters that a line of the table has at the least."""
    return sum(_least(rows, column) + GAP for column in columns) - GAP


def _least(rows: Sequence[Row], column: Column) -> int:
    """Return the characters that a column has at the least."""
    cells = (_cell(row[column.name], column).cell_len for row in rows)
    longest = max(len(column.title), *cells, 0)
    return min(longest, column.shrinks) if column.shrinks else longest


def screen() -> tuple[bool, int]:
    """Return whether standard output is a terminal, and how many characters a line of it has."""
    if sys.stdout.isatty():
        return True, shutil.get_terminal_size().columns
    given = os.environ.get("COLUMNS", "")
    return False, int(given) if given.isascii() and given.isdigit() and int(given) else NATURAL


def _cell(value: Any, column: Column) -> Text:
    text = "" if value is None else printable(str(value))
    return Text(text, style=(column.styles or {}).get(text, ""))
