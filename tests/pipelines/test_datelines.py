"""A dateline is read and taken off its text."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.extract.values import Origin
from newscrawl.items import Story
from newscrawl.pipelines.datelines import DatelinesPipeline

BODY = "De hangbrug is na acht maanden weer open.\nDe haven betaalt de schade."


def run(language: str = "nl", **fields: object) -> tuple[Story, dict]:
    outlet = SimpleNamespace(language=language)
    crawler = SimpleNamespace(settings=Settings(), spider=SimpleNamespace(outlet=outlet))
    crawler.stats = MemoryStatsCollector(crawler)
    story = Story(**fields)  # type: ignore[arg-type]
    assert DatelinesPipeline.from_crawler(crawler).process_item(story) is story
    return story, crawler.stats.get_stats()


@pytest.mark.parametrize(
    ("text", "language", "dateline", "places", "agencies"),
    [
        ("LISSABON (ANP) - " + BODY, "nl", "LISSABON (ANP)", ["LISSABON"], [("ANP", "anp")]),
        (
            "WASHINGTON/ABU DHABI (ANP/AFP) - " + BODY,
            "nl",
            "WASHINGTON/ABU DHABI (ANP/AFP)",
            ["WASHINGTON", "ABU DHABI"],
            [("ANP", "anp"), ("AFP", "afp")],
        ),
        (
            "LISSABON (ANP/RTR) – " + BODY,
            "nl",
            "LISSABON (ANP/RTR)",
            ["LISSABON"],
            [("ANP", "anp"), ("RTR", "reuters")],
        ),
        ("LISBON (Reuters) - " + BODY, "en", "LISBON (Reuters)", ["LISBON"], [("Reuters", "reuters")]),
        ("LISSABON (dpa) - " + BODY, "de", "LISSABON (dpa)", ["LISSABON"], [("dpa", "dpa")]),
    ],
)
@pytest.mark.parametrize("name", ["text", "lead"])
def test_a_dateline(name, text, language, dateline, places, agencies):
    story, stats = run(language, **{name: text})
    assert story.dateline == dateline
    assert [place["printed"] for place in story.places] == places
    assert [(agency["printed"], agency["id"]) for agency in story.agencies] == agencies
    assert getattr(story, name) == BODY
    assert stats == {"newscrawl/dateline/read": 1}


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Storm (video) - Bekijk de beelden",
        "De brug (1966) - een hangbrug - is open.",
        "Volgens het ANP is de brug open.",
        "NAVO: geen besluit voor de zomer",
        "",
        None,
    ],
)
def test_no_dateline(text):
    story, stats = run(text=text, lead=text)
    assert (story.text, story.lead) == (text, text)
    assert (story.dateline, story.places, story.agencies) == (None, [], [])
    assert stats == {"newscrawl/dateline/none": 1}


def test_the_article_counts_before_the_teaser_and_both_lose_theirs():
    story, _ = run(text="LISSABON (ANP/RTR) - " + BODY, lead="MADRID (ANP) - De brug is open.")
    assert story.dateline == "LISSABON (ANP/RTR)"
    assert (story.text, story.lead) == (BODY, "De brug is open.")


def test_the_teaser_counts_where_the_article_has_none():
    story, _ = run(text=BODY, lead="MADRID (ANP) - De brug is open.")
    assert [place["printed"] for place in story.places] == ["MADRID"]
    assert story.text == BODY


def test_a_text_that_is_a_dateline_and_nothing_else():
    story, _ = run(lead="LISSABON (ANP) - ")
    assert story.lead in (None, "LISSABON (ANP) - ")
    assert story.lead != ""


def test_where_a_place_lies_is_not_said_here():
    story, _ = run(text="LISSABON (ANP) - " + BODY)
    (place,) = story.places
    assert list(place) == [
        *("printed", "region", "name", "country", "latitude", "longitude", "geonames_id", "candidates")
    ]
    assert [value for name, value in place.items() if name not in ("printed", "region")] == [None] * 6


def test_the_region_of_a_place():
    story, _ = run("en", text="PORTLAND, Maine (AP) — " + BODY)
    assert [(place["printed"], place["region"]) for place in story.places] == [("PORTLAND", "Maine")]


def test_an_agency_that_no_table_knows_stays_as_printed():
    story, _ = run(text="LISSABON (ANP/QXZ) - " + BODY)
    if story.dateline:
        assert story.agencies[-1] == {"printed": "QXZ", "id": None, "found": "dateline"}


@given(st.none() | st.text(), st.none() | st.text() | st.just("LISSABON (ANP) - De brug"))
def test_any_texts(text, lead):
    story, stats = run(text=text, lead=lead)
    assert bool(story.dateline) is ("newscrawl/dateline/read" in stats)
    assert story.text is None or story.text in (text or "")
    assert story.lead is None or story.lead in (lead or "")


def agencies(story: Story) -> list[tuple[str, str | None, str]]:
    return [(agency["printed"], agency["id"], agency["found"]) for agency in story.agencies]


def test_structured_data_count_first():
    story, _ = run(
        "en",
        text="LISBON (Reuters) - " + BODY,
        authors=["ANP", "Redaktion", "Kim Smit"],
        declared=Origin("PORTO (AP)", ("Braga",), ("Agence France-Presse", "Blad")),
    )
    assert story.dateline == "LISBON (Reuters)"  # as printed
    assert [place["printed"] for place in story.places] == ["PORTO"]
    assert agencies(story) == [
        ("Agence France-Presse", "afp", "json-ld"),
        ("Blad", None, "json-ld"),
        ("AP", "ap", "json-ld"),
        ("Reuters", "reuters", "dateline"),
        ("ANP", "anp", "byline"),
    ]
    assert story.text == BODY


@pytest.mark.parametrize(
    ("declared", "dateline", "places"),
    [
        (Origin("PORTO (AP) -"), "PORTO (AP) -", ["PORTO"]),
        (Origin("Porto"), "Porto", ["Porto"]),
        (Origin(None, ("Porto", "Braga")), None, ["Porto", "Braga"]),
        (Origin("Porto", ("Braga",)), "Porto", ["Braga"]),
        (Origin(), None, []),
    ],
)
def test_structured_data_without_a_printed_dateline(declared, dateline, places):
    story, _ = run("en", text=BODY, declared=declared)
    assert story.dateline == dateline
    assert [place["printed"] for place in story.places] == places


def test_an_agency_is_named_once_where_it_stands_first():
    story, _ = run(text="LISSABON (ANP/RTR) - " + BODY, authors=["Reuters", "ANP"])
    assert agencies(story) == [("ANP", "anp", "dateline"), ("RTR", "reuters", "dateline")]


@pytest.mark.parametrize(
    ("language", "end", "expected"),
    [
        ("nl", "(ANP/AFP)", [("ANP", "anp", "credit"), ("AFP", "afp", "credit")]),
        ("nl", "Bron: ANP", [("ANP", "anp", "credit")]),
        ("nb", "( ©NTB )", [("NTB", "ntb", "credit")]),
        ("da", "/ritzau/", [("ritzau", "ritzau", "credit")]),
        ("fr", "(avec AFP)", [("AFP", "afp", "credit")]),
        ("en", "(Reporting by Kim Smit in Kyiv)", []),
        ("nl", "Foto: ANP", []),
        ("nl", "De haven (ANP) betaalt de schade.", []),
    ],
)
def test_a_credit_at_the_end_of_the_text_is_an_agency_of_the_story(language, end, expected):
    text = f"{BODY}\n{end}"
    story, _ = run(language, text=text)
    assert agencies(story) == expected
    assert story.text == text  # it stays where it is printed


def test_a_credit_behind_a_dateline_is_named_once_and_where_it_stands_first():
    story, _ = run(text=f"LISSABON (ANP) - {BODY} (ANP/RTR)")
    assert agencies(story) == [("ANP", "anp", "dateline"), ("RTR", "reuters", "credit")]
