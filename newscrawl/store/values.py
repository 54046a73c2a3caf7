"""What goes into a store and what comes out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from newscrawl.times import Moment


def mark(*texts: str | None, size: int = 16) -> bytes:
    """Return `size` bytes that stand for these texts."""
    return blake2b(
        "\x00".join(text or "" for text in texts).encode("utf-8", "replace"), digest_size=size
    ).digest()


def key_mark(outlet: str, key: str) -> bytes:
    """Return the mark by which a story of an outlet is found: of an address, or of a text."""
    return mark(outlet, key)


def teaser_mark(headline: str | None, lead: str | None) -> bytes:
    """Return the mark of what a list prints of a story: another one is a reason to read its article again."""
    return mark(headline, lead, size=8)


def body_mark(body: bytes) -> bytes:
    """Return the mark of a page as it came: the same one again says nothing new."""
    return blake2b(body, digest_size=8).digest()


class Known(NamedTuple):
    """What a store knows of a story, as far as a crawl needs it."""

    id: int
    story_id: str
    outcome: str
    version: int
    """Number of its last version; 0: its article was never read."""
    visits: int
    """How often its article was asked for."""
    failures: int
    """How often it failed since it was read last."""
    visit_at: datetime | None
    """When its article is due; None: never again."""
    validators: Mapping[str, str]
    """Request headers that ask for the article only if it has changed."""
    url: str | None
    section: str
    withdrawn_at: datetime | None
    published_earliest: datetime | None
    published_latest: datetime | None
    retold: bool = False
    """Whether the page that shows it now printed something else of it before."""

    @property
    def was_read(self) -> bool:
        """Whether its article was ever read."""
        return self.version > 0 and self.visits > self.failures

    def is_due(self, now: datetime) -> bool:
        return self.visit_at is not None and self.visit_at <= now


class Printed(NamedTuple):
    """A time as a list printed it."""

    story: int
    served_at: datetime
    text: str
    machine: str | None
    earliest: datetime | None
    """Of the machine-readable time where there is one, else of the printed one."""
    latest: datetime | None


class PageState(NamedTuple):
    """What a store knows of a page of a section."""

    validators: Mapping[str, str]
    """Request headers that ask for it only if it has changed."""
    mark: bytes | None
    """Of what came when it was read last; None: it has to be read, whatever comes."""
    stories: int
    """How many it showed then."""


UNREAD = PageState({}, None, 0)
"""State of a page that nothing is known of."""


class PageRef(NamedTuple):
    """A page of a section as it was read."""

    url: str
    section: str
    source: str
    """"listing", "feed" or "sitemap"."""
    served_at: datetime
    validators: Mapping[str, str]
    """As of PageState; {} where it has to be read again in any case."""
    mark: bytes | None = None
    """As of PageState."""
    is_section: bool = True
    """False for the list on an article's page, which may print less of a story: a change of that is none."""


@dataclass(slots=True)
class Seen:
    """A story as a page shows it."""

    keys: Sequence[str]
    """What it is known by, the best first."""
    story_id: str
    """The one that it gets if it is new."""
    url: str | None
    headline: str | None
    lead: str | None
    position: int | None
    text: str | None
    """The time as shown."""
    machine: str | None
    moments: Sequence[Moment] = ()
    """What was read of the two, the most trusted first."""
    known: Known | None = None


@dataclass(slots=True)
class Visit:
    """What came of the visit of a story's article."""

    keys: Sequence[str]
    story_id: str
    outcome: str
    """"new" where it was read, else "failed: " and the reason."""
    at: datetime
    """When the article's page was made; of a failed one, the page that led there."""
    columns: Mapping[str, Any]
    """Columns of the story's row, `published_*` among them."""
    content: Mapping[str, Any] | None = None
    """Fields of Story that are its content; None where the article was not read."""
    validators: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = True
    """False where the story has an article that was not asked for: it stays due."""


class Kept(NamedTuple):
    """What a store made of a visit."""

    story_id: str
    outcome: str
    """"new", "updated", "unchanged", or the visit's own failure."""
    changes: tuple[tuple[str, str], ...]
    """Field and kind of each change."""
    published: Mapping[str, Any]
    """The `published_*` columns after everything that was seen of the story."""
