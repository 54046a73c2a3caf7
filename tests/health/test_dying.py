"""48 hours of a schedule, in which one outlet dies at hour 20; and weeks in which none does."""

import os
from datetime import datetime, timedelta

import pytest
import storing
import watching
from storing import DAY, HOUR, MINUTE
from watching import START, Death, Done, Habits, Simulation

from newscrawl.health.crawls import Crawl, read_crawls
from newscrawl.health.judge import HISTORY, Asked, Health, Problem, judge, look
from newscrawl.store.engine import reading

QUARTER = 15 * MINUTE
DIES_AT = START + 20 * HOUR
CLOSELY = 4.5 * HOUR
"""More than two of the longest period."""
FLEET = [
    Habits("blad", 15 * MINUTE, 160),
    Habits("monde", 20 * MINUTE, 90, zone="Asia/Tokyo", declared=False),
    Habits("krant", 30 * MINUTE, 120, zone="America/Los_Angeles"),
    Habits("bote", 45 * MINUTE, 60, burst=2.5),
    Habits("post", 60 * MINUTE, 220, zone="America/New_York"),
    Habits("zeit", 120 * MINUTE, 30),
]


def watch(
    address: str, crawls: dict[Simulation, list[Done]], since: datetime, closely: timedelta
) -> dict[datetime, list[Health]]:
    """Return who is named, at each quarter of an hour from `since` on, and each hour once it was watched closely for
    so long, to the end of the second day.
    """
    watching.keep(address, crawls)
    outlets = {simulation.outlet.key: simulation.outlet for simulation in crawls}
    quarters = range(int((since - START) / QUARTER), int(48 * HOUR / QUARTER) + 1)
    looks = [START + n * QUARTER for n in quarters if n % 4 == 0 or START + n * QUARTER <= since + closely]
    with storing.engine_of(address) as engine:
        return {
            now: [
                health for health in look(engine, Asked(outlets, now, now - HISTORY, {})) if health.problems
            ]
            for now in looks
        }


def fleet(dead: str | None = None, death: Death | None = None) -> dict[Simulation, list[Done]]:
    simulations = [Simulation(habits) for habits in FLEET]
    return {
        each: list(each.run(48, death if each.outlet.key == dead else None, DIES_AT)) for each in simulations
    }


def first_look(at: datetime) -> datetime:
    """Return the first quarter of an hour from `at` on."""
    return START + -((START - at) // QUARTER) * QUARTER


def test_nobody_is_named_while_all_are_well(tmp_path):
    named = watch(f"sqlite:///{tmp_path / 'store.db'}", fleet(), START, 2 * DAY)
    assert [health.outlet for found in named.values() for health in found] == []


@pytest.mark.parametrize(
    ("dead", "death", "kind"),
    [
        ("blad", watching.refused, "overdue"),
        ("krant", watching.redesigned, "overdue"),
        ("post", watching.unread, "times"),
        ("monde", watching.unscheduled, "overdue"),
        ("krant", watching.without_bodies, "bodies"),
        ("zeit", watching.killed, "overdue"),
        ("bote", watching.hanging, "overdue"),
    ],
)
def test_who_dies_is_named_within_two_of_its_periods_and_nobody_else(tmp_path, dead, death, kind):
    period = next(habits.period for habits in FLEET if habits.key == dead)
    named = watch(f"sqlite:///{tmp_path / 'store.db'}", fleet(dead, death), DIES_AT - QUARTER, CLOSELY)
    assert {health.outlet for found in named.values() for health in found} == {dead}
    when = [now for now, found in named.items() if found]
    assert DIES_AT < when[0] <= first_look(DIES_AT + 2 * period)
    assert when == [now for now in named if now >= when[0]]  # and it is named until somebody mends it
    assert kind in {problem.kind for problem in named[when[0]][0].problems}


def test_a_list_that_stands_still_is_named_once_that_is_improbable(tmp_path):
    named = watch(
        f"sqlite:///{tmp_path / 'store.db'}", fleet("krant", watching.frozen), DIES_AT - QUARTER, CLOSELY
    )
    assert {health.outlet for found in named.values() for health in found} == {"krant"}
    when = next(now for now, found in named.items() if found)
    assert DIES_AT + 3 * HOUR < when <= DIES_AT + 8 * HOUR
    assert [problem.kind for problem in named[when][0].problems] == ["silence"]


MANY = [
    Habits("blad", 15 * MINUTE, 160),
    Habits("krant", 30 * MINUTE, 120, zone="America/Los_Angeles", weekend=0.25, burst=1.5),
    Habits("bote", 45 * MINUTE, 60, burst=2.5, weekend=0.1),
    Habits("zeit", 120 * MINUTE, 30, unread=0.1, without_dateline=(0.9, 0.3)),
    Habits(
        "monde", 20 * MINUTE, 90, zone="Asia/Tokyo", declared=False, burst=4, without_dateline=(0.6, 0.05)
    ),
    Habits("klein", 60 * MINUTE, 8, burst=1.5, weekend=0.3),
    Habits("tag", 24 * HOUR, 20, declared=False),
]
DAYS, EACH = 14, 5 * HOUR
SEEDS = range(1, 1 + int(os.environ.get("NEWSCRAWL_TEST_SEEDS", "1")))
"""Histories of each outlet: NEWSCRAWL_TEST_SEEDS=10 looks at 980 days of outlets."""


def told_by(crawls: list[Crawl], simulation: Simulation, now: datetime) -> list[Problem]:
    """Return what is told of an outlet, but for what is true: that two crawls in a row have failed."""
    past = [crawl for crawl in crawls if crawl.heard_at <= now]
    if not past:
        return []
    found = judge(simulation.outlet, past, Asked({}, now, now - HISTORY, {})).problems
    failed = [crawl.state for crawl in past[-2:]] == ["failed", "failed"]
    return [problem for problem in found if not (failed and problem.kind == "overdue")]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("habits", MANY, ids=lambda habits: habits.key)
def test_two_weeks_without_a_false_alarm(tmp_path, habits, seed):
    """Nights, weekends of which nobody knew, bursts, and one crawl in a hundred that fails."""
    address = f"sqlite:///{tmp_path / 'store.db'}"
    simulation = Simulation(habits, seed)
    end = START + DAYS * DAY
    watching.keep(address, {simulation: list(simulation.run(24 * DAYS))})
    with storing.engine_of(address) as engine, reading(engine) as connection:
        crawls = read_crawls(connection, habits.key, START, end)
    looks = [START + number * EACH for number in range(1, int(DAYS * DAY / EACH) + 1)]
    assert [(now, told) for now in looks if (told := told_by(crawls, simulation, now))] == []
