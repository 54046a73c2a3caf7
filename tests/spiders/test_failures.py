import gzip

import pytest
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
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from newscrawl.spiders.failures import reason_of


def status(code: int) -> HttpError:
    return HttpError(Response("https://www.blad.example/a", status=code), "Ignoring non-200 response")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (status(404), "http 404"),
        (status(503), "http 503"),
        (status(302), "redirect to no web address"),
        (status(304), "http 304"),
        (IgnoreRequest("private address"), "private address"),
        (IgnoreRequest("packed more than 2 times"), "packed more than 2 times"),
        (IgnoreRequest("Forbidden by robots.txt"), "robots.txt forbids it"),
        (IgnoreRequest("max redirections reached"), "too many redirects"),
        (
            IgnoreRequest("redirect to another site (ander.example)"),
            "redirect to another site (ander.example)",
        ),
        (
            IgnoreRequest(
                "Ignored response <200 https://x.example> because its body exceeded DOWNLOAD_MAXSIZE (9 B)"
            ),
            "too large",
        ),
        (DownloadTimeoutError("Getting https://x.example took longer than 30.0 seconds."), "timeout"),
        (CannotResolveHostError("DNS lookup failed"), "unknown host"),
        (DownloadConnectionRefusedError("Connection was refused"), "connection refused"),
        (DownloadCancelledError("Cancelling download"), "too large"),
        (ResponseDataLossError(), "cut off"),
        (UnsupportedURLSchemeError("Unsupported URL scheme 'ftp'"), "scheme not allowed"),
        (DownloadFailedError("Connection was closed"), "connection lost"),
        (gzip.BadGzipFile("Not a gzipped file (b'<h')"), "cannot be decompressed"),
        (ConnectionResetError(104, "Connection reset by peer"), "connection lost"),
        (EOFError("Compressed file ended before the end-of-stream marker was reached"), "cut off"),
        (ValueError("Missing scheme in request url: javascript:"), "no web address"),
        (KeyError("what nobody thought of"), "KeyError"),
        (None, "NoneType"),
    ],
)
def test_reason(error, reason):
    assert reason_of(error) == reason


@pytest.mark.parametrize(
    "error",
    [DownloadTimeoutError("A 1.2.3.4"), DownloadFailedError("B"), CannotResolveHostError("C"), status(500)],
)
def test_one_kind_has_one_reason_whatever_its_message(error):
    """Reasons are counted: an address in one would make each its own."""
    assert "example" not in reason_of(error)
    assert "\n" not in reason_of(error)
    assert len(reason_of(error)) < 40
