"""A simulated day of two busy outlets, polled every ten minutes into one store by two processes at once.

`pytest -s tests/store/test_store_week.py` prints the figures; `benchmarks/week.py` runs the whole week.
"""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from newsroom.busy import PER_DAY
from newsroom.scores import Score, requests_of, score
from weeks import Ran, run_week, stored, world_of

EVERY = timedelta(minutes=10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("stored")


@pytest.fixture(scope="module")
def day(folder) -> Ran:
    return run_week(folder, "--days", "1", "-s", f"NEWSCRAWL_STORE=sqlite:///{folder}/news.db")


@pytest.fixture(scope="module")
def judged(day, folder) -> Score:
    return score(world_of(1), day.hits, *stored(f"sqlite:///{folder}/news.db"))


def test_every_story_is_kept_once(judged, capsys):
    with capsys.disabled():
        print("", *judged.lines(), sep="\n")
    assert judged.found == judged.true == sum(PER_DAY.values())
    assert (judged.duplicates, judged.strange) == (0, 0)


def test_no_interval_misses_the_truth(judged):
    assert judged.wrong == []
    assert (judged.later, judged.untimed) == (0, 0)


def test_intervals_are_narrower_than_the_polling_period(judged):
    """A list that prints minutes tells of one, and when it turns from one number to the next; an hour is told of later."""
    assert all(width < EVERY / 4 for width in judged.median_width.values())
    assert sum(width <= EVERY for width in judged.all_widths) > 0.9 * judged.found


def test_versions_are_those_that_a_crawl_could_see(judged):
    assert (judged.versions["missed"], judged.versions["invented"]) == (0, 0)


def test_withdrawals_and_republications_are_those_that_a_crawl_could_see(judged):
    assert (judged.withdrawals["shown"], judged.republications["true"]) != (0, 0)
    assert judged.withdrawals["right"] == judged.withdrawals["shown"]
    assert judged.republications["missed"] == judged.republications["invented"] == 0


def test_few_requests(day, capsys):
    counts = requests_of(world_of(1), day.hits)
    with capsys.disabled():
        print(f"\n{sum(counts.values())} requests {dict(counts)}, of a naive client {day.naive}")
    assert sum(counts.values()) < 0.3 * day.naive


def test_no_sighting_counts_twice(day, folder):
    """The database's own constraint; a page that is kept twice is in test_concurrency.py."""
    with closing(sqlite3.connect(folder / "news.db")) as connection:
        total, distinct = connection.execute(
            "SELECT count(*), (SELECT count(*) FROM (SELECT DISTINCT story, page, source, served_at FROM sightings))"
            " FROM sightings"
        ).fetchone()
    assert total == distinct > 0
