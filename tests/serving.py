"""Serves a table of pages on 127.0.0.1."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Served(NamedTuple):
    """A page, and what it is called."""

    body: str | bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    location: str | None = None


Answer = Callable[[BaseHTTPRequestHandler], None]
"""Writes an answer as it likes."""


@contextmanager
def serving(
    pages: Mapping[str, Served | Answer], host: str = "127.0.0.1", port: int = 0
) -> Iterator[tuple[str, list[str]]]:
    """Serve `pages` by path until the block ends; yield the base address and the paths that were asked for.

    `{base}` in a text or a location is the base address. What is not there is 404.
    """
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            page = pages.get(self.path, Served("gone", "text/plain", 404))
            if not isinstance(page, Served):
                with suppress(ConnectionError):
                    page(self)
                return
            base = f"http://{host}:{self.server.server_port}"
            body = page.body if isinstance(page.body, bytes) else page.body.replace("{base}", base).encode()
            self.send_response(page.status)
            self.send_header("Content-Type", page.kind)
            self.send_header("Content-Length", str(len(body)))
            if page.location:
                self.send_header("Location", page.location.replace("{base}", base).encode().decode("latin-1"))
            self.end_headers()
            with suppress(ConnectionError):  # a crawler hangs up on what is too large
                self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Keep the output of the tests to the tests."""

    server = ThreadingHTTPServer((host, port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{host}:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
