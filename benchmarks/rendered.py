"""Seconds, CPU time and memory of pages that are rendered in the real browser, in one run.

    .venv/bin/python benchmarks/rendered.py [--pages 20]

Crawls the simulated newsroom's scripted listing, whose script fetches its stories and prints their
times, once with few and once with many sections. The figures for a page are the slope between the
two, so that no start-up is in them; what start-up costs stands beside them. CPU time is that of the
crawl, the browser's driver and all processes of the browser; memory is the largest sum of their
proportional set sizes (Linux), looked at ten times a second.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from newsroom import Newsroom

from newscrawl.browser import BrowserMissing, find_browser

FEW = 2
"""Pages of the short crawl."""

ROLES = {"python": "crawl", "node": "driver"}
"""What a process of a crawl is, by the beginning of its command's name; any other is the browser's."""

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """What a crawl takes, by what its processes are; they are looked at while it runs, since a browser
    that is ended with its processes leaves no account of them.
    """

    seconds: float = 0.0
    memory: Counter[str] = field(default_factory=Counter)
    """Megabytes at the moment when their sum was largest."""
    _cpu: dict[int, tuple[str, float]] = field(default_factory=dict)

    @property
    def cpu(self) -> Counter[str]:
        """CPU seconds."""
        found: Counter[str] = Counter()
        for role, seconds in self._cpu.values():
            found[role] += seconds
        return found

    def look(self, process: int) -> None:
        """Note what a process and all below it have taken so far."""
        memory: Counter[str] = Counter()
        for one in descendants(process):
            with contextlib.suppress(OSError):  # it has ended
                folder = Path(f"/proc/{one}")
                name, _, numbers = (folder / "stat").read_text(encoding="utf-8").rpartition(")")
                role = next((role for start, role in ROLES.items() if f"({start}" in name), "browser")
                user, system = numbers.split()[11:13]
                self._cpu[one] = role, (int(user) + int(system)) / TICKS
                lines = (folder / "smaps_rollup").read_text(encoding="ascii").splitlines()
                memory[role] += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000
        self.memory = max(self.memory, memory, key=Counter.total)


def descendants(process: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield process
    with contextlib.suppress(OSError):  # it has ended
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        for child in children.split():
            yield from descendants(int(child))


def outlet_of(room: Newsroom, pages: int, folder: Path) -> Path:
    """Write an outlet whose sections all show the same rendered listing."""
    text = room.write_scripted_outlet(folder).read_text(encoding="utf-8")
    head, _, section = text.partition("[[nrscript.sections]]\n")
    sections = (section.replace("Buitenland", f"Page {number}") for number in range(pages))
    path = folder / "bench.toml"
    path.write_text(head + "".join(f"[[nrscript.sections]]\n{one}\n" for one in sections), encoding="utf-8")
    return path


def crawl(room: Newsroom, pages: int, folder: Path) -> Cost:
    """Crawl so many pages, one after the other. Raises CalledProcessError if the crawl fails."""
    command = [
        sys.executable, "-m", "scrapy", "crawl", "nrscript", "-a", "articles=no",
        "-s", f"NEWSCRAWL_OUTLETS={outlet_of(room, pages, folder)}", "-s", "DOWNLOAD_DELAY=0.05",
        "-s", "NEWSCRAWL_CONTACT=bench@newscrawl.invalid",
    ]  # fmt: skip
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings", "PYTHONPATH": str(ROOT)}
    environment["NEWSCRAWL_STORE"] = ""  # of who runs it
    environment["NEWSCRAWL_PRIVATE_ADDRESSES"] = "127.0.0.1"  # where the newsroom is
    cost, started = Cost(), time.monotonic()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        while process.poll() is None:
            cost.look(process.pid)
            time.sleep(0.1)
    cost.seconds = time.monotonic() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, (folder / "log").read_text())
    return cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=20, help=f"more than {FEW}")
    options = parser.parse_args()
    if options.pages <= FEW:
        parser.error(f"--pages: expected more than {FEW}")
    browser = find_browser(os.environ.get("NEWSCRAWL_BROWSER", ""))
    if browser is None:
        raise SystemExit(f"{BrowserMissing.__name__}: no Chromium to measure")
    with Newsroom(now=datetime.now(UTC)) as room, tempfile.TemporaryDirectory() as name:
        few, many = (crawl(room, pages, Path(name)) for pages in (FEW, options.pages))
    print(f"{options.pages} pages, one after the other, in {browser.name}")
    print(f"{'':20}{'a page':>10}{'start-up':>10}")
    rows = [("seconds", few.seconds, many.seconds)]
    rows += [(f"CPU s, {role}", few.cpu[role], many.cpu[role]) for role in sorted(many.cpu)]
    rows += [("CPU s", few.cpu.total(), many.cpu.total())]
    for title, short, long in rows:
        page = (long - short) / (options.pages - FEW)
        print(f"{title:20}{page:10.2f}{short - FEW * page:10.2f}")
    shares = ", ".join(f"{role} {size:.0f}" for role, size in sorted(many.memory.items()))
    print(f"memory at the most: {many.memory.total():.0f} MB ({shares})")


if __name__ == "__main__":
    main()
