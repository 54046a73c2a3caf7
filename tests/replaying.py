"""Crawls saved pages as if each were served at the time at which it was saved.

python tests/replaying.py PAGES ROWS

PAGES: JSON Lines with "url", "path" (gzip) and "served_at" of each page, all listings of one outlet, in their
order. ROWS: JSON Lines, a row for each story of each crawl: its number ("crawl"), what the story is known by and its time.
"""

import asyncio
import gzip
import json
import sys
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings

from newscrawl import settings as project
from newscrawl.extract.page import domain_of
from newscrawl.items import Story
from newscrawl.outlets import Outlet, Section
from newscrawl.spiders.outlet import OutletSpider


class ReplayHandler(BaseDownloadHandler):
    """Answers every request with the saved page that the setting REPLAYED names, and robots.txt with 404."""

    async def download_request(self, request: Request) -> Response:
        saved = self.crawler.settings["REPLAYED"]
        if request.url != saved["url"]:
            return Response(request.url, status=404)
        date = format_datetime(datetime.fromisoformat(saved["served_at"]), usegmt=True)
        headers = {"Content-Type": "text/html; charset=utf-8", "Date": date}
        return HtmlResponse(
            request.url, headers=headers, body=gzip.decompress(Path(saved["path"]).read_bytes())
        )


def outlet_of(url: str) -> Outlet:
    return Outlet(
        key="replay", name="Replay", country="US", language="en", zone="America/New_York",
        domains=(domain_of(urlsplit(url).netloc),),
        sections=(Section(name="World", listing=url, discover=False),),
    )  # fmt: skip


async def crawl_in_order(pages: list[dict]) -> list[dict]:
    rows = []
    for number, saved in enumerate(pages, 1):
        settings = Settings()
        settings.setmodule(project)
        handlers = {"https": ReplayHandler, "http": ReplayHandler}
        settings.setdict({"REPLAYED": saved, "DOWNLOAD_DELAY": 0, "LOG_ENABLED": False, "DOWNLOAD_HANDLERS": handlers,
                          "TWISTED_REACTOR_ENABLED": False, "NEWSCRAWL_STORE": ""}, priority="cmdline")  # fmt: skip
        runner = AsyncCrawlerRunner(settings)
        crawler = runner.create_crawler(OutletSpider.for_outlet(outlet_of(saved["url"])))

        def keep(item: Story, crawl: int = number) -> None:
            times = [sighting.machine for sighting in item.sightings if sighting.machine]
            interval = [item.published_earliest and item.published_earliest.isoformat(),
                        item.published_latest and item.published_latest.isoformat()]  # fmt: skip
            rows.append({"crawl": crawl, "story_id": item.story_id, "url": item.url, "headline": item.headline,
                         "raw": item.published_raw, "interval": interval, "machine": times})  # fmt: skip

        crawler.signals.connect(keep, signal=signals.item_scraped, weak=False)
        await runner.crawl(crawler, articles="no")
    return rows


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    wanted = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    found = asyncio.run(crawl_in_order(wanted))
    target.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
