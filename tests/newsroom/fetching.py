"""Fetches pages with the standard library, as a client that knows nothing of Scrapy."""

import urllib.error
import urllib.request
from email.message import Message
from typing import NamedTuple


class Got(NamedTuple):
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class KeepRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


# No proxy: a machine's settings must not come between a test and its own server.
DIRECT = urllib.request.ProxyHandler({})
OPENER = urllib.request.build_opener(DIRECT)
STAYING = urllib.request.build_opener(DIRECT, KeepRedirects)


def fetch(
    url: str, *, data: bytes | None = None, follow: bool = True, timeout: float = 5, **headers: str
) -> Got:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=data, headers=named)
    try:
        with (OPENER if follow else STAYING).open(request, timeout=timeout) as response:
            return Got(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Got(error.code, error.headers, error.read())
