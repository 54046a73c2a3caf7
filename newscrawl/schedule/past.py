"""What a store knows of the crawls of outlets."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select

from newscrawl.outlets import Outlet
from newscrawl.schedule.due import NEVER, PATIENCE, Past
from newscrawl.store import Store
from newscrawl.store.engine import file_of, opened, reading, to_url
from newscrawl.store.schema import runs

SILENCE = timedelta(minutes=5)
"""After which a crawl that has not said that it runs is taken for killed; it says so each minute."""
AHEAD = timedelta(minutes=5)
"""A crawl that began later than this from now began by a clock that was wrong, and is not looked at."""
LOOKED_AT = len(PATIENCE) + 3
"""Crawls of an outlet that are read, the last ones: those that make it wait, one that runs, some that were interrupted."""
INTERRUPTED = "shutdown"
"""Scrapy's word for a crawl that a person or the system ended; it tells nothing of the outlet."""
NOT_BEGUN = "not begun"
"""Reason of a crawl that could not begin, as the store keeps it."""


class Run(NamedTuple):
    """A crawl, as a store keeps it."""

    started_at: datetime
    heard_at: datetime | None
    ended_at: datetime | None
    reason: str | None
    problems: Sequence[str]


def read_pasts(engine: Engine, outlets: Iterable[str], now: datetime) -> dict[str, Past]:
    """Return the past of each outlet that has one, by key. Raises StoreError."""
    with reading(engine) as connection:
        pasts = {key: to_past(_last(connection, key, now), now) for key in outlets}
    return {key: past for key, past in pasts.items() if past != NEVER}


def read_stored(address: str, outlets: Iterable[str], now: datetime) -> dict[str, Past]:
    """Return the pasts by the store at a database URL; none where a file is not there, and none is made."""
    file = file_of(to_url(address))
    if file is not None and not file.is_file():
        return {}
    with opened(address) as engine:
        return read_pasts(engine, outlets, now)


def to_past(last: Sequence[Run], now: datetime) -> Past:
    """Return what the last crawls of an outlet, the latest first, say of it at `now`.

    A crawl failed if it had problems or was killed; one that was interrupted, or runs, did neither.
    """
    running = [run for run in last if _runs(run, now)]
    told = [run for run in last if run not in running and run.reason != INTERRUPTED]
    failures = next((at for at, run in enumerate(told) if run.ended_at and not run.problems), len(told))
    return Past(last[0].started_at if last else None, failures, bool(running))


def note_not_begun(store: Store, outlet: Outlet, now: datetime, problems: Sequence[str]) -> None:
    """Keep a crawl that could not begin, so that it counts, and is seen by whoever watches. Raises StoreError."""
    run = store.begin(outlet, now)
    outcomes: Mapping[str, Mapping[str, int]] = {}
    store.end(run, now, NOT_BEGUN, problems, outcomes, {})


def _runs(run: Run, now: datetime) -> bool:
    return run.ended_at is None and now - (run.heard_at or run.started_at) <= SILENCE


def _last(connection: Connection, outlet: str, now: datetime) -> list[Run]:
    wanted = (
        select(*(runs.c[name] for name in Run._fields))
        .where(runs.c.outlet == outlet, runs.c.started_at <= now + AHEAD)
        .order_by(runs.c.started_at.desc())
        .limit(LOOKED_AT)
    )
    return [Run._make(row) for row in connection.execute(wanted)]
