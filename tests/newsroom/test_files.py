"""Outlet files, texts in several markups, and the newsroom as a process."""

import json
import os
import signal
import socket
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from . import EXAMPLE, EXPECTED, Newsroom
from .fetching import fetch
from .outlets import OUTLETS
from .seedlike import parse_text

NOW = datetime(2026, 1, 24, 22, tzinfo=UTC)


def test_outlet_file(room: Newsroom, tmp_path: Path) -> None:
    path = room.write_outlets(tmp_path / "new")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(table) == [outlet.key for outlet in OUTLETS]
    assert "rounding" not in table["nrdayjs"]
    assert table["nrfloor"] == {
        "name": "De Vloer",
        "country": "NL",
        "language": "nl",
        "zone": "Europe/Amsterdam",
        "rounding": "floor",
        "verified": "unverified",
        "sections": [
            {"name": "Buitenland", "listing": room.url("nrfloor", "/buitenland"), "min_stories": 10}
        ],
    }
    assert set(table["nrfeed"]["sections"][0]) == {"name", "listing", "feed", "min_stories"}
    assert set(table["nratom"]["sections"][0]) == {"name", "feed", "min_stories"}
    assert list(tomllib.loads(room.write_outlets(tmp_path, "nratom").read_text())) == ["nratom"]


def test_bad_outlet_file(room: Newsroom, tmp_path: Path) -> None:
    table = tomllib.loads(room.write_bad_outlet(tmp_path, "bomb.xml", "private/list").read_text())
    bomb, private, good = table["nrbad"]["sections"]
    assert bomb == {"name": "bomb.xml", "feed": room.url("nrbad", "/bomb.xml"), "min_stories": 2}
    assert private["listing"] == room.url("nrbad", "/private/list")
    assert good == {"name": "good", "listing": room.url("nrbad", "/good"), "min_stories": 3}
    with pytest.raises(LookupError, match="nonsense"):
        room.write_bad_outlet(tmp_path, "nonsense")


def test_the_example_in_every_markup(room: Newsroom, tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    urls = room.serve_text("example", text)
    assert set(urls) == {"elements", "divs", "run_together", "plain"}
    plain = fetch(urls["plain"])
    assert plain.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert plain.text == text
    assert fetch(urls["elements"]).text.count("<li><p>") == 7
    assert fetch(urls["divs"]).text.count('<div class="entry">') == 7
    stream = unescape(
        fetch(urls["run_together"]).text.partition('<div class="stream">')[2].partition("</div>")[0]
    )
    assert stream in text
    assert stream.startswith("QUITO")
    assert stream.endswith("5 uur geleden")
    table = tomllib.loads(room.write_text_outlet(tmp_path, urls["divs"]).read_text())
    assert table["nrtext"]["sections"] == [{"name": "Buitenland", "listing": urls["divs"], "min_stories": 7}]


def test_the_example_is_what_its_json_says() -> None:
    parsed = parse_text(EXAMPLE.read_text(encoding="utf-8"))
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert parsed.headline == expected["headline"]
    assert parsed.paragraphs[0] == f"{expected['dateline']} {expected['paragraphs'][0]}"
    assert list(parsed.paragraphs[1:]) == expected["paragraphs"][1:]
    assert [tuple(entry) for entry in parsed.entries] == [
        (f"{entry['dateline']} {entry['lead']}", entry["time_text"]) for entry in expected["entries"]
    ]
    assert [(entry["value"], entry["unit"]) for entry in expected["entries"]] == [
        (6, "minute"),
        (50, "minute"),
        (1, "hour"),
        (2, "hour"),
        (3, "hour"),
        (3, "hour"),
        (5, "hour"),
    ]


def test_a_text_without_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="Meer uit"):
        parse_text("Kop\nAlinea")


def test_as_a_process(tmp_path: Path) -> None:
    ports = tmp_path / "ports.json"
    command = [sys.executable, "-W", "error", "-m", "newsroom", "--folder", str(tmp_path)]
    command += ["--port-file", str(ports), "--now", NOW.isoformat()]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("newsroom ready: 6 outlets in ")
        table = tomllib.loads((tmp_path / "newsroom.toml").read_text(encoding="utf-8"))
        listing = table["nrfloor"]["sections"][0]["listing"]
        assert f":{json.loads(ports.read_text())['nrfloor']}/" in listing
        assert fetch(listing).status == 200
        # A kept-alive connection must not hold up the end.
        with socket.create_connection(("127.0.0.1", json.loads(ports.read_text())["nrclock"])):
            process.send_signal(signal.SIGTERM)
            output, errors = process.communicate(timeout=10)
    assert (process.returncode, output, errors) == (0, "", "")
