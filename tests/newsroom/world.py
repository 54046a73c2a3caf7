"""The known truth: every story that the simulated outlets have published, and how they print it."""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from . import invent
from .outlets import BY_KEY, Outlet, Section, parse_span

BUSY_CODES = 6_301_000
"""What the numbers in the addresses of the busy outlets count from."""


@dataclass(frozen=True)
class TrueStory:
    outlet: str
    section: str
    number: int
    """Position in its outlet's making, by which outlets.py names the odd ones."""
    path: str | None
    """Path of the article; None for a story that is printed without a link."""
    linked: str | None
    """Path that pages link to; it differs from `path` where that redirects."""
    headline: str | None
    """None for a story that is printed without a link: its entry shows the lead alone."""
    lead: str
    """Without the dateline."""
    paragraphs: tuple[str, ...]
    """Without the dateline; the first is the lead."""
    dateline: str | None
    """As printed, with its separator and without the space behind: `LAGOS (Reuters) -`."""
    places: tuple[str, ...]
    """As printed in the dateline."""
    regions: tuple[str | None, ...]
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 of each place."""
    agencies: tuple[str, ...]
    agency_ids: tuple[str, ...]
    dateline_date: str | None
    authors: tuple[str, ...]
    published: datetime
    modified: datetime | None
    language: str
    tag: str
    channels: frozenset[str] = frozenset({"listing", "feed"})
    """Which of its section's pages have it."""
    gone: bool = False
    """The article is 404, though it is linked."""
    fails: int = 0
    """How often the article answers 500 before it works."""
    teaser: str | None = None
    """The headline that listings print, where it is another than the article's."""

    @property
    def printed_lead(self) -> str:
        return f"{self.dateline} {self.lead}" if self.dateline else self.lead

    @property
    def printed_paragraphs(self) -> tuple[str, ...]:
        return (self.printed_lead, *self.paragraphs[1:])

    def to_dict(self, base: str) -> dict[str, Any]:
        """The truth as JSON has it; instants are ISO 8601 in UTC, `url` is the address after redirects."""
        row = {name: getattr(self, name) for name in ("outlet", "section", "headline", "lead", "dateline")}
        for name in ("paragraphs", "places", "regions", "countries", "agencies", "agency_ids", "authors"):
            row[name] = list(getattr(self, name))
        row |= {name: getattr(self, name) for name in ("dateline_date", "language", "gone", "fails")}
        return row | {
            "url": base + self.path if self.path else None,
            "linked_url": base + self.linked if self.linked else None,
            "published": self.published.isoformat(),
            "modified": self.modified.isoformat() if self.modified else None,
            "linkless": self.path is None,
            "channels": sorted(self.channels),
        }


@dataclass
class World:
    """All stories, made from `now` alone: the same instant gives the same world."""

    now: datetime
    stories: list[TrueStory] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("now needs a zone")
        self.now = self.now.astimezone(UTC).replace(microsecond=0)
        for outlet in BY_KEY.values():
            self.stories.extend(_make_outlet(outlet, self.now))

    def visible(self, outlet: str, at: datetime, section: str | None = None) -> list[TrueStory]:
        """What `outlet` has published by `at`, newest first."""
        found = [
            story
            for story in self.stories
            if story.outlet == outlet and story.published <= at and section in (None, story.section)
        ]
        return sorted(found, key=lambda story: story.published, reverse=True)

    def revise(self, outlet: str, path: str, at: datetime, **changes: Any) -> TrueStory:
        """Let the outlet change a story at the instant `at`."""
        for index, story in enumerate(self.stories):
            if (story.outlet, story.path) == (outlet, path):
                if "lead" in changes and "paragraphs" not in changes:
                    changes["paragraphs"] = (changes["lead"], *story.paragraphs[1:])
                self.stories[index] = replace(story, modified=at, **changes)
                return self.stories[index]
        raise LookupError(f"{outlet} has no {path}")


def _make_outlet(outlet: Outlet, now: datetime) -> list[TrueStory]:
    # Seeded by the name, so that a story added to one outlet leaves the others as they are.
    maker = invent.Inventor(outlet.language, random.Random(outlet.key))
    planned: list[tuple[Section, timedelta]] = [
        (section, parse_span(age)) for section in outlet.sections for age in section.ages.split()
    ]
    planned += [(outlet.sections[0], -parse_span(delay)) for delay in outlet.upcoming]
    return [
        make_story(outlet, section, number, now - age, maker, now)
        for number, (section, age) in enumerate(planned)
    ]


def make_story(
    outlet: Outlet, section: Section, number: int, published: datetime, maker: invent.Inventor, now: datetime
) -> TrueStory:
    draft = maker.draft(number)
    line = invent.write_dateline(outlet.key, number, draft.towns, published.astimezone(outlet.tzinfo))
    linkless = number in outlet.linkless
    path = None if linkless else path_of(outlet.key, section, number, draft.headline, published)
    return TrueStory(
        outlet=outlet.key,
        section=section.name,
        number=number,
        path=path,
        linked=f"/r/{4100 + number}" if number in outlet.moved else path,
        headline=None if linkless else draft.headline,
        lead=draft.lead,
        paragraphs=draft.paragraphs,
        **_signed(draft, line),
        authors=draft.authors if line.text is None or number % 5 == 1 else (),
        published=published,
        modified=None if linkless else _modified(outlet, number, published, now),
        language=outlet.language,
        tag=draft.tag,
        channels=_channels(section, number),
        gone=number in outlet.gone,
        fails=outlet.flaky.get(number, 0),
    )


def _signed(draft: invent.Draft, line: invent.Printed) -> dict[str, Any]:
    """The fields that say what the dateline says."""
    return {
        "dateline": line.text,
        "places": line.places,
        "regions": line.regions,
        "countries": tuple(town["country"] for town in draft.towns[: len(line.places)]),
        "agencies": line.agencies,
        "agency_ids": tuple(invent.AGENCIES[code] for code in line.agencies),
        "dateline_date": line.date,
    }


def _modified(outlet: Outlet, number: int, published: datetime, now: datetime) -> datetime | None:
    """When a story was corrected: some are, a quarter of an hour after they came out."""
    corrected = published + timedelta(minutes=17, seconds=3)
    # Upcoming stories stay uncorrected: a correction must not be known before it happened.
    return corrected if outlet.dates_changes and number % 4 == 2 and corrected <= now else None


def _channels(section: Section, number: int) -> frozenset[str]:
    """Both of a section's pages, where it has two; every third story is in one of them only."""
    both = frozenset(
        name for name, path in (("listing", section.listing), ("feed", section.feed)) if path is not None
    )
    if len(both) == 2 and number % 3 == 2:
        return frozenset({"listing" if number % 2 else "feed"})
    return both


def path_of(outlet: str, section: Section, number: int, headline: str, published: datetime) -> str:
    slug, code = invent.to_slug(headline), 4100 + number
    folder = invent.to_slug(section.name)
    local = published.astimezone(BY_KEY[outlet].tzinfo)
    return {
        "nrfloor": f"/{folder}/{code}/{slug}",
        "nrround": f"/{folder}/{local:%Y/%m/%d}/{slug}",
        "nrdayjs": f"/{folder}/{slug}-{code}.html",
        "nrclock": f"/artikel/{code}.html",
        "nrfeed": f"/{folder}/{slug}",
        "nratom": f"/{folder}/article/{slug}_{code}.html",
        "nrscript": f"/{folder}/{code}/{slug}",
        "nrweek": f"/{folder}/{BUSY_CODES + number}/{slug}",
        "nrstamp": f"/{folder}/{slug}-{BUSY_CODES + number}.html",
    }[outlet]
