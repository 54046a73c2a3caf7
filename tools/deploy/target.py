"""Which server an egg goes to, out of scrapy.cfg and the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from configparser import ConfigParser
from urllib.parse import urlsplit

from scrapyd_client.utils import get_config

from newscrawl.schedule.scrapyd import Target
from tools.deploy.errors import WrongTarget

SECTION = "deploy"
_VARIABLE = re.compile(r"\$(?:\{(?P<braced>[A-Za-z_][A-Za-z0-9_]*)\}|(?P<bare>[A-Za-z_][A-Za-z0-9_]*))")


def read_target(name: str, environment: Mapping[str, str]) -> Target:
    """Return a target of scrapy.cfg: `[deploy]` is "default", `[deploy:NAME]` is NAME and inherits from it.

    Raises WrongTarget, with what was expected.
    """
    values = _values(get_config(), name)
    if not (project := values.get("project")):
        raise WrongTarget(f"target {name}: project: expected a name, it is missing")
    username = values.get("username") or None
    password = _password(name, values.get("password", ""), environment) if username else None
    return Target(_url(name, values.get("url", "")), project, username, password)


def _values(config: ConfigParser, name: str) -> dict[str, str]:
    """Return the options of a target as they stand in the files: no variable is replaced."""
    own = {
        section.partition(":")[2] or "default": section
        for section in config.sections()
        if _is_target(section)
    }
    if name not in own:
        raise WrongTarget(
            f"target {name}: expected one of scrapy.cfg: {', '.join(sorted(own)) or 'it has none'}"
        )
    base = dict(config.items(SECTION, raw=True)) if config.has_section(SECTION) else {}
    return base | dict(config.items(own[name], raw=True))


def _is_target(section: str) -> bool:
    return section == SECTION or section.startswith(f"{SECTION}:")


def _url(name: str, url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongTarget(
            f"target {name}: url: expected an address such as http://127.0.0.1:6800, got {url!r}"
        )
    if parts.username or parts.password:
        raise WrongTarget(f"target {name}: url: expected an address without a user or a password")
    return url.rstrip("/")


def _password(name: str, value: str, environment: Mapping[str, str]) -> str:
    """Return the password out of the variable that scrapy.cfg names: a secret does not stand in a file of the project."""
    variable = _VARIABLE.fullmatch(value)
    if variable is None:
        raise WrongTarget(
            f"target {name}: password: expected the name of a variable of the environment, as in ${{SCRAPYD_PASSWORD}}"
        )
    key = variable["braced"] or variable["bare"]
    if not environment.get(key):
        raise WrongTarget(
            f"target {name}: the variable {key} is not set: it holds the password of the server"
        )
    return environment[key]
