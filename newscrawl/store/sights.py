"""What the pages of sections show: a page and all its stories are kept in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, update

from newscrawl.store.lookup import look_up
from newscrawl.store.printed import TOLD_NOTHING, Told, keep_teasers
from newscrawl.store.published import learn_all
from newscrawl.store.schema import keys, sightings, stories
from newscrawl.store.shown_pages import keep_page
from newscrawl.store.statements import batches, insert_missing
from newscrawl.store.values import Known, PageRef, Seen, key_mark, teaser_mark
from newscrawl.times.evidence import Evidence, Publication, combine

PENDING = "pending"
"""Outcome of a story that a list has shown and whose article was not read yet."""

_SHOWN = stories.c.id.in_(bindparam("shown", expanding=True))
_SEEN = (
    update(stories)
    .where(_SHOWN, stories.c.last_seen_at < bindparam("at"))
    .values(last_seen_at=bindparam("at"))
)
_DUE = (
    update(stories)
    .where(_SHOWN, or_(stories.c.visit_at.is_(None), stories.c.visit_at > bindparam("at")))
    .values(visit_at=bindparam("at"))
)
"""A crawl that is killed before it reads the article again leaves it due."""


def keep_seen(
    connection: Connection, outlet: str, run: int, page: PageRef, seen: Sequence[Seen]
) -> list[Known]:
    """Keep a page with everything that it shows, and return what is known of its stories, in their order.

    A story that nobody knows is known from now on: its article is due at once. So is that of a story of which the
    page prints something else than before. Kept twice, a page counts once.
    """
    number = keep_page(connection, outlet, page, len(seen))
    known = look_up(connection, outlet, {key for story in seen for key in story.keys})
    if fresh := [story for story in seen if not _of(story, known)]:
        _add(connection, outlet, page, fresh)
        known |= look_up(connection, outlet, {key for story in fresh for key in story.keys})
    found = [_of(story, known) for story in seen]
    assert all(found)
    pairs = [(story, row) for story, row in zip(seen, found, strict=True) if row]
    # A page may show a story twice, and print less of it the second time.
    first = {row.id: (story, row) for story, row in reversed(pairs)}
    told = keep_teasers(connection, number, _marks(first.values())) if page.is_section else TOLD_NOTHING
    if first:
        rows = [_row(s, k, run, page, number, k.id in told.new) for s, k in first.values()]
        connection.execute(insert_missing(connection, sightings), rows)
        _see_again(connection, page, list(first), told)
        unknown = [(row.id, key) for story, row in pairs for key in story.keys if key not in known]
        _add_keys(connection, outlet, unknown)
    published: dict[int, list[Publication]] = {}
    for story, row in pairs:
        news = [item for item in _published(story, page) if not _is_known(item, row)]
        published.setdefault(row.id, []).extend(news)
    learn_all(connection, {story: news for story, news in published.items() if news}, page.served_at)
    return [_as_told(row, page, told) for _, row in pairs]


def _marks(shown: Iterable[tuple[Seen, Known]]) -> dict[int, bytes]:
    return {row.id: teaser_mark(story.headline, story.lead) for story, row in shown}


def _see_again(connection: Connection, page: PageRef, shown: Sequence[int], told: Told) -> None:
    for some in batches(shown):
        connection.execute(_SEEN, {"at": page.served_at, "shown": some})
    for some in batches(list(told.other)):
        connection.execute(_DUE, {"at": page.served_at, "shown": some})


def _as_told(known: Known, page: PageRef, told: Told) -> Known:
    if known.id not in told.other:
        return known
    due = page.served_at if known.visit_at is None else min(known.visit_at, page.served_at)
    return known._replace(retold=True, visit_at=due)


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


def _row(
    story: Seen, known: Known, run: int, page: PageRef, number: int, is_new_print: bool
) -> dict[str, Any]:
    first = story.moments[0] if story.moments else None
    return {
        "story": known.id, "run": run, "page": number, "source": page.source, "served_at": page.served_at,
        "position": story.position, "text": story.text, "machine": story.machine,
        "earliest": first.earliest if first else None, "latest": first.latest if first else None,
        "updated": bool(first and first.updated), "headline": story.headline if is_new_print else None,
    }  # fmt: skip


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
