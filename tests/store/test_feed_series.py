"""Sixty-one saved states of a site's list of its newest stories, hour by hour, crawled in their order into one store.

Its stories are renamed all the time, in the headline and in the address; the number that the list gives each is the truth.
`pytest -s tests/store/test_feed_series.py` prints the figures.
"""

import gzip
import json
from collections import Counter
from datetime import datetime
from itertools import groupby
from pathlib import Path

import pytest
from replaying import Stored, read_store, replay

PAGES = Path(__file__).parents[3] / "shared" / "pages"
MANIFEST = PAGES / "manifest.jsonl"
pytestmark = pytest.mark.skipif(not MANIFEST.exists(), reason="needs the saved pages of ../shared")

OUTLETS = """
[replay]
name = "Replay"
country = "NL"
language = "nl"
zone = "Europe/Amsterdam"
sections = [{{name = "Laatste nieuws", feed = "{url}"}}]
"""


@pytest.fixture(scope="module")
def saved() -> list[dict]:
    """The states of the address that was saved the most often."""
    rows = [json.loads(line) for line in MANIFEST.read_text(encoding="utf-8").splitlines()]
    found = [row for row in rows if row["kind"] == "feed"]
    (url, _), *_ = Counter(row["url"] for row in found).most_common(1)
    return [row for row in found if row["url"] == url]


@pytest.fixture(scope="module")
def lives(saved) -> dict[int, list[dict]]:
    """The entries of each story, by its number, in their order."""
    found: dict[int, list[dict]] = {}
    for row in saved:
        for entry in json.loads(gzip.decompress((PAGES / row["path"]).read_bytes())):
            found.setdefault(entry["id"], []).append(entry)
    return found


@pytest.fixture(scope="module")
def kept(saved, tmp_path_factory) -> dict[int, list[Stored]]:
    """What the store has, by the number in its address."""
    folder = tmp_path_factory.mktemp("feeds")
    pages = [{"path": str(PAGES / row["path"]), "served_at": row["fetched_or_saved_at"]} for row in saved]
    store = f"sqlite:///{folder}/news.db"
    outlets = OUTLETS.format(url=saved[0]["url"])
    replay(folder, outlets, pages, "-a", "articles=no", "-s", f"NEWSCRAWL_STORE={store}")
    found: dict[int, list[Stored]] = {}
    for stored in read_store(store):
        found.setdefault(int(stored.story.url.split("/")[4]), []).append(stored)
    return found


def heads(entries: list[dict]) -> list[str]:
    """The headlines of a story, each new one."""
    return [head for head, _ in groupby(" ".join(entry["title"].split()) for entry in entries)]


def distinct(printed: list[str]) -> list[str]:
    """Those that are another word for word than the one before."""
    return [next(same) for _, same in groupby(printed, key=lambda head: head.replace(" ", ""))]


def test_a_story_is_one_whatever_its_address(lives, kept, capsys):
    renamed = sum(len({entry["url"] for entry in entries}) > 1 for entries in lives.values())
    with capsys.disabled():
        print(
            f"\n{len(lives)} stories, {renamed} of them under several addresses: {sum(map(len, kept.values()))} in the store"
        )
    assert renamed > 50
    assert kept.keys() == lives.keys()
    assert {number for number, found in kept.items() if len(found) > 1} == set()


def test_each_list_that_shows_a_story_is_a_sighting(lives, kept):
    assert {number: len(found[0].sightings) for number, found in kept.items()} == {
        number: len(entries) for number, entries in lives.items()
    }


def test_every_headline_is_kept_as_printed(lives, kept, capsys):
    true = {number: heads(entries) for number, entries in lives.items()}
    changes = sum(len(found) - 1 for found in true.values())
    with capsys.disabled():
        print(f"\n{changes} changes of {sum(len(found) > 1 for found in true.values())} headlines")
    assert changes >= 90
    assert {number: found[0].printed for number, found in kept.items()} == true


def test_every_changed_headline_is_a_version(lives, kept, capsys):
    """What only puts a space elsewhere ("track limits") is none: newscrawl/versions says so."""
    true = {number: distinct(heads(entries)) for number, entries in lives.items()}
    ours = {number: [row.content["headline"] for row in found[0].versions] for number, found in kept.items()}
    kinds = Counter(kind for found in kept.values() for row in found[0].versions for _, kind in row.changes)
    with capsys.disabled():
        print(
            f"\n{sum(map(len, ours.values()))} versions, {sum(map(len, true.values()))} in truth: {dict(kinds)}"
        )
    assert ours == true


def test_intervals_hold_the_time_that_the_list_names(lives, kept):
    for number, entries in lives.items():
        (stored,) = kept[number]
        (earliest, latest), *again = stored.intervals
        assert not again
        assert {earliest <= datetime.fromisoformat(entry["published_at"]) <= latest for entry in entries} == {
            True
        }
