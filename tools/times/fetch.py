"""The packages that words are taken from."""

from __future__ import annotations

from pathlib import Path

from tools.fetch import from_npm, from_pypi

VERSION = "48.2.0"
PACKAGES = {
    "cldr-core": VERSION,
    "cldr-dates-full": VERSION,
    "cldr-misc-full": VERSION,
    "cldr-units-full": VERSION,
    "cldr-rbnf": VERSION,
    "cldr-cal-islamic-full": VERSION,
    "cldr-cal-persian-full": "46.1.0",  # the last one: no later version was published
}
BABEL = "2.18.0"


def fetch_babel(folder: Path) -> Path:
    """Return the folder to import Babel from, fetched first where it is missing."""
    return from_pypi("babel", BABEL, folder)


def fetch_packages(folder: Path) -> dict[str, Path]:
    """Return where each package is unpacked below `folder`, fetched first where it is missing."""
    return {name: from_npm(name, version, folder) for name, version in PACKAGES.items()}
