"""Whose pages are fetched, and what robots.txt forbids."""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.robotstxt import RobotParser
from twisted.internet.defer import Deferred

from newscrawl.extract.page import domain_of


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
