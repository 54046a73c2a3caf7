"""The interval of a story's publication, which narrows with everything that is seen of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from newscrawl.store.schema import publications, stories
from newscrawl.store.statements import batches
from newscrawl.times.evidence import Publication, is_more_trusted, narrow

COLUMNS = {
    "published_raw": "raw",
    "published_at": "at",
    "published_earliest": "earliest",
    "published_latest": "latest",
    "published_from": "source",
}
"""Column of a story -> field of its publication."""
_MICROSECOND = timedelta(microseconds=1)
_CHANGED = ("publications", "published_exact", "changed_at", *COLUMNS)
_KNOWN = select(stories.c.id, *(stories.c[name] for name in _CHANGED)).where(
    stories.c.id.in_(bindparam("wanted", expanding=True))
)
_LEARNED = (
    update(stories)
    .where(stories.c.id == bindparam("story"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
)


def to_columns(publication: Publication) -> dict[str, Any]:
    """Return a publication as columns of its story."""
    columns = {column: getattr(publication, name) for column, name in COLUMNS.items()}
    return columns | {"published_exact": publication.exact // _MICROSECOND}


def from_columns(row: Mapping[str, Any]) -> Publication | None:
    """Return the publication of a story's row, or None where nothing is known of it."""
    if row["published_earliest"] is None:
        return None
    values = {name: row[column] for column, name in COLUMNS.items()}
    return Publication(**values, exact=row["published_exact"] * _MICROSECOND, contradictions=0)


def learn(
    connection: Connection, story: int, found: Iterable[Publication], seen_at: datetime
) -> Publication | None:
    """Put what was found of one story's publication together with what is known, as `learn_all` does."""
    return learn_all(connection, {story: found}, seen_at)[story]


def learn_all(
    connection: Connection, found: Mapping[int, Iterable[Publication]], seen_at: datetime
) -> dict[int, Publication | None]:
    """Put what was found of the publications of stories together with what is known, and return what is then.

    What agrees narrows the interval. What contradicts it is a publication of its own, which further findings
    narrow in their turn: an outlet has published the story again, or counts from its last change. It takes the
    place of the first one only where it is earlier, and its source the more trusted.
    """
    known: dict[int, Publication | None] = {}
    changed = []
    for some in batches(list(found)):
        for row in connection.execute(_KNOWN, {"wanted": some}).mappings():
            before, number = from_columns(dict(row)), row["publications"]
            current, number = _join(connection, row["id"], before, number, found[row["id"]], seen_at)
            known[row["id"]] = current
            if current is not None and (current != before or number != row["publications"]):
                is_news = number != row["publications"] or _is_news(before, current)
                at = seen_at if is_news else row["changed_at"]
                changed.append(_values(row["id"], current, number, at))
    if changed:
        connection.execute(_LEARNED, changed)
    return known


def _values(story: int, current: Publication, number: int, changed_at: datetime) -> dict[str, Any]:
    columns = to_columns(current) | {"publications": number, "changed_at": changed_at}
    return {"story": story} | {f"new_{name}": value for name, value in columns.items()}


def _join(
    connection: Connection,
    story: int,
    current: Publication | None,
    number: int,
    found: Iterable[Publication],
    seen_at: datetime,
) -> tuple[Publication | None, int]:
    """Return a story's publication, and how often it was published again, after what was found."""
    for other in found:
        if current is None:
            current = other
        elif narrower := narrow(current, other):
            # What agrees with both ("2 days ago") does not say which of them it is of.
            if not number or _find_again(connection, story, other) is None:
                current = narrower
        else:
            again = other
            # Only an earlier one can be the first: a list that was read before may count from the last change.
            if other.latest < current.earliest and is_more_trusted(other.source, current.source):
                current, again = other, current
            number = _again(connection, story, again, number, seen_at)
    return current, number


def _is_news(before: Publication | None, after: Publication) -> bool:
    """Tell whether a publication is another one, and not the same one known more narrowly."""
    return before is None or after.latest < before.earliest or after.earliest > before.latest


def _find_again(connection: Connection, story: int, other: Publication) -> RowMapping | None:
    """Return the last republication that `other` agrees with."""
    agrees = (publications.c.earliest <= other.latest, publications.c.latest >= other.earliest)
    last = select(publications).where(publications.c.story == story, *agrees)
    return connection.execute(last.order_by(publications.c.number.desc())).mappings().first()


def _again(connection: Connection, story: int, other: Publication, number: int, seen_at: datetime) -> int:
    """Narrow the republication that `other` agrees with, the last first, or note a new one; return how many there are."""
    if row := _find_again(connection, story, other):
        within = {
            "earliest": max(row["earliest"], other.earliest),
            "latest": min(row["latest"], other.latest),
        }
        where = (publications.c.story == story, publications.c.number == row["number"])
        connection.execute(update(publications).where(*where).values(within))
        return number
    connection.execute(
        publications.insert().values(
            story=story,
            number=number + 1,
            seen_at=seen_at,
            source=other.source,
            raw=other.raw,
            earliest=other.earliest,
            latest=other.latest,
        )
    )
    return number + 1
