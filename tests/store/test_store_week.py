"""A simulated day of two busy outlets, polled every ten minutes into one store by two processes at once.

`pytest -s tests/store/test_store_week.py` prints the figures; `benchmarks/week.py` runs the whole week.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import storing
from newsroom.busy import PER_DAY
from newsroom.scores import Score, requests_of, score
from sqlalchemy import select
from weeks import Ran, run_week, world_of

from newscrawl.store.engine import reading
from newscrawl.store.schema import publications, stories, versions


def iso(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat() if instant else None


def stored(url: str) -> tuple[list[dict], list[dict]]:
    """Return the stories and versions of a store as the scores take them."""
    with storing.engine_of(url) as engine, reading(engine) as connection:
        again: dict[int, list] = {}
        for row in connection.execute(select(publications).order_by(publications.c.number)):
            again.setdefault(row.story, []).append([iso(row.earliest), iso(row.latest)])
        rows = {row.id: row for row in connection.execute(select(stories))}
        found = [
            {"outlet": row.outlet, "story_id": row.story_id, "url": row.url, "served_at": iso(row.served_at),
             "published_earliest": iso(row.published_earliest), "published_latest": iso(row.published_latest),
             "withdrawn_at": iso(row.withdrawn_at), "republished": again.get(row.id, [])}
            for row in rows.values()
        ]  # fmt: skip
        changed = [
            {"story_id": rows[row.story].story_id, "number": row.number, "seen_at": iso(row.seen_at),
             "kinds": [kind for _, kind in row.changes]}
            for row in connection.execute(select(versions))
        ]  # fmt: skip
    return found, changed


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
