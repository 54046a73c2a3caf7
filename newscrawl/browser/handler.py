"""Scrapy's download handler for crawls that render: plain requests plainly, the others in the browser."""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.browser.options import BROWSER
from newscrawl.browser.plain import PlainHandler

if TYPE_CHECKING:
    from newscrawl.browser.renderer import Renderer

_renderers: WeakKeyDictionary[Crawler, "Renderer"] = WeakKeyDictionary()
"""Scrapy makes a handler for each of http and https; both share the browser of their crawl."""


class BrowserHandler(PlainHandler):
    """Renders what browser_meta marks; until the first such request nothing of a browser is loaded."""

    lazy = True

    async def download_request(self, request: Request) -> Response:
        """Return the response to `request`, rendered if its meta says so."""
        if not request.meta.get(BROWSER):
            return await super().download_request(request)
        if self.crawler not in _renderers:
            from newscrawl.browser.renderer import Renderer

            _renderers[self.crawler] = Renderer(self.crawler)
        return await _renderers[self.crawler].render(request)

    async def close(self) -> None:
        """Close connections, and the browser if there is one."""
        renderer = _renderers.pop(self.crawler, None)
        if renderer:
            await renderer.close()
        await super().close()
