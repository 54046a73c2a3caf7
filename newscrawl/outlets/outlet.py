"""An outlet is a value: frozen, and validated when it is made."""

import datetime
from functools import cache, cached_property
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import cssselect
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from newscrawl.spans import parse_span

SECRET = "secret"
"""Type of an error whose value must not be shown."""
LEAST_PERIOD, MOST_PERIOD = datetime.timedelta(minutes=5), datetime.timedelta(days=30)
"""Between two crawls of an outlet: more often is rude, less often is forgotten."""

# The database is read from disk at each call.
_zones = cache(available_timezones)


def _zone(key: str) -> str:
    if key not in _zones():
        raise ValueError("expected a zone of the IANA database, such as 'Europe/Amsterdam'")
    return key


def _url(url: str) -> str:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a broken port or IPv6 address
        valid = False
    if not valid or url != url.strip():
        raise ValueError("expected an absolute http or https URL")
    if "@" in parts.netloc:
        # An error of its own: what was given is not repeated, it would stand in logs.
        raise PydanticCustomError(SECRET, "expected an address without user and password")
    return url


def _selector(css: str) -> str:
    try:
        # The translator refuses what parses but has no XPath, such as ::first-line.
        cssselect.HTMLTranslator().css_to_xpath(css)
    except cssselect.SelectorError as error:
        raise ValueError(f"expected a CSS selector ({error})") from None
    return css


def to_period(text: str) -> datetime.timedelta:
    """Return the time between two crawls of an outlet that a text means. Raises ValueError.

    >>> to_period("15m")
    datetime.timedelta(seconds=900)
    """
    span = parse_span(text)
    if span is None or not LEAST_PERIOD <= span <= MOST_PERIOD:
        raise ValueError("expected a period of 5m to 30d such as '15m', '2h' or '1d'")
    return span


def _period(text: str) -> str:
    to_period(text)
    return text


def _verified(value: object) -> object:
    if value == "unverified" or type(value) is datetime.date:
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("expected a date such as 2026-11-24, or 'unverified'") from None


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Zone = Annotated[str, AfterValidator(_zone)]
Url = Annotated[str, AfterValidator(_url)]
Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+([.][a-z0-9-]+)*$")]
Css = Annotated[Text, AfterValidator(_selector)]
UrlPath = Annotated[str, StringConstraints(pattern=r"^/[^?#\s]*$")]
Kind = Literal["listing", "feed", "sitemap"]
"""What a section's page is."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Selectors(_Value):
    """CSS selectors of a listing; all but `story` are relative to the story's element."""

    story: Css
    """The element that holds one teaser."""
    link: Css = "a[href]"
    """The link to the article; the element itself may be the link."""
    headline: Css | None = None
    lead: Css | None = None
    time: Css | None = None
    """The element that shows the time; its `datetime` attribute is read as well."""


class Section(_Value):
    """One page of an outlet that lists stories: as HTML, as a feed, as a sitemap, or several of these."""

    name: Text
    """As the outlet calls it: "Buitenland", "World"."""
    listing: Url | None = None
    """Address of the HTML (or plain text) listing."""
    feed: Url | None = None
    """Address of the RSS, RDF, Atom or JSON feed of the same stories."""
    sitemap: Url | None = None
    """Address of a news sitemap, or of an index of sitemaps; what is not of the section is left out by `paths`."""
    paths: tuple[UrlPath, ...] = Field(default=(), strict=False)
    """What the paths of the section's stories begin with ("/world/"): a sitemap is that of the whole site.
    Empty: the path of `listing`, or everything where there is none."""
    discover: bool = True
    """Whether a feed of the section that `listing` itself names is read where no `feed` is declared."""
    render: Literal["plain", "browser"] = "plain"
    """"browser": a script fills the listing in, so it is opened in a browser."""
    min_stories: int = Field(default=1, ge=1)
    """Stories that each page of the section shows at the least; fewer is a failed section."""
    selectors: Selectors | None = None
    """Where the teasers of `listing` are; None: they are found by their structure."""

    @model_validator(mode="after")
    def _has_a_page(self) -> "Section":
        if not (self.listing or self.feed or self.sitemap):
            raise ValueError("expected a listing, a feed or a sitemap")
        if self.render == "browser" and not self.listing:
            raise ValueError("expected a listing: it is what the browser renders")
        return self

    @property
    def pages(self) -> tuple[tuple[Kind, str], ...]:
        """The kind and address of each page that it is crawled by."""
        kinds: tuple[tuple[Kind, str | None], ...] = (
            ("listing", self.listing),
            ("feed", self.feed),
            ("sitemap", self.sitemap),
        )
        return tuple((kind, url) for kind, url in kinds if url)


class Outlet(_Value):
    """A publisher of news, with the sections that are crawled."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
    """The short name that `scrapy crawl` takes: "nd"."""
    name: Text
    """As the outlet calls itself: "Nederlands Dagblad"."""
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2 code of the country it is published in: "NL"."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    """BCP 47 tag of the language it is written in: "nl", "pt-BR"."""
    zone: Zone
    """IANA zone of the times it prints: "Europe/Amsterdam"."""
    revisits: tuple[Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}[mhd]$")], ...] = Field(
        default=(), strict=False
    )
    """Ages at which an article is visited again ("15m", "3h", "30d"), the least first; empty: the store's own."""
    period: Annotated[str, AfterValidator(_period)] | None = None
    """How often it is crawled on a schedule ("15m", "2h", "1d"); None: as the setting NEWSCRAWL_PERIOD says."""
    rounding: Literal["floor", "round", "unknown"] = "unknown"
    """How it rounds "3 uur geleden"."""
    verified: Annotated[datetime.date | str, BeforeValidator(_verified)] = "unverified"
    """The day on which its sections were last fetched and read by a person."""
    domains: tuple[Domain, ...] = Field(default=(), strict=False)
    """Domains of its stories beside those of its sections: a feed may live elsewhere."""
    sections: tuple[Section, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _has_distinct_sections(self) -> "Outlet":
        names = [section.name.casefold() for section in self.sections]
        if repeated := next((name for name in names if names.count(name) > 1), None):
            raise ValueError(f"expected section names that differ, two are called {repeated!r}")
        return self

    @property
    def ages(self) -> tuple[datetime.timedelta, ...]:
        """`revisits` as spans."""
        return tuple(span for age in self.revisits if (span := parse_span(age)))

    def every(self, default: datetime.timedelta) -> datetime.timedelta:
        """Return the time between two crawls on a schedule: `period`, or `default` where it has none."""
        return to_period(self.period) if self.period else default

    @cached_property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
