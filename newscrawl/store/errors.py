"""What goes wrong with a store, in one line that a person can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError


class StoreError(Exception):
    """A store cannot be used; its text is one line, without the password of its address."""


HINTS = (
    ("locked", "another process keeps it locked; try again when that has ended"),
    ("disk is full", "the disk is full; nothing of this transaction was kept"),
    ("disk i/o error", "the disk fails or is full; nothing of this transaction was kept"),
    ("no space left", "the disk is full; nothing of this transaction was kept"),
    ("malformed", "the file is damaged; `scrapy store check` says where; put a backup in its place"),
    ("not a database", "the file is no store, or is damaged"),
    ("readonly", "it may not be written to"),
    ("read-only", "it may not be written to"),
    ("unable to open", "the folder does not exist, or may not be written to"),
    ("connection refused", "no server answers there"),
    ("password authentication failed", "user name or password are wrong"),
    ("does not exist", "the server has no such database or role"),
    ("permission denied", "this role may not do that there"),
)
"""Part of what a database says (lower case) -> what it means."""
OURS = (DataError, IntegrityError, ProgrammingError)
"""What a database says of SQL that is wrong, or does not fit its tables; permission is the exception."""


QUERY_SECRETS = ("password", "sslpassword")
"""Parameters of an address that libpq takes, and nobody may read."""


def shown(url: URL) -> str:
    """Return the address of a store as it may stand in a log: a password may also be in its query.

    >>> from sqlalchemy import make_url
    >>> shown(make_url("postgresql+psycopg://me:secret@host/news?password=secret"))
    'postgresql+psycopg://me:***@host/news'
    """
    return url.difference_update_query(QUERY_SECRETS).render_as_string(hide_password=True)


@contextmanager
def named(url: URL) -> Iterator[None]:
    """Turn the errors of a database into StoreError; errors of our own SQL stay what they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        if isinstance(error, OURS) and "permission denied" not in said.lower():
            raise
        hint = next((hint for part, hint in HINTS if part in said.lower()), said)
        raise StoreError(f"store {shown(url)}: {hint}") from error
