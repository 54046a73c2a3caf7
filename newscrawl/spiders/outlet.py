"""The spider of every outlet: its sections first, then the articles behind their teasers."""

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newscrawl import __version__
from newscrawl.browser import browser_meta, use_browser
from newscrawl.extract import Article, Teaser
from newscrawl.extract.identity import own_address
from newscrawl.extract.page import domain_of
from newscrawl.items import Story
from newscrawl.ledger import FAILED, NEW, UNCHANGED, Ledger
from newscrawl.outlets import Outlet, Section
from newscrawl.reading import Download, Manner, Page, PageError, read
from newscrawl.spiders.arguments import Arguments
from newscrawl.spiders.failures import reason_of
from newscrawl.spiders.found import Catalogue, Found, Source, key_of
from newscrawl.spiders.responses import download_of
from newscrawl.spiders.rows import belongs_to, is_listed, sighting_of, story_of
from newscrawl.workers import Workers, processes

Output = Iterator[Request | Story]
AsyncOutput = AsyncIterator[Request | Story]

FIRST = 100
"""Priority of the sections' own pages: a story that several of them show is fetched once, with all it is known by."""
MAX_DEPTH = 1
"""Lists on articles' pages are followed; those on the pages behind them only tell of stories known."""


class OutletSpider(Spider):
    """Crawls one outlet. Arguments: `sections=Buitenland,Europa`, `articles=no`, `limit=10`."""

    outlet: ClassVar[Outlet]
    allowed_domains: ClassVar[list[str]]

    @classmethod
    def for_outlet(cls, outlet: Outlet) -> type[Self]:
        """Return the spider class of an outlet; its name is the outlet's key."""
        pages = [url for section in outlet.sections for _, url in section.pages]
        domains = {domain_of(urlsplit(url).netloc) for url in pages} | set(outlet.domains)
        return type(
            f"{cls.__name__}_{outlet.key}",
            (cls,),
            {"name": outlet.key, "outlet": outlet, "allowed_domains": sorted(domains)},
        )

    @classmethod
    def check(cls, arguments: dict[str, str]) -> None:
        """Raise ValueError if the arguments of a crawl are wrong, before anything is started."""
        known = {name: arguments[name] for name in ("sections", "articles", "limit") if name in arguments}
        if unknown := [name for name in arguments if name not in known and not name.startswith("_")]:
            raise ValueError(f"{unknown[0]}: unknown argument; expected sections, articles or limit")
        Arguments.parse(cls.outlet, **known)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        contact = settings.get("NEWSCRAWL_CONTACT")
        agent = f"newscrawl/{__version__}" + (f" (+{contact})" if contact else "")
        settings.set("USER_AGENT", agent, priority="spider")
        use_browser(settings, cls.outlet, cls.allowed_domains)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        wanted = settings["NEWSCRAWL_PROCESSES"]
        spider.workers = Workers.hire(
            processes(None if wanted is None else int(wanted)),
            settings.getfloat("NEWSCRAWL_PAGE_SECONDS"),
            settings.getint("NEWSCRAWL_PAGE_MEMORY"),
        )
        crawler.signals.connect(spider.workers.dismiss, signal=signals.spider_closed)
        return spider

    def __init__(
        self,
        name: str | None = None,
        sections: str | None = None,
        articles: str = "yes",
        limit: str | None = None,
        **kwargs: Any,  # Scrapyd passes _job
    ) -> None:
        super().__init__(name, **kwargs)
        self.arguments = Arguments.parse(self.outlet, sections, articles, limit)
        self.ledger = Ledger({section.name: section.min_stories for section in self.arguments.sections})
        self.workers: Workers
        self._catalogue = Catalogue()
        self._waiting: list[Found] = []
        self._open_pages = 0
        self._asked: set[str] = set()
        self._stories = 0

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each page of the sections that were asked for."""
        requests = [
            self._page_request(section, kind, url)
            for section in self.arguments.sections
            for kind, url in section.pages
        ]
        for request in requests:
            yield request

    def _page_request(self, section: Section, kind: str, url: str, *, declared: bool = True) -> Request:
        self._open_pages += 1
        self._asked.add(url)
        rendered = browser_meta(self.outlet, section) if kind == "listing" else {}
        return Request(
            url,
            self.parse_page,
            errback=self.lose_page,
            priority=FIRST,
            meta={"conditional": True, "handle_httpstatus_list": [304]} | rendered,
            cb_kwargs={"section": section, "kind": kind, "declared": declared},
        )

    async def parse_page(
        self, response: Response, section: Section, kind: str, declared: bool
    ) -> AsyncOutput:
        """Read the teasers of a section's page; behind the last page, go on to the articles.

        `declared` pages are those of the outlet's file; others are named by one of these.
        """
        try:
            if response.status == 304:
                self.ledger.sections[section.name].not_modified += 1
            else:
                download = download_of(response)
                manner = self._manner._replace(section=section)
                page = await self._read(kind, download, manner)
                source = Source(kind, section.name, response.url, download.served_at, 0)  # type: ignore[arg-type]
                self._take_page(page, source, section)
                for request in self._further(page, section) if declared else ():
                    yield request
                if page.article:  # the address of a section may be that of an article with a list behind it
                    for story in self._own_story(page.article, source):
                        yield story
        except PageError as error:
            self._lose(section.name, response.url, str(error))
        for output in self._page_done():
            yield output

    def _take_page(self, page: Page, source: Source, section: Section) -> None:
        for complaint in page.complaints:
            self._lose(section.name, source.url, complaint)
        teasers = [t for t in page.teasers if source.kind != "sitemap" or is_listed(t, section)]
        self._waiting += self._take(teasers, source)

    def _further(self, page: Page, section: Section) -> Iterator[Request]:
        """Yield requests for the feed or the sitemaps that a page of a section names."""
        for kind, url in page.further:
            if url not in self._asked and self._is_own(url):
                yield self._page_request(section, kind, url, declared=False)

    def lose_page(self, failure: Failure) -> Output:
        """Note a section's page that could not be fetched."""
        request = failure.request  # type: ignore[attr-defined]
        section = request.cb_kwargs["section"]
        self._lose(section.name, request.url, reason_of(failure.value))
        yield from self._page_done()

    async def parse_article(self, response: Response, found: Found) -> AsyncOutput:
        """Make a story of the article and what its teasers say, and read the list on its page."""
        download = download_of(response)
        try:
            page = await self._read("article", download, self._manner)
        except PageError as error:
            yield self._story(found, f"{FAILED}{error}")
            return
        assert page.article is not None
        section = next(s for s in self.outlet.sections if s.name == found.source.section)
        depth = found.source.depth + 1
        source = Source("listing", section.name, response.url, download.served_at, depth)
        url = own_address(page.article.url, response.url)
        if self._catalogue.rename(found, url) is not found:
            self.ledger.settle(section.name, UNCHANGED)  # another address of a story that is known
        else:
            found.sightings += sighting_of(page.article, source)
            yield self._story(found, NEW if page.article.text else f"{FAILED}no text", page.article, url)
        for other in self._take(self._related(page.teasers, section, depth), source):
            yield self._follow(other)

    def lose_article(self, failure: Failure) -> Output:
        """Keep the story whose article could not be fetched, with what its teasers say."""
        found = failure.request.cb_kwargs["found"]  # type: ignore[attr-defined]
        yield self._story(found, f"{FAILED}{reason_of(failure.value)}")

    @property
    def _manner(self) -> Manner:
        return Manner(self.outlet.language, self.outlet.zone_info)

    async def _read(self, kind: str, download: Download, manner: Manner) -> Page:
        """Return what a page holds, read in another process. Raises PageError."""
        page = await self.workers.run(read, kind, download, manner)
        for note in page.notes:
            self.logger.warning("%s: %s", download.url, note)
        return page

    def _related(self, teasers: Iterable[Teaser], section: Section, depth: int) -> list[Teaser]:
        """Return the teasers on an article's page that are of its section."""
        own = [teaser for teaser in teasers if belongs_to(teaser, section)]
        return own if depth <= MAX_DEPTH else [teaser for teaser in own if self._catalogue.knows(teaser)]

    def _take(self, teasers: Iterable[Teaser], source: Source) -> list[Found]:
        """Count the teasers and return the stories among them that are new, up to the limit."""
        fresh = []
        for teaser in teasers:
            known = self._catalogue.knows(teaser)
            if not known and self.arguments.limit is not None and self._stories >= self.arguments.limit:
                self.ledger.sections[source.section].left_out.add(key_of(teaser))
                continue
            found, new = self._catalogue.add(teaser, source)
            self.ledger.seen(source.section, found.key, None if new else UNCHANGED)
            if new:
                self._stories += 1
                fresh.append(found)
        return fresh

    def _page_done(self) -> Output:
        self._open_pages -= 1
        if self._open_pages == 0:
            for found in self._waiting:
                yield self._follow(found)

    def _follow(self, found: Found) -> Request | Story:
        """Return the request for a story's article, or the story where there is none to fetch."""
        teaser = found.teaser
        if teaser.bad_link or (teaser.url and not self._is_own(teaser.url)):
            return self._story(found, f"{FAILED}{'no web address' if teaser.bad_link else 'other site'}")
        if not teaser.url or not self.arguments.articles:
            return self._story(found, NEW)
        return Request(teaser.url, self.parse_article, errback=self.lose_article, cb_kwargs={"found": found})

    def _own_story(self, article: Article, source: Source) -> Iterator[Story]:
        """Yield the article that a section's page itself is."""
        teaser = Teaser(url=source.url, headline=article.headline, position=0)
        found, new = self._catalogue.add(teaser, source)
        self.ledger.seen(source.section, found.key, None if new else UNCHANGED)
        if new:
            self._stories += 1
            found.sightings += sighting_of(article, source)
            yield self._story(found, NEW, article, own_address(article.url, source.url))

    def _story(
        self, found: Found, outcome: str, article: Article | None = None, url: str | None = None
    ) -> Story:
        self.ledger.settle(found.source.section, outcome)
        return story_of(found, self.outlet, outcome, article, url=url)

    def _lose(self, section: str, url: str, reason: str) -> None:
        self.ledger.lose_page(section, url, reason)
        self.logger.warning("section %s: %s: %s", section, reason, url)

    def _is_own(self, url: str) -> bool:
        return domain_of(urlsplit(url).netloc) in self.allowed_domains
