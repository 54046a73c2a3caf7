"""A Scrapyd that crawls nothing: it lists the jobs that a test gives it, and notes those that are posted."""

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

from serving import serving

USERNAME, PASSWORD = "newscrawl", "a-password-of-the-tests"


@dataclass
class FakeScrapyd:
    """Answers as Scrapyd 1.6 does."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    """Paths that were asked for."""
    jobs: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {"pending": [], "running": [], "finished": []}
    )
    posted: list[dict[str, str]] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    """Outlets that its egg does not have."""
    project: str = "newscrawl"

    @property
    def outlets(self) -> list[str]:
        """The outlets that were posted."""
        return [job["spider"] for job in self.posted]

    def add(self, state: str, outlet: str, job: str) -> None:
        self.jobs[state].append({"id": job, "spider": outlet})

    def finish(self) -> None:
        """Let all that waits end at once."""
        self.jobs["finished"] += self.jobs["pending"]
        self.jobs["pending"] = []

    def list_jobs(self, handler: BaseHTTPRequestHandler) -> None:
        if is_known(handler):
            answer(handler, {"status": "ok", "node_name": "test", **self.jobs})

    def list_unknown(self, handler: BaseHTTPRequestHandler) -> None:
        answer(handler, {"status": "error", "message": "project 'other' not found"})

    def schedule(self, handler: BaseHTTPRequestHandler) -> None:
        size = int(handler.headers["Content-Length"])
        job = {name: values[0] for name, values in parse_qs(handler.rfile.read(size).decode()).items()}
        if not is_known(handler):
            return
        if job["spider"] in self.unknown:
            answer(handler, {"status": "error", "message": f"spider '{job['spider']}' not found"})
            return
        self.posted.append(job)
        self.add("pending", job["spider"], job["jobid"])
        answer(handler, {"status": "ok", "jobid": job["jobid"]})


def is_known(handler: BaseHTTPRequestHandler) -> bool:
    """Tell whether who asks has the password; who has not is told so."""
    given = b64decode(handler.headers.get("Authorization", "").removeprefix("Basic ")).decode()
    if given == f"{USERNAME}:{PASSWORD}":
        return True
    answer(handler, None, 401)
    return False


def answer(handler: BaseHTTPRequestHandler, told: object, status: int = 200) -> None:
    body = b"Unauthorized" if told is None else json.dumps(told).encode()
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def fake_scrapyd() -> Iterator[FakeScrapyd]:
    """Yield a Scrapyd with the project newscrawl and no jobs."""
    fake = FakeScrapyd()
    pages = {
        "/listjobs.json?project=newscrawl": fake.list_jobs,
        "/listjobs.json?project=other": fake.list_unknown,
        "/schedule.json": fake.schedule,
    }
    with serving(pages) as (fake.url, fake.asked):
        yield fake
