"""A store that cannot be used says so in one line, and is left as it was."""

import os
import sqlite3
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import storing
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import IntegrityError
from storing import NOON, page, seen

from newscrawl.store import Store, StoreError, engine
from newscrawl.store.engine import file_of, open_engine, reading, to_url, writing

NOBODY = 65534


def file(address: str) -> Path:
    found = file_of(to_url(address))
    assert found
    return found


# The address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "store.db",
        "mysql://host/name",
        "sqlite+nothing:///x.db",
        "http://host:port/name",
        "sqlite//x.db",
        "postgresql+none://h/n",
    ],
)
def test_what_is_no_address(address):
    with pytest.raises(StoreError, match=r"expected a database URL such as sqlite:///newscrawl\.db"):
        open_engine(address)


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:"])
def test_a_store_is_a_file(address):
    with pytest.raises(StoreError, match="expected a file"):
        open_engine(address)


def test_an_address_that_is_wrong_is_not_repeated():
    with pytest.raises(StoreError) as raised:
        open_engine("mysql://me:secret@host/name")
    assert "secret" not in str(raised.value)


def test_a_server_that_does_not_answer():
    with pytest.raises(StoreError) as raised:
        open_engine("postgresql://me:secret@127.0.0.1:1/name")
    assert str(raised.value) == "store postgresql+psycopg://me:***@127.0.0.1:1/name: no server answers there"


def test_a_database_that_is_not_there(postgres):
    with pytest.raises(StoreError, match="the server has no such database or role"):
        open_engine(str(postgres).replace("/newscrawl_", "/no_"))


# The file


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match=r"the folder .*/missing does not exist"):
        open_engine(f"sqlite:///{tmp_path}/missing/store.db")


def test_a_store_that_must_be_there(sqlite):
    with pytest.raises(StoreError, match="there is none"):
        open_engine(sqlite, create=False)
    assert not file(sqlite).exists()


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="the folder does not exist, or may not be written to"):
        open_engine(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    "content", [b"De storm trekt over de kust. " * 200, b"SQLite format 3\0" + b"\xff" * 4080]
)
def test_a_file_that_is_no_store(sqlite, content):
    file(sqlite).write_bytes(content)
    with pytest.raises(StoreError, match="the file is no store, or is damaged"):
        open_engine(sqlite)
    assert file(sqlite).read_bytes() == content


def test_a_damaged_file(sqlite):
    storing.fill(sqlite, 300)
    _flush(sqlite)
    whole = file(sqlite).read_bytes()
    file(sqlite).write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    with pytest.raises(
        StoreError, match=r"damaged; `scrapy store check` says where; put a backup in its place"
    ):
        storing.contents(sqlite)


def _flush(address: str) -> None:
    """Put all of a store into its file."""
    with closing(sqlite3.connect(file(address))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.fixture
def readable() -> Iterator[Path]:
    """A folder that everybody may read."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Do without the rights of root, to whom every file is open."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_only_be_read(readable):
    address = f"sqlite:///{readable}/store.db"
    storing.fill(address)
    before = storing.contents(address)
    file(address).chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    readable.chmod(0o555)
    with unprivileged(), pytest.raises(StoreError, match="it may not be written to"):
        Store.open(address).begin(storing.outlet(), NOON)
    readable.chmod(0o755)
    file(address).chmod(0o644)
    assert storing.contents(address) == before


def test_a_folder_that_may_only_be_read(readable):
    readable.chmod(0o555)
    with (
        unprivileged(),
        pytest.raises(StoreError, match="the folder does not exist, or may not be written to"),
    ):
        open_engine(f"sqlite:///{readable}/store.db")
    assert list(readable.iterdir()) == []


# Another process


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(engine, "BUSY", 0.2)


def test_a_locked_file(sqlite, impatient):
    storing.fill(sqlite)
    before = storing.contents(sqlite)
    with storing.opened(sqlite) as store:
        with closing(sqlite3.connect(file(sqlite), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(
                StoreError, match="another process keeps it locked; try again when that has ended"
            ):
                store.begin(storing.outlet(), NOON)
            Store.open(sqlite).close()  # who only reads does not wait
            assert store.page("blad", page().url).validators == {"If-None-Match": '"1"'}
        assert storing.contents(sqlite) == before
        store.begin(storing.outlet(), NOON)


def test_a_reader_sees_one_state(address):
    storing.fill(address)
    opened = open_engine(address)
    count = text("SELECT count(*) FROM stories")
    with reading(opened) as connection:
        assert connection.execute(count).scalar() == 3
        with writing(opened) as other:
            other.execute(text("UPDATE stories SET section = 'Elders'"))
        assert connection.execute(text("SELECT DISTINCT section FROM stories")).scalar() == "Buitenland"
    opened.dispose()


# A transaction


def test_what_is_wrong_with_our_own_sql_is_no_store_error(address):
    storing.fill(address)
    before = storing.contents(address)
    opened = open_engine(address)
    with pytest.raises(IntegrityError):
        _write(opened, "UPDATE stories SET section = 'Elders'", "UPDATE stories SET outlet = 'nobody'")
    opened.dispose()
    assert storing.contents(address) == before


def test_a_transaction_that_fails_keeps_nothing(address):
    storing.fill(address)
    before = storing.contents(address)
    opened = open_engine(address)
    with pytest.raises(IntegrityError):
        _write(opened, "DELETE FROM sightings", "INSERT INTO ledger VALUES (99, 'Elders', 'new', 1)")
    opened.dispose()
    assert storing.contents(address) == before


def _write(opened: Engine, *statements: str) -> None:
    with writing(opened) as connection:
        for statement in statements:
            connection.execute(text(statement))


# The disk


def _see_until_full(store: Store, run: int) -> int:
    """Let a page after page show new stories, and return how many pages were kept."""
    for number in range(1000):
        shown = [seen(number * 100 + n, position=n) for n in range(1, 101)]
        try:
            store.see("blad", run, page(NOON + number * storing.MINUTE), shown)
        except StoreError as error:
            if "the disk is full; nothing of this transaction was kept" not in str(error):
                raise
            return number
    raise AssertionError("it was never full")


def test_a_full_disk(tmp_path):
    with storing.small_disk(tmp_path / "disk") as disk:
        address = f"sqlite:///{disk}/store.db"
        with storing.opened(address) as store:
            run = store.begin(storing.outlet(), NOON)
            kept = _see_until_full(store, run)
            assert kept > 0
            assert _sums(address) == (kept * 100, kept * 100, kept * 100)
            subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
            assert _see_until_full(store, run) > kept  # what was kept before counts once


def test_a_store_that_may_grow_no_more(sqlite, monkeypatch):
    """The same on a disk that is not really full."""
    limited = (*engine.PRAGMAS, "PRAGMA max_page_count=100")
    monkeypatch.setattr(engine, "PRAGMAS", limited)
    with storing.opened(sqlite) as store:
        kept = _see_until_full(store, store.begin(storing.outlet(), NOON))
        assert kept > 0
        assert _sums(sqlite) == (kept * 100, kept * 100, kept * 100)


def _sums(address: str) -> tuple[int, int, int]:
    rows = storing.contents(address)
    return len(rows["stories"]), len(rows["keys"]), len(rows["sightings"])


@pytest.mark.parametrize("pragma", [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1)])
def test_how_a_file_is_opened(sqlite, pragma):
    opened = open_engine(sqlite)
    with reading(opened) as connection:
        assert connection.execute(text(f"PRAGMA {pragma[0]}")).scalar() == pragma[1]
    opened.dispose()


def test_a_transaction_that_writes_waits_before_it_reads(sqlite):
    opened = open_engine(sqlite)
    begun: list[str] = []
    event.listen(opened, "before_cursor_execute", lambda _c, _k, statement, *_: begun.append(statement))
    for opening in (writing, reading):
        with opening(opened) as connection:
            connection.execute(text("SELECT 1"))
    opened.dispose()
    assert begun == ["BEGIN IMMEDIATE", "SELECT 1", "BEGIN", "SELECT 1"]
