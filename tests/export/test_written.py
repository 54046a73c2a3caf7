"""What columns become in CSV and JSON Lines: the cells of the feeds, also where a shorter way leads to them."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.export.columns import CONTENT, Column
from newscrawl.export.kinds import KINDS
from newscrawl.export.writers import Csv, JsonLines
from newscrawl.exporters import COLUMNS, StoryCsvExporter, to_cell
from newscrawl.items import Story, to_iso, to_iso_seconds

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")) | st.sampled_from(
    [
        "",
        "=1",
        "-",
        "'=1",
        "''",
        "'",
        "a|b",
        "|",
        'a "b" c',
        "a,b;c",
        "a\r\nb",
        "\r",
        "\n",
        "\ta",
        "„a”",
        "東京",
        "😀",
    ]
)
TEXTS = st.lists(TEXT, max_size=3)
DEGREES = st.none() | st.floats(-180, 180) | st.integers(-180, 180)
PLACE = st.fixed_dictionaries(
    {"printed": TEXT, "country": st.none() | st.just("NO"), "latitude": DEGREES, "longitude": DEGREES}
)
AGENCY = st.fixed_dictionaries({"printed": TEXT, "id": st.none() | st.just("anp")})
MICROS = st.integers(-(10**15), 4 * 10**15) | st.integers(-100, 100).map(lambda minutes: minutes * 60_000_000)
VALUES = {
    "text": TEXT,
    "texts": TEXTS,
    "places": st.lists(PLACE, max_size=3),
    "agencies": st.lists(AGENCY, max_size=3),
    "changes": st.lists(st.fixed_dictionaries({"field": TEXT, "kind": TEXT}), max_size=2),
    "instant": MICROS,
    "minute": MICROS,
    "integer": st.integers(-(2**63), 2**63 - 1),
    "boolean": st.booleans(),
}


def instant(micros: int) -> datetime:
    return EPOCH + timedelta(microseconds=micros)


PRINTED = {
    "instant": lambda micros: to_iso_seconds(instant(micros)),
    "minute": lambda micros: to_iso(instant(micros).replace(microsecond=0)),
    "boolean": lambda value: "true" if value else "false",
    "changes": lambda value: to_cell([f"{change['field']}: {change['kind']}" for change in value]),
}
"""Kinds that are printed otherwise than `to_cell` alone does it."""


@pytest.mark.parametrize("kind", VALUES)
@given(st.data())
def test_cells_are_those_of_to_cell(kind, data):
    values = data.draw(st.lists(st.none() | VALUES[kind], max_size=5))
    shows = COLUMNS[kind].values() if kind in COLUMNS else [lambda value: value]
    for cells, show in zip(KINDS[kind].cells, shows, strict=True):
        expected = [
            "" if value is None else PRINTED[kind](value) if kind in PRINTED else str(to_cell(show(value)))
            for value in values
        ]
        assert list(cells(values)) == expected


CONTENT_KINDS = {"authors": TEXTS, "keywords": TEXTS, "corrections": TEXTS} | {
    name: VALUES[name] for name in ("places", "agencies")
}


@given(st.fixed_dictionaries({name: CONTENT_KINDS.get(name, st.none() | TEXT) for name in CONTENT}))
def test_a_story_is_written_as_the_feeds_write_it(content):
    kinds = {
        "authors": "texts",
        "keywords": "texts",
        "corrections": "texts",
        "places": "places",
        "agencies": "agencies",
    }
    feed, export = io.BytesIO(), io.BytesIO()
    exporter = StoryCsvExporter(feed, fields_to_export=list(CONTENT))
    exporter.start_exporting()
    exporter.export_item(Story(**content))
    exporter.finish_exporting()
    Csv(export, [Column(name, "", kinds.get(name, "text")) for name in CONTENT]).write(
        [[content[name]] for name in CONTENT]
    )
    assert read(export) == read(feed)


def read(file: io.BytesIO) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.getvalue().decode(), newline=""), strict=True))


@given(st.lists(st.tuples(st.none() | TEXT, MICROS, TEXTS), min_size=1, max_size=4))
def test_rows_come_back(rows):
    columns = [Column("a", "", "text"), Column("b", "", "instant"), Column("c", "", "texts")]
    batch = list(zip(*rows, strict=True))
    table, lines = io.BytesIO(), io.BytesIO()
    Csv(table, columns).write(batch)
    JsonLines(lines, columns).write(batch)
    instants = [to_iso_seconds(instant(micros)) for _, micros, _ in rows]
    expected = [[to_cell(a), b, to_cell(c)] for (a, _, c), b in zip(rows, instants, strict=True)]
    assert read(table) == [["a", "b", "c"], *expected]
    objects = [{"a": a, "b": b, "c": c} for (a, _, c), b in zip(rows, instants, strict=True)]
    assert [json.loads(line) for line in lines.getvalue().decode().split("\n")[:-1]] == objects
