"""What whole runs share."""

import os
from collections.abc import Iterator

import pytest
from crawling import NOW
from newsroom import Newsroom

os.environ["NEWSCRAWL_STORE"] = ""  # the store of who runs the tests is none of theirs
os.environ["NEWSCRAWL_PRIVATE_ADDRESSES"] = "127.0.0.1"  # where the newsroom is


@pytest.fixture(scope="session")
def newsroom() -> Iterator[Newsroom]:
    """The simulated outlets, for as long as the tests run."""
    with Newsroom(now=NOW) as running:
        yield running
