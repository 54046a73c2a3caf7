"""What each page prints of each story: whether that is new."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from newscrawl.store.schema import teasers
from newscrawl.store.statements import batches, upsert

_BEFORE = select(teasers.c.story, teasers.c.mark).where(
    teasers.c.page == bindparam("number"), teasers.c.story.in_(bindparam("shown", expanding=True))
)


class Told(NamedTuple):
    """Stories, by id, whose teaser on a page is not the one that this page printed before."""

    new: frozenset[int]
    """All of them, also those that it shows for the first time."""
    other: frozenset[int]
    """Those of which it printed something else."""


TOLD_NOTHING = Told(frozenset(), frozenset())


def keep_teasers(connection: Connection, number: int, marks: Mapping[int, bytes]) -> Told:
    """Keep the marks of what page `number` prints, by story, and return what is new in that.

    Each page is compared with itself: a feed and a listing may print different leads of one story.
    """
    before: dict[int, bytes] = {}
    for some in batches(list(marks)):
        before |= dict(connection.execute(_BEFORE, {"number": number, "shown": some}).all())
    new = {story: mark for story, mark in marks.items() if before.get(story) != mark}
    if new:
        rows = [{"page": number, "story": story, "mark": mark} for story, mark in new.items()]
        connection.execute(upsert(connection, teasers, "mark"), rows)
    return Told(frozenset(new), frozenset(new.keys() & before.keys()))
