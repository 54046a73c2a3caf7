"""`scrapy outlets`: the list of outlets, and the check of their sections, by whole runs."""

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commanding import run_here
from crawling import ROOT, scrapy
from rich.cells import cell_len

from newscrawl.checks.report import NAMES
from newscrawl.commands.outlets import Command
from newscrawl.outlets import load_bundled

CONTACT = ("-s", "NEWSCRAWL_CONTACT=test@newscrawl.invalid")
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "DOWNLOAD_TIMEOUT=2", "-s", "RETRY_TIMES=1", *CONTACT)
GOOD = ("nrfloor", "nrround", "nrdayjs", "nrclock", "nrfeed", "nratom")
BAD = {
    "empty": "listing: empty page",
    "gone": "listing: http 404",
    "private/list": "listing: robots.txt forbids it",
    "slow": "listing: timeout",
    "loop": "listing: too many redirects",
    "binary": "listing: no text",
    "lying-length": "listing: cut off",
    "cutgzip": "listing: cut off, what came is kept",
}
"""Sections of nrbad, and what looks wrong with each."""


def outlets(*arguments: str) -> subprocess.CompletedProcess:
    return scrapy("outlets", *arguments)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "scrapy", "outlets", *arguments]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings", "PYTHONPATH": str(ROOT), **more}


def run_on_terminal(columns: int, *arguments: str) -> str:
    """Return what a person with a terminal of so many columns sees, without colours."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        command(*arguments), cwd=ROOT, stdout=follower, stderr=subprocess.DEVNULL,
        env=environment(COLUMNS=str(columns), NO_COLOR="1", TERM="dumb"),
    )  # fmt: skip
    os.close(follower)
    seen = b""
    try:
        while chunk := os.read(leader, 65536):
            seen += chunk
    except OSError:  # how Linux says that nobody writes any more
        pass
    os.close(leader)
    process.wait(timeout=60)
    return seen.decode().replace("\r\n", "\n")


@pytest.fixture(scope="module")
def files(newsroom, tmp_path_factory) -> str:
    """The newsroom's outlets and nrbad, as NEWSCRAWL_OUTLETS takes them."""
    folder = tmp_path_factory.mktemp("outlets")
    return f"NEWSCRAWL_OUTLETS={newsroom.write_outlets(folder)},{newsroom.write_bad_outlet(folder, *BAD)}"


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nx"], "scrapy outlets: no outlet 'nx'"),
        (["tageschau"], "scrapy outlets: no outlet 'tageschau'; did you mean tagesschau?"),
        (["--country", "NL,XX"], "scrapy outlets: --country: no outlet has 'XX'; there are "),
        (["--language", "tlh"], "scrapy outlets: --language: no outlet has 'tlh'; there are "),
        (["nd", "--country", "BE"], "scrapy outlets: no outlet fits all that is asked for"),
        (["--format", "yaml"], "scrapy outlets: --format: expected table, json or csv, got 'yaml'"),
        (["--chekc"], "scrapy outlets: unknown option '--chekc'; -h shows all"),
        (["--at-once", "4"], "scrapy outlets: --at-once: goes with --check only"),
        (["--check", "--at-once", "0"], "scrapy outlets: --at-once: expected a whole number of 1 to 100, got '0'"),
        (["-s", "NEWSCRAWL_OUTLETS=none.toml"], "scrapy outlets: none.toml: expected a TOML file"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(arguments, line, capsys):
    assert run_here(Command(), *arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(line)
    assert captured.err.count("\n") == 1


def test_wrong_usage_is_the_exit_code_of_the_process():
    done = outlets("tageschau")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "scrapy outlets: no outlet 'tageschau'; did you mean tagesschau?\n"


# The list


def test_json_is_what_a_program_gets():
    done = outlets()
    assert done.returncode == 0
    rows = json.loads(done.stdout)
    bundled = load_bundled()
    assert [row["outlet"] for row in rows] == sorted(bundled)
    row = next(row for row in rows if row["outlet"] == "nd")
    assert list(row) == ["outlet", "name", "country", "language", "zone", "rounding", "verified", "sections"]
    assert list(row["sections"][0]) == ["name", "listing", "feed", "sitemap", "render", "min_stories"]
    assert row["sections"][0]["listing"] == bundled["nd"].sections[0].listing


def test_csv_has_a_row_for_each_section(files):
    done = outlets("nrround", "nrfeed", "--format", "csv", "-s", files)
    rows = [*csv.DictReader(io.StringIO(done.stdout))]
    assert [(row["outlet"], row["section"]) for row in rows] == [
        ("nrfeed", "Internacional"), ("nrround", "World"), ("nrround", "Business"),
    ]  # fmt: skip
    assert rows[0]["feed"].endswith("/rss.xml")


def test_a_table_is_what_a_person_gets(files):
    lines = run_on_terminal(120, "--language", "nl", "--country", "NL,BE", "-s", files).splitlines()
    assert lines[0].split() == [
        "Outlet",
        "Name",
        "Country",
        "Language",
        "Zone",
        "Section",
        "Pages",
        "Verified",
    ]
    cells = {line.split()[0]: line for line in lines[1:]}
    assert {"nd", "vrt", "nrfloor", "nrclock"} <= set(cells)
    assert {"lesoir", "nrround"}.isdisjoint(cells)
    assert "De Vloer" in cells["nrfloor"]


@pytest.mark.parametrize("columns", [60, 80])
def test_a_table_fits_its_terminal(columns):
    assert max(map(cell_len, run_on_terminal(columns).splitlines())) <= columns


def test_a_section_below_another_of_its_outlet_does_not_repeat_it(files):
    done = outlets("nrround", "--format", "table", "-s", files)
    (_, first, second) = done.stdout.splitlines()
    assert first.startswith("nrround  The Rounder")
    assert second.split() == ["Business", "listing"]


def test_a_reader_that_has_seen_enough_ends_it_quietly():
    process = subprocess.Popen(
        command("--format", "csv"),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 141
    process.stderr.close()


# The check


@pytest.fixture(scope="module")
def checked(newsroom, files) -> dict[tuple[str, str], dict]:
    """One check of the newsroom's outlets and of nrbad: the rows by outlet and section."""
    newsroom.reset()
    done = outlets("--check", *GOOD, "nrbad", "-s", files, *FAST)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    rows = json.loads(done.stdout)
    assert done.stderr == f"scrapy outlets: {len(rows)} sections: 8 ok, 0 doubtful, {len(BAD)} failed\n"
    return {(row["outlet"], row["section"]): row for row in rows}


@pytest.mark.parametrize("outlet", GOOD)
def test_sections_that_work(checked, newsroom, outlet):
    rows = [row for (key, _), row in checked.items() if key == outlet]
    assert rows
    for row in rows:
        assert list(row) == NAMES
        assert (row["result"], row["problems"], row["robots"]) == ("ok", [], "allowed")
        assert {page["status"] for page in row["pages"]} == {200}
        assert row["stories"] >= row["min_stories"] == 10
        assert row["times_share"] == 1.0
        assert row["datelines_share"] > 0.7
        true = [
            story
            for story in newsroom.truth
            if (story["outlet"], story["section"]) == (outlet, row["section"])
        ]
        assert row["stories"] == sum(not story["linkless"] for story in true)
        assert 0 <= row["newest_age_seconds"] < 1000


def test_a_feed_and_a_listing_are_two_pages(checked):
    pages = checked["nrfeed", "Internacional"]["pages"]
    assert [(page["kind"], page["outcome"]) for page in pages] == [("listing", "ok"), ("feed", "ok")]


@pytest.mark.parametrize(("section", "problem"), BAD.items())
def test_sections_that_do_not(checked, section, problem):
    row = checked["nrbad", section]
    assert row["result"] == "failed"
    assert row["problems"][0] == problem
    assert row["pages"][0]["outcome"] == problem.removeprefix("listing: ")
    assert row["robots"] == ("forbidden" if section == "private/list" else "allowed")


def test_what_is_kept_of_a_page_that_is_cut_off_is_counted(checked):
    assert checked["nrbad", "cutgzip"]["stories"] == 3


def test_a_hostile_outlet_stops_no_other_section(checked):
    assert (checked["nrbad", "good"]["result"], checked["nrbad", "good"]["stories"]) == ("ok", 3)


def test_no_article_is_fetched_and_nothing_that_robots_forbid(checked, newsroom):
    for outlet in GOOD:
        paths = {hit.path for hit in newsroom.log(outlet)}
        assert paths == {
            "/robots.txt",
            *(page["url"].removeprefix(newsroom.url(outlet)) for page in pages_of(checked, outlet)),
        }
        assert {hit.user_agent for hit in newsroom.log(outlet)} == {
            "newscrawl/0.1.0 (+test@newscrawl.invalid)"
        }
        assert newsroom.peak(outlet) == 1
    assert not any(path.startswith("/ok/") or "private" in path for path in newsroom.hits("nrbad"))


def pages_of(checked: dict, outlet: str) -> list[dict]:
    return [page for (key, _), row in checked.items() if key == outlet for page in row["pages"]]


def test_a_check_leaves_nothing_behind(files, tmp_path):
    done = scrapy("outlets", "--check", "nratom", "-s", files, *FAST, folder=tmp_path)
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_section_that_looks_left_behind(newsroom, files):
    newsroom.advance(days=5)
    try:
        done = outlets("--check", "nrround", "--format", "table", "-s", files, *FAST)
    finally:
        newsroom.advance(days=-5)
    assert done.returncode == 0  # a doubt is for a person
    (_, world, business) = done.stdout.splitlines()
    assert world.split()[:3] == ["nrround", "World", "doubtful"]
    assert business.endswith("newest story is 5 days old")
    assert "2 sections: 0 ok, 2 doubtful, 0 failed" in done.stderr


def test_csv_of_a_check(files):
    done = outlets("--check", "nratom", "--format", "csv", "-s", files, *FAST)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert list(row) == NAMES
    assert row["pages"].startswith("feed ok http://127.0.0.1")


def test_an_outlet_that_is_not_there(tmp_path):
    path = tmp_path / "none.toml"
    path.write_text(
        '[none]\nname = "None"\ncountry = "NL"\nlanguage = "nl"\nzone = "Europe/Amsterdam"\n'
        'sections = [{name = "Buitenland", listing = "http://127.0.0.1:9/buitenland"}]\n'
    )
    done = outlets("--check", "none", "-s", f"NEWSCRAWL_OUTLETS={path}", *FAST)
    (row,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert row["problems"] == ["listing: connection refused"]
    assert (row["pages"][0]["status"], row["robots"], row["times_share"]) == (None, "unknown", None)


def test_an_outlet_that_takes_too_long_is_left(files):
    slow = ("-s", "CLOSESPIDER_TIMEOUT=1", "-s", "DOWNLOAD_DELAY=3", *CONTACT)
    rows = json.loads(outlets("--check", "nrround", "-s", files, *slow).stdout)
    assert {row["result"] for row in rows} == {"failed"}
    assert {row["problems"][0] for row in rows} == {"the check ended early: it took too long"}


def test_a_browser_that_is_missing_is_told_in_the_row(newsroom, files, tmp_path):
    path = tmp_path / "script.toml"
    path.write_text(
        '[script]\nname = "Script"\ncountry = "NL"\nlanguage = "nl"\nzone = "Europe/Amsterdam"\n'
        f'sections = [{{name = "Buitenland", listing = "{newsroom.url("nrfloor", "/buitenland")}", render = "browser"}}]\n'
    )
    own = ("-s", f"NEWSCRAWL_OUTLETS={path},{files.partition('=')[2]}", "-s", "NEWSCRAWL_BROWSER=/no/browser")
    done = outlets("--check", "script", "nratom", *own, *FAST)
    good, bad = json.loads(done.stdout)
    assert (done.returncode, good["result"], bad["result"]) == (1, "ok", "failed")
    assert "expected a Chromium, there is none at '/no/browser'" in bad["problems"][0]


def test_outlets_learn_who_asks_or_the_person_is_told(files, monkeypatch):
    monkeypatch.delenv("NEWSCRAWL_CONTACT", raising=False)
    done = outlets("--check", "nratom", "-s", files, "-s", "DOWNLOAD_DELAY=0")
    assert done.stderr.startswith("scrapy outlets: NEWSCRAWL_CONTACT is not set: tell outlets who asks")


def test_an_interrupt_ends_it_and_says_what_was_not_checked(newsroom, files):
    newsroom.reset()
    process = subprocess.Popen(
        command("--check", "nratom", "nrround", "--at-once", "1", "-s", files, "-s", "DOWNLOAD_DELAY=3", *CONTACT),
        cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    give_up = time.monotonic() + 60
    while not newsroom.log("nratom") and time.monotonic() < give_up:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    report, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert json.loads(report) == []
    assert said.endswith("scrapy outlets: interrupted; not checked: nratom, nrround\n")


def test_the_readme_names_each_key_of_the_report():
    readme = (Path(ROOT) / "README.md").read_text(encoding="utf-8")
    section = readme.split("### Check outlets")[1].split("\n### ")[0]
    assert [name for name in NAMES if f"`{name}`" not in section] == []
