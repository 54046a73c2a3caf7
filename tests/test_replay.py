"""Pages out of a cache: they cost neither the outlet nor the truth anything."""

from crawling import NOW, crawl


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
