"""Where a rendered page may not go, in the real browser. 127.0.0.1 is the public internet here, 127.0.0.2 the inside."""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from attacking import listing, write_outlet
from crawling import Ended, crawl
from serving import Served, serving

from newscrawl.browser import find_browser

pytestmark = pytest.mark.skipif(
    find_browser(os.environ.get("NEWSCRAWL_BROWSER", "")) is None,
    reason="no Chromium: apt-get install chromium-headless-shell",
)

SHORT = (
    "-s",
    "RETRY_TIMES=0",
    "-s",
    "DOWNLOAD_TIMEOUT=8",
    "-s",
    "NEWSCRAWL_BROWSER_SECONDS=4",
    "-a",
    "articles=no",
)
SCRIPT = """<script>
for (const url of {urls}) {{
  fetch(url, {{mode: "no-cors"}}).catch(() => {{}});
  try {{ new WebSocket(url.replace("http", "ws")); }} catch {{ }}
}}
</script>"""


def render(folder: Path, reach: str) -> tuple[Ended, list[str], list[str], str]:
    """Crawl an outlet whose scripts, redirects and pages lead inwards; return also what was asked inside and
    outside, and an address at which nobody answers.
    """
    pages: dict = {}
    with serving({}) as (closed, _):
        pass
    with serving(pages) as (base, asked):
        port = urlsplit(base).port
        with serving({"/secret": Served("<h1>secret</h1>")}, "127.0.0.2", port) as (inner, inside):
            urls = [
                f"{inner}/secret",
                f"http://2130706434:{port}/secret",
                f"{base}/turn",
                "http://169.254.169.254/secret",
            ]
            links = {"good": "/world/good-story-21"}
            pages["/world"] = Served(listing(links, SCRIPT.format(urls=json.dumps(urls))))
            pages["/turn"] = Served("", status=302, location=f"{inner}/secret")
            sections = [{"name": "World", "listing": f"{base}/world"}, {"name": "Turn", "listing": f"{base}/turn"},
                        {"name": "Closed", "listing": f"{closed}/world"}]  # fmt: skip
            # 127.0.0.2 is a host of the outlet, so that nothing but its address speaks against it.
            sections = [{**section, "render": "browser"} for section in sections]
            outlets = write_outlet(folder, sections, domains=["127.0.0.2"])
            done = crawl(
                "attack", outlets, folder / "rows.jsonl", *SHORT, "-s", f"NEWSCRAWL_PRIVATE_ADDRESSES={reach}"
            )
            return done, inside, asked, closed


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    return render(tmp_path_factory.mktemp("browser"), "127.0.0.1")


def test_the_page_itself_is_rendered(ended):
    assert [row["outcome"] for row in ended[0].rows] == ["new"]
    assert "/turn" in ended[2]


def test_nothing_inside_was_asked(ended):
    assert ended[1] == []


def test_the_same_page_gets_there_where_it_may(tmp_path):
    _, inside, _, _ = render(tmp_path, "yes")
    assert inside.count("/secret") > 2


def test_a_redirect_inwards_is_named(ended):
    (line,) = [line for line in ended[0].lines("ERROR") if line.startswith("section Turn: ")]
    assert line.startswith("section Turn: private address: ")


def test_a_port_that_is_closed_is_named_as_ever(ended):
    assert f"section Closed: connection refused: {ended[3]}/world" in ended[0].lines("ERROR")


def test_a_page_inside_is_not_rendered(tmp_path):
    with serving({"/world": Served(listing({"good": "/world/good-story-21"}))}) as (base, asked):
        section = {"name": "World", "listing": f"{base}/world", "render": "browser"}
        outlets = write_outlet(tmp_path, [section])
        done = crawl(
            "attack", outlets, tmp_path / "rows.jsonl", *SHORT, "-s", "NEWSCRAWL_PRIVATE_ADDRESSES=no"
        )
    assert (done.code, done.rows, asked) == (1, [], [])
    assert f"section World: private address: {base}/world" in done.lines("ERROR")
