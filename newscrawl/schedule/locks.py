"""Locks between processes that use one store: no outlet is crawled twice at a time, and none is posted twice.

All are given back when the process ends, however it does.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text

from newscrawl.store import StoreError
from newscrawl.store.engine import file_of
from newscrawl.store.errors import named

GROUP = 0x73636864
"""First number of our locks in PostgreSQL: "schd". Others of the store would keep its writers out."""
PAUSE = 0.1
"""Seconds between two attempts."""

_TAKE = text("SELECT pg_try_advisory_lock(:group, hashtext(:name))")
_GIVE = text("SELECT pg_advisory_unlock(:group, hashtext(:name))")


class Locks(Protocol):
    """Locks by name. Both methods raise StoreError."""

    def take(self, name: str) -> bool:
        """Take a lock, and tell whether it was free; never of one that this process holds."""

    def give(self, name: str) -> None:
        """Give a lock back."""


@contextmanager
def open_locks(engine: Engine) -> Iterator[Locks]:
    """Yield the locks of a store; those that are held at the end are given back. Raises StoreError."""
    file = file_of(engine.url)
    if file is None:
        with named(engine.url), engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.detach()  # its session ends with it; in the pool it would keep what it holds
            yield _ServerLocks(connection, engine)
    else:
        path = file.with_name(f"{file.name}-locks")
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}") from error
        try:
            yield _FileLocks(descriptor, path)
        finally:
            os.close(descriptor)


def wait_for(locks: Locks, name: str, seconds: float) -> bool:
    """Take a lock as soon as it is free; tell whether that was within the time."""
    until = time.monotonic() + seconds
    while not locks.take(name):
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)
    return True


class _FileLocks:
    """Locks of bytes of one file beside that of the store, by record locks.

    They belong to the process: those that it starts do not inherit them, and a crawl that was killed leaves none.
    """

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor, self._path = descriptor, path

    def take(self, name: str) -> bool:
        try:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _place(name))
        except (BlockingIOError, PermissionError):  # what POSIX allows a system to say of a lock that is held
            return False
        except OSError as error:
            raise StoreError(f"{self._path}: {error.strerror}") from error
        return True

    def give(self, name: str) -> None:
        fcntl.lockf(self._descriptor, fcntl.LOCK_UN, 1, _place(name))


class _ServerLocks:
    """Advisory locks of a session of PostgreSQL."""

    def __init__(self, connection: Connection, engine: Engine) -> None:
        self._connection, self._url = connection, engine.url

    def take(self, name: str) -> bool:
        with named(self._url):
            return bool(self._connection.execute(_TAKE, {"group": GROUP, "name": name}).scalar())

    def give(self, name: str) -> None:
        with named(self._url):
            self._connection.execute(_GIVE, {"group": GROUP, "name": name})


def _place(name: str) -> int:
    """Return the byte of a lock: which need not be there, and which no other name is likely to have."""
    return int.from_bytes(blake2b(name.encode(), digest_size=7).digest()) >> 1
