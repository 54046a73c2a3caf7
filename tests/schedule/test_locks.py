"""Locks between processes, on both databases."""

import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
import storing
from crawling import ROOT

from newscrawl.schedule.locks import open_locks, wait_for
from newscrawl.store import StoreError
from newscrawl.store.engine import opened

HOLD = """
import sys, time
from newscrawl.schedule.locks import open_locks
from newscrawl.store.engine import opened

with opened(sys.argv[1]) as engine, open_locks(engine) as locks:
    print(*(locks.take(name) for name in sys.argv[2:]), flush=True)
    if sys.stdin.readline() == "give\\n":
        locks.give(sys.argv[2])
        print("given", flush=True)
        sys.stdin.readline()
"""


@contextmanager
def other(address: str, *names: str):
    """Yield another process that has tried to take locks, and what came of each."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, address, *names],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        try:
            yield process, process.stdout.readline().split()
        finally:
            process.kill()


def test_one_holds_it_at_a_time(address):
    with opened(address) as engine, open_locks(engine) as locks:
        assert locks.take("nd")
        with other(address, "nos", "nd") as (process, took):
            assert took == ["True", "False"]
            assert not locks.take("nos")
            process.stdin.write("give\n")
            process.stdin.flush()
            assert process.stdout.readline() == "given\n"
            assert locks.take("nos")
        locks.give("nd")
        with other(address, "nd", "nos") as (_, took):
            assert took == ["True", "False"]


def test_a_process_that_is_killed_leaves_none(address):
    with opened(address) as engine, open_locks(engine) as locks:
        with other(address, "nd") as (process, took):
            assert took == ["True"]
            assert not wait_for(locks, "nd", 0.2)
            process.kill()
            assert wait_for(locks, "nd", 10)
        locks.give("nd")


def test_those_that_are_held_at_the_end_are_given_back(address):
    with opened(address) as engine:
        with open_locks(engine) as locks:
            assert locks.take("nd")
        with other(address, "nd") as (_, took):
            assert took == ["True"]


def test_what_is_locked_keeps_no_crawl_from_writing(address):
    with opened(address) as engine, open_locks(engine) as locks:
        assert locks.take("blad")
        began = time.monotonic()
        storing.fill(address)
        assert time.monotonic() - began < 30


def test_a_folder_that_may_not_be_written_to(tmp_path):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    (tmp_path / "store.db-locks").mkdir()
    with (
        opened(address) as engine,
        pytest.raises(StoreError, match=r"store\.db-locks: Is a directory"),
        open_locks(engine),
    ):
        pass
