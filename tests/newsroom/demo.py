"""The main job on the simulated newsroom: crawl its outlets with the ordinary spider, show the dataset.

PYTHONPATH=tests python -m newsroom.demo --folder demo
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from . import Newsroom

SHOWN = ("outlet", "headline", "published_at", "published_raw", "dateline", "agencies", "outcome")
SAMPLES = ("listing", "json-ld", "opengraph")
"""Sources of a time that are shown with a row each."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="where the dataset is written")
    parser.add_argument(
        "--now", type=datetime.fromisoformat, help="what the newsroom's clock says (default: now)"
    )
    arguments = parser.parse_args()
    folder = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    feeds = [folder / "stories.jsonl", folder / "stories.csv"]
    for feed in feeds:
        feed.unlink(missing_ok=True)
    now = arguments.now or datetime.now(UTC).replace(microsecond=0)
    with Newsroom(now=now) as room:
        outlets = sorted({story["outlet"] for story in room.truth})
        print(
            f"A simulated newsroom of {len(outlets)} outlets runs on 127.0.0.1; crawling it (log: {folder}/crawl.log)"
        )
        file = room.write_outlets(folder)
        codes = [_crawl(outlet, file, feeds, folder / "crawl.log") for outlet in outlets]
    _show([json.loads(line) for line in feeds[0].read_text(encoding="utf-8").splitlines()], feeds)
    return max(codes)


def _crawl(outlet: str, outlets: Path, feeds: Sequence[Path], log: Path) -> int:
    command = [sys.executable, "-m", "scrapy", "crawl", outlet, "-s", f"NEWSCRAWL_OUTLETS={outlets}",
               "-s", "DOWNLOAD_DELAY=0", "-s", "NEWSCRAWL_STORE=", "-s", "NEWSCRAWL_CONTACT=demo@newscrawl.invalid",
               "-s", "NEWSCRAWL_PRIVATE_ADDRESSES=127.0.0.1", "--logfile", str(log)]  # fmt: skip
    for feed in feeds:
        command += ["-o", str(feed)]  # appended to: one dataset of all outlets
    print(f"  scrapy crawl {outlet}", flush=True)
    code = subprocess.run(command, check=False).returncode
    if code:
        print(f"  {outlet}: exit code {code}; {log} says why", file=sys.stderr)
    return code


def _show(rows: list[dict], feeds: Sequence[Path]) -> None:
    counts = {
        "rows": len(rows),
        "outlets": len({row["outlet"] for row in rows}),
        "times read": sum(row["published_at"] is not None for row in rows),
        "datelines read": sum(row["dateline"] is not None for row in rows),
        "articles lost": sum(row["outcome"].startswith("failed") for row in rows),
    }
    print()
    for name, count in counts.items():
        print(f"{name:16}{count:5}")
    for feed in feeds:
        print(f"{feed.suffix[1:]:16}{feed}")
    for row in _samples(rows):
        print()
        for name in SHOWN:
            value = row[name]
            if name == "agencies":
                value = ", ".join(agency["id"] or agency["printed"] for agency in value)
            print(f"  {name:14}{value}")
        print(f"  {'interval':14}{row['published_earliest']} .. {row['published_latest']}")


def _samples(rows: list[dict]) -> list[dict]:
    """Return a row for each way in which a time was found, wire copy where there is some."""
    by_source: dict[str, dict] = {}
    for row in sorted(
        rows, key=lambda row: (not row["agencies"], not re.search("[a-z]{3}", row["published_raw"]))
    ):
        by_source.setdefault(row["published_from"], row)
    return [by_source[source] for source in SAMPLES if source in by_source]


if __name__ == "__main__":
    sys.exit(main())
