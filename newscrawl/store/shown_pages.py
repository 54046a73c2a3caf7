"""The pages of sections: what is known of each, and what came of asking for it."""

from datetime import datetime

from sqlalchemy import Connection, and_, insert, select, update

from newscrawl.store.schema import pages, stories, teasers
from newscrawl.store.statements import insert_missing
from newscrawl.store.values import UNREAD, PageRef, PageState

READ = "read"
SAME = "not modified"
"""Outcomes of a page; any other one is the reason why it was lost."""


def find_page(connection: Connection, outlet: str, url: str) -> PageState:
    """Return what is known of a page; without validators and mark where it has to be read, whatever comes."""
    columns = select(pages.c.validators, pages.c.mark, pages.c.stories)
    row = connection.execute(columns.where(pages.c.outlet == outlet, pages.c.url == url)).one_or_none()
    return PageState._make(row) if row and row.stories is not None else UNREAD


def keep_page(connection: Connection, outlet: str, page: PageRef, shown: int) -> int:
    """Note that a page was read and how many stories it showed, and return its number."""
    where = and_(pages.c.outlet == outlet, pages.c.url == page.url)
    state = {
        "validators": dict(page.validators), "mark": page.mark, "stories": shown, "fetched_at": page.served_at,
        "checked_at": page.served_at, "outcome": READ,
    }  # fmt: skip
    known = select(pages.c.id).where(where)
    if page.is_section:
        known = update(pages).where(where).values(state).returning(pages.c.id)  # type: ignore[assignment]
    number = connection.execute(known).scalar_one_or_none()
    if number is None:
        new = state if page.is_section else {"validators": {}, "fetched_at": page.served_at, "outcome": READ}
        added = insert(pages).values(outlet=outlet, url=page.url, **new).returning(pages.c.id)
        number = connection.execute(added).scalar_one()
    return int(number)


def keep_same(connection: Connection, outlet: str, url: str, at: datetime) -> None:
    """Note that a page shows at `at` what it did before: its stories are seen again, without a sighting each."""
    where = and_(pages.c.outlet == outlet, pages.c.url == url)
    row = connection.execute(select(pages.c.id, pages.c.checked_at).where(where)).one_or_none()
    if row is None or row.checked_at is None or row.checked_at > at:
        return
    # Those alone that it showed when it was looked at last, and that no other page has shown since.
    still = and_(
        stories.c.outlet == outlet,
        stories.c.last_seen_at == row.checked_at,
        stories.c.id.in_(select(teasers.c.story).where(teasers.c.page == row.id)),
    )
    connection.execute(update(stories).where(still).values(last_seen_at=at))
    connection.execute(update(pages).where(where).values(checked_at=at, outcome=SAME))


def keep_lost(connection: Connection, outlet: str, url: str, reason: str) -> None:
    """Note that a page gave nothing, or not all that it holds; what was known of it stays."""
    missing = insert_missing(connection, pages).values(outlet=outlet, url=url, validators={})
    connection.execute(missing)
    connection.execute(
        update(pages).where(pages.c.outlet == outlet, pages.c.url == url).values(outcome=reason)
    )
