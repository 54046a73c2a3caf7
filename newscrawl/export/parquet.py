"""Writes rows as Parquet: instants as timestamps (UTC), lists and objects as such."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet as pq

from newscrawl.export.columns import Batch, Column

GROUP = 8 * 2**20
"""Bytes of a group of rows, before it is packed."""


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


ORDERED = ("instant", "minute", "integer")
"""Kinds of which each group of rows tells its smallest and largest value."""


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
    return column.kind.plain(values)


class Parquet:
    """A file of row groups, packed with zstd."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own holds 15 MB more of what it has freed
        self._columns = columns
        self._schema = schema_of(columns)
        # By texts nobody skips groups, and their ends would be held in memory until the file is closed.
        told = [column.name for column in columns if column.kind_name in ORDERED]
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd", write_statistics=told)
        self._batches: list[Any] = []
        self._size = 0

    def write(self, batch: Batch) -> None:
        arrays = [
            pa.array(_plain(column, values), TYPES[column.kind_name])
            for column, values in zip(self._columns, batch, strict=True)
        ]
        packed = pa.RecordBatch.from_arrays(arrays, schema=self._schema)
        self._batches.append(packed)
        self._size += packed.nbytes
        if self._size >= GROUP:
            self._flush()

    def close(self) -> None:
        if self._batches:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._batches))
        self._batches.clear()
        self._size = 0
