"""The one way out of the browser: a SOCKS proxy (RFC 1928) on 127.0.0.1 that lets it reach public addresses only.

Chromium resolves no name itself when it has such a proxy, so each of its connections, redirects and sockets
included, goes to an address that was looked at.
"""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Callable

from newscrawl.hosts import PRIVATE, Reach

VERSION, CONNECT, NO_LOGIN = 5, 1, 0
ADDRESSES = {1: 4, 4: 16}
"""Type of an address -> its bytes; type 3 is a name behind its length."""
NAME = 3
DONE, FAILED, NOT_ALLOWED = 0, 1, 2
SECONDS = 10.0
"""What a name and a connection may take."""
PIECE = 64 * 1024

REFUSED, UNKNOWN, LOST = PRIVATE, "unknown host", "connection refused"


class Gate:
    """Listens until it is closed; asks `is_known` whether a host is one of the outlet's."""

    def __init__(self, reach: Reach, is_known: Callable[[str], bool]) -> None:
        self._reach, self._is_known = reach, is_known
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.failures: dict[str, str] = {}
        """Why the last connection to a host did not come about; of hosts of the outlet only."""

    async def open(self) -> str:
        """Listen, and return the address of the proxy."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return f"socks5://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stop listening, and end all connections."""
        if self._server:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            # A client that is no browser, or one that has gone, costs its own connection.
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, ValueError):
                async with asyncio.timeout(SECONDS):
                    host, port = await _read_request(reader, writer)
                    outside = await self._connect(host, port, writer)
                if outside:
                    await _pass_on((reader, writer), outside)
        finally:
            writer.close()

    async def _connect(
        self, host: str, port: int, writer: asyncio.StreamWriter
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        if not self._is_known(host):
            writer.write(_reply(NOT_ALLOWED))
            return None
        try:
            addresses = await self._addresses_of(host, port)
            failure = LOST if addresses else REFUSED
        except OSError:
            addresses, failure = [], UNKNOWN
        for address in addresses:  # a machine without IPv6 cannot use the first of many names
            with contextlib.suppress(OSError):
                outside = await asyncio.open_connection(address, port)
                self.failures.pop(host, None)
                writer.write(_reply(DONE))
                return outside
        self.failures[host] = failure
        writer.write(_reply(NOT_ALLOWED if failure == REFUSED else FAILED))
        return None

    async def _addresses_of(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host that may be connected to. Raises OSError if the name has none at all."""
        if not self._reach.allows_host(host):
            return []
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(address[0]) for *_, address in found]
        return [address for address in addresses if self._reach.allows(address)]


async def _read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Return host and port that a client wants. Raises ValueError if it speaks another protocol."""
    version, count = await reader.readexactly(2)
    await reader.readexactly(count)
    if version != VERSION:
        raise ValueError("not SOCKS 5")
    writer.write(bytes((VERSION, NO_LOGIN)))
    version, command, _, kind = await reader.readexactly(4)
    if (version, command) != (VERSION, CONNECT) or kind not in (NAME, *ADDRESSES):
        raise ValueError("no connection that we make")
    if kind == NAME:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode("ascii")
    else:
        host = str(ipaddress.ip_address(await reader.readexactly(ADDRESSES[kind])))
    return host, int.from_bytes(await reader.readexactly(2))


def _reply(code: int) -> bytes:
    return bytes((VERSION, code, 0, 1)) + bytes(6)


async def _pass_on(
    inside: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    outside: tuple[asyncio.StreamReader, asyncio.StreamWriter],
) -> None:
    """Copy in both directions until one side ends."""
    try:
        ways = [
            asyncio.ensure_future(_copy(inside[0], outside[1])),
            asyncio.ensure_future(_copy(outside[0], inside[1])),
        ]
        await asyncio.wait(ways)
    finally:
        for way in ways:
            way.cancel()
        outside[1].close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    with contextlib.suppress(OSError, RuntimeError):  # closed by the other way
        writer.write_eof()
