"""One newsroom for each module of tests here."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from . import Newsroom

NOW = datetime(2026, 1, 24, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def room() -> Iterator[Newsroom]:
    with Newsroom(now=NOW) as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh(request: pytest.FixtureRequest) -> None:
    if "room" in request.fixturenames:
        running = request.getfixturevalue("room")
        running.now = NOW
        running.reset()
