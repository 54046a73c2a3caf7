"""`scrapy when`: texts of one's own, and columns of files, whose rows come out as they went in."""

import csv
import gzip
import io
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from annotating import ANY_CSV, EVERY, annotate_file, cells, tables, to_csv, values, write
from annotating import read_objects as objects
from commanding import run_here
from crawling import ROOT, scrapy
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.run import Job, annotate
from newscrawl.annotate.when import COLUMNS, Column, TimeAnnotator, show, to_instant, to_zone
from newscrawl.commands.when import Command
from newscrawl.times import Moment

NOW = datetime(2026, 1, 24, 22, tzinfo=UTC)
AMS = ZoneInfo("Europe/Amsterdam")
BASE = ("--now", "2026-01-24T23:00+01:00", "--zone", "Europe/Amsterdam")
SIX = {
    "time_earliest": "2026-01-24T21:53:00+00:00",
    "time_latest": "2026-01-24T21:54:30+00:00",
    "time_value": 6,
    "time_unit": "minute",
    "time_raw": "6 minuten geleden",
    "time_updated": False,
}
NOTHING = dict.fromkeys(SIX)
NEW = ",".join(SIX)


def run(*arguments: str) -> int:
    return run_here(Command(), *arguments)


def annotated(path: Path, content: str | bytes, target: str = "", **given_) -> tuple[str, list[str]]:
    annotator = TimeAnnotator("text", **{"now": NOW, "zone": AMS, "language": "nl", **given_})
    return annotate_file(path, content, target, annotator)


# Texts


def test_a_text_for_a_person():
    ended = scrapy("when", "6 minuten geleden", *BASE, "--language", "nl")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        "6 minuten geleden",
        "  earliest  2026-01-24T22:53:00+01:00 = 2026-01-24T21:53:00Z",
        "  latest    2026-01-24T22:54:30+01:00 = 2026-01-24T21:54:30Z",
        "  says      6 minutes ago",
        "  read      6 minuten geleden",
        "  updated   no",
    ]


def test_a_text_that_is_no_time_of_the_past(capsys):
    assert run("over 3 uur", "Bijgewerkt: 1 uur geleden", "", *BASE, "--language", "nl") == 1
    out, err = capsys.readouterr()
    first, second, third = out.split("\n\n")
    assert first == "over 3 uur\n  not a time of the past"
    assert "says      1 hour ago\n  read      1 uur geleden\n  updated   yes" in second
    assert third == '""\n  not a time of the past\n'
    assert err == ""


def test_texts_as_json(capsys):
    assert run("6 minuten geleden", "17 maart 2025", "niets", *BASE, "--language", "nl", "--json") == 1
    six, date, nothing = objects(capsys.readouterr().out)
    assert six == {"text": "6 minuten geleden"} | {key.removeprefix("time_"): SIX[key] for key in SIX}
    assert (date["earliest"], date["latest"]) == ("2025-03-16T23:00:00+00:00", "2025-03-17T23:00:00+00:00")
    assert (date["value"], date["unit"]) == (None, None)
    assert nothing == {"text": "niets", **dict.fromkeys(COLUMNS)}


def test_rounding_and_language_are_handed_on(capsys):
    run("3 uur geleden", *BASE, "--rounding", "floor", "--json")
    assert objects(capsys.readouterr().out)[0]["latest"] == "2026-01-24T19:00:00+00:00"
    assert run("6 minuten geleden", *BASE, "--language", "de", "--json") == 1


def test_the_repeated_hour_covers_both_instants(capsys):
    monday = ("--now", "2026-10-26T12:00+01:00", "--zone", "Europe/Amsterdam", "--language", "nl-BE")
    assert run("gisteren 02:30", *monday) == 0
    shown = capsys.readouterr().out
    assert "earliest  2026-10-25T02:30:00+02:00 = 2026-10-25T00:30:00Z" in shown
    assert "latest    2026-10-25T02:31:00+01:00 = 2026-10-25T01:31:00Z" in shown


def test_the_first_hours_of_the_first_year_have_no_local_time():
    first = datetime(1, 1, 1, tzinfo=UTC)
    moment = Moment(first, NOW, value=None, unit=None, raw="x")
    _, earliest, latest, *_ = show("x", moment, ZoneInfo("America/New_York"))
    assert earliest == "  earliest  0001-01-01T00:00:00Z"
    assert latest == "  latest    2026-01-24T17:00:00-05:00 = 2026-01-24T22:00:00Z"


def test_texts_behind_two_dashes_and_with_spaces_are_no_options(capsys):
    assert run(*BASE, "--", "--nou") == 1
    assert run("-5 min", *BASE) in (0, 1)
    assert "unknown option" not in capsys.readouterr().err


def test_text_that_is_no_utf8_is_shown(capsys):
    assert run("6 \udcff", *BASE) == 1
    assert capsys.readouterr().out.startswith("6 �\n")


# Wrong usage: one line, exit code 2

ROWS = ("--input", "{rows}", "--column", "text")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "expected a text, or --input FILE --column NAME; `scrapy when -h` shows examples"),
        (("x", *ROWS, *BASE), "expected texts or --input, got both"),
        (("x", "--nou", *BASE), "unknown option '--nou'; -h shows all"),
        (("x", "--zone", "UTC"), "--now: expected when the page was made, such as 2026-01-24T23:00+01:00"),
        (("x", "--zone", "UTC"), "there is no default, as the clock of this machine"),
        (("x", "--now", "2026-01-24T23:00Z"), "--zone: expected the zone of the page, such as Europe/Amsterdam"),
        (("x", *BASE, "--now", "gisteren"), "--now: expected an instant such as 2026-01-24T23:00+01:00, got 'gisteren'"),
        (
            ("x", *BASE, "--now", "2026-01-24T23:00"),
            "--now: expected an offset behind '2026-01-24T23:00': add one, such as +01:00 or Z",
        ),
        (("x", *BASE, "--now", "0001-01-01T00:00+14:00"), "--now: expected a year from 1970 to 2999"),
        (("x", *BASE, "--zone", "Europe/Amstredam"), "did you mean Europe/Amsterdam"),
        (("x", *BASE, "--zone", "amsterdam"), "got 'amsterdam'; did you mean Europe/Amsterdam"),
        (("x", *BASE, "--zone", "../../etc/passwd"), "--zone: expected a zone of the IANA database"),
        (("x", *BASE, "--zone", ""), "--zone: expected a zone of the IANA database"),
        (("x", *BASE, "--language", "nk"), "--language: 'nk' is none of the"),
        (("x", *BASE, "--language", "qaa"), "languages known by their BCP 47 tags"),
        (("x", *BASE, "--language", ""), "--language: '' is none of the"),
        (("x", *BASE, "--rounding", "flor"), "--rounding: expected floor, round or unknown, got 'flor'; did you mean floor?"),
        (("x", *BASE, "--output", "a.csv"), "--output: goes with --input only"),
        (("x", *BASE, "--now-column", "a"), "--now-column: goes with --input only"),
        ((*ROWS, *BASE, "--json"), "--json: goes with texts"),
        ((*ROWS, *BASE, "--now-column", "served_at"), "expected --now or --now-column, got both"),
        ((*ROWS[:2], *BASE), "--column: expected the name of the column that holds the texts"),
        ((*ROWS, *BASE[2:]), "--now: expected when the page was made"),
        ((*ROWS[:3], "txt", *BASE), "{rows}: no column 'txt'; did you mean text? (columns: text, served_at)"),
        ((*ROWS, *BASE[:2], "--zone-column", "zone"), "{rows}: no column 'zone' (columns: text, served_at)"),
        ((*ROWS, *BASE, "--language-column", "language"), "{rows}: no column 'language'"),
        (("--input", "{missing}.csv", *ROWS[2:], *BASE), "{missing}.csv: No such file or directory"),
        (("--input", "{folder}", *ROWS[2:], *BASE, "--input-format", "csv"), "{folder}: Is a directory"),
        (("--input", "a.txt", *ROWS[2:], *BASE), "a.txt: expected a name that ends in .jsonl, .ndjson, .jl, .csv, .tsv"),
        (("--input", "-", *ROWS[2:], *BASE), "--input-format: expected the format of standard input: jsonl or csv or tsv"),
        ((*ROWS, *BASE, "--output", "{folder}/a.xlsx"), "a.xlsx: expected a name that ends in"),
        ((*ROWS, *BASE, "--format", "xml"), "--format: expected jsonl, csv or tsv, got 'xml'"),
        ((*ROWS, *BASE, "--output", "{rows}"), "--output: {rows} is the input itself; write to another file"),
        ((*ROWS, *BASE, "--output", "{link}"), "is the input itself"),
        ((*ROWS, *BASE, "--output", "{folder}/none/a.csv"), "No such file or directory"),
        ((*ROWS, *BASE, "--output", "{folder}", "--format", "csv"), "Is a directory"),
        ((*ROWS, *BASE, "--delimiter", "ab"), "--delimiter: expected one character or tab, got 'ab'"),
        ((*ROWS, *BASE, "--delimiter", ";"), "no column 'text'"),
        ((*ROWS, *BASE, "--input-format", "jsonl", "--delimiter", ";"), "--delimiter: JSON Lines has none"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(tmp_path, capsys, arguments, said):
    paths = {
        "rows": write(tmp_path / "rows.csv", "text,served_at\n6 minuten geleden,2026-01-24T22:00Z\n"),
        "missing": str(tmp_path / "missing"),
        "folder": str(tmp_path),
        "link": str(tmp_path / "link.csv"),
    }
    (tmp_path / "link.csv").symlink_to(tmp_path / "rows.csv")
    before = sorted(tmp_path.iterdir())
    assert run(*(argument.format(**paths) for argument in arguments)) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("scrapy when: ")
    assert said.format(**paths) in err
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "rows.csv").read_text(encoding="utf-8").startswith("text,served_at\n6")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", b'{"text": "ok"}\n{"text": "caf\xe9"}\n', "byte 0xe9 at position 28 (line 2)"),
        ("a.csv", b"text\ncaf\xe9\n", "byte 0xe9 at position 8 (line 2)"),
        ("a.csv", "text\n1 uur\n".encode("utf-16"), "position 0 (line 1) is none; it looks like UTF-16"),
        ("a.csv.gz", gzip.compress(b"text\n1 uur\n" * 99, mtime=0)[:-9], "the gzip data is broken or cut off behind line"),
        ("a.csv.gz", gzip.compress(b"text\n", mtime=0)[:-8] + b"00000000", "the gzip data is broken or cut off behind line"),
        ("a.csv", b"", "line 1: expected a header"),
        ("a.csv", b"\ntext\n", "line 1: expected a header"),
        ("a.csv", b'"text\n1 uur\n', "line 1: expected a header"),
        ("a.csv", b"text,text\n1,2\n", "'text' is the name of 2 columns"),
        ("a.csv", b"text,time_raw\n1,2\n", "there is a column 'time_raw' already; choose another --prefix"),
        ("a.jsonl", b'{"text": ""}\n{"time_unit": 1}\n', "line 2: there is a column 'time_unit' already"),
        ("a.jsonl", b'{"txt": "1 uur"}\n{"raw": 1}\n', "no column 'text'; did you mean txt? (columns: txt, raw)"),
    ],
)  # fmt: skip
def test_input_that_cannot_be_used(tmp_path, capsys, name, content, said):
    out = tmp_path / f"out{''.join(Path(name).suffixes)}"
    write(out, "was here")
    rows = write(tmp_path / name, content)
    assert run("--input", rows, "--column", "text", *BASE, "--output", str(out)) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"scrapy when: {rows}: ")
    assert (err.count(rows), err.count("\n")) == (1, 1)
    assert said in err
    assert out.read_text(encoding="utf-8") == "was here"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_line_may_not_be_endless(tmp_path, monkeypatch):
    monkeypatch.setattr("newscrawl.annotate.files.MAX_LINE", 20)
    with pytest.raises(Mistake, match="line 2 is longer than"):
        annotated(tmp_path / "a.jsonl", '{"text": ""}\n' + "x" * 21)


# JSON Lines


def test_a_column_of_json_lines(tmp_path):
    rows = (
        '{"text": "6 minuten geleden", "n": 1}\n{"text": "over 3 uur"}\n\n{"text": ""}\r\n'
        '{"text": null}\n{"text": 6}\n{"text": ["6 minuten geleden"]}\n{"n": 2}\n{}\n{"text": " \\t"}'
    )
    out, said = annotated(tmp_path / "a.jsonl", rows)
    read = objects(out)
    assert read[0] == {"text": "6 minuten geleden", "n": 1, **SIX}
    assert read[1] == {"text": "over 3 uur", **NOTHING}
    assert read[6:8] == [{"n": 2, **NOTHING}, NOTHING]
    assert list(read[0]) == ["text", "n", *SIX]
    assert [row.get("text") for row in read[2:]] == ["", None, 6, ["6 minuten geleden"], None, None, " \t"]
    assert said == ["9 rows: 1 read, 1 unread, 7 empty"]


@pytest.mark.parametrize(
    "row",
    [
        '{"a": 1.0, "b": 1e400, "c": -0, "d": 1E+2, "e": 0.10}',
        '{"a": NaN, "b": -Infinity, "c": %s}' % ("9" * 5000),
        '{"a":1,"a":2,"text":"x","text":"y"}',
        '{ "caf\\u00e9" : "\\ud83d\\ude00 \\/" , "lone": "\\ud800", "é": "\u2028" }',
        '{"a": {"b": [1, {"c": null}]}, "": true}',
        '{"=1+1": "@SUM(A1)", "-": "+3"}',
        "{ }",
    ],
)
def test_json_is_kept_to_the_letter(tmp_path, row):
    out, _ = annotated(tmp_path / "a.jsonl", f'{row}\n{{"text": ""}}\n')
    first = out.split("\n")[0]
    kept = row[:-1].rstrip()
    assert first.startswith(kept)
    assert first.removeprefix(kept) == ("" if kept == "{" else ", ") + json.dumps(NOTHING)[1:]
    json.loads(first, parse_int=str)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "6 minuten', "not JSON (Unterminated string"),
        ("{'text': 1}", "not JSON (Expecting property name"),
        ('{"text": 1} {"text": 2}', "not JSON (Extra data at character 13)"),
        ('{"text": "\t"}', "not JSON (Invalid control character"),
        ("\u00a0{}", "not JSON"),
        ('["text"]', "expected a JSON object"),
        ("1", "expected a JSON object"),
        ('{"text": ' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_line_is_named_and_left_out(tmp_path, capsys, line, reason):
    rows = write(tmp_path / "a.jsonl", f'{{"text": "6 minuten geleden"}}\n\n{line}\n{{"text": ""}}\n')
    assert run("--input", rows, "--column", "text", *BASE) == 1
    out, err = capsys.readouterr()
    assert [row["time_value"] for row in objects(out)] == [6, None]
    problem, summary = err.splitlines()
    assert problem.startswith(f"{rows}: line 3: {reason}")
    assert problem.endswith("; left out")
    assert summary == "scrapy when: 2 rows: 1 read, 0 unread, 1 empty, 1 broken (left out)"


def test_half_a_surrogate_pair_stays_readable(tmp_path):
    rows = '{"text": "6 minuten geleden\\ud800"}\n{"text": "6\\udfffminuten geleden"}\n'
    assert [row["text"][-1] for row in objects(annotated(tmp_path / "a.jsonl", rows)[0])] == ["\ud800", "n"]
    assert "\\ud800" in annotated(tmp_path / "a.jsonl", rows, "out.csv")[0]


def test_each_row_has_its_own_now_zone_and_language(tmp_path):
    rows = [
        {"text": "6 minuten geleden", "now": "2026-01-24T23:00:00+01:00", "zone": "Europe/Amsterdam", "tag": "nl"},
        {"text": "yesterday 14:05", "now": "2026-01-24 22:00:00Z", "zone": "America/New_York", "tag": "en-US"},
        {"text": "6 minuten geleden", "now": "2026-01-24T23:00", "zone": "UTC", "tag": "nl"},
        {"text": "6 minuten geleden", "now": 1769292000, "zone": "UTC", "tag": "nl"},
        {"text": "6 minuten geleden", "now": "2026-01-24T22:00Z", "zone": "UCT+1", "tag": "nl"},
        {"text": "6 minuten geleden", "zone": "UTC", "tag": "nl"},
        {"text": "6 minuten geleden", "now": "2026-01-24T22:00Z", "zone": "UTC", "tag": None},
        {"text": "6 minuten geleden", "now": "2026-01-24T22:00Z", "zone": "UTC", "tag": "qaa"},
        {"text": "", "now": "", "zone": "", "tag": ""},
    ]  # fmt: skip
    out, said = annotated(
        tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)),
        now=Column("now"), zone=Column("zone"), language=Column("tag"),
    )  # fmt: skip
    read = objects(out)
    assert [{key: row[key] for key in row if key not in SIX} for row in read] == rows
    assert [row["time_value"] for row in read] == [6, None, None, None, None, None, 6, 6, None]
    assert read[1]["time_earliest"] == "2026-01-23T19:05:00+00:00"
    assert said == [
        "line 3: now: expected an offset behind '2026-01-24T23:00': add one, such as +01:00 or Z",
        "line 4: now: expected an instant such as 2026-01-24T23:00+01:00, got '1769292000'",
        "line 5: zone: expected a zone of the IANA database, such as Europe/Amsterdam, got 'UCT+1'; did you mean UCT?",
        "line 6: now: expected an instant such as 2026-01-24T23:00+01:00, got ''",
        "9 rows: 4 read, 4 unread, 1 empty, 4 with a problem, 1 in a language without a table (read with all tables)",
    ]  # fmt: skip


# CSV


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("text,n\nx,1\n", f"text,n,{NEW}\nx,1,,,,,,\n"),
        ("text;n\r\nx;1,5\r\n", f"text;n;{NEW.replace(',', ';')}\r\nx;1,5;;;;;;\r\n"),
        ("text\tn\nx\t1", f"text\tn\t{NEW.replace(',', chr(9))}\nx\t1\t\t\t\t\t\t\n"),
        ("\ufefftext,n\nx,1\n", f"\ufefftext,n,{NEW}\nx,1,,,,,,\n"),
        ('n,text\n"a\r\nb","x\n\ny"\n', f'n,text,{NEW}\n"a\r\nb","x\n\ny",,,,,,\n'),
        ('"a\nb;c",text\n"q""q",=1+1\n', f'"a\nb;c",text,{NEW}\n"q""q",=1+1,,,,,,\n'),
        ("text\n\nx\n", f"text,{NEW}\n,,,,,,\nx,,,,,,\n"),
        ("text,a\n\nx,1\n\n", f"text,a,{NEW}\nx,1,,,,,,\n"),
        # another delimiter gives more columns, but not the one that is asked for
        ("a;b;c,text\nx;y;z,1\n", f"a;b;c,text,{NEW}\nx;y;z,1,,,,,,\n"),
        ("text,a,a\nx,1,2\n", f"text,a,a,{NEW}\nx,1,2,,,,,,\n"),
        ("text,\nx,1\n", f"text,,{NEW}\nx,1,,,,,,\n"),
    ],
)
def test_csv_of_all_kinds(tmp_path, rows, expected):
    assert annotated(tmp_path / "a.csv", rows)[0] == expected


def test_csv_cells_are_read(tmp_path):
    out, said = annotated(tmp_path / "a.csv", "id,text\n1,6 minuten geleden\n2,over 3 uur\n3,\n")
    assert list(csv.DictReader(io.StringIO(out))) == [
        {"id": "1", "text": "6 minuten geleden"} | {**SIX, "time_value": "6", "time_updated": "false"},
        {"id": "2", "text": "over 3 uur"} | dict.fromkeys(SIX, ""),
        {"id": "3", "text": ""} | dict.fromkeys(SIX, ""),
    ]
    assert said == ["3 rows: 1 read, 1 unread, 1 empty"]


def test_ragged_rows_are_named_and_kept(tmp_path):
    out, said = annotated(tmp_path / "a.csv", 'a,text,b\n"1\n2",x\n3,y,4,5,6\n7,z,8\n')
    assert out == f'a,text,b,{NEW}\n"1\n2",x,,,,,,,\n3,y,4,,,,,,,5,6\n7,z,8,,,,,,\n'
    assert said == [
        "line 2: 2 cells below a header of 3; kept",
        "line 4: 5 cells below a header of 3; kept",
        "3 rows: 0 read, 3 unread, 0 empty, 2 ragged",
    ]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('2,"x"y\n', "line 3: not CSV (',' expected after '\"'); left out"),
        ('2,"x\ny"z\n', "line 3: not CSV up to line 4 (',' expected after '\"'); left out"),
        ("2,x\ry\n", "line 3: not CSV (new-line character seen in unquoted field"),
    ],
)
def test_a_broken_row_of_csv_is_named_and_left_out(tmp_path, broken, said):
    out, lines = annotated(tmp_path / "a.csv", f"id,text\n1,\n{broken}3,\n")
    assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == ["1", "3"]
    assert lines[0].startswith(said)
    assert lines[1] == "2 rows: 0 read, 0 unread, 2 empty, 1 broken (left out)"


def test_a_quote_that_is_never_closed_is_named(tmp_path):
    _, said = annotated(tmp_path / "a.csv", 'id,text\n1,\n2,"x\n3,y\n')
    assert said[0] == "line 3: not CSV up to line 4 (unexpected end of data); left out"


def test_a_cell_may_be_long(tmp_path):
    long = "6 minuten geleden " + "x" * 300_000
    out, _ = annotated(tmp_path / "a.csv", f"text,n\n{long},1\n")
    assert out.split("\n")[1].startswith(f"{long},1,")


def test_a_delimiter_may_be_said(tmp_path, capsys):
    rows = write(tmp_path / "a.csv", "text|a,b\n6 minuten geleden|1,2\n")
    assert run("--input", rows, "--column", "text", *BASE, "--delimiter", "|", "--prefix", "") == 0
    header, row = capsys.readouterr().out.splitlines()
    assert header == f"text|a,b|{'|'.join(COLUMNS)}"
    assert row.startswith("6 minuten geleden|1,2|2026-01-24T21:53:00+00:00|")


# From one format to the other


def test_json_lines_as_csv(tmp_path):
    rows = '{"text": "x", "n": 1.0, "l": [1,  "a"]}\n{"b": true, "text": "y\\n", "n": null, "t": 1e400}\n{}\n'
    out, _ = annotated(tmp_path / "a.jsonl", rows, "out.csv")
    assert out == (f'text,n,l,b,t,{NEW}\nx,1.0,"[1,  ""a""]",,,,,,,,\n"y\n",,,true,1e400,,,,,,\n,,,,,,,,,,\n')


def test_csv_as_json_lines(tmp_path):
    out, _ = annotated(tmp_path / "a.csv", "\ufefftext,n,column_4\né,01,\nx,2,3,4,5\n", "out.jsonl")
    assert objects(out) == [
        {"text": "é", "n": "01", "column_4": "", **NOTHING},
        {"text": "x", "n": "2", "column_4": "3", "column_4_": "4", "column_5": "5", **NOTHING},
    ]
    assert "é" in out
    with pytest.raises(Mistake, match="two columns have one name"):
        annotated(tmp_path / "a.csv", "text,a,a\n", "out.jsonl")


def test_csv_as_tsv_and_back(tmp_path):
    tabs = annotated(tmp_path / "a.csv", 'text;n\n"a\tb";c,d\n', "out.tsv")[0]
    assert tabs.splitlines()[1] == '"a\tb"\tc,d\t\t\t\t\t\t'
    assert annotated(tmp_path / "b.tsv", "text\tn\na,b\tc\n", "out.csv")[0].splitlines()[1] == '"a,b",c,,,,,,'


def test_packed_files(tmp_path):
    rows = tmp_path / "a.jsonl.gz"
    rows.write_bytes(gzip.compress(b'{"text": "6 minuten geleden"}\n'))
    out = [tmp_path / name for name in ("one.csv.gz", "two.csv.gz")]
    for path in out:
        assert run("--input", str(rows), "--column", "text", *BASE, "--output", str(path)) == 0
    assert out[0].read_bytes() == out[1].read_bytes()
    assert gzip.decompress(out[0].read_bytes()).decode().splitlines()[0] == f"text,{NEW}"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_standard_input_and_output(packed, kind):
    rows = b'{"text": "6 minuten geleden", "n": 1}\n{"text": "", "m": 2}\n'
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "when", "--input", "-", "--input-format", "jsonl", "--column", "text",
         "--format", kind, *BASE],
        input=gzip.compress(rows) if packed else rows, cwd=ROOT, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == b"scrapy when: 2 rows: 1 read, 0 unread, 1 empty\n"
    first = done.stdout.splitlines()[0]
    assert first == f"text,n,m,{NEW}".encode() if kind == "csv" else json.loads(first)["time_value"] == 6


# The output file


def test_the_file_appears_whole(tmp_path):
    rows = write(tmp_path / "a.csv", "text\n6 minuten geleden\n")
    out = tmp_path / "out.csv"
    out.touch(mode=0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(out)
    ended = scrapy("when", "--input", rows, "--column", "text", *BASE, "--output", str(link))
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == "scrapy when: 1 row: 1 read, 0 unread, 0 empty\n"
    assert link.is_symlink()
    assert out.read_text(encoding="utf-8").count("\n") == 2
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "link.csv", "out.csv"]


def test_a_pipe_is_written_and_not_replaced(tmp_path):
    rows = write(tmp_path / "a.csv", "text\n6 minuten geleden\n")
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert run("--input", rows, "--column", "text", *BASE, "--output", str(pipe)) == 0
    reader.join(timeout=10)
    assert read[0].count(b"\n") == 2
    assert pipe.is_fifo()


def test_the_shell_may_not_write_to_the_input(tmp_path):
    rows = tmp_path / "a.csv"
    write(rows, "text\n6 minuten geleden\n")
    with rows.open("ab") as out:
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "when", "--input", str(rows), "--column", "text", *BASE],
            stdout=out, stderr=subprocess.PIPE, cwd=ROOT, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert b"is the input itself" in done.stderr
    assert rows.read_bytes() == b"text\n6 minuten geleden\n"


def test_a_closed_pipe_is_no_error(tmp_path):
    rows = write(tmp_path / "a.csv", "text\n" + "6 minuten geleden\n" * 5000)
    running = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "when", "--input", rows, "--column", "text", *BASE],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    with running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Heed Ctrl-C: tests that a shell runs in its background ignore it, and so would what they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_leaves_no_file(tmp_path):
    running = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "when", "--input", "-", "--input-format", "jsonl", "--column", "text",
         *BASE, "--output", str(tmp_path / "out.jsonl")],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    with running:
        assert running.stdin
        assert running.stderr
        running.stdin.write(b'{"text": "6 minuten geleden"}\n')
        running.stdin.flush()
        give_up = time.monotonic() + 30
        while not list(tmp_path.iterdir()) and time.monotonic() < give_up:
            time.sleep(0.02)
        assert list(tmp_path.iterdir())
        running.send_signal(signal.SIGINT)
        assert running.stderr.read() == b""
    assert running.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_rows(tmp_path):
    row = '{"text": "", "lead": "%s"}\n' % ("x" * 500)
    annotated(tmp_path / "a.jsonl", row)  # what is loaded once
    path = tmp_path / "b.jsonl"
    write(path, row * 20_000)  # 10 MB
    job = Job(str(path), str(tmp_path / "out.jsonl"), "jsonl", "jsonl")
    tracemalloc.start()
    try:
        annotate(job, TimeAnnotator("text", NOW, AMS), print)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000


# Whatever the rows are

CELLS, VALUES = cells("6 minuten geleden"), values(st.floats())


@EVERY
@given(rows=tables(CELLS), **ANY_CSV)
def test_cells_of_csv_come_out_equal(tmp_path, rows, delimiter, newline):
    width = len(rows[0]) if rows else 2
    out, said = annotated(tmp_path / "a.csv", to_csv(rows, width, delimiter, newline))
    read = list(csv.reader(io.StringIO(out, newline=""), delimiter=delimiter, strict=True))
    assert [row[:width] for row in read[1:]] == rows
    assert {len(row) for row in read} == {width + len(SIX)}
    assert said[0].startswith(f"{len(rows)} row")


@EVERY
@given(st.lists(st.dictionaries(st.text(max_size=6) | st.just("text"), VALUES, max_size=4)), st.booleans())
def test_values_of_json_come_out_equal(tmp_path, rows, escaped):
    surrogates = any(not _is_text(json.dumps(row, ensure_ascii=False)) for row in rows)
    lines = [json.dumps(row, ensure_ascii=escaped or surrogates) for row in rows]
    out, _ = annotated(tmp_path / "a.jsonl", "".join(f"{line}\n" for line in [*lines, '{"text": ""}']))
    written = out.removesuffix("\n").split("\n")
    assert [line.startswith(kept[:-1]) for line, kept in zip(written, lines, strict=False)] == [True] * len(
        lines
    )
    read = [{key: row[key] for key in row if key not in SIX} for row in map(json.loads, written)]
    assert repr(read[:-1]) == repr(rows)  # NaN is not equal to itself


def _is_text(text: str) -> bool:
    return text.encode(errors="ignore").decode() == text


# Parts


def test_instants_and_zones():
    assert to_instant(" 2026-01-24T23:00+01:00 ") == NOW
    assert to_instant("2026-01-24 22:00Z") == NOW
    assert to_zone("UTC").key == "UTC"


def test_the_machinery_is_free_of_scrapy():
    code = (
        "import sys, newscrawl.annotate.options, newscrawl.annotate.when; sys.exit('scrapy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_help_shows_examples():
    ended = scrapy("when", "-h")
    words = " ".join(ended.stdout.split())
    assert (ended.returncode, ended.stderr) == (0, "")
    assert 'scrapy when "6 minuten geleden" --now 2026-01-24T23:00+01:00 --zone Europe/Amsterdam' in words
    assert "scrapy when --input stories.jsonl --column published_raw --now-column served_at" in words
