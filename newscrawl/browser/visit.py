"""One page in the browser, from its opening until its list stands."""

import asyncio
import contextlib
import time
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urlsplit

from playwright.async_api import Error, Page, Route
from playwright.async_api import Request as BrowserRequest
from scrapy import Request

from newscrawl.browser.errors import BrowserError
from newscrawl.extract.page import domain_of

NEEDED = frozenset({"script", "stylesheet", "xhr", "fetch"})
"""What a page may load besides itself. Frames, images, fonts and media are no part of its list."""

AWAITED = frozenset({"script", "xhr", "fetch"})
"""What may still bring stories."""

STEP, CALM = 0.2, 1.0
"""Seconds between two looks at a page, and for how long nothing may come for its list to stand."""

LOOK = """([story, least]) => {
    const key = Symbol.for("newscrawl");
    if (!window[key]) {
        const seen = window[key] = {changed: Date.now()};
        new MutationObserver(() => { seen.changed = Date.now(); })
            .observe(document, {subtree: true, childList: true, characterData: true});
    }
    const headlines = () => new Set(Array.from(document.links)
        .filter(link => link.textContent.trim().length >= 15 && !link.closest("nav, footer"))
        .map(link => link.href));
    let found;
    try {
        found = story === null ? headlines().size : document.querySelectorAll(story).length;
    } catch { /* a selector of ours that browsers do not know */
        found = headlines().size;
    }
    return [document.readyState === "loading", document.getElementsByTagName("*").length, found < least];
}"""
"""Texts do not count: times that tick never come to rest. But when the last one changed is kept: a script
that prints its times once has counted them before the page came to rest, not when it is taken."""

TAKE = """most => {
    const seen = window[Symbol.for("newscrawl")];
    const html = document.documentElement ? document.documentElement.outerHTML : "";
    return [seen ? seen.changed : Date.now(), location.href, html.length > most ? null : html];
}"""
"""In one turn, so that no script runs in between."""

MAX_AHEAD = 60.0
"""Seconds that the page's clock may be ahead of ours."""

MOVED = ("Execution context was destroyed", "navigating", "Cannot find context")
"""What Playwright says where a page that loads itself anew is looked at."""


class Taken(NamedTuple):
    """A page as it stood."""

    at: datetime
    """When a script last changed it, by the browser's clock (aware, UTC)."""
    url: str
    """Its address; a script may have given it another on its own site."""
    html: str | None
    """None: too long."""


class Visit:
    """Watches over what a page loads, and waits until its list stands."""

    def __init__(self, domains: frozenset[str], patience: float) -> None:
        self.domains = domains
        self.patience = patience
        """Seconds after which a page that does not come to rest is taken as it is."""
        self.guarded = False
        """Whether redirects are caught; without that the page is not used."""
        self.redirect: str | None = None
        """Where the page's own address leads."""
        self.refused: set[str] = set()
        """Hosts of scripts and data that are not of the outlet's domains."""
        self._own: str | None = None  # its address as the browser writes it
        self._open: set[BrowserRequest] = set()

    async def prepare(self, page: Page, request: Request) -> None:
        """Make a new page ready: catch redirects, close what it opens, follow what it loads."""
        page.on("popup", lambda other: other.close())
        page.on("request", self._started)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)
        await page.route("**", self._route)  # asked before the route of scrapy-playwright
        await self._catch_redirects(page)
        self.guarded = True

    def refuses(self, request: BrowserRequest) -> bool:
        """Tell whether the page may not load this: the filter of its routes."""
        if request.resource_type == "document":
            # The page itself, also anew; where a script would go instead, a plain crawl does not go either.
            url = urldefrag(request.url).url
            self._own = self._own or url
            return url != self._own
        if request.resource_type not in NEEDED:
            return True
        host = urlsplit(request.url).hostname or ""
        foreign = domain_of(host) not in self.domains
        if foreign:
            self.refused.add(host)
        return foreign

    async def settle(self, page: Page, story: str | None, least: int) -> bool:
        """Wait until nothing has come for a while; False if that takes too long, and what stands must do.

        No list stands before there are `least` teasers: elements of the selector `story`, links as long as
        a headline where that is None.
        Raises BrowserError if the page was not made ready.
        """
        if not self.guarded:  # scrapy-playwright goes on where its callback fails
            raise BrowserError("page not guarded")
        loop = asyncio.get_running_loop()
        end = loop.time() + self.patience
        seen, calm_from = None, loop.time()
        while (now := loop.time()) < end:
            loading, size, bare = await self._look(page, story, least)
            if loading or bare or self._open or size != seen:
                seen, calm_from = size, now
            elif now - calm_from >= CALM:
                return True
            await asyncio.sleep(STEP)
        return False

    async def take(self, page: Page, most: int) -> Taken:
        """Return the page as it stands, without its text if that is longer than `most` characters."""
        at, url, html = await page.evaluate(TAKE, most)
        return Taken(instant_of(at), url, html)

    async def _look(self, page: Page, story: str | None, least: int) -> tuple[bool, int | None, bool]:
        try:
            loading, size, bare = await page.evaluate(LOOK, [story, least])
        except Error as error:
            if any(part in error.message for part in MOVED):
                return True, None, True
            raise
        return bool(loading), int(size), bool(bare)

    def _started(self, request: BrowserRequest) -> None:
        if request.resource_type in AWAITED:
            self._open.add(request)

    def _ended(self, request: BrowserRequest) -> None:
        self._open.discard(request)

    async def _route(self, route: Route) -> None:
        with contextlib.suppress(Error):  # the page is gone, and the request with it
            # "aborted" leaves the page where it is; "failed" would put an error page in its place
            await (route.abort("aborted") if self.refuses(route.request) else route.fallback())

    async def _catch_redirects(self, page: Page) -> None:
        """Stop the page where its address leads elsewhere: routes never see that."""
        session = await page.context.new_cdp_session(page)

        async def paused(event: dict[str, Any]) -> None:
            identity = {"requestId": event["requestId"]}
            with contextlib.suppress(Error):
                if event.get("redirectedRequestId"):
                    self.redirect = event["request"]["url"]
                    await session.send("Fetch.failRequest", {**identity, "errorReason": "BlockedByClient"})
                else:
                    await session.send("Fetch.continueRequest", identity)

        session.on("Fetch.requestPaused", paused)
        await session.send("Fetch.enable", {"patterns": [{"resourceType": "Document"}]})


def instant_of(milliseconds: object) -> datetime:
    """Return what the page's Date.now() said as an instant (aware, UTC).

    A page may keep a Date of its own, in step with its server: its times count from that. One that
    lies in the future is not believed, nor what is no time at all; then it is the present.
    """
    now = time.time()
    said = milliseconds / 1000 if isinstance(milliseconds, int | float) else now
    return datetime.fromtimestamp(said if 0 < said <= now + MAX_AHEAD else now, UTC)
