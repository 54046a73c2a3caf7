"""A page as it came, how it is to be read, and what it holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.extract import Article, Teaser
from newscrawl.outlets import Kind, Section

FEED_TYPES = frozenset(
    "application/rss+xml application/atom+xml application/xml text/xml application/rdf+xml"
    " application/feed+json application/json".split()
)

CUT_OFF = "cut off, what came is kept"


class PageError(Exception):
    """A page holds nothing that can be read; its text is the reason in a few words."""


class Download(NamedTuple):
    """A page as it came."""

    url: str
    """Where it was found at last, behind all redirects."""
    asked: str
    """The address that was asked for."""
    body: bytes
    """Its content, without the transfer's compression."""
    content_type: str
    """The header as it came; empty where there was none."""
    served_at: datetime
    """When it was made (aware)."""
    cut_off: bool = False
    """The download ended before its end."""

    @property
    def media_type(self) -> str:
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def complaints(self) -> tuple[str, ...]:
        """What was lost of a list of which each entry stands for itself."""
        return (CUT_OFF,) if self.cut_off else ()


class Manner(NamedTuple):
    """How an outlet's pages are to be read."""

    language: str
    """BCP 47 tag."""
    zone: ZoneInfo
    section: Section | None = None
    """The section that a listing, feed or sitemap is of."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds."""

    teasers: tuple[Teaser, ...] = ()
    article: Article | None = None
    complaints: tuple[str, ...] = ()
    """What was lost of it: each makes the crawl fail."""
    notes: tuple[str, ...] = ()
    """What is odd about it, and lost nothing."""
    further: tuple[tuple[Kind, str], ...] = ()
    """Kind and address of the pages that it names and the section is read from as well."""
