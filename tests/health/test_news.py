"""What is told to whom, and remembered."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storing import NOON

from newscrawl.annotate.mistakes import Mistake
from newscrawl.health.alert import alert, to_message
from newscrawl.health.judge import Problem, of_store
from newscrawl.health.news import Memory, News, find_news, name_of
from newscrawl.health.send import AlertError, Message, Target

OVERDUE = Problem("nd", "overdue", NOON, "no crawl has done its job for 1h", "its log")
BLOCKED = replace(OVERDUE, kind="blocked", what="9 of 9 answers that refuse us")
TIMES = replace(OVERDUE, kind="times", what="9 of 9 times that cannot be read")
SILENT = replace(OVERDUE, kind="silence", section="Buitenland")
OTHER = replace(OVERDUE, outlet="nos")
KNOWN = {"nd", "nos", ""}


def news(
    told: tuple[Problem, ...], now: tuple[Problem, ...], judged=KNOWN
) -> tuple[list[Problem], list[str]]:
    found = find_news(find_news({}, told, KNOWN).told, now, judged)
    return [*found.wrong], [*found.well]


@pytest.mark.parametrize(
    ("told", "now", "wrong", "well"),
    [
        ((), (), [], []),
        ((), (OVERDUE, OTHER), [OVERDUE, OTHER], []),
        ((OVERDUE,), (OVERDUE,), [], []),
        ((OVERDUE,), (replace(OVERDUE, what="no crawl has done its job for 2h", since=NOON.replace(hour=13)),), [], []),
        ((BLOCKED,), (OVERDUE,), [], []),  # what came of it
        ((), (OVERDUE, BLOCKED), [OVERDUE], []),
        ((OVERDUE,), (OVERDUE, TIMES), [TIMES], []),
        ((OVERDUE,), (), [], ["nd"]),
        ((OVERDUE, TIMES), (TIMES,), [], ["nd"]),
        ((OVERDUE, TIMES), (), [], ["nd"]),
        ((OVERDUE,), (TIMES,), [TIMES], ["nd"]),
        ((OVERDUE,), (OTHER,), [OTHER], ["nd"]),
        ((SILENT,), (SILENT, replace(SILENT, section="Europa")), [replace(SILENT, section="Europa")], []),
    ],
)  # fmt: skip
def test_news(told, now, wrong, well):
    assert news(told, now) == (wrong, well)


def test_what_was_not_judged_is_no_news():
    assert news((OVERDUE, OTHER), (), {"nos"}) == ([], ["nos"])
    assert news((OVERDUE,), (of_store("the disk is full", NOON),), {""}) == (
        [of_store("the disk is full", NOON)],
        [],
    )


problems = st.lists(
    st.sampled_from([OVERDUE, BLOCKED, TIMES, SILENT, OTHER, of_store("locked", NOON)]), max_size=6
)


@given(steps=st.lists(st.tuples(problems, st.sets(st.sampled_from(sorted(KNOWN)))), max_size=8))
def test_who_is_told_all_news_knows_what_is_wrong(steps):
    told: dict[str, str] = {}
    for found, judged in steps:
        found = [problem for problem in found if problem.outlet in judged]
        before, change = set(told), find_news(told, found, judged)
        told = dict(change.told)
        assert {name for name, outlet in told.items() if outlet in judged} == set(map(name_of, found))
        assert {name for name, outlet in told.items() if outlet not in judged} <= before
        assert set(map(name_of, change.wrong)) == set(told) - before
        assert not find_news(told, found, judged)  # once is enough


@pytest.mark.parametrize(
    ("found", "subject", "lines"),
    [
        (News((OVERDUE,), (), {"nd crawls": "nd"}), "nd wrong",
         ['nd: overdue since 2026-01-24T12:00:00+00:00: no crawl has done its job for 1h; look at its log (README, "What to do when an outlet breaks")']),
        (News((), ("nos",), {}), "nos well again", ["nos: well again"]),
        (News((), ("nos",), {"nos times": "nos"}), "nos better, but still wrong", ["nos: something is well again, but not all"]),
        (News((), ("",), {}), "the store well again", ["the store: well again"]),
    ],
)  # fmt: skip
def test_message(found, subject, lines):
    message = to_message(found)
    assert (message.subject, message.text.splitlines()) == (f"newscrawl: {subject}", lines)
    assert set(message.values) == {"wrong", "well", "better"}


def test_many_outlets_are_one_message():
    wrong = tuple(replace(OVERDUE, outlet=f"o{number}") for number in range(7))
    message = to_message(find_news({}, wrong, KNOWN))
    assert message.subject == "newscrawl: o0, o1, o2, o3, o4 and 2 more wrong"
    assert len(message.text.splitlines()) == len(message.values["wrong"]) == 7


class Inbox:
    """Notes what it gets."""

    def __init__(self, address: str) -> None:
        self.got: list[Message] = []
        self.is_full = False
        self.target = Target(address, "shown", self.take)

    def take(self, message: Message) -> None:
        if self.is_full:
            raise AlertError("shown: http 500")
        self.got.append(message)


def test_who_could_not_be_told_is_told_the_next_time(tmp_path):
    path = tmp_path / "alerts.json"
    one, two = Inbox("https://one.example/secret"), Inbox("https://two.example/secret")
    targets = [one.target, two.target]

    def tell(*problems: Problem) -> list[str]:
        return list(alert(targets, Memory.open(path), problems, KNOWN))

    two.is_full = True
    assert tell(OVERDUE) == ["alert not sent: shown: http 500"]
    two.is_full = False
    assert tell(OVERDUE) == tell(OVERDUE) == []
    assert tell() == tell() == []
    assert [message.subject for message in one.got] == ["newscrawl: nd wrong", "newscrawl: nd well again"]
    assert two.got == one.got
    assert "secret" not in path.read_text()


def test_who_never_knew_that_it_was_wrong_is_not_told_that_it_is_well(tmp_path):
    inbox = Inbox("https://one.example")
    inbox.is_full = True
    memory = Memory.open(tmp_path / "alerts.json")
    assert list(alert([inbox.target], memory, [OVERDUE], KNOWN))
    inbox.is_full = False
    assert list(alert([inbox.target], memory, [], KNOWN)) == []
    assert inbox.got == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"a": 1}', b'{"a": {"b": 1}}', b"\xff", json.dumps("x").encode()]
)
def test_a_file_that_is_none_of_ours_is_left_alone(tmp_path, content):
    path = tmp_path / "alerts.json"
    path.write_bytes(content)
    with pytest.raises(Mistake, match=r"alerts\.json is not what an alert has written"):
        Memory.open(path)
    assert path.read_bytes() == content
