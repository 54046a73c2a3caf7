"""The browser's way out, spoken to as a browser does, and as none would."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

import pytest

from newscrawl.browser.gate import DONE, FAILED, LOST, NOT_ALLOWED, REFUSED, UNKNOWN, Gate
from newscrawl.hosts import Reach

HELLO = b"\x05\x01\x00"


def asking(host: str, port: int) -> bytes:
    name = host.encode()
    return b"\x05\x01\x00\x03" + bytes([len(name)]) + name + port.to_bytes(2)


def asking_address(address: str, port: int) -> bytes:
    parsed = ipaddress.ip_address(address)
    return b"\x05\x01\x00" + (b"\x01" if parsed.version == 4 else b"\x04") + parsed.packed + port.to_bytes(2)


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(100):
        writer.write(piece)
    writer.close()


def through(
    gate: Gate, talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter, int], Awaitable[object]]
) -> object:
    """Return what `talk` makes of an open gate and the port of an echo behind it."""

    async def run() -> object:
        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        address = await gate.open()
        reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
        try:
            return await asyncio.wait_for(talk(reader, writer, server.sockets[0].getsockname()[1]), 10)
        finally:
            await gate.close()
            writer.close()
            server.close()

    return asyncio.run(run())


def answer_to(gate: Gate, request: Callable[[int], bytes]) -> object:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> int:
        writer.write(HELLO + request(port))
        assert await reader.readexactly(2) == b"\x05\x00"
        return (await reader.readexactly(10))[1]

    return through(gate, talk)


def gate_of(reach: str, *hosts: str) -> Gate:
    return Gate(Reach.parse(reach), lambda host: host in hosts)


@pytest.mark.parametrize(
    ("reach", "host", "code", "failure"),
    [
        ("127.0.0.1", "127.0.0.1", DONE, None),
        ("127.0.0.1", "localhost", DONE, None),
        ("no", "127.0.0.1", NOT_ALLOWED, REFUSED),
        ("no", "localhost", NOT_ALLOWED, REFUSED),
        ("10.0.0.0/8", "2130706433", NOT_ALLOWED, REFUSED),
        ("yes", "nowhere.invalid", FAILED, UNKNOWN),
    ],
)
def test_where_a_host_of_the_outlet_leads(reach, host, code, failure):
    gate = gate_of(reach, host)
    assert answer_to(gate, lambda port: asking(host, port)) == code
    assert gate.failures.get(host) == failure


def test_an_address_is_a_host_too():
    assert (
        answer_to(gate_of("127.0.0.1", "127.0.0.1"), lambda port: asking_address("127.0.0.1", port)) == DONE
    )
    assert answer_to(gate_of("no", "::1"), lambda port: asking_address("::1", port)) == NOT_ALLOWED


def test_a_port_that_is_closed():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    gate = gate_of("127.0.0.1", "127.0.0.1")
    assert answer_to(gate, lambda _: asking("127.0.0.1", closed)) == FAILED
    assert gate.failures == {"127.0.0.1": LOST}


def test_hosts_of_others_are_refused_and_not_remembered():
    gate = gate_of("yes", "www.blad.example")
    assert answer_to(gate, lambda port: asking("127.0.0.1", port)) == NOT_ALLOWED
    assert gate.failures == {}


def test_what_is_said_comes_through_both_ways_and_to_its_end():
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> bytes:
        writer.write(HELLO + asking("127.0.0.1", port) + b"hello ")
        await reader.readexactly(12)
        writer.write(b"world" * 100_000)
        writer.write_eof()
        return await reader.read(-1)

    assert through(gate_of("127.0.0.1", "127.0.0.1"), talk) == b"hello " + b"world" * 100_000


@pytest.mark.parametrize(
    "said",
    [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x04\x01\x00\x50\x7f\x00\x00\x01\x00", HELLO + b"\x05\x02\x00\x01" + bytes(6),
     HELLO + b"\x05\x01\x00\x09" + bytes(20), HELLO + b"\x05\x01\x00\x03\x02\xff\xfe\x00\x50", b"\x05", b""],
)  # fmt: skip
def test_another_protocol_is_hung_up_on(said):
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> bytes:
        writer.write(said)
        writer.write_eof()
        return await reader.read(-1)

    assert through(gate_of("yes", "127.0.0.1"), talk) in (b"", b"\x05\x00")


def test_it_closes_though_connections_are_open():
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> int:
        writer.write(HELLO + asking("127.0.0.1", port))
        return len(await reader.readexactly(12))

    assert through(gate_of("127.0.0.1", "127.0.0.1"), talk) == 12
