"""What goes wrong in a browser, as errors that Scrapy retries and the ledger names."""

from collections.abc import Callable

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)

from newscrawl.browser.gate import LOST, REFUSED, UNKNOWN


class BrowserError(DownloadFailedError):
    """The browser, not the network, lost a page; its text is the reason in a few words."""


LAUNCH = "BrowserType.launch"
"""Part of what Playwright says of a browser that does not start."""

ERRORS: tuple[tuple[str, Callable[[str], Exception]], ...] = (
    (LAUNCH, lambda message: BrowserError("cannot be started")),
    ("crashed", lambda message: BrowserError("page crashed")),
    ("has been closed", lambda message: BrowserError("it ended")),
    ("ERR_NAME_NOT_RESOLVED", CannotResolveHostError),
    ("ERR_CONNECTION_REFUSED", DownloadConnectionRefusedError),
    ("ERR_CONNECTION_TIMED_OUT", DownloadTimeoutError),
    ("ERR_TIMED_OUT", DownloadTimeoutError),
    ("Timeout ", DownloadTimeoutError),  # "Timeout 30000ms exceeded."
    ("ERR_CERT_", lambda message: BrowserError("certificate refused")),
    ("net::ERR_", DownloadFailedError),
)
"""Part of what Playwright or Chromium says, and the error that it is; the first that fits."""


GATE = "ERR_SOCKS_CONNECTION"
"""Part of what Chromium says where its gate made no connection, whatever the reason."""

GATE_ERRORS: dict[str, Callable[[str], Exception]] = {
    REFUSED: IgnoreRequest,
    UNKNOWN: CannotResolveHostError,
    LOST: DownloadConnectionRefusedError,
}
"""The gate's own reason, and the error that it is."""


def gate_error(message: str, failure: str | None) -> Exception | None:
    """Return the error behind Playwright's `message` where `failure` is why the gate made no connection, else None."""
    return GATE_ERRORS[failure](failure) if failure and GATE in message else None


def to_error(message: str) -> Exception:
    """Return what Playwright's `message` is as an error of a download."""
    first, _, _ = message.partition("\n")  # a log of calls follows
    return next((make(first) for part, make in ERRORS if part in message), BrowserError("page lost"))
