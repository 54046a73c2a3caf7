"""A crawl that did not do its job says so: one real crawl for each kind of failure, with its exit code and its line."""

import re

import pytest
from breaking import (
    AtClose,
    AtOpen,
    Callbacks,
    Pipeline,
    Readers,
    Scolding,
    StartMiddleware,
    StoreAtAnswer,
    StoreAtIdle,
    StoreAtStart,
    broken_by,
    store_broken_by,
)
from crawling import ROOT, Ended, scrapy
from postgres import Unavailable, database, server
from serving import Served, serving
from storing import contents, small_disk

LISTS = ("-a", "articles=no")
FULL = ("-s", "MEMUSAGE_LIMIT_MB=1", "-s", "MEMUSAGE_CHECK_INTERVAL_SECONDS=0.05")

BREAKS = {
    "start() breaks": (
        [*broken_by("SPIDER_MIDDLEWARES", StartMiddleware)],
        ["RuntimeError: no list of pages (Error while reading start items", "ended early: start_error"],
    ),
    "what is done at the start breaks": (
        [*LISTS, *broken_by("EXTENSIONS", AtOpen)],
        ["RuntimeError: the lock is taken (Error caught on signal handler"],
    ),
    "what is done at the end breaks": (
        [*LISTS, *broken_by("EXTENSIONS", AtClose)],
        ["Error caught on signal handler: <bound method AtOpen.act of <breaking.AtClose"],
    ),
    "something logs an error": (
        [*LISTS, *broken_by("EXTENSIONS", Scolding)],
        ["the sky falls"],
    ),
    "a callback breaks": (
        [*broken_by("EXTENSIONS", Callbacks)],
        ["KeyError: 'no such thing' (Spider error processing <GET http", "stories failed, more than 20%"],
    ),
    "a pipeline breaks": (
        [*LISTS, *broken_by("ITEM_PIPELINES", Pipeline)],
        ["ZeroDivisionError: division by zero (Error processing Story(", "stories failed, more than 20%"],
    ),
    "readers die": (
        [*broken_by("EXTENSIONS", Readers)],
        ["section World: ended its reader (exit code 3): http"],
    ),
    "no process can read": (
        [*LISTS, "-s", "NEWSCRAWL_PROCESSES=many"],
        ["the crawl broke: ValueError: invalid literal for int() with base 10: 'many'"],
    ),
    "a part is missing": (
        [*LISTS, "-s", 'DOWNLOADER_MIDDLEWARES={"nowhere.Middleware": 1}'],
        ["the crawl broke: ModuleNotFoundError: No module named 'nowhere'"],
    ),
    "too much memory": ([*FULL], ["Memory usage exceeded 1MiB", "ended early: memusage_exceeded"]),
    "too many stories": (["-s", "CLOSESPIDER_ITEMCOUNT=2"], ["ended early: closespider_itemcount"]),
    "too much time": (
        ["-s", "CLOSESPIDER_TIMEOUT=0.5", "-s", "DOWNLOAD_DELAY=0.2"],
        ["ended early: closespider_timeout"],
    ),
    "too many errors": (
        ["-s", "CLOSESPIDER_ERRORCOUNT=1", *broken_by("EXTENSIONS", Callbacks)],
        ["ended early: closespider_errorcount"],
    ),
}
"""Options that make a crawl fail -> beginnings or parts of lines that name it."""


@pytest.fixture
def run(newsroom, tmp_path, monkeypatch):
    """Return what crawls an outlet of the newsroom with such options; its rows are not looked at."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests"))  # where the parts are that break
    newsroom.reset()
    outlets = newsroom.write_outlets(tmp_path)

    def crawl_it(*options, outlet="nrround", feed="rows.jsonl", file=outlets):
        done = scrapy("crawl", outlet, "-O", str(tmp_path / feed), "-s", f"NEWSCRAWL_OUTLETS={file}",
                      "-s", "DOWNLOAD_DELAY=0", "-s", "NEWSCRAWL_CONTACT=test@newscrawl.invalid", *options)  # fmt: skip
        return Ended(done.returncode, [], done.stderr)

    return crawl_it


def assert_named(ended, *lines):
    """Assert that a crawl has failed, and that each line is one of its errors."""
    assert ended.code == 1, ended.log
    errors = [*ended.lines("ERROR"), *ended.lines("CRITICAL")]
    assert [line for line in lines if not any(line in error for error in errors)] == [], errors
    assert "did its job" not in ended.log


@pytest.mark.parametrize(("options", "lines"), BREAKS.values(), ids=BREAKS)
def test_each_kind_of_failure_has_its_exit_code_and_its_line(run, options, lines):
    assert_named(run(*options), *lines)


def test_a_crawl_that_did_its_job_says_so_last(run):
    ended = run(*LISTS)
    assert (ended.code, ended.lines("ERROR")) == (0, [])
    last, closed = [line.split("INFO: ")[1] for line in ended.log.splitlines()[-2:]]
    assert (last, closed) == ("nrround did its job", "Spider closed (finished)")


@pytest.mark.parametrize(("most", "code"), [("0", 1), ("0.2", 0)])
def test_too_many_articles_that_are_lost(run, most, code):
    """A lost article is one story, and no failure of the crawl within the limit."""
    ended = run("-s", f"NEWSCRAWL_MAX_FAILED={most}", outlet="nrfloor")
    assert ended.code == code, ended.log
    assert [line.endswith(" stories failed, more than 0%") for line in ended.lines("ERROR")] == [True] * code


def test_a_story_on_which_a_pipeline_broke_has_its_outcome(run):
    ended = run(*LISTS, *broken_by("ITEM_PIPELINES", Pipeline))
    assert ended.table()["World"] == {"seen": 15, "new": 0, "updated": 0, "unchanged": 0, "failed": 15}
    assert any(line.endswith("failed: 15 ZeroDivisionError in a pipeline") for line in ended.lines("INFO"))


def test_a_section_with_fewer_stories_than_it_must_have(run, newsroom, tmp_path):
    (tmp_path / "more").mkdir()
    file = newsroom.write_outlets(tmp_path / "more")
    file.write_text(
        re.sub(r"min_stories = \d+", "min_stories = 400", file.read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert_named(run(*LISTS, file=file), "section World: 15 stories, expected 400 at the least")


@pytest.mark.parametrize("section", ["slow", "gone", "loop", "binary"])
def test_a_section_whose_page_is_lost(run, newsroom, tmp_path, section):
    file = newsroom.write_bad_outlet(tmp_path, section)
    ended = run("-s", "DOWNLOAD_TIMEOUT=1", "-s", "RETRY_TIMES=0", *LISTS, outlet="nrbad", file=file)
    assert_named(ended, f"section {section}: ")


def test_a_browser_that_is_missing(run, newsroom, tmp_path):
    file = newsroom.write_scripted_outlet(tmp_path)
    ended = run("-s", "NEWSCRAWL_BROWSER=/nowhere/chromium", outlet="nrscript", file=file)
    assert ended.code == 1
    assert "newscrawl: " in ended.log
    assert "/nowhere/chromium" in ended.log
    assert "Spider opened" not in ended.log


STORES = {
    "at the start": (StoreAtStart, "DROP TABLE runs", "ended early: store {}: no such table: runs"),
    "in the middle of a page": (StoreAtAnswer, "DROP TABLE teasers", "ended early: store {}: no such table: teasers"),
    "in the last pipeline": (StoreAtAnswer, "DROP TABLE versions", "ended early: store {}: no such table: versions"),
    "at the end": (StoreAtIdle, "DROP TABLE ledger", "store {}: no such table: ledger"),
    "at the end, in our own words": (StoreAtIdle, "DELETE FROM runs", "the outcome cannot be kept: IntegrityError: "),
}  # fmt: skip


@pytest.mark.parametrize(("part", "statement", "line"), STORES.values(), ids=STORES)
def test_a_store_that_fails(run, tmp_path, part, statement, line):
    address = f"sqlite:///{tmp_path}/news.db"
    ended = run("-s", f"NEWSCRAWL_STORE={address}", *store_broken_by(part, statement))
    assert_named(ended, line.format(address))
    assert "took: " in ended.log  # and nothing that is to be told is lost with it


def test_a_store_that_cannot_be_opened(run, tmp_path):
    address = f"sqlite:///{tmp_path}/nowhere/news.db"
    ended = run("-s", f"NEWSCRAWL_STORE={address}")
    assert ended.code == 1
    assert f"newscrawl: store {address}: the folder {tmp_path}/nowhere does not exist" in ended.log


def test_a_disk_that_is_full_of_the_store(run, tmp_path):
    with small_disk(tmp_path / "disk", "300k") as disk:
        address = f"sqlite:///{disk}/news.db"
        ended = run("-s", f"NEWSCRAWL_STORE={address}", outlet="nrfloor")
        assert_named(ended, f"store {address}: the disk is full")


def test_a_disk_that_is_full_of_rows(run, tmp_path):
    with small_disk(tmp_path / "disk", "16k"):
        assert_named(run(feed="disk/rows.jsonl"), "OSError: [Errno 28] No space left on device")


def test_a_feed_that_cannot_be_written_to(run, tmp_path):
    (tmp_path / "file").touch()
    ended = run(*LISTS, feed="file/rows.jsonl")
    path = tmp_path / "file" / "rows.jsonl"
    assert_named(
        ended, f"feed {path}: not written to its end", f"[Errno 20] Not a directory: '{path}' (Error"
    )
    assert any(line.endswith("(27 times)") for line in ended.lines("ERROR"))


def test_a_database_that_goes_away(run, newsroom, tmp_path):
    try:
        with server() as url, database(url) as address:
            name = address.partition("/newscrawl_")[2].partition("?")[0]
            others = f"WHERE datname = 'newscrawl_{name}'"
            statements = (
                f"ALTER DATABASE newscrawl_{name} ALLOW_CONNECTIONS false",
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity {others}",
            )
            ended = run("-s", f"NEWSCRAWL_STORE={address}", *store_broken_by(StoreAtAnswer, *statements))
    except Unavailable as error:
        pytest.skip(str(error))
    assert_named(ended, "ended early: store postgresql+psycopg://")
    assert ended.lines("INFO")[-2].startswith("took: ")


def test_what_went_wrong_is_kept_with_the_run(run, tmp_path):
    address = f"sqlite:///{tmp_path}/news.db"
    run(*LISTS, "-s", f"NEWSCRAWL_STORE={address}", *broken_by("EXTENSIONS", Scolding))
    (row,) = contents(address)["runs"]
    assert "the sky falls" in row


LIST = """<!doctype html><html lang="nl"><body><main>
<article><h2><a href="/buitenland/6301">Hangbrug bij Xanadu gaat na acht maanden weer open</a></h2>
<p>Xanadu (Qyz) - De hangbrug over de baai is weer open voor bussen en fietsers.</p><span class="tijd">{}</span></article>
<article><h2><a href="/buitenland/6302">Vissers van Lissabon varen een week lang niet uit</a></h2>
<p>LISSABON (ANP/AFP) - De vissers blijven deze week in de haven om de prijs van diesel.</p><span class="tijd">{}</span></article>
</main></body></html>"""


def test_what_could_not_be_read_is_shown(run, tmp_path):
    lists = {"/buitenland": Served(LIST.format("6 minuten geleden", "xx-yy-zz 25:61"))}
    with serving(lists) as (base, _):
        file = tmp_path / "blad.toml"
        file.write_text(
            f'[blad]\nname = "Blad"\ncountry = "NL"\nlanguage = "nl"\nzone = "Europe/Amsterdam"\nverified = "unverified"\n'
            f'[[blad.sections]]\nname = "Buitenland"\nlisting = "{base}/buitenland"\nmin_stories = 2\n'
            'selectors = { story = "article", link = "a", headline = "h2", lead = "p", time = ".tijd" }\n',
            encoding="utf-8",
        )
        ended = run(*LISTS, outlet="blad", file=file)
    assert ended.code == 0, ended.log
    assert "times: 1 read, 1 unread, 0 none, such as 'xx-yy-zz 25:61'" in ended.lines("INFO")
    assert "datelines: 1 read, 1 unread, 0 none, such as 'Xanadu (Qyz) -'" in ended.lines("INFO")
