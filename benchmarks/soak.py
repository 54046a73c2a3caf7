"""Does a process that crawls for long grow? `python benchmarks/soak.py [--minutes 30] [--speed 96]`.

One process crawls the newsroom's outlets again and again into one store, as `scrapy run` does: with its readers'
processes, its locks and its log. The newsroom's clock moves `speed` times as fast as ours, so that stories come, change
and come of age. Each half minute are measured: the resident memory of the crawling process and of its readers, its open
files, and the size of the store. What is compared is the most of the first six minutes and of the last two; the store grows
with the sightings that are in it.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

EVERY = 30.0
"""Seconds between two samples."""
CRAWLING = """
import json, os, sys, time
from scrapy.utils.project import get_project_settings
from newscrawl.commands.crawl import missing_for
from newscrawl.outlets import load_outlets
from newscrawl.schedule.crawls import Crawls, Queue
from newscrawl.schedule.locks import open_locks
from newscrawl.store.engine import opened

class Endless(Queue):
    def next(self):
        return list(self.outlets) if time.monotonic() < self.until else []

    def still_wants(self, key):
        return True

settings = get_project_settings()
wanted = {key: outlet for key, outlet in load_outlets(settings.getlist("NEWSCRAWL_OUTLETS")).items()
          if key in sys.argv[2].split(",")}
with opened(settings["NEWSCRAWL_STORE"]) as engine, open_locks(engine) as locks:
    queue = Endless(engine, wanted, None, until=time.monotonic() + float(sys.argv[1]))
    tell = lambda ended: print(json.dumps([ended.outlet, ended.problems]), flush=True)
    Crawls(settings, queue, locks, tell, missing=missing_for, at_once=3, arguments={}).run()
"""


class Sample(NamedTuple):
    """What the crawling process had at one time."""

    minutes: float
    megabytes: float
    readers: float
    """Megabytes of its reading processes, what they share counted for each."""
    files: int
    store: int
    """Bytes of the store, with what SQLite has not yet moved into its file."""
    crawls: int


def sample(process: int, began: float, store: Path, told: Path) -> Sample:
    """Return what a process has now. Raises OSError when it has ended."""
    parts = (store, store.with_name(f"{store.name}-wal"))
    return Sample(
        (time.monotonic() - began) / 60,
        resident(process),
        sum(map(resident, descendants(process))),
        len(os.listdir(f"/proc/{process}/fd")),
        sum(part.stat().st_size for part in parts if part.exists()),
        told.read_text(encoding="utf-8").count("\n"),
    )


def resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(
        (int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0
    )


def descendants(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()
    found = [int(child) for child in children]
    return found + [deeper for child in found for deeper in descendants(child)]


def crawl(folder: Path, files: Sequence[Path], outlets: Sequence[str], seconds: float) -> list[Sample]:
    """Crawl for so long, and return the samples."""
    store, told = folder / "news.db", folder / "told.jsonl"
    environment = os.environ | {
        "NEWSCRAWL_STORE": f"sqlite:///{store}", "NEWSCRAWL_OUTLETS": ",".join(map(str, files)),
        "NEWSCRAWL_PRIVATE_ADDRESSES": "127.0.0.1", "NEWSCRAWL_CONTACT": "soak@newscrawl.invalid",
        "SCRAPY_SETTINGS_MODULE": "soaking", "PYTHONPATH": f"{folder}:{ROOT}",
    }  # fmt: skip
    (folder / "soaking.py").write_text(
        "from newscrawl.settings import *\nDOWNLOAD_DELAY = 0.02\nLOG_FILE = 'soak.log'\nLOG_LEVEL = 'WARNING'\n"
    )
    command = [sys.executable, "-c", CRAWLING, str(seconds), ",".join(outlets)]
    with told.open("wb") as out, (folder / "errors").open("wb") as errors:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=errors)
        began, samples = time.monotonic(), []
        while process.poll() is None:
            time.sleep(EVERY)
            try:
                now = sample(process.pid, began, store, told)
            except OSError:  # it has ended, or one of its readers has at this moment
                continue
            if not now.megabytes:  # it has ended, and waits to be asked how
                continue
            samples.append(now)
            print(json.dumps(samples[-1]._asdict()), flush=True)
    if process.returncode:
        raise SystemExit((folder / "errors").read_text(encoding="utf-8")[-2000:])
    return samples


def tell(samples: Sequence[Sample], problems: int) -> None:
    early = [one for one in samples if one.minutes <= 6] or samples[:1]
    late = [one for one in samples if one.minutes >= samples[-1].minutes - 2]
    print(f"{samples[-1].crawls} crawls in {samples[-1].minutes:.0f} minutes, {problems} with problems")
    for name in ("megabytes", "readers", "files", "store"):
        # The most of each time: readers end and begin.
        before, after = (max(getattr(one, name) for one in part) for part in (early, late))
        print(
            f"{name:10} {before:14,.0f} at 5 minutes, {after:14,.0f} at the end ({after / before - 1:+.1%})"
        )


def main() -> None:
    from newsroom import Newsroom
    from weeks import world_of

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--speed", type=float, default=96, help="simulated seconds a second")
    options = parser.parse_args()
    world = world_of(options.minutes * options.speed / 1440 + 1)
    with tempfile.TemporaryDirectory() as name, Newsroom(now=world.start, busy=world) as room:
        folder, over = Path(name), threading.Event()
        (folder / "busy").mkdir()
        files = [room.write_busy_outlets(folder / "busy"), room.write_outlets(folder)]
        outlets = [site.outlet.key for site in room.busy_sites] + ["nrfloor", "nrfeed", "nratom"]

        def move() -> None:
            while not over.wait(1):
                room.now += timedelta(seconds=options.speed)

        threading.Thread(target=move, daemon=True).start()
        samples = crawl(folder, files, outlets, options.minutes * 60)
        over.set()
        with sqlite3.connect(folder / "news.db") as store:
            for table in ("stories", "sightings", "runs"):
                (count,) = store.execute(f"SELECT count(*) FROM {table}").fetchone()
                print(f"{count:,} {table} in the store")
        told = [json.loads(line) for line in (folder / "told.jsonl").read_text(encoding="utf-8").splitlines()]
    tell(samples, sum(bool(problems) for _, problems in told))
    for outlet, problems in [one for one in told if one[1]][:5]:
        print(f"  {outlet}: {'; '.join(problems)}")


if __name__ == "__main__":
    main()
