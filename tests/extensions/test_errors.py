"""Which errors of the log are problems of a crawl, and what is told of them."""

import logging
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from newscrawl.extensions.errors import MAX_KINDS, ErrorLog, text_of

CRAWLER = SimpleNamespace()
OWN, OTHER = SimpleNamespace(crawler=CRAWLER), SimpleNamespace(crawler=SimpleNamespace())


@pytest.fixture
def errors() -> Iterator[ErrorLog]:
    log = ErrorLog(CRAWLER)
    log.install()
    yield log
    log.remove()


@pytest.mark.parametrize(
    ("name", "level", "extra", "counts"),
    [
        ("scrapy.core.scraper", logging.ERROR, {}, True),
        ("scrapy.core.scraper", logging.ERROR, {"spider": OWN}, True),
        ("scrapy.core.scraper", logging.ERROR, {"spider": OTHER}, False),
        ("scrapy.extensions.memusage", logging.ERROR, {"crawler": CRAWLER}, True),
        ("scrapy.extensions.memusage", logging.ERROR, {"crawler": OTHER.crawler}, False),
        ("twisted", logging.CRITICAL, {}, True),
        ("asyncio", logging.ERROR, {}, True),
        ("newscrawler", logging.ERROR, {}, True),  # somebody else's
        ("nd", logging.ERROR, {"spider": OWN}, True),  # a spider
        ("scrapy.core.scraper", logging.WARNING, {}, False),
        ("newscrawl.workers", logging.ERROR, {}, False),
        ("scrapy.downloadermiddlewares.retry", logging.ERROR, {"spider": OWN}, False),
        ("scrapy.downloadermiddlewares.robotstxt", logging.ERROR, {}, False),
    ],
)
def test_what_counts(errors, name, level, extra, counts):
    logging.getLogger(name).log(level, "it broke", extra=extra)
    assert list(errors.lines()) == (["it broke"] if counts else [])


def test_short_names_in_the_log_change_nothing(errors):
    """The log's own handler may cut the names of loggers (LOG_SHORT_NAMES): it comes behind."""
    assert logging.root.handlers[0] is errors


def test_one_error_many_times_is_one_line(errors):
    for _ in range(5):
        logging.getLogger("scrapy").error("a")
    logging.getLogger("scrapy").error("b")
    assert list(errors.lines()) == ["a (5 times)", "b"]


def test_the_lines_are_few_and_short(errors):
    for number in range(300):
        logging.getLogger("scrapy").error("%s %s", number, "x" * 10_000)
    lines = list(errors.lines())
    assert len(lines) == MAX_KINDS + 1
    assert max(map(len, lines)) <= 200
    assert lines[-1] == f"{300 - MAX_KINDS} more errors; the log has them all"


def record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    return logging.LogRecord("scrapy.core", logging.ERROR, "a.py", 1, message, args, info)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (record("Feed %s broke", "a.csv"), "Feed a.csv broke"),
        (record("\nfirst\nsecond"), "first"),
        (record(""), "scrapy.core"),
        (record("It broke", error=OSError(28, "No space left")), "OSError: [Errno 28] No space left (It broke)"),
        (record("It broke", error=KeyError()), "KeyError (It broke)"),
        (record("It broke", error=ValueError("one\ntwo")), "ValueError: one (It broke)"),
        (record("It broke", error=ValueError("\n")), "ValueError (It broke)"),
        (record("x" * 101, error=ValueError("no")), f"ValueError: no ({'x' * 99}…)"),
    ],
)  # fmt: skip
def test_what_is_told(made, text):
    assert text_of(made) == text


def test_what_is_told_of_an_error_that_is_being_handled():
    try:
        int("many")
    except ValueError:
        made = logging.LogRecord("a", logging.ERROR, "a.py", 1, "It broke", (), sys.exc_info())
    assert text_of(made).startswith("ValueError: invalid literal")
