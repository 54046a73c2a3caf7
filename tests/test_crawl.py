"""Whole crawls of the simulated newsroom: each story once, each time inside its interval."""

import json
import re
from datetime import datetime

import pytest
from crawling import NOW, crawl, scrapy
from newsroom.invent import towns

from newscrawl.items import FIELDS
from newscrawl.times import find_times

OUTLETS = ("nrfloor", "nrround", "nrdayjs", "nrclock", "nrfeed", "nratom")


@pytest.fixture(scope="module")
def crawls(newsroom, tmp_path_factory):
    """Each outlet crawled once, by name."""
    folder = tmp_path_factory.mktemp("crawls")
    newsroom.reset()
    outlets = newsroom.write_outlets(folder)
    return {name: crawl(name, outlets, folder / f"{name}.jsonl") for name in OUTLETS}


@pytest.fixture(scope="module")
def truth(newsroom):
    return newsroom.truth


COUNTRIES: dict[str, set[str]] = {}
"""Countries by the name of a town of the newsroom, in capitals."""
for town in towns():
    for name in town.values():
        COUNTRIES.setdefault(name.upper(), set()).add(town["country"])


def pairs(crawls, truth, outlet):
    """Rows beside the true story: by address, and by lead where no link is printed."""
    linked = {story["url"]: story for story in truth if story["outlet"] == outlet and story["url"]}
    unlinked = {story["lead"]: story for story in truth if story["outlet"] == outlet and not story["url"]}
    for row in crawls[outlet].rows:
        yield row, linked[row["url"]] if row["url"] else unlinked[row["lead"]]


@pytest.mark.parametrize("outlet", OUTLETS)
class TestOutlet:
    def test_every_story_is_found_once(self, crawls, truth, outlet):
        expected = sorted((story["url"] or "", story["lead"]) for story in truth if story["outlet"] == outlet)
        found = sorted((row["url"] or "", story["lead"]) for row, story in pairs(crawls, truth, outlet))
        assert found == expected
        assert len({row["story_id"] for row in crawls[outlet].rows}) == len(expected)

    def test_every_true_time_is_inside_its_interval(self, crawls, truth, outlet):
        for row, story in pairs(crawls, truth, outlet):
            earliest, latest = row["published_earliest"], row["published_latest"]
            assert earliest, row
            true = datetime.fromisoformat(story["published"])
            at = datetime.fromisoformat(row["published_at"])
            assert datetime.fromisoformat(earliest) <= true <= datetime.fromisoformat(latest), row
            assert datetime.fromisoformat(earliest) <= at <= datetime.fromisoformat(latest), row
            assert at.utcoffset() is not None
            assert at <= NOW

    def test_datelines_places_and_agencies_are_those_printed(self, crawls, truth, outlet):
        for row, story in pairs(crawls, truth, outlet):
            assert (row["dateline"] or "") == re.sub(r"[.:]?\s*[-–—]*$", "", story["dateline"] or ""), row
            assert [place["printed"] for place in row["places"]] == story["places"]
            assert [place["region"] for place in row["places"]] == story["regions"]
            for place in row["places"]:
                assert place["country"] in COUNTRIES[place["printed"].upper()], row
            assert [agency["printed"] for agency in row["agencies"]] == story["agencies"]
            assert [agency["id"] for agency in row["agencies"]] == story["agency_ids"]

    def test_the_body_is_the_article_and_nothing_else(self, crawls, truth, outlet):
        for row, story in pairs(crawls, truth, outlet):
            if story["gone"] or not story["url"]:
                assert row["text"] is None
            else:
                assert row["text"].split("\n") == story["paragraphs"]
                assert not list(find_times(row["text"], language=story["language"]))

    def test_headline_lead_and_authors(self, crawls, truth, outlet):
        for row, story in pairs(crawls, truth, outlet):
            assert row["lead"] == story["lead"]
            if story["url"]:
                assert row["headline"] == story["headline"]
            if story["url"] and not story["gone"]:
                assert row["authors"] == story["authors"]

    def test_each_row_has_the_fields_in_order(self, crawls, truth, outlet):
        for row in crawls[outlet].rows:
            assert list(row) == FIELDS

    def test_the_sum_of_outcomes_is_the_teasers_seen(self, crawls, truth, outlet):
        table = crawls[outlet].table()
        assert table
        for row in table.values():
            assert sum(row.values()) == 2 * row["seen"] > 0

    def test_the_crawl_did_its_job(self, crawls, truth, outlet):
        assert crawls[outlet].code == 0
        assert crawls[outlet].lines("ERROR") == []
        assert crawls[outlet].lines("WARNING") == []
        assert "Traceback" not in crawls[outlet].log


def test_a_story_without_its_article_is_kept(crawls, truth):
    gone = {story["url"] for story in truth if story["gone"]}
    assert gone
    rows = [row for outlet in OUTLETS for row in crawls[outlet].rows if row["url"] in gone]
    assert {row["url"] for row in rows} == gone
    assert {row["outcome"] for row in rows} == {"failed: http 404"}
    assert all(row["published_at"] for row in rows)


def test_relative_times_count_from_when_a_cached_page_was_made(crawls):
    ages = {
        NOW - datetime.fromisoformat(row["served_at"]) for row in crawls["nrround"].by_section("Business")
    }
    assert {age.total_seconds() for age in ages} == {600}


def test_the_crawl_is_polite(newsroom, crawls):
    for outlet in OUTLETS:
        hits = newsroom.log(outlet)
        assert newsroom.peak(outlet) == 1
        assert {hit.user_agent for hit in hits} == {"newscrawl/0.1.0 (+test@newscrawl.invalid)"}
        assert hits[0].path == "/robots.txt"
        articles = [path for path, count in newsroom.hits(outlet).items() if count > 1]
        assert all(
            hit.status >= 300 for path in articles for hit in hits if hit.path == path and hit.status != 200
        )


def test_listings_only(newsroom, tmp_path):
    newsroom.reset()
    ended = crawl("nrfeed", newsroom.write_outlets(tmp_path), tmp_path / "x.jsonl", "-a", "articles=no")
    assert ended.code == 0
    assert len(ended.rows) == 18  # listing and feed overlap: one row a story
    assert {row["text"] for row in ended.rows} == {None}
    assert all(row["published_at"] for row in ended.rows)
    assert {path for path in newsroom.hits("nrfeed") if not path.startswith("/_")} <= {
        "/robots.txt", *(hit.path for hit in newsroom.log("nrfeed")[1:3]),
    }  # fmt: skip


def test_sections_and_limit(newsroom, tmp_path):
    ended = crawl(
        "nrround",
        newsroom.write_outlets(tmp_path),
        tmp_path / "x.jsonl",
        "-a",
        "sections=business",
        "-a",
        "limit=3",
    )
    assert ended.code == 0
    assert [row["section"] for row in ended.rows] == ["Business"] * 3
    assert any("9 left out by the limit" in line for line in ended.lines("INFO"))


def test_csv_has_a_header_and_the_same_rows(newsroom, crawls, tmp_path):
    import csv

    feed = tmp_path / "stories.csv"
    ended = scrapy("crawl", "nratom", "-O", str(feed), "-s", f"NEWSCRAWL_OUTLETS={newsroom.write_outlets(tmp_path)}",
                   "-s", "DOWNLOAD_DELAY=0")  # fmt: skip
    assert ended.returncode == 0
    with feed.open(encoding="utf-8", newline="") as file:
        rows = {row["story_id"]: row for row in csv.DictReader(file)}
    assert len(rows) == len(crawls["nratom"].rows)
    for expected in crawls["nratom"].rows:
        row = rows[expected["story_id"]]
        assert row["text"].removeprefix("'") == expected["text"]
        assert row["places"] == "|".join(place["printed"] for place in expected["places"])
        assert row["agencies"] == "|".join(
            agency["id"] or agency["printed"] for agency in expected["agencies"]
        )
        assert row["published_earliest"] == expected["published_earliest"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nrflor"], "no outlet 'nrflor'; did you mean nrfloor"),
        (["De Vloer"], "no outlet 'De Vloer'; did you mean nrfloor?"),
        (["zzzzzz"], "no outlet 'zzzzzz'; `scrapy list` shows all."),
        (
            ["nrfloor", "-a", "sections=Buitnland"],
            "nrfloor has Buitenland, not 'Buitnland'; did you mean Buitenland?",
        ),
        (["nrfloor", "-a", "limit=0"], "limit: expected a whole number from 1, got '0'"),
        (["nrfloor", "-a", "articles=maybe"], "articles: expected yes or no, got 'maybe'"),
        (
            ["nrfloor", "-a", "section=Buitenland"],
            "section: unknown argument; expected sections, articles or limit",
        ),
        ([], "expected one outlet; `scrapy list` shows all"),
    ],
)
def test_wrong_usage_is_named(newsroom, tmp_path, arguments, line):
    done = scrapy("crawl", *arguments, "-s", f"NEWSCRAWL_OUTLETS={newsroom.write_outlets(tmp_path)}")
    assert done.returncode == 2
    assert line in done.stderr
    assert "Traceback" not in done.stderr


def test_list_shows_outlets_of_ones_own(newsroom, tmp_path):
    done = scrapy("list", "-s", f"NEWSCRAWL_OUTLETS={newsroom.write_outlets(tmp_path)}")
    assert done.returncode == 0
    assert {"nd", *OUTLETS} <= set(done.stdout.split())


def test_a_wrong_outlet_file_is_one_line(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        '[x]\nname = "X"\ncountry = "NL"\nlanguage = "nl"\nzone = "Europe/Amstredam"\n', encoding="utf-8"
    )
    done = scrapy("list", "-s", f"NEWSCRAWL_OUTLETS={path}")
    assert done.returncode == 1
    assert done.stderr.strip().count("\n") == 0
    assert done.stderr.startswith(f"newscrawl: {path}: [x]: zone: expected a zone of the IANA database")


def test_json_lines_hold_each_place_and_agency(crawls):
    row = next(row for row in crawls["nrfloor"].rows if len(row["places"]) == 2)
    assert list(row["places"][0]) == [
        "printed",
        "region",
        "name",
        "country",
        "latitude",
        "longitude",
        "geonames_id",
        "candidates",
    ]
    assert list(row["agencies"][0]) == ["printed", "id", "found"]
    assert json.loads(json.dumps(row)) == row
