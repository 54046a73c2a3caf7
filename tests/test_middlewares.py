import asyncio
import gzip
import time
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newscrawl import settings
from newscrawl.middlewares import (
    CUT_OFF,
    FETCHED_AT,
    CompressionMiddleware,
    FetchedAtMiddleware,
    RobotsMiddleware,
    SameSiteMiddleware,
)

URL = "https://www.blad.nl/buitenland"
PAGE = b"<html><body><p>De hangbrug over de Taag is na acht maanden weer open.</p></body></html>" * 20


def reply(body: bytes = PAGE, status: int = 200, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(URL, status, {"Content-Type": "text/html", **named}, body)


# when a page was fetched


def test_the_instant_of_the_download():
    before = datetime.now(UTC)
    response = FetchedAtMiddleware().process_response(Request(URL), reply())
    fetched = datetime.fromisoformat(response.headers[FETCHED_AT].decode())
    assert before <= fetched <= datetime.now(UTC)
    assert fetched.tzinfo is not None


def test_a_page_of_the_cache_keeps_the_instant_of_its_download():
    cached = reply(**{FETCHED_AT: "2026-01-24T22:00:00+00:00"})
    cached.flags.append("cached")
    response = FetchedAtMiddleware().process_response(Request(URL), cached)
    assert response.headers[FETCHED_AT] == b"2026-01-24T22:00:00+00:00"


def test_a_server_cannot_say_when_we_fetched():
    response = FetchedAtMiddleware().process_response(
        Request(URL), reply(**{FETCHED_AT: "1999-01-01T00:00:00+00:00"})
    )
    assert response.headers.getlist(FETCHED_AT) != [b"1999-01-01T00:00:00+00:00"]
    assert response.headers[FETCHED_AT] > b"2020"


# what was cut off


COMPRESSION = CompressionMiddleware.from_crawler(get_crawler())


def decompress(response: Response) -> Response:
    result = COMPRESSION.process_response(Request(URL), response)
    assert isinstance(result, Response)
    return result


@pytest.mark.parametrize(
    "response",
    [
        reply(),
        reply(gzip.compress(PAGE), Content_Encoding="gzip"),
        reply(gzip.compress(PAGE), Content_Encoding="x-gzip"),
        reply(gzip.compress(PAGE), Content_Encoding=" GZIP "),
        reply(gzip.compress(PAGE, 1), Content_Encoding="gzip"),
        reply(zlib.compress(PAGE), Content_Encoding="deflate"),
        reply(PAGE, Content_Encoding="identity"),
    ],
)
def test_whole_pages(response):
    result = decompress(response)
    assert result.body == PAGE
    assert CUT_OFF not in result.flags


@pytest.mark.parametrize(
    "response", [reply(b""), reply(b"", Content_Encoding="gzip"), reply(b"", 304, Content_Encoding="gzip")]
)
def test_empty_pages_are_not_cut_off(response):
    result = decompress(response)
    assert result.body == b""
    assert CUT_OFF not in result.flags


@pytest.mark.parametrize("missing", [1, 4, 8, 9, 20])
def test_a_gzip_page_that_is_cut_off_is_kept_and_flagged(missing):
    body = gzip.compress(bytes(range(256)) * 40 + PAGE)
    result = decompress(reply(body[:-missing], Content_Encoding="gzip"))
    assert CUT_OFF in result.flags
    assert (bytes(range(256)) * 40 + PAGE).startswith(result.body)


def test_a_gzip_page_in_two_members_is_whole():
    result = decompress(reply(gzip.compress(PAGE) + gzip.compress(PAGE), Content_Encoding="gzip"))
    assert result.body == PAGE * 2
    assert CUT_OFF not in result.flags


def test_a_deflate_page_that_is_cut_off_is_flagged():
    result = decompress(reply(zlib.compress(PAGE)[:-20], Content_Encoding="deflate"))
    assert CUT_OFF in result.flags


@given(st.binary(max_size=3000))
def test_no_whole_gzip_page_is_flagged(body):
    result = decompress(reply(gzip.compress(body), Content_Encoding="gzip"))
    assert (result.body, CUT_OFF in result.flags) == (body, False)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_not_compressed_though_its_header_says_so(encoding):
    with pytest.raises(IgnoreRequest, match="cannot be decompressed"):
        decompress(reply(Content_Encoding=encoding))


@pytest.mark.parametrize("times", [3, 500])
@pytest.mark.parametrize("separate", [True, False])
def test_a_page_is_not_unpacked_as_often_as_its_header_says(times, separate):
    response = reply(gzip.compress(gzip.compress(gzip.compress(PAGE))))
    encodings = ["gzip"] * times
    response.headers["Content-Encoding"] = encodings if separate else ", ".join(encodings)
    with pytest.raises(IgnoreRequest, match="packed more than 2 times"):
        decompress(response)


def test_a_page_that_is_packed_twice_is_read():
    assert (
        decompress(reply(gzip.compress(zlib.compress(PAGE)), Content_Encoding="deflate, gzip")).body == PAGE
    )


def seconds_of(body: bytes, encoding: str) -> float:
    """Return the CPU seconds that a body takes, whatever becomes of it."""
    start = time.process_time()
    with suppress(IgnoreRequest, OSError, zlib.error):
        decompress(reply(body, Content_Encoding=encoding))
    return time.process_time() - start


def test_a_deflate_stream_behind_the_end_of_the_first_is_not_unpacked():
    bomb = zlib.compress(bytes(2_000_000_000 // 10)) * 10
    assert seconds_of(zlib.compress(PAGE) + bomb, "deflate") < 1


def test_very_many_members_take_no_quadratic_time():
    member = gzip.compress(b"")
    few, many = (seconds_of(member * count, "gzip") for count in (10_000, 100_000))
    assert many < 30 * few + 0.2


@pytest.mark.parametrize("separate", [1, 2, 1001])
def test_a_gzip_page_in_many_members(separate):
    size = -(-len(PAGE) // separate)
    body = b"".join(gzip.compress(PAGE[start * size : (start + 1) * size]) for start in range(separate))
    result = decompress(reply(body, Content_Encoding="gzip"))
    assert (result.body, CUT_OFF in result.flags) == (PAGE, separate > 1000)


# whose pages are fetched


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://www.blad.nl/a", True),
        ("https://blad.nl/a", True),
        ("http://live.blad.nl:8080/a", True),
        ("https://BLAD.nl/a", True),
        ("https://feeds.krant.co.uk/x", True),
        ("https://ander.nl/blad.nl", False),
        ("https://blad.nl.example.com/a", False),
        ("https://eenblad.nl/a", False),
        ("https://blad.nl@ander.nl/a", False),
        ("https://other.co.uk/a", False),
        ("http://127.0.0.1/a", False),
        ("http://[::1]/a", False),
        ("http://localhost/a", False),
    ],
)
def test_only_pages_of_the_outlet(url, allowed):
    crawler = SimpleNamespace(spider=SimpleNamespace(allowed_domains=["blad.nl", "krant.co.uk"]))
    middleware = SameSiteMiddleware.from_crawler(crawler)
    if allowed:
        assert middleware.process_request(Request(url)) is None
    else:
        with pytest.raises(IgnoreRequest, match="redirect to another site"):
            middleware.process_request(Request(url))


@pytest.mark.parametrize("spider", [None, SimpleNamespace(), SimpleNamespace(allowed_domains=[])])
def test_a_spider_that_names_no_domains_may_go_anywhere(spider):
    middleware = SameSiteMiddleware(SimpleNamespace(spider=spider))
    assert middleware.process_request(Request("https://ander.nl/a")) is None


# what robots.txt forbids


RULES = b"User-agent: *\nDisallow: /intern/\n"


class Server:
    """Stands in for the engine: answers for robots.txt only when all requests wait for it."""

    def __init__(self, answer: bytes | Exception) -> None:
        self.asked: list[str] = []
        self._answer = answer

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request.url)
        for _ in range(20):
            await asyncio.sleep(0)
        if isinstance(self._answer, Exception):
            raise self._answer
        return Response(request.url, body=self._answer)


def outcomes(answer: bytes | Exception, *paths: str) -> tuple[list[str], list[str]]:
    """Return what becomes of requests that are made at once, and what was asked for."""
    server = Server(answer)

    async def outcome(middleware: RobotsMiddleware, path: str) -> str:
        try:
            await middleware.process_request(Request("https://www.blad.nl" + path))
        except IgnoreRequest as error:
            return str(error)
        return "allowed"

    async def all_at_once() -> list[str]:
        crawler = get_crawler(settings_dict={"ROBOTSTXT_OBEY": True, "USER_AGENT": "newscrawl/1"})
        crawler.engine = server
        middleware = RobotsMiddleware.from_crawler(crawler)
        first = await asyncio.gather(*(outcome(middleware, path) for path in paths))
        later = [await outcome(middleware, path) for path in paths]
        assert first == later
        return first

    return asyncio.run(all_at_once()), server.asked


FORBIDDEN = "Forbidden by robots.txt"


def test_requests_that_wait_for_one_robots_txt_all_obey_it():
    found, asked = outcomes(RULES, "/intern/1", "/intern/2", "/buitenland", "/intern/3")
    assert found == [FORBIDDEN, FORBIDDEN, "allowed", FORBIDDEN]
    assert asked == ["https://www.blad.nl/robots.txt"]


def test_rules_for_us_by_name():
    assert outcomes(b"User-agent: newscrawl\nDisallow: /\n", "/buitenland")[0] == [FORBIDDEN]
    assert outcomes(b"User-agent: another\nDisallow: /\n", "/buitenland")[0] == ["allowed"]


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"<html>404</html>", b"Disallow: /"])
def test_a_robots_txt_that_says_nothing(body):
    assert outcomes(body, "/intern/1", "/intern/2")[0] == ["allowed", "allowed"]


def test_a_robots_txt_that_never_comes():
    assert outcomes(OSError("connection lost"), "/a", "/b")[0] == ["allowed", "allowed"]


# where they stand


def test_the_middlewares_are_in_place():
    order = {
        name.rsplit(".", 1)[1]: place
        for name, place in settings.DOWNLOADER_MIDDLEWARES.items()
        if place is not None
    }
    assert sorted(order, key=order.__getitem__) == [
        "PublicHostMiddleware",
        "SameSiteMiddleware",
        "RobotsMiddleware",
        "CompressionMiddleware",
        "PublicAddressMiddleware",
        "FetchedAtMiddleware",
    ]
    # HTTP cache (900): what it gives back is stamped already
    assert order["FetchedAtMiddleware"] > 900
    # the proxy that a request goes through (750) is known, and a refusal is named before it is tried again (550)
    assert order["PublicAddressMiddleware"] > 750
