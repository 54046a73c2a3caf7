"""The report of a check: a row for each section, for a person and for a scheduled run."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from newscrawl.checks.show import Column
from newscrawl.checks.verdict import Facts, Page, judge, to_age
from newscrawl.items import to_iso, to_iso_seconds
from newscrawl.outlets import Outlet

COLOURS = {"ok": "green", "doubtful": "yellow", "failed": "bold red"}

TABLE = (
    Column("outlet", "Outlet"),
    Column("section", "Section", shrinks=10),
    Column("result", "Result", styles=COLOURS),
    Column("http", "HTTP", drops=3),
    Column("robots", "Robots", drops=2),
    Column("stories", "Stories", right=True),
    Column("times", "Times", right=True),
    Column("datelines", "Datelines", right=True, drops=1),
    Column("newest", "Newest", right=True),
    Column("problems", "What looks wrong", shrinks=24),
)

NAMES = (
    "checked_at outlet country language section result problems robots pages teasers stories min_stories counted"
    " times_read times_unread times_share datelines_read datelines_share newest_at newest_age_seconds"
).split()
"""Keys of the JSON report and columns of the CSV report, in order; the README says what they mean."""


def to_object(outlet: Outlet, facts: Facts, checked_at: datetime) -> dict[str, Any]:
    """Return the row of a section as JSON has it."""
    result, problems = judge(facts)
    counted = len(facts.rows)
    newest = facts.newest
    values = (
        to_iso_seconds(checked_at),
        outlet.key,
        outlet.country,
        outlet.language,
        facts.section.name,
        result,
        problems,
        robots_of(facts.pages),
        [page.to_object() for page in facts.pages],
        facts.teasers,
        facts.stories,
        facts.section.min_stories,
        counted,
        len(facts.read),
        len(facts.unread),
        share(len(facts.read), counted),
        facts.datelines,
        share(facts.datelines, counted),
        to_iso(newest[0]) if newest else None,
        int(newest[1].total_seconds()) if newest else None,
    )
    return dict(zip(NAMES, values, strict=True))


def to_csv_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a section as CSV has it: a page is its kind, outcome and address."""
    return row | {"pages": [f"{page['kind']} {page['outcome']} {page['url']}" for page in row["pages"]]}


def to_table_row(outlet: Outlet, facts: Facts) -> dict[str, Any]:
    """Return the row of a section for a person."""
    result, problems = judge(facts)
    counted = len(facts.rows)
    return {
        "outlet": outlet.key,
        "section": facts.section.name,
        "result": result,
        "http": " ".join(str(page.status or "-") for page in facts.pages),
        "robots": robots_of(facts.pages),
        "stories": facts.stories,
        "times": _percent(len(facts.read), counted),
        "datelines": _percent(facts.datelines, counted),
        "newest": to_age(facts.newest[1]) if facts.newest else "",
        "problems": "; ".join(problems),
    }


def summary(results: Sequence[str]) -> str:
    """Return the counts in one line.

    >>> summary(["ok", "failed", "ok"])
    '3 sections: 2 ok, 0 doubtful, 1 failed'
    """
    counts = Counter(results)
    parts = ", ".join(f"{counts[result]} {result}" for result in COLOURS)
    return f"{len(results)} section{'s' * (len(results) != 1)}: {parts}"


def robots_of(pages: Sequence[Page]) -> str:
    """Return what robots.txt says of a section's pages, the worst first."""
    said = {page.robots for page in pages}
    return next((robots for robots in ("forbidden", "unknown", "allowed") if robots in said), "none")


def share(part: int, whole: int) -> float | None:
    """Return a share of 0 to 1 with three digits; None of nothing."""
    return round(part / whole, 3) if whole else None


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else ""
