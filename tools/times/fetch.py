"""Fetch the packages that words are taken from, exact versions, into a folder that is not committed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

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
    target = folder / f"babel-{BABEL}"
    if not target.is_dir():
        half = folder / f"babel-{BABEL}.part"
        shutil.rmtree(half, ignore_errors=True)
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        subprocess.run([*command, "--target", str(half), f"babel=={BABEL}"], check=True)
        half.rename(target)
    return target


def fetch_packages(folder: Path) -> dict[str, Path]:
    """Return where each package is unpacked below `folder`, fetched first where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    return {name: _fetch(name, version, folder) for name, version in PACKAGES.items()}


def _fetch(name: str, version: str, folder: Path) -> Path:
    target = folder / f"{name}-{version}"
    if target.is_dir():
        return target
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{name}@{version}"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = folder / f"{name}-{version}.tgz"
    half = folder / f"{name}-{version}.part"  # renamed when whole: a stopped run must not look finished
    shutil.rmtree(half, ignore_errors=True)
    with tarfile.open(archive) as packed:
        packed.extractall(half, filter="data")
    archive.unlink()
    (half / "package").rename(target)
    half.rmdir()
    return target
