"""Articles read a second by one worker process and by two, and what the way there and back costs.

    .venv/bin/python benchmarks/workers.py [--pages FOLDER] [--repeat 3]

The pages are those of `benchmarks/extract.py`. Runs alternate, and the best of each counts: wall time, so the machine
should have nothing else to do.
"""

import argparse
import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from extract import newsroom_pages, saved_pages

from newscrawl.reading import Download, Manner, PageError, read
from newscrawl.workers import Workers

NOW = datetime(2026, 1, 24, 22, tzinfo=UTC)
MANNER = Manner("en", ZoneInfo("Europe/London"))
AT_ONCE = 8
"""Pages that wait for a process: more than there are processes, fewer than a crawl holds."""


async def seconds_for(downloads: list[Download], size: int) -> float:
    """Return the wall seconds that `size` processes (0: this one) take for all pages, without their start."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(download: Download) -> bool:
        async with gate:
            try:
                await workers.run(read, "article", download, MANNER)
            except PageError:
                return False
            return True

    with Workers(size, 60.0, 0) as workers:
        await asyncio.gather(*(one(download) for download in downloads[: 4 * AT_ONCE]))
        start = time.perf_counter()
        await asyncio.gather(*(one(download) for download in downloads))
        return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=Path, help="folder of saved pages (without: the newsroom's)")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    rows = list(saved_pages(options.pages) if options.pages else newsroom_pages())
    downloads = [
        Download(row["url"], row["url"], row["html"].encode(), "text/html; charset=utf-8", NOW)
        for row in rows
        if row["kind"] == "article"
    ]
    best: dict[int, float] = {}
    for _ in range(options.repeat):
        for size in (0, 1, 2):
            seconds = asyncio.run(seconds_for(downloads, size))
            best[size] = min(best.get(size, seconds), seconds)
    print(f"{len(downloads)} articles")
    for size, seconds in best.items():
        label = f"{size} process{'es' * (size > 1)}" if size else "in the crawl's own"
        print(
            f"{label:20} {len(downloads) / seconds:7.1f} a second, {best[1] / seconds:.2f} times one process"
        )


if __name__ == "__main__":
    main()
