"""Story: one row of the dataset, with each field documented once."""

from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from datetime import datetime
from typing import Any, Literal, TypedDict

from newscrawl.extract.values import Origin
from newscrawl.times import Moment


def to_iso(value: datetime | None) -> str | None:
    """Return an aware instant as ISO 8601 with its offset; seconds only where there are some.

    >>> from datetime import UTC
    >>> to_iso(datetime(2026, 1, 24, 21, 54, tzinfo=UTC))
    '2026-01-24T21:54+00:00'
    """
    if value is None:
        return None
    return value.isoformat(timespec="seconds" if value.second or value.microsecond else "minutes")


def to_iso_seconds(value: datetime | None) -> str | None:
    """Return an aware instant as ISO 8601 with its offset, to the second."""
    return value.isoformat(timespec="seconds") if value else None


class Place(TypedDict):
    """A place of a dateline; all but `printed` and `region` are null where the map does not know it."""

    printed: str
    region: str | None
    name: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    candidates: int | None
    """How many places the name may mean; 1 is sure, of more the likeliest was taken."""


class Agency(TypedDict):
    """An agency of a story; `id` is null where the table does not know it."""

    printed: str
    id: str | None
    found: str
    """Where its name stands: "json-ld", "dateline", "credit" (at the end of the text) or "byline"."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one page printed of a story's time."""

    source: Literal[
        "listing", "feed", "sitemap", "json-ld", "opengraph", "time-element", "page", "url", "htmldate"
    ]
    served_at: datetime
    text: str | None = None
    """The time as shown."""
    machine: str | None = None
    """The time as an attribute or a feed's date gives it."""
    changed: bool = False
    """The time is that of the last change."""
    moment: Moment | None = None
    """The time where the page's extraction has read it already."""


def _column(doc: str, default: Any = None, serializer: Callable[[Any], Any] | None = None) -> Any:
    metadata = {"doc": doc} | ({"serializer": serializer} if serializer else {})
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(slots=True)
class Story:
    """One story of one outlet: what was printed, and beside it what was made of it."""

    story_id: str | None = _column(
        "16 hexadecimal digits; from outlet and address, or the text where it has none."
    )
    outlet: str | None = _column("Key of the outlet: `nd`.")
    section: str | None = _column("Section that lists the story, as the outlet calls it: `Buitenland`.")
    url: str | None = _column(
        "Address of the article without tracking; null where the listing prints no link."
    )
    kicker: str | None = _column("Line above the headline in the listing: a column, a topic, `Live`.")
    headline: str | None = _column("Headline of the article, else of the teaser.")
    lead: str | None = _column("Lead of the teaser, else of the article, without its dateline.")
    text: str | None = _column(
        "Paragraphs of the article, one a line, without dateline; null if not fetched."
    )
    authors: list[str] = _column("Names as the page gives them.", list)
    article_section: str | None = _column("Section that the article itself names: `Middle East`.")
    keywords: list[str] = _column("Keywords and tags of the article.", list)
    access: str | None = _column("`free` or `paid` to read; null where the page does not say.")
    corrections: list[str] = _column("Notes of corrections as printed: `Correctie: ...`.", list)
    language: str | None = _column("BCP 47 tag of the page, else of the outlet.")
    published_raw: str | None = _column("The text that `published_at` was read from: `6 minuten geleden`.")
    published_at: datetime | None = _column(
        "Best single instant of publication (ISO 8601, UTC), to the minute unless the second is known;"
        " null if no time was printed or it could not be read. Never the time of collection.",
        serializer=to_iso,
    )
    published_earliest: datetime | None = _column(
        "The story was published at this instant or later (ISO 8601, UTC).", serializer=to_iso_seconds
    )
    published_latest: datetime | None = _column(
        "The story was published at this instant or earlier (ISO 8601, UTC).", serializer=to_iso_seconds
    )
    published_from: str | None = _column(
        "Source of `published_at`: json-ld, opengraph, time-element, feed, sitemap, listing,"
        " page (a time that readers see), url (a date in the address) or htmldate (a day found anywhere on the page)."
    )
    modified_at: datetime | None = _column(
        "Last change that the page itself states (ISO 8601, UTC); null where it is the publication.",
        serializer=to_iso,
    )
    dateline: str | None = _column("Dateline as printed, without the dash: `WASHINGTON/ABU DHABI (ANP/AFP)`.")
    places: list[Place] = _column(
        "Places of the dateline in order: printed, region, name, country, latitude, longitude, geonames_id,"
        " candidates (places of that name; 1 is sure).",
        list,
    )
    agencies: list[Agency] = _column(
        "Agencies of the story, each once: printed, id, found (json-ld, dateline, credit or byline).", list
    )
    served_at: datetime | None = _column(
        "When the listing that shows the story was made (ISO 8601, UTC): relative times count from it.",
        serializer=to_iso_seconds,
    )
    listing_url: str | None = _column("Address of the listing, feed or article page that shows the story.")
    position: int | None = _column(
        "Place in that listing; 1 is first; null for an article whose own page was crawled as a listing."
    )
    outcome: str | None = _column(
        "What became of the story in this crawl: `new`, or `failed: ` and the reason."
    )

    declared: Origin = field(default=Origin(), metadata={"internal": True})
    """What the page's structured data say of its origin; read by the datelines pipeline, not exported."""
    own_headline: str | None = field(default=None, metadata={"internal": True})
    own_lead: str | None = field(default=None, metadata={"internal": True})
    """Those of the article: a changed teaser is no version of it."""
    keys: list[str] = field(default_factory=list, metadata={"internal": True})
    """What it is known by, the best first."""
    visited_at: datetime | None = field(default=None, metadata={"internal": True})
    """When its article's page was made; where that failed, the page that led there."""
    is_whole: bool = field(default=True, metadata={"internal": True})
    """Nothing more is to be had of it; False where it has an article that was not asked for."""
    validators: dict[str, str] = field(default_factory=dict, metadata={"internal": True})
    """Request headers that ask for its article only if it has changed."""
    is_listed: bool = field(default=True, metadata={"internal": True})
    """A page of this crawl shows it; else it was only visited again, and no teaser waits for its outcome."""
    published_exact: float = field(default=0.0, metadata={"internal": True})
    """Seconds that the source of `published_at` alone leaves open."""
    credits: list[str] = field(default_factory=list, metadata={"internal": True})
    """Lines beside the text that name whose copy it is ("Bron: ANP"); read by the datelines pipeline, not exported."""
    sightings: list[Sighting] = field(default_factory=list, metadata={"internal": True})
    """What the pages printed of its time; read by the times pipeline, not exported."""


def story_fields() -> list["Field[Any]"]:
    """Return the exported fields of Story in the order of every feed."""
    return [item for item in fields(Story) if not item.metadata.get("internal")]


FIELDS = [item.name for item in story_fields()]
"""Names of the exported fields, in order."""
