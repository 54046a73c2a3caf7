"""Runs a real Scrapyd on 127.0.0.1, and deploys to it from the project or from a copy of it."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import requests
from crawling import ROOT

USERNAME, PASSWORD = "newscrawl", "a-password-of-the-tests"
PROJECT = "newscrawl"
CONF = ROOT / "deploy/scrapyd.conf"
CONF_FOLDER = "/var/lib/newscrawl"
"""What deploy/scrapyd.conf calls the folder of its files."""
QUICK = [("setting", "DOWNLOAD_DELAY=0"), ("setting", "NEWSCRAWL_PROCESSES=1")]
COPIED = ("newscrawl", "tools", "setup.py", "pyproject.toml", "scrapy.cfg", "README.md")
PATIENCE = 60
"""Seconds after which something waited for will not come."""


def wait_for(what: str, happened: Callable[[], Any]) -> Any:
    """Return what `happened` returns as soon as it is true."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := happened():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {PATIENCE} seconds")


@dataclass
class Scrapyd:
    """A Scrapyd with files of its own below `folder`, started and stopped as often as one likes."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from scrapyd_client import ScrapydClient  # here: tests are skipped where it is not installed

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.client = ScrapydClient(self.url, USERNAME, PASSWORD)
        self._process: subprocess.Popen | None = None
        conf = CONF.read_text(encoding="utf-8")
        assert CONF_FOLDER in conf
        self.folder.mkdir()
        (self.folder / "scrapyd.conf").write_text(conf.replace(CONF_FOLDER, str(self.folder)))
        (self.folder / ".scrapyd.conf").write_text(
            f"[scrapyd]\nhttp_port = {self.port}\npassword = {PASSWORD}\npoll_interval = 0.2\n"
        )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        log = (self.folder / "scrapyd.log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "scrapyd", "--pidfile="], cwd=self.folder, stdout=log, stderr=log,
                env=self._environment(), start_new_session=True,
            )  # fmt: skip
        wait_for("Scrapyd answers", self._answers)

    def stop(self) -> None:
        """Stop it as systemd does."""
        assert self._process
        self._process.terminate()
        self._process.wait(PATIENCE)

    def kill(self) -> None:
        """End it with all that it started, whatever state that is in."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):  # it has ended, and left nothing
            os.killpg(self._process.pid, signal.SIGKILL)  # the group of its session: crawls, their readers
        self._process.wait()

    def processes(self) -> set[int]:
        """Return the crawls that run."""
        return {job["pid"] for job in self.client.jobs(PROJECT)["running"]}

    def jobs(self, state: str, project: str = PROJECT) -> set[str]:
        return {job["id"] for job in self.client.jobs(project)[state]}

    def schedule(
        self, outlet: str, *arguments: tuple[str, str], store: Path | None = None, project: str = PROJECT
    ) -> str:
        own = [("setting", f"NEWSCRAWL_STORE=sqlite:///{store}")] if store else []
        return self.client.schedule(project, outlet, [*QUICK, *own, *arguments])

    def wait(self, *jobs: str, project: str = PROJECT) -> None:
        """Wait until jobs have ended."""
        wait_for("the jobs have ended", lambda: set(jobs) <= self.jobs("finished", project))

    def log_of(self, outlet: str, job: str, project: str = PROJECT) -> str:
        return (self.folder / "logs" / project / outlet / f"{job}.log").read_text(encoding="utf-8")

    def _answers(self) -> bool:
        assert self._process
        assert self._process.poll() is None, (self.folder / "scrapyd.log").read_text()
        try:
            return requests.get(self.url, timeout=5).status_code == 401
        except requests.ConnectionError:
            return False

    def _environment(self) -> dict[str, str]:
        outside = {name: value for name, value in os.environ.items() if not name.startswith("SCRAPY")}
        own = {"HOME": str(self.folder), "PYTHONPATH": str(CONF.parent)}
        return outside | own | dict(self.environment)


@contextmanager
def running_scrapyd(folder: Path, **environment: str) -> Iterator[Scrapyd]:
    """Yield a Scrapyd whose crawls have these variables; ends with all that it started."""
    with Scrapyd(folder, environment) as running:
        yield running


def copy_project(folder: Path) -> Path:
    """Return a copy of what an egg is built from."""
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, folder / name
            )  # with what is compiled: the copies are as old as the originals
        else:
            shutil.copy(source, folder / name)
    return folder


def spoil(root: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file of a copy."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def write_target(url: str, home: Path) -> None:
    """Make `url` the target "test" of the person at `home`."""
    (home / "scrapy.cfg").write_text(f"[deploy:test]\nurl = {url}\n", encoding="utf-8")


def deploy_to(
    url: str,
    *arguments: str,
    root: Path = ROOT,
    home: Path,
    password: str | None = PASSWORD,
    command: str = "tools.deploy",
) -> subprocess.CompletedProcess:
    """Deploy to a target "test" at `url` that stands in the scrapy.cfg of the person at `home`."""
    write_target(url, home)
    outside = {name: value for name, value in os.environ.items() if not name.startswith("SCRAPY")}
    own = {"XDG_CONFIG_HOME": str(home)} | ({"SCRAPYD_PASSWORD": password} if password is not None else {})
    return subprocess.run(
        [sys.executable, "-m", command, "test", *arguments], cwd=root, check=False, capture_output=True, text=True,
        env=outside | own, timeout=2 * PATIENCE,
    )  # fmt: skip


def ask(store: Path, sql: str) -> list[tuple]:
    """Return the rows of a question to a store; none where it is not there yet."""
    if not store.exists():
        return []
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute(sql).fetchall()
        except sqlite3.OperationalError:  # its tables are being made
            return []
