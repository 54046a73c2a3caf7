"""Where a crawl may not go, by whole runs of `scrapy crawl`.

In these runs 127.0.0.1 stands for the public internet, and 127.0.0.2 for what is inside the network.
"""

import json
import os
from urllib.parse import urlsplit

import pytest
from attacking import ARTICLE, listing, outcomes, write_outlet
from crawling import ROOT, crawl
from serving import Served, serving

PRIVATE = "failed: private address"
ALLOWED = ("-s", "NEWSCRAWL_PRIVATE_ADDRESSES=127.0.0.1")
NAMES = {
    "www.blad.example": ["127.0.0.1"],
    "inner.example": ["127.0.0.2"],
    "both.blad.example": ["127.0.0.2"],
    "turning.blad.example": ["127.0.0.1", "127.0.0.2"],  # its robots.txt is public, its article no longer
    "six.blad.example": ["::ffff:127.0.0.2"],
}
REDIRECTS = {
    "loopback": "http://127.0.0.2:{port}/secret",
    "decimal": "http://2130706434:{port}/secret",
    "octal": "http://0177.0.0.2:{port}/secret",
    "hex": "http://0x7f.2:{port}/secret",
    "wide": "http://１２７.0.0.2:{port}/secret",
    "dot": "http://127.0.0.2.:{port}/secret",
    "unspecified": "http://0.0.0.0:{port}/secret",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "private": "http://10.0.0.1/",
    "cgnat": "http://100.64.0.1/",
    "multicast": "http://224.0.0.1/",
    "six": "http://[::1]:{port}/secret",
    "mapped": "http://[::ffff:127.0.0.2]:{port}/secret",
    "nat64": "http://[64:ff9b::7f00:2]:{port}/secret",
    "sixtofour": "http://[2002:7f00:2::1]:{port}/secret",
    "userinfo": "http://127.0.0.1:80@127.0.0.2:{port}/secret",
}
"""Where an article of the outlet redirects to."""
RESOLVED = {
    "name": "http://inner.example:{port}/secret",
    "rebinding": "http://turning.blad.example:{port}/secret",
    "subdomain": "http://both.blad.example:{port}/secret",
}
"""The same, by names of hosts that the outlet has."""
FOREIGN = {
    "ftp": "ftp://127.0.0.2/etc/passwd",
    "file": "file:///etc/passwd",
    "data": "data:text/html,<h1>A headline of the story that is called inlined</h1>",
    "javascript": "javascript:alert(1)",
    "gopher": "gopher://127.0.0.2:70/_",
    "s3": "s3://bucket/key",
}


def refresh(target: str) -> Served:
    return Served(
        f'<html><head><meta http-equiv="refresh" content="0;url={target}"></head><body></body></html>'
    )


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """One crawl of an outlet that redirects, links, refreshes and names feeds inwards, and what was asked inside."""
    folder = tmp_path_factory.mktemp("inwards")
    pages: dict = {}
    with serving(pages) as (base, asked):
        port = urlsplit(base).port
        with serving({"/secret": Served(ARTICLE)}, "127.0.0.2", port) as (_, inside):
            own = f"http://www.blad.example:{port}"
            targets = {
                name: url.replace("{port}", str(port))
                for name, url in (REDIRECTS | RESOLVED | FOREIGN).items()
            }
            for name, url in targets.items():
                pages[f"/go/{name}"] = Served("", status=302, location=url)
                pages[f"/refresh/{name}"] = refresh(url)
                pages[f"/section/{name}"] = Served("", status=301, location=url)
            pages["/world/rss.xml"] = Served("", status=302, location=targets["loopback"])
            pages["/world/good-story-21"] = Served(ARTICLE)
            links = {"good": f"{own}/world/good-story-21"} | {
                f"go-{name}": f"{own}/go/{name}" for name in targets
            }
            links |= {f"refresh-{name}": f"{own}/refresh/{name}" for name in targets}
            links |= {f"link-{name}": url for name, url in targets.items() if name != "rebinding"}
            feed = '<link rel="alternate" type="application/rss+xml" title="World" href="{}">'
            pages["/world"] = Served(listing(links, feed.format("/world/rss.xml")))
            pages["/sideways"] = Served(
                listing({"aside": f"{own}/world/good-story-21"}, feed.format(f"http://127.0.0.2:{port}/feed"))
            )
            sections = [
                {"name": "World", "listing": f"{own}/world"},
                {"name": "Sideways", "listing": f"{own}/sideways"},
            ]
            sections += [
                {"name": name, kind: f"{own}/section/{name}"}
                for name, kind in (
                    ("metadata", "listing"),
                    ("mapped", "feed"),
                    ("name", "sitemap"),
                    ("file", "feed"),
                )
            ]
            outlets = write_outlet(
                folder, sections, domains=[name for name in NAMES if not name.startswith("www.")]
            )
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("TEST_NAMES", json.dumps(NAMES))
                patch.setenv(
                    "PYTHONPATH", os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
                )
                done = crawl(
                    "attack", outlets, folder / "rows.jsonl", *ALLOWED,
                    "-s", "TWISTED_DNS_RESOLVER=naming.TableResolver", "-s", "RETRY_TIMES=1", "-s", "DNSCACHE_ENABLED=0",
                )  # fmt: skip
    return done, outcomes(done.rows), inside, asked


def test_the_ordinary_story_is_there(ended):
    done, found, _, _ = ended
    assert found["good-story-21"] == "new"
    assert done.code == 1
    assert "Traceback" not in done.log


def test_nothing_inside_was_asked(ended):
    assert ended[2] == []


@pytest.mark.parametrize("name", [*REDIRECTS, *RESOLVED])
def test_a_redirect_inwards_is_refused_by_name(ended, name):
    assert ended[1][f"go/{name}"] == PRIVATE
    assert ended[1][f"refresh/{name}"] == PRIVATE


@pytest.mark.parametrize("name", REDIRECTS)
def test_a_link_inwards_is_not_followed(ended, name):
    assert not any(
        url in str(row["url"]) for row in ended[0].rows for url in [f"//{REDIRECTS[name].split('/')[2]}"]
    )


def test_a_refusal_is_no_failure_that_is_tried_again(ended):
    assert "Retrying" not in ended[0].log
    assert "Gave up" not in ended[0].log


@pytest.mark.parametrize("name", ["metadata", "mapped", "name"])
def test_a_section_that_leads_inwards_is_lost_by_name(ended, name):
    (line,) = [line for line in ended[0].lines("ERROR") if line.startswith(f"section {name}: ")]
    assert line.startswith(f"section {name}: private address: http://")


def test_a_feed_that_a_page_names_is_refused_too(ended):
    done, _, _, asked = ended
    assert "/world/rss.xml" in asked
    assert any(line.startswith("section World: private address: ") for line in done.lines("ERROR"))


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_schemes_are_refused(ended, name):
    assert ended[1][f"go/{name}"] in ("failed: redirect to no web address", "failed: no web address")
    assert ended[1][f"refresh/{name}"].startswith("failed: ")
    assert ended[1][f"link-{name}"] == "failed: no web address"


def test_a_section_that_leads_to_a_file_is_lost(ended):
    assert any(
        line.startswith("section file: redirect to no web address: ") for line in ended[0].lines("ERROR")
    )
    assert "root:" not in str(ended[0].rows)


# by default


@pytest.mark.parametrize("value", ["no", "0", "10.0.0.0/8"])
def test_this_machine_is_not_asked(tmp_path, value):
    with serving(
        {"/world": Served(listing({"good": "/world/good-story-21"})), "/world/good-story-21": Served(ARTICLE)}
    ) as (base, asked):
        outlets = write_outlet(tmp_path, [{"name": "World", "listing": f"{base}/world"}])
        done = crawl("attack", outlets, tmp_path / "rows.jsonl", "-s", f"NEWSCRAWL_PRIVATE_ADDRESSES={value}")
    assert (done.code, done.rows, asked) == (1, [], [])
    assert f"section World: private address: {base}/world" in done.lines("ERROR")


@pytest.mark.parametrize("name", ["localhost", "here.example"])
def test_nor_by_a_name(tmp_path, monkeypatch, name):
    monkeypatch.setenv("TEST_NAMES", json.dumps({"here.example": ["127.0.0.1"], "localhost": ["127.0.0.1"]}))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests"))
    monkeypatch.setenv("NEWSCRAWL_PRIVATE_ADDRESSES", "no")
    with serving({"/world": Served(listing({"good": "/world/good-story-21"}))}) as (base, asked):
        url = base.replace("127.0.0.1", name) + "/world"
        outlets = write_outlet(tmp_path, [{"name": "World", "listing": url}])
        resolver = ("-s", "TWISTED_DNS_RESOLVER=naming.TableResolver")
        done = crawl("attack", outlets, tmp_path / "rows.jsonl", *resolver)
    assert (done.code, done.rows, asked) == (1, [], [])
    assert f"section World: private address: {url}" in done.lines("ERROR")


@pytest.mark.parametrize("value", ["yes", "1", "127.0.0.0/8, ::1"])
def test_the_environment_allows_it(tmp_path, monkeypatch, value):
    monkeypatch.setenv("NEWSCRAWL_PRIVATE_ADDRESSES", value)
    with serving(
        {"/world": Served(listing({"good": "/world/good-story-21"})), "/world/good-story-21": Served(ARTICLE)}
    ) as (base, _):
        outlets = write_outlet(tmp_path, [{"name": "World", "listing": f"{base}/world"}])
        done = crawl("attack", outlets, tmp_path / "rows.jsonl")
    assert (done.code, outcomes(done.rows)) == (0, {"good-story-21": "new"})


def test_what_is_no_answer_is_told_and_nothing_is_asked(tmp_path):
    with serving({"/world": Served(listing({"good": "/world/good-story-21"}))}) as (base, asked):
        outlets = write_outlet(tmp_path, [{"name": "World", "listing": f"{base}/world"}])
        done = crawl("attack", outlets, tmp_path / "rows.jsonl", "-s", "NEWSCRAWL_PRIVATE_ADDRESSES=perhaps")
    assert (done.code != 0, done.rows, asked) == (True, [], [])
    assert "NEWSCRAWL_PRIVATE_ADDRESSES: expected yes, no, or addresses and networks such as" in done.log
    assert "got 'perhaps'" in done.log
