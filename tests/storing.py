"""Fills stores with invented stories, and tells what is in them."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from newscrawl.extract.identity import story_key
from newscrawl.outlets import Outlet, Section
from newscrawl.store import AGES, PageRef, Seen, Store, Visit
from newscrawl.store.engine import opened as opened_engine
from newscrawl.store.engine import reading
from newscrawl.store.schema import metadata
from newscrawl.times import Moment

TESTS = Path(__file__).parent
NOON = datetime(2026, 1, 24, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def outlet(key: str = "blad") -> Outlet:
    section = Section(name="Buitenland", listing=f"https://{key}.example/buitenland")
    return Outlet(
        key=key,
        name=key.capitalize(),
        country="NL",
        language="nl",
        zone="Europe/Amsterdam",
        sections=(section,),
    )


def page(
    at: datetime = NOON, key: str = "blad", path: str = "/buitenland", source: str = "listing"
) -> PageRef:
    return PageRef(f"https://{key}.example{path}", "Buitenland", source, at, {"If-None-Match": '"1"'})


def moment(earliest: datetime, latest: datetime, raw: str = "1 uur geleden") -> Moment:
    return Moment(earliest, latest, None, None, raw)


def url(number: int, key: str = "blad") -> str:
    return f"https://{key}.example/buitenland/{6_300_000 + number}/storm-trekt-over"


def seen(
    number: int, *moments: Moment, headline: str | None = None, position: int = 1, key: str = "blad"
) -> Seen:
    """Return a story as a list shows it."""
    return Seen(
        keys=[story_key(url(number, key))],
        story_id=f"{number:016x}",
        url=url(number, key),
        headline=headline or f"Storm nummer {number} trekt over de kust",
        lead=None,
        position=position,
        text=moments[0].raw if moments else None,
        machine=None,
        moments=moments,
    )


def visit(
    number: int, at: datetime, *, headline: str = "Storm trekt over", text: str = "De storm kwam."
) -> Visit:
    """Return the visit of a story's article, which says nothing of its time."""
    content = {"own_headline": headline, "headline": headline, "own_lead": None, "text": text, "agencies": []}
    return Visit(
        keys=[story_key(url(number))], story_id=f"{number:016x}", outcome="new", at=at,
        columns={"section": "Buitenland", "url": url(number)}, content=content,
    )  # fmt: skip


@contextmanager
def opened(address: str) -> Iterator[Store]:
    """Yield a store, and close it in the end."""
    store = Store.open(address)
    try:
        yield store
    finally:
        store.close()


def fill(
    address: str, stories: int = 3, polls: Sequence[datetime] = (NOON, NOON + HOUR, NOON + 2 * HOUR)
) -> None:
    """Make a store of one outlet: stories that each poll shows, with an article of two versions."""
    published = moment(NOON - HOUR, NOON - HOUR + MINUTE, "11:00")
    shown = [seen(n, published, position=n) for n in range(1, stories + 1)]
    with opened(address) as store:
        run = store.begin(outlet(), polls[0])
        for at in polls:
            store.see("blad", run, page(at), shown)
        for number in range(1, stories + 1):
            store.visit("blad", run, visit(number, polls[0]), AGES)
            store.visit(
                "blad", run, visit(number, polls[-1], headline="Zware storm trekt over de kust"), AGES
            )
        store.end(run, polls[-1], "finished", [], {"Buitenland": {"new": stories}}, {"page/read": len(polls)})


@contextmanager
def engine_of(address: str) -> Iterator[Engine]:
    """Yield the engine of a store that is there."""
    with opened_engine(address, create=False) as engine:
        yield engine


def contents(address: str) -> dict[str, list[str]]:
    """Return all rows of all tables of a store, in one order."""
    with engine_of(address) as engine, reading(engine) as connection:
        return {
            name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}")).all()))
            for name in metadata.tables
        }


def run_sql(address: str, *statements: str) -> None:
    """Change a store behind its back; what refers to what is not looked at, where the database allows it."""
    autocommit = {"isolation_level": "AUTOCOMMIT"}
    with engine_of(address) as engine, engine.connect().execution_options(**autocommit) as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA foreign_keys=OFF"))
        for statement in statements:
            connection.execute(text(statement))


@contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """Yield a folder that is a file system of its own, of that size; skips the test where none can be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "newscrawl-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


KILLED = """
import signal, sys
import storing
from newscrawl.store import AGES, Store
from newscrawl.store.engine import open_engine, writing
from newscrawl.store.sights import keep_seen
from newscrawl.store.visits import keep_visit

address, first = sys.argv[1], int(sys.argv[2])
engine = open_engine(address)
run = Store(engine).begin(storing.outlet(), storing.NOON)
for number in range(first, 100_000):
    at = storing.NOON + number * storing.MINUTE
    with writing(engine, "blad") as connection:
        shown = [storing.seen(number * 10 + n, position=n) for n in range(10)]
        keep_seen(connection, "blad", run, storing.page(at), shown)
        keep_visit(connection, "blad", run, storing.visit(number * 10, at), AGES)
        if "pause" in sys.argv:
            print("in it", flush=True)
            signal.pause()
    print(number, flush=True)
"""


@contextmanager
def start_crawl(address: str, first: int, *arguments: str) -> Iterator[subprocess.Popen]:
    """Yield a crawl that runs until it is killed."""
    crawl = subprocess.Popen(
        [sys.executable, "-c", KILLED, address, str(first), *arguments],
        cwd=TESTS.parent, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": f"{TESTS}:{TESTS.parent}"},
    )  # fmt: skip
    with crawl:
        try:
            yield crawl
        finally:
            crawl.kill()


def read_number(crawl: subprocess.Popen) -> int:
    """Return the number of the next page that a crawl says is kept."""
    assert crawl.stdout
    return int(crawl.stdout.readline())
