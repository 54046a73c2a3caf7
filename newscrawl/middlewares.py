"""Downloader middlewares: when a page was fetched, what was cut off, whose pages are fetched."""

import struct
import zlib
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.internet.defer import Deferred

from newscrawl.extract.page import domain_of

FETCHED_AT = "X-Newscrawl-Fetched-At"
"""Header that we add to a response: the instant of its download. Scrapy's HTTP cache keeps it with
the page, so that a replay knows it as well."""

CUT_OFF = "newscrawl-cut-off"
"""Flag of a response whose compressed body ended before its end."""


MAX_STEP = 64 * 1024
"""Bytes that are decompressed at once."""


class FetchedAtMiddleware:
    """Stamps each response with the instant of its download; stands nearest to the downloader."""

    def process_response(self, request: Request, response: Response) -> Response:
        if "cached" not in response.flags:
            response.headers[FETCHED_AT] = datetime.now(UTC).isoformat()
        return response


class CompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's, which returns what it can of a gzip body that is cut off: such a page is flagged here."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        encoding = (response.headers.get("Content-Encoding") or b"").strip().lower()
        result = super().process_response(request, response)
        if isinstance(result, Response) and _is_cut_off(encoding, response.body, len(result.body)):
            result.flags.append(CUT_OFF)
        return result


def _is_cut_off(encoding: bytes, body: bytes, length: int) -> bool:
    """Tell whether a compressed `body`, of which `length` bytes were read, ends before its end."""
    if encoding in (b"gzip", b"x-gzip"):
        # It ends with the length of what it holds, modulo 2**32 (RFC 1952, 2.3.1). If that does not fit,
        # there may be several members: only then is it read once more.
        return body[-4:] != struct.pack("<I", length % 2**32) and not _is_whole(body, zlib.MAX_WBITS | 16)
    if encoding == b"deflate":
        return not _is_whole(body, zlib.MAX_WBITS) and not _is_whole(body, -zlib.MAX_WBITS)
    return False


def _is_whole(body: bytes, window: int) -> bool:
    while body:
        stream = zlib.decompressobj(window)
        try:
            while not stream.eof and body:
                stream.decompress(body, MAX_STEP)  # the text itself is not kept
                body = stream.unconsumed_tail
        except zlib.error:
            return False
        if not stream.eof:
            return False
        body = stream.unused_data
    return True


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, which lets forbidden requests through: of several that wait for one robots.txt all but
    the first are given None, which means that everything is allowed (2.19).
    """

    async def robot_parser(self, request: Request) -> RobotParser | None:
        await super().robot_parser(request)
        parser = self._parsers[urlsplit(request.url).netloc]
        return None if isinstance(parser, Deferred) else parser


class SameSiteMiddleware:
    """Refuses what a redirect wants from another site.

    Scrapy's own off-site middleware drops such a request without a word to its spider, and the
    story would have no outcome.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        allowed = getattr(self._crawler.spider, "allowed_domains", None)
        if allowed and domain_of(parts.netloc) not in allowed:
            raise IgnoreRequest(f"redirect to another site ({parts.hostname})")
