"""The tables of a store.

Instants are microseconds since 1970 in UTC, so that every database compares and indexes them alike.
A change here needs a step in `migrations.py`; a test holds the two together.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only what is called INTEGER


class Instant(TypeDecorator[datetime]):
    """An aware instant; comes back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + value * _MICROSECOND


metadata = MetaData()

outlets = Table(
    "outlets",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", String(2), nullable=False),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("rounding", String(8), comment="learned from its stories; null: not known yet"),
    Column("rounding_why", Text),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("outlet", ForeignKey("outlets.key"), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("heard_at", Instant, comment="when it last said that it runs"),
    Column("ended_at", Instant, comment="null: it runs still, or was killed"),
    Column("reason", Text, comment="how it ended, in Scrapy's word"),
    Column("problems", JSON, nullable=False, comment="what kept it from doing its job, a line each"),
    Index("runs_outlet", "outlet", "started_at"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("section", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("teasers", Integer, nullable=False),
)

counts = Table(
    "counts",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("name", Text, primary_key=True, comment="what was counted: time/unread, page/lost"),
    Column("number", BigInteger, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("outlet", ForeignKey("outlets.key"), nullable=False),
    Column("url", Text, nullable=False),
    Column(
        "validators", JSON, nullable=False, comment="request headers that ask for it only if it has changed"
    ),
    Column("mark", LargeBinary(8), comment="of what came when it was read last"),
    Column("stories", Integer, comment="that it showed then"),
    Column("fetched_at", Instant, comment="when what was read last was made"),
    Column("checked_at", Instant, comment="when it last showed what was read: read, or not modified since"),
    Column("outcome", Text, comment="of the last time it was asked for: read, not modified, or what failed"),
    UniqueConstraint("outlet", "url", name="pages_url"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Id, primary_key=True),
    Column("story_id", String(16), nullable=False, unique=True),
    Column("outlet", ForeignKey("outlets.key"), nullable=False),
    Column("section", Text, nullable=False),
    Column("url", Text),
    Column("listing_url", Text),
    Column("position", Integer),
    Column("served_at", Instant, comment="of the page that showed it first"),
    Column("first_seen_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False, comment="of its last version, publication or withdrawal"),
    Column("outcome", Text, nullable=False, comment="of its article's last visit"),
    Column("version", Integer, nullable=False, comment="number of the last one; 0: no article was read"),
    Column("visits", Integer, nullable=False),
    Column("failures", Integer, nullable=False, comment="visits that failed since the last one that did not"),
    Column("visit_at", Instant, comment="when its article is due again; null: never"),
    Column("validators", JSON, nullable=False),
    Column("withdrawn_at", Instant),
    Column("modified_at", Instant),
    Column("publications", Integer, nullable=False),
    Column("published_raw", Text),
    Column("published_at", Instant),
    Column("published_earliest", Instant),
    Column("published_latest", Instant),
    Column("published_from", String(16)),
    Column("published_exact", BigInteger, comment="microseconds that the source of published_at leaves open"),
    Index("stories_outlet", "outlet", "last_seen_at"),
    Index("stories_changed", "changed_at"),
    Index("stories_published", "published_latest"),
)

keys = Table(
    "keys",
    metadata,
    Column("key", LargeBinary(16), primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False),
    sqlite_with_rowid=False,
)

teasers = Table(
    "teasers",
    metadata,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    Column("story", ForeignKey("stories.id"), primary_key=True),
    Column("mark", LargeBinary(8), nullable=False, comment="of the headline and lead that it printed last"),
    Index("teasers_story", "story"),
    sqlite_with_rowid=False,
)

versions = Table(
    "versions",
    metadata,
    Column("story", ForeignKey("stories.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("changes", JSON, nullable=False, comment="pairs of field and kind; empty for the first"),
    Column("content", JSON, nullable=False, comment="fields of Story that are its content"),
)

publications = Table(
    "publications",
    metadata,
    Column("story", ForeignKey("stories.id"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="from 1: the first republication"),
    Column("seen_at", Instant, nullable=False),
    Column("source", String(16), nullable=False),
    Column("raw", Text, nullable=False),
    Column("earliest", Instant, nullable=False),
    Column("latest", Instant, nullable=False),
)

sightings = Table(
    "sightings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("page", ForeignKey("pages.id"), nullable=False),
    Column("source", String(16), nullable=False),
    Column("served_at", Instant, nullable=False),
    Column("position", Integer),
    Column("text", Text),
    Column("machine", Text),
    Column("earliest", Instant),
    Column("latest", Instant),
    Column("updated", Boolean, nullable=False, comment="the time is that of a change"),
    Column("headline", Text, comment="as printed, where it differs from what a list printed before"),
    UniqueConstraint("story", "page", "source", "served_at", name="sightings_once"),
)

exports = Table(
    "exports",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("what", String(16), primary_key=True),
    Column("until", Instant, nullable=False, comment="changes up to here are in it"),
)
