"""What a store keeps of crawls, as it was at an instant."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import storing
from postgres import Unavailable, database, server
from sqlalchemy.engine import URL
from storing import DAY, HOUR, MINUTE, NOON

from newscrawl.health.crawls import Crawl, read_crawls
from newscrawl.store.engine import reading


@pytest.fixture(scope="module")
def postgres_server() -> Iterator[URL | str]:
    """A server, or why there is none."""
    with ExitStack() as stack:
        try:
            running: URL | str = stack.enter_context(server())
        except Unavailable as reason:
            running = str(reason)
        yield running


@pytest.fixture(params=["sqlite", "postgres"])
def address(request, tmp_path, postgres_server) -> Iterator[str]:
    """The address of an empty store, of each database in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
    elif isinstance(postgres_server, str):
        pytest.skip(postgres_server)
    else:
        with database(postgres_server) as found:
            yield found


def read(address: str, at, since=NOON - DAY, outlet: str = "blad") -> list[Crawl]:
    with storing.engine_of(address) as engine, reading(engine) as connection:
        return read_crawls(connection, outlet, since, at)


def states(address: str, *minutes: int) -> list[str]:
    return [read(address, NOON + at * MINUTE)[-1].state for at in minutes]


@pytest.mark.parametrize(
    ("reason", "problems", "state"),
    [
        ("finished", [], "done"),
        ("finished", ["section Buitenland: http 403: https://blad.example/buitenland"], "failed"),
        ("closespider_timeout", ["ended early: closespider_timeout"], "failed"),
        ("not begun", ["no browser"], "failed"),
        ("shutdown", ["ended early: shutdown"], "interrupted"),
    ],
)
def test_how_it_ended(address, reason, problems, state):
    with storing.opened(address) as store:
        run = store.begin(storing.outlet(), NOON)
        store.end(run, NOON + 5 * MINUTE, reason, problems, {"Buitenland": {"new": 3}}, {"time/read": 3})
    assert states(address, 0, 4, 5, 500) == ["running", "running", state, state]
    assert read(address, NOON - MINUTE) == []
    assert read(address, NOON + 4 * MINUTE)[0].counted == {"crawl/running": 1}
    crawl = read(address, NOON + 5 * MINUTE)[0]
    assert (crawl.started_at, crawl.heard_at, list(crawl.problems)) == (NOON, NOON + 5 * MINUTE, problems)
    assert (crawl.counted, crawl.new) == (
        {f"crawl/{state}": 1, "outcome/new": 3, "time/read": 3}, {"Buitenland": 3}
    )  # fmt: skip


def test_killed(address):
    with storing.opened(address) as store:
        store.heard(store.begin(storing.outlet(), NOON), NOON + 20 * MINUTE)
    assert states(address, 0, 20, 25, 26) == ["running", "running", "running", "killed"]
    assert read(address, NOON + DAY)[0].heard_at == NOON + 20 * MINUTE
    assert read(address, NOON + MINUTE)[0].heard_at == NOON + MINUTE


def test_sections_are_counted_together(address):
    with storing.opened(address) as store:
        run = store.begin(storing.outlet(), NOON)
        outcomes = {"Buitenland": {"new": 3, "failed: no text": 1}, "Europa": {"failed: no text": 2}}
        store.end(run, NOON + MINUTE, "finished", [], outcomes, {})
        other = store.begin(storing.outlet("krant"), NOON)
        store.end(other, NOON + MINUTE, "finished", [], outcomes, {})
    (crawl,) = read(address, NOON + HOUR)
    assert crawl.new == {"Buitenland": 3}
    assert crawl.counted == {"crawl/done": 1, "outcome/new": 3, "outcome/failed: no text": 3}


def test_what_was_before_is_left_out_but_for_the_last_one(address):
    with storing.opened(address) as store:
        for hour in range(4):
            run = store.begin(storing.outlet(), NOON + hour * HOUR)
            store.end(run, NOON + hour * HOUR + MINUTE, "finished", [], {"Buitenland": {"new": hour}}, {})
    found = read(address, NOON + DAY, since=NOON + 2 * HOUR)
    assert [crawl.new["Buitenland"] for crawl in found] == [2, 3]
    (last,) = read(address, NOON + 9 * DAY, since=NOON + 8 * DAY)
    assert (last.started_at, last.new) == (NOON + 3 * HOUR, {"Buitenland": 3})
    assert read(address, NOON + DAY, outlet="krant") == []
