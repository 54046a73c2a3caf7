"""A page that is an article with a list of wire copy behind it, in four markups, through `scrapy crawl`."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from crawling import NOW, crawl
from newsroom import EXAMPLE, EXPECTED

MARKUPS = ("elements", "divs", "run_together", "plain")
SECONDS = {"minute": 60, "hour": 3600}
SEED = Path(__file__).parents[1].parent / "shared" / "seed" / "000_eab8592e6b0748d9.txt"
SEED_LIST = [
    ("MINNEAPOLIS (ANP/AFP)", 6, "minute"),
    ("MINNEAPOLIS (ANP)", 50, "minute"),
    ("WASHINGTON (ANP)", 1, "hour"),
    ("WASHINGTON (ANP/RTR)", 2, "hour"),
    ("WASHINGTON/ABU DHABI (ANP/AFP)", 3, "hour"),
    ("MINNEAPOLIS (ANP)", 3, "hour"),
    ("MINNEAPOLIS (ANP/AFP/RTR)", 5, "hour"),
]


def article_and_list(rows):
    article = [row for row in rows if row["text"]]
    listed = sorted((row for row in rows if not row["text"]), key=lambda row: row["position"])
    assert len(article) == 1
    return article[0], listed


def assert_ago(row, value, unit):
    """The interval of an outlet that rounds down: from what it says to one unit earlier."""
    step = timedelta(seconds=SECONDS[unit])
    earliest, latest = (datetime.fromisoformat(row[f"published_{end}"]) for end in ("earliest", "latest"))
    served = datetime.fromisoformat(row["served_at"])
    assert served == NOW
    assert earliest == served - (value + 1) * step
    assert latest == served - value * step
    assert datetime.fromisoformat(row["published_at"]) == served - value * step


@pytest.mark.parametrize("markup", MARKUPS)
def test_article_and_list(newsroom, tmp_path, markup):
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    url = newsroom.serve_text("example", EXAMPLE.read_text(encoding="utf-8"))[markup]
    ended = crawl("nrtext", newsroom.write_text_outlet(tmp_path, url), tmp_path / "x.jsonl")
    assert ended.code == 0, ended.log
    article, listed = article_and_list(ended.rows)
    assert article["headline"] == expected["headline"]
    assert article["dateline"] == expected["dateline"].rstrip(" -")
    assert [agency["id"] for agency in article["agencies"]] == expected["agency_ids"]
    assert article["text"].split("\n") == expected["paragraphs"]
    assert len(listed) == len(expected["entries"])
    for position, (row, entry) in enumerate(zip(listed, expected["entries"], strict=True), 1):
        assert row["position"] == position
        assert row["dateline"] == entry["dateline"].rstrip(" -")
        assert row["lead"] == entry["lead"]
        assert [agency["id"] for agency in row["agencies"]] == entry["agency_ids"]
        assert row["published_raw"] == entry["time_text"]
        assert_ago(row, entry["value"], entry["unit"])
    assert len({row["story_id"] for row in ended.rows}) == 8


@pytest.mark.skipif(not SEED.exists(), reason="../shared is not beside the project")
@pytest.mark.parametrize("markup", MARKUPS)
def test_the_page_that_the_project_began_with(newsroom, tmp_path, markup):
    url = newsroom.serve_text("seed", SEED.read_text(encoding="utf-8"))[markup]
    ended = crawl("nrtext", newsroom.write_text_outlet(tmp_path, url), tmp_path / "x.jsonl")
    assert ended.code == 0, ended.log
    article, listed = article_and_list(ended.rows)
    assert article["headline"] == SEED.read_text(encoding="utf-8").split("\n")[0]
    assert article["dateline"] == "WASHINGTON (ANP/RTR)"
    assert [agency["id"] for agency in article["agencies"]] == ["anp", "reuters"]
    paragraphs = article["text"].split("\n")
    assert len(paragraphs) == 4
    assert paragraphs[-1].endswith("plaatsvinden.")
    assert [row["dateline"] for row in listed] == [dateline for dateline, _, _ in SEED_LIST]
    for row, (_, value, unit) in zip(listed, SEED_LIST, strict=True):
        assert_ago(row, value, unit)
    assert "(lokale tijd)" in listed[5]["lead"]
    assert json.dumps(ended.rows)
