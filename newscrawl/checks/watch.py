"""What can be seen of a crawl from outside: its answers, its stories and how it ended."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.checks.verdict import OK, Facts, Page, Robots
from newscrawl.items import Story
from newscrawl.ledger import Ledger
from newscrawl.outlets import Outlet, Section
from newscrawl.spiders.responses import asked_for

ROBOTS = "/robots.txt"
FORBIDDEN = "robots.txt forbids it"
FINISHED = "finished"
SHUTDOWN = "shutdown"
"""Reasons why Scrapy ends a crawl: it has no requests left; a person interrupted it."""
REASONS = {"closespider_timeout": "it took too long"}
"""Scrapy's other reasons, as a person says them; what does not stand here is told as it is."""


class Watch:
    """Listens to one crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.stories: list[Story] = []
        self.pages: list[tuple[str, Page]] = []
        """The pages of sections that answered, each behind the name of its section."""
        self.robots: dict[str, int] = {}
        """The status of each host's robots.txt."""
        self.moved: dict[str, list[str]] = {}
        """Addresses to which a page was redirected, by the one that was asked for."""
        self.reason: str | None = None
        """Why the crawl ended; None: it never began, or goes on."""
        self.error: str | None = None
        """The kind of an error of our own."""
        for receiver, signal in (
            (self._saw_request, signals.request_scheduled),
            (self._saw_response, signals.response_received),
            (self._saw_story, signals.item_scraped),
            (self._saw_error, signals.spider_error),
            (self._saw_end, signals.spider_closed),
        ):
            crawler.signals.connect(receiver, signal=signal)

    @property
    def ended(self) -> str | None:
        """Why the crawl was not a whole one; None if it was."""
        if self.error:
            return self.error
        if self.reason is None:
            return "it could not begin"
        return None if self.reason == FINISHED else REASONS.get(self.reason, self.reason)

    def facts(self, outlet: Outlet) -> Iterator[Facts]:
        """Yield what was seen of each section of the outlet."""
        ledger: Ledger | None = getattr(self._crawler.spider, "ledger", None)
        for section in outlet.sections:
            known = ledger.sections.get(section.name) if ledger else None
            pages = self._pages(section)
            lost = known.lost_pages if known else []
            page_of = {line: page for page in pages for line in lost if self._is_of(line, page)}
            yield Facts(
                section=section,
                pages=[
                    self._finished(page, [line for line in lost if page_of.get(line) == page])
                    for page in pages
                ],
                teasers=known.seen if known else 0,
                stories=len(known.shown) if known else 0,
                rows=[story for story in self.stories if story.section == section.name],
                lost=[line for line in _problems(ledger, section.name) if line not in page_of],
                ended=self.ended,
            )

    def _pages(self, section: Section) -> list[Page]:
        """Return the pages that answered, declared or named by one of these, and then those that did not."""
        answers = [page for name, page in self.pages if name == section.name]
        answered = {(page.kind, page.url) for page in answers}
        silent = [Page(kind, url) for kind, url in section.pages if (kind, url) not in answered]
        return [*answers, *silent]

    def _is_of(self, line: str, page: Page) -> bool:
        """Tell whether a line of the ledger is of a page: it ends with an address by which it was asked for."""
        return any(
            line.endswith(f": {url}") for url in (page.url, page.final_url, *self.moved.get(page.url, ()))
        )

    def _finished(self, page: Page, lines: Sequence[str]) -> Page:
        outcome = lines[0].rpartition(": ")[0] if lines else page.outcome
        return page._replace(outcome=outcome, robots=self._robots(page.url, outcome))

    def _robots(self, url: str, outcome: str) -> Robots:
        if outcome == FORBIDDEN:
            return "forbidden"
        status = self.robots.get(urlsplit(url).netloc)
        return "unknown" if status is None else "allowed" if status < 400 else "none"

    def _saw_request(self, request: Request) -> None:
        if asked := request.meta.get("redirect_urls"):
            self.moved.setdefault(asked[0], []).append(request.url)

    def _saw_response(self, response: Response, request: Request) -> None:
        section = request.cb_kwargs.get("section")
        asked = asked_for(response)
        if section:
            page = Page(request.cb_kwargs["kind"], asked, response.status, OK, response.url)
            self.pages.append((section.name, page))
        elif urlsplit(asked).path == ROBOTS:
            self.robots[urlsplit(asked).netloc] = response.status

    def _saw_story(self, item: Any) -> None:
        self.stories.append(item)

    def _saw_error(self, failure: Failure) -> None:
        self.error = f"{failure.type.__name__ if failure.type else 'error'} in our own code"

    def _saw_end(self, spider: Spider, reason: str) -> None:
        self.reason = reason


def _problems(ledger: Ledger | None, section: str) -> Iterator[str]:
    """Yield what the ledger says of one section; no article is fetched, so their share is nothing here."""
    opening = f"section {section}: "
    for line in ledger.problems(max_failed=1) if ledger else ():
        if line.startswith(opening):
            yield line.removeprefix(opening)
