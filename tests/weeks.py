"""Crawls the newsroom's busy outlets as a schedule would: its clock moves from poll to poll.

python tests/weeks.py --folder FOLDER [--days 7] [--every 10] [--seed 1] [--outlet NAME] [-a articles=no] [-s NAME=VALUE]

Each poll is one crawl of each outlet. They run in one process, with downloads from the newsroom's own server; the
clock stands still meanwhile. The plan of an outlet is the same whether others are crawled or not, so that `run_week`
lets each have a process, and all of them one store if the settings name it. FOLDER gets, as JSON Lines:

polls.jsonl  outlet, at, naive (requests of a client that fetches every page and every article listed), cpu (seconds),
             items, problems (lines)
rows.jsonl   each item of each crawl: poll (its number), and the fields of ROW
hits.jsonl   each request, in order: outlet, at, path, status
"""

import argparse
import asyncio
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsroom import BusyWorld, Newsroom
from newsroom.busy import PER_DAY
from newsroom.busy_site import BusySite
from scrapy import signals
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from sqlalchemy import select

from newscrawl import settings as project
from newscrawl.extensions.summary import PROBLEMS
from newscrawl.items import FIELDS, Story, to_iso_seconds
from newscrawl.store.engine import opened, reading
from newscrawl.store.schema import publications, stories, versions
from newscrawl.workers import Workers, processes

ROOT = Path(__file__).parents[1]
START = datetime(2025, 10, 19, 22, tzinfo=UTC)
"""A Monday's midnight in Amsterdam, in the week whose last night is an hour longer. It lies before the machine's clock,
so that what a page says of its making (its Date) counts, and not when it was downloaded."""
HANDLER = "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler"
"""The one that needs no Twisted reactor."""
BASE = {
    "DOWNLOAD_DELAY": 0,
    "LOG_ENABLED": False,
    "NEWSCRAWL_CONTACT": "test@newscrawl.invalid",
    "NEWSCRAWL_STORE": "",
    "NEWSCRAWL_PRIVATE_ADDRESSES": "yes",  # what refuses names needs a reactor
    "NEWSCRAWL_PROCESSES": 0,  # a pool that starts anew at each of a thousand polls costs more than it gives
    "TWISTED_REACTOR_ENABLED": False,
    "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER},
}
ROW = tuple(
    "outlet story_id url headline text dateline published_earliest published_latest served_at outcome".split()
)
assert set(ROW) <= set(FIELDS)
INSTANTS = ("served_at", "published_earliest", "published_latest", "withdrawn_at")


@dataclass
class Poll:
    """One crawl of one outlet."""

    outlet: str
    at: datetime
    naive: int
    cpu: float = 0.0
    items: list[Story] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        return {
            "outlet": self.outlet, "at": self.at.isoformat(), "naive": self.naive, "cpu": self.cpu,
            "items": len(self.items), "problems": self.problems,
        }  # fmt: skip

    def rows(self, number: int) -> Iterable[dict[str, Any]]:
        for item in self.items:
            values = {name: getattr(item, name) for name in ROW}
            times = {name: to_iso_seconds(at) for name, at in values.items() if isinstance(at, datetime)}
            yield {"poll": number} | values | times


def runner_of(outlets: Path, more: Mapping[str, Any]) -> AsyncCrawlerRunner:
    settings = Settings()
    settings.setmodule(project)
    settings.setdict({**BASE, "NEWSCRAWL_OUTLETS": [str(outlets)], **more}, priority="cmdline")
    return AsyncCrawlerRunner(settings)


async def polls(
    room: Newsroom, runner: AsyncCrawlerRunner, times: Iterable[datetime], arguments: Mapping[str, str]
) -> AsyncIterator[Poll]:
    """Yield each crawl when it has ended, at each of `times` one of each busy outlet."""
    settings = runner.settings
    wanted = processes(int(settings["NEWSCRAWL_PROCESSES"]))
    # One more user than the crawls, so that the processes live until the last of these has ended.
    workers = Workers.hire(
        wanted, settings.getfloat("NEWSCRAWL_PAGE_SECONDS"), settings.getint("NEWSCRAWL_PAGE_MEMORY")
    )
    try:
        for at in times:
            room.now = at
            for site in room.busy_sites:
                yield await crawl_once(runner, site, at, arguments)
    finally:
        workers.dismiss()


async def crawl_once(
    runner: AsyncCrawlerRunner, site: BusySite, at: datetime, arguments: Mapping[str, str]
) -> Poll:
    poll = Poll(site.outlet.key, at, site.naive())

    def keep(item: Story) -> None:
        poll.items.append(item)

    started = time.process_time()
    crawler = runner.create_crawler(poll.outlet)
    crawler.signals.connect(keep, signal=signals.item_scraped)
    await runner.crawl(crawler, **arguments)
    poll.cpu = round(time.process_time() - started, 4)
    poll.problems = crawler.stats.get_value(PROBLEMS, []) if crawler.stats else []
    return poll


def times_of(world: BusyWorld, every: timedelta) -> list[datetime]:
    """When to poll: the last time is the end itself."""
    return [world.start + every * number for number in range(int((world.end - world.start) / every) + 1)]


async def run(options: argparse.Namespace) -> None:
    world = world_of(options.days, options.seed, *options.outlets)
    options.folder.mkdir(parents=True, exist_ok=True)
    with Newsroom(now=world.start, busy=world) as room:
        runner = runner_of(room.write_busy_outlets(options.folder), dict(options.settings))
        times = times_of(world, timedelta(minutes=options.every))
        with (
            (options.folder / "polls.jsonl").open("w", encoding="utf-8") as told,
            (options.folder / "rows.jsonl").open("w", encoding="utf-8") as rows,
        ):
            number = 0
            async for poll in polls(room, runner, times, dict(options.arguments)):
                told.write(json.dumps(poll.to_dict()) + "\n")
                rows.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in poll.rows(number))
                number += 1
        with (options.folder / "hits.jsonl").open("w", encoding="utf-8") as file:
            for site in room.busy_sites:
                for hit in room.log(site.outlet.key):
                    seen = {"outlet": site.outlet.key, "at": hit.at.isoformat()}
                    file.write(json.dumps(seen | {"path": hit.path, "status": hit.status}) + "\n")


def world_of(days: float, seed: int = 1, *outlets: str) -> BusyWorld:
    """The truth of a run: of these outlets, or of all."""
    wanted = {outlet: count for outlet, count in PER_DAY.items() if outlet in (outlets or PER_DAY)}
    return BusyWorld(START, days, per_day=wanted, seed=seed)


@dataclass
class Ran:
    """What the processes wrote, of all outlets."""

    polls: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    hits: list[dict[str, Any]] = field(default_factory=list)

    @property
    def naive(self) -> int:
        """Requests of a client that fetches every page of a section and every article at each poll."""
        return sum(poll["naive"] for poll in self.polls)

    @property
    def first_rows(self) -> list[dict[str, Any]]:
        """Each story as the first crawl that saw its time has it: before any interval narrows."""
        first: dict[str, dict[str, Any]] = {}
        for row in self.rows:
            known = first.setdefault(row["story_id"], row)
            if not known["published_earliest"]:  # it was among the most read only, which have no times
                first[row["story_id"]] = row
        return [*first.values()]


def run_week(folder: Path, *arguments: str, seconds: float = 600) -> Ran:
    """Run this script with these arguments, in a process and a folder for each outlet.

    Raises CalledProcessError if one fails, TimeoutExpired if one takes longer than `seconds`.
    """
    command = [sys.executable, "-W", "error", __file__, *arguments]
    started = [
        subprocess.Popen(
            [*command, "--outlet", outlet, "--folder", folder / outlet],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests")))},
        )
        for outlet in PER_DAY
    ]
    try:
        codes = [process.wait(seconds) for process in started]
    finally:
        for process in started:
            process.kill()
    if failed := [process for process, code in zip(started, codes, strict=True) if code]:
        raise subprocess.CalledProcessError(failed[0].returncode, failed[0].args)
    ran = Ran()
    for outlet in PER_DAY:
        for name in ("polls", "rows", "hits"):
            with (folder / outlet / f"{name}.jsonl").open(encoding="utf-8") as file:
                getattr(ran, name).extend(map(json.loads, file))
    return ran


def stored(address: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the stories and the versions of a store as newsroom.scores takes them."""
    with opened(address, create=False) as engine, reading(engine) as connection:
        rows = {row.id: row for row in connection.execute(select(stories))}
        again: dict[int, list[list[str | None]]] = {}
        for row in connection.execute(select(publications).order_by(publications.c.number)):
            again.setdefault(row.story, []).append([iso(row.earliest), iso(row.latest)])
        changed = [
            {"story_id": rows[row.story].story_id, "number": row.number, "seen_at": iso(row.seen_at),
             "kinds": [kind for _, kind in row.changes]}
            for row in connection.execute(select(versions))
        ]  # fmt: skip
    found = [
        {name: getattr(row, name) for name in ("outlet", "story_id", "url", "published_from")}
        | {name: iso(getattr(row, name)) for name in INSTANTS}
        | {"republished": again.get(row.id, [])}
        for row in rows.values()
    ]
    return found, changed


def iso(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat() if instant else None


def pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"expected NAME=VALUE, got {text!r}")
    return name, value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--every", type=float, default=10, help="minutes from poll to poll")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--outlet", dest="outlets", action="append", default=[], choices=[*PER_DAY])
    parser.add_argument("-a", dest="arguments", type=pair, action="append", default=[])
    parser.add_argument("-s", dest="settings", type=pair, action="append", default=[])
    logging.getLogger().addHandler(logging.NullHandler())  # else what is lost at an outage is printed
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
