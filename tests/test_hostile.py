"""Bad input through `scrapy crawl`: the crawl ends, says what it lost and why, and keeps the rest."""

import pytest
from crawling import crawl

LOST = {
    "empty": "empty page",
    "huge": "too large",
    "private/list": "robots.txt forbids it",
    "gone": "http 404",
    "binary": "no text",
    "lying-length": "cut off",
    "slow": "timeout",
    "loop": "too many redirects",
}
"""Sections whose page is lost, and the reason that is given."""

WHOLE = ("charset", "charset2", "charset3", "cutgzip", "bomb.xml", "xxe.xml", "links", "offsite-redirect")
"""Sections that keep their ordinary stories."""


@pytest.fixture(scope="module")
def ended(newsroom, tmp_path_factory):
    """One crawl of an outlet whose sections are all hostile but one."""
    folder = tmp_path_factory.mktemp("hostile")
    newsroom.reset()
    outlets = newsroom.write_bad_outlet(folder, *LOST, *WHOLE, "deep")
    return crawl("nrbad", outlets, folder / "bad.jsonl", "-s", "DOWNLOAD_TIMEOUT=2", "-s", "RETRY_TIMES=1")


def test_the_crawl_ends_and_does_not_pass_for_success(ended):
    assert ended.code == 1
    assert "Spider closed (finished)" in ended.log
    assert "Traceback" not in ended.log


@pytest.mark.parametrize(("section", "reason"), LOST.items())
def test_a_lost_page_is_named_with_its_reason(ended, section, reason):
    (line,) = [line for line in ended.lines("ERROR") if line.startswith(f"section {section}: ")]
    assert line.startswith(f"section {section}: {reason}: http://127.0.0.1")
    assert ended.by_section(section) == []


@pytest.mark.parametrize("section", [*WHOLE, "good"])
def test_the_rest_is_kept(ended, newsroom, section):
    true = {story["headline"]: story for story in newsroom.bad_truth(section)}
    rows = {row["headline"]: row for row in ended.by_section(section) if row["outcome"] == "new"}
    assert set(rows) == set(true)
    for headline, row in rows.items():
        assert row["text"].split("\n") == true[headline]["paragraphs"]


def test_a_page_that_is_cut_off_keeps_what_came_and_says_so(ended):
    (line,) = [line for line in ended.lines("ERROR") if line.startswith("section cutgzip: ")]
    assert line.startswith("section cutgzip: cut off, what came is kept: ")


def test_a_teaser_below_too_deep_a_tree_is_missed_and_missed_aloud(ended):
    assert "section deep: 0 stories, expected 3 at the least" in ended.lines("ERROR")


@pytest.mark.parametrize("section", ["bomb.xml", "xxe.xml"])
def test_no_entity_is_expanded(ended, section):
    for row in ended.by_section(section):
        assert "lollol" not in str(row)
        assert "root:" not in str(row)


def test_links_that_are_no_web_address_keep_their_story(ended):
    rows = [row for row in ended.by_section("links") if row["outcome"] != "new"]
    assert [row["headline"][:40] for row in rows] == ["A headline whose link leads to no page a"] * 3
    assert {row["outcome"] for row in rows} == {"failed: no web address"}
    assert {row["url"] for row in rows} == {None}
    assert all(row["published_at"] for row in rows)


def test_a_redirect_to_another_site_is_refused(ended, newsroom):
    (row,) = [row for row in ended.by_section("offsite-redirect") if row["outcome"] != "new"]
    assert row["outcome"] == "failed: redirect to another site (localhost)"
    assert row["headline"].startswith("A story that another host name")
    assert "/elsewhere" not in newsroom.hits("nrbad")


def test_what_robots_forbid_is_not_fetched_though_many_wait_for_it(ended, newsroom):
    assert "/private/list" not in newsroom.hits("nrbad")
    assert newsroom.hits("nrbad")["/robots.txt"] == 1
