"""`scrapy run`: whole crawls of the newsroom, those that are due and those that are named."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import storing
from commanding import run_on
from crawling import ROOT, scrapy
from sqlalchemy import text

from newscrawl.commands.run import Command
from newscrawl.store.engine import reading

CONTACT = ("-s", "NEWSCRAWL_CONTACT=test@newscrawl.invalid")
PAIR = "nrfloor,nratom"
SLOW = ("-s", "DOWNLOAD_DELAY=3", "-s", "CONCURRENT_REQUESTS=1")
"""Scrapy ends a crawl when what waits in its downloader has come."""


@pytest.fixture
def file(tmp_path) -> Path:
    """A store that is not there yet."""
    return tmp_path / "store.db"


@pytest.fixture(scope="module")
def files(newsroom, tmp_path_factory) -> str:
    """The newsroom's outlets, nrbad and one that needs a browser, as NEWSCRAWL_OUTLETS takes them."""
    folder = tmp_path_factory.mktemp("outlets")
    (folder / "script.toml").write_text(
        '[script]\nname = "Script"\ncountry = "NL"\nlanguage = "nl"\nzone = "Europe/Amsterdam"\n'
        f'sections = [{{name = "Buitenland", listing = "{newsroom.url("nrfloor", "/buitenland")}", render = "browser"}}]\n'
    )
    return f"{newsroom.write_outlets(folder)},{newsroom.write_bad_outlet(folder, 'gone')},{folder / 'script.toml'}"


@pytest.fixture
def settings(file, files, newsroom) -> tuple[str, ...]:
    newsroom.reset()
    own = {"NEWSCRAWL_STORE": f"sqlite:///{file}", "NEWSCRAWL_OUTLETS": files, "NEWSCRAWL_PROCESSES": "1"}
    return (*CONTACT, *(part for name, value in own.items() for part in ("-s", f"{name}={value}")))


@pytest.fixture
def fast(settings) -> tuple[str, ...]:
    return (*settings, "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0", "-a", "articles=no")


def runs(file: Path) -> list[tuple]:
    """Return outlet, reason and problems of the crawls that the store knows of."""
    with storing.engine_of(f"sqlite:///{file}") as engine, reading(engine) as connection:
        rows = connection.execute(text("SELECT outlet, reason, problems FROM runs ORDER BY id")).all()
    return [(outlet, reason, json.loads(problems)) for outlet, reason, problems in rows]


def age(file: Path, minutes: int) -> None:
    """Let all crawls have been so long ago."""
    storing.run_sql(f"sqlite:///{file}", *(f"UPDATE runs SET {name} = {name} - {minutes * 60_000_000}" for name in ("started_at", "ended_at", "heard_at")))  # fmt: skip


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "expected --due, or the names of outlets; `scrapy list` shows all"),
        (["ndd"], "no outlet 'ndd'; did you mean nd?"),
        (["--due", "--outlets", "ndd"], "no outlet 'ndd'; did you mean nd?"),
        (["--due", "--at-once", "0"], "--at-once: expected a whole number of 1 to 100, got '0'"),
        (["--deu"], "unknown option '--deu'; -h shows all"),
        (["nd", "--dry-run"], "--dry-run: goes with --due only"),
        (["--due", "--at", "2026-01-24"], "--at: goes with --dry-run only"),
        (["--due", "--dry-run", "--at", "soon"],
         "--at: expected a day, an instant or an age, such as 2026-01-24, 2026-01-24T12:00+01:00 or 7d, got 'soon'"),
        (["nd", "nos", "-O", "rows.jsonl"], "expected %(name)s in the name of the feed 'rows.jsonl': each outlet has one of its own"),
        (["--due", "-o", "-:jsonl"], "expected %(name)s in the name of the feed 'stdout:': each outlet has one of its own"),
        (["nd", "-a", "foo=1"], "-a foo: unknown argument; expected sections, articles or limit"),
        (["nd", "-a", "limit=0"], "-a limit: expected a whole number from 1, got '0'"),
        (["nd", "-s", "NEWSCRAWL_PERIOD=1m"],
         "NEWSCRAWL_PERIOD: expected a period of 5m to 30d such as '15m', '2h' or '1d', got '1m'"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(file, arguments, line, capsys):
    assert run_on(file, Command(), *arguments) == 2
    assert capsys.readouterr().err == f"scrapy run: {line}\n"
    assert not file.exists()


def test_no_store(capsys):
    assert run_on("", Command(), "nd") == 2
    assert capsys.readouterr().err.startswith("scrapy run: NEWSCRAWL_STORE is empty")


def test_a_store_that_cannot_be_used(tmp_path, capsys):
    assert run_on(tmp_path / "no/store.db", Command(), "nd") == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("scrapy run: store sqlite:///")


# What is due


def test_what_is_due_is_crawled_once_a_period(file, fast, newsroom):
    first = scrapy("run", "--due", "--outlets", PAIR, *fast)
    assert (first.returncode, first.stderr) == (0, "")
    told = {outlet: line for outlet, _, line in (line.partition(": ") for line in first.stdout.splitlines())}
    true = [story for story in newsroom.truth if story["outlet"] == "nratom"]
    assert told["nratom"] == f"{len(true)} teasers ({len(true)} new)"
    assert told.keys() == {"nrfloor", "nratom"}
    second = scrapy("run", "--due", "--outlets", PAIR, *fast)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert sorted(runs(file)) == [("nratom", "finished", []), ("nrfloor", "finished", [])]
    age(file, 67)
    third = scrapy("run", "--due", "--outlets", PAIR, *fast)
    assert third.returncode == 0
    assert len(runs(file)) == 4


def test_a_dry_run_tells_and_crawls_nothing(file, fast, capsysbinary, newsroom):
    with storing.opened(f"sqlite:///{file}") as store:
        store.end(store.begin(storing.outlet("nrfloor"), storing.NOON), storing.NOON, "finished", [], {}, {})
    arguments = ("--due", "--dry-run", "--outlets", PAIR, *fast)
    assert run_on(file, Command(), *arguments, "--at", "2026-01-24T12:30Z") == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert lines[0] == "nratom: due, never crawled"
    assert lines[1].endswith("(each 1h, last crawl 2026-01-24T12:00:00+00:00)")
    assert lines[1].startswith("nrfloor: due in ")
    assert (newsroom.hits("nrfloor"), newsroom.hits("nratom")) == ({}, {})


def test_what_one_outlet_breaks_keeps_none_of_the_others(file, fast):
    own = ("-s", "NEWSCRAWL_BROWSER=/no/browser")
    done = scrapy("run", "--due", "--outlets", "nrbad,script,nratom", *fast, *own)
    assert done.returncode == 1
    problems = done.stderr.splitlines()
    assert sorted(line.partition("http://")[0] for line in problems) == [
        "scrapy run: nrbad: section gone: http 404: ",
        "scrapy run: script: NEWSCRAWL_BROWSER: expected a Chromium, there is none at '/no/browser'",
    ]
    told = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert (told.keys(), told["nrbad"]) == ({"nratom", "nrbad"}, "3 teasers (3 new)")
    known = {outlet: (reason, len(problems)) for outlet, reason, problems in runs(file)}
    assert known == {"nrbad": ("finished", 1), "script": ("not begun", 1), "nratom": ("finished", 0)}
    # They failed, and wait a period like the others.
    again = scrapy("run", "--due", "--outlets", "nrbad,script,nratom", *fast, *own)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


# What is named


def test_named_outlets_are_crawled_whether_they_are_due_or_not(file, fast, tmp_path):
    feed = tmp_path / "rows-%(name)s.jsonl"
    for _ in range(2):
        done = scrapy("run", "nratom", "--outlets", "nrclock", *fast, "-O", str(feed))
        assert (done.returncode, done.stderr) == (0, "")
    assert sorted(outlet for outlet, _, _ in runs(file)) == ["nratom", "nratom", "nrclock", "nrclock"]
    assert {path.name for path in tmp_path.glob("rows-*")} == {"rows-nratom.jsonl", "rows-nrclock.jsonl"}


def test_one_outlet_may_have_a_feed_without_its_name(fast, tmp_path):
    done = scrapy("run", "nratom", *fast, "-O", str(tmp_path / "rows.jsonl"))
    assert done.returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text().splitlines()]
    assert {row["outlet"] for row in rows} == {"nratom"}


def test_the_log_is_there_if_it_is_asked_for(fast):
    done = scrapy("run", "nratom", *fast, "-L", "INFO")
    assert "INFO: Spider closed (finished)" in done.stderr


# Beside others, and interrupted


def start(*arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "run", *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env={**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"},
    )  # fmt: skip


def wait_until_asked(newsroom, outlet: str) -> None:
    give_up = time.monotonic() + 60
    while not newsroom.log(outlet):
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_beside_another_process_no_outlet_is_crawled_twice(file, settings, newsroom):
    slow = start("nrfloor", *settings, *SLOW)
    try:
        wait_until_asked(newsroom, "nrfloor")
        named = scrapy("run", "nrfloor", "nratom", *settings, "-s", "DOWNLOAD_DELAY=0", "-a", "articles=no")
        assert (named.returncode, named.stderr) == (1, "scrapy run: nrfloor: it is being crawled already\n")
        assert named.stdout.startswith("nratom: ")
        due = scrapy("run", "--due", "--outlets", PAIR, *settings)
        assert (due.returncode, due.stdout, due.stderr) == (0, "", "")
    finally:
        slow.send_signal(signal.SIGINT)
        _, said = slow.communicate(timeout=60)
    assert slow.returncode == 130
    assert said == "scrapy run: interrupted: nrfloor\n"
    assert [outlet for outlet, _, _ in runs(file)] == ["nrfloor", "nratom"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_in_good_order(file, settings, newsroom, number):
    process = start("--due", "--outlets", PAIR, *settings, *SLOW)
    try:
        give_up = time.monotonic() + 60
        while not (newsroom.log("nrfloor") or newsroom.log("nratom")):
            assert time.monotonic() < give_up
            time.sleep(0.05)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    ((outlet, reason, _),) = runs(file)  # both are one site: the other one had not begun
    assert (said, reason) == (f"scrapy run: interrupted: {outlet}\n", "shutdown")


def test_outlets_of_other_sites_are_crawled_beside_each_other(file, settings, newsroom, tmp_path):
    """And of one site one after the other: 127.0.0.1 and localhost are two."""
    mine = newsroom.write_outlets(tmp_path, "nrfloor", "nratom", "nrclock")
    mine.write_text(mine.read_text().replace(newsroom.url("nratom"), newsroom.url("nratom").replace("127.0.0.1", "localhost")))  # fmt: skip
    own = (*settings, "-s", f"NEWSCRAWL_OUTLETS={mine}", "-s", "DOWNLOAD_DELAY=0.5", "-a", "limit=2")
    own += ("-s", "NEWSCRAWL_PRIVATE_ADDRESSES=127.0.0.1, ::1")
    scrapy("run", "nrfloor", "nratom", "nrclock", *own)
    with storing.engine_of(f"sqlite:///{file}") as engine, reading(engine) as connection:
        rows = connection.execute(text("SELECT outlet, started_at, ended_at FROM runs")).all()
    spans = {outlet: (start, end) for outlet, start, end in rows}
    assert None not in {end for _, end in spans.values()}

    def overlap(one: str, two: str) -> bool:
        return spans[one][0] < spans[two][1] and spans[two][0] < spans[one][1]

    assert not overlap("nrfloor", "nrclock")
    assert overlap("nratom", "nrfloor") or overlap("nratom", "nrclock")
