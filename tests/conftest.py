"""What whole runs share."""

from collections.abc import Iterator

import pytest
from crawling import NOW
from newsroom import Newsroom


@pytest.fixture(scope="session")
def newsroom() -> Iterator[Newsroom]:
    """The simulated outlets, for as long as the tests run."""
    with Newsroom(now=NOW) as running:
        yield running
