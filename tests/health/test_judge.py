"""What is said of an outlet, and what to look at next."""

import pytest
import storing
import watching
from storing import HOUR, MINUTE, NOON
from watching import SECTION, START, Death, Habits, Simulation

from newscrawl.health.crawls import State
from newscrawl.health.judge import HISTORY, NEXT, Asked, look
from newscrawl.health.report import GUIDE, TABLE, to_line, to_rows
from newscrawl.health.shares import CHECKS

HABITS = Habits("blad", 30 * MINUTE, 120, lost=0)
DIES_AT = START + 20 * HOUR


def test_each_problem_says_what_to_look_at():
    states = set(State.__args__)  # type: ignore[attr-defined]
    assert set(NEXT) == states | {"never", "silence", "undeclared", "store"} | {
        check.kind for check in CHECKS
    }


@pytest.mark.parametrize(
    ("death", "hours", "kinds", "words"),
    [
        (
            watching.refused,
            22,
            ["overdue", "blocked"],
            [f"section {SECTION}: http 403", "answers that refuse us"],
        ),
        (watching.redesigned, 22, ["overdue"], [f"section {SECTION}: 0 stories, expected 10 at the least"]),
        (watching.unread, 26, ["times"], ["times that cannot be read, usually no more than 2%"]),
        (
            watching.without_bodies,
            26,
            ["overdue", "bodies"],
            ["stories failed, more than 20%", "have no text"],
        ),
        (watching.killed, 22, ["overdue"], ["the last one was killed at"]),
        (watching.hanging, 22, ["overdue"], ["one runs since"]),
        (watching.unscheduled, 22, ["overdue"], ["none has begun since"]),
    ],
)
def test_what_is_said(tmp_path, death: Death, hours, kinds, words):
    simulation = Simulation(HABITS)
    address = f"sqlite:///{tmp_path / 'store.db'}"
    watching.keep(address, {simulation: list(simulation.run(48, death, DIES_AT))})
    now = START + hours * HOUR
    with storing.engine_of(address) as engine:
        (health,) = look(engine, Asked({"blad": simulation.outlet}, now, now - HISTORY, {}))
    assert [problem.kind for problem in health.problems] == kinds
    for problem, said in zip(health.problems, words, strict=True):
        line = to_line(problem)
        assert said in line
        assert line.startswith(f"blad: {problem.kind} since 2026-01-22T0")
        assert line.endswith(f"({GUIDE})")
        assert "{" not in line
    (row,) = to_rows([health], now)
    assert set(row) >= {column.name for column in TABLE}
    assert (row["result"], row["kinds"]) == ("wrong", ", ".join(kinds))


def test_what_a_page_says_cannot_drive_a_terminal(tmp_path):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    outlet = HABITS.outlet()
    with storing.opened(address) as store:
        for hour in range(3):
            run = store.begin(outlet, NOON + hour * HOUR)
            store.end(run, NOON + hour * HOUR, "finished", ["section \x1b[2J\nx: http 403"], {}, {})
    with storing.engine_of(address) as engine:
        (health,) = look(engine, Asked({"blad": outlet}, NOON + 3 * HOUR, NOON - HOUR, {}))
    (problem,) = health.problems
    assert r"section \x1b[2J\nx: http 403" in to_line(problem)


@pytest.mark.parametrize(("named", "kinds"), [(frozenset(), []), (frozenset({"blad"}), [["overdue"]])])
def test_who_was_never_crawled(tmp_path, named, kinds):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    with storing.opened(address):
        pass
    asked = Asked({"blad": HABITS.outlet()}, NOON, NOON - HISTORY, {"blad": HOUR}, named)
    with storing.engine_of(address) as engine:
        found = look(engine, asked)
    assert [[problem.kind for problem in health.problems] for health in found] == kinds
    rows = list(to_rows(found, NOON))
    assert [(row["last"], row["success"]) for row in rows] == [("none", "none")] * len(kinds)


def test_one_that_is_named_is_judged_by_the_setting(tmp_path):
    """After one crawl nobody knows how often it should be crawled."""
    address = f"sqlite:///{tmp_path / 'store.db'}"
    outlet = Habits("blad", 30 * MINUTE, 120, declared=False).outlet()
    with storing.opened(address) as store:
        store.end(store.begin(outlet, NOON), NOON, "finished", [], {}, {})
    with storing.engine_of(address) as engine:
        for named, results in ((frozenset(), ["new", "new"]), (frozenset({"blad"}), ["ok", "wrong"])):
            rows = [
                next(
                    to_rows(
                        look(engine, Asked({"blad": outlet}, at, at - HISTORY, {"blad": HOUR}, named)), at
                    )
                )
                for at in (NOON + HOUR, NOON + 2 * HOUR)
            ]
            assert [row["result"] for row in rows] == results
