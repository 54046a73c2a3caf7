"""Runs `scrapy crawl` as a user would, in a process of its own."""

import json
import os
import re
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

    def table(self) -> dict[str, dict[str, int]]:
        """Return what the log says of each section: the numbers of its row by their heads."""
        lines = [re.split("  +", line) for line in self.lines("INFO")]
        start = next(number for number, line in enumerate(lines) if line[:2] == ["section", "seen"])
        heads = lines[start][1:]
        end = next(number for number, line in enumerate(lines) if line[0].startswith("times: "))
        return {
            name: dict(zip(heads, map(int, cells), strict=False))
            for name, *cells in (line[: len(heads) + 1] for line in lines[start + 1 : end])
        }

    def by_section(self, section: str) -> list[dict]:
        return [row for row in self.rows if row["section"] == section]


def command(*arguments: str) -> list[str]:
    """Return what runs a scrapy command in a process of its own."""
    return [sys.executable, "-m", "scrapy", *arguments]


def environment() -> dict[str, str]:
    """Return the environment in which scrapy finds the project from anywhere."""
    return {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "newscrawl.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }


def scrapy(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess:
    """Run a scrapy command of the project, warnings included in its output."""
    return subprocess.run(
        command(*arguments),
        check=False,  # the exit code is part of what is tested
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=environment(),
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
