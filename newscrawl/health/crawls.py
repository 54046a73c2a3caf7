"""What a store keeps of the crawls of an outlet, as it was at an instant."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Select, select

from newscrawl.ledger import NEW
from newscrawl.schedule.past import INTERRUPTED, SILENCE
from newscrawl.store.schema import counts, ledger, runs

State = Literal["running", "done", "failed", "killed", "interrupted"]
"""`done`: it did its job. `killed`: it ended without a word."""

OUTCOME = "outcome/"
"""Opens the name under which the teasers of an outcome are counted."""
CRAWL = "crawl/"
"""Opens the name under which a crawl counts itself, by its state."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """One crawl of an outlet."""

    started_at: datetime
    heard_at: datetime
    """When it was last known to run; when it ended, if it has."""
    state: State
    problems: Sequence[str] = ()
    counted: Mapping[str, int] = field(default_factory=dict)
    """What it counted, by name: `time/unread`, `http/403`, `outcome/updated`, `crawl/done`."""
    new: Mapping[str, int] = field(default_factory=dict)
    """New stories by section; sections without any may be left out."""

    @property
    def is_over(self) -> bool:
        return self.state != "running"


def read_crawls(connection: Connection, outlet: str, since: datetime, at: datetime) -> list[Crawl]:
    """Return the crawls of an outlet that began from `since` to `at`, the first one first, as they were at `at`; where
    there is none, the last one before.
    """
    columns = (runs.c.id, runs.c.started_at, runs.c.heard_at, runs.c.ended_at, runs.c.reason, runs.c.problems)
    until = (runs.c.outlet == outlet, runs.c.started_at <= at)
    wanted = select(*columns).where(*until, runs.c.started_at >= since).order_by(runs.c.started_at, runs.c.id)
    rows = connection.execute(wanted).all()
    if not rows:
        last = select(*columns).where(*until).order_by(runs.c.started_at.desc()).limit(1)
        rows = connection.execute(last).all()
    if not rows:
        return []
    chosen = select(runs.c.id).where(*until, runs.c.started_at >= rows[0].started_at)
    numbers = _numbers(connection, select(counts.c.run, counts.c.name, counts.c.number), counts.c.run, chosen)
    columns_of = select(ledger.c.run, ledger.c.section, ledger.c.outcome, ledger.c.teasers)
    outcomes = _numbers(connection, columns_of, ledger.c.run, chosen)
    return [_crawl(row, numbers.get(row.id, ()), outcomes.get(row.id, ()), at) for row in rows]


def _numbers(
    connection: Connection, wanted: Select[Any], run: Any, chosen: Select[Any]
) -> Mapping[int, Sequence[tuple[Any, ...]]]:
    """Return the rows of some runs, by run and without its number."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for number, *values in connection.execute(wanted.where(run.in_(chosen))):
        found[number].append(tuple(values))
    return found


def _crawl(
    row: Any, numbers: Sequence[tuple[Any, ...]], outcomes: Sequence[tuple[Any, ...]], at: datetime
) -> Crawl:
    """Return a crawl; of one that ended after `at` nothing is known but that it ran."""
    state = _state(row, at)
    if row.ended_at is None or row.ended_at > at:
        heard_at = min(row.heard_at or row.started_at, at) if row.ended_at is None else at
        return Crawl(row.started_at, heard_at, state, counted={f"{CRAWL}{state}": 1})
    counted: dict[str, int] = defaultdict(int, {f"{CRAWL}{state}": 1})
    new: dict[str, int] = {}
    for name, number in numbers:
        counted[name] += number
    for section, outcome, teasers in outcomes:
        counted[f"{OUTCOME}{outcome}"] += teasers
        if outcome == NEW:
            new[section] = teasers
    return Crawl(row.started_at, row.ended_at, state, row.problems, counted, new)


def _state(row: Any, at: datetime) -> State:
    if row.ended_at is None:
        return "running" if at - (row.heard_at or row.started_at) <= SILENCE else "killed"
    if row.ended_at > at:
        return "running"
    if row.reason == INTERRUPTED:
        return "interrupted"
    return "failed" if row.problems else "done"
