"""What was exported under a name, so that the next export of that name goes on from there.

Changes have the instant at which a page was made, and a page from a cache is kept later than one that was made
after it. So the mark alone does not do: of the last day before it, each story is noted with its change.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, not_, select

from newscrawl.export.columns import TABLES, Batch
from newscrawl.store.schema import Instant, exports, stories
from newscrawl.store.statements import upsert

LATE = timedelta(days=1)
"""How much later than a page that was made after it a page may be kept."""
WHAT = "stories"

_PLACES = [[column.name for column in TABLES[WHAT]].index(name) for name in ("story_id", "changed_at")]


def _noted(name: str) -> str:
    return f"{name}/noted"  # no name of an export has a slash


class Mark:
    """Where the exports of one name are."""

    def __init__(self, connection: Connection, name: str) -> None:
        """Read the mark, in the transaction in which the rows are read too."""
        self._name = name
        where = (exports.c.name == name, exports.c.what == WHAT)
        last = connection.execute(select(exports.c.until).where(*where)).scalar()
        newest = connection.execute(select(func.max(stories.c.changed_at))).scalar()
        self._from = last - LATE if last else None
        self._until: datetime | None = max(filter(None, (last, newest)), default=None)
        self._late = _to_micros(self._until - LATE) if self._until else 0
        self._fresh: dict[str, int] = {}

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return which stories are new or changed since the last export under the name."""
        if self._from is None:
            return []
        same = and_(
            exports.c.name == _noted(self._name),
            exports.c.what == stories.c.story_id,
            exports.c.until == stories.c.changed_at,
        )
        return [stories.c.changed_at > self._from, not_(exists().where(same))]

    def note(self, batch: Batch) -> None:
        """Note stories that are in the file."""
        story_ids, changes = (batch[place] for place in _PLACES)
        self._fresh |= {
            story_id: changed
            for story_id, changed in zip(story_ids, changes, strict=True)
            if changed > self._late
        }

    def keep(self, connection: Connection) -> None:
        """Set the mark: the file is published."""
        if self._until is None:
            return
        noted = exports.c.name == _noted(self._name)
        old = exports.c.until <= self._until - LATE
        connection.execute(delete(exports).where(noted, old))
        rows = [
            {"name": _noted(self._name), "what": story_id, "until": _from_micros(changed)}
            for story_id, changed in self._fresh.items()
        ]
        rows.append({"name": self._name, "what": WHAT, "until": self._until})
        connection.execute(upsert(connection, exports, "until"), rows)


def _to_micros(instant: datetime) -> int:
    value = Instant().process_bind_param(instant, None)  # type: ignore[arg-type]
    assert value is not None
    return value


def _from_micros(value: int) -> datetime | None:
    return Instant().process_result_value(value, None)  # type: ignore[arg-type]
