"""Writes rows as JSON Lines, CSV or Parquet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO, Protocol

from orjson import OPT_APPEND_NEWLINE, dumps

from newscrawl.export.columns import Batch, Column
from newscrawl.export.kinds import Values


class Writer(Protocol):
    """Takes rows, some hundred at a time."""

    def write(self, batch: Batch) -> None: ...

    def close(self) -> None:
        """Write what is left; the file stays open."""


class JsonLines:
    """An object a line, in UTF-8, with all columns in their order."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._write = file.write
        self._names = [column.name for column in columns]
        self._plain = [column.kind.plain for column in columns]

    def write(self, batch: Batch) -> None:
        columns = [plain(values) for plain, values in zip(self._plain, batch, strict=True)]
        rows = [dict(zip(self._names, row, strict=True)) for row in zip(*columns, strict=True)]
        self._write(b"".join([dumps(row, option=OPT_APPEND_NEWLINE) for row in rows]))

    def close(self) -> None:
        pass


def _quoted(cells: Values) -> Values:
    """Return texts as they stand between the commas of CSV (RFC 4180)."""
    whole = "".join(cells)
    if not ("," in whole or '"' in whole or "\n" in whole or "\r" in whole):  # as in most columns
        return cells
    return [
        f'"{_doubled(cell)}"' if "," in cell or '"' in cell or "\n" in cell or "\r" in cell else cell
        for cell in cells
    ]


def _doubled(cell: str) -> str:
    # replace() takes longer to find that there is none.
    return cell.replace('"', '""') if '"' in cell else cell


class Csv:
    """CSV (RFC 4180, UTF-8): the columns of the feeds; what a spreadsheet would run is guarded.

    The csv module looks at each character of a text; on articles that is a third of an export's time.
    """

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._write = file.write
        self._cells = [
            (at, cells, column.kind.is_free)
            for at, column in enumerate(columns)
            for cells in column.kind.cells
        ]
        self._lines([[name for column in columns for name, _ in column.in_csv()]])

    def write(self, batch: Batch) -> None:
        columns = [
            _quoted(cells(batch[at])) if is_free else cells(batch[at]) for at, cells, is_free in self._cells
        ]
        self._lines(zip(*columns, strict=True))

    def close(self) -> None:
        pass

    def _lines(self, rows: Iterable[Sequence[str]]) -> None:
        # Row by row: texts of a megabyte are new pages of memory each time, which costs more than all else here.
        self._write(b"\r\n".join([*map(str.encode, map(",".join, rows)), b""]))


def _parquet(file: BinaryIO, columns: Sequence[Column]) -> Writer:
    from newscrawl.export.parquet import Parquet  # pyarrow takes longer to import than a small export

    return Parquet(file, columns)


WRITERS: Mapping[str, Callable[[BinaryIO, Sequence[Column]], Writer]] = {
    "jsonl": JsonLines,
    "csv": Csv,
    "parquet": _parquet,
}
