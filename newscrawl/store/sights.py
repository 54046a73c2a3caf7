"""What the pages of sections show: a page and all its stories are kept in one transaction."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from newscrawl.store.lookup import look_up
from newscrawl.store.published import learn
from newscrawl.store.schema import keys, pages, sightings, stories
from newscrawl.store.statements import insert_missing
from newscrawl.store.values import Known, PageRef, Seen, key_mark, teaser_mark
from newscrawl.times.evidence import Evidence, Publication, combine

PENDING = "pending"
"""Outcome of a story that a list has shown and whose article was not read yet."""

_SEEN_AGAIN = (
    update(stories)
    .where(stories.c.id == bindparam("story"), stories.c.last_seen_at <= bindparam("seen_at"))
    .values(last_seen_at=bindparam("seen_at"), teaser=bindparam("mark"))
)


def keep_page(connection: Connection, outlet: str, page: PageRef) -> int:
    """Note that a page was read, and return its number."""
    values = {"validators": dict(page.validators), "fetched_at": page.served_at}
    where = (pages.c.outlet == outlet, pages.c.url == page.url)
    connection.execute(insert_missing(connection, pages).values(outlet=outlet, url=page.url, **values))
    connection.execute(update(pages).where(*where).values(outcome="read", **values))
    return int(connection.execute(select(pages.c.id).where(*where)).scalar_one())


def keep_seen(
    connection: Connection, outlet: str, run: int, page: PageRef, seen: Sequence[Seen]
) -> list[Known]:
    """Keep a page with everything that it shows, and return what is known of its stories, in their order.

    A story that nobody knows is known from now on: its article is due at once. Kept twice, a page counts once.
    """
    number = keep_page(connection, outlet, page)
    known = look_up(connection, outlet, {key for story in seen for key in story.keys})
    if fresh := [story for story in seen if not _of(story, known)]:
        _add(connection, outlet, page, fresh)
        known |= look_up(connection, outlet, {key for story in fresh for key in story.keys})
    found = [_of(story, known) for story in seen]
    assert all(found)
    pairs = [(story, row) for story, row in zip(seen, found, strict=True) if row]
    if pairs:
        connection.execute(
            insert_missing(connection, sightings), [_row(s, k, run, page, number) for s, k in pairs]
        )
        connection.execute(_SEEN_AGAIN, [_again(story, row, page) for story, row in pairs])
        _add_keys(
            connection, outlet, [(row.id, key) for s, row in pairs for key in s.keys if key not in known]
        )
    for story, row in pairs:
        if published := [item for item in _published(story, page) if not _is_known(item, row)]:
            learn(connection, row.id, published, page.served_at)
    return [row for _, row in pairs]


def _of(story: Seen, known: dict[str, Known]) -> Known | None:
    return next((known[key] for key in story.keys if key in known), None)


def _add(connection: Connection, outlet: str, page: PageRef, fresh: Sequence[Seen]) -> None:
    """Add stories that a page shows for the first time."""
    now = page.served_at
    common = {
        "outlet": outlet, "section": page.section, "listing_url": page.url, "served_at": now, "first_seen_at": now,
        "last_seen_at": now, "changed_at": now, "outcome": PENDING, "version": 0, "visits": 0, "failures": 0,
        "visit_at": now, "validators": {}, "publications": 0,
    }  # fmt: skip
    rows = [
        {"story_id": story.story_id, "url": story.url, "position": story.position, **common}
        for story in fresh
    ]
    connection.execute(insert_missing(connection, stories), rows)
    names = [row["story_id"] for row in rows]
    found = connection.execute(select(stories.c.story_id, stories.c.id).where(stories.c.story_id.in_(names)))
    ids = dict(found.all())
    _add_keys(connection, outlet, [(ids[story.story_id], key) for story in fresh for key in story.keys])


def _add_keys(connection: Connection, outlet: str, pairs: Sequence[tuple[int, str]]) -> None:
    if rows := [{"key": key_mark(outlet, key), "story": story} for story, key in pairs]:
        connection.execute(insert_missing(connection, keys), rows)


def _row(story: Seen, known: Known, run: int, page: PageRef, number: int) -> dict[str, Any]:
    first = story.moments[0] if story.moments else None
    is_new_print = page.is_section and teaser_mark(story.headline, story.lead) != known.teaser
    return {
        "story": known.id, "run": run, "page": number, "source": page.source, "served_at": page.served_at,
        "position": story.position, "text": story.text, "machine": story.machine,
        "earliest": first.earliest if first else None, "latest": first.latest if first else None,
        "updated": bool(first and first.updated), "headline": story.headline if is_new_print else None,
    }  # fmt: skip


def _again(story: Seen, known: Known, page: PageRef) -> dict[str, Any]:
    mark = teaser_mark(story.headline, story.lead) if page.is_section else known.teaser
    return {"story": known.id, "seen_at": page.served_at, "mark": mark}


def _published(story: Seen, page: PageRef) -> Iterator[Publication]:
    for moment in story.moments:
        if not moment.updated:
            found = combine([Evidence(page.source, moment.raw, moment, page.served_at)])
            if found:  # a time after its own page is none of a publication
                yield found


def _is_known(publication: Publication, known: Known) -> bool:
    """Tell whether a publication allows all that is left of the known one: it says nothing new."""
    if known.published_earliest is None or known.published_latest is None:
        return False
    return publication.earliest <= known.published_earliest and known.published_latest <= publication.latest
