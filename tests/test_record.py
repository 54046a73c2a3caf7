"""`scrapy record`: pages become test cases that give the same rows whenever they are read."""

import json
import time
from datetime import datetime
from pathlib import Path

import pytest
from commanding import run_here
from crawling import NOW, crawl, scrapy

from newscrawl.checks.case import load, load_expected
from newscrawl.checks.replay import rows_of
from newscrawl.commands.record import Command

FAST = (
    "-s",
    "DOWNLOAD_DELAY=0",
    "-s",
    "DOWNLOAD_TIMEOUT=2",
    "-s",
    "RETRY_TIMES=1",
    "-s",
    "NEWSCRAWL_CONTACT=t@t.invalid",
)


@pytest.fixture(scope="module")
def outlets(newsroom, tmp_path_factory) -> Path:
    return newsroom.write_outlets(tmp_path_factory.mktemp("outlets"))


def record(outlets: Path | str, *arguments: str):
    return scrapy("record", *arguments, "-s", f"NEWSCRAWL_OUTLETS={outlets}", *FAST)


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def recorded(newsroom, outlets, tmp_path_factory) -> Path:
    """The folder of a recording: a listing, a feed and two articles."""
    folder = tmp_path_factory.mktemp("pages")
    newsroom.reset()
    done = record(outlets, "nrfeed", "--articles", "2", "--output", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout.splitlines()[0]
        == f"{folder / 'nrfeed' / 'internacional'}: 15 stories, 15 times, 13 datelines"
    )
    return folder


# What cannot be recorded


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "expected an outlet, and a URL if one page is wanted; `scrapy outlets` shows all outlets"),
        (["nrflor"], "no outlet 'nrflor'; did you mean nrfloor"),
        (["nrfloor", "--section", "Buitenlnd"],
         "--section: nrfloor has Buitenland, not 'Buitenlnd'; did you mean Buitenland?"),
        (["nrfloor", "--articles", "x"], "--articles: expected a whole number of 0 to 100, got 'x'"),
        (["nrfloor", "--as", "feed"], "--as: goes with a URL only"),
        (["nrfloor", "http://127.0.0.1:9/x", "--articles", "2"], "--articles: goes without a URL only"),
        (["nrfloor", "https://www.elsewhere.com/x"], "elsewhere.com is no site of nrfloor, which has "),
        (["nrfloor", "/buitenland"], "expected an absolute http or https URL, got '/buitenland'"),
        (["nrfloor", "file:///etc/passwd"], "expected an absolute http or https URL, got 'file:///etc/passwd'"),
        (["nrfloor", "http://127.0.0.1:9/x", "--as", "list"], "--as: expected listing, feed, sitemap or article, got 'list'"),
        (["nrfloor", "--foo"], "unknown option '--foo'; -h shows all"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(outlets, tmp_path, capsys, arguments, line):
    given = ("-s", f"NEWSCRAWL_OUTLETS={outlets}", "--output", str(tmp_path))
    assert run_here(Command(), *arguments, *given) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"scrapy record: {line}")
    assert captured.err.count("\n") == 1
    assert files(tmp_path) == set()


def test_pages_that_give_no_answer_are_named_and_the_others_recorded(newsroom, tmp_path):
    lost = {
        "gone": "http 404",
        "private/list": "robots.txt forbids it",
        "slow": "timeout",
        "loop": "too many redirects",
    }
    outlets = newsroom.write_bad_outlet(tmp_path, *lost, "empty")
    done = record(outlets, "nrbad", "--output", str(tmp_path / "pages"))
    assert done.returncode == 1
    base = newsroom.url("nrbad")
    said = {f"scrapy record: {base}/{section}: not recorded: {reason}" for section, reason in lost.items()}
    assert set(done.stderr.splitlines()) == said
    assert {path.name for path in (tmp_path / "pages" / "nrbad").iterdir()} == {"good", "empty"}
    assert load_expected(tmp_path / "pages/nrbad/empty")["error"] == "empty page"


def test_an_article_that_is_gone_is_named(newsroom, outlets, tmp_path):
    (gone,) = [story["url"] for story in newsroom.truth if story["outlet"] == "nrfeed" and story["gone"]]
    done = record(outlets, "nrfeed", "--articles", "20", "--output", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == f"scrapy record: {gone}: not recorded: http 404\n"


# What is recorded


def test_each_page_has_its_folder(recorded):
    folders = {path.name for path in (recorded / "nrfeed").iterdir()}
    articles = {name for name in folders if name.startswith("internacional-article-")}
    assert folders - articles == {"internacional", "internacional-feed"}
    assert len(articles) == 2
    assert files(recorded / "nrfeed" / "internacional") == {"page.html", "record.json", "expected.json"}
    assert files(recorded / "nrfeed" / "internacional-feed") == {"page.xml", "record.json", "expected.json"}


def test_the_rows_are_those_of_a_crawl(recorded, outlets, tmp_path):
    rows = {
        row["url"]: row for row in crawl("nrfeed", outlets, tmp_path / "x.jsonl", "-a", "articles=no").rows
    }
    for page in ("internacional", "internacional-feed"):
        for story in load_expected(recorded / "nrfeed" / page)["stories"]:
            row = rows[story["url"]]
            assert (story["headline"], story["dateline"]) == (row["headline"], row["dateline"])
            # A crawl knows more: it has seen the story in both.
            assert story["published_earliest"] <= row["published_earliest"]
            assert row["published_latest"] <= story["published_latest"]


def test_the_rows_are_true(recorded, newsroom):
    true = {story["url"]: story for story in newsroom.truth}
    for folder in (recorded / "nrfeed").iterdir():
        expected = load_expected(folder)
        for story in [*expected["stories"], expected.get("article")]:
            if story and story["published_latest"]:
                published = datetime.fromisoformat(true[story["url"]]["published"])
                assert datetime.fromisoformat(story["published_earliest"]) <= published
                assert published <= datetime.fromisoformat(story["published_latest"])
        if "article" in expected:
            assert expected["article"]["text"] == true[expected["url"]]["paragraphs"]


def test_the_bytes_are_those_that_were_served(recorded, newsroom):
    case = load(recorded / "nrfeed" / "internacional")
    assert case.download.url == newsroom.url("nrfeed", "/internacional")
    assert case.download.body.startswith(b"<!doctype html>")  # not the gzip that was sent
    assert case.download.served_at == NOW
    assert set(case.headers) == {"Content-Type", "Date"}


def test_it_gives_the_same_rows_whenever_it_is_read(recorded, monkeypatch):
    """Months after NOW, and on a machine of another zone: nothing but the record says when."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()
        for folder in (recorded / "nrfeed").iterdir():
            assert rows_of(load(folder)) == load_expected(folder)
    time.tzset()


def test_a_corrected_case_is_kept(recorded, outlets):
    path = recorded / "nrfeed" / "internacional" / "expected.json"
    before = path.read_text(encoding="utf-8")
    corrected = json.loads(before) | {"note": "corrected by hand"}
    path.write_text(json.dumps(corrected), encoding="utf-8")
    arguments = ("nrfeed", "--section", "internacional", "--output", str(recorded))
    done = record(outlets, *arguments)
    assert done.returncode == 1
    assert f"scrapy record: {path.parent}: kept, it is there already; --force records it anew" in done.stderr
    assert json.loads(path.read_text(encoding="utf-8")) == corrected
    assert record(outlets, *arguments, "--force").returncode == 0
    assert path.read_text(encoding="utf-8") == before


# One page


@pytest.mark.parametrize(
    ("path", "arguments", "folder"),
    [
        ("/world", [], "world"),
        ("/business", [], "business"),
        ("/business", ["--section", "World"], "world"),
        ("/world", ["--as", "listing", "--section", "business"], "business"),
    ],
)
def test_one_page(newsroom, outlets, tmp_path, path, arguments, folder):
    done = record(outlets, "nrround", newsroom.url("nrround", path), *arguments, "--output", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert [item.name for item in (tmp_path / "nrround").iterdir()] == [folder]


def test_one_article_that_has_moved(newsroom, outlets, tmp_path):
    (moved, *_) = [
        story
        for story in newsroom.truth
        if story["outlet"] == "nrround" and story["linked_url"] != story["url"]
    ]
    done = record(outlets, "nrround", moved["linked_url"], "--output", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    (folder,) = (tmp_path / "nrround").iterdir()
    case, article = load(folder), load_expected(folder)["article"]
    assert (case.kind, case.download.asked, case.download.url) == (
        "article",
        moved["linked_url"],
        moved["url"],
    )
    assert (article["url"], article["headline"]) == (moved["url"], moved["headline"])


def test_no_article_is_fetched_behind_one_page(newsroom, outlets, tmp_path):
    newsroom.reset()
    record(outlets, "nratom", newsroom.url("nratom", "/atom.xml"), "--output", str(tmp_path))
    assert [hit.path for hit in newsroom.log("nratom")] == ["/robots.txt", "/atom.xml"]
    assert load(tmp_path / "nratom" / "international-feed").kind == "feed"
