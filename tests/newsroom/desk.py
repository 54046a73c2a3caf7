"""Turns what a site answers into HTTP, and keeps count of what was asked."""

import asyncio
import gzip
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from aiohttp import web

from .printing import print_http
from .reply import Reply

if TYPE_CHECKING:
    from .server import Newsroom


class Answering(Protocol):
    base: str

    def answer(self, path: str) -> Reply: ...


@dataclass(frozen=True)
class Hit:
    path: str
    query: str
    status: int
    user_agent: str
    if_none_match: str | None
    """What the client sent to get a 304."""
    at: datetime
    """What the newsroom's clock said."""


class Desk:
    """Takes the requests of one outlet."""

    def __init__(self, site: Answering, room: "Newsroom") -> None:
        self.site = site
        self.room = room
        self.closing: asyncio.Event | None = None
        self.open = 0
        self.forget()

    def forget(self) -> None:
        self.hits: Counter[str] = Counter()
        self.log: list[Hit] = []
        self.peak = 0

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path.startswith("/_"):
            return await self._control(request)
        self.open += 1
        self.peak = max(self.peak, self.open)
        try:
            return await self._answer(request)
        finally:
            self.open -= 1

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.hits[request.path] += 1
        reply = self.site.answer(request.path)
        headers = {
            "Date": print_http(reply.made_at or self.room.now),
            "Content-Type": reply.content_type,
            "Cache-Control": "no-cache",
        } | reply.headers
        status, body = reply.status, reply.body
        if reply.etag:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        if _is_unchanged(request, headers):
            status, body = 304, b""
            del headers["Content-Type"]
        self._note(request, status)
        if reply.never and self.closing:
            await self.closing.wait()
        if reply.declared_length is not None:
            return await self._send_short(request, headers, body, reply.declared_length)
        if reply.gzip and body and "gzip" in request.headers.get("Accept-Encoding", ""):
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            body = gzip.compress(body, mtime=0)
        return web.Response(status=status, body=body, headers=headers)

    def _note(self, request: web.BaseRequest, status: int) -> None:
        agent = request.headers.get("User-Agent", "")
        match = request.headers.get("If-None-Match")
        self.log.append(Hit(request.path, request.query_string, status, agent, match, self.room.now))

    async def _send_short(
        self, request: web.BaseRequest, headers: dict[str, str], body: bytes, declared: int
    ) -> web.StreamResponse:
        response = web.StreamResponse(headers=headers | {"Content-Length": str(declared)})
        response.force_close()
        await response.prepare(request)
        await response.write(body)
        return response

    async def _control(self, request: web.BaseRequest) -> web.Response:
        """The newsroom's own paths; they are not counted."""
        if request.path == "/_clock":
            if request.method == "POST":
                try:
                    self.room.now = datetime.fromisoformat((await request.text()).strip())
                except ValueError as error:
                    return web.Response(status=400, text=str(error))
            return web.Response(text=self.room.now.isoformat())
        if request.path == "/_reset" and request.method == "POST":
            self.room.reset()
            return web.Response(text="reset")
        if request.path == "/_truth":
            return _as_json(self.room.truth)
        if request.path == "/_hits":
            return _as_json(self.hits)
        return web.Response(status=404)


def _is_unchanged(request: web.BaseRequest, headers: dict[str, str]) -> bool:
    """Whether the client has the page that it asks for already."""
    if (etag := headers.get("ETag")) and etag in request.headers.get("If-None-Match", ""):
        return True
    return "Last-Modified" in headers and request.headers.get("If-Modified-Since") == headers["Last-Modified"]


def _as_json(value: Any) -> web.Response:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return web.Response(text=text, content_type="application/json")
