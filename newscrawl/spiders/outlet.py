"""The spider of every outlet: its sections first, then the articles behind their teasers."""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawl.browser import browser_meta
from newscrawl.extract import Article, Teaser
from newscrawl.extract.identity import own_address
from newscrawl.extract.page import domain_of
from newscrawl.items import Story
from newscrawl.ledger import FAILED, NEW, UNCHANGED, WITHDRAWN
from newscrawl.outlets import Kind, Section
from newscrawl.reading import Download, Manner, Page, PageError, read
from newscrawl.spiders.failures import reason_of
from newscrawl.spiders.found import Catalogue, Found, Source, key_of
from newscrawl.spiders.prepared import PreparedSpider
from newscrawl.spiders.responses import asked_for, download_of, first_of, made_at
from newscrawl.spiders.rows import belongs_to, is_listed, sighting_of, story_of
from newscrawl.spiders.seen import is_same, is_settled, page_of, seen_of, validators_of
from newscrawl.store import PageRef, PageState

Output = Iterator[Request | Story]
AsyncOutput = AsyncIterator[Request | Story]

FIRST = 100
"""Priority of the sections' own pages: a story that several of them show is fetched once, with all it is known by."""
GONE = (404, 410)
"""What a server says of an article that was withdrawn."""
MAX_DEPTH = 1
"""Lists on articles' pages are followed; those on the pages behind them only tell of stories known."""


class OutletSpider(PreparedSpider):
    """Crawls one outlet. Arguments: `sections=Buitenland,Europa`, `articles=no`, `limit=10`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._catalogue = Catalogue()
        self._waiting: list[Found] = []
        self._open_pages = 0
        self._asked: set[str] = set()
        self._stories = 0
        self._now: datetime | None = None
        """When the latest of the sections' pages was made: what is due is due by the outlet's clock."""

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each page of the sections that were asked for."""
        requests = [
            self._page_request(section, kind, url)
            for section in self.arguments.sections
            for kind, url in section.pages
        ]
        for request in requests:
            yield request

    def _page_request(self, section: Section, kind: Kind, url: str, *, declared: bool = True) -> Request:
        self._open_pages += 1
        self._asked.add(url)
        state = self.keeper.page(url)
        rendered = browser_meta(self.outlet, section) if kind == "listing" else {}
        return Request(
            url,
            self.parse_page,
            errback=self.lose_page,
            priority=FIRST,
            meta={"handle_httpstatus_list": [304]} | rendered,
            headers=dict(state.validators) if not rendered else {},
            cb_kwargs={"section": section, "kind": kind, "declared": declared, "state": state},
        )

    async def parse_page(
        self, response: Response, section: Section, kind: Kind, declared: bool, state: PageState
    ) -> AsyncOutput:
        """Read the teasers of a section's page; behind the last page, go on to the articles.

        `declared` pages are those of the outlet's file; others are named by one of these. `state` is what was known
        of the page: one that is as it was is not read.
        """
        download = download_of(response)
        self._now = max(self._now or download.served_at, download.served_at)
        try:
            if is_same(response, state):
                self.ledger.sections[section.name].stand(state.stories)
                self.keeper.same_page(asked_for(response), download.served_at)
            else:
                page = await self._read(kind, download, self._manner._replace(section=section))
                source = Source(kind, section.name, response.url, download.served_at, 0)
                self._take_page(page, source, section, response)
                for request in self._further(page, section) if declared else ():
                    yield request
                if page.article:  # the address of a section may be that of an article with a list behind it
                    for story in self._own_story(page.article, source, response):
                        yield story
        except PageError as error:
            self._lose(section.name, response.url, str(error), asked_for(response))
        for output in self._page_done():
            yield output

    def _take_page(self, page: Page, source: Source, section: Section, response: Response) -> None:
        teasers = [t for t in page.teasers if source.kind != "sitemap" or is_listed(t, section)]
        # What a page names besides has to be asked for the next time, too.
        whole = not (page.complaints or page.further)
        self.ledger.sections[section.name].pages_read += 1
        self._waiting += self._take(teasers, source, response, whole=whole)
        for complaint in page.complaints:
            self._lose(section.name, source.url, complaint, asked_for(response))

    def _further(self, page: Page, section: Section) -> Iterator[Request]:
        """Yield requests for the feed or the sitemaps that a page of a section names."""
        for kind, url in page.further:
            if url not in self._asked and self._is_own(url):
                yield self._page_request(section, kind, url, declared=False)

    def lose_page(self, failure: Failure) -> Output:
        """Note a section's page that could not be fetched."""
        request = failure.request  # type: ignore[attr-defined]
        section = request.cb_kwargs["section"]
        self._lose(section.name, request.url, reason_of(failure.value), first_of(request))
        yield from self._page_done()

    async def parse_article(self, response: Response, found: Found) -> AsyncOutput:
        """Make a story of the article and what its teasers say, and read the list on its page."""
        download = download_of(response)
        section = found.source.section
        if response.status == 304 and found.known:
            self.keeper.unchanged(found.known, download.served_at)
            self._settle(found, UNCHANGED)
            return
        try:
            page = await self._read("article", download, self._manner)
        except PageError as error:
            yield self._story(found, f"{FAILED}{error}")
            return
        assert page.article is not None
        source = Source("listing", section, response.url, download.served_at, found.source.depth + 1)
        url = own_address(page.article.url, response.url)
        if self._catalogue.rename(found, url) is not found:
            self._settle(found, UNCHANGED)  # another address of a story that is known
        else:
            found.sightings += sighting_of(page.article, source)
            story = self._story(found, NEW if page.article.text else f"{FAILED}no text", page.article, url)
            story.visited_at, story.validators = download.served_at, validators_of(response)
            yield story
        for other in self._take(self._related(page.teasers, source), source, response):
            for output in self._follow(other):
                yield output

    def lose_article(self, failure: Failure) -> Output:
        """Keep the story whose article could not be fetched, with what its teasers say."""
        found: Found = failure.request.cb_kwargs["found"]  # type: ignore[attr-defined]
        answer = failure.value.response if isinstance(failure.value, HttpError) else None
        if answer and answer.status in GONE and found.known and found.known.was_read:
            self.keeper.withdrawn(found.known, made_at(answer))
            self._settle(found, WITHDRAWN)
            return
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

    def _related(self, teasers: Iterable[Teaser], source: Source) -> list[Teaser]:
        """Return the teasers on an article's page that are of its section."""
        section = next(s for s in self.outlet.sections if s.name == source.section)
        own = [teaser for teaser in teasers if belongs_to(teaser, section)]
        deep = source.depth > MAX_DEPTH
        return [teaser for teaser in own if self._catalogue.knows(teaser)] if deep else own

    def _take(
        self, teasers: Iterable[Teaser], source: Source, response: Response, *, whole: bool = True
    ) -> list[Found]:
        """Count the teasers, keep them, and return the stories among them that are new, up to the limit."""
        fresh, shown = [], []
        for teaser in teasers:
            known = self._catalogue.knows(teaser)
            if not known and self.arguments.limit is not None and self._stories >= self.arguments.limit:
                self.ledger.sections[source.section].left_out.add(key_of(teaser))
                whole = False
                continue
            found, new = self._catalogue.add(teaser, source)
            self.ledger.seen(source.section, found.key, None if new else UNCHANGED)
            shown.append((found, teaser))
            if new:
                self._stories += 1
                fresh.append(found)
        own = self._keep(shown, page_of(source, response, whole=whole), source)
        for found in fresh:
            if id(found) not in own:
                self._settle(found, UNCHANGED)
        return [found for found in fresh if id(found) in own]

    def _keep(self, shown: list[tuple[Found, Teaser]], page: PageRef, source: Source) -> set[int]:
        """Keep a page with its stories, and return those (by identity) that were not met by another name before."""
        kept = self.keeper.see(page, seen_of(shown, source, self.outlet))
        pairs = zip(shown, kept, strict=True)
        return {id(found) for (found, _), row in pairs if self._catalogue.meet(found, row)}

    def _page_done(self) -> Output:
        self._open_pages -= 1
        if self._open_pages:
            return
        for found in self._waiting:
            yield from self._follow(found)
        if self._now and self.arguments.articles:
            shown = {found.known.id for found in self._waiting if found.known}
            for known in self.keeper.due(self._now, shown):
                if known.section in self.ledger.sections:
                    yield self._article_request(self._catalogue.revisit(known, self._now))

    def _follow(self, found: Found) -> Output:
        """Yield the request for a story's article, or the story where there is none to fetch; nothing for one
        that is known and not due.
        """
        teaser = found.teaser
        if is_settled(found, articles=self.arguments.articles):
            self._settle(found, UNCHANGED)
        elif teaser.bad_link or (teaser.url and not self._is_own(teaser.url)):
            yield self._story(found, f"{FAILED}{'no web address' if teaser.bad_link else 'other site'}")
        elif not teaser.url or not self.arguments.articles:
            yield self._story(found, NEW)
        else:
            yield self._article_request(found)

    def _article_request(self, found: Found) -> Request:
        assert found.teaser.url
        return Request(
            found.teaser.url,
            self.parse_article,
            errback=self.lose_article,
            headers=dict(found.known.validators) if found.known else {},
            meta={"handle_httpstatus_list": [304]},
            cb_kwargs={"found": found},
        )

    def _own_story(self, article: Article, source: Source, response: Response) -> Iterator[Story]:
        """Yield the article that a section's page itself is."""
        teaser = Teaser(url=source.url, headline=article.headline, position=0)
        found, new = self._catalogue.add(teaser, source)
        self.ledger.seen(source.section, found.key, None if new else UNCHANGED)
        if new:
            self._stories += 1
            # The page itself was kept with its list.
            self._keep([(found, teaser)], page_of(source._replace(depth=1), response), source)
            found.sightings += sighting_of(article, source)
            yield self._story(found, NEW, article, own_address(article.url, source.url))

    def _story(
        self, found: Found, outcome: str, article: Article | None = None, url: str | None = None
    ) -> Story:
        """Return the row of a story; the last pipeline counts its outcome."""
        return story_of(found, self.outlet, outcome, article, url=url)

    def _settle(self, found: Found, outcome: str) -> None:
        self.ledger.settle(found.source.section, outcome, listed=found.is_listed)

    def _lose(self, section: str, url: str, reason: str, asked: str) -> None:
        self.ledger.lose_page(section, url, reason)
        self.keeper.lost_page(asked, reason)
        self.logger.warning("section %s: %s: %s", section, reason, url)

    def _is_own(self, url: str) -> bool:
        return domain_of(urlsplit(url).netloc) in self.allowed_domains
