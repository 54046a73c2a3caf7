"""A simulated week of two busy outlets, a poll every ten minutes: what is found, and what it takes.

    .venv/bin/python benchmarks/week.py [--days 7] [--folder FOLDER] [-a articles=no] [-s NAME=VALUE]

The newsroom publishes 200 stories a day, edits, renames, withdraws and republishes some, and is down at times; its
clock moves from poll to poll. Each outlet is crawled in a process of its own (tests/weeks.py, which has the options).
Requests stand beside those of a naive client, which fetches every page and each article listed at every poll.
CPU time is that of the crawls and of the newsroom that answers them. Intervals are those of the first sighting.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from newsroom.scores import requests_of, score
from weeks import Ran, run_week, world_of


def lines(ran: Ran, days: float, seconds: float) -> Iterator[str]:
    world = world_of(days)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, polls = usage.ru_utime + usage.ru_stime, len(ran.polls)
    yield f"{polls} polls in {seconds:.0f} s: {cpu:.0f} CPU-s, {cpu / polls * 1000:.0f} ms a poll, {usage.ru_maxrss >> 10} MB"
    counts = requests_of(world, ran.hits)
    naive = ran.naive
    yield f"requests: {sum(counts.values())}, of a naive client {naive} (without robots.txt)"
    for (kind, status), count in sorted(counts.items()):
        yield f"  {kind} {status}: {count}"
    yield from score(world, ran.hits, ran.first_rows).lines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--folder", type=Path, help="where what the crawls wrote stays (default: nowhere)")
    options, others = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        ran = run_week(options.folder or Path(folder), "--days", f"{options.days}", *others)
        print(*lines(ran, options.days, time.perf_counter() - started), sep="\n")


if __name__ == "__main__":
    main()
