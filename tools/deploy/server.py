"""What is asked of a Scrapyd server, and what its answers mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import requests
from requests.auth import HTTPBasicAuth

from tools.deploy.errors import DeployError
from tools.deploy.target import Target

CONNECT_SECONDS = 10
ANSWER_SECONDS = 180
"""The server answers an upload when it has listed the egg's spiders, in a process of its own."""


class Server:
    """A Scrapyd server. All methods raise DeployError, with what the server said in one line."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._session = requests.Session()
        self._session.trust_env = False  # neither a proxy nor a password of .netrc gets between
        if target.username and target.password:
            self._session.auth = HTTPBasicAuth(target.username, target.password)

    def versions(self) -> list[str]:
        """Return the versions of the project, the default last; none where the server does not know the project."""
        found: list[str] = self._ask("GET", "listversions", params={"project": self._target.project})[
            "versions"
        ]
        return found

    def add(self, version: str, egg: Path) -> None:
        """Upload an egg; the server keeps it also where it cannot list its spiders."""
        data = {"project": self._target.project, "version": version}
        with egg.open("rb") as file:
            self._ask("POST", "addversion", data=data, files={"egg": ("project.egg", file)})

    def spiders(self, version: str) -> list[str]:
        params = {"project": self._target.project, "_version": version}
        found: list[str] = self._ask("GET", "listspiders", params=params)["spiders"]
        return found

    def remove(self, version: str) -> None:
        """Delete a version, if it is there."""
        if version in self.versions():
            self._ask("POST", "delversion", data={"project": self._target.project, "version": version})

    def _ask(self, method: str, name: str, **arguments: Any) -> dict[str, Any]:
        address = f"{self._target.url}/{name}.json"
        timeout = (CONNECT_SECONDS, ANSWER_SECONDS)
        try:
            response = self._session.request(
                method, address, timeout=timeout, allow_redirects=False, **arguments
            )
        except requests.ConnectionError as error:
            raise DeployError(f"{self._target.url}: no server answers ({_cause(error)})") from error
        except requests.RequestException as error:
            raise DeployError(f"{address}: {error}") from error
        if response.status_code == requests.codes.unauthorized:
            who = (
                f"{self._target.username} and its password are" if self._target.username else "no password is"
            )
            raise DeployError(f"{self._target.url}: {who} not accepted (401)")
        return _read(address, response)


def _read(address: str, response: requests.Response) -> dict[str, Any]:
    """Return the answer of a server that is Scrapyd and did what it was asked. Raises DeployError."""
    try:
        answer = response.json()
    except requests.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict) or "status" not in answer:
        raise DeployError(f"{address}: expected an answer of Scrapyd, got status {response.status_code}")
    if answer["status"] != "ok":
        raise DeployError(_last_line(str(answer.get("message"))))
    return answer


def _last_line(message: str) -> str:
    """Return what a traceback says in the end."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return lines[-1] if lines else "the server gives no reason"


def _cause(error: BaseException) -> str:
    """Return the system's word for what is behind an error of the connection, as in "Connection refused"."""
    text = str(error)
    for known in ("Connection refused", "Name or service not known", "timed out", "Connection aborted"):
        if known in text:
            return known.casefold()
    return type(error).__name__
