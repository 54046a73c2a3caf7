"""The spider of every outlet: its sections first, then the articles behind their teasers."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newscrawl import __version__
from newscrawl.clock import served_at
from newscrawl.extract import Teaser
from newscrawl.extract.metadata import Origin
from newscrawl.extract.page import domain_of, same_site, story_url
from newscrawl.items import Story
from newscrawl.ledger import FAILED, NEW, UNCHANGED, Ledger
from newscrawl.middlewares import FETCHED_AT
from newscrawl.outlets import Outlet, Section
from newscrawl.spiders.arguments import Arguments
from newscrawl.spiders.failures import reason_of
from newscrawl.spiders.found import Catalogue, Found, Source, key_of, story_id
from newscrawl.spiders.pages import Page, PageError, read_article, read_listing

Output = Iterator[Request | Story]

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
        pages = [url for section in outlet.sections for url in (section.listing, section.feed) if url]
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
        self._catalogue = Catalogue()
        self._waiting: list[Found] = []
        self._open_pages = 0
        self._stories = 0

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each page of the sections that were asked for."""
        pages = [
            (section, kind, url)
            for section in self.arguments.sections
            for kind, url in (("listing", section.listing), ("feed", section.feed))
            if url
        ]
        self._open_pages = len(pages)
        for section, kind, url in pages:
            yield Request(
                url,
                self.parse_page,
                errback=self.lose_page,
                priority=FIRST,
                meta={"conditional": True, "handle_httpstatus_list": [304]},
                cb_kwargs={"section": section, "kind": kind},
            )

    def parse_page(self, response: Response, section: Section, kind: str) -> Output:
        """Read the teasers of a section's page; behind the last page, go on to the articles."""
        source = Source(kind, section.name, response.url, self._served_at(response), 0)  # type: ignore[arg-type]
        try:
            if response.status == 304:
                self.ledger.sections[section.name].not_modified += 1
            else:
                page = read_listing(response, section, kind, self.outlet, source.served_at)
                for complaint in page.complaints:
                    self._lose(section.name, response.url, complaint)
                self._waiting += self._take(page.teasers, source)
                if page.article:  # the address of a section may be that of an article with a list behind it
                    yield from self._own_story(page, source)
        except PageError as error:
            self._lose(section.name, response.url, str(error))
        yield from self._page_done()

    def lose_page(self, failure: Failure) -> Output:
        """Note a section's page that could not be fetched."""
        request = failure.request  # type: ignore[attr-defined]
        section = request.cb_kwargs["section"]
        self._lose(section.name, request.url, reason_of(failure.value))
        yield from self._page_done()

    def parse_article(self, response: Response, found: Found) -> Output:
        """Make a story of the article and what its teasers say, and read the list on its page."""
        try:
            page = read_article(response, self.outlet, self._served_at(response))
        except PageError as error:
            yield self._story(found, f"{FAILED}{error}")
            return
        assert page.article is not None
        url = self._address(page, response.url)
        if self._catalogue.rename(found, url) is not found:
            self.ledger.settle(found.source.section, UNCHANGED)  # another address of a story that is known
        else:
            yield self._story(found, NEW if page.article.text else f"{FAILED}no text", page, url)
        section = next(s for s in self.outlet.sections if s.name == found.source.section)
        source = Source(
            "listing", section.name, response.url, self._served_at(response), found.source.depth + 1
        )
        teasers = [teaser for teaser in page.teasers if belongs_to(teaser, section)]
        if source.depth > MAX_DEPTH:
            teasers = [teaser for teaser in teasers if self._catalogue.knows(teaser)]
        for other in self._take(teasers, source):
            yield self._follow(other)

    def lose_article(self, failure: Failure) -> Output:
        """Keep the story whose article could not be fetched, with what its teasers say."""
        found = failure.request.cb_kwargs["found"]  # type: ignore[attr-defined]
        yield self._story(found, f"{FAILED}{reason_of(failure.value)}")

    def _take(self, teasers: list[Teaser], source: Source) -> list[Found]:
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

    def _own_story(self, page: Page, source: Source) -> Output:
        """Yield the article that a section's page itself is."""
        assert page.article is not None
        found, new = self._catalogue.add(
            Teaser(url=source.url, headline=page.article.headline, position=0), source
        )
        self.ledger.seen(source.section, found.key, None if new else UNCHANGED)
        if new:
            self._stories += 1
            yield self._story(found, NEW, page, self._address(page, source.url))

    def _story(self, found: Found, outcome: str, page: Page | None = None, url: str | None = None) -> Story:
        self.ledger.settle(found.source.section, outcome)
        teaser, article = found.teaser, page.article if page else None
        return Story(
            story_id=story_id(self.outlet.key, key_of(Teaser(url=url)) if url else found.key),
            outlet=self.outlet.key,
            section=found.source.section,
            url=url or teaser.url,
            headline=(article and article.headline) or teaser.headline,
            lead=teaser.lead or (article.lead if article else None),
            text=article.text if article else None,
            authors=list(article.authors) if article else [],
            language=(article and article.language) or self.outlet.language,
            modified_at=article.modified.earliest if article and article.modified else None,
            served_at=found.source.served_at,
            listing_url=found.source.url,
            position=teaser.position or None,
            outcome=outcome,
            declared=article.origin if article else Origin(),
            sightings=[*found.sightings, *(page.sightings if page else [])],
        )

    def _lose(self, section: str, url: str, reason: str) -> None:
        self.ledger.lose_page(section, url, reason)
        self.logger.warning("section %s: %s: %s", section, reason, url)

    def _address(self, page: Page, url: str) -> str:
        """Return the address that an article's page names as its own, if it can be one of this outlet's stories."""
        named = page.article.url if page.article else None
        fits = named and same_site(named, url) and urlsplit(named).path.strip("/")
        return story_url(named if named and fits else url)

    def _is_own(self, url: str) -> bool:
        return domain_of(urlsplit(url).netloc) in self.allowed_domains

    @staticmethod
    def _served_at(response: Response) -> datetime:
        fetched = response.headers.get(FETCHED_AT)
        instant = datetime.fromisoformat(fetched.decode()) if fetched else datetime.now(UTC)
        return served_at(response.headers, instant)


def belongs_to(teaser: Teaser, section: Section) -> bool:
    """Tell whether a teaser on an article's page is of the article's section: its list is named so
    ("Meer uit Buitenland"), or its address has the section's part, or it is wire copy without a link.
    """
    if teaser.heading and section.name.casefold() in teaser.heading.casefold():
        return True
    if not teaser.url:
        return bool(teaser.lead and teaser.time_text)
    part = urlsplit(section.listing or section.feed or "").path.strip("/").split("/")[-1].casefold()
    return bool(part) and part in urlsplit(teaser.url).path.casefold().split("/")
