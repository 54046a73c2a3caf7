"""Ctrl-C once ends a crawl cleanly with everything kept; twice ends it at once."""

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from crawling import command, environment, scrapy

READ = 'SELECT stories.url FROM versions JOIN stories ON stories.id = versions.story WHERE versions.content LIKE \'%"text": "%\''


def ask(store: Path, statement: str) -> list[tuple]:
    if not store.exists():
        return []
    with closing(sqlite3.connect(store)) as connection:
        try:
            return connection.execute(statement).fetchall()
        except sqlite3.OperationalError:  # its tables are not there yet
            return []


def read_urls(store: Path) -> set[str]:
    return {url for (url,) in ask(store, READ)}


def wait_for(is_so: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


@contextmanager
def crawling(*arguments: str, log: Path) -> Iterator[subprocess.Popen]:
    """Yield a crawl in a process group of its own, as a shell on a terminal starts it."""
    with log.open("wb") as file:
        crawl = subprocess.Popen(
            command("crawl", *arguments), env=environment(), stdout=file, stderr=file, start_new_session=True
        )
    with crawl:
        try:
            yield crawl
        finally:
            if is_there(crawl.pid):
                os.killpg(crawl.pid, signal.SIGKILL)


def is_there(group: int) -> bool:
    """Tell whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def options(newsroom, tmp_path):
    """Options of a crawl of the newsroom that takes a while."""
    newsroom.reset()
    return (
        "-s", f"NEWSCRAWL_OUTLETS={newsroom.write_outlets(tmp_path)}", "-s", f"NEWSCRAWL_STORE=sqlite:///{tmp_path}/news.db",
        "-s", "NEWSCRAWL_CONTACT=test@newscrawl.invalid", "-O", f"{tmp_path}/rows.jsonl",
    )  # fmt: skip


def true_urls(newsroom, outlet: str) -> set[str]:
    return {s["url"] for s in newsroom.truth if s["outlet"] == outlet and s["url"] and not s["gone"]}


@pytest.mark.parametrize(
    ("kill", "number"),
    [
        (os.killpg, signal.SIGINT),  # as a terminal does it: the readers get it, too
        (os.kill, signal.SIGTERM),
    ],
)
def test_once_ends_it_with_everything_kept(newsroom, tmp_path, options, kill, number):
    store, log = tmp_path / "news.db", tmp_path / "log"
    slow = ("-s", "DOWNLOAD_DELAY=0.2", "-s", "CONCURRENT_REQUESTS=4")
    with crawling("nrround", *slow, *options, log=log) as crawl:
        wait_for(lambda: len(read_urls(store)) >= 3)
        kill(crawl.pid, number)
        assert crawl.wait(20) == 130
        wait_for(lambda: not is_there(crawl.pid))  # readers and all
    text = log.read_text(encoding="utf-8")
    assert [line.split("ERROR: ")[1] for line in text.splitlines() if "ERROR: " in line] == [
        "ended early: shutdown"
    ]
    assert "Traceback" not in text
    assert "KeyboardInterrupt" not in text

    true, read = true_urls(newsroom, "nrround"), read_urls(store)
    assert read < true
    ((reason, ended_at, problems),) = ask(store, "SELECT reason, ended_at, problems FROM runs")
    assert reason == "shutdown"
    assert ended_at
    assert "ended early: shutdown" in problems
    ledger = dict(ask(store, "SELECT outcome, sum(teasers) FROM ledger GROUP BY outcome"))
    assert ask(store, "SELECT count(*) FROM versions") == [(ledger["new"],)]
    assert ledger["failed: crawl ended"] > 0
    rows = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["url"] for row in rows if row["text"]} == read  # the feed is closed and whole

    second = scrapy("crawl", "nrround", "-s", "DOWNLOAD_DELAY=0", *options)
    assert second.returncode == 0, second.stderr
    assert read_urls(store) == true
    assert [reason for (reason,) in ask(store, "SELECT reason FROM runs")] == ["shutdown", "finished"]


def test_what_is_under_way_is_finished(newsroom, tmp_path, options):
    """The page that is being fetched is waited for, and has its place in the ledger."""
    log = tmp_path / "log"
    file = newsroom.write_bad_outlet(tmp_path, "slow")
    options = (
        *options[2:],
        "-s",
        f"NEWSCRAWL_OUTLETS={file}",
        "-s",
        "DOWNLOAD_TIMEOUT=4",
        "-s",
        "RETRY_TIMES=0",
    )
    with crawling("nrbad", *options, log=log) as crawl:
        wait_for(lambda: newsroom.hits("nrbad").get("/slow", 0) > 0)
        os.killpg(crawl.pid, signal.SIGINT)
        assert crawl.wait(20) == 130
    assert "section slow: timeout" in log.read_text(encoding="utf-8")


def test_twice_ends_it_at_once(newsroom, tmp_path, options):
    log = tmp_path / "log"
    file = newsroom.write_bad_outlet(tmp_path, "slow")
    options = (*options[2:], "-s", f"NEWSCRAWL_OUTLETS={file}", "-s", "DOWNLOAD_TIMEOUT=100")
    with crawling("nrbad", *options, log=log) as crawl:
        wait_for(lambda: newsroom.hits("nrbad").get("/slow", 0) > 0)
        os.killpg(crawl.pid, signal.SIGINT)
        wait_for(lambda: "Send again to force" in log.read_text(encoding="utf-8"))
        os.killpg(crawl.pid, signal.SIGINT)
        assert crawl.wait(20) == 1
        wait_for(lambda: not is_there(crawl.pid))
    assert "ERROR: the crawl was cut off" in log.read_text(encoding="utf-8")
