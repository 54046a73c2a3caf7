"""Which hosts a crawl may ask: those of the public internet, and what the person who runs it allows besides."""

import socket
import unicodedata
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Self

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PRIVATE = "private address"
"""The outcome of a page that was not asked for because of where it is."""

EVERYTHING: tuple[Network, ...] = (IPv4Network("0.0.0.0/0"), IPv6Network("::/0"))
YES_NO: dict[str, tuple[Network, ...]] = {
    **dict.fromkeys(("yes", "true", "1"), EVERYTHING),
    **dict.fromkeys(("no", "false", "0", ""), ()),
}

# IANA's registries of special-purpose addresses, https://www.iana.org/assignments/iana-ipv4-special-registry
# and iana-ipv6-special-registry. Our own list: that of Python's ipaddress differs between its patch releases.
SPECIAL: tuple[Network, ...] = tuple(
    map(
        ip_network,
        """
        0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
        192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3
        2001::/23 2001:db8::/32 3fff::/20
        """.split(),
    )
)
GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IANA has given out of IPv6 for the public internet."""

WRAPPED: tuple[tuple[IPv6Network, int], ...] = (
    (IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (IPv6Network("::ffff:0:0:0/96"), 0),  # IPv4-translated
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("2002::/16"), 80),  # 6to4: the bits behind its prefix
)
"""IPv6 networks whose addresses lead to an IPv4 address, and by how many bits that is shifted."""

LOCAL = "localhost"
"""RFC 6761: this name and all below it are this machine, whatever a resolver says."""


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet.

    >>> is_public(IPv4Address("93.184.216.34")), is_public(IPv4Address("169.254.169.254"))
    (True, False)
    >>> is_public(IPv6Address("64:ff9b::127.0.0.1"))
    False
    """
    if isinstance(address, IPv6Address):
        inner = _wrapped(address)
        if inner is not None:
            return is_public(inner)
        if address not in GLOBAL_UNICAST:
            return False
    return not any(address in network for network in SPECIAL)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    for network, shift in WRAPPED:
        if address in network:
            return IPv4Address(int(address) >> shift & 0xFFFFFFFF)
    return None


def literal_address(host: str) -> Address | None:
    """Return the address that a host of a URL is itself, in any form that a resolver takes for one, or None for a name.

    >>> literal_address("2130706433"), literal_address("0x7f.1"), literal_address("[::1]")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), IPv6Address('::1'))
    >>> literal_address("www.nd.nl")
    """
    # "１２７。０。０。１" too: names are folded in this way before they are looked up (UTS #46).
    host = (
        unicodedata.normalize("NFKC", host).replace("\u3002", ".").strip("[]").partition("%")[0].rstrip(".")
    )
    try:
        return ip_address(host)
    except ValueError:
        pass
    if not host or not host.isascii() or not host.isprintable() or " " in host:
        return None
    try:
        # decimal, octal, hexadecimal, and with fewer than four parts
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be asked for besides the public internet."""

    networks: tuple[Network, ...] = ()

    @classmethod
    def parse(cls, value: object) -> Self:
        """Return the reach that NEWSCRAWL_PRIVATE_ADDRESSES states: yes, no, or addresses and networks.

        Raises ValueError, whose text is one line with the setting and what was expected.
        """
        text = str(value).strip().casefold()
        if text in YES_NO:
            return cls(YES_NO[text])
        try:
            return cls(tuple(ip_network(part.strip()) for part in text.split(",")))
        except ValueError:
            raise ValueError(
                "NEWSCRAWL_PRIVATE_ADDRESSES: expected yes, no, or addresses and networks such as"
                f" '127.0.0.1, 10.0.0.0/8', got {value!r}"
            ) from None

    def allows(self, address: str) -> bool:
        """Tell whether a connection may go to an IPv4 or IPv6 address. Raises ValueError if it is none."""
        parsed = ip_address(address.partition("%")[0])
        inner = _wrapped(parsed) if isinstance(parsed, IPv6Address) else None
        return is_public(parsed) or any((inner or parsed) in network for network in self.networks)

    def allows_host(self, host: str) -> bool:
        """Tell whether the host of a URL may be asked as far as its form tells: a name is judged when it is resolved."""
        literal = literal_address(host)
        if literal is not None:
            return self.allows(str(literal))
        is_local = host.casefold().rstrip(".").rpartition(".")[2] == LOCAL
        return not is_local or self.allows("127.0.0.1") or self.allows("::1")
