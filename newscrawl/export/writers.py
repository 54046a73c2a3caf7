"""Writes rows as JSON Lines, CSV or Parquet."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO, Protocol

from newscrawl.export.columns import Column

Values = Sequence[Any]


class Writer(Protocol):
    """Takes raw values in the order of the columns."""

    def write(self, values: Values) -> None: ...

    def close(self) -> None:
        """Write what is left; the file stays open."""


class JsonLines:
    """An object a line, in UTF-8, with all columns in their order."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._write = file.write
        self._encode = json.JSONEncoder(ensure_ascii=False).encode
        self._plain = [(column.name, column.kind.plain) for column in columns]

    def write(self, values: Values) -> None:
        row = {name: plain(value) for (name, plain), value in zip(self._plain, values, strict=True)}
        self._write(f"{self._encode(row)}\n".encode())

    def close(self) -> None:
        pass


def _cell(value: str | int | None) -> str:
    """Return a value as it stands between the commas of CSV (RFC 4180)."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    if "," in value or '"' in value or "\n" in value or "\r" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


class Csv:
    """CSV (RFC 4180, UTF-8): the columns of the feeds; what a spreadsheet would run is guarded.

    The csv module looks at each character of a text; on articles that is a third of an export's time.
    """

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._write = file.write
        self._cells = [(at, cell) for at, column in enumerate(columns) for cell in column.kind.cells]
        self._line([name for column in columns for name, _ in column.in_csv()])

    def write(self, values: Values) -> None:
        self._line([cell(values[at]) for at, cell in self._cells])

    def close(self) -> None:
        pass

    def _line(self, cells: Sequence[str | int | None]) -> None:
        self._write((",".join(map(_cell, cells)) + "\r\n").encode())


def _parquet(file: BinaryIO, columns: Sequence[Column]) -> Writer:
    from newscrawl.export.parquet import Parquet  # pyarrow takes longer to import than a small export

    return Parquet(file, columns)


WRITERS: Mapping[str, Callable[[BinaryIO, Sequence[Column]], Writer]] = {
    "jsonl": JsonLines,
    "csv": Csv,
    "parquet": _parquet,
}
