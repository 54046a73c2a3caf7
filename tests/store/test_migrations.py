"""Older stores are brought to the present tables without loss, newer ones are left alone."""

import multiprocessing
import sqlite3
from contextlib import closing

import pytest
import storing
from sqlalchemy import Column, Integer, Text, create_engine, text

from newscrawl.store import StoreError, migrations
from newscrawl.store.engine import open_engine, to_url, writing


def _add_a_column(to):
    to.add_column("stories", Column("mood", Text))
    to.create_table("moods", Column("id", Integer, primary_key=True))


def _add_and_fail(to):
    _add_a_column(to)
    raise RuntimeError("a step that fails")


def read(address: str, query: str) -> list[tuple]:
    engine = open_engine(address)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return rows


def versions(address: str) -> list[int]:
    return [number for (number,) in read(address, "SELECT number FROM store_version ORDER BY number")]


def test_a_new_store_has_the_present_version(address):
    assert versions(address) == [len(migrations.STEPS)]


def test_opened_again_nothing_happens(address):
    storing.fill(address)
    before = storing.contents(address)
    open_engine(address).dispose()
    assert (storing.contents(address), versions(address)) == (before, [len(migrations.STEPS)])


def test_an_older_store_is_migrated_without_loss(address, monkeypatch):
    storing.fill(address)
    before = storing.contents(address)
    stories = read(address, "SELECT story_id FROM stories ORDER BY id")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, _add_a_column))
    assert read(address, "SELECT story_id FROM stories WHERE mood IS NULL ORDER BY id") == stories
    assert versions(address) == [len(migrations.STEPS) - 1, len(migrations.STEPS)]
    assert {name: len(rows) for name, rows in storing.contents(address).items()} == {
        name: len(rows) for name, rows in before.items()
    }


def test_a_step_that_fails_leaves_the_store_as_it_was(address, monkeypatch):
    storing.fill(address)
    before = storing.contents(address)
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (*migrations.STEPS, _add_and_fail))
        with pytest.raises(RuntimeError, match="a step that fails"):
            open_engine(address)
    assert (storing.contents(address), versions(address)) == (before, [len(migrations.STEPS)])


def test_a_newer_store_is_refused_and_left_alone(address):
    storing.fill(address)
    before = storing.contents(address)
    storing.run_sql(address, "INSERT INTO store_version VALUES (99)")
    with pytest.raises(
        StoreError, match="its tables are of version 99, this release knows 2: update newscrawl"
    ):
        open_engine(address)
    engine = create_engine(to_url(address))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM store_version WHERE number = 99"))
    engine.dispose()
    assert storing.contents(address) == before


def _open(address: str, start: "multiprocessing.Barrier") -> None:
    start.wait(30)
    engine = open_engine(address)
    with writing(engine) as connection:
        connection.execute(text("UPDATE store_version SET number = number"))
    engine.dispose()


def test_a_new_store_may_be_opened_by_several_processes_at_once(address):
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(6)
    processes = [spawn.Process(target=_open, args=(address, start)) for _ in range(6)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 6
    assert versions(address) == [len(migrations.STEPS)]


def test_a_file_of_somebody_else_is_left_alone(tmp_path):
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE stories (title TEXT)")
        connection.execute("INSERT INTO stories VALUES ('De storm')")
        connection.commit()
    with pytest.raises(StoreError):
        open_engine(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT * FROM stories").fetchall() == [("De storm",)]
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("stories",)]
