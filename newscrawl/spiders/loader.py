"""Makes a spider of each outlet, for `scrapy list`, `scrapy crawl` and Scrapyd."""

import sys
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from newscrawl.outlets import Outlet, OutletError, load_outlets, unknown_outlet
from newscrawl.spiders.outlet import OutletSpider


class OutletLoader:
    """Scrapy's spider loader (SPIDER_LOADER_CLASS) over the bundled outlets and those of NEWSCRAWL_OUTLETS."""

    def __init__(self, outlets: dict[str, Outlet]) -> None:
        self._outlets = outlets

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Read the outlets; a file that is wrong ends the command with its one line on standard error."""
        try:
            return cls(load_outlets(settings.getlist("NEWSCRAWL_OUTLETS")))
        except OutletError as error:
            # Scrapy would print a traceback of its own start-up around it.
            sys.exit(f"newscrawl: {error}")

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider of an outlet. Raises KeyError, with the names that are near."""
        if spider_name not in self._outlets:
            raise KeyError(self.unknown(spider_name))
        return OutletSpider.for_outlet(self._outlets[spider_name])

    def find_by_request(self, request: Request) -> list[str]:
        return [name for name in sorted(self._outlets) if self.load(name).handles_request(request)]

    def unknown(self, name: str) -> str:
        """Return the line that says that there is no outlet of this name, and which are near."""
        return unknown_outlet(name, self._outlets)

    # Last: below it, `list` would be this method in annotations.
    def list(self) -> list[str]:
        return sorted(self._outlets)
