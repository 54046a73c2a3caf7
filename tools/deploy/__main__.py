"""Build the egg, check it, upload it, and take it back if the server cannot list it: python -m tools.deploy [TARGET].

TARGET is one of scrapy.cfg ([deploy] is "default"); the password comes out of the variable that is named there. Exit code
0: the new version is the default; 1: it is not, and the one before still is; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tools.deploy.egg import build, check
from tools.deploy.errors import DeployError, WrongTarget
from tools.deploy.server import Server
from tools.deploy.target import read_target

ROOT = Path(__file__).parents[2]
MAX_NAMED = 5
"""Spiders that a line names."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Deploy, and return the exit code; without arguments those of the command line count."""
    options = parse_arguments(arguments)
    try:
        target = read_target(options.target, os.environ)
        server = Server(target)
        before = server.versions()  # a server that is not there is told before anything is built
        if options.version in before:
            raise WrongTarget(f"version {options.version} is on {target.url} already")
        with tempfile.TemporaryDirectory(prefix="newscrawl-deploy-") as folder:
            egg = build(ROOT, Path(folder))
            spiders = check(egg, ROOT)
            print(f"deploy: the egg works ({len(spiders)} spiders)", flush=True)
            others = upload(server, egg, options.version, spiders)
    except (DeployError, WrongTarget) as error:
        print(f"deploy: {error}", file=sys.stderr)
        return 2 if isinstance(error, WrongTarget) else 1
    more = f" and {others} of the server's own outlets" if others else ""
    print(
        f"deploy: {target.project} {options.version} is the default on {target.url}: {len(spiders)} spiders{more}"
    )
    return 0


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.deploy", description=__doc__)
    parser.add_argument("target", nargs="?", default="default", help="of scrapy.cfg")
    now = str(
        int(time.time())
    )  # as scrapyd-deploy does it: later ones come last, which makes them the default
    parser.add_argument("--version", type=to_version, default=now, help="default: seconds since 1970")
    return parser.parse_args(arguments)


def to_version(text: str) -> str:
    """Return a version that Scrapyd keeps as it is; in others it replaces characters. Raises ArgumentTypeError."""
    if not re.fullmatch("[A-Za-z0-9_-]+", text):
        raise argparse.ArgumentTypeError(f"expected letters, digits, - and _, got {text!r}")
    return text


def upload(server: Server, egg: Path, version: str, spiders: list[str]) -> int:
    """Make an egg the default version; return how many spiders the server lists besides.

    Raises DeployError where the server cannot list it, or has another default; then the version is removed again.
    """
    try:
        server.add(version, egg)
        listed = server.spiders(version)
        if missing := sorted(set(spiders) - set(listed)):
            raise DeployError(
                f"the server does not list {', '.join(missing[:MAX_NAMED])} ({len(missing)} in all)"
            )
        if (last := server.versions()[-1]) != version:
            raise DeployError(f"{last} sorts behind it and would stay the default")
    except (DeployError, KeyboardInterrupt) as error:
        raise DeployError(
            f"version {version} {take_back(server, version)}: {error or 'interrupted'}"
        ) from error
    return len(set(listed) - set(spiders))


def take_back(server: Server, version: str) -> str:
    """Remove a version, and return what became of it."""
    try:
        server.remove(version)
        left = server.versions()
    except DeployError as error:
        return f"could NOT be removed and may be the default ({error})"
    return f"is removed, {left[-1]} is the default" if left else "is removed, there was none before"


if __name__ == "__main__":
    sys.exit(main())
