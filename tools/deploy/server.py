"""What a deployment asks of a Scrapyd server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscrawl.schedule.scrapyd import Scrapyd, ScrapydError, Target
from tools.deploy.errors import DeployError


class Server:
    """A Scrapyd server. All methods raise DeployError, with what the server said in one line."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._scrapyd = Scrapyd(target)

    def versions(self) -> list[str]:
        """Return the versions of the project, the default last; none where the server does not know the project."""
        known = self._ask("GET", "listversions", params={"project": self._target.project})
        found: list[str] = known["versions"]
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
        try:
            return self._scrapyd.ask(method, name, **arguments)
        except ScrapydError as error:
            raise DeployError(str(error)) from error
