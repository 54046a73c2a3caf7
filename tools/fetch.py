"""Fetch published packages, exact versions, into a folder that is not committed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path


def from_npm(name: str, version: str, folder: Path) -> Path:
    """Return where the package is unpacked below `folder`, fetched first where it is missing."""
    target = folder / f"{name}-{version}"
    if target.is_dir():
        return target
    folder.mkdir(parents=True, exist_ok=True)
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


def from_pypi(name: str, version: str, folder: Path) -> Path:
    """Return the folder to import the package from, below `folder`, fetched first where it is missing."""
    target = folder / f"{name}-{version}"
    if target.is_dir():
        return target
    half = folder / f"{name}-{version}.part"
    shutil.rmtree(half, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--target", str(half), f"{name}=={version}"], check=True)
    half.rename(target)
    return target
