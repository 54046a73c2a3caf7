"""What whole runs share, and stores to test on: a file, and a database of a PostgreSQL server where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import NOW
from newsroom import Newsroom
from postgres import Unavailable, database, server
from sqlalchemy.engine import URL

os.environ["NEWSCRAWL_STORE"] = ""  # the store of who runs the tests is none of theirs
os.environ["NEWSCRAWL_PRIVATE_ADDRESSES"] = "127.0.0.1"  # where the newsroom is
os.environ.pop("COLUMNS", None)  # a process of several is told the width of a terminal that it does not have

LONG = (
    "test_store_week test_killed test_index_series test_crawl test_weeks test_jobs test_deploy test_schedule"
    " test_store_crawls test_outcome test_run_command test_dying test_rendered test_shared_articles test_secure"
).split()
"""Beginnings of modules that take half a minute or more, the longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let long modules begin first: at the end each of them would be waited for alone."""
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(
        key=lambda item: next(
            (at for name, at in places.items() if item.path.name.startswith(name)), len(LONG)
        )
    )


@pytest.fixture(scope="session")
def newsroom() -> Iterator[Newsroom]:
    """The simulated outlets, for as long as the tests run."""
    with Newsroom(now=NOW) as running:
        yield running


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
