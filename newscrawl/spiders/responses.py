"""From Scrapy's responses to what the readers take."""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Response

from newscrawl.browser import rendered_at
from newscrawl.clock import served_at
from newscrawl.middlewares import CUT_OFF, FETCHED_AT
from newscrawl.reading import Download


def asked_for(response: Response) -> str:
    """Return the address that was asked for, before any redirect."""
    return first_of(response.request) if response.request else response.url


def first_of(request: Request) -> str:
    """Return the address that a request began with, before any redirect."""
    address: str = request.meta.get("redirect_urls", [request.url])[0]
    return address


def download_of(response: Response) -> Download:
    """Return what came, and when it was made."""
    return Download(
        url=response.url,
        asked=asked_for(response),
        body=response.body,
        content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
        served_at=made_at(response),
        cut_off=CUT_OFF in response.flags,
    )


def made_at(response: Response) -> datetime:
    """Return when a page was made (aware, UTC): by the browser that rendered it, else by its own headers."""
    if rendered := rendered_at(response):
        return rendered
    fetched = response.headers.get(FETCHED_AT)
    instant = datetime.fromisoformat(fetched.decode()) if fetched else datetime.now(UTC)
    return served_at(response.headers, instant)
