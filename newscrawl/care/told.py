"""A story's life for a person (a page of text) and for a program (JSON)."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from newscrawl.annotate.options import printable
from newscrawl.care.life import Life
from newscrawl.checks.show import Column, to_table
from newscrawl.items import to_iso_seconds
from newscrawl.versions import diff

SEEN = (
    Column("when", "When"),
    Column("page", "Page", shrinks=20),
    Column("position", "Place", right=True),
    Column("printed", "As printed", shrinks=12),
    Column("interval", "Published", shrinks=17),
    Column("headline", "Other headline", shrinks=16, drops=1),
)
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def to_json(life: Life) -> str:
    """Return a life as a JSON object: the head's fields, and lists of republications, sightings and versions."""
    versions = [
        {"number": each.number, "seen_at": each.seen_at, "changes": each.changes, "content": each.content}
        for each in life.versions
    ]
    whole = {
        **life.head,
        "republications": life.republications,
        "sightings": life.sightings,
        "versions": versions,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_to_json) + "\n"


def _to_json(value: object) -> str | None:
    if isinstance(value, datetime):
        return to_iso_seconds(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def to_text(life: Life, *, terminal: bool, width: int) -> str:
    """Return a life as a page of text; in colours on a terminal."""
    lines = [
        *_head(life, terminal),
        "",
        _title(f"Sightings: {len(life.sightings)} (all times are UTC)", terminal),
    ]
    table = to_table(map(_seen, life.sightings), SEEN, terminal=terminal, width=width)
    return "".join(
        f"{line}\n" for line in [*lines, *table.splitlines(), "", *_versions(life, terminal, width)]
    )


def _head(life: Life, terminal: bool) -> Iterator[str]:
    head = life.head
    yield _title(printable(_headline(life) or head["url"] or head["story_id"]), terminal)
    facts = (
        ("Story", f"{head['story_id']} of {head['outlet']}, {head['section']}"),
        ("Address", head["url"]),
        ("Published", _published(head)),
        *(
            ("Published again", f"{_interval(row)}{_said(row['source'], row['raw'])}")
            for row in life.republications
        ),
        ("Changed", _when(head["modified_at"], " as its page says")),
        ("Withdrawn", _when(head["withdrawn_at"])),
        ("Seen", f"{_when(head['first_seen_at'])} to {_when(head['last_seen_at'])}"),
        (
            "Article",
            f"{head['outcome']}, asked for {head['visits']} times{_when(head['visit_at'], before=', next at ')}",
        ),
    )
    for name, fact in facts:
        if fact:
            yield f"{name + ':':17}{printable(fact)}"


def _headline(life: Life) -> str | None:
    last = life.versions[-1].content if life.versions else {}
    printed = (seen["headline"] for seen in reversed(life.sightings) if seen["headline"])
    return last.get("headline") or next(printed, None)


def _published(head: Mapping[str, Any]) -> str | None:
    if head["published_at"] is None:
        return None
    bounds = {"earliest": head["published_earliest"], "latest": head["published_latest"]}
    said = _said(head["published_from"], head["published_raw"])
    return f"{_when(head['published_at'])}, within {_interval(bounds)}{said}"


def _said(source: str, raw: str) -> str:
    """Return where a time comes from, and what was printed there."""
    return f" ({source}: {raw!r})"


def _seen(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "when": _when(row["served_at"]),
        "page": row["page"],
        "position": row["position"],
        "printed": row["text"] or row["machine"],
        "interval": _interval(row) + (" (a change)" if row["updated"] else ""),
        "headline": row["headline"],
    }


def _versions(life: Life, terminal: bool, width: int) -> Iterator[str]:
    if not life.versions:
        yield "No article was read."
        return
    first = life.versions[0]
    yield _title(f"Version {first.number}, {_when(first.seen_at)}", terminal)
    for before, after in pairwise(life.versions):
        kinds = ", ".join(dict.fromkeys(kind for _, kind in after.changes))
        yield _title(f"Version {after.number}, {_when(after.seen_at)}: {kinds}", terminal)
        color = terminal and not os.environ.get("NO_COLOR")
        yield from diff(before.compared, after.compared, width=width, color=color)


def _interval(row: Mapping[str, Any]) -> str:
    if row["earliest"] is None or row["latest"] is None:
        return ""
    earliest, latest = _when(row["earliest"]), _when(row["latest"])
    return earliest if earliest == latest else f"{earliest} - {latest}"


def _when(at: datetime | None, after: str = "", before: str = "") -> str:
    """Return an instant to the minute, in UTC, with a text around it; "" for none."""
    return "" if at is None else f"{before}{at:%Y-%m-%d %H:%M}{after}"


def _title(text: str, terminal: bool) -> str:
    return f"{BOLD}{text}{PLAIN}" if terminal else text
