"""CPU time of a poll that finds nothing new, beside bare Scrapy that fetches the same 30 pages.

    .venv/bin/python benchmarks/nothing_new.py [--pages 30] [--repeat 3]

A first crawl puts all stories into a store; then the same listings are asked for again. They come back as the
server says that they are as they were (304), as the same bytes, or with the times of their teasers moved on. The
time is that of the whole process with its children, start-up included; repetitions alternate, their median counts.
"""

import argparse
import re
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

from crawl import ROBOTS, TEASERS, bare, cpu_of, listing, server, write_project

KINDS = {"304": "not modified", "same": "the same bytes", "moved": "times moved on"}
"""First part of a path -> how its pages come back."""
MINUTES = re.compile(rb"([0-9]+) minuten geleden")


class Growing:
    """Listings whose teasers grow older with every request."""

    def __init__(self, count: int) -> None:
        self._pages = [listing(number) for number in range(count)]
        self._asked = [0] * count

    def answer(self, path: str, head: bytes) -> tuple[str, str, bytes]:
        """Return status, headers and body."""
        kind, _, name = path.strip("/").partition("/")
        if kind not in KINDS:
            return "200 OK", "Content-Type: text/plain\r\n", ROBOTS
        tag = 'ETag: "1"\r\n' if kind == "304" else ""
        if b"if-none-match" in head.lower():
            return "304 Not Modified", tag, b""
        body = self._pages[int(name)]
        if kind == "moved":
            self._asked[int(name)] += 1
            body = MINUTES.sub(partial(_older, self._asked[int(name)]), body)
        return "200 OK", f"Content-Type: text/html; charset=utf-8\r\n{tag}", body


def _older(minutes: int, found: re.Match[bytes]) -> bytes:
    return b"%d minuten geleden" % (int(found[1]) + minutes)


def ours(folder: Path, *python: str) -> float:
    """Return the CPU seconds of one crawl of newscrawl into the store of a folder."""
    options = (
        "DOWNLOAD_DELAY=0",
        "NEWSCRAWL_OUTLETS=bench.toml",
        f"NEWSCRAWL_STORE=sqlite:///{folder}/store.db",
    )
    command = [
        sys.executable,
        *python,
        "-m",
        "scrapy",
        "crawl",
        "bench",
        "-a",
        "articles=no",
        "-O",
        "rows.jsonl",
    ]
    return cpu_of([*command, *(part for option in options for part in ("-s", option))], folder)


def found(folder: Path) -> int:
    return len((folder / "rows.jsonl").read_text(encoding="utf-8").splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with server(Growing, options.pages) as base, tempfile.TemporaryDirectory() as name:
        urls = {kind: [f"{base}/{kind}/{number}" for number in range(options.pages)] for kind in KINDS}
        folders = {kind: Path(name) / kind for kind in KINDS}
        for kind, folder in folders.items():
            folder.mkdir()
            write_project(folder, urls[kind])
            first = ours(folder)
            assert found(folder) == options.pages * TEASERS
            print(f"first crawl, {KINDS[kind]} later: {first:.2f} s")
        plain = Path(name) / "bare"
        plain.mkdir()
        seconds: dict[str, list[float]] = {"bare": [], **{kind: [] for kind in KINDS}}
        for _ in range(options.repeat):
            seconds["bare"].append(bare(urls["same"], plain))
            for kind, folder in folders.items():
                seconds[kind].append(ours(folder))
                assert found(folder) == 0
        medians = {kind: statistics.median(times) for kind, times in seconds.items()}
        print(f"bare Scrapy, {options.pages} pages: {medians['bare']:.2f} s of CPU")
        for kind, what in KINDS.items():
            print(
                f"nothing new, {what}: {medians[kind]:.2f} s, {medians[kind] / medians['bare']:.2f} times that"
            )


if __name__ == "__main__":
    main()
