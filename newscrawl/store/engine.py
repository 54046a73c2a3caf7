"""Opens a store: the database's settings, and its tables in their present form."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from newscrawl.store.errors import StoreError, named, shown
from newscrawl.store.migrations import LOCK, is_current, migrate

BUSY = 60.0
"""Seconds that a transaction waits for another process: each takes milliseconds, a backup seconds."""
PAUSE = 0.02
"""Seconds between two attempts where the database does not wait by itself."""
DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""What people write -> the driver that we ship."""

WAL = "PRAGMA journal_mode=WAL"
"""Readers and a writer do not wait for each other."""
PRAGMAS = (
    # After a power cut the last transactions may be gone, none is ever half there; a killed process loses nothing.
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-65536",  # 64 MB
)
_ONE_WRITER = text("SELECT pg_advisory_xact_lock(:group, hashtext(:outlet))")


def open_engine(address: str, *, create: bool = True) -> Engine:
    """Return the engine of the store at a database URL, its tables in their present form.

    Without `create` a store that is not there is an error. Raises StoreError, whose text is one line.
    """
    url = to_url(address)
    if url.get_backend_name() == "sqlite":
        _check_file(url, create)
    # autocommit off of pysqlite begins too late: we begin ourselves, see _begin.
    options: dict[str, Any] = (
        {"connect_args": {"timeout": BUSY}} if url.get_backend_name() == "sqlite" else {}
    )
    engine = create_engine(url, **options)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
    try:
        with reading(engine) as connection:
            current = is_current(connection)
        if not current:
            with writing(engine) as connection:
                migrate(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def opened(address: str, *, create: bool = True) -> Iterator[Engine]:
    """Yield the engine of the store at a database URL, and leave it in the end. Raises StoreError."""
    engine = open_engine(address, create=create)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one state of the store and holds nobody up."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with named(engine.url), engine.connect().execution_options(newscrawl_reads=True, **level) as connection:
        yield connection


@contextmanager
def writing(engine: Engine, outlet: str | None = None) -> Iterator[Connection]:
    """Yield a connection whose changes are kept together, or not at all.

    Give the outlet whose stories are looked up and added: two writers of one would each add what the other has not
    committed yet, or wait for each other without end.
    """
    with named(engine.url), engine.begin() as connection:
        # SQLite has one writer at a time anyway.
        if outlet is not None and engine.dialect.name == "postgresql":
            connection.execute(_ONE_WRITER, {"group": LOCK, "outlet": outlet})
        yield connection


def to_url(address: str) -> URL:
    """Return a database URL with our driver. Raises StoreError if it is none, or of another database."""
    try:
        url = make_url(address)
        backend = url.get_backend_name()
        if backend in DRIVERS and "+" not in url.drivername:
            url = url.set(drivername=DRIVERS[backend])
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError):
        backend = ""
    if backend not in ("sqlite", *DRIVERS):
        # Not the address itself: it may hold a password.
        raise StoreError(
            "NEWSCRAWL_STORE: expected a database URL such as sqlite:///newscrawl.db or"
            " postgresql://user@host/name"
        )
    return url


def file_of(url: URL) -> Path | None:
    """Return the file of a store, or None where a server keeps it."""
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _check_file(url: URL, create: bool) -> None:
    name = url.database or ""
    if not name or name == ":memory:":
        raise StoreError("NEWSCRAWL_STORE: expected a file, such as sqlite:///newscrawl.db")
    if not Path(name).is_file() and not create:
        raise StoreError(f"store {shown(url)}: there is none")
    if not Path(name).parent.is_dir():
        raise StoreError(f"store {shown(url)}: the folder {Path(name).parent} does not exist")


def _configure(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # no statement begins a transaction by itself
    _to_wal(connection)
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _to_wal(connection: sqlite3.Connection) -> None:
    # SQLite does not wait by itself where two processes change the mode of a new file at once.
    until = time.monotonic() + BUSY
    while True:
        try:
            connection.execute(WAL)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= until:
                raise
            time.sleep(PAUSE)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    # A transaction that begins by reading and writes later fails where another has written in between.
    connection.execute(text("BEGIN" if options.get("newscrawl_reads") else "BEGIN IMMEDIATE"))
