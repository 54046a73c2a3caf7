"""`scrapy dateline`: datelines of texts of one's own, and of columns of files."""

import csv
import gzip
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from annotating import (
    ANY_CSV,
    EVERY,
    annotate_file,
    cells,
    read_objects,
    tables,
    to_csv,
    values,
    write,
)
from commanding import run_here
from crawling import ROOT, scrapy
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.annotate.columns import Column
from newscrawl.annotate.dateline import (
    COLUMNS,
    PLACE_COLUMNS,
    DatelineAnnotator,
    Filed,
    read_filed,
    show,
    to_cells,
    to_language,
)
from newscrawl.annotate.mistakes import Mistake
from newscrawl.commands.dateline import Command

TEXT = "WASHINGTON/ABU DHABI (ANP/AFP) - De ministers spraken lang."
READ = {
    "dateline_raw": "WASHINGTON/ABU DHABI (ANP/AFP)",
    "dateline_places": ["WASHINGTON", "ABU DHABI"],
    "dateline_regions": [None, None],
    "dateline_names": ["Washington", "Abu Dhabi"],
    "dateline_countries": ["US", "AE"],
    "dateline_latitudes": [38.9, 24.5],
    "dateline_longitudes": [-77.0, 54.4],
    "dateline_geonames_ids": [4140963, 292968],
    "dateline_candidates": [1, 1],
    "dateline_agencies": ["ANP", "AFP"],
    "dateline_agency_ids": ["anp", "afp"],
    "dateline_date": None,
    "dateline_rest": "De ministers spraken lang.",
}
NOTHING = {name: [] for name in READ} | dict.fromkeys(("dateline_raw", "dateline_date", "dateline_rest"))
NEW = ",".join(READ)


def run(*arguments: str) -> int:
    return run_here(Command(), *arguments)


def annotated(path: Path, content: str, target: str = "", **given_) -> tuple[str, list[str]]:
    return annotate_file(path, content, target, DatelineAnnotator("text", **given_))


def objects(text: str) -> list[dict]:
    """Return objects of JSON Lines; their coordinates are those of a town, not of its town hall."""
    rows = read_objects(text)
    for row in rows:
        for name in row:
            if name.endswith(("latitudes", "longitudes")):
                row[name] = [degrees if degrees is None else round(degrees, 1) for degrees in row[name]]
    return rows


def filed(text: str) -> Filed | None:
    return read_filed(text, language=None, near=None)


# Texts


def test_a_text_for_a_person():
    ended = scrapy("dateline", TEXT, "--language", "nl-NL")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert re.sub(r"(\.\d)\d", r"\1", ended.stdout).splitlines() == [
        TEXT,
        "  dateline  WASHINGTON/ABU DHABI (ANP/AFP)",
        "  places    WASHINGTON: Washington, US (38.9, -77.0)",
        "            ABU DHABI: Abu Dhabi, AE (24.4, 54.4)",
        "  agencies  ANP (anp); AFP (afp)",
        "  date      none",
        "  rest      De ministers spraken lang.",
    ]


def test_texts_that_have_none_make_the_exit_code_1():
    ended = scrapy("dateline", "Geen dateline hier", "Soria (España), 3 feb (EFE).- El río", "")
    assert (ended.returncode, ended.stderr) == (1, "")
    first, second, third = ended.stdout.split("\n\n")
    assert first == "Geen dateline hier\n  no dateline"
    assert second.splitlines()[2].startswith("  places    Soria (España): Soria, ES (41.7")
    assert second.splitlines()[3:5] == [
        "  agencies  EFE (efe)",
        "  date      --02-03",
    ]
    assert third == '""\n  no dateline\n'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("(Reuters) - The talks ended.", ["places    none", "agencies  Reuters (reuters)"]),
        ("OSLO - The talks ended on Monday.", ["agencies  none"]),
        ("FARGO, N.D. (KXYZ) - The talks", ["agencies  KXYZ (not in the table)"]),
        ("QWXZPLM (NTB) - The talks", ["places    QWXZPLM: not in the gazetteer"]),
        ("OSLO (NTB) - " + "x" * 200, ["rest      " + "x" * 99 + "…"]),
        ("OSLO\n(NTB)  -\n\tDe\nto", ["dateline  OSLO (NTB)", "rest      De to"]),
    ],
)
def test_what_a_person_sees(text, lines):
    shown = [line.strip() for line in show(text, filed(text))]
    assert [line for line in lines if line not in shown] == []
    assert len(shown) == 6
    assert max(map(len, shown)) < 120


def test_texts_as_json(capsys):
    assert run(TEXT, "niets", "TIKRIT, Iraq, March 7, 2024 (AP) - The", "--json") == 1
    first, nothing, iraq = objects(capsys.readouterr().out)
    assert first == {"text": TEXT} | {key.removeprefix("dateline_"): READ[key] for key in READ}
    assert nothing == {"text": "niets", **to_cells("niets", None)}
    assert (nothing["places"], nothing["raw"], nothing["rest"]) == ([], None, "niets")
    assert (iraq["places"], iraq["regions"], iraq["date"]) == (["TIKRIT"], ["Iraq"], "2024-03-07")


def test_the_language_is_handed_on(capsys):
    text = "LISBON (CNA) - The"
    run(text, "--json")
    run(text, "--json", "--language", "el-CY")
    assert [row["agency_ids"] for row in objects(capsys.readouterr().out)] == [[None], ["cna-cy"]]


def test_the_country_of_the_outlet_is_handed_on(tmp_path, capsys):
    text = "CAMBRIDGE (Reuters) - The talks"
    run(text, "--json")
    run(text, "--json", "--near", "us")
    assert [row["countries"] for row in objects(capsys.readouterr().out)] == [["GB"], ["US"]]
    out, _ = annotated(tmp_path / "a.jsonl", json.dumps({"text": text}), near="US")
    assert objects(out)[0]["dateline_countries"] == ["US"]


# Wrong usage: one line, exit code 2

ROWS = ("--input", "{rows}", "--column", "text")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "expected a text, or --input FILE --column NAME; `scrapy dateline -h` shows examples"),
        (("x", *ROWS), "expected texts or --input, got both"),
        (("x", "--nou"), "unknown option '--nou'; -h shows all"),
        (("x", "--language", "Dutch"), "--language: expected a BCP 47 tag, such as nl or en-GB, got 'Dutch'"),
        (("x", "--language", ""), "--language: expected a BCP 47 tag, such as nl or en-GB, got ''"),
        (("x", "--language", "nl_NL"), "--language: expected a BCP 47 tag, such as nl or en-GB, got 'nl_NL'"),
        (("x", "--near", "USA"), "--near: expected the code of a country (ISO 3166-1), such as NL or US, got 'USA'"),
        (("x", "--near", ""), "--near: expected the code of a country"),
        ((*ROWS, "--near", "1A"), "--near: expected the code of a country"),
        (("x", "--output", "a.csv"), "--output: goes with --input only"),
        (("x", "--prefix", "d_"), "--prefix: goes with --input only"),
        (("x", "--language-column", "tag"), "--language-column: goes with --input only"),
        ((*ROWS, "--json"), "--json: goes with texts; rows are written as JSON Lines by --format jsonl"),
        ((*ROWS, "--language", "nl", "--language-column", "tag"), "expected --language or --language-column, got both"),
        ((*ROWS, "--language", "Dutch"), "--language: expected a BCP 47 tag"),
        ((*ROWS, "--language-column", "langtag"), "{rows}: no column 'langtag' (columns: text, tag)"),
        (ROWS[:2], "--column: expected the name of the column that holds the texts"),
        ((*ROWS[:3], "txt"), "{rows}: no column 'txt'; did you mean text? (columns: text, tag)"),
        ((*ROWS, "--prefix", "", "--column", "tag", "--input", "{taken}"), "there is a column 'date' already; choose another --prefix"),
        (("--input", "{missing}.csv", *ROWS[2:]), "{missing}.csv: No such file or directory"),
        (("--input", "a.txt", *ROWS[2:]), "a.txt: expected a name that ends in .jsonl, .ndjson, .jl, .csv, .tsv"),
        (("--input", "-", *ROWS[2:]), "--input-format: expected the format of standard input"),
        ((*ROWS, "--format", "xml"), "--format: expected jsonl, csv or tsv, got 'xml'"),
        ((*ROWS, "--output", "{rows}"), "--output: {rows} is the input itself; write to another file"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(tmp_path, capsys, arguments, said):
    paths = {
        "rows": write(tmp_path / "rows.csv", f"text,tag\n{TEXT},nl\n"),
        "taken": write(tmp_path / "taken.csv", "tag,date\n,\n"),
        "missing": str(tmp_path / "missing"),
    }
    before = sorted(tmp_path.iterdir())
    assert run(*(argument.format(**paths) for argument in arguments)) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("scrapy dateline: ")
    assert said.format(**paths) in err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("tag", "language"),
    [("nl", "nl"), ("EN-gb", "en"), ("zh-Hant-TW", "zh"), ("fil", "fil"), ("qaa-x-own", "qaa")],
)
def test_any_tag_of_bcp_47_is_a_language(tag, language):
    assert to_language(tag) == language


@pytest.mark.parametrize("tag", ["n", "dutch", "nl-", "nl--BE", " nl", "nl\n", "н"])
def test_what_is_no_tag(tag):
    with pytest.raises(Mistake, match="expected a BCP 47 tag"):
        to_language(tag)


# Columns


def test_a_column_of_json_lines(tmp_path):
    rows = [
        {"text": TEXT, "n": 1},
        {"text": "Geen dateline hier"},
        {"text": ""},
        {"text": None},
        {"text": [TEXT]},
        {"n": 2},
    ]
    out, said = annotated(
        tmp_path / "a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    )
    read = objects(out)
    assert read[0] == {"text": TEXT, "n": 1, **READ}
    assert list(read[0]) == ["text", "n", *READ]
    assert read[1] == {**rows[1], **NOTHING, "dateline_rest": "Geen dateline hier"}
    assert read[2:] == [{**row, **NOTHING} for row in rows[2:]]
    assert said == ["6 rows: 1 with a dateline, 1 without, 4 empty"]


def test_lists_in_csv_are_joined_and_aligned(tmp_path):
    rows = f'id,text\n1,{TEXT}\n2,"FARGO, N.D. (AP/KXYZ) - The"\n3,x\n'
    out, _ = annotated(tmp_path / "a.csv", rows)
    first, second, third = csv.DictReader(io.StringIO(out))
    assert list(first) == ["id", "text", *READ]
    assert (first["dateline_places"], first["dateline_regions"]) == ("WASHINGTON|ABU DHABI", "|")
    assert (first["dateline_countries"], first["dateline_candidates"]) == ("US|AE", "1|1")
    assert re.fullmatch(r"-77\.0\d*\|54\.[34]\d*", first["dateline_longitudes"])
    assert first["dateline_agency_ids"] == "anp|afp"
    assert (second["dateline_places"], second["dateline_regions"]) == ("FARGO", "N.D.")
    assert (second["dateline_agencies"], second["dateline_agency_ids"]) == ("AP|KXYZ", "ap|")
    assert {third[name] for name in list(READ)[:-1]} == {""}
    assert third["dateline_rest"] == "x"


def test_what_the_text_hides_is_run_by_no_spreadsheet(tmp_path):
    out, _ = annotated(tmp_path / "a.csv", "text\nPARIS (AFP) - =1+1\n=1+1\n")
    hidden, open_ = csv.DictReader(io.StringIO(out))
    assert (hidden["text"], hidden["dateline_rest"]) == ("PARIS (AFP) - =1+1", "'=1+1")
    assert (open_["text"], open_["dateline_rest"]) == ("=1+1", "'=1+1")  # what was there is not touched


def test_each_row_has_its_own_language(tmp_path):
    text = "LISBON (CNA) - The"
    rows = "".join(json.dumps({"text": text, "tag": tag}) + "\n" for tag in ("el-CY", "", "Greek", 1.0, None))
    out, said = annotated(tmp_path / "a.jsonl", rows, language=Column("tag"))
    ids = [row["dateline_agency_ids"] for row in objects(out)]
    assert ids == [["cna-cy"], [None], [None], [None], [None]]
    assert said == [
        "5 rows: 5 with a dateline, 0 without, 0 empty, 2 with a language that is no BCP 47 tag (read without it)"
    ]


def test_a_broken_line_is_named_and_left_out(tmp_path):
    rows = tmp_path / "a.jsonl"
    write(rows, f'{{"text": "{TEXT}"}}\n{{"text": \n{{"text": "x"}}\n')
    out = tmp_path / "out.csv"
    ended = scrapy(
        "dateline", "--input", str(rows), "--column", "text", "--output", str(out), "--prefix", "d_"
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    problem, summary = ended.stderr.splitlines()
    assert problem.startswith(f"{rows}: line 2: not JSON")
    assert summary == "scrapy dateline: 2 rows: 1 with a dateline, 1 without, 0 empty, 1 broken (left out)"
    header = out.read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(["text", *(f"d_{name}" for name in COLUMNS)])


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_standard_input_and_output(packed, kind):
    rows = json.dumps({"text": TEXT, "n": 1}).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "dateline", "--input", "-", "--input-format", "jsonl", "--column",
         "text", "--format", kind],
        input=gzip.compress(rows) if packed else rows, cwd=ROOT, capture_output=True, check=False, timeout=60,
        env={**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"},
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == b"scrapy dateline: 1 row: 1 with a dateline, 0 without, 0 empty\n"
    first = done.stdout.decode().splitlines()[0]
    assert (
        first == f"text,n,{NEW}"
        if kind == "csv"
        else json.loads(first)["dateline_places"] == READ["dateline_places"]
    )


# Whatever the rows are

CELLS, VALUES = cells(TEXT, "OSLO (A|B) - x"), values(st.just(TEXT))


@EVERY
@given(rows=tables(CELLS), **ANY_CSV)
def test_cells_of_csv_come_out_equal(tmp_path, rows, delimiter, newline):
    width = len(rows[0]) if rows else 2
    out, said = annotated(tmp_path / "a.csv", to_csv(rows, width, delimiter, newline))
    read = list(csv.reader(io.StringIO(out, newline=""), delimiter=delimiter, strict=True))
    assert [row[:width] for row in read[1:]] == rows
    assert {len(row) for row in read} == {width + len(READ)}
    assert said[0].startswith(f"{len(rows)} row")


@EVERY
@given(
    st.lists(
        st.dictionaries(
            st.text(st.characters(codec="utf-8"), max_size=6) | st.just("text"), VALUES, max_size=4
        )
    )
)
def test_values_of_json_come_out_equal(tmp_path, rows):
    lines = [json.dumps(row) for row in rows]
    out, _ = annotated(tmp_path / "a.jsonl", "".join(f"{line}\n" for line in [*lines, '{"text": ""}']))
    read = [{key: row[key] for key in row if key not in READ} for row in objects(out)]
    assert read[:-1] == rows


@EVERY
@given(CELLS, st.sampled_from(["", " (Iraq)", ", N.D."]), st.sampled_from(["", " (ANP/KXYZ)", " /TASS/"]))
def test_lists_that_belong_together_are_as_long_as_each_other(rest, region, credit):
    text = f"OSLO{region}{credit} - {rest}"
    cells = to_cells(text, filed(text))
    assert tuple(cells) == COLUMNS
    assert len({len(cells[name]) for name in PLACE_COLUMNS}) == 1
    assert len(cells["agencies"]) == len(cells["agency_ids"])


def test_help_shows_examples():
    ended = scrapy("dateline", "-h")
    words = " ".join(ended.stdout.split())
    assert (ended.returncode, ended.stderr) == (0, "")
    assert 'scrapy dateline "WASHINGTON/ABU DHABI (ANP/AFP) - De ministers"' in words
    assert "scrapy dateline --input stories.jsonl --column lead --language nl" in words
