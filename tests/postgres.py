"""Finds a PostgreSQL server for the tests, or starts one in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import URL, make_url

GIVEN = "NEWSCRAWL_TEST_POSTGRES"
"""Environment variable with the URL of a server whose user may make databases: postgresql://user@host/postgres."""
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB"
"""No test pulls the plug of the machine."""


class Unavailable(Exception):
    """There is no server, and none can be started."""


@contextmanager
def server() -> Iterator[URL]:
    """Yield the URL of a server for as long as it is needed. Raises Unavailable."""
    if given := os.environ.get(GIVEN):
        yield make_url(given)
        return
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="newscrawl-"))  # short: a socket's name has 107 bytes
    user = _user(folder)
    try:
        _run(
            user,
            folder,
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "tester",
            "-A",
            "trust",
            "-N",
            "-E",
            "UTF8",
        )
        options = f"-c listen_addresses= -k {folder} {QUICK}"
        log = folder / "log"
        _run(
            user, folder, programs / "pg_ctl", "-D", folder / "data", "-w", "-l", log, "-o", options, "start"
        )
        try:
            yield URL.create("postgresql", "tester", database="postgres", query={"host": str(folder)})
        finally:
            _run(user, folder, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def find_programs() -> Path:
    """Return the folder of the newest server that is installed. Raises Unavailable."""
    folders = [
        folder for pattern in PLACES for folder in Path("/").glob(pattern[1:]) if (folder / "initdb").exists()
    ]
    if not folders:
        raise Unavailable(f"no PostgreSQL server is installed, and {GIVEN} names none")
    return max(folders, key=lambda folder: [int(part) for part in folder.parts if part.isdigit()])


def _user(folder: Path) -> str | None:
    """Return who the server runs as, None for oneself: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            known = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, known.pw_uid, known.pw_gid)
        return name
    raise Unavailable("PostgreSQL does not run as root, and there is no user postgres or nobody")


def _run(user: str | None, folder: Path, *command: str | Path) -> None:
    done = subprocess.run(
        list(map(str, command)), user=user, group=user and pwd.getpwnam(user).pw_gid, extra_groups=[] if user else None,
        cwd=folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60,
    )  # fmt: skip
    if done.returncode:
        raise Unavailable(f"{Path(command[0]).name}: {done.stderr.decode(errors='replace').strip()[-300:]}")


@contextmanager
def database(of: URL) -> Iterator[str]:
    """Yield the URL of an empty database of a server, and remove it in the end."""
    name = f"newscrawl_{uuid4().hex[:12]}"
    plain = of.set(drivername="postgresql").render_as_string(hide_password=False)
    with closing(psycopg.connect(plain, autocommit=True)) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield of.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
