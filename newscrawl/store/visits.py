"""What came of the visits of articles: a story's row, its version and its seen-state in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, update

from newscrawl.ledger import NEW, UNCHANGED, UPDATED, WITHDRAWN
from newscrawl.store.lookup import look_up
from newscrawl.store.published import COLUMNS, from_columns, learn
from newscrawl.store.schema import keys, publications, sightings, stories, teasers, versions
from newscrawl.store.statements import insert_missing
from newscrawl.store.values import Kept, Known, Visit, key_mark
from newscrawl.versions import Content, find_changes

AGES = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 180, 1440, 3 * 1440, 30 * 1440))
"""Ages at which an article is visited again: corrections come early, withdrawals late."""
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (10, 30, 180, 1440))
"""After how long an article that could not be read is asked for again; then no more."""


OF_ARTICLE = ("modified_at", "validators", "withdrawn_at")
"""Columns of a story that its article alone can tell, once it was read."""
COMPARED = ("own_headline", "own_lead", "headline", "lead", "text", "dateline")
"""Fields of a version that a page may leave out once: that is no change, and hides none."""


def next_visit(ages: Sequence[timedelta], since: datetime, at: datetime) -> datetime | None:
    """Return when a story of `since` is due again after a visit at `at`, or None if never.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 24, 12, tzinfo=UTC)
    >>> next_visit(AGES, noon, noon + timedelta(minutes=20)).isoformat()
    '2026-01-24T13:00:00+00:00'
    """
    return next((since + age for age in ages if since + age > at), None)


def keep_visit(
    connection: Connection, outlet: str, run: int, visit: Visit, ages: Sequence[timedelta]
) -> Kept:
    """Keep what came of a visit. Raises LookupError if no page has shown the story before."""
    known = _meet(connection, outlet, visit)
    if visit.content is None:
        return _fail(connection, known, visit)
    changes, number = _version(connection, known, run, visit)
    found = from_columns(visit.columns) if visit.columns.get("published_earliest") else None
    published = learn(connection, known.id, [found] if found else [], visit.at)
    since = (
        published.at
        if published
        else connection.execute(select(stories.c.first_seen_at).where(stories.c.id == known.id)).scalar_one()
    )
    is_first = known.version == 0 or (visit.is_whole and known.visits == 0)
    outcome = NEW if is_first else UPDATED if changes else UNCHANGED
    own = {name: value for name, value in visit.columns.items() if not name.startswith("published_")}
    if own.get("url") is None:  # a list that prints no link takes away none
        own.pop("url", None)
    values = own | {
        "outcome": outcome, "version": number, "visits": known.visits + visit.is_whole, "failures": 0,
        "withdrawn_at": None, "validators": dict(visit.validators),
        "visit_at": next_visit(ages, since, visit.at) if visit.is_whole else visit.at,
    }  # fmt: skip
    if known.visits and not visit.is_whole:
        values = {name: value for name, value in values.items() if name not in OF_ARTICLE}
    if outcome != UNCHANGED or (known.withdrawn_at and visit.is_whole):
        values["changed_at"] = visit.at
    connection.execute(update(stories).where(stories.c.id == known.id).values(values))
    return Kept(known.story_id, outcome, changes, _published(connection, known.id))


def keep_unchanged(connection: Connection, known: Known, at: datetime, ages: Sequence[timedelta]) -> None:
    """Note that the server says that an article is as it was."""
    row = connection.execute(
        select(stories.c.published_at, stories.c.first_seen_at).where(stories.c.id == known.id)
    ).one()
    values = {
        "outcome": UNCHANGED, "visits": known.visits + 1, "failures": 0, "withdrawn_at": None,
        "visit_at": next_visit(ages, row.published_at or row.first_seen_at, at),
    }  # fmt: skip
    connection.execute(update(stories).where(stories.c.id == known.id).values(values))


def keep_withdrawn(connection: Connection, known: Known, at: datetime, ages: Sequence[timedelta]) -> None:
    """Note that an article that was read before is gone; its text is kept, and it is asked for again."""
    first_seen = connection.execute(
        select(stories.c.first_seen_at).where(stories.c.id == known.id)
    ).scalar_one()
    values = {
        "outcome": WITHDRAWN,
        "visits": known.visits + 1,
        "visit_at": next_visit(ages, first_seen, at),
    }
    if known.withdrawn_at is None:
        values |= {"withdrawn_at": at, "changed_at": at}
    connection.execute(update(stories).where(stories.c.id == known.id).values(values))


def _meet(connection: Connection, outlet: str, visit: Visit) -> Known:
    """Return the story that was visited, under all its addresses one."""
    found = look_up(connection, outlet, visit.keys)
    known = next((found[key] for key in visit.keys if key in found), None)
    if known is None:
        raise LookupError(f"no page has shown {visit.story_id}")
    for other in {row.id: row for row in found.values()}.values():
        if other.id != known.id:
            known = _merge(connection, known, other)
    rows = [{"key": key_mark(outlet, key), "story": known.id} for key in visit.keys]
    connection.execute(insert_missing(connection, keys), rows)
    return known


def _merge(connection: Connection, one: Known, two: Known) -> Known:
    """Make one story of two that turn out to be the same; of those that both have versions, neither goes."""
    keep, drop = (one, two) if one.version else (two, one)
    if drop.version:
        return one
    known = select(sightings.c.page, sightings.c.source, sightings.c.served_at).where(
        sightings.c.story == keep.id
    )
    same = {tuple(row) for row in connection.execute(known)}
    for row in connection.execute(select(sightings).where(sightings.c.story == drop.id)).all():
        where = sightings.c.id == row.id
        if (row.page, row.source, row.served_at) in same:
            connection.execute(delete(sightings).where(where))
        else:
            connection.execute(update(sightings).where(where).values(story=keep.id))
    connection.execute(update(keys).where(keys.c.story == drop.id).values(story=keep.id))
    connection.execute(delete(teasers).where(teasers.c.story == drop.id))  # each page tells them anew
    _inherit(connection, keep, drop)
    connection.execute(delete(publications).where(publications.c.story == drop.id))
    connection.execute(delete(stories).where(stories.c.id == drop.id))
    return keep


def _inherit(connection: Connection, keep: Known, drop: Known) -> None:
    """Let a story know what another one, which turns out to be it, has told of its time."""
    row = connection.execute(select(stories).where(stories.c.id == drop.id)).mappings().one()
    if found := from_columns(dict(row)):
        learn(connection, keep.id, [found], row["last_seen_at"])
    first = {name: row[name] for name in ("first_seen_at", "listing_url", "position", "served_at")}
    is_later = stories.c.first_seen_at > row["first_seen_at"]
    connection.execute(update(stories).where(stories.c.id == keep.id, is_later).values(first))


def _version(
    connection: Connection, known: Known, run: int, visit: Visit
) -> tuple[tuple[tuple[str, str], ...], int]:
    """Add a version where the content has changed; return the changes and the number of the last version.

    What a list alone has said of a story is completed by its article, not changed; behind an article it says nothing.
    """
    changes: tuple[tuple[str, str], ...] = ()
    content = dict(visit.content or {})
    if known.version:
        last, given = _last_given(connection, known.id)
        if is_of_article(content) != is_of_article(given):
            if is_of_article(content):
                _complete(connection, known, content=content, seen_at=visit.at)
            return (), known.version
        found = find_changes(to_content(given), to_content(content))
        changes = tuple((change.field, change.kind) for change in found)
        if not changes:
            if news := {
                name: content.get(name) for name in COMPARED if last.get(name) is None and content.get(name)
            }:
                _complete(connection, known, content=last | news)
            return (), known.version
    row = {"story": known.id, "number": known.version + 1, "run": run, "seen_at": visit.at,
           "changes": [list(change) for change in changes], "content": content}  # fmt: skip
    connection.execute(insert_missing(connection, versions).values(row))
    return changes, known.version + 1


def _complete(connection: Connection, known: Known, **values: Any) -> None:
    """Let the last version of a story say more than it did."""
    where = (versions.c.story == known.id, versions.c.number == known.version)
    connection.execute(update(versions).where(*where).values(values))


def _last_given(connection: Connection, story: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the content of the last version of a story, and the same with what only ones before it gave."""
    found = select(versions.c.content).where(versions.c.story == story).order_by(versions.c.number.desc())
    contents = list(connection.execute(found).scalars())
    given: dict[str, Any] = {}
    for content in contents:
        given |= {name: value for name, value in content.items() if given.get(name) is None}
    return contents[0], given


def is_of_article(fields: Mapping[str, Any]) -> bool:
    """Tell whether a version is that of an article; else lists alone have told all of it."""
    return any(fields.get(name) for name in ("own_headline", "own_lead", "text"))


def to_content(fields: Mapping[str, Any]) -> Content:
    """Return what of a version counts as its content: where no article was read, what a list prints."""
    own = "own_" if is_of_article(fields) else ""
    agencies = tuple(agency["id"] or agency["printed"] for agency in fields.get("agencies") or ())
    return Content(
        headline=fields.get(f"{own}headline"),
        lead=fields.get(f"{own}lead"),
        # What of a paid text is shown changes with the visitor, not with the story.
        text=None if fields.get("access") == "paid" else fields.get("text"),
        agencies=agencies,
        dateline=fields.get("dateline"),
        corrections=tuple(fields.get("corrections") or ()),
    )


def _fail(connection: Connection, known: Known, visit: Visit) -> Kept:
    failures = known.failures + 1
    again = visit.at + RETRIES[failures - 1] if failures <= len(RETRIES) else None
    values = {"outcome": visit.outcome, "visits": known.visits + 1, "failures": failures, "visit_at": again}
    connection.execute(update(stories).where(stories.c.id == known.id).values(values))
    return Kept(known.story_id, visit.outcome, (), _published(connection, known.id))


def _published(connection: Connection, story: int) -> dict[str, Any]:
    columns = [stories.c[name] for name in COLUMNS]
    return dict(connection.execute(select(*columns).where(stories.c.id == story)).mappings().one())
