"""Fills stores with invented stories, and tells what is in them."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from newscrawl.extract.identity import story_key
from newscrawl.outlets import Outlet, Section
from newscrawl.store import AGES, PageRef, Seen, Store, Visit
from newscrawl.store.engine import open_engine, reading
from newscrawl.store.schema import metadata
from newscrawl.times import Moment

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
        store.end(run, polls[-1], "finished", [], {"Buitenland": {"new": stories}})


@contextmanager
def _engine(address: str) -> Iterator[Engine]:
    engine = open_engine(address, create=False)
    try:
        yield engine
    finally:
        engine.dispose()


def contents(address: str) -> dict[str, list[str]]:
    """Return all rows of all tables of a store, in one order."""
    with _engine(address) as engine, reading(engine) as connection:
        return {
            name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}")).all()))
            for name in metadata.tables
        }


def run_sql(address: str, *statements: str) -> None:
    """Change a store behind its back; what refers to what is not looked at, where the database allows it."""
    autocommit = {"isolation_level": "AUTOCOMMIT"}
    with _engine(address) as engine, engine.connect().execution_options(**autocommit) as connection:
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
