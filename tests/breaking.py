"""Parts of a crawl that break, one way each; `broken_by` gives the options that put one into a real crawl."""

import json
import logging
import os
import sqlite3
from contextlib import closing
from typing import Any

import psycopg
from scrapy import signals
from sqlalchemy.engine import make_url

from newscrawl import settings
from newscrawl.spiders import outlet

STATEMENTS = "BREAKING_STATEMENTS"
"""Setting: what is done to the store behind the crawl's back, after its first answer or as it closes."""


class AtOpen:
    """Breaks when the spider is opened."""

    signal, message = signals.spider_opened, "the lock is taken"

    @classmethod
    def from_crawler(cls, crawler: Any) -> "AtOpen":
        part = cls()
        part.crawler = crawler
        crawler.signals.connect(part.act, signal=cls.signal)
        return part

    def act(self) -> None:
        raise RuntimeError(self.message)


class AtClose(AtOpen):
    """Breaks when the spider is closed, behind everything else."""

    signal, message = signals.spider_closed, "the lock cannot be given back"


class Scolding(AtOpen):
    """Logs an error that nobody else knows of."""

    def act(self) -> None:
        logging.getLogger("somebody.else").critical("the sky falls\nand more of it")


class Callbacks(AtOpen):
    """Lets the spider break on every article."""

    def act(self) -> None:
        def parse_article(response: Any, found: Any) -> None:
            raise KeyError("no such thing")

        self.crawler.spider.parse_article = parse_article


class Readers(AtOpen):
    """Lets every process that reads a page die."""

    def act(self) -> None:
        outlet.read = die  # type: ignore[assignment]


class StartMiddleware:
    """Breaks before the first request."""

    async def process_start(self, start: Any) -> Any:
        raise RuntimeError("no list of pages")
        yield


class Pipeline:
    """Breaks on every story."""

    def process_item(self, item: Any) -> Any:
        raise ZeroDivisionError("division by zero")


class StoreAtAnswer:
    """Changes the store behind the crawl's back, or its server, when the first page has come."""

    signal = signals.response_received

    @classmethod
    def from_crawler(cls, crawler: Any) -> Any:
        part = cls()
        part.address = crawler.settings["NEWSCRAWL_STORE"]
        part.statements = json.loads(crawler.settings[STATEMENTS])
        crawler.signals.connect(part.act, signal=cls.signal)
        return part

    def act(self) -> None:
        statements, self.statements = self.statements, []
        if not statements:
            return
        if self.address.startswith("postgresql"):
            server = make_url(self.address).set(drivername="postgresql", database="postgres")
            address = server.render_as_string(hide_password=False)
            with closing(psycopg.connect(address, autocommit=True)) as connection:
                for statement in statements:
                    connection.execute(statement)
        else:
            with closing(sqlite3.connect(self.address.removeprefix("sqlite:///"))) as connection, connection:
                for statement in statements:
                    connection.execute(statement)


class StoreAtStart(StoreAtAnswer):
    """Does so when the store was looked at, and before the crawl is noted in it."""

    @classmethod
    def from_crawler(cls, crawler: Any) -> Any:
        part = super().from_crawler(crawler)
        part.act()
        return part


class StoreAtIdle(StoreAtAnswer):
    """Does so when all that was asked for has come."""

    signal = signals.spider_idle


def die(*_: Any) -> None:
    os._exit(3)


def broken_by(setting: str, part: type) -> list[str]:
    """Return options of `scrapy crawl` that add a part to those of the project."""
    known: dict[str, int] = getattr(settings, setting, {})
    return ["-s", f"{setting}={json.dumps(known | {f'{__name__}.{part.__name__}': 50})}"]


def store_broken_by(part: type, *statements: str) -> list[str]:
    """Return options that change the store behind the crawl's back."""
    return [*broken_by("EXTENSIONS", part), "-s", f"{STATEMENTS}={json.dumps(statements)}"]
