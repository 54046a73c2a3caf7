"""What the store says of the last crawls of an outlet."""

from datetime import timedelta

import pytest
import storing
from storing import HOUR, MINUTE, NOON

from newscrawl.schedule.due import Past
from newscrawl.schedule.past import Run, note_not_begun, read_pasts, read_stored, to_past


def run(
    ago: timedelta, *problems: str, reason: str | None = "finished", heard: timedelta | None = None
) -> Run:
    """Return a crawl that began some time ago; without a reason it has not ended."""
    heard_at = None if heard is None else NOON - heard
    return Run(NOON - ago, heard_at, NOON - ago + MINUTE if reason else None, reason, problems)


OK, FAILED = run(HOUR), run(HOUR, "section Buitenland: http 403")
KILLED = run(HOUR, reason=None, heard=6 * MINUTE)
RUNS = run(HOUR, reason=None, heard=5 * MINUTE)
INTERRUPTED = run(HOUR, "ended early: shutdown", reason="shutdown")


@pytest.mark.parametrize(
    ("last", "failures", "runs"),
    [
        ([], 0, False),
        ([OK], 0, False),
        ([FAILED], 1, False),
        ([FAILED, FAILED, OK, FAILED], 2, False),
        ([OK, FAILED, FAILED], 0, False),
        ([KILLED], 1, False),
        ([KILLED, FAILED, OK], 2, False),
        ([RUNS], 0, True),
        ([RUNS, FAILED, FAILED, OK], 2, True),
        ([FAILED, RUNS], 1, True),  # one that was begun by hand beside it
        ([INTERRUPTED], 0, False),
        ([INTERRUPTED, FAILED, INTERRUPTED, FAILED, OK], 2, False),
        ([run(MINUTE, reason=None)], 0, True),  # of an older store: it never says that it runs
        ([run(6 * MINUTE, reason=None)], 1, False),
    ],
)
def test_failures_in_a_row(last, failures, runs):
    past = to_past(last, NOON)
    assert (past.failures, past.is_running) == (failures, runs)
    assert past.started_at == (last[0].started_at if last else None)


@pytest.fixture
def address(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


def test_the_last_crawls_of_each_outlet(address):
    with storing.opened(address) as store:
        for ago, problems in ((5, ["x"]), (4, []), (3, ["x"]), (2, ["x"])):
            number = store.begin(storing.outlet("nd"), NOON - ago * HOUR)
            store.end(number, NOON - ago * HOUR + MINUTE, "finished", problems, {}, {})
        store.begin(storing.outlet("nos"), NOON - MINUTE)
        store.begin(storing.outlet("nu"), NOON + HOUR)  # by a clock that was wrong
    with storing.engine_of(address) as engine:
        assert read_pasts(engine, ["nd", "nos", "nu", "bbc"], NOON) == {
            "nd": Past(NOON - 2 * HOUR, 2),
            "nos": Past(NOON - MINUTE, 0, is_running=True),
        }
        assert read_pasts(engine, ["nos"], NOON + HOUR)["nos"].is_running is False
    assert read_stored(address, ["nos", "bbc"], NOON).keys() == {"nos"}


def test_a_store_that_is_not_there(address, tmp_path):
    assert read_stored(address, ["nd"], NOON) == {}
    assert [*tmp_path.iterdir()] == []


def test_a_crawl_that_could_not_begin_is_a_failure(address):
    with storing.opened(address) as store, storing.engine_of(address) as engine:
        note_not_begun(store, storing.outlet("nd"), NOON, ["no browser"])
        assert read_pasts(engine, ["nd"], NOON) == {"nd": Past(NOON, 1)}
