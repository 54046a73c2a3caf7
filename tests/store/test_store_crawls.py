"""Crawls of the newsroom one after the other on one store."""

import sqlite3
from itertools import pairwise

import pytest
from crawling import NOW, crawl

WIDTHS = "SELECT story_id, published_latest - published_earliest FROM stories"
INTERVALS = """
    SELECT url, strftime('%Y-%m-%dT%H:%M:%S+00:00', published_earliest / 1000000, 'unixepoch'),
           strftime('%Y-%m-%dT%H:%M:%S+00:00', published_latest / 1000000, 'unixepoch')
    FROM stories WHERE url IS NOT NULL
"""


@pytest.fixture
def run(newsroom, tmp_path):
    """Crawl an outlet again and again on one store; the newsroom's clock is put back behind the test."""
    outlets = newsroom.write_outlets(tmp_path)
    store = tmp_path / "store.db"
    count = iter(range(100))

    def once(outlet: str, *arguments: str):
        feed = tmp_path / f"{next(count)}.jsonl"
        return crawl(outlet, outlets, feed, "-s", f"NEWSCRAWL_STORE=sqlite:///{store}", *arguments)

    once.store = store
    newsroom.reset()
    yield once
    newsroom.now = NOW


def ask(store, sql: str) -> list[tuple]:
    with sqlite3.connect(store) as connection:
        return connection.execute(sql).fetchall()


def test_what_is_known_and_unchanged_is_not_fetched_again(run, newsroom):
    first = run("nrclock")
    assert first.code == 0
    assert {row["outcome"] for row in first.rows} == {"new"}
    fetched = len(newsroom.log("nrclock"))
    second = run("nrclock")
    assert (second.code, second.rows) == (0, [])
    pages = [hit.path for hit in newsroom.log("nrclock")[fetched:]]
    assert sorted(pages) == ["/robots.txt", "/wereld/index.html"]
    assert ask(run.store, "SELECT count(*) FROM stories") == [(len(first.rows),)]
    assert ask(run.store, "SELECT count(*) FROM versions") == [(len(first.rows),)]


def test_lists_on_article_pages_that_print_less_are_no_change(run, newsroom):
    first = run("nrfloor")
    fetched = len(newsroom.log("nrfloor"))
    newsroom.advance(seconds=30)
    assert run("nrfloor").code == 0
    again = {newsroom.url("nrfloor", hit.path) for hit in newsroom.log("nrfloor")[fetched:]}
    # Only the story that has come of age in these seconds is asked for.
    articles = {row["url"]: row["published_earliest"] for row in first.rows if row["url"] in again}
    assert list(articles.values()) == ["2026-01-24T21:00:01+00:00"]


def test_a_changed_story_is_a_new_version_and_a_row_of_the_feed(run, newsroom):
    first = run("nrclock")
    row = max(first.rows, key=lambda row: row["published_at"])
    truth = newsroom.revise(row["url"], headline="Een heel andere kop boven hetzelfde bericht")
    newsroom.advance(minutes=20)
    second = run("nrclock")
    (updated,) = [row for row in second.rows if row["outcome"] == "updated"]
    assert (updated["headline"], updated["story_id"]) == (truth["headline"], row["story_id"])
    assert {row["outcome"] for row in second.rows} <= {"updated", "new"}
    changes = ask(run.store, "SELECT number, changes FROM versions WHERE number > 1")
    assert changes == [(2, '[["headline", "headline"]]')]


def test_a_story_that_is_gone_later_is_withdrawn_and_keeps_its_text(run, newsroom):
    first = run("nrclock")
    row = max(first.rows, key=lambda row: row["published_at"])
    newsroom.revise(row["url"], gone=True)
    newsroom.advance(minutes=90)
    second = run("nrclock")
    assert second.code == 0
    where = f"WHERE story_id = '{row['story_id']}'"
    assert ask(run.store, f"SELECT withdrawn_at IS NOT NULL, version FROM stories {where}") == [(1, 1)]
    assert any("withdrawn" in line for line in second.lines("INFO"))


def test_intervals_narrow_with_every_visit_and_hold_the_truth(run, newsroom):
    run("nrfloor")
    widths = [dict(ask(run.store, WIDTHS))]
    for minutes in (25, 20, 30):
        newsroom.advance(minutes=minutes)
        run("nrfloor")
        widths.append(dict(ask(run.store, WIDTHS)))
    for before, after in pairwise(widths):
        assert all(after[story] <= width for story, width in before.items())
    assert sum(widths[-1][story] < width for story, width in widths[0].items()) >= 3
    true = {story["url"]: story["published"] for story in newsroom.truth if story["outlet"] == "nrfloor"}
    for url, earliest, latest in ask(run.store, INTERVALS):
        assert earliest <= true[url] <= latest


def test_a_listing_that_has_not_changed_is_not_read_again(run, newsroom):
    first = run("nratom", "-a", "articles=no")
    assert (first.code, len(first.rows)) == (0, 13)
    second = run("nratom", "-a", "articles=no")
    assert (second.code, second.rows) == (0, [])
    assert any("1 pages not modified" in line for line in second.lines("INFO"))
    assert newsroom.log("nratom")[-1].status == 304
    assert newsroom.log("nratom")[-1].if_none_match


def test_listings_first_and_articles_later(run):
    listed = run("nrclock", "-a", "articles=no")
    assert {row["text"] for row in listed.rows} == {None}
    whole = run("nrclock")
    assert {row["story_id"] for row in whole.rows} == {row["story_id"] for row in listed.rows}
    assert all(row["text"] for row in whole.rows if row["outcome"] == "new")


def test_a_store_that_cannot_be_used_ends_the_crawl_before_anything_is_fetched(newsroom, tmp_path):
    outlets = newsroom.write_outlets(tmp_path)
    newsroom.reset()
    for address, reason in (
        (f"sqlite:///{tmp_path}/nowhere/x.db", "does not exist"),
        ("mysql://user:secret@host/x", "expected a database URL"),
    ):
        ended = crawl("nrclock", outlets, tmp_path / "x.jsonl", "-s", f"NEWSCRAWL_STORE={address}")
        assert ended.code == 1
        assert reason in ended.log
        assert "secret" not in ended.log
        assert "Traceback" not in ended.log
    assert newsroom.log("nrclock") == []


def test_a_story_keeps_its_address_when_a_list_shows_it_without_a_link(run):
    """A crawl that ended early leaves stories due; the list on an article's page prints them by their text alone."""
    run("nrfloor", "-s", "CLOSESPIDER_PAGECOUNT=8", "-s", "CONCURRENT_REQUESTS=2")
    before = dict(ask(run.store, "SELECT story_id, url FROM stories WHERE url IS NOT NULL"))
    again = run("nrfloor")
    after = dict(ask(run.store, "SELECT story_id, url FROM stories"))
    assert {story: after[story] for story in before} == before
    assert len({row["story_id"] for row in again.rows}) == len(again.rows)
    assert [row for row in again.rows if row["story_id"] in before and row["url"] is None] == []
