"""No page, redirect, feed or robots.txt is fetched from an address that is not of the public internet.

What a page links to may not become a way into the network in which it is crawled (CWE-918). The form of a
host is looked at first; a name is judged by the addresses that it has at the moment of the connection, so
that neither a name that leads inwards nor one that changes in between is followed.
"""

from collections.abc import Sequence
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest, NotConfigured
from scrapy.utils.datatypes import LocalCache
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IHostResolution,
    IResolutionReceiver,
)
from zope.interface.declarations import implementer  # type: ignore[import-untyped]

from newscrawl.hosts import EVERYTHING, PRIVATE, Reach

MAX_NAMES = 10_000
"""Refused names that are remembered; as many as Scrapy remembers addresses of."""


class _Reaching:
    """A middleware that knows what may be asked; none where that is everything."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        reach = Reach.parse(crawler.settings["NEWSCRAWL_PRIVATE_ADDRESSES"])
        if reach.networks == EVERYTHING:
            raise NotConfigured
        return cls(reach)


class PublicHostMiddleware(_Reaching):
    """Refuses a request whose host is, as it is written, no public one: before anything is done for it."""

    def process_request(self, request: Request) -> None:
        if not self._reach.allows_host(urlparse_cached(request).hostname or ""):
            raise IgnoreRequest(PRIVATE)


class PublicAddressMiddleware(_Reaching):
    """Sees to it that names are resolved to public addresses only; stands behind what may choose a proxy.

    Through a proxy only the proxy knows where a name leads: then it must refuse what is private.
    """

    def process_request(self, request: Request) -> None:
        resolver = self._resolver()
        host = urlparse_cached(request).hostname or ""
        if proxy := request.meta.get("proxy"):
            resolver.proxies.add(_ascii(urlsplit(proxy).hostname or ""))
        elif host in resolver.proxies:  # whose own address is not looked at
            raise IgnoreRequest(PRIVATE)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Name the refusal, so that it is no failure of the network that would be tried again."""
        if isinstance(exception, CannotResolveHostError) and self._resolver().refused(
            urlparse_cached(request).hostname or ""
        ):
            raise IgnoreRequest(PRIVATE) from exception

    def _resolver(self) -> "PublicResolver":
        """Return the resolver of this process, put before the one that Scrapy has chosen when it started."""
        from twisted.internet import reactor

        if not isinstance(reactor.nameResolver, PublicResolver):
            inner = reactor.nameResolver
            reactor.installNameResolver(PublicResolver(inner, self._reach))
        resolver: PublicResolver = reactor.nameResolver
        return resolver


@implementer(IHostnameResolver)
class PublicResolver:
    """Gives only the public addresses of a name, and those that are allowed besides."""

    def __init__(self, inner: Any, reach: Reach) -> None:
        self._inner = inner
        self._reach = reach
        self._refused: LocalCache[str, bool] = LocalCache(MAX_NAMES)
        self.proxies: set[str] = set()
        """Names that the person who runs the crawl has configured, and that may lead anywhere."""

    def refused(self, name: str) -> bool:
        """Tell whether a name had private addresses only when it was last looked up."""
        return bool(self._refused.get(_ascii(name)))

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """See IHostnameResolver.resolveHostName."""
        receiver: Any = resolutionReceiver
        if _ascii(hostName) not in self.proxies:
            receiver = _PublicReceiver(receiver, self._reach, lambda refused: self._note(hostName, refused))
        resolution: IHostResolution = self._inner.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return resolution

    def _note(self, name: str, refused: bool) -> None:
        self._refused[_ascii(name)] = refused


@implementer(IResolutionReceiver)
class _PublicReceiver:
    """Passes on what a resolver finds, without the addresses that may not be asked."""

    def __init__(self, receiver: Any, reach: Reach, done: Any) -> None:
        self._receiver, self._reach, self._done = receiver, reach, done
        self._passed = self._held = 0

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        if self._reach.allows(address.host):
            self._passed += 1
            self._receiver.addressResolved(address)
        else:
            self._held += 1

    def resolutionComplete(self) -> None:
        self._done(bool(self._held and not self._passed))
        self._receiver.resolutionComplete()


def _ascii(name: str) -> str:
    """Return a name in the one form in which requests and resolvers have it in common."""
    try:
        return name.encode("idna").decode().casefold()
    except UnicodeError:  # no name that could be resolved
        return name.casefold()
