"""How outlets do, for a person (a table and a line for each problem) and for a monitor (JSON)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from newscrawl.annotate.options import printable
from newscrawl.checks.show import Column
from newscrawl.health.judge import Health, Problem
from newscrawl.health.shares import Count
from newscrawl.items import to_iso_seconds
from newscrawl.spans import show_span

GUIDE = 'README, "What to do when an outlet breaks"'

TABLE = (
    Column("outlet", "Outlet"),
    Column("result", "Health", styles={"ok": "green", "wrong": "bold red"}),
    Column("last", "Last crawl"),
    Column("success", "Last success", right=True),
    Column("period", "Each", right=True),
    Column("new", "New", right=True),
    Column("usual_new", "Usually", right=True, drops=1),
    Column("times", "Unread times", right=True, drops=2),
    Column("datelines", "No dateline", right=True, drops=3),
    Column("bodies", "No text", right=True, drops=4),
    Column("blocked", "Refused", right=True, drops=5),
    Column("kinds", "What is wrong", shrinks=14),
)


def result_of(health: Health) -> str:
    """Return "wrong", or "new" where too few crawls are known to say anything, or "ok"."""
    return "wrong" if health.problems else "ok" if health.period else "new"


def to_rows(found: Sequence[Health], now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the rows of TABLE."""
    for health in found:
        last, success = health.last, health.success
        yield {
            "outlet": health.outlet,
            "result": result_of(health),
            "last": f"{last.state}, {show_span(now - last.heard_at)} ago" if last else "none",
            "success": f"{show_span(now - success.heard_at)} ago" if success else "none",
            "period": show_span(health.period) if health.period else None,
            "new": health.new,
            "usual_new": None if health.usual_new is None else round(health.usual_new),
            **{kind: _percent(count) for kind, count in health.counts.items()},
            "kinds": ", ".join(dict.fromkeys(problem.kind for problem in health.problems)),
        }


def _percent(count: Count) -> str | None:
    return f"{count.share:.0%}" if count.cases else None


def to_json(found: Sequence[Health], now: datetime, problems: Iterable[Problem]) -> str:
    """Return them as a JSON object, whose keys the README explains."""
    told = [to_object(problem) for problem in problems]
    whole = {
        "checked_at": to_iso_seconds(now),
        "healthy": not told,
        "problems": told,
        "outlets": [_outlet(health) for health in found],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def to_object(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON has it."""
    return {
        "outlet": problem.outlet or None,
        "kind": problem.kind,
        "section": problem.section,
        "since": to_iso_seconds(problem.since),
        "what": problem.what,
        "next": problem.next,
    }


def to_line(problem: Problem) -> str:
    """Return a problem in one line: what, since when, and what to do next."""
    who = f"{problem.outlet}: " if problem.outlet else ""
    since = to_iso_seconds(problem.since)
    return printable(f"{who}{problem.kind} since {since}: {problem.what}; look at {problem.next} ({GUIDE})")


def _outlet(health: Health) -> dict[str, Any]:
    last, success = health.last, health.success
    return {
        "outlet": health.outlet,
        "result": result_of(health),
        "last_state": last.state if last else None,
        "last_started_at": to_iso_seconds(last.started_at) if last else None,
        "last_heard_at": to_iso_seconds(last.heard_at) if last else None,
        "last_success_at": to_iso_seconds(success.heard_at) if success else None,
        "period_seconds": round(health.period.total_seconds()) if health.period else None,
        "new": health.new,
        "usual_new": None if health.usual_new is None else round(health.usual_new, 1),
        "shares": {kind: {"bad": count.bad, "of": count.cases} for kind, count in health.counts.items()},
    }
