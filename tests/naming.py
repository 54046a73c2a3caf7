"""A resolver of tests (TWISTED_DNS_RESOLVER): names and what they lead to, from the environment variable TEST_NAMES."""

import json
import os
from typing import Any, Self

from twisted.internet.defer import Deferred, fail, succeed
from twisted.internet.error import DNSLookupError
from twisted.internet.interfaces import IResolverSimple
from zope.interface import implementer


@implementer(IResolverSimple)
class TableResolver:
    """Knows `{"name": ["127.0.0.1", "127.0.0.2"]}`: an address for each time that it is asked; the last one stays."""

    def __init__(self, reactor: Any, table: dict[str, list[str]]) -> None:
        self._reactor, self._table = reactor, table

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        return cls(reactor, json.loads(os.environ["TEST_NAMES"]))

    def install_on_reactor(self) -> None:
        self._reactor.installResolver(self)

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        addresses = self._table.get(name)
        if not addresses:
            return fail(DNSLookupError(name))
        return succeed(addresses.pop(0) if len(addresses) > 1 else addresses[0])
