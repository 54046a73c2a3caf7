"""One story's life as the store tells it: where it was seen, when it was published, how it changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from newscrawl.extract.identity import story_key
from newscrawl.store.lookup import find_first
from newscrawl.store.schema import outlets, pages, publications, sightings, stories, versions
from newscrawl.store.visits import to_content
from newscrawl.versions import Content

_ID = re.compile(r"[0-9a-f]{16}")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?[^/\s]+\.[^/\s]+/", re.IGNORECASE)

HEAD = (
    "story_id outlet section url listing_url position first_seen_at last_seen_at changed_at outcome visits visit_at"
    " withdrawn_at modified_at published_raw published_at published_earliest published_latest published_from"
).split()
"""Columns of a story that its life begins with."""
SEEN = "served_at source position text machine earliest latest updated headline".split()
AGAIN = "seen_at source raw earliest latest".split()


@dataclass(frozen=True, slots=True)
class Version:
    """What a story said from one visit on."""

    number: int
    seen_at: datetime
    changes: Sequence[tuple[str, str]]
    """Field and kind of each change; none for the first."""
    content: Mapping[str, Any]

    @property
    def compared(self) -> Content:
        """What of it counts when versions are compared."""
        return to_content(self.content)


@dataclass(frozen=True, slots=True)
class Life:
    """One story; each list in the order of time."""

    head: Mapping[str, Any]
    """Columns of HEAD."""
    republications: Sequence[Mapping[str, Any]]
    """Columns of AGAIN."""
    sightings: Sequence[Mapping[str, Any]]
    """Columns of SEEN, and `page`: the address of what showed it."""
    versions: Sequence[Version]


def is_id(text: str) -> bool:
    """Tell whether a text is the id of a story."""
    return _ID.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Tell whether a text may be the address of a story.

    >>> is_address("https://blad.example/wereld/1"), is_address("blad.example/wereld/1"), is_address("storm")
    (True, True, False)
    """
    return _ADDRESS.match(text) is not None


def find_stories(connection: Connection, wanted: str, among: Iterable[str] | None) -> list[int]:
    """Return the numbers of the stories of an id or an address, by outlet; only of those `among`, if that is given."""
    keys = select(outlets.c.key).order_by(outlets.c.key)
    if among is not None:
        keys = keys.where(outlets.c.key.in_(list(among)))
    chosen = list(connection.execute(keys).scalars())
    if is_id(wanted):
        where = (stories.c.story_id == wanted, stories.c.outlet.in_(chosen))
        return list(connection.execute(select(stories.c.id).where(*where)).scalars())
    key = story_key(wanted if "://" in wanted else f"https://{wanted}")
    found = (find_first(connection, outlet, [key]) for outlet in chosen)
    return [known.id for known in found if known]


def read_life(connection: Connection, story: int) -> Life:
    """Return the life of a story that is in the store."""
    head = select(*(stories.c[name] for name in HEAD)).where(stories.c.id == story)
    again = select(*(publications.c[name] for name in AGAIN)).where(publications.c.story == story)
    seen = (
        select(pages.c.url.label("page"), *(sightings.c[name] for name in SEEN))
        .join(pages, pages.c.id == sightings.c.page)
        .where(sightings.c.story == story)
        .order_by(sightings.c.served_at, sightings.c.id)
    )
    texts = (
        select(versions.c.number, versions.c.seen_at, versions.c.changes, versions.c.content)
        .where(versions.c.story == story)
        .order_by(versions.c.number)
    )
    return Life(
        head=dict(connection.execute(head).mappings().one()),
        republications=list(map(dict, connection.execute(again.order_by(publications.c.number)).mappings())),
        sightings=list(map(dict, connection.execute(seen).mappings())),
        versions=[
            Version(number, seen_at, [(field, kind) for field, kind in changes], content)
            for number, seen_at, changes, content in connection.execute(texts)
        ],
    )
