"""What others read of an export: every cell of every table, in every format, equal to the JSON Lines.

What is expected is what README and datapackage.json promise, not what the code does: an empty cell is null, lists
are joined by `|`, a formula has an apostrophe in front.
"""

import csv
import gzip
import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import drawing
import pytest
import zstandard
from commanding import run_on
from drawing import COUNT, DIGITS, Row

from newscrawl.commands.export import Command
from newscrawl.export.columns import TABLES

pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
duckdb = pytest.importorskip("duckdb")

# What is exported

FILES = ("csv", "csv.gz", "csv.zst", "bom.csv", "jsonl", "jsonl.gz", "jsonl.zst", "parquet")


def format_of(end: str) -> str:
    (form,) = {"csv", "jsonl", "parquet"} & set(end.split("."))
    return form


def export(folder: Path, what: str, end: str, *options: str) -> Path:
    file = folder / f"{what}.{end}"
    bom = ["--bom"] if "bom" in end else []
    assert run_on(folder / "store.db", Command(), what, "-o", str(file), *bom, *options) == 0
    return file


SHARES = {"varied": 0.3, "nothing known": 1.0}


@pytest.fixture(scope="module", params=SHARES)
def folder(request, tmp_path_factory) -> Path:
    """A folder with a store and all exports of it."""
    folder = tmp_path_factory.mktemp("read_back")
    drawing.fill(f"sqlite:///{folder}/store.db", SHARES[request.param])
    for what in TABLES:
        for end in FILES:
            export(folder, what, end)
    return folder


def typed(folder: Path, file: Path) -> dict[str, str]:
    """Return the columns of a file with their types, as the package says."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = [resource for resource in package["resources"] if resource["path"] == file.name]
    return {field["name"]: field["type"] for field in resource["schema"]["fields"]}


# What is promised of it

SHOWN: dict[str, dict[str, Callable[[Row], str]]] = {
    "places": {
        "places": lambda place: place["printed"],
        "place_countries": lambda place: place["country"] or "",
        "place_coordinates": lambda place: (
            f"{place['latitude']} {place['longitude']}" if place["name"] else ""
        ),
    },
    "agencies": {"agencies": lambda agency: agency["id"] or agency["printed"]},
    "changes": {"changes": lambda change: f"{change['field']}: {change['kind']}"},
    "ledger": {"ledger": lambda line: f"{line['section']}: {line['teasers']} {line['outcome']}"},
}
"""Lists of objects: their columns in CSV, with what each shows of an object."""


def joined(texts: list[str]) -> str:
    return "|".join(text.replace("|", "/") for text in texts)


def flat(row: Row) -> Row:
    """Return an object of JSON Lines as a row of CSV, before any guard."""
    cells: Row = {}
    for name, value in row.items():
        if name in SHOWN:
            shown = {column: list(map(show, value)) for column, show in SHOWN[name].items()}
            cells |= {column: joined(texts) if any(texts) else "" for column, texts in shown.items()}
        else:
            cells[name] = joined(value) if isinstance(value, list) else value
    return {name: None if value == "" else value for name, value in cells.items()}


def values(row: Row, types: dict[str, str], guarded: bool) -> Row:
    return {name: value_of(types[name], value, guarded) for name, value in row.items()}


def lines(file: Path) -> list[Row]:
    with OPEN.get(file.suffix, open)(file, "rt", encoding="utf-8", newline="\n") as opened:
        return list(map(json.loads, opened))


UNGUARDED = re.compile(r"^'(?='*[=+\-@\t\r])")
READ: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "datetime": datetime.fromisoformat,
    "string": str,
}
"""Type of a column -> what makes its value of a text, where the reader has not."""


def value_of(kind: str, value: Any, guarded: bool) -> Any:
    """Return a value as Python's own: None where there is none, instants aware, texts without their guard."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [value_of("string", part, guarded) for part in value]
    if isinstance(value, dict):
        return {name: value_of("string", part, guarded) for name, part in value.items()}
    if pandas.isna(value) or (guarded and value == ""):
        return None
    if guarded and kind == "string":
        assert value[0] not in "=+-@\t\r"
        return UNGUARDED.sub("", value)
    return READ[kind](value) if isinstance(value, str) else value


# Who reads it

OPEN: dict[str, Any] = {".gz": gzip.open, ".zst": zstandard.open}


def by_csv(file: Path) -> list[Row]:
    with OPEN.get(file.suffix, open)(file, "rt", encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


def by_duckdb(query: str) -> list[Row]:
    found = duckdb.sql(query)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


TOLD = {"dtype": {"story_id": str}, "keep_default_na": False, "na_values": [""]}
READERS: dict[str, dict[str, Callable[[Path], list[Row]]]] = {
    "csv": {
        "csv": by_csv,
        "pandas": lambda file: pandas.read_csv(file, **TOLD).to_dict("records"),
        "polars": lambda file: polars.read_csv(
            file, infer_schema_length=None, try_parse_dates=True
        ).to_dicts(),
        "duckdb": lambda file: by_duckdb(f"FROM read_csv('{file}')"),
    },
    "jsonl": {
        "json": lines,
        "pandas": lambda file: pandas.read_json(file, lines=True, dtype=False).to_dict("records"),
        "polars": lambda file: polars.read_ndjson(file, infer_schema_length=None).to_dicts(),
        "duckdb": lambda file: by_duckdb(f"FROM read_json('{file}')"),
    },
    "parquet": {
        "pandas": lambda file: pandas.read_parquet(file).to_dict("records"),
        "polars": lambda file: polars.read_parquet(file).to_dicts(),
        "duckdb": lambda file: by_duckdb(f"FROM '{file}'"),
    },
}


CASES = [(end, reader) for end in FILES for reader in READERS[format_of(end)]]


@pytest.mark.parametrize(("end", "reader"), CASES)
def test_each_cell_is_that_of_the_json_lines(folder, end, reader):
    form = format_of(end)
    is_flat = form == "csv"
    for what in TABLES:
        file = folder / f"{what}.{end}"
        types = typed(folder, file)
        promised = lines(folder / f"{what}.jsonl")
        assert len(promised) >= COUNT
        for row, found in zip(promised, READERS[form][reader](file), strict=True):
            expected = values(flat(row) if is_flat else row, types, False)
            assert values(found, types, is_flat) == expected, what


NEVER_NULL = {
    "stories": "story_id outlet section language outcome first_seen_at last_seen_at changed_at version publications",
    "versions": "story_id outlet section language number run seen_at",
    "sightings": "story_id outlet section run page_url source served_at updated",
    "runs": "run outlet started_at",
}
ONLY = pytest.mark.parametrize("folder", ["varied"], indirect=True)


@ONLY
@pytest.mark.parametrize("what", TABLES)
def test_each_column_has_values_and_gaps(folder, what):
    rows = lines(folder / f"{what}.jsonl")
    gaps = {name: {row[name] in (None, []) for row in rows} for name in rows[0]}
    assert gaps == {name: {False} if name in NEVER_NULL[what].split() else {False, True} for name in gaps}


# What they guess

GUESSES = {
    "pandas": {"string": "str", "integer": "int64 float64", "boolean": "bool", "datetime": "datetime64[us,UTC]"},
    "polars": {"string": "String", "integer": "Int64", "boolean": "Boolean", "datetime": "Datetime('us','UTC')"},
    "duckdb": {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "datetime": "TIMESTAMPWITHTIMEZONE"},
}  # fmt: skip
"""Reader -> type of a column -> what it is taken for, without spaces; where an integer is missing pandas has floats."""


def guessed(reader: str, file: Path, instants: list[str]) -> dict[str, str]:
    """Return the types of the columns; pandas must be told which are instants, polars to look for some."""
    if reader == "duckdb":
        found = duckdb.sql(f"FROM read_csv('{file}')")
        types = dict(zip(found.columns, found.types, strict=True))
    elif reader == "polars":
        types = dict(polars.read_csv(file, try_parse_dates=True, infer_schema_length=None).schema)
    else:
        types = dict(pandas.read_csv(file, parse_dates=instants, date_format="ISO8601").dtypes)
    return {name: re.sub(" |time_(unit|zone)=", "", str(kind)) for name, kind in types.items()}


@ONLY
@pytest.mark.parametrize("reader", GUESSES)
@pytest.mark.parametrize("what", TABLES)
def test_types_are_guessed(folder, reader, what):
    types = typed(folder, folder / f"{what}.csv")
    instants = [name for name, kind in types.items() if kind == "datetime"]
    found = guessed(reader, folder / f"{what}.csv", instants)
    assert list(found) == list(types)
    assert {
        name: kind for name, kind in found.items() if kind not in GUESSES[reader][types[name]].split()
    } == {}


# Where they must be told

ALL_DIGITS: dict[str, tuple[Callable[[Path], Any], Callable[[Path], Any]]] = {
    "pandas": (pandas.read_csv, lambda file: pandas.read_csv(file, dtype={"story_id": str})),
    "polars": (
        polars.read_csv,
        lambda file: polars.read_csv(file, schema_overrides={"story_id": polars.String}),
    ),
    "duckdb": (
        lambda file: duckdb.sql(f"FROM read_csv('{file}')").pl(),
        lambda file: duckdb.sql(f"FROM read_csv('{file}', types={{'story_id': 'VARCHAR'}})").pl(),
    ),
}
"""Reader -> as it guesses, and told what README says."""


@ONLY
@pytest.mark.parametrize("reader", ALL_DIGITS)
def test_ids_that_all_look_like_numbers_must_be_read_as_texts(folder, reader):
    file = export(folder, "stories", "digits.csv", "--outlet", "cijfers", "--bare")
    guessed, told = (list(read(file)["story_id"]) for read in ALL_DIGITS[reader])
    assert guessed != list(DIGITS)
    assert told == list(DIGITS)


@ONLY
def test_pandas_must_be_told_that_namibia_is_not_missing(folder):
    file = folder / "stories.csv"
    countries = [flat(row)["place_countries"] for row in lines(folder / "stories.jsonl")]
    assert countries.count("NA") > 0
    assert "NA" not in set(pandas.read_csv(file)["place_countries"])
    assert list(pandas.read_csv(file, **TOLD)["place_countries"]).count("NA") == countries.count("NA")


@ONLY
def test_polars_must_be_told_to_look_at_all_rows(folder):
    file = folder / "sightings.csv"
    with pytest.raises(polars.exceptions.ComputeError, match="machine"):
        polars.read_csv(file)
    assert polars.read_csv(file, infer_schema_length=None).height == COUNT
