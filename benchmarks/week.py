"""A simulated week of two busy outlets in one store, a poll every ten minutes: what is found, and what it takes.

    .venv/bin/python benchmarks/week.py [--days 7] [--folder FOLDER] [-a articles=no] [-s NAME=VALUE]

The newsroom publishes 200 stories a day, edits, renames, withdraws, republishes and reorders some, and is down at
times; its clock moves from poll to poll. Each outlet is crawled in a process of its own (tests/weeks.py, which has the
options), both into one SQLite store. What the store holds at the end is held against the newsroom's truth
(tests/newsroom/scores.py says how). Requests stand beside those of a naive client, which fetches every page and each
article listed at every poll. CPU time is that of the crawls and of the newsroom that answers them.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from newsroom.scores import Score, requests_of, score
from weeks import Ran, run_week, stored, world_of

SECONDS = 3600
"""After how long a run is given up."""


def cost(ran: Ran, store: Path, seconds: float) -> Iterator[str]:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, polls = usage.ru_utime + usage.ru_stime, len(ran.polls)
    yield f"{polls} polls in {seconds:.0f} s: {cpu:.0f} CPU-s, {cpu / polls * 1000:.0f} ms a poll, {usage.ru_maxrss >> 10} MB"
    first, last = [sum(part) / len(part) * 1000 for part in _first_and_last_day(ran)]
    yield f"the polls of the first day took {first:.0f} CPU-ms each, those of the last {last:.0f}"
    yield f"store: {store.stat().st_size:,} bytes"


def _first_and_last_day(ran: Ran) -> tuple[list[float], list[float]]:
    times = {poll["at"] for poll in ran.polls}
    start, end = (datetime.fromisoformat(at) for at in (min(times), max(times)))
    day = timedelta(days=1)
    first = [poll["cpu"] for poll in ran.polls if datetime.fromisoformat(poll["at"]) < start + day]
    last = [poll["cpu"] for poll in ran.polls if datetime.fromisoformat(poll["at"]) > end - day]
    return first, last


def requests(ran: Ran, days: float) -> Iterator[str]:
    counts = requests_of(world_of(days), ran.hits)
    total = sum(counts.values())
    share = total / ran.naive
    yield f"requests: {total}, of a naive client {ran.naive} (without robots.txt): {share:.1%}"
    for (kind, status), count in sorted(counts.items()):
        yield f"  {kind} {status}: {count}"


def narrowness(judged: Score, every: timedelta) -> Iterator[str]:
    widths = judged.all_widths
    within = sum(width <= every for width in widths) / len(widths)
    yield f"median width {median(widths)} of a polling period of {every}; {within:.1%} are no wider than it"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--every", type=float, default=10, help="minutes from poll to poll")
    parser.add_argument(
        "--folder", type=Path, help="where the store and what the crawls wrote stay (default: nowhere)"
    )
    options, others = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as nowhere:
        folder = options.folder or Path(nowhere)
        folder.mkdir(parents=True, exist_ok=True)
        store = folder.resolve() / "news.db"
        if store.exists():
            parser.error(f"{store} is there already: a week begins with an empty store")
        started = time.perf_counter()
        passed = ["--days", f"{options.days}", "--every", f"{options.every}", *others]
        ran = run_week(folder, *passed, "-s", f"NEWSCRAWL_STORE=sqlite:///{store}", seconds=SECONDS)
        print(*cost(ran, store, time.perf_counter() - started), *requests(ran, options.days), sep="\n")
        judged = score(world_of(options.days), ran.hits, *stored(f"sqlite:///{store}"))
        print(*judged.lines(), *narrowness(judged, timedelta(minutes=options.every)), sep="\n")
        print(
            *(f"not found: {path}" for path in judged.missed),
            *(f"misses the truth: {url}" for url in judged.wrong),
            sep="\n",
        )


if __name__ == "__main__":
    main()
