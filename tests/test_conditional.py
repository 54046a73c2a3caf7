"""Pages that have not changed, and pages out of a cache: neither costs the outlet or the truth anything."""

from pathlib import Path

from crawling import NOW, crawl


def test_second_crawl_of_an_unchanged_feed(newsroom, tmp_path, monkeypatch):
    monkeypatch.setenv("REMEMBERING_FILE", str(tmp_path / "etags.json"))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    outlets = newsroom.write_outlets(tmp_path)
    arguments = ("-a", "articles=no", "-s", "NEWSCRAWL_VALIDATORS=remembering.FileValidators")
    first = crawl("nratom", outlets, tmp_path / "1.jsonl", *arguments)
    assert (first.code, len(first.rows)) == (0, 13)
    second = crawl("nratom", outlets, tmp_path / "2.jsonl", *arguments)
    assert (second.code, second.rows) == (0, [])
    assert any("1 pages not modified" in line for line in second.lines("INFO"))
    assert newsroom.log("nratom")[-1].status == 304
    assert newsroom.log("nratom")[-1].if_none_match


def test_a_replay_counts_from_when_its_pages_were_made(newsroom, tmp_path):
    """Pages out of Scrapy's HTTP cache, parsed two hours later, give the same rows to the letter."""
    outlets = newsroom.write_outlets(tmp_path)
    cache = ("-s", "HTTPCACHE_ENABLED=1", "-s", f"HTTPCACHE_DIR={tmp_path / 'cache'}")
    newsroom.reset()
    first = crawl("nrclock", outlets, tmp_path / "1.jsonl", *cache)
    fetched = len(newsroom.log("nrclock"))
    newsroom.advance(hours=2)
    try:
        second = crawl("nrclock", outlets, tmp_path / "2.jsonl", *cache)
    finally:
        newsroom.now = NOW
    assert (first.code, second.code) == (0, 0)
    assert len(newsroom.log("nrclock")) == fetched
    by_id = {row["story_id"]: row for row in first.rows}
    assert {row["story_id"]: row for row in second.rows} == by_id
    assert len(by_id) == 14
