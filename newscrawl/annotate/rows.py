"""Rows of JSON Lines and of CSV, each of which can be written as either, with new columns behind its own.

A row keeps what was read: a JSON object its text, to which the new columns are added before the last
brace, so that no number, escape or repeated key is ever written anew; a row of CSV its cells.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from newscrawl.annotate.files import MARK, MAX_LINE
from newscrawl.annotate.mistakes import Mistake, near_names

Cell = str | int | float | bool | None | Sequence[str | float | None]
Cells = Mapping[str, Cell]
"""New columns of a row, in order."""

JOINT = "|"
"""Between the values of a list in a cell of CSV; inside a value it is written as "/"."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that opens with one of these is run as a formula by spreadsheets (OWASP, CSV injection)."""

DELIMITERS = (",", ";", "\t")
"""What may stand between cells where the person does not say it."""

_SPACE = " \t\r\n"
_SPACES = re.compile(r"[ \t\r\n]*")


class Number(NamedTuple):
    """A number as it is printed: 1.0, 1e400 or one of five thousand digits; never computed with."""

    printed: str


_decoder = json.JSONDecoder(parse_int=Number, parse_float=Number)


class Broken(NamedTuple):
    """A line that is no row."""

    line: int
    reason: str


def guarded(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe stands in front of what it would run.

    To read it back, drop one apostrophe of those that stand before `= + - @`, a tab or a return.

    >>> guarded("=1+1"), guarded("1+1"), guarded("'=1+1")
    ("'=1+1", '1+1', "''=1+1")
    """
    # Apostrophes that were there are kept apart from ours: each such text gets one more.
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def to_cell(value: Cell) -> str:
    """Return a new value as a cell. A list keeps its places: what is null in it is empty between its joints.

    What is read in a cell can open otherwise than the cell: texts are guarded.

    >>> to_cell(None), to_cell(True), to_cell(6), to_cell([])
    ('', 'true', '6', '')
    >>> to_cell(["a|b", None, 1.5])
    'a/b||1.5'
    >>> to_cell([-1.5, "=1"]), to_cell(["=1", "=2"])
    ('-1.5|=1', "'=1|=2")
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, Sequence):
        # Only the first opens the cell.
        return JOINT.join(_to_item(part) for part in (*map(to_cell, value[:1]), *value[1:]))
    return json.dumps(value)


def _to_item(value: str | float | None) -> str:
    text = value if isinstance(value, str) else to_cell(value)
    return text.replace(JOINT, "/")


def _to_json(cells: Mapping[str, Cell]) -> str:
    text = json.dumps(cells, ensure_ascii=False)
    # Half of a surrogate pair, which JSON can escape, is in no UTF-8 text.
    return text if text.isascii() or _is_utf8(text) else json.dumps(cells)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class JsonRow:
    """An object of JSON Lines."""

    line: int
    """Line of the file; 1 is the first."""
    values: Mapping[str, object]
    """Its columns; a number is a Number."""
    text: str
    """The object as it stands in the file."""
    ragged: str = ""

    def to_json(self, new: Cells) -> str:
        """Return the row as a JSON object on one line."""
        head = self.text[:-1].rstrip(_SPACE)
        return f"{head}{'' if head == '{' else ', '}{_to_json(new)[1:]}"

    def to_cells(self, names: Sequence[str], new: Cells) -> list[str]:
        """Return the row as cells: the columns `names`, then the new ones."""
        printed = self._printed()
        return [*(printed.get(name, "") for name in names), *map(to_cell, new.values())]

    def _printed(self) -> dict[str, str]:
        """Return the cells: texts as they read, null as nothing, all else as the JSON that is printed."""
        found: dict[str, str] = {}
        position = _skip(self.text, 1)
        while self.text[position] != "}":
            name, position = _decoder.raw_decode(self.text, position)
            position = _skip(self.text, _skip(self.text, position) + 1)  # behind the colon
            value, end = _decoder.raw_decode(self.text, position)
            found[name] = value if isinstance(value, str) else self.text[position:end]
            if value is None:
                found[name] = ""
            position = _skip(self.text, end)
            if self.text[position] == ",":
                position = _skip(self.text, position + 1)
        return found


def _skip(text: str, position: int) -> int:
    match = _SPACES.match(text, position)
    return match.end() if match else position


def read_json(lines: Iterable[str]) -> Iterator[JsonRow | Broken]:
    """Yield the objects of JSON Lines, and the lines that hold none; blank ones are passed over."""
    for number, line in enumerate(lines, 1):
        text = (line.removeprefix(MARK) if number == 1 else line).strip(_SPACE)
        if not text:
            continue
        try:
            values = _decoder.decode(text)
        except json.JSONDecodeError as error:
            yield Broken(number, f"not JSON ({error.msg} at character {error.pos + 1})")
        except RecursionError:
            yield Broken(number, "nested too deeply")
        else:
            object_ = isinstance(values, dict)
            yield JsonRow(number, values, text) if object_ else Broken(number, "expected a JSON object")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row of CSV: at least as many cells as its header; what is more has no column."""

    line: int
    """Line of the file on which it begins."""
    values: Mapping[str, object]
    header: Sequence[str]
    cells: Sequence[str]
    ragged: str = ""
    """How its cells differ from the header; empty where they do not."""

    def to_json(self, new: Cells) -> str:
        """Return the row as a JSON object on one line; cells without a column get names of their own."""
        names = list(self.header)
        for place in range(len(names) + 1, len(self.cells) + 1):
            name = f"column_{place}"
            while name in names or name in new:
                name += "_"
            names.append(name)
        return _to_json({**dict(zip(names, self.cells, strict=True)), **new})

    def to_cells(self, names: Sequence[str], new: Cells) -> list[str]:
        """Return the cells with the new ones below their names: what has no column goes behind them."""
        width = len(self.header)
        return [*self.cells[:width], *map(to_cell, new.values()), *self.cells[width:]]


Row = JsonRow | CsvRow


class CsvTable:
    """The rows of a CSV file with a header; reads no further than it is asked."""

    def __init__(self, lines: Iterable[str], delimiter: str | None, asked: Sequence[str]) -> None:
        """Read the header. Raises Mistake if it is broken or lacks one of the columns `asked`."""
        lines = iter(lines)
        head = _first_record(lines)
        self.mark = bool(head) and head[0].startswith(MARK)
        """Whether the file begins with a byte order mark."""
        if self.mark:
            head[0] = head[0].removeprefix(MARK)
        self.delimiter = delimiter or _sniff(head, asked)
        self.newline = "\r\n" if head and head[-1].endswith("\r\n") else "\n"
        # Python's limit of 128 KiB is shorter than some articles; it has no other place to be set.
        csv.field_size_limit(MAX_LINE)
        self._reader = csv.reader(chain(head, lines), delimiter=self.delimiter, strict=True)
        try:
            self.header = next(self._reader, [])
        except csv.Error as error:
            raise Mistake(f"line 1: expected a header ({error})") from None
        if not self.header:
            raise Mistake("line 1: expected a header with the names of the columns")
        for name in asked:
            check_column(name, self.header)
            if self.header.count(name) > 1:
                raise Mistake(f"{name!r} is the name of {self.header.count(name)} columns")

    def __iter__(self) -> Iterator[CsvRow | Broken]:
        while True:
            line = self._reader.line_num + 1
            try:
                cells = next(self._reader, None)
            except csv.Error as error:  # the reader goes on with the next line
                last = self._reader.line_num
                yield Broken(
                    line, f"not CSV up to line {last} ({error})" if last > line else f"not CSV ({error})"
                )
                continue
            if cells is None:
                return
            if cells or len(self.header) == 1:  # a blank line is a row only where a row may be blank
                yield self._row(line, cells)

    def _row(self, line: int, cells: list[str]) -> CsvRow:
        width = len(self.header)
        cells = cells or [""]
        ragged = "" if len(cells) == width else f"{len(cells)} cells below a header of {width}"
        cells += [""] * (width - len(cells))
        return CsvRow(line, dict(zip(self.header, cells, strict=False)), self.header, cells, ragged)


def check_column(name: str, columns: Iterable[str]) -> None:
    """Raise Mistake, with what is near and what there is, if `name` is no column."""
    known = list(columns)
    if name not in known:
        raise Mistake(f"no column {name!r}{near_names(name, known)} (columns: {', '.join(known)})")


def _first_record(lines: Iterator[str]) -> list[str]:
    """Return the lines of the header: a quoted name may hold line breaks."""
    head: list[str] = []
    for line in lines:
        head.append(line)
        if sum(part.count('"') for part in head) % 2 == 0 or sum(map(len, head)) > MAX_LINE:
            break
    return head


def _sniff(head: list[str], asked: Sequence[str]) -> str:
    """Return the delimiter that gives the columns asked for, or else the most columns."""
    best, best_score = DELIMITERS[0], (False, 0)
    for delimiter in DELIMITERS:
        try:
            names = next(csv.reader(head, delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        score = (set(asked) <= set(names), len(names))
        if score > best_score:
            best, best_score = delimiter, score
    return best


def csv_line(cells: Iterable[str], delimiter: str, newline: str) -> str:
    r"""Return the cells as a line of CSV.

    >>> csv_line(["a;b", "c", "d\r"], ";", "\n")
    '"a;b";c;"d\r"\n'
    """
    line = io.StringIO()
    # A writer that ends lines with "\n" leaves "\r" in cells unquoted.
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + newline
