"""Stores to test on: a file, and a database of a PostgreSQL server where there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Unavailable, database, server
from sqlalchemy.engine import URL


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    running = server()
    try:
        url = running.__enter__()
    except Unavailable as reason:
        pytest.skip(str(reason))
    yield url
    running.__exit__(None, None, None)


@pytest.fixture
def postgres(postgres_server: URL) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with database(postgres_server) as address:
        yield address


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty store, of each database in turn."""
    return request.getfixturevalue(request.param)
