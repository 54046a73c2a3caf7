"""What a page does to its reader costs that page, and has a name."""

import asyncio
import math
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl.reading import Download, Manner, Page, PageError, read
from newscrawl.workers import Workers, processes

NOW = datetime(2026, 1, 24, 22, tzinfo=UTC)
MANNER = Manner("en", ZoneInfo("Europe/London"))
LISTING = "".join(
    f"<article><h2><a href='/world/2026/01/24/story-number-{n}-of-the-day'>Ministers meet for the {n}th"
    f" time this winter</a></h2><p>The talks in the capital went on until the morning.</p></article>"
    for n in range(4, 9)
)


def download(html: str, kind: str = "text/html") -> Download:
    url = "https://blad.example/world"
    return Download(url, url, html.encode(), kind, NOW)


@pytest.fixture(scope="module")
def workers():
    with Workers(2, 1.0, 2048) as pool:
        yield pool


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run(workers: Workers, function, *arguments):
    return asyncio.run(workers.run(function, *arguments))


@pytest.mark.parametrize(
    ("function", "arguments", "reason"),
    [
        (time.sleep, (60,), "not read within 1 seconds"),
        (os._exit, (3,), r"ended its reader \(exit code 3\)"),
        (die, (), r"ended its reader \(exit code -9\)"),
        (bytearray, (4 * 2**30,), r"cannot be read \(MemoryError\)"),
        (math.sqrt, (-1,), r"cannot be read \(ValueError\)"),
        (read, ("article", download(" "), MANNER), "empty page"),
    ],
)
def test_a_page_that_goes_wrong_has_a_reason_and_the_next_is_read(workers, function, arguments, reason):
    with pytest.raises(PageError, match=f"^{reason}$"):
        run(workers, function, *arguments)
    assert run(workers, math.sqrt, 9.0) == 3.0


def test_a_page_that_hangs_does_not_hold_up_the_others(workers):
    async def both() -> tuple[list[float], object]:
        hanging = asyncio.ensure_future(workers.run(time.sleep, 60))
        others = [await workers.run(math.sqrt, float(n)) for n in range(20)]
        assert not hanging.done()
        (result,) = await asyncio.gather(hanging, return_exceptions=True)
        return others, result

    others, result = asyncio.run(both())
    assert others == [math.sqrt(n) for n in range(20)]
    assert isinstance(result, PageError)


def test_what_is_no_fault_of_ours_is_named_and_what_is_one_is_logged_with_its_traceback(workers, caplog):
    with pytest.raises(PageError):
        run(workers, read, "article", download(""), MANNER)
    assert caplog.records == []
    with pytest.raises(PageError):
        run(workers, math.sqrt, -1)
    assert "math domain error" in caplog.text


@pytest.mark.parametrize("size", [0, 2])
def test_pages_are_the_same_from_any_process(size):
    with Workers(size, 10.0, 2048) as pool:
        page = run(pool, read, "listing", download(LISTING), MANNER)
    assert isinstance(page, Page)
    assert [teaser.position for teaser in page.teasers] == [1, 2, 3, 4, 5]
    assert page == read("listing", download(LISTING), MANNER)


def test_crawls_of_one_process_share_their_workers():
    first, second = Workers.hire(1, 5.0, 0), Workers.hire(3, 9.0, 0)
    assert first is second
    first.dismiss()
    assert run(second, math.sqrt, 4.0) == 2.0
    second.dismiss()
    third = Workers.hire(1, 5.0, 0)
    assert third is not first
    third.dismiss()


def test_processes():
    assert processes(None) >= 1
    assert (processes(0), processes(5)) == (0, 5)


ORPHANS = """
import asyncio, os, signal, time
from newscrawl.workers import Workers

async def main():
    workers = Workers(1, 60, 0)
    print(await workers.run(os.getpid), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_a_crawl_that_is_killed_leaves_no_process_behind(tmp_path):
    script = tmp_path / "killed.py"
    script.write_text(ORPHANS)
    done = subprocess.run([sys.executable, script], check=False, capture_output=True, text=True, timeout=60)
    worker = int(done.stdout)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail(f"process {worker} is still there")
