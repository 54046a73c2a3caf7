"""Sixteen saved states of one listing, crawled in their order as if served when they were saved.

`pytest -s tests/test_index_series.py` prints the figures.
"""

import json
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ROOT.parent / "shared" / "pages"
MANIFEST = PAGES / "manifest.jsonl"

LABEL = 25
"""Characters below which a link's text is a topic's label ("Brit Awards") and no headline."""

pytestmark = pytest.mark.skipif(not MANIFEST.exists(), reason="needs the saved pages of ../shared")


@pytest.fixture(scope="module")
def states() -> list[dict]:
    """The saved states in their order; links of menus are no stories of the listing."""
    rows = [json.loads(line) for line in MANIFEST.read_text(encoding="utf-8").splitlines()]
    return [
        row | {"stories": {t["url"]: t for t in row["truth"]["teasers"] if t["role"] != "menu"}}
        for row in rows
        if row["kind"] == "index_series"
    ]


@pytest.fixture(scope="module")
def rows(states, tmp_path_factory) -> list[dict]:
    folder = tmp_path_factory.mktemp("series")
    pages, target = folder / "pages.jsonl", folder / "rows.jsonl"
    saved = [
        {"url": s["url"], "path": str(PAGES / s["path"]), "served_at": s["fetched_or_saved_at"]}
        for s in states
    ]
    pages.write_text("".join(json.dumps(page) + "\n" for page in saved), encoding="utf-8")
    subprocess.run([sys.executable, ROOT / "tests" / "replaying.py", pages, target], check=True, timeout=300)
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def grouped(pairs) -> dict[str, set[str]]:
    groups = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return groups


def test_every_story_is_found_once(states, rows, capsys):
    true = {url for state in states for url in state["stories"]}
    ids = grouped((row["story_id"], row["url"]) for row in rows)
    with capsys.disabled():
        print(f"\n{len(states)} states: {len(ids)} stories, {len(true)} in truth, {len(rows)} rows")
    assert len(true & {row["url"] for row in rows}) >= 0.98 * len(true)
    assert len({row["url"] for row in rows} - true) <= 0.02 * len(true)
    # no duplicates: in a state no story has two rows, and over all states no story has two ids
    assert len({(row["crawl"], row["story_id"]) for row in rows}) == len(rows)
    assert {
        url: found
        for url, found in grouped((r["url"], r["story_id"]) for r in rows).items()
        if len(found) > 1
    } == {}


def test_changed_headlines_are_seen(states, rows, capsys):
    true = grouped(
        (url, teaser["headline"])
        for state in states
        for url, teaser in state["stories"].items()
        if len(teaser["headline"]) >= LABEL
    )
    ours = grouped((row["url"], row["headline"]) for row in rows)
    changed = {url for url, heads in true.items() if len(heads) > 1 and url in ours}
    seen = {url for url in changed if len(ours[url]) > 1}
    invented = {url for url, heads in ours.items() if len(heads) > 1 and len(true.get(url, ())) == 1}
    with capsys.disabled():
        print(f"\nheadline changed on {len(changed)} stories: {len(seen)} seen, {len(invented)} invented")
    assert len(seen) >= 0.95 * len(changed)
    assert len(invented) <= 0.02 * len(ours)


def test_intervals_hold_the_machine_readable_time(rows, capsys):
    timed = [row for row in rows if row["machine"]]
    inside = 0
    for row in timed:
        true = datetime.fromtimestamp(int(row["machine"][0]) / 1000, UTC)
        earliest, latest = (datetime.fromisoformat(end) for end in row["interval"])
        inside += earliest <= true <= latest
    with capsys.disabled():
        print(f"\n{len(timed)} rows with a machine-readable time, {inside} with it in their interval")
    assert timed
    assert inside == len(timed)
