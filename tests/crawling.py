"""Runs `scrapy crawl` as a user would, in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 1, 24, 22, tzinfo=UTC)
"""What the newsroom's clock says: a Saturday evening."""


@dataclass(frozen=True)
class Ended:
    """A crawl that has ended."""

    code: int
    rows: list[dict]
    log: str

    def lines(self, level: str) -> list[str]:
        return [line.split(f"{level}: ", 1)[1] for line in self.log.splitlines() if f"] {level}: " in line]

    def by_section(self, section: str) -> list[dict]:
        return [row for row in self.rows if row["section"] == section]


def scrapy(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess:
    """Run a scrapy command of the project, warnings included in its output."""
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        check=False,  # the exit code is part of what is tested
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env={
            **os.environ,
            "SCRAPY_SETTINGS_MODULE": "newscrawl.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        },
    )


def crawl(outlet: str, outlets: Path, feed: Path, *arguments: str) -> Ended:
    """Crawl an outlet of the file `outlets` into `feed` (JSON Lines), with no delay between requests."""
    done = scrapy(
        "crawl", outlet, "-O", str(feed), "-s", f"NEWSCRAWL_OUTLETS={outlets}", "-s", "DOWNLOAD_DELAY=0",
        "-s", "NEWSCRAWL_CONTACT=test@newscrawl.invalid", *arguments,
    )  # fmt: skip
    rows = (
        [json.loads(line) for line in feed.read_text(encoding="utf-8").splitlines()] if feed.exists() else []
    )
    return Ended(done.returncode, rows, done.stderr)
