"""The name of what went wrong with a request, for the ledger and the dataset."""

from collections.abc import Callable
from typing import Any

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from newscrawl.browser import BrowserError

IGNORED = {
    "Forbidden by robots.txt": "robots.txt forbids it",
    "exceeded DOWNLOAD_MAXSIZE": "too large",
    "max redirections reached": "too many redirects",
}
"""Scrapy's words (part of its message) and ours; a message of our own middlewares stands as it is."""

REDIRECTS = (301, 302, 303, 307, 308)
"""Followed where they name an address of the web."""


def _http(error: HttpError) -> str:
    """Return the reason of an answer that is no page: a redirect that Scrapy follows would not end here."""
    status = error.response.status
    return "redirect to no web address" if status in REDIRECTS else f"http {status}"


REASONS: tuple[tuple[type[BaseException], Callable[[Any], str]], ...] = (
    (HttpError, _http),
    (
        IgnoreRequest,
        lambda error: next((ours for theirs, ours in IGNORED.items() if theirs in str(error)), str(error)),
    ),
    (BrowserError, lambda error: f"browser: {error}"),
    (DownloadTimeoutError, lambda error: "timeout"),
    (CannotResolveHostError, lambda error: "unknown host"),
    (DownloadConnectionRefusedError, lambda error: "connection refused"),
    (DownloadCancelledError, lambda error: "too large"),
    (ResponseDataLossError, lambda error: "cut off"),
    (UnsupportedURLSchemeError, lambda error: "scheme not allowed"),
    (DownloadFailedError, lambda error: "connection lost"),
    # what a decompressor says to bytes that are not compressed
    (OSError, lambda error: "cannot be decompressed" if "gzip" in str(error).lower() else "connection lost"),
    (EOFError, lambda error: "cut off"),
    (
        ValueError,
        lambda error: "no web address",
    ),  # of which no request can be made: javascript:, a broken host
)
"""By kind of error, the first that fits."""


def reason_of(error: BaseException | None) -> str:
    """Return the reason of a failure in a few words that are the same for each of its kind."""
    return next((tell(error) for kind, tell in REASONS if isinstance(error, kind)), type(error).__name__)
