"""A crawl on a terminal shows how it gets on; anywhere else nothing of that is seen."""

import fcntl
import io
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import time
from types import SimpleNamespace

import pytest
from crawling import command, environment, scrapy
from rich.console import Console
from scrapy.settings import Settings

from newscrawl.extensions.progress import HEADS, Above, Display, cells_of, is_wanted
from newscrawl.ledger import FAILED, NEW, UNCHANGED, WITHDRAWN, Ledger, SectionLedger

PACE = "Ctrl-C ends it"
"""Part of the display's last line."""
SHOW_CURSOR, HIDE_CURSOR = "\x1b[?25h", "\x1b[?25l"
COLOUR = re.compile(r"\x1b\[[0-9;]*[34][0-7]m")


@pytest.fixture
def options(newsroom, tmp_path):
    """Arguments of a crawl of 27 stories that takes some seconds."""
    newsroom.reset()
    return (
        "crawl", "nrround", "-O", f"{tmp_path}/rows.jsonl", "-s", f"NEWSCRAWL_OUTLETS={newsroom.write_outlets(tmp_path)}",
        "-s", "DOWNLOAD_DELAY=0.05",
        "-s", "NEWSCRAWL_CONTACT=test@newscrawl.invalid",
    )  # fmt: skip


def on_terminal(*arguments: str, interrupt: bool = False, **variables: str) -> tuple[int, str]:
    """Run scrapy on a terminal of 100 columns; return its exit code and all that came there."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    running = subprocess.Popen(
        command(*arguments), stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, start_new_session=True,
        env={**environment(), "TERM": "xterm", **variables},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    with running, open(ours, "rb", buffering=0) as terminal:
        while part := _read(terminal):
            shown += part
            if interrupt and re.search(rb"[3-9] answers", shown):
                os.killpg(running.pid, signal.SIGINT)
                interrupt = False
        return running.wait(20), shown.decode()


def _read(terminal: io.RawIOBase) -> bytes:
    try:
        return terminal.read(65536) or b""
    except OSError:  # how Linux says that nobody has the other end any more
        return b""


class Screen:
    """The lines of a terminal that knows what the display uses: to go up, to clear a line, to begin one."""

    def __init__(self, text: str) -> None:
        self.lines = [""]
        self.row = 0
        for token in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|[\r\n]|[^\x1b\r\n]+", text):
            self._take(token)

    def _take(self, token: str) -> None:
        if token == "\n":
            self.row += 1
            self.lines += [""] * (self.row == len(self.lines))
        elif token == "\x1b[1A":
            self.row -= 1
        elif token == "\x1b[2K":
            self.lines[self.row] = ""
        elif token != "\r" and not token.startswith("\x1b"):
            self.lines[self.row] += token


def test_a_terminal_shows_the_sections_and_is_clean_in_the_end(options):
    code, shown = on_terminal(*options)
    assert code == 0
    rows = re.findall(r"nrround (World|Business) +1 +(\d+) +(\d+) ", shown)
    assert {(name, stories) for name, stories, _ in rows} == {("World", "15"), ("Business", "12")}
    assert len(rows) > 4  # it moves
    assert re.search(r"[1-9][0-9]* answers, [0-9.]+ a second, 0:0[0-9]; Ctrl-C ends it", shown)
    assert shown.count(HIDE_CURSOR) == shown.count(SHOW_CURSOR) == 1

    lines = [line for line in Screen(shown).lines if line]
    assert not [line for line in lines if PACE in line or line.startswith("nrround ")]
    assert lines[-1].endswith("INFO: Spider closed (finished)")
    assert sum("[newscrawl.extensions.summary] INFO: " in line for line in lines) == 8


def test_lines_of_the_log_stand_whole_above_the_display(options):
    _, shown = on_terminal(*options, "-s", "LOGSTATS_INTERVAL=0.3")
    lines = Screen(shown).lines
    crawled = [line for line in lines if "[scrapy.extensions.logstats]" in line]
    assert len(crawled) > 2
    pattern = r"[0-9: -]{19} \[scrapy.extensions.logstats\] INFO: Crawled [0-9]+ pages \(at .* items/min\)"
    assert [line for line in crawled if not re.fullmatch(pattern, line)] == []  # 100 columns, and longer


def test_ctrl_c_leaves_a_clean_terminal(options):
    code, shown = on_terminal(
        *options, "-s", "CONCURRENT_REQUESTS=2", "-s", "DOWNLOAD_DELAY=0.3", interrupt=True
    )
    assert code == 130
    assert shown.count(HIDE_CURSOR) == shown.count(SHOW_CURSOR) == 1
    lines = [line for line in Screen(shown).lines if line]
    assert not [line for line in lines if PACE in line]
    assert any(line.endswith("ERROR: ended early: shutdown") for line in lines)


@pytest.mark.parametrize(
    ("more", "variables"),
    [(("-s", "LOG_LEVEL=DEBUG"), {}), ((), {"TERM": "dumb"})],
    ids=["much is logged", "the terminal cannot"],
)
def test_a_terminal_that_shows_no_progress(options, more, variables):
    code, shown = on_terminal(*options, *more, "-a", "articles=no", **variables)
    assert code == 0
    assert PACE not in shown
    assert HIDE_CURSOR not in shown


def test_no_colours_where_none_are_wanted(options):
    _, shown = on_terminal(*options, "-a", "articles=no", NO_COLOR="1")
    assert PACE in shown
    assert not COLOUR.search(shown)


def test_nothing_of_it_in_a_file(options):
    done = scrapy(*options, "-a", "articles=no")
    assert done.returncode == 0
    assert PACE not in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stdout == ""


class Stream(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("stderr", "stdout", "settings", "wanted"),
    [
        (True, True, {}, True),
        (True, False, {}, True),
        (False, True, {}, False),
        (True, True, {"LOG_LEVEL": "WARNING"}, True),
        (True, True, {"LOG_LEVEL": "DEBUG"}, False),
        (True, True, {"LOG_LEVEL": 10}, False),
        (True, True, {"LOG_ENABLED": False}, True),  # --nolog: then it is all there is to see
        (True, True, {"FEEDS": {"rows.csv": {"format": "csv"}}}, True),
        (True, True, {"FEEDS": {"stdout:": {"format": "csv"}}}, False),
        (True, False, {"FEEDS": {"stdout:": {"format": "csv"}}}, True),
    ],
)
def test_who_is_shown_progress(monkeypatch, stderr, stdout, settings, wanted):
    monkeypatch.setenv("TERM", "xterm")
    settings = Settings({"LOG_LEVEL": "INFO"} | settings)
    assert is_wanted(settings, Stream(terminal=stderr), Stream(terminal=stdout)) is wanted


def test_what_a_row_counts():
    section = SectionLedger(1, seen=9, pages_read=2, not_modified=1)
    section.shown |= {"a", "b", "c", "d"}
    section.outcomes.update({NEW: 2, UNCHANGED: 5, f"{FAILED}timeout": 1, WITHDRAWN: 1})
    section.revisits.update({UNCHANGED: 1})
    section.lost_pages.append("http 503")
    assert dict(zip(HEADS, cells_of(section), strict=True)) == {
        "pages": "4", "stories": "4", "new": "2", "updated": "1", "unchanged": "6", "failed": "2",
    }  # fmt: skip
    assert list(cells_of(SectionLedger(1))) == [""] * len(HEADS)


def test_what_is_written_in_parts_is_printed_in_lines():
    out = io.StringIO()
    above = Above(Console(file=out, width=20, force_terminal=False), out)
    long = "[red]a line that is much longer than the terminal is wide: 漢字"
    for part in ("one", " and two\nthr", "ee\n", long, "\n", "no end"):
        assert above.write(part) == len(part)
    assert out.getvalue() == f"one and two\nthree\n{long}\n"
    assert above.isatty() is False


def stand_in(name: str, answers: int) -> SimpleNamespace:
    spider = SimpleNamespace(ledger=Ledger({"[b]World": 1}))
    stats = SimpleNamespace(get_value=lambda key, default: answers)
    return SimpleNamespace(spider=spider, stats=stats, spidercls=SimpleNamespace(name=name))


def test_several_crawls_share_one_display(monkeypatch):
    """Their rows stand under each other; a name is no markup."""
    display = Display()
    display._crawlers += [stand_in("nd", 20), stand_in("nos", 10)]
    console = Console(file=io.StringIO(), width=100)
    console.print(display._render())
    _, first, second, pace = console.file.getvalue().splitlines()
    assert first.startswith("nd [b]World")
    assert second.startswith("nos [b]World")
    assert pace.startswith("30 answers, 0.0 a second")


def test_the_rate_is_that_of_the_last_seconds():
    display = Display()
    crawler = stand_in("nd", 0)
    display._crawlers.append(crawler)
    now = time.monotonic()
    for second in range(60):
        crawler.stats.get_value = lambda key, default, n=second: min(n, 50)
        pace = display._pace(now + second)
        if second == 40:
            assert pace.startswith("40 answers, 1.0 a second")
    assert pace.startswith("50 answers, 0.1 a second")
    assert len(display._answers) <= 12
