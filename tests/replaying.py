"""Crawls saved pages of one address as if each were served at the time at which it was saved.

python tests/replaying.py OUTLETS PAGES ROWS [-a articles=no] [-s NAME=VALUE]

OUTLETS: a TOML file with the outlet "replay", which has that address. PAGES: JSON Lines with "path" (gzip) and "served_at"
of each page, in their order. ROWS: JSON Lines, a row for each story of each crawl: the crawl's number from 1 on, the
fields of ROW, and the machine-readable times that the page printed. Everything else answers 404, robots.txt too.
"""

import argparse
import asyncio
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, NamedTuple

from scrapy import Request, signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings
from sqlalchemy import Row, select
from weeks import pair

from newscrawl import settings as project
from newscrawl.extensions.summary import PROBLEMS
from newscrawl.items import Story, to_iso_seconds
from newscrawl.store.engine import opened, reading
from newscrawl.store.schema import publications, sightings, stories, versions

ROOT = Path(__file__).parents[1]
OUTLET = "replay"
TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json", ".xml": "application/rss+xml"}
"""By the end of a page's name, without .gz."""
ROW = ("story_id", "url", "headline", "published_raw", "published_earliest", "published_latest", "outcome")


class ReplayHandler(BaseDownloadHandler):
    """Answers the outlet's address with the saved page that the setting REPLAYED names."""

    async def download_request(self, request: Request) -> Response:
        saved = self.crawler.settings["REPLAYED"]
        spider = self.crawler.spider
        if request.url not in {url for section in spider.outlet.sections for _, url in section.pages}:
            return Response(request.url, status=404)
        path = Path(saved["path"])
        date = format_datetime(datetime.fromisoformat(saved["served_at"]), usegmt=True)
        headers = {"Content-Type": TYPES[path.with_suffix("").suffix], "Date": date}
        body = gzip.decompress(path.read_bytes())
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(request.url, headers=headers, body=body)


async def crawl(
    number: int, saved: Mapping[str, str], arguments: Mapping[str, str], more: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Crawl one saved page, and return its rows. Raises RuntimeError if the crawl did not do its job."""
    settings = Settings()
    settings.setmodule(project)
    handlers = {"https": ReplayHandler, "http": ReplayHandler}
    fixed = {
        "REPLAYED": saved, "DOWNLOAD_DELAY": 0, "LOG_ENABLED": False, "DOWNLOAD_HANDLERS": handlers,
        "TWISTED_REACTOR_ENABLED": False, "NEWSCRAWL_STORE": "", "NEWSCRAWL_PROCESSES": 0,
        "NEWSCRAWL_PRIVATE_ADDRESSES": "yes",
    }  # fmt: skip
    settings.setdict(fixed | more, priority="cmdline")
    crawler = AsyncCrawlerRunner(settings).create_crawler(OUTLET)
    rows: list[dict[str, Any]] = []

    def keep(item: Story) -> None:
        values = {name: getattr(item, name) for name in ROW}
        times = {name: to_iso_seconds(at) for name, at in values.items() if isinstance(at, datetime)}
        machine = [sighting.machine for sighting in item.sightings if sighting.machine]
        rows.append({"crawl": number, "machine": machine} | values | times)

    crawler.signals.connect(keep, signal=signals.item_scraped)
    await asyncio.ensure_future(crawler.crawl_async(**arguments))
    if problems := crawler.stats and crawler.stats.get_value(PROBLEMS):
        raise RuntimeError(f"{saved['path']}: {problems}")
    return rows


async def crawl_in_order(options: argparse.Namespace) -> None:
    pages = [json.loads(line) for line in options.pages.read_text(encoding="utf-8").splitlines()]
    settings = dict(options.settings) | {"NEWSCRAWL_OUTLETS": [str(options.outlets)]}
    with options.rows.open("w", encoding="utf-8") as file:
        for number, saved in enumerate(pages, 1):
            rows = await crawl(number, saved, dict(options.arguments), settings)
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def replay(
    folder: Path, outlets: str, pages: Iterable[Mapping[str, str]], *arguments: str
) -> list[dict[str, Any]]:
    """Run this script in a process of its own, `outlets` being the text of the TOML file; return its rows.

    Raises CalledProcessError if a crawl did not do its job.
    """
    (folder / "outlets.toml").write_text(outlets, encoding="utf-8")
    lines = (json.dumps({"path": str(page["path"]), "served_at": page["served_at"]}) + "\n" for page in pages)
    (folder / "pages.jsonl").write_text("".join(lines), encoding="utf-8")
    files = [folder / name for name in ("outlets.toml", "pages.jsonl", "rows.jsonl")]
    paths = {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests")))}
    subprocess.run(
        [sys.executable, __file__, *files, *arguments], check=True, timeout=300, env=os.environ | paths
    )
    return [json.loads(line) for line in files[-1].read_text(encoding="utf-8").splitlines()]


class Stored(NamedTuple):
    """A story as a store has it, with all that belongs to it in order."""

    story: Row[Any]
    sightings: list[Row[Any]]
    versions: list[Row[Any]]
    intervals: list[tuple[datetime, datetime]]
    """The publication and every republication."""

    @property
    def printed(self) -> list[str]:
        """The headlines that the lists printed, one after the other: a new one only where it changed."""
        return [row.headline for row in self.sightings if row.headline]


def read_store(address: str) -> Iterator[Stored]:
    """Yield the stories of a store."""
    with opened(address, create=False) as engine, reading(engine) as connection:
        for story in connection.execute(select(stories).order_by(stories.c.id)).all():
            found = [
                connection.execute(select(table).where(table.c.story == story.id).order_by(order)).all()
                for table, order in (
                    (sightings, sightings.c.served_at),
                    (versions, versions.c.number),
                    (publications, publications.c.number),
                )
            ]
            intervals = [(row.earliest, row.latest) for row in found[2]]
            if story.published_earliest:
                intervals.insert(0, (story.published_earliest, story.published_latest))
            yield Stored(story, [*found[0]], [*found[1]], intervals)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("outlets", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("-a", dest="arguments", type=pair, action="append", default=[])
    parser.add_argument("-s", dest="settings", type=pair, action="append", default=[])
    asyncio.run(crawl_in_order(parser.parse_args()))


if __name__ == "__main__":
    main()
