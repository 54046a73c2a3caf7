"""Passwords, cookies and open doors, by whole runs of `scrapy crawl`."""

import base64
import json
import os
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from attacking import ARTICLE, listing, outcomes, write_outlet
from crawling import ROOT, crawl
from postgres import Unavailable, database, server
from serving import Served, serving
from sqlalchemy.engine import make_url

from newscrawl import settings

SECRET = "s3cr3t-Tr0ub4dor"
LOUD = ("-s", "LOG_LEVEL=DEBUG", "-s", "STATS_DUMP=1")
PAGES = {"/world": Served(listing({"good": "/world/good-story-21"})), "/world/good-story-21": Served(ARTICLE)}


def files_below(folder: Path) -> str:
    return "".join(path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file())


# the store's password

ADDRESSES = (
    f"postgresql://me:{SECRET}@127.0.0.1:1/news",  # no server there
    f"postgresql+psycopg://me:{SECRET}@127.0.0.1:1/news?connect_timeout=1",
    f"postgresql://me:{SECRET}@[::1/news",
    f"mysql://me:{SECRET}@127.0.0.1/news",
    f"sqlite://me:{SECRET}@host/news.db",
    f"me:{SECRET}@127.0.0.1/news",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("given", ["environment", "option"])
def test_a_store_that_cannot_be_used_is_told_without_its_password(tmp_path, monkeypatch, address, given):
    if given == "environment":
        monkeypatch.setenv("NEWSCRAWL_STORE", address)
    arguments = ("-s", f"NEWSCRAWL_STORE={address}") if given == "option" else ()
    outlets = write_outlet(tmp_path, [{"name": "World", "listing": "http://127.0.0.1:1/world"}])
    done = crawl("attack", outlets, tmp_path / "rows.jsonl", *LOUD, *arguments)
    assert done.code == 1
    assert "store" in done.log.casefold()
    assert SECRET not in done.log


@pytest.fixture
def postgres():
    """The address of an empty database, of a server that asks nobody for a password and takes any."""
    try:
        with server() as running, database(running) as address:
            url = make_url(address)
            yield url.set(username=url.username or "postgres", password=SECRET).render_as_string(
                hide_password=False
            )
    except Unavailable as reason:
        pytest.skip(str(reason))


def test_a_store_that_is_used_leaves_its_password_nowhere(tmp_path, monkeypatch, postgres):
    monkeypatch.setenv("NEWSCRAWL_STORE", postgres)
    with serving({**PAGES, "/gone": Served("", status=500)}) as (base, _):
        sections = [
            {"name": "World", "listing": f"{base}/world"},
            {"name": "Gone", "listing": f"{base}/gone"},
        ]
        outlets = write_outlet(tmp_path, sections)
        done = crawl("attack", outlets, tmp_path / "rows.jsonl", *LOUD, "-s", "RETRY_TIMES=0")
    assert outcomes(done.rows) == {"good-story-21": "new"}
    assert SECRET not in done.log
    assert SECRET not in files_below(tmp_path)


# outlet files


@pytest.mark.parametrize("kind", ["listing", "feed", "sitemap"])
@pytest.mark.parametrize("who", [f"me:{SECRET}@", f"{SECRET}@", f":{SECRET}@"])
def test_an_outlet_file_holds_no_password_and_it_is_not_repeated(tmp_path, kind, who):
    outlets = write_outlet(tmp_path, [{"name": "World", kind: f"https://{who}www.blad.example/world"}])
    done = crawl("attack", outlets, tmp_path / "rows.jsonl", *LOUD)
    assert done.code == 1
    assert done.log.strip().splitlines()[-1] == (
        f"newscrawl: {outlets}: [attack]: sections[0].{kind}: expected an address without user and password"
    )
    assert SECRET not in done.log


# proxies


def test_the_password_of_a_proxy_goes_to_the_proxy_only(tmp_path, monkeypatch):
    heard: list[tuple[str, str]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        heard.append((handler.path, handler.headers.get("Proxy-Authorization", "")))
        page = PAGES.get("/" + handler.path.split("/", 3)[3], Served("gone", status=404))
        handler.send_response(page.status)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(str(page.body).encode())

    class Everything(dict):
        """Whatever a proxy is asked for."""

        def get(self, key, default=None):
            return answer

    with serving(Everything()) as (base, _):
        monkeypatch.setenv("http_proxy", base.replace("//", f"//me:{SECRET}@"))
        monkeypatch.setenv("NEWSCRAWL_PRIVATE_ADDRESSES", "no")  # the proxy's own address is not a page's
        inwards = {"name": "Inwards", "listing": "http://10.0.0.1/world"}
        outlets = write_outlet(
            tmp_path, [{"name": "World", "listing": "http://www.blad.example/world"}, inwards]
        )
        done = crawl("attack", outlets, tmp_path / "rows.jsonl", *LOUD)
    assert outcomes(done.rows) == {"good-story-21": "new"}
    assert {path.split("/")[2] for path, _ in heard} == {"www.blad.example"}
    assert {login for _, login in heard} == {"Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode()}
    assert "section Inwards: private address: http://10.0.0.1/world" in done.lines("ERROR")
    for text in (done.log, files_below(tmp_path)):
        assert SECRET not in text
        assert base64.b64encode(f"me:{SECRET}".encode()).decode() not in text


# cookies


def test_no_cookie_is_kept_and_none_is_sent(tmp_path):
    sent: list[str | None] = []

    def answer(text: str):
        def write(handler: BaseHTTPRequestHandler) -> None:
            sent.append(handler.headers.get("Cookie"))
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Set-Cookie", "who=you; Path=/")
            handler.end_headers()
            handler.wfile.write(text.encode())

        return write

    pages = {path: answer(str(page.body)) for path, page in PAGES.items()}
    with serving(pages) as (base, _):
        done = crawl(
            "attack",
            write_outlet(tmp_path, [{"name": "World", "listing": f"{base}/world"}]),
            tmp_path / "rows.jsonl",
        )
    assert outcomes(done.rows) == {"good-story-21": "new"}
    assert sent == [None, None]


# open doors


def listening(process: int) -> set[str]:
    """Return what a process listens on, as Linux lists it."""
    inodes = {
        os.readlink(link).partition("[")[2][:-1]
        for link in Path(f"/proc/{process}/fd").iterdir()
        if "socket:[" in os.readlink(link)
    }
    rows = [
        line.split()
        for kind in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]
    ]
    return {row[1] for row in rows if row[3] == "0A" and row[9] in inodes}


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs /proc of Linux")
def test_a_crawl_listens_to_nobody(tmp_path):
    reached = []

    def hold(handler: BaseHTTPRequestHandler) -> None:
        reached.append(True)
        time.sleep(2)

    with serving({"/world": hold}) as (base, _):
        outlets = write_outlet(tmp_path, [{"name": "World", "listing": f"{base}/world"}])
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", "attack", "-s", f"NEWSCRAWL_OUTLETS={outlets}", "-s", "RETRY_TIMES=0"],
            cwd=ROOT, env={**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 60
        while not reached and time.monotonic() < until:
            time.sleep(0.05)
        found = listening(process.pid)
        process.wait(60)
    assert reached
    assert found == set()


def test_what_could_open_a_door_is_off():
    assert settings.TELNETCONSOLE_ENABLED is False
    assert settings.REMOTE_CONTROL_ENABLED is False
    assert settings.COOKIES_ENABLED is False


# what is not promised


def test_a_token_in_a_query_is_part_of_the_address(tmp_path):
    """It is stored and exported with it, as SECURITY.md says."""
    with serving(
        {"/world?token=abc": PAGES["/world"], "/world/good-story-21": PAGES["/world/good-story-21"]}
    ) as (base, _):
        outlets = write_outlet(tmp_path, [{"name": "World", "listing": f"{base}/world?token=abc"}])
        done = crawl("attack", outlets, tmp_path / "rows.jsonl")
    assert "token=abc" in json.dumps(done.rows)
