"""`scrapy schedule`: what is posted to a Scrapyd, what is not, and what is said."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import storing
from commanding import run_on
from crawling import scrapy
from scheduling import PASSWORD, USERNAME, FakeScrapyd, fake_scrapyd
from serving import Served, serving
from storing import HOUR, MINUTE

from newscrawl.commands.schedule import Command
from newscrawl.schedule.post import job_id

OUTLETS = ("--outlets", "nd,nos,nu")


@pytest.fixture
def file(tmp_path) -> Path:
    """A store that is not there yet."""
    return tmp_path / "store.db"


@pytest.fixture
def server(monkeypatch):
    """A Scrapyd, and its password in the environment."""
    monkeypatch.setenv("SCRAPYD_USERNAME", USERNAME)
    monkeypatch.setenv("SCRAPYD_PASSWORD", PASSWORD)
    with fake_scrapyd() as running:
        yield running


def schedule(file: Path | str, server: FakeScrapyd | str, *arguments: str) -> int:
    url = server if isinstance(server, str) else server.url
    return run_on(file, Command(), "--scrapyd", url, *(arguments or OUTLETS))


def crawled(
    file: Path, outlet: str, ago: timedelta, *, ended: bool = True, problems: tuple[str, ...] = ()
) -> None:
    """Let the store know of a crawl that began some time ago."""
    at = datetime.now(UTC) - ago
    with storing.opened(f"sqlite:///{file}") as store:
        run = store.begin(storing.outlet(outlet), at)
        if ended:
            store.end(run, at + MINUTE, "finished", problems, {}, {})


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "--scrapyd: expected the address of a Scrapyd, such as http://127.0.0.1:6800"),
        (["--scrapyd", "127.0.0.1:6800"], "--scrapyd: expected an address such as http://127.0.0.1:6800, got '127.0.0.1:6800'"),
        (["--scrapyd", "ftp://127.0.0.1"], "--scrapyd: expected an address such as http://127.0.0.1:6800, got 'ftp://127.0.0.1'"),
        (["--scrapyd", "http://127.0.0.1:99999"], "--scrapyd: expected an address such as http://127.0.0.1:6800"),
        (["--scrapyd", "http://me:secret@127.0.0.1"],
         "--scrapyd: expected an address without user and password: SCRAPYD_USERNAME and SCRAPYD_PASSWORD hold them"),
        (["--scrapyd", "http://me:sec/ret@127.0.0.1:6800/"], "--scrapyd: expected an address such as http://127.0.0.1:6800"),
        (["--scrapyd", "http://127.0.0.1", "nd"], "expected nothing more, got 'nd'; --outlets names some"),
        (["--scrapyd", "http://127.0.0.1", "--dryrun"], "unknown option '--dryrun'; -h shows all"),
        (["--scrapyd", "http://127.0.0.1", "--outlets", "ndd"], "no outlet 'ndd'; did you mean nd?"),
        (["--scrapyd", "http://127.0.0.1", "--most", "0"], "--most: expected a whole number of 1 to 10000, got '0'"),
        (["--scrapyd", "http://127.0.0.1", "--at", "7d"], "--at: goes with --dry-run only"),
        (["--scrapyd", "http://127.0.0.1", "-s", "NEWSCRAWL_PERIOD=often"],
         "NEWSCRAWL_PERIOD: expected a period of 5m to 30d such as '15m', '2h' or '1d', got 'often'"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(file, arguments, line, capsys, monkeypatch):
    monkeypatch.delenv("SCRAPYD_USERNAME", raising=False)
    monkeypatch.delenv("SCRAPYD_PASSWORD", raising=False)
    assert run_on(file, Command(), *arguments) == 2
    captured = capsys.readouterr()
    assert captured.err == f"scrapy schedule: {line}\n"
    assert "sec" not in captured.out
    assert not file.exists()


def test_no_store(server, capsys):
    assert schedule("", server) == 2
    assert capsys.readouterr().err.startswith("scrapy schedule: NEWSCRAWL_STORE is empty")
    assert server.asked == []


def test_half_of_what_opens_the_server(file, server, monkeypatch, capsys):
    monkeypatch.delenv("SCRAPYD_USERNAME")
    assert schedule(file, server) == 2
    line = "SCRAPYD_PASSWORD is set and SCRAPYD_USERNAME is not: expected both, or none where Scrapyd asks for none"
    assert capsys.readouterr().err == f"scrapy schedule: {line}\n"


# What is posted


def test_what_was_never_crawled_is_posted_once(file, server, capsysbinary):
    assert schedule(file, server) == 0
    assert sorted(server.outlets) == ["nd", "nos", "nu"]
    assert {job["project"] for job in server.posted} == {"newscrawl"}
    told = capsysbinary.readouterr()
    assert told.err == b""
    assert sorted(told.out.decode().splitlines()) == sorted(
        f"{job['spider']}: posted as {job['jobid']}" for job in server.posted
    )
    assert schedule(file, server) == 0  # they wait
    server.jobs["running"], server.jobs["pending"] = server.jobs["pending"], []
    assert schedule(file, server) == 0  # they run
    assert len(server.posted) == 3
    assert capsysbinary.readouterr() == (b"", b"")


def test_what_the_store_says(file, server):
    crawled(file, "nd", 2 * HOUR)
    crawled(file, "nos", 10 * MINUTE)
    crawled(file, "nu", MINUTE, ended=False)
    assert schedule(file, server) == 0
    assert server.outlets == ["nd"]


@pytest.mark.parametrize(("silent", "posted"), [(70 * MINUTE, ["nd"]), (4 * MINUTE, [])])
def test_a_crawl_that_says_nothing_any_more(file, server, silent, posted):
    """Begun long ago, not ended: killed, if it has not said for five minutes that it runs."""
    crawled(file, "nd", 3 * HOUR, ended=False)
    with storing.opened(f"sqlite:///{file}") as store:
        store.heard(1, datetime.now(UTC) - silent)
    assert schedule(file, server, "--outlets", "nd") == 0
    assert server.outlets == posted


def test_an_outlet_that_fails_waits_longer(file, server):
    for ago in (300, 230, 160, 90):
        crawled(file, "nd", ago * MINUTE, problems=("section Buitenland: http 403",))
        crawled(file, "nos", ago * MINUTE)
    assert schedule(file, server, "--outlets", "nd,nos") == 0
    assert server.outlets == ["nos"]


def test_the_period_of_an_outlet(file, server, tmp_path):
    mine = tmp_path / "mine.toml"
    table = (
        '[{0}]\nname = "{0}"\ncountry = "NL"\nlanguage = "nl"\nzone = "Europe/Amsterdam"\nperiod = "{1}"\n'
    )
    section = 'sections = [{name = "x", listing = "https://x.example/x"}]\n'
    mine.write_text("".join(table.format(*row) + section for row in (("often", "15m"), ("daily", "1d"))))
    for outlet in ("often", "daily", "nd"):
        crawled(file, outlet, 20 * MINUTE)
    own = ("-s", f"NEWSCRAWL_OUTLETS={mine}", "--outlets", "often,daily,nd")
    assert schedule(file, server, *own) == 0
    assert server.outlets == ["often"]
    assert schedule(file, server, *own, "-s", "NEWSCRAWL_PERIOD=15m") == 0
    assert server.outlets == ["often", "nd"]


def test_no_more_wait_than_may(file, server, capsysbinary):
    server.add("pending", "bbc", "by-hand")
    assert schedule(file, server, "--most", "4") == 0
    assert len(server.posted) == 3
    assert b"more are due and wait for room" in capsysbinary.readouterr().out
    assert schedule(file, server, "--most", "4") == 0
    assert len(server.posted) == 3
    server.jobs["running"], server.jobs["pending"] = server.jobs["pending"], []
    assert schedule(file, server, "--most", "4") == 0
    assert len(set(server.outlets)) == 7


def test_a_job_that_left_nothing_in_the_store_counts_as_a_failure(file, server, capsys):
    now = datetime.now(UTC)
    for ago in (5, 67):
        server.add("finished", "nd", job_id("nd", now - ago * MINUTE))
    server.add("finished", "nos", "by-hand")
    assert schedule(file, server, "--outlets", "nd,nos") == 0
    assert server.outlets == ["nos"]  # not again each minute
    server.jobs["finished"].pop(0)
    assert schedule(file, server, "--outlets", "nd") == 0
    assert server.outlets == ["nos", "nd"]
    assert capsys.readouterr().err == (
        f"scrapy schedule: nd: job {job_id('nd', now - 67 * MINUTE)} left no crawl in the store: it could not begin (its"
        " log says why), or Scrapyd uses another NEWSCRAWL_STORE\n"
    )


def test_an_outlet_that_the_egg_lacks_keeps_no_other_from_being_posted(file, server, capsys):
    server.unknown.add("nos")
    assert schedule(file, server) == 1
    assert sorted(server.outlets) == ["nd", "nu"]
    assert capsys.readouterr().err == "scrapy schedule: nos: spider 'nos' not found\n"


def test_two_at_the_same_time_post_nothing_twice(file, server):
    command = [sys.executable, "-m", "scrapy", "schedule", "--scrapyd", server.url, *OUTLETS, "-s", f"NEWSCRAWL_STORE=sqlite:///{file}"]  # fmt: skip
    with ThreadPoolExecutor(3) as pool:
        done = [
            *pool.map(
                lambda _: subprocess.run(command, capture_output=True, timeout=120, check=False), range(3)
            )
        ]
    assert [(run.returncode, run.stderr) for run in done] == [(0, b"")] * 3
    assert sorted(server.outlets) == ["nd", "nos", "nu"]


def test_a_dry_run_posts_nothing(file, server, capsysbinary):
    crawled(file, "nd", 150 * MINUTE)
    crawled(file, "nos", 10 * MINUTE, problems=("section x: http 403",))
    server.add("running", "nu", "by-hand")
    assert schedule(file, server, "--outlets", "nd,nos,nu,bbc", "--dry-run") == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert sorted(lines[:2]) == ["bbc: due, never crawled", "nu: runs or waits to be started"]
    assert lines[2].startswith("nd: due since 1h (each 1h, last crawl 20")
    assert lines[3].startswith("nos: due in ")
    assert lines[3].endswith(", 1 failed in a row)")
    at = (datetime.now(UTC) + HOUR).isoformat()
    assert schedule(file, server, "--outlets", "nos", "--dry-run", "--at", at) == 0
    assert capsysbinary.readouterr().out.startswith(b"nos: due since ")
    assert server.posted == []


def test_a_dry_run_makes_no_store(file, server):
    assert schedule(file, server, "--dry-run") == 0
    assert not file.exists()


# What is wrong with the server


def test_a_slash_at_the_end(file, server):
    assert schedule(file, f"{server.url}/") == 0
    assert len(server.posted) == 3


def test_no_server(file, server, capsys):
    with serving({}) as (url, _):
        pass
    assert schedule(file, url) == 1
    assert capsys.readouterr().err == f"scrapy schedule: {url}: no server answers (connection refused)\n"


@pytest.mark.parametrize(
    ("name", "password", "line"),
    [
        (
            "newscrawl",
            "wrong-secret",
            "newscrawl and its password are not accepted (401)",
        ),
        (None, None, "it asks for a password: set SCRAPYD_USERNAME and SCRAPYD_PASSWORD (401)"),
    ],
)
def test_the_password_is_wrong(file, server, name, password, line, monkeypatch, capsys):
    for variable, value in (("SCRAPYD_USERNAME", name), ("SCRAPYD_PASSWORD", password)):
        monkeypatch.delenv(variable) if value is None else monkeypatch.setenv(variable, value)
    assert schedule(file, server) == 1
    assert capsys.readouterr().err == f"scrapy schedule: {server.url}: {line}\n"
    assert server.posted == []


def test_no_such_project(file, server, capsys):
    assert schedule(file, server, "--project", "other") == 1
    assert capsys.readouterr().err == "scrapy schedule: project 'other' not found\n"


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (Served("<html>hello"), "listjobs.json: expected an answer of Scrapyd, got status 200"),
        (Served("bad gateway", status=502), "listjobs.json: expected an answer of Scrapyd, got status 502"),
        (Served('{"status": "ok"}'), "listjobs.json: expected jobs, got something else"),
        (Served('{"status": "ok", "pending": 1}'), "listjobs.json: expected jobs, got something else"),
        (Served("", status=302, location="{base}/elsewhere"), "listjobs.json: expected an answer of Scrapyd, got status 302"),
    ],
)  # fmt: skip
def test_something_else_answers(file, page, line, capsys):
    with serving({"/listjobs.json?project=newscrawl": page}) as (url, asked):
        assert schedule(file, url) == 1
        assert len(asked) == 1  # a redirect is not followed
    assert capsys.readouterr().err == f"scrapy schedule: {url}/{line}\n"


def test_a_server_that_says_nothing(file, monkeypatch, capsys):
    monkeypatch.setattr("newscrawl.schedule.scrapyd.ANSWER_SECONDS", 0.2)
    with serving({"/listjobs.json?project=newscrawl": lambda handler: time.sleep(1)}) as (
        url,
        _,
    ):
        assert schedule(file, url) == 1
    assert capsys.readouterr().err == f"scrapy schedule: {url}/listjobs.json: no answer in time\n"


@pytest.mark.usefixtures("server")
def test_a_store_that_cannot_be_used(tmp_path, server, capsys):
    assert schedule(tmp_path / "no/store.db", server) == 1
    assert capsys.readouterr().err.startswith("scrapy schedule: store sqlite:///")
    assert server.posted == []


def test_as_a_command_the_password_is_in_no_output(file, server):
    done = scrapy("schedule", "--scrapyd", server.url, *OUTLETS, "-L", "DEBUG", "-s", f"NEWSCRAWL_STORE=sqlite:///{file}")  # fmt: skip
    assert done.returncode == 0
    assert len(server.posted) == 3
    assert PASSWORD not in done.stdout + done.stderr
