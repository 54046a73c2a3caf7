"""`scrapy story`: a story's life as a page of text and as JSON."""

import json
from pathlib import Path

import pytest
import storing
from commanding import run_on
from crawling import scrapy
from storing import HOUR, MINUTE, NOON, moment, outlet, page, seen, visit

from newscrawl.checks import show
from newscrawl.commands.story import Command
from newscrawl.store import AGES

ONE = "0000000000000001"


@pytest.fixture
def file(tmp_path) -> Path:
    """A store with three stories."""
    file = tmp_path / "store.db"
    storing.fill(f"sqlite:///{file}")
    return file


def run(file: Path | str, *arguments: str) -> int:
    return run_on(file, Command(), *arguments)


@pytest.mark.parametrize(
    "wanted", [ONE, storing.url(1), storing.url(1).replace("storm", "zware-storm") + "?fbclid=1"]
)
def test_a_life_is_a_page_of_text(file, wanted, capsysbinary):
    assert run(file, wanted) == 0
    lines = [line.rstrip() for line in capsysbinary.readouterr().out.decode().splitlines()]
    assert lines[:8] == [
        "Zware storm trekt over de kust",
        "Story:           0000000000000001 of blad, Buitenland",
        "Address:         https://blad.example/buitenland/6300001/storm-trekt-over",
        "Published:       2026-01-24 11:00, within 2026-01-24 11:00 - 2026-01-24 11:01 (listing: '11:00')",
        "Seen:            2026-01-24 12:00 to 2026-01-24 14:00",
        "Article:         updated, asked for 2 times, next at 2026-01-25 11:00",
        "",
        "Sightings: 3 (all times are UTC)",
    ]
    seen_lines = [line for line in lines if "https://blad.example/buitenland  " in line]
    assert [line[:16] for line in seen_lines] == ["2026-01-24 12:00", "2026-01-24 13:00", "2026-01-24 14:00"]
    assert lines[-3:] == ["Version 2, 2026-01-24 14:00: headline", "headline", lines[-1]]
    assert "Zware storm" in lines[-1]
    assert "\x1b" not in "".join(lines)


def test_on_a_terminal_it_has_colours(file, monkeypatch, capsysbinary):
    monkeypatch.setattr(show, "screen", lambda: (True, 60))
    assert run(file, ONE) == 0
    told = capsysbinary.readouterr().out.decode()
    assert told.startswith("\x1b[1mZware storm trekt over de kust\x1b[0m\n")
    assert "\x1b[32m" in told


def test_a_life_as_json(file, capsysbinary):
    assert run(file, ONE, "--json") == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert (told["story_id"], told["published_earliest"]) == (ONE, "2026-01-24T11:00:00+00:00")
    assert [row["served_at"] for row in told["sightings"]] == [
        "2026-01-24T12:00:00+00:00", "2026-01-24T13:00:00+00:00", "2026-01-24T14:00:00+00:00"
    ]  # fmt: skip
    assert [(each["number"], each["changes"]) for each in told["versions"]] == [
        (1, []),
        (2, [["headline", "headline"]]),
    ]
    assert told["versions"][0]["content"]["text"] == "De storm kwam."


def test_a_republication_a_withdrawal_and_a_story_that_was_never_read(file, capsysbinary):
    with storing.opened(f"sqlite:///{file}") as store:
        later = moment(NOON + 5 * HOUR, NOON + 5 * HOUR + MINUTE, "17:00")
        known, _ = store.see("blad", 1, page(NOON + 6 * HOUR), [seen(1, later), seen(9)])
        store.withdrawn(known, NOON + 7 * HOUR, AGES)
    assert run(file, ONE) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert "Published again: 2026-01-24 17:00 - 2026-01-24 17:01 (listing: '17:00')" in lines
    assert "Withdrawn:       2026-01-24 19:00" in lines
    assert run(file, "0000000000000009") == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert lines[0] == "Storm nummer 9 trekt over de kust"
    assert not any(line.startswith("Published") for line in lines)
    assert lines[-1] == "No article was read."


def test_what_pages_print_cannot_drive_a_terminal(file, capsysbinary):
    hostile = "Storm\x1b[2J\r\nover\u202e de kust"
    with storing.opened(f"sqlite:///{file}") as store:
        shown = seen(1, headline=hostile)
        shown.text = "nu\x1b]0;x\x07"
        store.see("blad", 1, page(NOON + 6 * HOUR), [shown])
        store.visit("blad", 1, visit(1, NOON + 6 * HOUR, headline=hostile, text=hostile), AGES)
    assert run(file, ONE) == 0
    told = capsysbinary.readouterr().out.decode()
    assert all(char.isprintable() for line in told.split("\n") for char in line)


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["0123456789abcdef"], 1, "0123456789abcdef: the store knows no such story"),
        (["https://blad.example/buitenland/6300009/x"], 1,
         "https://blad.example/buitenland/6300009/x: the store knows no such story"),
        ([ONE, "--outlet", "nd,nos"], 1, f"{ONE}: the store knows no such story of nd, nos"),
        ([], 2, "expected the address of one story, or its story_id (16 hexadecimal digits)"),
        (["storm"], 2, "expected the address of one story, or its story_id (16 hexadecimal digits)"),
        ([ONE, ONE], 2, "expected the address of one story, or its story_id (16 hexadecimal digits)"),
        ([ONE, "--outlets=nd"], 2, "unknown option '--outlets=nd'; -h shows all"),
    ],
)  # fmt: skip
def test_what_is_not_shown_is_one_line(file, arguments, code, line, capsys):
    assert run(file, *arguments) == code
    assert capsys.readouterr() == ("", f"scrapy story: {line}\n")


def test_no_store(tmp_path, capsys):
    assert run("", ONE) == 2
    assert run(tmp_path / "no.db", ONE) == 1
    assert capsys.readouterr().err.splitlines() == [
        "scrapy story: NEWSCRAWL_STORE is empty: expected a database URL such as sqlite:///newscrawl.db",
        f"scrapy story: store sqlite:///{tmp_path}/no.db: there is none",
    ]


def test_several_stories_are_listed(file, capsysbinary):
    with storing.opened(f"sqlite:///{file}") as store:
        number = store.begin(outlet("krant"), NOON)
        shared = seen(77)
        shared.keys = seen(1).keys
        store.see("krant", number, page(key="krant"), [shared])
    assert run(file, storing.url(1)) == 2
    assert capsysbinary.readouterr().err.decode().splitlines() == [
        f"scrapy story: {ONE} of blad: {storing.url(1)}",
        f"scrapy story: 000000000000004d of krant: {storing.url(77)}",
        f"scrapy story: {storing.url(1)}: 2 stories; give the story_id, or --outlet",
    ]
    assert run(file, storing.url(1), "--outlet", "krant") == 0


def test_as_a_command(file):
    done = scrapy("story", ONE, "-s", f"NEWSCRAWL_STORE=sqlite:///{file}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Zware storm trekt over de kust\n")
