"""The one browser of a crawl, driven by scrapy-playwright."""

import asyncio
import contextlib
import logging
from codecs import BOM_UTF8
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from playwright.async_api import Error, Page
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError
from scrapy.http import HtmlResponse, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.provider import PlaywrightBrowserProvider

from newscrawl.browser.errors import LAUNCH, BrowserError, gate_error, to_error
from newscrawl.browser.gate import Gate
from newscrawl.browser.options import BROWSER, MAX_PAGES, RENDERED_AT, context_options
from newscrawl.browser.visit import Taken, Visit
from newscrawl.extract.page import domain_of
from newscrawl.hosts import Reach

logger = logging.getLogger(__name__)

MAX_SAID = 2000
"""Characters of what a browser printed that go into the log."""

UNLIMITED = 2**53 - 1
"""The largest whole number of JavaScript."""

CLOSING = 5.0
"""Seconds that a page or the browser may take to close."""


class Renderer:
    """Opens pages in one Chromium, which is started for the first of them."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._timeout = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._patience = settings.getfloat("NEWSCRAWL_BROWSER_SECONDS")
        self._most = settings.getint("DOWNLOAD_MAXSIZE") or UNLIMITED
        self._domains = frozenset(getattr(crawler.spider, "allowed_domains", None) or ())
        self._gate = Gate(Reach.parse(settings["NEWSCRAWL_PRIVATE_ADDRESSES"]), self._is_known)
        self._inner = ScrapyPlaywrightDownloadHandler.from_crawler(crawler)
        self._inner.config.target_closed_max_retries = 0  # the retry middleware counts them
        self._driver = asyncio.Lock()
        self._places = asyncio.Semaphore(MAX_PAGES)  # a page's time begins when it has one

    async def render(self, request: Request) -> Response:
        """Return the page behind `request` as it stands in the browser once its list stands.

        A redirect comes back as one, so that what holds for redirects holds for it. Raises
        DownloadTimeoutError, DownloadCancelledError (too large) and the errors of `ERRORS`.
        """
        await self._start()
        async with self._places:
            return await self._visit(request)

    async def _visit(self, request: Request) -> Response:
        visit = Visit(self._domains, self._patience)
        opened = request.replace(meta={**request.meta, **self._meta(request, visit)})
        try:
            async with asyncio.timeout(self._timeout + self._patience):
                return await self._render(opened, visit)
        except Error as error:
            if visit.redirect:
                return Response(
                    request.url, status=302, headers={"Location": visit.redirect}, request=request
                )
            failure = self._gate.failures.get(urlsplit(request.url).hostname or "")
            named = gate_error(error.message, failure) or to_error(error.message)
            # Why it does not start, a missing library or sandbox, stands in what it printed.
            level = logging.WARNING if LAUNCH in error.message else logging.DEBUG
            logger.log(level, "browser: %s: %s", request.url, error.message[:MAX_SAID])
            raise named from error
        except TimeoutError:
            if "playwright_page" not in opened.meta:
                await self._end_browser("opens no page")
            raise DownloadTimeoutError(f"rendering {request.url} took too long") from None
        finally:
            request.meta["download_latency"] = opened.meta.get("download_latency", 0.0)
            await self._close_page(opened.meta.get("playwright_page"))

    async def _start(self) -> None:
        async with self._driver:
            if not hasattr(self._inner, "browser_provider"):
                if not getproxies().keys() & {"http", "https", "all"}:  # else that one is the only way out
                    self._inner.config.launch_options["proxy"] = {"server": await self._gate.open()}
                # scrapy-playwright itself starts the driver with the engine, before any page needs it
                provider = PlaywrightBrowserProvider(self._inner.config)
                await provider.start()
                self._inner.browser_provider = provider

    def _meta(self, request: Request, visit: Visit) -> dict[str, Any]:
        asked = request.meta[BROWSER]
        return {
            "playwright": True,
            "playwright_include_page": True,  # closed by us, whatever happens
            "playwright_context": asked["context"],
            "playwright_context_kwargs": context_options(asked, self._crawler.settings["USER_AGENT"]),
            "playwright_page_init_callback": visit.prepare,
            "playwright_page_goto_kwargs": {"wait_until": "commit", "timeout": self._timeout * 1000},
        }

    async def _render(self, opened: Request, visit: Visit) -> Response:
        response: Response = await self._inner.download_request(opened)
        if response.status >= 300 or not isinstance(response, HtmlResponse):
            return response
        page: Page = opened.meta["playwright_page"]
        asked, stats = opened.meta[BROWSER], self._crawler.stats
        assert stats
        stats.inc_value("newscrawl/rendered/pages")
        if not await visit.settle(page, asked["story"], asked["least"]):
            stats.inc_value("newscrawl/rendered/unsettled")
            logger.info("browser: %s did not come to rest, taken as it stood", opened.url)
        if visit.refused:
            hosts = ", ".join(sorted(visit.refused))
            logger.info("browser: %s: refused scripts and data of other sites: %s", opened.url, hosts)
        return self._taken(response, await visit.take(page, self._most))

    def _is_known(self, host: str) -> bool:
        return domain_of(f"[{host}]" if ":" in host else host) in self._domains

    def _taken(self, response: Response, taken: Taken) -> Response:
        if domain_of(urlsplit(taken.url).netloc) not in self._domains:
            raise BrowserError("page went elsewhere")
        if taken.html is None:
            raise DownloadCancelledError(f"rendered page over {self._most} characters")
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        response.headers[RENDERED_AT] = taken.at.isoformat()
        # The mark wins over what the page declares of the bytes that it once was.
        body = BOM_UTF8 + b"<!doctype html>" + taken.html.encode("utf-8", "replace")
        return response.replace(url=taken.url, body=body, encoding="utf-8")

    async def _close_page(self, page: Page | None) -> None:
        if page is None:
            return
        try:
            async with asyncio.timeout(CLOSING):
                await page.close()
        except (Error, TimeoutError):
            await self._end_browser("does not close a page")

    async def _end_browser(self, reason: str) -> None:
        """End a browser that no longer does what it is told; the next page starts another."""
        logger.warning("browser: it %s and is started anew", reason)
        if hasattr(self._inner, "browser"):
            with contextlib.suppress(Error, TimeoutError):
                async with asyncio.timeout(CLOSING):
                    await self._inner.browser.close()

    async def close(self) -> None:
        """End the browser, its driver and its way out."""
        try:
            async with asyncio.timeout(CLOSING):
                await self._inner.close()
        except (Error, TimeoutError) as error:
            logger.warning("browser: did not end in good order (%s)", type(error).__name__)
        await self._gate.close()
