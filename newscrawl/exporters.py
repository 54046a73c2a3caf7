"""Story as a table (flat columns in a fixed order, safe to open in a spreadsheet) and as JSON Lines."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from itemadapter import ItemAdapter
from scrapy.exporters import CsvItemExporter, JsonLinesItemExporter

from newscrawl.annotate.rows import FORMULA, JOINT, guarded
from newscrawl.items import FIELDS, Place, Story, story_fields

SUSPECT = frozenset((*FORMULA, "'"))
"""How a text begins that may need a guard; any other text is a cell as it is."""


def _joined(parts: Sequence[Any]) -> str:
    if len(parts) == 1 and isinstance(parts[0], str):  # as most lists
        return parts[0].replace(JOINT, "/")
    return JOINT.join([str(part).replace(JOINT, "/") for part in parts if part is not None])


def to_cell(value: Any) -> Any:
    """Return a value as a cell: None is empty, a list is joined, and what a spreadsheet would run is guarded.

    >>> to_cell("=1+1"), to_cell(["a|b", "c"]), to_cell(None), to_cell(-1)
    ("'=1+1", 'a/b|c', '', -1)
    """
    if isinstance(value, (list, tuple)):
        value = _joined(value)
    if isinstance(value, str):
        return guarded(value) if value and value[0] in SUSPECT else value
    return "" if value is None else value


def _coordinates(place: Place) -> str:
    return _degrees(place["latitude"], place["longitude"])


@lru_cache(1 << 14, typed=True)  # to print a number costs more than all other cells of a place
def _degrees(latitude: float | None, longitude: float | None) -> str:
    return f"{latitude} {longitude}" if latitude is not None and longitude is not None else ""


def _if_any(values: list[str]) -> list[str]:
    """Return values that are aligned with the places, or no value where none of them is known."""
    return values if any(values) else []


COLUMNS: Mapping[str, Mapping[str, Callable[[list[Any]], list[Any]]]] = {
    "places": {
        "places": lambda places: [place["printed"] for place in places],
        "place_countries": lambda places: _if_any([place["country"] or "" for place in places]),
        # latitude and longitude of each, in degrees
        "place_coordinates": lambda places: _if_any(list(map(_coordinates, places))),
    },
    "agencies": {"agencies": lambda agencies: [agency["id"] or agency["printed"] for agency in agencies]},
}
"""Fields that are no single value: their columns, each with what it shows."""


def csv_columns(names: Iterable[str] = FIELDS) -> list[str]:
    """Return the columns of a CSV of these fields, in order."""
    return [column for name in names for column in COLUMNS.get(name, (name,))]


class StoryCsvExporter(CsvItemExporter):
    """Writes stories as CSV (RFC 4180, UTF-8), with a header also where there is no row.

    A file that is appended to (`scrapy crawl nd -o stories.csv`) gets no second header.
    """

    def __init__(self, file: io.BytesIO, **options: Any) -> None:
        super().__init__(file, **options)
        chosen = self.fields_to_export or FIELDS
        self._names = list(chosen)
        self._titles = dict(chosen) if isinstance(chosen, Mapping) else {}
        self._begun = file.seekable() and file.tell() > 0

    def start_exporting(self) -> None:
        if self.include_headers_line and not self._begun:
            columns = csv_columns(self._names)
            self.csv_writer.writerow([self._titles.get(column, column) for column in columns])

    def export_item(self, item: Any) -> None:
        self.csv_writer.writerow(
            [cell for name in self._names for cell in self._cells(ItemAdapter(item), name)]
        )

    def _cells(self, item: ItemAdapter, name: str) -> list[Any]:
        value = item.get(name)
        if name in COLUMNS:
            return [to_cell(show(value or [])) for show in COLUMNS[name].values()]
        serializer = item.get_field_meta(name).get("serializer") if name in item else None
        return [to_cell(serializer(value) if serializer else value)]


class StoryLinesExporter(JsonLinesItemExporter):
    """Scrapy's JSON Lines, which asks once and not for each field of each story how it is written."""

    def __init__(self, file: io.BytesIO, **options: Any) -> None:
        super().__init__(file, **options)
        serializers = {item.name: item.metadata.get("serializer") for item in story_fields()}
        chosen = self.fields_to_export or ()
        names = chosen.items() if isinstance(chosen, Mapping) else zip(chosen, chosen, strict=True)
        self._columns = [(name, shown, serializers[name]) for name, shown in names if name in serializers]
        self._plain = bool(self._columns) and len(self._columns) == len(list(chosen))

    def get_serialized_fields(
        self, item: Any, default_value: Any = None, include_empty: bool | None = None
    ) -> Iterable[tuple[str, Any]]:
        if not (self._plain and isinstance(item, Story)):  # other fields or items than ours
            return super().get_serialized_fields(item, default_value, include_empty)
        values = ((shown, getattr(item, name), write) for name, shown, write in self._columns)
        return [(shown, write(value) if write else value) for shown, value, write in values]
