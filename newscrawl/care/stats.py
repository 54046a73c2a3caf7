"""How much is in a store, by outlet."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select, text

from newscrawl.checks.show import Column
from newscrawl.items import to_iso
from newscrawl.store.engine import file_of, reading
from newscrawl.store.errors import shown
from newscrawl.store.schema import outlets, runs, sightings, stories, versions

COUNTS: Mapping[str, Select[Any]] = {
    "stories": select(stories.c.outlet, func.count()).group_by(stories.c.outlet),
    "versions": select(stories.c.outlet, func.count())
    .select_from(versions.join(stories, stories.c.id == versions.c.story))
    .group_by(stories.c.outlet),
    "sightings": select(stories.c.outlet, func.count())
    .select_from(sightings.join(stories, stories.c.id == sightings.c.story))
    .group_by(stories.c.outlet),
    "republications": select(stories.c.outlet, func.sum(stories.c.publications)).group_by(stories.c.outlet),
    "withdrawn": select(stories.c.outlet, func.count(stories.c.withdrawn_at)).group_by(stories.c.outlet),
    "runs": select(runs.c.outlet, func.count()).group_by(runs.c.outlet),
}
"""What is counted -> its query, by outlet."""
SPAN = select(stories.c.outlet, func.min(stories.c.first_seen_at), func.max(stories.c.last_seen_at)).group_by(
    stories.c.outlet
)

ALL = "all"
TABLE = (
    Column("outlet", "Outlet"),
    *(
        Column(name, name.capitalize(), right=True, drops=drops)
        for name, drops in zip(COUNTS, (0, 0, 0, 1, 2, 0), strict=True)
    ),
    Column("oldest", "First seen"),
    Column("newest", "Last seen"),
)


def gather(engine: Engine) -> dict[str, Any]:
    """Return how much is in a store: its address and bytes, the sums, and `outlets`, the same for each of them."""
    with reading(engine) as connection:
        rows = _rows(connection)
        size = _size(connection, engine)
    sums = {name: sum(row[name] for row in rows) for name in COUNTS}
    oldest = min((row["oldest"] for row in rows if row["oldest"]), default=None)
    newest = max((row["newest"] for row in rows if row["newest"]), default=None)
    address = shown(engine.url)
    return {"store": address, "bytes": size, **sums, "oldest": oldest, "newest": newest, "outlets": rows}


def to_rows(stats: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the rows of TABLE: each outlet, and all of them together."""
    return [*stats["outlets"], {**stats, "outlet": ALL}]


def to_json(stats: Mapping[str, Any]) -> str:
    """Return them as a JSON object."""
    return json.dumps(stats, ensure_ascii=False, indent=2) + "\n"


def _rows(connection: Connection) -> list[dict[str, Any]]:
    counts: dict[str, dict[str, int]] = {
        name: dict(connection.execute(query).all()) for name, query in COUNTS.items()
    }
    spans = {outlet: (first, last) for outlet, first, last in connection.execute(SPAN)}
    rows = []
    for outlet in connection.execute(select(outlets.c.key).order_by(outlets.c.key)).scalars():
        first, last = spans.get(outlet, (None, None))
        counted = {name: int(by_outlet.get(outlet, 0)) for name, by_outlet in counts.items()}
        rows.append({"outlet": outlet, **counted, "oldest": to_iso(first), "newest": to_iso(last)})
    return rows


def _size(connection: Connection, engine: Engine) -> int:
    """Return the bytes of a store, with what SQLite has not yet moved into its file."""
    file = file_of(engine.url)
    if file is None:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    parts = (file, file.with_name(f"{file.name}-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())
