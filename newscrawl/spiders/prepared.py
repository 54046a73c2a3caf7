"""The spider of an outlet before it fetches anything: its class, its settings, its arguments."""

from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from newscrawl import __version__
from newscrawl.browser import use_browser
from newscrawl.extract.page import domain_of
from newscrawl.keeper import Keeper
from newscrawl.ledger import Ledger
from newscrawl.outlets import Outlet
from newscrawl.spiders.arguments import Arguments
from newscrawl.workers import Workers, processes


class PreparedSpider(Spider):
    """A spider of one outlet, with its store and its workers."""

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
        """Return the spider with its store and its workers. Raises StoreError."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        spider.keeper = Keeper.open(settings["NEWSCRAWL_STORE"], cls.outlet)
        spider.outlet = spider.keeper.outlet  # type: ignore[misc]  # with the rounding that was learned
        wanted = settings["NEWSCRAWL_PROCESSES"]
        spider.workers = Workers.hire(
            processes(None if wanted is None else int(wanted)),
            settings.getfloat("NEWSCRAWL_PAGE_SECONDS"),
            settings.getint("NEWSCRAWL_PAGE_MEMORY"),
        )
        crawler.signals.connect(spider.begin, signal=signals.spider_opened)
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
        self.keeper = Keeper(None, self.outlet)
        self.workers: Workers

    def begin(self) -> None:
        """Note in the store that the crawl has begun."""
        # A signal asks a function for the names of its arguments, and would be told those of what stands around it.
        self.keeper.begin()
