"""Sixteen saved states of one listing, crawled in their order into one store as if served when they were saved.

`pytest -s tests/test_index_series.py` prints the figures.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import lxml.html
import pytest
from replaying import Stored, read_store, replay

PAGES = Path(__file__).parents[2] / "shared" / "pages"
MANIFEST = PAGES / "manifest.jsonl"

LABEL = 25
"""Characters below which a link's text is a topic's label ("Brit Awards") and no headline."""
OUTLETS = """
[replay]
name = "Replay"
country = "US"
language = "en"
zone = "America/New_York"
sections = [{{name = "World", listing = "{url}", discover = false}}]
"""

pytestmark = pytest.mark.skipif(not MANIFEST.exists(), reason="needs the saved pages of ../shared")


@pytest.fixture(scope="module")
def states() -> list[dict]:
    """The saved states in their order; links of menus are no stories of the listing."""
    rows = [json.loads(line) for line in MANIFEST.read_text(encoding="utf-8").splitlines()]
    return [
        row | {"stories": {t["url"]: t["headline"] for t in row["truth"]["teasers"] if t["role"] != "menu"}}
        for row in rows
        if row["kind"] == "index_series"
    ]


@pytest.fixture(scope="module")
def links(states) -> dict[str, set[str]]:
    """The texts of all links to each story: the truth has one of each, and a page prints others beside it."""
    found: dict[str, set[str]] = {}
    for state in states:
        page = lxml.html.fromstring(gzip.decompress((PAGES / state["path"]).read_bytes()))
        for link in page.iter("a"):
            found.setdefault(link.get("href", ""), set()).add(" ".join(link.text_content().split()))
    return found


@pytest.fixture(scope="module")
def kept(states, tmp_path_factory) -> list[Stored]:
    folder = tmp_path_factory.mktemp("series")
    pages = [{"path": str(PAGES / s["path"]), "served_at": s["fetched_or_saved_at"]} for s in states]
    store = f"sqlite:///{folder}/news.db"
    outlets = OUTLETS.format(url=states[0]["url"])
    replay(folder, outlets, pages, "-a", "articles=no", "-s", f"NEWSCRAWL_STORE={store}")
    return [*read_store(store)]


def distinct(printed: Iterable[str]) -> list[str]:
    """Each new headline; what is too short for one is left out."""
    return [head for head, _ in groupby(" ".join(head.split()) for head in printed if len(head) >= LABEL)]


@pytest.fixture(scope="module")
def heads(states) -> dict[str, list[str]]:
    """The headlines of each story that has any."""
    found: dict[str, list[str]] = {}
    for state in states:
        for url, head in state["stories"].items():
            found.setdefault(url, []).append(head)
    return {url: heads for url, printed in found.items() if (heads := distinct(printed))}


def test_every_story_is_found_once(states, kept, capsys):
    true = {url for state in states for url in state["stories"]}
    ours = Counter(stored.story.url for stored in kept)
    with capsys.disabled():
        print(f"\n{len(states)} states: {len(kept)} stories in the store, {len(true)} in truth")
    assert len(true & ours.keys()) >= 0.98 * len(true)
    assert len(ours.keys() - true) <= 0.02 * len(true)
    assert set(ours.values()) == {1}


def test_each_state_that_shows_a_story_is_a_sighting(states, kept, capsys):
    ours = {(stored.story.url, row.served_at) for stored in kept for row in stored.sightings}
    assert len(ours) == sum(len(stored.sightings) for stored in kept)
    true = {
        (url, datetime.fromisoformat(state["fetched_or_saved_at"]))
        for state in states
        for url in state["stories"]
    }
    with capsys.disabled():
        print(f"\n{len(ours)} sightings, {len(true)} in truth, {len(ours & true)} of them the same")
    assert len(ours & true) >= 0.98 * len(ours | true)


def test_changed_headlines_are_kept(heads, links, kept, capsys):
    ours = {stored.story.url: distinct(stored.printed) for stored in kept}
    _compare("printed headlines", heads, links, ours, capsys)


def test_changed_headlines_are_versions(heads, links, kept, capsys):
    ours = {stored.story.url: distinct(row.content["headline"] for row in stored.versions) for stored in kept}
    _compare("versions", heads, links, ours, capsys)


def _compare(what: str, heads: dict[str, list[str]], links: dict[str, set[str]], ours: dict, capsys) -> None:
    """Hold what was kept of each story against the headlines of the truth, which has some with a kicker in front."""
    true = {url: found for url, found in heads.items() if url in ours}
    missed = [(url, head) for url, found in true.items() for head in found if not _has(ours[url], head)]
    invented = [(url, head) for url in true for head in ours[url] if not _is_shown(links[url], head)]
    same = sum(len(ours[url]) == len(found) for url, found in true.items())
    changes = sum(len(found) - 1 for found in true.values())
    with capsys.disabled():
        print(f"\n{what}: {changes} changes of {len(true)} stories, {same} of which have as many;"
              f" {len(missed)} missed, {len(invented)} invented")  # fmt: skip
        print(*(f"  missed {url}: {head}" for url, head in missed), sep="\n")
    assert changes > 50
    assert same >= 0.96 * len(true)
    assert len(missed) <= 0.05 * changes
    assert len(invented) <= 0.05 * changes


def _has(heads: Iterable[str], head: str) -> bool:
    return any(one.endswith(head) or head.endswith(one) for one in heads)


def _is_shown(links: Iterable[str], head: str) -> bool:
    return any(head in text for text in links)


def test_intervals_hold_the_machine_readable_time(kept, capsys):
    """The listing counts from a story's last change, so that the time of a later state may be a publication of its own."""
    timed = [(stored, row.machine) for stored in kept for row in stored.sightings if row.machine]
    second = timedelta(seconds=1)
    outside = [
        (stored.story.url, machine)
        for stored, machine in timed
        if not any(
            earliest - second < datetime.fromtimestamp(int(machine) / 1000, UTC) < latest + second
            for earliest, latest in stored.intervals
        )
    ]
    with capsys.disabled():
        again = sum(len(stored.intervals) > 1 for stored in kept)
        print(
            f"\n{len(timed)} machine-readable times, {len(outside)} in no interval; {again} stories published again"
        )
    assert timed
    assert outside == []
