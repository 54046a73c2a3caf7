"""The scorer: an export that is the truth gets full marks, and each thing that is wrong in one is seen."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsroom import BusyWorld
from newsroom.edits import EDITS
from newsroom.lives import Life
from newsroom.scores import fetches_of, requests_of, score, versions_of

START = datetime(2025, 10, 19, 22, tzinfo=UTC)
VISITS = [timedelta(minutes=15), timedelta(hours=1), timedelta(hours=3), timedelta(days=1)]

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def world() -> BusyWorld:
    return BusyWorld(START, 3)


def first_seen(life: Life) -> datetime:
    """The next poll of every ten minutes, or the first."""
    late = (life.first.published - START) % timedelta(minutes=10)
    return max(START, life.first.published - late + timedelta(minutes=10))


@pytest.fixture(scope="module")
def hits(world: BusyWorld) -> Rows:
    """What a crawl asks that visits each story at some ages."""
    return [hit for lives in world.lives.values() for life in lives for hit in _visits(world, life)]


def _visits(world: BusyWorld, life: Life) -> Iterator[dict[str, Any]]:
    for age in (timedelta(), *VISITS):
        at = first_seen(life) + age
        if at <= world.end and life.is_listed(first_seen(life)):
            status = 200 if life.is_listed(at) else 404
            path = life.at(at).path
            yield {"outlet": life.first.outlet, "at": at.isoformat(), "path": path, "status": status}
            if status == 404:
                return


def identifier(life: Life) -> str:
    return f"{life.first.outlet}-{life.number}"


@pytest.fixture
def stories(world: BusyWorld, hits: Rows) -> Rows:
    fetches = fetches_of(world, hits)
    return [
        _story(world, life, [fetch.at for fetch in fetches[outlet, life.number] if fetch.status == 404])
        for outlet, lives in world.lives.items()
        for life in lives
        if life.is_listed(first_seen(life))
    ]


def _story(world: BusyWorld, life: Life, gone: list[datetime]) -> dict[str, Any]:
    seen = first_seen(life)
    published = life.at(seen).published
    again = [at for at in life.publications if seen < at <= world.end]
    return {
        "outlet": life.first.outlet,
        "story_id": identifier(life),
        "url": f"http://127.0.0.1{life.at(seen).path}",
        "served_at": seen.isoformat(),
        "published_earliest": (published - timedelta(seconds=30)).isoformat(),
        "published_latest": (published + timedelta(seconds=30)).isoformat(),
        "withdrawn_at": gone[0].isoformat() if gone else None,
        "republished": [[at.isoformat(), at.isoformat()] for at in again],
    }


@pytest.fixture
def versions(world: BusyWorld, hits: Rows) -> Rows:
    fetches = fetches_of(world, hits)
    return [
        {"story_id": identifier(life), "number": number, "seen_at": seen.isoformat(), "kinds": [*kinds]}
        for outlet, lives in world.lives.items()
        for life in lives
        for number, (seen, kinds) in enumerate(versions_of(life, fetches[outlet, life.number]), 1)
    ]


def test_the_truth_gets_full_marks(world: BusyWorld, hits: Rows, stories: Rows, versions: Rows) -> None:
    result = score(world, hits, stories, versions)
    assert result.found == result.true == 600
    assert (result.duplicates, result.strange, result.untimed, result.later) == (0, 0, 0, 0)
    assert (result.missed, result.wrong) == ([], [])
    assert set(result.median_width.values()) == {timedelta(minutes=1)}
    assert result.versions["right"] == len(versions)
    assert result.versions["missed"] == result.versions["invented"] == 0
    assert result.kind_share() == 1
    assert {true for true, _ in result.kinds} == set(EDITS)
    assert 0 < result.shown < result.edits
    assert result.withdrawals["right"] == result.withdrawals["shown"] > 0
    assert result.withdrawals["missed"] == result.withdrawals["invented"] == 0
    assert result.republications["right"] == result.republications["true"] > 0
    assert len([*result.lines()]) == 6 + len(EDITS)


def test_widths_by_the_source_that_gave_them(world: BusyWorld, hits: Rows, stories: Rows) -> None:
    for number, row in enumerate(stories):
        row["published_from"] = "feed" if number else "json-ld"
    result = score(world, hits, stories)
    assert {source: len(found) for source, found in result.sources.items()} == {
        "json-ld": 1,
        "feed": len(stories) - 1,
    }
    assert result.all_widths == [timedelta(minutes=1)] * len(stories)
    assert "  by json-ld: 1, median width 0:01:00, widest 0:01:00" in result.lines()


def test_stories_that_are_missing_double_or_of_nowhere(world: BusyWorld, hits: Rows, stories: Rows) -> None:
    due = stories.index(next(row for row in stories if row["served_at"] > START.isoformat()))
    stray = stories[0] | {"url": "http://127.0.0.1/buitenland/1/elders"}
    result = score(
        world, hits, [*stories[:due], *stories[due + 1 :], stories[0], stray, stray | {"url": None}]
    )
    assert (result.true - result.found, result.duplicates, result.strange) == (1, 1, 2)
    assert len(result.missed) == 1


@pytest.mark.parametrize(
    ("shift", "wrong"),
    [(timedelta(seconds=30), 0), (timedelta(seconds=31), 1), (timedelta(seconds=-31), 1)],
)
def test_an_interval_beside_the_truth(
    world: BusyWorld, hits: Rows, stories: Rows, shift: timedelta, wrong: int
) -> None:
    row = stories[-1]
    for name in ("published_earliest", "published_latest"):
        row[name] = (datetime.fromisoformat(row[name]) + shift).isoformat()
    assert score(world, hits, stories).wrong == [row["url"]] * wrong


def test_a_story_without_an_interval(world: BusyWorld, hits: Rows, stories: Rows) -> None:
    stories[-1]["published_latest"] = None
    assert score(world, hits, stories).untimed == 1


def test_a_later_publication_in_place_of_the_first(world: BusyWorld, hits: Rows, stories: Rows) -> None:
    row = next(row for row in stories if row["republished"])
    row["published_earliest"], row["published_latest"] = row["republished"].pop()
    result = score(world, hits, stories)
    assert (result.later, result.wrong) == (1, [])
    assert result.republications["missed"] == 1


def test_republications_and_withdrawals_that_never_were(world: BusyWorld, hits: Rows, stories: Rows) -> None:
    row = next(row for row in stories if not row["republished"] and not row["withdrawn_at"])
    row["republished"], row["withdrawn_at"] = [[row["served_at"], row["served_at"]]], row["served_at"]
    gone = next(other for other in stories if other["withdrawn_at"] and other is not row)
    gone["withdrawn_at"] = None
    result = score(world, hits, stories)
    assert result.republications["invented"] == 1
    assert (result.withdrawals["invented"], result.withdrawals["missed"]) == (1, 1)


def test_versions_that_are_missing_made_up_or_called_otherwise(
    world: BusyWorld, hits: Rows, stories: Rows, versions: Rows
) -> None:
    single = next(row for row in versions if row["kinds"] == ["typo"])
    made_up = versions[0] | {"number": 9, "seen_at": "2025-10-25T00:00:00+00:00"}
    other = next(row for row in versions if row["kinds"] == ["numbers"])
    other["kinds"] = ["headline", "numbers"]
    single["kinds"] = ["headline"]
    result = score(world, hits, stories, [*versions[1:], made_up])
    assert (result.versions["missed"], result.versions["invented"]) == (1, 1)
    assert result.kinds["typo", "headline"] == 1
    assert result.kind_share("typo") < 1
    assert result.kind_share("numbers") == 1  # a number in the headline is both


def test_requests_by_kind(world: BusyWorld, hits: Rows) -> None:
    pages = [{"outlet": "nrweek", "path": path, "status": 200} for path in ("/robots.txt", "/buitenland")]
    counts = requests_of(world, [*hits, *pages])
    assert counts["robots", 200] == counts["listing", 200] == 1
    assert counts["article", 200] + counts["article", 404] == len(hits)
