"""The egg of the project: built aside from the tree, and checked alone before a server sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from tools.deploy.errors import DeployError

PROBE = Path(__file__).with_name("probe.py")
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
"""What a check may know of the environment: neither further outlets nor a store."""


def build(root: Path, folder: Path) -> Path:
    """Return the egg of the project at `root`, built below `folder` by its setup.py. Raises DeployError.

    `scrapyd-deploy` builds in the tree, where modules of yesterday may lie in build/.
    """
    command = [sys.executable, "setup.py", "-q", "egg_info", "--egg-base", str(folder),
               "build", "--build-base", str(folder / "build"),
               "bdist_egg", "--bdist-dir", str(folder / "bdist"), "--dist-dir", str(folder / "dist")]  # fmt: skip
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    eggs = sorted((folder / "dist").glob("*.egg"))
    if done.returncode or len(eggs) != 1:
        raise DeployError(f"the egg cannot be built: {_last_line(done.stderr)}")
    return eggs[0]


def check(egg: Path, root: Path) -> list[str]:
    """Return the spiders of an egg that holds and reads all that the tree at `root` does. Raises DeployError."""
    held = set(ZipFile(egg).namelist())
    if missing := sorted(set(_files(root)) - held):
        raise DeployError(f"not in the egg: {', '.join(missing)} (package-data in pyproject.toml)")
    probes = {name: _start(path, egg.parent) for name, path in (("tree", root), ("egg", egg))}
    ended = {
        name: probe.communicate() for name, probe in probes.items()
    }  # both, before anything is said of one
    tree, own = (_readings(name, probes[name].returncode, *ended[name]) for name in probes)
    for what, expected in tree.items():
        if None in expected or not expected:
            raise DeployError(f"the tree reads no {what}: {expected}")
        if own[what] != expected:
            raise DeployError(f"{what}: the egg reads {own[what]}, the tree {expected}")
    spiders: list[str] = own["spiders"]
    return spiders


def _files(root: Path) -> list[str]:
    package = root / "newscrawl"
    files = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return [path.relative_to(root).as_posix() for path in files]


def _start(path: Path, folder: Path) -> subprocess.Popen[str]:
    # -I: neither the folder we are in nor PYTHONPATH is searched, so that nothing of the tree helps the egg out.
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-I", str(PROBE), str(path)], cwd=folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def _readings(name: str, code: int, output: str, errors: str) -> dict[str, Any]:
    if code:
        raise DeployError(f"the {name} does not work: {_last_line(errors)}")
    readings: dict[str, Any] = json.loads(output.splitlines()[-1])
    return readings


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason is given"])[-1]
