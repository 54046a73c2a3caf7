"""What a page may cost in bytes, time and memory, by whole runs of `scrapy crawl`."""

import gzip
import os
import subprocess
import sys
import time
import zlib
from functools import cache
from http.server import BaseHTTPRequestHandler

import brotli
import pytest
import zstandard
from attacking import ARTICLE, listing, outcomes, write_outlet
from crawling import ROOT, crawl
from serving import Answer, Served, serving

MEGABYTE = 1024 * 1024
ENOUGH = 400 * MEGABYTE
"""What a crawl's process may take at its peak, in bytes; an ordinary one takes 200 MB."""


@cache
def gzip_bomb(megabytes: int) -> bytes:
    """Return a gzip body of zeros, a thousandth of their size; each block of it is the same."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(10 * MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08" + bytes(7) + block * (megabytes // 10) + packer.flush(zlib.Z_FINISH)


@cache
def zstd_bomb(megabytes: int) -> bytes:
    packer = zstandard.ZstdCompressor(level=1).compressobj()
    piece = bytes(MEGABYTE)
    return b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()


@cache
def brotli_bomb(megabytes: int) -> bytes:
    packer = brotli.Compressor(quality=1)
    piece = bytes(MEGABYTE)
    return b"".join(packer.process(piece) for _ in range(megabytes)) + packer.finish()


def packed(body: bytes, encoding: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Encoding", encoding)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte each half second, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.5)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: 1\r\n")
        handler.wfile.flush()
        time.sleep(0.5)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Send a body without a length and without an end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>All shares closed unchanged.</p>\n" * 1000)


def endless_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    lines = b"".join(b"X-More-%d: %s\r\n" % (number, b"x" * 8000) for number in range(100))
    while True:
        handler.wfile.write(lines)


def endless_header(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-More: ")
    while True:
        handler.wfile.write(b"x" * 100_000)


def endless_status(handler: BaseHTTPRequestHandler) -> None:
    while True:
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" * 1000)


def big_declared(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(10**12))
    handler.end_headers()
    handler.wfile.write(b"<html>")
    time.sleep(3)


ATTACKS: dict[str, tuple[Answer, str]] = {
    "drip": (drip, "timeout"),
    "drip-headers": (drip_headers, "timeout"),
    "endless": (endless, "too large"),
    "endless-headers": (endless_headers, "connection lost"),
    "endless-header": (endless_header, "connection lost"),
    "endless-status": (endless_status, "connection lost"),
    "declared": (big_declared, "too large"),
    "gzip": (packed(gzip_bomb(7_000), "gzip"), "too large"),
    "deflate": (packed(gzip_bomb(7_000)[10:], "deflate"), "too large"),
    "br": (packed(brotli_bomb(1_000), "br"), "too large"),
    "zstd": (packed(zstd_bomb(1_000), "zstd"), "too large"),
    "nested": (packed(gzip.compress(gzip_bomb(7_000)), "gzip, gzip"), "too large"),
    "deep": (packed(gzip.compress(b""), ", ".join(["gzip"] * 1000)), "packed more than 2 times"),
    "garbage": (packed(b"<html></html>", "br"), "cannot be decompressed"),
}
"""Path -> what it answers, and the reason that the crawl gives."""


MEASURING = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""
"""Stands between: what a process has used at the most counts from its parent's memory, and the tests' is large."""


class Measured:
    """A crawl in a process of its own, whose memory is measured."""

    def __init__(self, outlets, feed, *arguments):
        command = [sys.executable, "-m", "scrapy", "crawl", "attack", "-O", str(feed), "-s", f"NEWSCRAWL_OUTLETS={outlets}",
                   "-s", "DOWNLOAD_DELAY=0.01", "-s", "NEWSCRAWL_CONTACT=test@newscrawl.invalid", *arguments]  # fmt: skip
        environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
        log = feed.with_suffix(".log")
        with open(log, "wb") as output:
            told = subprocess.run(
                [sys.executable, "-c", MEASURING, *command],
                cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=output, text=True, check=True,
            ).stdout  # fmt: skip
        self.code, kilobytes = map(int, told.split())
        self.log = log.read_text(encoding="utf-8")
        self.peak = kilobytes * 1024
        """Bytes of memory of the largest process of it."""

    def lost(self, section: str) -> list[str]:
        return [
            line.split("ERROR: ")[1]
            for line in self.log.splitlines()
            if f"ERROR: section {section}: " in line
        ]


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """One crawl of an outlet each of whose sections is an attack, but for the last."""
    folder = tmp_path_factory.mktemp("bodies")
    pages: dict = {f"/{name}": answer for name, (answer, _) in ATTACKS.items()}
    pages["/bomb.xml.gz"] = Served(gzip_bomb(7_000), "application/gzip")
    pages["/world"] = Served(listing({"good": "/world/good-story-21"}))
    pages["/world/good-story-21"] = Served(ARTICLE)
    pages |= {
        f"/hop/{number}": Served("", status=302, location=f"/hop/{number + 1}") for number in range(1000)
    }
    with serving(pages) as (base, asked):
        sections = [{"name": name, "listing": f"{base}/{name}"} for name in ATTACKS]
        sections += [
            {"name": "packed", "sitemap": f"{base}/bomb.xml.gz"},
            {"name": "packed-feed", "feed": f"{base}/bomb.xml.gz"},
        ]
        sections += [
            {"name": "hops", "listing": f"{base}/hop/0"},
            {"name": "World", "listing": f"{base}/world"},
        ]
        outlets = write_outlet(folder, sections)
        start = time.monotonic()
        done = Measured(outlets, folder / "rows.jsonl", "-s", "DOWNLOAD_TIMEOUT=4", "-s", "RETRY_TIMES=0")
        return done, time.monotonic() - start, asked, (folder / "rows.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, (_, reason) in ATTACKS.items()])
def test_an_attack_costs_its_section_and_is_named(ended, name, reason):
    (line,) = ended[0].lost(name)
    assert line.startswith(f"section {name}: {reason}: http://127.0.0.1")


@pytest.mark.parametrize("name", ["packed", "packed-feed"])
def test_a_packed_sitemap_is_not_unpacked_without_end(ended, name):
    (line,) = ended[0].lost(name)
    assert line.startswith(f"section {name}: a gzip body of ")


def test_a_thousand_redirects_are_not_followed(ended):
    done, _, asked, _ = ended
    assert done.lost("hops")[0].startswith("section hops: too many redirects: ")
    assert sum(path.startswith("/hop/") for path in asked) == 21


def test_the_rest_is_kept(ended):
    done, _, _, rows = ended
    assert '"outcome": "new"' in rows
    assert done.code == 1
    assert "Spider closed (finished)" in done.log


def test_memory_is_bounded(ended):
    assert ended[0].peak < ENOUGH


def test_time_is_bounded(ended):
    assert ended[1] < 100


def test_a_crawl_that_never_ends_is_ended_and_has_failed(tmp_path):
    links = {f"number-{number}": f"/world/story-{number}-of-the-day" for number in range(100)}

    def slowly(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.5)
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(ARTICLE.encode())

    pages: dict = dict.fromkeys(links.values(), slowly) | {"/world": Served(listing(links))}
    with serving(pages) as (base, asked):
        outlets = write_outlet(tmp_path, [{"name": "World", "listing": f"{base}/world"}])
        done = crawl(
            "attack",
            outlets,
            tmp_path / "rows.jsonl",
            "-s",
            "CLOSESPIDER_TIMEOUT=3",
            "-s",
            "DOWNLOAD_DELAY=0.01",
        )
    assert done.code == 1
    assert "ended early: closespider_timeout" in done.lines("ERROR")
    assert 1 < len(asked) < 30
    assert "new" in outcomes(done.rows).values()
