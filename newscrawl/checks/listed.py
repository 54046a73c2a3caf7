"""Outlets as rows: what `scrapy outlets` shows of each."""

from collections.abc import Iterator, Sequence
from typing import Any

from newscrawl.checks.show import Column
from newscrawl.outlets import Outlet, Section

FACTS = ("name", "country", "language", "zone", "rounding", "verified")
"""Fields of an outlet that are shown as they are."""
PAGES = ("listing", "feed", "sitemap", "render", "min_stories")
"""Fields of a section that are shown as they are."""

CSV = ("outlet", *FACTS, "section", *PAGES)
"""Columns of the CSV."""

TABLE = (
    Column("outlet", "Outlet"),
    Column("name", "Name", shrinks=10),
    Column("country", "Country"),
    Column("language", "Language"),
    Column("zone", "Zone", drops=3),
    Column("section", "Section", shrinks=10),
    Column("pages", "Pages", drops=1),
    Column("verified", "Verified", drops=2),
)
ONCE = ("outlet", "name", "country", "language", "zone", "verified")
"""Columns that the table shows in the first row of an outlet only."""


def to_objects(outlets: Sequence[Outlet]) -> list[dict[str, Any]]:
    """Return an object for each outlet, with its sections nested."""
    return [
        {"outlet": outlet.key, **_facts(outlet), "sections": [_section(item) for item in outlet.sections]}
        for outlet in outlets
    ]


def to_rows(outlets: Sequence[Outlet]) -> list[dict[str, Any]]:
    """Return a flat row for each section."""
    return [
        {"outlet": outlet.key, **_facts(outlet), "section": section.name, **_pages(section)}
        for outlet in outlets
        for section in outlet.sections
    ]


def to_table(outlets: Sequence[Outlet]) -> Iterator[dict[str, Any]]:
    """Yield a row for each section, for a person: what is the same for a whole outlet stands there once."""
    for outlet in outlets:
        facts = {"outlet": outlet.key, **_facts(outlet)}
        for number, section in enumerate(outlet.sections):
            shown = facts if number == 0 else dict.fromkeys(ONCE, "")
            yield {**shown, "section": section.name, "pages": pages_of(section)}


def summary(outlets: Sequence[Outlet]) -> str:
    """Return how many there are, in one line."""
    countries = {outlet.country for outlet in outlets}
    languages = {outlet.language for outlet in outlets}
    counts = (
        (outlets, "outlet", "outlets"),
        (countries, "country", "countries"),
        (languages, "language", "languages"),
    )
    return ", ".join(f"{len(items)} {one if len(items) == 1 else many}" for items, one, many in counts)


def pages_of(section: Section) -> str:
    """Return the kinds of a section's pages: "listing (browser), feed"."""
    browser = " (browser)" if section.render == "browser" else ""
    return ", ".join(f"{kind}{browser if kind == 'listing' else ''}" for kind, _ in section.pages)


def _facts(outlet: Outlet) -> dict[str, Any]:
    return {name: str(getattr(outlet, name)) for name in FACTS}


def _pages(section: Section) -> dict[str, Any]:
    return {name: getattr(section, name) for name in PAGES}


def _section(section: Section) -> dict[str, Any]:
    return {"name": section.name, **_pages(section)}
