"""Takes out of a store what says nothing any more: sightings between others that printed the same."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    Subquery,
    and_,
    case,
    delete,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    text,
)

from newscrawl.annotate.mistakes import Mistake
from newscrawl.spans import parse_span
from newscrawl.store.engine import reading, writing
from newscrawl.store.errors import named
from newscrawl.store.schema import publications, sightings, stories

STORIES_AT_ONCE = 2000
"""Stories whose sightings go in one transaction: a crawl waits for a tenth of a second, not for all of it."""
UNITS = "dwy"
MOST_DAYS = 36500
TIDY = {
    "sqlite": ("VACUUM", "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("VACUUM (ANALYZE) sightings",),
}
"""What gives room back, by database."""


class Compacted(NamedTuple):
    """What was taken out, or would be."""

    sightings: int
    of: int
    """Sightings that there were before."""


def to_age(given: str) -> timedelta:
    """Return an age such as "30d", "8w" or "1y". Raises Mistake for any other text.

    >>> to_age("8w").days
    56
    """
    age = parse_span(given)
    if age is None or given[-1] not in UNITS:
        raise Mistake(
            f"--older: expected a number of days, weeks or years, such as 30d, 8w or 1y, got {given!r}"
        )
    if not 1 <= age.days <= MOST_DAYS:
        raise Mistake(f"--older: expected one day to a hundred years, got {given!r}")
    return age


def compact(engine: Engine, before: datetime, *, dry: bool = False) -> Compacted:
    """Thin out the sightings before an instant, then give their room back; `dry` only counts. Raises StoreError.

    Of each story stay the first and the last sighting, each that printed another headline, and those that its
    interval, or that of a republication, is known from.
    """
    with reading(engine) as connection:
        before_all = _count(connection)
        spans = list(_spans(connection))
        if dry:
            return Compacted(sum(_surplus_in(connection, span, before) for span in spans), before_all)
    gone = 0
    for span in spans:
        with writing(engine) as connection:
            ids = _surplus(span, before).scalar_subquery()
            gone += connection.execute(delete(sightings).where(sightings.c.id.in_(ids))).rowcount
    _tidy(engine)
    return Compacted(gone, before_all)


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(sightings)).scalar_one())


def _spans(connection: Connection) -> Iterator[range]:
    """Yield the numbers of all stories in parts."""
    last = connection.execute(select(func.max(stories.c.id))).scalar() or 0
    for start in range(1, last + 1, STORIES_AT_ONCE):
        yield range(start, start + STORIES_AT_ONCE)


def _surplus_in(connection: Connection, span: range, before: datetime) -> int:
    found = _surplus(span, before).subquery()
    return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def _surplus(span: range, before: datetime) -> Select[tuple[int]]:
    """Return the query for the sightings of some stories that may go."""
    seen = _numbered(span)
    again = publications.c.story == seen.c.story
    bounds_below = or_(
        seen.c.earliest == stories.c.published_earliest,
        exists().where(again, publications.c.earliest == seen.c.earliest),
    )
    bounds_above = or_(
        seen.c.latest == stories.c.published_latest,
        exists().where(again, publications.c.latest == seen.c.latest),
    )
    # What is compared with null is null, and no sighting goes on that.
    bounds = or_(
        and_(seen.c.nth_earliest == 1, func.coalesce(bounds_below, false())),
        and_(seen.c.nth_latest == 1, func.coalesce(bounds_above, false())),
    )
    return (
        select(seen.c.id)
        .join(stories, stories.c.id == seen.c.story)
        .where(
            seen.c.served_at < before,
            seen.c.headline.is_(None),
            seen.c.nth > 1,
            seen.c.nth_last > 1,
            not_(bounds),
        )
    )


def _numbered(span: range) -> Subquery:
    """Return the sightings of some stories: the how manieth of its story each is, and of those with its bounds."""
    columns = sightings.c
    # A story was published before the page that shows it was made, whatever the page printed.
    after = columns.latest > columns.served_at
    latest = case((after, columns.served_at), else_=columns.latest)

    def nth(*same: ColumnElement[Any], last: bool = False) -> ColumnElement[int]:
        order = [column.desc() if last else column for column in (columns.served_at, columns.id)]
        return func.row_number().over(partition_by=(columns.story, *same), order_by=order)

    return (
        select(
            columns.id, columns.story, columns.served_at, columns.headline, columns.earliest, latest.label("latest"),
            nth().label("nth"), nth(last=True).label("nth_last"),
            nth(columns.earliest).label("nth_earliest"), nth(latest).label("nth_latest"),
        )
        .where(columns.story >= span.start, columns.story < span.stop)
        .subquery("seen")
    )  # fmt: skip


def _tidy(engine: Engine) -> None:
    """Give the room of what is gone back to the disk, and count anew what queries are planned by."""
    statements = TIDY[engine.dialect.name]
    # Neither database does this inside of a transaction.
    with named(engine.url), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))
