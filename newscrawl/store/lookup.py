"""Finds stories again, by what they are known by."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from newscrawl.store.schema import keys, stories
from newscrawl.store.statements import batches
from newscrawl.store.values import Known, key_mark

_COLUMNS = [stories.c[name] for name in Known._fields if name in stories.c]
_BY_KEYS = (
    select(keys.c.key, *_COLUMNS)
    .join(stories, stories.c.id == keys.c.story)
    .where(keys.c.key.in_(bindparam("wanted", expanding=True)))
)
_DUE = (
    select(*_COLUMNS)
    .where(stories.c.outlet == bindparam("outlet"), stories.c.visit_at <= bindparam("now"))
    .order_by(stories.c.visit_at)
    .limit(bindparam("most"))
)


def look_up(connection: Connection, outlet: str, wanted: Iterable[str]) -> dict[str, Known]:
    """Return the stories of an outlet that are known by these keys, by key."""
    marks = {key_mark(outlet, key): key for key in wanted}
    found = {}
    for some in batches(list(marks)):
        for row in connection.execute(_BY_KEYS, {"wanted": some}):
            found[marks[row[0]]] = Known(*row[1:])
    return found


def find_first(connection: Connection, outlet: str, wanted: Sequence[str]) -> Known | None:
    """Return the story that is known by the first of these keys that any is known by."""
    found = look_up(connection, outlet, wanted)
    return next((found[key] for key in wanted if key in found), None)


def find_due(connection: Connection, outlet: str, now: datetime, most: int) -> list[Known]:
    """Return the stories of an outlet whose article is due, the longest due first."""
    rows = connection.execute(_DUE, {"outlet": outlet, "now": now, "most": most})
    return [Known(*row) for row in rows]
