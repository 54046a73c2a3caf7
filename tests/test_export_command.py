"""`scrapy export`: files that read back equal, filters, what goes on from the last export, and what is never half there."""

import codecs
import csv
import gzip
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import drawing
import pytest
import storing
import zstandard
from commanding import run_on
from crawling import ROOT
from storing import DAY, HOUR, NOON, moment, page, seen

from newscrawl.commands.export import Command
from newscrawl.export.columns import TABLES
from newscrawl.items import FIELDS
from newscrawl.store import AGES, Visit
from newscrawl.store.engine import open_engine, writing
from newscrawl.store.schema import stories

ODD = 'Zürich 東京 😀 "citaat", met komma\nen een tweede regel'
PLACE = {
    "printed": "BERGEN", "region": None, "name": "Bergen", "country": "NO", "latitude": 60.39, "longitude": 5.32,
    "geonames_id": 3161732, "candidates": 2,
}  # fmt: skip
CONTENTS = (
    {"headline": "=SOM(A1:A2)", "text": ODD, "language": "nl", "places": [PLACE], "authors": ["A|B", "C"],
     "agencies": [{"printed": "ANP", "id": "anp", "found": "dateline"}]},
    {"headline": "@home \ud83d", "text": None, "language": "pt-BR", "places": [], "authors": [],
     "agencies": [{"printed": "XYZ", "id": None, "found": "credit"}]},
)  # fmt: skip


def address(folder: Path) -> str:
    return f"sqlite:///{folder}/store.db"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with a store of three stories; of the third no article was read."""
    published = moment(NOON - HOUR, NOON - HOUR + timedelta(seconds=30), "11:00")
    with storing.opened(address(tmp_path)) as store:
        run = store.begin(storing.outlet(), NOON)
        store.see("blad", run, page(), [seen(1, published), seen(2, position=2), seen(3, position=3)])
        for number, content in enumerate(CONTENTS, 1):
            visit = storing.visit(number, NOON)
            store.visit(
                "blad", run, Visit(visit.keys, visit.story_id, "new", NOON, visit.columns, content), AGES
            )
        store.end(run, NOON + HOUR, "finished", [], {"Buitenland": {"new": 2, "pending": 1}}, {})
    return tmp_path


def run(folder: Path, *arguments: str) -> int:
    return run_on(address(folder), Command(), *arguments)


def rows(folder: Path, *arguments: str) -> list[dict]:
    file = folder / "rows.jsonl"
    assert run(folder, *arguments, "-o", str(file)) == 0
    return list(map(json.loads, file.read_text(encoding="utf-8").splitlines()))


def ids(folder: Path, *arguments: str) -> list[int]:
    return [int(row["story_id"], 16) for row in rows(folder, "stories", *arguments)]


# What is written


def test_columns_of_stories_begin_with_those_of_the_feeds(folder):
    first, second, third = rows(folder, "stories")
    assert list(first)[: len(FIELDS)] == FIELDS
    assert (first["text"], first["places"], first["published_at"]) == (ODD, [PLACE], "2026-01-24T11:00+00:00")
    assert second["headline"] == "@home \ufffd"  # half of a surrogate pair
    assert (third["headline"], third["language"]) == ("Storm nummer 3 trekt over de kust", "nl")
    assert (third["text"], third["version"], third["outcome"]) == (None, 0, "pending")


def test_csv_is_guarded_and_flat(folder):
    file = folder / "stories.csv"
    assert run(folder, "stories", "-o", str(file)) == 0
    with file.open(encoding="utf-8", newline="") as lines:
        first, second, _ = csv.DictReader(lines)
    assert (first["headline"], second["headline"]) == ("'=SOM(A1:A2)", "'@home \ufffd")
    assert (first["text"], first["authors"], first["agencies"]) == (ODD, "A/B|C", "anp")
    assert (first["place_countries"], first["place_coordinates"]) == ("NO", "60.39 5.32")


def test_a_mark_for_excel_changes_nothing_else(folder):
    plain, marked = folder / "plain.csv", folder / "marked.csv"
    assert run(folder, "stories", "-o", str(plain)) == 0
    assert run(folder, "stories", "-o", str(marked), "--bom") == 0
    assert marked.read_bytes() == codecs.BOM_UTF8 + plain.read_bytes()


UNPACK = {
    "stories.jsonl": lambda data: data,
    "stories.jsonl.gz": gzip.decompress,
    "stories.jsonlines.zst": lambda data: zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(),
}


@pytest.mark.parametrize("name", UNPACK)
def test_packings_hold_the_same(folder, name):
    expected = rows(folder, "stories")
    assert run(folder, "stories", "-o", str(folder / name)) == 0
    text = UNPACK[name]((folder / name).read_bytes()).decode()
    assert list(map(json.loads, text.splitlines())) == expected


@pytest.mark.parametrize("what", TABLES)
@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_every_table_in_every_format_also_without_a_row(tmp_path, what, form, capsys):
    storing.opened(address(tmp_path)).__enter__().close()
    file = tmp_path / f"rows.{form}"
    assert run(tmp_path, what, "-o", str(file)) == 0
    assert capsys.readouterr().err == f"scrapy export: 0 {what} -> {file}\n"
    if form == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        assert parquet.read_schema(file).names == [column.name for column in TABLES[what]]


def test_runs_have_their_ledger(folder):
    (row,) = rows(folder, "runs")
    assert row["ledger"] == [
        {"section": "Buitenland", "outcome": "new", "teasers": 2},
        {"section": "Buitenland", "outcome": "pending", "teasers": 1},
    ]


def test_versions_tell_what_changed(tmp_path):
    storing.fill(address(tmp_path), 1)
    one, two = rows(tmp_path, "versions")
    assert (one["number"], one["changes"]) == (1, [])
    assert two["changes"][0]["field"] == "headline"
    assert len(rows(tmp_path, "sightings")) == 3


# Read back by others


def test_parquet_holds_what_json_lines_hold(folder):
    parquet = pytest.importorskip("pyarrow.parquet")
    file = folder / "s.parquet"
    assert run(folder, "stories", "-o", str(file)) == 0
    expected = rows(folder, "stories")
    read = parquet.read_table(file).to_pylist()
    for row, plain in zip(read, expected, strict=True):
        assert {name: row[name] for name in ("places", "agencies", "authors", "position", "text")} == {
            name: plain[name] for name in ("places", "agencies", "authors", "position", "text")
        }
    assert read[0]["published_earliest"].isoformat() == expected[0]["published_earliest"]


BESIDE = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
FRICTIONLESS = shutil.which("frictionless", path=BESIDE)
"""Where the tools of this environment are, be it active or not."""


@pytest.mark.skipif(
    not FRICTIONLESS, reason="frictionless is not installed (pip install 'frictionless[json]')"
)
@pytest.mark.parametrize("empty", [None, 0.3, 1.0], ids=["no rows", "varied", "nothing known"])
def test_frictionless_finds_nothing_wrong(tmp_path, empty):
    if empty is None:
        storing.opened(address(tmp_path)).__enter__().close()
    else:
        drawing.fill(address(tmp_path), empty)
    for what in TABLES:
        for end in ("csv", "jsonl", "csv.gz", "parquet"):
            assert run(tmp_path, what, "-o", str(tmp_path / f"{what}.{end}")) == 0
    assert run(tmp_path, "stories", "-o", str(tmp_path / "marked.csv"), "--bom") == 0
    done = subprocess.run(
        [FRICTIONLESS, "validate", "datapackage.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "INVALID" in done.stdout) == (0, False), done.stdout


def test_package_and_codebook_tell_each_column(folder):
    for name in ("a.csv", "b.jsonl", "a.csv"):
        assert run(folder, "stories", "-o", str(folder / name)) == 0
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == ["a.csv", "b.jsonl"]
    header = (folder / "a.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert [field["name"] for field in package["resources"][0]["schema"]["fields"]] == header
    codebook = (folder / "codebook.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in codebook for name in header)


def test_a_package_of_others_stays(folder, capsys):
    (folder / "datapackage.json").write_text("{}")
    assert run(folder, "stories", "-o", str(folder / "a.csv")) == 2
    assert "was not made by scrapy export" in capsys.readouterr().err
    assert not (folder / "a.csv").exists()
    assert run(folder, "stories", "-o", str(folder / "a.csv"), "--bare") == 0
    assert (folder / "datapackage.json").read_text() == "{}"


# Which rows


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--outlet", "blad"], [1, 2, 3]),
        (["--outlet-country", "nl"], [1, 2, 3]),
        (["--section", "Buitenland"], [1, 2, 3]),
        (["--language", "pt"], [2]),
        (["--language", "nl,pt"], [1, 2, 3]),
        (["--place-country", "NO"], [1]),
        (["--place-country", "SE"], []),
        (["--agency", "anp"], [1]),
        (["--since", "2026-01-24T11:00"], [1]),  # the interval ends later: it may be
        (["--since", "2026-01-24T11:01"], []),
        (["--until", "2026-01-24T11:00Z"], []),  # not included
        (["--until", "2026-01-24T12:00:01+01:00"], [1]),
        (["--since", "2026-01-24", "--until", "2026-01-25", "--by", "seen"], [1, 2, 3]),
        (["--since", "2026-01-25", "--by", "changed"], []),
    ],
)
def test_filters(folder, arguments, expected):
    assert ids(folder, *arguments) == expected


def test_stories_without_a_time_are_counted(folder, capsys):
    assert ids(folder, "--since", "2026-01-24") == [1]
    assert "; 2 without a time of publication are left out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "what to export: expected stories, versions, sightings or runs, got ''"),
        (["storys"], "got 'storys'; did you mean stories?"),
        (["stories", "x"], "expected nothing more, got 'x'"),
        (["stories", "--outlet", "blat"], "--outlet: no value 'blat'; did you mean blad?"),
        (["stories", "--section", "Buitenlnd"], "did you mean Buitenland?"),
        (["stories", "--agency", "reuter"], "--agency: no agency 'reuter'; did you mean"),
        (["stories", "--place-country", "Norway"], "--place-country: expected the code of a country"),
        (["stories", "--since", "yesterday"], "--since: expected a day, an instant or an age"),
        (["stories", "--since", "2026-02-30"], "--since: expected a day, an instant or an age"),
        (
            ["stories", "--since", "2026-01-25", "--until", "2026-01-24"],
            "--until: expected an instant behind",
        ),
        (["stories", "--by", "sen"], "--by: expected published, seen or changed"),
        (["runs", "--language", "nl"], "--language: goes with stories and versions only, not with runs"),
        (["versions", "--new", "a"], "--new: goes with stories only"),
        (["stories", "--new", "a/b"], "--new: expected a name"),
        (["stories", "-o", "a.xlsx"], "--output: expected a name that ends in"),
        (["stories", "-o", "a.parquet.gz"], "Parquet is packed already"),
        (["stories", "-o", "nowhere/a.csv"], "its folder does not exist"),
        (["stories", "-o", "a.jsonl", "--bom"], "--bom: goes with csv only, not with jsonl"),
        (["stories", "--format", "xml"], "--format: expected jsonl, csv or parquet"),
    ],
)
def test_wrong_usage_is_one_line(folder, arguments, line, capsys):
    assert run(folder, *arguments) == 2
    said = capsys.readouterr().err
    assert line in said
    assert said.count("\n") == 1


def test_no_store_is_one_line(tmp_path, capsys):
    assert run(tmp_path, "stories") == 1
    assert "there is none" in capsys.readouterr().err


# What goes on from the last export


def change(folder: Path, number: int, at) -> None:
    engine = open_engine(address(folder), create=False)
    with writing(engine) as connection:
        connection.execute(
            stories.update().where(stories.c.story_id == f"{number:016x}").values(changed_at=at)
        )
    engine.dispose()


def test_new_gives_each_change_once(folder):
    assert ids(folder, "--new", "daily") == [1, 2, 3]
    assert ids(folder, "--new", "daily") == []
    change(folder, 2, NOON + HOUR)
    assert ids(folder, "--new", "other") == [1, 2, 3]
    assert ids(folder, "--new", "daily") == [2]
    change(folder, 3, NOON + HOUR - DAY / 2)  # of a page from a cache, kept after the mark was set
    assert ids(folder, "--new", "daily") == [3]
    assert ids(folder, "--new", "daily") == []


def test_the_mark_is_set_only_after_the_file(folder, monkeypatch):
    @contextmanager
    def full(target):
        yield io.BytesIO()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("newscrawl.export.run.open_target", full)
        assert run(folder, "stories", "-o", str(folder / "a.csv"), "--new", "daily") == 2
    assert ids(folder, "--new", "daily") == [1, 2, 3]


# Whole or not at all


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_export_leaves_the_old_file(tmp_path, number):
    storing.fill(address(tmp_path), 30)
    file = tmp_path / "a.csv"
    file.write_text("old")
    code = (
        "import signal, time, newscrawl.export.run as r\n"
        # A shell that starts tests in the background lets them ignore Ctrl-C.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Slow(r.WRITERS['csv']):\n"
        "    def write(self, batch): super().write(batch); print('row', flush=True); time.sleep(60)\n"
        "r.WRITERS = {'csv': Slow}\n"
        "from scrapy.cmdline import execute; execute()"
    )
    command = [sys.executable, "-c", code, "export", "stories", "-o", str(file)]
    process = subprocess.Popen(
        [*command, "-s", f"NEWSCRAWL_STORE={address(tmp_path)}"], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"row\n"
    time.sleep(0.1)
    process.send_signal(number)
    process.stdout.close()
    assert process.wait(30) != 0
    assert file.read_text() == "old"
    if number == signal.SIGINT:
        assert list(tmp_path.glob(".*.tmp")) == []
