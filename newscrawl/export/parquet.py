"""Writes rows as Parquet: instants as timestamps (UTC), lists and objects as such."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet as pq

from newscrawl.export.columns import Column

AT_ONCE = 2000
"""Rows of a group: some 8 MB of texts."""


def _objects(**fields: Any) -> Any:
    return pa.list_(pa.struct(list(fields.items())))


_TEXT, _INTEGER, _DEGREES = pa.string(), pa.int64(), pa.float64()
_INSTANT = pa.timestamp("us", tz="UTC")
TYPES: Mapping[str, Any] = {
    "text": _TEXT,
    "instant": _INSTANT,
    "minute": _INSTANT,
    "integer": _INTEGER,
    "boolean": pa.bool_(),
    "texts": pa.list_(_TEXT),
    "places": _objects(
        printed=_TEXT, region=_TEXT, name=_TEXT, country=_TEXT, latitude=_DEGREES, longitude=_DEGREES,
        geonames_id=_INTEGER, candidates=_INTEGER,
    ),
    "agencies": _objects(printed=_TEXT, id=_TEXT, found=_TEXT),
    "changes": _objects(field=_TEXT, kind=_TEXT),
    "ledger": _objects(section=_TEXT, outcome=_TEXT, teasers=_INTEGER),
}  # fmt: skip
"""Kind of a column -> its type, also where there is no row."""


def schema_of(columns: Sequence[Column]) -> Any:
    """Return the schema, with the documentation of each column."""
    return pa.schema(
        [
            pa.field(column.name, TYPES[column.kind_name], metadata={"description": column.doc})
            for column in columns
        ]
    )


def _plain(column: Column, values: Sequence[Any]) -> Sequence[Any]:
    if TYPES[column.kind_name] is _INSTANT:  # to the second, as everywhere
        return [None if value is None else value - value % 1_000_000 for value in values]
    return list(map(column.kind.plain, values))


class Parquet:
    """A file of row groups, packed with zstd."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._schema = schema_of(columns)
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[Sequence[Any]] = []

    def write(self, values: Sequence[Any]) -> None:
        self._rows.append(values)
        if len(self._rows) == AT_ONCE:
            self._flush()

    def close(self) -> None:
        if self._rows:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        arrays = [
            pa.array(_plain(column, values), TYPES[column.kind_name])
            for column, values in zip(self._columns, zip(*self._rows, strict=True), strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()
