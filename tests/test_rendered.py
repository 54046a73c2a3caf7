"""Whole crawls of a listing that a script fills in, in the real browser."""

import os
import signal
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from crawling import Ended, crawl, scrapy
from newsroom import Newsroom

from newscrawl.browser import find_browser

CHROMIUM = find_browser(os.environ.get("NEWSCRAWL_BROWSER", ""))
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: apt-get install chromium-headless-shell"
)

SHORT = (
    "-a",
    "articles=no",
    "-s",
    "RETRY_TIMES=0",
    "-s",
    "DOWNLOAD_TIMEOUT=6",
    "-s",
    "NEWSCRAWL_BROWSER_SECONDS=4",
)
REFUSED = ("/away", "/img", "/video", "/font", "/frame", "/popup", "/beacon", "/elders")
"""What the page would load or open besides its list."""


class Script:
    """A browser of a test: the real one, whose starts are noted."""

    def __init__(self, folder: Path) -> None:
        self.path, self._starts = folder / "chromium", folder / "starts"
        self._starts.touch()
        lines = ("#!/bin/sh", f'echo $$ >> "{self._starts}"', f'exec "{CHROMIUM}" "$@"', "")
        self.path.write_text("\n".join(lines), encoding="utf-8")
        self.path.chmod(0o755)

    @property
    def starts(self) -> list[int]:
        """The process of each browser that was started."""
        return [int(line) for line in self._starts.read_text(encoding="utf-8").split()]


@pytest.fixture(scope="module")
def room():
    """A newsroom of this moment: the browser's clock is the real one."""
    with Newsroom(now=datetime.now(UTC)) as running:
        yield running


def render(
    room: Newsroom, folder: Path, *arguments: str, faults: tuple[str, ...] = ()
) -> tuple[Ended, Script]:
    room.reset()
    browser = Script(folder)
    outlets = room.write_scripted_outlet(folder, *faults)
    arguments = (*arguments, "-s", f"NEWSCRAWL_BROWSER={browser.path}")
    return crawl("nrscript", outlets, folder / "rows.jsonl", *arguments), browser


@pytest.fixture(scope="module")
def listed(room, tmp_path_factory):
    """The listing crawled alone: its rows know no other times than those that the script printed."""
    ended, browser = render(room, tmp_path_factory.mktemp("listed"), "-a", "articles=no")
    return ended, browser, room.log("nrscript")


@needs_browser
class TestListing:
    def test_every_story_is_found_once(self, room, listed):
        ended, _, _ = listed
        truth = [(story["url"], story["headline"], story["lead"]) for story in room.scripted_truth]
        assert [(row["url"], row["headline"], row["lead"]) for row in ended.rows] == truth
        assert (ended.code, ended.lines("ERROR"), ended.lines("WARNING")) == (0, [], [])
        assert "Traceback" not in ended.log

    def test_every_true_time_is_inside_its_interval(self, room, listed):
        ended, _, _ = listed
        truth = {story["url"]: datetime.fromisoformat(story["published"]) for story in room.scripted_truth}
        for row in ended.rows:
            assert row["published_from"] == "listing"
            earliest, latest = map(
                datetime.fromisoformat, (row["published_earliest"], row["published_latest"])
            )
            assert earliest <= truth[row["url"]] <= latest, row
            assert latest - earliest <= timedelta(hours=1)

    def test_times_are_printed_in_the_outlets_language_and_zone(self, room, listed):
        ended, _, _ = listed
        printed = [row["published_raw"] for row in ended.rows]
        assert printed[0] == "zojuist"
        assert printed[4:7] == ["1 uur geleden", "2 uur geleden", "5 uur geleden"]
        for row, story in zip(ended.rows[10:], room.scripted_truth[10:], strict=True):
            local = datetime.fromisoformat(story["published"]).astimezone(room.scripted_site.outlet.tzinfo)
            assert row["published_raw"].endswith(f"{local.year} om {local:%H:%M}")

    def test_times_count_from_the_browsers_clock(self, room, listed):
        ended, _, _ = listed
        (served_at,) = {datetime.fromisoformat(row["served_at"]) for row in ended.rows}
        # the newsroom's own clock, in its Date headers, stands still
        assert timedelta(0) < served_at - room.now < timedelta(minutes=2)

    def test_nothing_but_the_list_is_loaded(self, listed):
        _, _, hits = listed
        assert {hit.path for hit in hits} == {"/robots.txt", "/buitenland", "/turn", "/data/buitenland.json"}
        assert {hit.user_agent for hit in hits} == {"newscrawl/0.1.0 (+test@newscrawl.invalid)"}

    def test_one_browser_is_started_and_ended(self, listed):
        _, browser, _ = listed
        (process,) = browser.starts
        assert not Path(f"/proc/{process}").exists()


@needs_browser
def test_articles_are_fetched_plainly(room, tmp_path):
    ended, browser = render(room, tmp_path)
    assert ended.code == 0, ended.log
    truth = {story["url"]: story for story in room.scripted_truth}
    for row in ended.rows:
        assert row["text"].split("\n") == truth[row["url"]]["paragraphs"]
        assert row["published_from"] == "opengraph"
    assert room.hits("nrscript")["/data/buitenland.json"] == 1
    assert len(browser.starts) == 1


@needs_browser
def test_times_that_are_printed_once_count_from_then(room, tmp_path):
    ended, _ = render(room, tmp_path, "-a", "articles=no", "-a", "sections=once", faults=("once",))
    assert ended.code == 0, ended.log
    (reported,) = (path for path in room.hits("nrscript") if path.startswith("/printed/"))
    printed = datetime.fromtimestamp(int(reported.rpartition("/")[2]) / 1000, UTC)
    (served_at,) = {datetime.fromisoformat(row["served_at"]) for row in ended.rows}
    # A page is taken a second later, when nothing more has come. Rows have whole seconds.
    assert served_at in {
        moment.replace(microsecond=0) for moment in (printed, printed + timedelta(milliseconds=20))
    }


@needs_browser
def test_a_fault_costs_its_section_only(room, tmp_path):
    faults = (
        "late",
        "restless",
        "loop",
        "huge",
        "greedy",
        "moved",
        "away",
        "wanderer",
        "silent",
        "private/list",
        "latin",
    )
    started = time.monotonic()
    ended, browser = render(room, tmp_path, *SHORT, "-s", "DOWNLOAD_MAXSIZE=150000", faults=faults)
    assert time.monotonic() - started < 60
    assert ended.code == 1
    assert len(ended.rows) == len(room.scripted_truth)
    expected = {
        "loop": "timeout",
        "greedy": "browser: page crashed",
        "huge": "too large",
        "away": "redirect to another site (localhost)",
        "silent": "timeout",
        "private/list": "robots.txt forbids it",
    }
    lost = {line.split(": ", 1)[0]: line for line in ended.lines("ERROR") if line.startswith("section ")}
    assert set(lost) == {f"section {name}" for name in expected}
    for name, reason in expected.items():
        assert f"section {name}: {reason}: " in lost[f"section {name}"]
    whole = {name for name, row in ended.table().items() if row["seen"] == 15}
    assert whole == {
        "Buitenland",
        "late",
        "restless",
        "moved",
        "wanderer",
        "latin",
    }
    assert any("/restless did not come to rest" in line for line in ended.lines("INFO"))
    # the section of this name, which redirects; nothing that it or another leads to
    assert {path for path in room.hits("nrscript") if path.startswith(REFUSED)} == {"/away"}
    assert len(browser.starts) == 1
    assert "Traceback" not in ended.log


@needs_browser
def test_a_browser_that_ends_is_started_anew(room, tmp_path):
    def kill() -> None:
        while not (room.hits("nrscript").get("/silent") and (tmp_path / "starts").read_text()):
            time.sleep(0.05)
        time.sleep(0.3)
        # the group: Debian's command is a script around the browser
        os.killpg(int((tmp_path / "starts").read_text()), signal.SIGKILL)

    room.reset()
    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    ended, browser = render(room, tmp_path, "-a", "articles=no", "-s", "RETRY_TIMES=1", "-s", "DOWNLOAD_TIMEOUT=6",
                            faults=("silent",))  # fmt: skip
    killer.join(5)
    assert len(browser.starts) == 2
    assert len(ended.rows) == len(room.scripted_truth)
    assert [line for line in ended.lines("ERROR") if line.startswith("section")] == [
        f"section silent: timeout: {room.url('nrscript', '/silent')}"
    ]


def test_a_plain_crawl_of_the_same_page_finds_nothing(room, tmp_path):
    room.reset()
    outlets = room.write_scripted_outlet(tmp_path, render=None)
    ended = crawl("nrscript", outlets, tmp_path / "rows.jsonl", "-s", "NEWSCRAWL_BROWSER=/nowhere")
    assert (ended.code, ended.rows) == (1, [])
    assert "section Buitenland: 0 stories, expected 10 at the least" in ended.lines("ERROR")
    assert set(room.hits("nrscript")) == {"/robots.txt", "/buitenland"}


def test_a_missing_browser_is_said_before_anything_is_fetched(room, tmp_path):
    room.reset()
    outlets = room.write_scripted_outlet(tmp_path)
    done = scrapy(
        "crawl", "nrscript", "-s", f"NEWSCRAWL_OUTLETS={outlets}", "-s", "NEWSCRAWL_BROWSER=/nowhere/chrome"
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "newscrawl: NEWSCRAWL_BROWSER: expected a Chromium, there is none at '/nowhere/chrome'"
    )
    assert "Traceback" not in done.stderr
    assert room.hits("nrscript") == {}


def test_a_browser_that_does_not_start_is_named(room, tmp_path):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    outlets = room.write_scripted_outlet(tmp_path)
    ended = crawl("nrscript", outlets, tmp_path / "rows.jsonl", *SHORT, "-s", f"NEWSCRAWL_BROWSER={broken}")
    assert ended.code == 1
    assert (
        f"section Buitenland: browser: cannot be started: {room.url('nrscript', '/buitenland')}"
        in ended.lines("ERROR")
    )
    assert "Traceback" not in ended.log
