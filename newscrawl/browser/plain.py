"""Scrapy's download handler with a limit of what stands in front of a body: DOWNLOAD_MAXSIZE holds for the body only.

A server that sends headers without end would fill the memory until DOWNLOAD_TIMEOUT, a gigabyte in four seconds.
"""

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import HEADER, STATUS
from twisted.web._newclient import Request as TxRequest
from twisted.web.iweb import IResponse

MAX_HEAD = 256 * 1024
"""Bytes of the headers of an answer, with the interim answers (1xx) in front of it. Browsers take as much."""


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    _head = 0
    """Bytes that came before the body of the present answer began."""

    def request(self, request: TxRequest) -> Deferred[IResponse]:
        self._head = 0
        return super().request(request)

    def dataReceived(self, bytes: bytes) -> None:
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._head += len(bytes)
            if self._head > MAX_HEAD:
                assert self.transport is not None
                self.transport.abortConnection()
                return
        super().dataReceived(bytes)  # type: ignore[no-untyped-call]


class _BoundedFactory(_LenientHTTP11ClientFactory):
    noisy = False

    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class PlainHandler(HTTP11DownloadHandler):
    """Downloads a page; too long a head is a lost connection."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory
