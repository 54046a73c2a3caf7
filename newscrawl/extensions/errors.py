"""What the log of a crawl calls an error, and nothing else counts: a callback, pipeline or feed that broke."""

import logging
from collections.abc import Iterator

from scrapy import Spider
from scrapy.crawler import Crawler

ACCOUNTED = (
    "newscrawl",  # what we call an error ourselves has a place in the ledger, or is a problem already
    "scrapy.downloadermiddlewares.retry",  # a page that cannot be fetched is a lost page, or a story that failed
    "scrapy.downloadermiddlewares.robotstxt",  # without its robots.txt everything is allowed
)
"""Loggers, with those below them, whose errors are counted elsewhere, or keep no crawl from its job."""
MAX_KINDS = 10
"""Errors that are told apart; of more only their number is told."""
MAX_TEXT, MAX_PLACE = 200, 100
"""Characters of an error and of where it was met: messages of Scrapy quote whole stories."""


class ErrorLog(logging.Handler):
    """Gathers the errors of one crawl while it is installed; those that name another spider are not its own."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(logging.ERROR)
        self._crawler = crawler
        self._errors: dict[str, int] = {}
        self._more = 0

    def install(self) -> None:
        # The first of all: the handler of the log itself may shorten the names of loggers (LOG_SHORT_NAMES).
        logging.root.handlers.insert(0, self)

    def remove(self) -> None:
        logging.root.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        spider: Spider | None = getattr(record, "spider", None)
        crawler: Crawler | None = getattr(record, "crawler", None) or getattr(spider, "crawler", None)
        is_accounted = any(f"{record.name}.".startswith(f"{name}.") for name in ACCOUNTED)
        if is_accounted or (crawler is not None and crawler is not self._crawler):
            return
        text = text_of(record)
        if text in self._errors or len(self._errors) < MAX_KINDS:
            self._errors[text] = self._errors.get(text, 0) + 1
        else:
            self._more += 1

    def lines(self) -> Iterator[str]:
        """Yield a line for each kind of error."""
        for text, count in self._errors.items():
            yield f"{text} ({count} times)" if count > 1 else text
        if self._more:
            yield f"{self._more} more errors; the log has them all"


def text_of(record: logging.LogRecord) -> str:
    """Return an error in one line: the exception, and what was done when it came.

    >>> import sys
    >>> try:
    ...     1 / 0
    ... except ZeroDivisionError:
    ...     error = sys.exc_info()
    >>> text_of(logging.LogRecord("a", logging.ERROR, "a.py", 1, "Page broke\\nat %s", ("once",), error))
    'ZeroDivisionError: division by zero (Page broke)'
    """
    message = record.getMessage().strip()
    first = message.splitlines()[0] if message else record.name
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return _short(first, MAX_TEXT)
    return f"{_short(told(error), MAX_TEXT)} ({_short(first, MAX_PLACE)})"


def told(error: BaseException) -> str:
    """Return the kind of an error and the first line of what it says."""
    said = str(error).strip()
    return f"{type(error).__name__}: {said.splitlines()[0]}" if said else type(error).__name__


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
