"""Reads a file of rows, and writes it again with new columns."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple, Protocol

from newscrawl.annotate.files import (
    MARK,
    check_distinct,
    name_of,
    open_input,
    open_output,
    read_lines,
    rereadable,
)
from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.rows import Broken, Cells, CsvTable, Row, check_column, csv_line, read_json

_MOST_SEEN = 1000  # names of columns that are remembered: rows may use ids as names

Say = Callable[[str], None]
"""Takes one line for the person."""


@dataclass(frozen=True, slots=True)
class Job:
    """Which file becomes which."""

    source: str
    target: str
    source_format: str
    """"jsonl", "csv" or "tsv"."""
    target_format: str
    delimiter: str | None = None
    """Of the CSV that is read; None: found in its header."""


class Note(NamedTuple):
    """What is to be added to a row."""

    status: str
    """One of the annotator's statuses."""
    cells: Cells
    problem: str = ""
    """What the person should know of the row: it is said with its line, and the run is not quite well."""
    remark: str = ""
    """What is only counted."""


class Annotator(Protocol):
    """Reads a row. `scrapy when` has one for times, `scrapy dateline` one for datelines."""

    @property
    def asked(self) -> Sequence[str]:
        """Columns that it reads."""

    @property
    def names(self) -> Sequence[str]:
        """Columns that it adds, in the order of its cells."""

    @property
    def statuses(self) -> Sequence[str]:
        """What may become of a row, in the order of the summary."""

    def read(self, values: Mapping[str, object]) -> Note:
        """Return what the columns of a row say."""


@dataclass(slots=True)
class Tally:
    """What became of the rows."""

    statuses: Sequence[str]
    counts: Counter[str] = field(default_factory=Counter)
    problems: int = 0
    """Lines that were said."""

    def summary(self) -> str:
        """Return the counts in one line."""
        total = sum(self.counts[status] for status in self.statuses)
        parts = [f"{self.counts[status]} {status}" for status in self.statuses]
        parts += [f"{count} {name}" for name, count in self.counts.items() if name not in self.statuses]
        return f"{total} row{'s' * (total != 1)}: {', '.join(parts)}"


def annotate(job: Job, annotator: Annotator, say: Say) -> Tally:
    """Write the rows of a file with the columns that `annotator` adds, in the same order.

    What is wrong with a line is said, with its number. A line that is no row is left out.
    Raises Mistake where nothing useful can be written; a file that was there stays as it was.
    """
    check_distinct(job.source, job.target)
    name = name_of(job.source)
    with open_input(job.source) as file:
        try:
            if job.source_format != "jsonl":
                return _annotate_csv(job, file, annotator, say)
            if job.target_format == "jsonl":
                return _annotate_json(job, file, None, annotator, say)
            with rereadable(file, job.source) as twice:
                return _annotate_json(job, twice, _columns(twice, name), annotator, say)
        except Mistake as mistake:
            text = str(mistake)
            raise Mistake(text if text.startswith(f"{name}: ") else f"{name}: {text}") from None


def _columns(file: BinaryIO, name: str) -> list[str]:
    """Return the columns of all rows of JSON Lines: the header of a CSV comes before the rows."""
    rows = read_json(read_lines(file, name))
    columns = list(dict.fromkeys(key for row in rows if not isinstance(row, Broken) for key in row.values))
    file.seek(0)
    return columns


def _annotate_json(
    job: Job, file: BinaryIO, columns: list[str] | None, annotator: Annotator, say: Say
) -> Tally:
    rows = read_json(read_lines(file, name_of(job.source)))
    with open_output(job.target) as out:
        write = _json_writer(out)
        if columns is not None:
            delimiter = "\t" if job.target_format == "tsv" else ","
            write = _csv_writer(out, columns, annotator.names, delimiter, "\n")
        return _annotate_rows(rows, annotator, write, say, name_of(job.source))


def _annotate_csv(job: Job, file: BinaryIO, annotator: Annotator, say: Say) -> Tally:
    name = name_of(job.source)
    delimiter = job.delimiter or ("\t" if job.source_format == "tsv" else None)
    table = CsvTable(read_lines(file, name), delimiter, annotator.asked)
    _check_new(table.header, annotator.names)
    if job.target_format == "jsonl" and len(set(table.header)) < len(table.header):
        raise Mistake("two columns have one name, which JSON Lines cannot hold; write CSV")
    with open_output(job.target) as out:
        write = _json_writer(out)
        if job.target_format != "jsonl":
            between = "\t" if job.target_format == "tsv" else table.delimiter
            if job.target_format == "csv" and job.source_format == "tsv":
                between = ","
            out.write(MARK.encode() if table.mark else b"")
            write = _csv_writer(out, table.header, annotator.names, between, table.newline)
        return _annotate_rows(table, annotator, write, say, name)


Write = Callable[[Row, Cells], None]


def _json_writer(out: BinaryIO) -> Write:
    def write(row: Row, new: Cells) -> None:
        out.write(f"{row.to_json(new)}\n".encode())

    return write


def _csv_writer(
    out: BinaryIO, columns: Sequence[str], new_names: Sequence[str], delimiter: str, newline: str
) -> Write:
    def write_cells(cells: Iterable[str]) -> None:
        # Half a surrogate pair, which only JSON can hold, is written as JSON escapes it.
        out.write(csv_line(cells, delimiter, newline).encode(errors="backslashreplace"))

    def write(row: Row, new: Cells) -> None:
        write_cells(row.to_cells(columns, new))

    write_cells([*columns, *new_names])
    return write


def _annotate_rows(
    rows: Iterable[Row | Broken], annotator: Annotator, write: Write, say: Say, name: str
) -> Tally:
    tally, names = Tally(annotator.statuses), annotator.names
    seen: dict[str, None] = {}  # names of columns

    def problem(line: int, kind: str, text: str) -> None:
        tally.problems += 1
        tally.counts[kind] += 1
        say(f"{name}: line {line}: {text}")

    for row in rows:
        if isinstance(row, Broken):
            problem(row.line, "broken (left out)", f"{row.reason}; left out")
            continue
        if row.ragged:
            problem(row.line, "ragged", f"{row.ragged}; kept")
        seen |= dict.fromkeys(row.values if len(seen) < _MOST_SEEN else row.values.keys() & annotator.asked)
        _check_new(row.values, names, row.line)
        note = annotator.read(row.values)
        if note.problem:
            problem(row.line, "with a problem", note.problem)
        tally.counts[note.status] += 1
        if note.remark:
            tally.counts[note.remark] += 1
        write(row, note.cells)
    for column in annotator.asked if seen else ():  # rows of JSON Lines may each lack some columns
        check_column(column, seen)
    return tally


def _check_new(columns: Iterable[str], new: Sequence[str], line: int | None = None) -> None:
    taken = [name for name in new if name in columns]
    if taken:
        where = f"line {line}: " if line else ""
        raise Mistake(f"{where}there is a column {taken[0]!r} already; choose another --prefix")
