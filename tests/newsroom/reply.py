"""What a site answers; server.py turns it into HTTP."""

from dataclasses import dataclass, field
from datetime import datetime

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    content_type: str = HTML
    made_at: datetime | None = None
    """The instant of the Date header; None is the newsroom's clock."""
    headers: dict[str, str] = field(default_factory=dict)
    etag: bool = False
    """Whether it answers If-None-Match."""
    gzip: bool = False
    """Whether a client that accepts gzip gets it."""
    declared_length: int | None = None
    """A Content-Length that lies; the connection is closed after the body."""
    never: bool = False
    """The answer does not come before the newsroom stops."""


def redirect(target: str, status: int = 301) -> Reply:
    return Reply(status=status, headers={"Location": target})


def not_found(status: int = 404) -> Reply:
    text = f"<!doctype html><html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>"
    return Reply(text.encode(), status)
