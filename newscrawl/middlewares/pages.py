"""When a page was fetched, and what is packed too often or was cut off."""

import struct
import zlib
from datetime import UTC, datetime

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

FETCHED_AT = "X-Newscrawl-Fetched-At"
"""Header that we add to a response: the instant of its download. Scrapy's HTTP cache keeps it with
the page, so that a replay knows it as well."""

CUT_OFF = "newscrawl-cut-off"
"""Flag of a response whose compressed body ended before its end."""

MAX_LAYERS = 2
"""Encodings of one body. Each is unpacked within DOWNLOAD_MAXSIZE, but a header may name thousands."""

PIECE = 4096
"""Bytes that are looked at together: what follows the end of a gzip member is copied."""
MAX_STEP = 64 * 1024
"""Bytes that are decompressed at once."""
MAX_MEMBERS = 1000
"""Parts of one gzip body: servers send one, or one for each piece that they pack."""


class FetchedAtMiddleware:
    """Stamps each response with the instant of its download; stands nearest to the downloader."""

    def process_response(self, request: Request, response: Response) -> Response:
        if "cached" not in response.flags:
            response.headers[FETCHED_AT] = datetime.now(UTC).isoformat()
        return response


class CompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's, which unpacks as often as a header says, and returns what it can of a gzip body that is cut
    off: the one is refused here, the other flagged.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        encodings = b",".join(response.headers.getlist("Content-Encoding")).lower().split(b",")
        if len(encodings) > MAX_LAYERS:
            raise IgnoreRequest(f"packed more than {MAX_LAYERS} times")
        try:
            result = super().process_response(request, response)
        except (IgnoreRequest, EOFError):  # too large; cut off before anything was there
            raise
        except (
            Exception
        ) as error:  # each of the four decompressors has an error of its own, with no base in common
            raise IgnoreRequest("cannot be decompressed") from error
        if isinstance(result, Response) and _is_cut_off(
            encodings[-1].strip(), response.body, len(result.body)
        ):
            result.flags.append(CUT_OFF)
        return result


def _is_cut_off(encoding: bytes, body: bytes, length: int) -> bool:
    """Tell whether a compressed `body`, of which `length` bytes were read, ends before its end."""
    if encoding in (b"gzip", b"x-gzip"):
        # It ends with the length of what it holds, modulo 2**32 (RFC 1952, 2.3.1). If that does not fit,
        # there may be several members: only then is it read once more.
        return body[-4:] != struct.pack("<I", length % 2**32) and not _is_whole(
            body, zlib.MAX_WBITS | 16, length
        )
    if encoding == b"deflate":
        return not any(_is_whole(body, window, length) for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS))
    return False


def _is_whole(body: bytes, window: int, length: int) -> bool:
    """Tell whether `body` holds `length` bytes and comes to its end; one that goes on is not unpacked any further."""
    stream, members, held = zlib.decompressobj(window), 1, 0
    for start in range(0, len(body), PIECE):
        piece = body[start : start + PIECE]
        while piece:
            if stream.eof:
                stream, members = zlib.decompressobj(window), members + 1
            try:
                held += len(stream.decompress(piece, MAX_STEP))  # the text itself is not kept
            except zlib.error:
                return False
            if held > length or members > MAX_MEMBERS:
                return False
            piece = stream.unused_data if stream.eof else stream.unconsumed_tail
    stream.flush()  # the last bytes of a text may still be in it, when all of the body is
    return not body or stream.eof
