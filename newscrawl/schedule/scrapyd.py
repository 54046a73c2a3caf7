"""What is asked of a Scrapyd, and what its answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

import requests
from requests.auth import HTTPBasicAuth

from newscrawl.annotate.mistakes import Mistake

USERNAME, PASSWORD = "SCRAPYD_USERNAME", "SCRAPYD_PASSWORD"
"""Variables of the environment; the password stands nowhere else."""
CONNECT_SECONDS, ANSWER_SECONDS = 10, 180
"""An upload, and the first job after a start, are answered when Scrapyd has listed the egg's spiders, in a process of
its own."""
CAUSES = (
    "Connection refused",
    "Name or service not known",
    "No route to host",
    "Connection aborted",
    "certificate verify failed",
)
"""Parts of what is said of a connection that failed, the system's words for why."""


class ScrapydError(Exception):
    """Scrapyd did not do what it was asked; its text is one line, without the password."""


class Unreachable(ScrapydError):
    """No answer came, or none of Scrapyd's: to ask for more is of no use."""


@dataclass(frozen=True, slots=True)
class Target:
    """A Scrapyd, and what the project is called on it."""

    url: str
    """Without a slash at its end."""
    project: str
    username: str | None = None
    """None: it asks for no password."""
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, url: str, project: str, environment: Mapping[str, str]) -> Self:
        """Return the Scrapyd at a URL, with user and password out of the environment. Raises Mistake."""
        username, password = environment.get(USERNAME) or None, environment.get(PASSWORD) or None
        if (username is None) != (password is None):
            there, lacks = (USERNAME, PASSWORD) if username else (PASSWORD, USERNAME)
            raise Mistake(
                f"{there} is set and {lacks} is not: expected both, or none where Scrapyd asks for none"
            )
        return cls(_checked(url), project, username, password)


class Job(NamedTuple):
    """A crawl that Scrapyd knows."""

    id: str
    outlet: str
    state: str
    """pending, running or finished."""


class Scrapyd:
    """A Scrapyd server. Its methods raise ScrapydError."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._session = requests.Session()
        self._session.trust_env = False  # neither a proxy nor a password of .netrc gets between
        if target.username and target.password:
            self._session.auth = HTTPBasicAuth(target.username.encode(), target.password.encode())

    def jobs(self) -> list[Job]:
        """Return the jobs of the project, also those that ended lately."""
        answer = self.ask("GET", "listjobs", params={"project": self._target.project})
        try:
            states = ("pending", "running", "finished")
            return [Job(job["id"], job["spider"], state) for state in states for job in answer[state]]
        except (KeyError, TypeError):
            raise Unreachable(
                f"{self._target.url}/listjobs.json: expected jobs, got something else"
            ) from None

    def post(self, outlet: str, job: str) -> None:
        """Let an outlet be crawled as soon as there is room; `job` becomes the id, by which its log is called too."""
        self.ask("POST", "schedule", data={"project": self._target.project, "spider": outlet, "jobid": job})

    def ask(self, method: str, name: str, **arguments: Any) -> dict[str, Any]:
        """Return Scrapyd's answer to a request of its API (`schedule`), the arguments being those of requests."""
        address = f"{self._target.url}/{name}.json"
        seconds = (CONNECT_SECONDS, ANSWER_SECONDS)
        try:
            # A redirect would take the password along.
            response = self._session.request(
                method, address, timeout=seconds, allow_redirects=False, **arguments
            )
        except requests.Timeout as error:
            raise Unreachable(f"{address}: no answer in time") from error
        except requests.RequestException as error:
            raise Unreachable(f"{self._target.url}: no server answers ({_cause(error)})") from error
        if response.status_code == requests.codes.unauthorized:
            raise Unreachable(f"{self._target.url}: {self._refused()} (401)")
        return _read(address, response)

    def _refused(self) -> str:
        if self._target.username:
            return f"{self._target.username} and its password are not accepted"
        return f"it asks for a password: set {USERNAME} and {PASSWORD}"


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a broken port or IPv6 address
        raise Mistake("--scrapyd: expected an address such as http://127.0.0.1:6800") from None
    if "@" in url:
        # Not repeated: it would stand in logs.
        raise Mistake(
            f"--scrapyd: expected an address without user and password: {USERNAME} and {PASSWORD} hold them"
        )
    if not valid or parts.query or parts.fragment:
        raise Mistake(f"--scrapyd: expected an address such as http://127.0.0.1:6800, got {url!r}")
    return url.rstrip("/")


def _read(address: str, response: requests.Response) -> dict[str, Any]:
    """Return the answer of a Scrapyd that did what it was asked. Raises ScrapydError."""
    try:
        answer = response.json()
    except requests.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict) or "status" not in answer:
        raise Unreachable(f"{address}: expected an answer of Scrapyd, got status {response.status_code}")
    if answer["status"] != "ok":
        raise ScrapydError(_last_line(str(answer.get("message"))))
    return answer


def _last_line(message: str) -> str:
    """Return what a traceback says in the end."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return lines[-1] if lines else "Scrapyd gives no reason"


def _cause(error: BaseException) -> str:
    text = str(error)
    return next((cause.lower() for cause in CAUSES if cause in text), type(error).__name__)
