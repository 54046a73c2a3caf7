"""What an article's page says: the value, without what reads it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from newscrawl.extract.teaser import Teaser
from newscrawl.times.moment import Moment

Access = Literal["free", "paid"]


class Origin(NamedTuple):
    """What the structured data of an article say of where it comes from."""

    dateline: str | None = None
    """schema.org's dateline: "WASHINGTON (AP)", or the place alone."""
    locations: tuple[str, ...] = ()
    """Names of schema.org's locationCreated."""
    sources: tuple[str, ...] = ()
    """Names of schema.org's sourceOrganization: whose copy it is."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says of its one story; texts as printed, None or empty where it says nothing."""

    headline: str | None = None
    lead: str | None = None
    text: str | None = None
    """Paragraphs, one a line, with the dateline if it is printed; no time line, no teaser of another story."""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    published_raw: str | None = None
    """The text that `published` was read from."""
    published_from: str | None = None
    """"json-ld", "opengraph" (any meta element), "time-element" (or microdata), "page" (as readers see it),
    "url" or "htmldate"; the last two know no more than the day."""
    modified: Moment | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    """The canonical address that the page names."""
    access: Access | None = None
    """"free", or "paid" where readers have to subscribe for a part of it."""
    corrections: tuple[str, ...] = ()
    """Printed notes of corrections, which are no part of `text`."""
    credits: tuple[str, ...] = ()
    """Lines that say whose copy it is ("Bron: ANP") and stand outside of `text`."""
    origin: Origin = Origin()
    """What the page's structured data say of where it comes from."""
    is_article: bool = False
    """True where the page says that it is one article, or its text opens with a dateline."""
    teasers: tuple[Teaser, ...] = ()
    """The other stories that the page lists ("Meer uit Buitenland")."""
