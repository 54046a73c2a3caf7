"""What the commands on a store have in common: the store that they work on, and how they end."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from scrapy.settings import BaseSettings
from sqlalchemy import Engine

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.options import PROBLEM, finish, say
from newscrawl.store import StoreError
from newscrawl.store.engine import file_of, opened, to_url
from newscrawl.store.errors import shown

Value = TypeVar("Value")


def to_address(settings: BaseSettings) -> str:
    """Return the database URL of the store. Raises Mistake where there is none."""
    address = settings["NEWSCRAWL_STORE"]
    if not address:
        raise Mistake("NEWSCRAWL_STORE is empty: expected a database URL such as sqlite:///newscrawl.db")
    return str(address)


def file_in(address: str) -> Path | None:
    """Return the file of a store that is there, or None where a server keeps it. Raises StoreError."""
    url = to_url(address)
    file = file_of(url)
    if file is not None and not file.is_file():
        raise StoreError(f"store {shown(url)}: there is none")
    return file


def connect(file: Path) -> sqlite3.Connection:
    """Return a connection that reads a file as it is, whatever its tables are."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def with_store(address: str, work: Callable[[Engine], Value]) -> Value:
    """Do some work on a store that is there, and return what it returns. Raises StoreError."""
    with opened(address, create=False) as engine:
        return work(engine)


def finish_with_store(command: str, work: Callable[[], int]) -> int:
    """Do the work of a command and return its exit code; what is wrong with the store is said in one line."""

    def guarded() -> int:
        try:
            return work()
        except StoreError as error:
            say(f"{command}: {error}")
            return PROBLEM

    return finish(command, guarded)
