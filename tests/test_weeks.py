"""A simulated day of the newsroom's busy outlets, a poll every ten minutes: plain crawls, which remember nothing.

`pytest -s tests/test_weeks.py` prints the figures.
"""

from datetime import timedelta

import pytest
from newsroom.busy import PER_DAY
from newsroom.scores import Score, requests_of, score
from weeks import Ran, run_week, times_of, world_of

EVERY = timedelta(minutes=10)


@pytest.fixture(scope="module")
def day(tmp_path_factory) -> Ran:
    return run_week(tmp_path_factory.mktemp("day"), "--days", "1", "-a", "articles=no")


@pytest.fixture(scope="module")
def judged(day) -> Score:
    return score(world_of(1), day.hits, day.first_rows)


def test_every_story_is_found_once(judged, capsys):
    with capsys.disabled():
        print("", *judged.lines(), sep="\n")
    assert judged.found == judged.true == sum(PER_DAY.values())
    assert (judged.duplicates, judged.strange) == (0, 0)


def test_no_interval_misses_the_truth(judged):
    assert judged.wrong == []
    assert (judged.later, judged.untimed) == (0, 0)
    # A story is younger than a poll's period when it is seen first, and its age is printed in minutes.
    assert all(width <= EVERY for width in judged.median_width.values())


def test_failed_polls_are_those_of_the_outages(day):
    world = world_of(1)
    times = {(poll["outlet"], poll["at"]) for poll in day.polls if poll["problems"]}
    down = {
        (outlet, at.isoformat())
        for outlet in PER_DAY
        for at in times_of(world, EVERY)
        if world.is_down(outlet, at, article=False)
    }
    assert times == down
    assert down


def test_the_requests_are_counted(day, capsys):
    counts = requests_of(world_of(1), day.hits)
    with capsys.disabled():
        print(f"\n{sum(counts.values())} requests {dict(counts)}, of a naive client {day.naive}")
    assert len(day.polls) == 145 * len(PER_DAY)
    assert {kind for kind, _ in counts} == {"robots", "listing"}
    assert {status for _, status in counts} == {200, 503}
    works = sum(not poll["problems"] for poll in day.polls)
    assert counts["robots", 200] == works
    assert day.naive > 60 * works
