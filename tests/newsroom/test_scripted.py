"""The scripted outlet keeps its stories from whoever runs no script, and tells the truth to whoever does."""

import json
import tomllib
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from . import Newsroom
from .fetching import fetch
from .scripted import FAULTS


def test_the_listing_is_an_empty_shell(room: Newsroom) -> None:
    got = fetch(room.url("nrscript", "/buitenland"))
    assert got.status == 200
    text = unescape(got.text)
    assert "[minuten] minuten geleden" in text
    for story in room.scripted_truth:
        assert story["headline"] not in text
        assert story["url"] not in text


def test_its_data_are_the_truth(room: Newsroom) -> None:
    rows = json.loads(fetch(room.url("nrscript", "/data/buitenland.json")).text)
    truth = room.scripted_truth
    assert [room.url("nrscript", row["href"]) for row in rows] == [story["url"] for story in truth]
    assert [row["headline"] for row in rows] == [story["headline"] for story in truth]
    for row, story in zip(rows, truth, strict=True):
        assert row["lead"] == f"{story['dateline'] or ''} {story['lead']}".strip()
        assert row["published"] == datetime.fromisoformat(story["published"]).timestamp() * 1000


def test_its_articles_are_ordinary_pages(room: Newsroom) -> None:
    for story in room.scripted_truth:
        text = unescape(fetch(story["url"]).text)
        assert all(paragraph in text for paragraph in story["paragraphs"])


def test_it_stands_beside_the_others(room: Newsroom) -> None:
    assert "nrscript" not in {story["outlet"] for story in room.truth}


def test_what_it_leads_to_is_another_host(room: Newsroom) -> None:
    for path in ("/turn", "/away"):
        location = fetch(room.url("nrscript", path), follow=False).headers["Location"]
        assert location is not None
        assert location.startswith("http://localhost:")


def test_outlet_file(room: Newsroom, tmp_path: Path) -> None:
    table = tomllib.loads(room.write_scripted_outlet(tmp_path, "loop").read_text(encoding="utf-8"))[
        "nrscript"
    ]
    good, loop = table["sections"]
    assert good == {
        "name": "Buitenland",
        "listing": room.url("nrscript", "/buitenland"),
        "render": "browser",
        "min_stories": 10,
    }
    assert loop["listing"] == room.url("nrscript", "/loop")
    plain = tomllib.loads(room.write_scripted_outlet(tmp_path, render=None).read_text(encoding="utf-8"))
    assert "render" not in plain["nrscript"]["sections"][0]
    with pytest.raises(LookupError, match="nonsense"):
        room.write_scripted_outlet(tmp_path, "nonsense")


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in ("silent", "moved", "away")])
def test_each_fault_has_its_page(room: Newsroom, fault: str) -> None:
    got = fetch(room.url("nrscript", f"/{fault}"))
    assert got.status == 200
    assert b"<template>" in got.body
