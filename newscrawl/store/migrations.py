"""The steps from an empty or older store to the present tables; each runs once, in one transaction with its number.

A step is never changed after it was released: it says what tables were then, `schema.py` what they are now. So a
step names columns itself and imports nothing of `schema.py` but the types.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    inspect,
    text,
)

from newscrawl.store.errors import StoreError, shown
from newscrawl.store.schema import Id, Instant

if TYPE_CHECKING:
    from alembic.operations import Operations

LOCK = 0x6E657773
"""Number of PostgreSQL's lock under which a store is migrated: "news"."""
_NUMBER = text("SELECT max(number) FROM store_version")


def is_current(connection: Connection) -> bool:
    """Tell whether a store has the present tables: one that has need not be locked to be opened."""
    if not inspect(connection).has_table("store_version"):
        return False
    return connection.execute(_NUMBER).scalar() == len(STEPS)


def migrate(connection: Connection) -> None:
    """Bring the tables of a store to their present form. Raises StoreError if they are of a newer release."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of each of its plugins
    # Here and not above: most stores are of the present form, and are opened every few minutes.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
    connection.execute(text("CREATE TABLE IF NOT EXISTS store_version (number INTEGER NOT NULL)"))
    number = connection.execute(_NUMBER).scalar() or 0
    if number > len(STEPS):
        raise StoreError(
            f"store {shown(connection.engine.url)}: its tables are of version {number}, this release knows"
            f" {len(STEPS)}: update newscrawl"
        )
    operations = Operations(MigrationContext.configure(connection))
    for step in STEPS[number:]:
        step(operations)
    if number < len(STEPS):
        connection.execute(text("INSERT INTO store_version VALUES (:number)"), {"number": len(STEPS)})


def _outlets(to: "Operations") -> None:
    to.create_table(
        "outlets",
        Column("key", String(64), primary_key=True),
        Column("name", Text, nullable=False),
        Column("country", String(2), nullable=False),
        Column("language", Text, nullable=False),
        Column("zone", Text, nullable=False),
        Column("rounding", String(8)),
        Column("rounding_why", Text),
    )


def _runs(to: "Operations") -> None:
    to.create_table(
        "runs",
        Column("id", Id, primary_key=True),
        Column("outlet", String(64), ForeignKey("outlets.key"), nullable=False),
        Column("started_at", Instant, nullable=False),
        Column("ended_at", Instant),
        Column("reason", Text),
        Column("problems", JSON, nullable=False),
    )
    to.create_index("runs_outlet", "runs", ["outlet", "started_at"])


def _ledger(to: "Operations") -> None:
    to.create_table(
        "ledger",
        Column("run", Id, ForeignKey("runs.id"), primary_key=True),
        Column("section", Text, primary_key=True),
        Column("outcome", Text, primary_key=True),
        Column("teasers", Integer, nullable=False),
    )


def _pages(to: "Operations") -> None:
    to.create_table(
        "pages",
        Column("id", Id, primary_key=True),
        Column("outlet", String(64), ForeignKey("outlets.key"), nullable=False),
        Column("url", Text, nullable=False),
        Column("validators", JSON, nullable=False),
        Column("fetched_at", Instant),
        Column("outcome", Text),
        UniqueConstraint("outlet", "url", name="pages_url"),
    )


def _stories(to: "Operations") -> None:
    to.create_table("stories", *_columns_of_sights(), *_columns_of_visits(), *_columns_of_publication())
    to.create_index("stories_changed", "stories", ["changed_at"])
    to.create_index("stories_outlet", "stories", ["outlet", "last_seen_at"])
    to.create_index("stories_published", "stories", ["published_latest"])


def _columns_of_sights() -> list[Column[Any]]:
    return [
        Column("id", Id, primary_key=True),
        Column("story_id", String(16), nullable=False, unique=True),
        Column("outlet", String(64), ForeignKey("outlets.key"), nullable=False),
        Column("section", Text, nullable=False),
        Column("url", Text),
        Column("listing_url", Text),
        Column("position", Integer),
        Column("served_at", Instant),
        Column("first_seen_at", Instant, nullable=False),
        Column("last_seen_at", Instant, nullable=False),
    ]


def _columns_of_visits() -> list[Column[Any]]:
    return [
        Column("changed_at", Instant, nullable=False),
        Column("outcome", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("visits", Integer, nullable=False),
        Column("failures", Integer, nullable=False),
        Column("visit_at", Instant),
        Column("validators", JSON, nullable=False),
        Column("teaser", LargeBinary(8)),
        Column("withdrawn_at", Instant),
        Column("modified_at", Instant),
    ]


def _columns_of_publication() -> list[Column[Any]]:
    return [
        Column("publications", Integer, nullable=False),
        Column("published_raw", Text),
        Column("published_at", Instant),
        Column("published_earliest", Instant),
        Column("published_latest", Instant),
        Column("published_from", String(16)),
        Column("published_exact", BigInteger),
    ]


def _keys(to: "Operations") -> None:
    to.create_table(
        "keys",
        Column("key", LargeBinary(16), primary_key=True),
        Column("story", Id, ForeignKey("stories.id"), nullable=False),
        sqlite_with_rowid=False,
    )


def _versions(to: "Operations") -> None:
    to.create_table(
        "versions",
        Column("story", Id, ForeignKey("stories.id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("run", Id, ForeignKey("runs.id"), nullable=False),
        Column("seen_at", Instant, nullable=False),
        Column("changes", JSON, nullable=False),
        Column("content", JSON, nullable=False),
    )


def _publications(to: "Operations") -> None:
    to.create_table(
        "publications",
        Column("story", Id, ForeignKey("stories.id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("seen_at", Instant, nullable=False),
        Column("source", String(16), nullable=False),
        Column("raw", Text, nullable=False),
        Column("earliest", Instant, nullable=False),
        Column("latest", Instant, nullable=False),
    )


def _sightings(to: "Operations") -> None:
    to.create_table(
        "sightings",
        Column("id", Id, primary_key=True),
        Column("story", Id, ForeignKey("stories.id"), nullable=False),
        Column("run", Id, ForeignKey("runs.id"), nullable=False),
        Column("page", Id, ForeignKey("pages.id"), nullable=False),
        Column("source", String(16), nullable=False),
        Column("served_at", Instant, nullable=False),
        Column("position", Integer),
        Column("text", Text),
        Column("machine", Text),
        Column("earliest", Instant),
        Column("latest", Instant),
        Column("updated", Boolean, nullable=False),
        Column("headline", Text),
        UniqueConstraint("story", "page", "source", "served_at", name="sightings_once"),
    )


def _exports(to: "Operations") -> None:
    to.create_table(
        "exports",
        Column("name", String(64), primary_key=True),
        Column("what", String(16), primary_key=True),
        Column("until", Instant, nullable=False),
    )


def _first(to: "Operations") -> None:
    tables = (
        _outlets,
        _runs,
        _ledger,
        _pages,
        _stories,
        _keys,
        _versions,
        _publications,
        _sightings,
        _exports,
    )
    for create in tables:
        create(to)


def _second(to: "Operations") -> None:
    """A mark of each teaser on each page in the place of one a story, whose lists may print different leads."""
    to.drop_column("stories", "teaser")
    to.create_table(
        "teasers",
        Column("page", Id, ForeignKey("pages.id"), primary_key=True),
        Column("story", Id, ForeignKey("stories.id"), primary_key=True),
        Column("mark", LargeBinary(8), nullable=False),
        sqlite_with_rowid=False,
    )
    to.create_index("teasers_story", "teasers", ["story"])
    to.add_column("pages", Column("mark", LargeBinary(8)))
    to.add_column("pages", Column("stories", Integer))
    to.add_column("pages", Column("checked_at", Instant))
    to.add_column("runs", Column("heard_at", Instant))
    to.create_table(
        "counts",
        Column("run", Id, ForeignKey("runs.id"), primary_key=True),
        Column("name", Text, primary_key=True),
        Column("number", BigInteger, nullable=False),
    )


STEPS: tuple[Callable[["Operations"], None], ...] = (_first, _second)
