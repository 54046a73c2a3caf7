"""The columns of each export, in order, each documented once: codebook and schemas are made from this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from newscrawl.export.kinds import KINDS, Kind, Values
from newscrawl.exporters import COLUMNS
from newscrawl.items import story_fields

CELLS: Mapping[str, str] = MappingProxyType(
    {
        "places": "Places of the dateline as printed, joined by `|`.",
        "place_countries": "Their countries (ISO 3166-1 alpha-2), joined by `|`, in the order of `places`: `NL||NA`;"
        " empty where none is known.",
        "place_coordinates": "Latitude and longitude of each in degrees (WGS 84), joined by `|`: `59.91 10.75|`;"
        " empty where none is known.",
        "agencies": "Ids of the agencies, names as printed where there is no id, joined by `|`.",
    }
)
"""Columns of CSV in the place of a list of objects, with their documentation."""

Batch = Sequence[Values]
"""Some rows: the raw values of each column, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export."""

    name: str
    doc: str
    kind_name: str = "text"

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_name]

    def in_csv(self) -> list[tuple[str, str]]:
        """Return the columns that stand for it in CSV, each with its documentation."""
        names = COLUMNS.get(self.name, {}) if self.kind_name == self.name else {}
        return [(name, CELLS[name]) for name in names] or [(self.name, self.doc)]


STORY_KINDS = {
    "authors": "texts", "keywords": "texts", "corrections": "texts", "places": "places", "agencies": "agencies",
    "published_at": "minute", "published_earliest": "instant", "published_latest": "instant",
    "modified_at": "minute", "served_at": "instant", "position": "integer",
}  # fmt: skip
"""Fields of Story that are no texts."""
FROM_STORE = {
    "outcome": "What became of the last visit of its article: `new`, `updated`, `unchanged`, `withdrawn`,"
    " `pending` (not read yet), or `failed: ` and the reason.",
    "served_at": "When the page that showed the story first was made (ISO 8601, UTC).",
}
"""Fields that say in the store something else than in the feed of one crawl."""


def _of_story(*names: str) -> tuple[Column, ...]:
    docs = {field.name: str(field.metadata["doc"]) for field in story_fields()} | FROM_STORE
    return tuple(Column(name, docs[name], STORY_KINDS.get(name, "text")) for name in names or docs)


def _columns(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, doc, kind) for name, kind, doc in rows)


CONTENT = tuple(
    "kicker headline lead text authors article_section keywords access corrections language dateline places"
    " agencies".split()
)
"""Fields of Story that a version keeps."""

TABLES: Mapping[str, tuple[Column, ...]] = {
    "stories": (
        *_of_story(),
        *_columns(
            ("first_seen_at", "instant", "When the page that showed it first was made (ISO 8601, UTC)."),
            ("last_seen_at", "instant", "When the page that showed it last was made (ISO 8601, UTC)."),
            ("changed_at", "instant", "When a new version, a republication or its withdrawal was seen last."),
            ("withdrawn_at", "instant", "When its article was first found gone (404, 410); null while it is there."),
            ("version", "integer", "Number of its last version; 0 if no article was read."),
            ("publications", "integer", "Publications seen that contradict the first one: it was published again."),
        ),
    ),
    "versions": (
        *_of_story("story_id", "outlet", "section", "url"),
        *_columns(
            ("number", "integer", "Number of the version; 1 is the first."),
            ("run", "integer", "Number of the run that saw it first."),
            ("seen_at", "instant", "When the article with this version was first seen (ISO 8601, UTC)."),
            ("changes", "changes", "What changed since the version before: field and kind (CSV: `headline: typo`); none for the first."),
        ),
        *_of_story(*CONTENT),
    ),
    "sightings": (
        *_of_story("story_id", "outlet", "section"),
        *_columns(
            ("run", "integer", "Number of the run."),
            ("page_url", "text", "Address of the listing, feed or sitemap that shows the story."),
            ("source", "text", "`listing`, `feed` or `sitemap`."),
            ("served_at", "instant", "When that page was made (ISO 8601, UTC)."),
            ("position", "integer", "Place in that page; 1 is first."),
            ("text", "text", "The time as shown: `6 minuten geleden`."),
            ("machine", "text", "The time as an attribute or a feed's date gives it."),
            ("earliest", "instant", "By this page it was published at this instant or later (ISO 8601, UTC)."),
            ("latest", "instant", "By this page it was published at this instant or earlier (ISO 8601, UTC)."),
            ("updated", "boolean", "Whether the time is that of a change."),
            ("headline", "text", "Headline of the teaser; null where it is the one that was printed before."),
        ),
    ),
    "runs": _columns(
        ("run", "integer", "Number of the run: one crawl of one outlet."),
        ("outlet", "text", "Key of the outlet."),
        ("started_at", "instant", "When it began (ISO 8601, UTC)."),
        ("ended_at", "instant", "When it ended; null while it runs, or if it was killed."),
        ("reason", "text", "How it ended, in Scrapy's word: `finished`."),
        ("problems", "texts", "What kept it from doing its job, a line each."),
        ("ledger", "ledger", "Teasers by section and outcome: section, outcome, teasers (CSV: `Buitenland: 19 new`)."),
    ),
}  # fmt: skip
"""What can be exported -> its columns."""
KEYS: Mapping[str, tuple[str, ...]] = {
    "stories": ("story_id",),
    "versions": ("story_id", "number"),
    "sightings": (),
    "runs": ("run",),
}
"""Columns that tell the rows of a table apart."""
