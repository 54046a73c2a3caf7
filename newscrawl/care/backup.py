"""A copy of a store as it is at one moment, made while crawls go on."""

import sqlite3
from contextlib import closing
from pathlib import Path

from newscrawl.annotate.files import replacing
from newscrawl.annotate.mistakes import Mistake
from newscrawl.care.command import connect, file_in
from newscrawl.store.engine import to_url
from newscrawl.store.errors import named, shown

HEAD = b"SQLite format 3\0"
"""What each file of SQLite begins with."""


def back_up(address: str, target: Path) -> int:
    """Copy a store into a file, which is there whole or not at all, and return its bytes.

    A backup that is there is replaced. Raises Mistake for a target that is no backup, or where the server has a tool
    of its own, and StoreError if the store cannot be read or the copy not be written.
    """
    source = file_in(address)
    if source is None:
        server = shown(to_url(address).set(drivername="postgresql"))
        raise Mistake(f"PostgreSQL has its own: pg_dump --format=custom --file={target} '{server}'")
    _check(source, target)
    with named(to_url(address)), replacing(target) as file:
        _copy(source, file.name)
    return target.stat().st_size


def _check(source: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise Mistake(f"{target}: the folder {target.parent} does not exist")
    if not target.exists():
        return
    if target.samefile(source):
        raise Mistake(f"{target}: that is the store itself")
    if not target.is_file():
        raise Mistake(f"{target}: that is no file")
    with target.open("rb") as file:
        if file.read(len(HEAD)) != HEAD:
            raise Mistake(f"{target}: is there already, and is no backup")


def _copy(source: Path, target: str) -> None:
    with closing(connect(source)) as store, closing(sqlite3.connect(target)) as copy:
        # In one step: between two of them a crawl would write, and the copy begin anew. It holds nobody up.
        store.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
