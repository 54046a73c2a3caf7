"""A section that has not changed is asked for with what is known of it, and is no failure."""

from pathlib import Path

from crawling import crawl


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
