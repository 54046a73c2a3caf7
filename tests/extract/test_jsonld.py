"""Scripts of structured data: what is read, what is mended, and where reading ends."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract import jsonld
from newscrawl.extract.jsonld import read_json_ld, to_flag, to_names, to_names_but, to_text
from newscrawl.extract.page import parse_html

URL = "https://www.blad.example/buitenland/brug"
ARTICLE = {"@type": "NewsArticle", "headline": "Brug open"}


def read(*scripts: object) -> jsonld.JsonLd:
    texts = (script if isinstance(script, str) else json.dumps(script) for script in scripts)
    head = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    return read_json_ld(parse_html(f"<html><head>{head}</head><body>x</body></html>"), [URL])


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ARTICLE)[:-1] + ",}",  # a comma too many
        "/* article */ " + json.dumps(ARTICLE),
        json.dumps(ARTICLE) + "\n// end",
        "<![CDATA[" + json.dumps(ARTICLE) + "]]>;",
        json.dumps([ARTICLE]) + ";",
        json.dumps(ARTICLE).replace("Brug open", "Brug\topen"),
    ],
)
def test_broken_scripts_are_mended(text):
    assert (to_text(read(text).article.get("headline")) or "") == "Brug open"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"mainEntity":' * 10_000 + "{}" + "}" * 10_000, "[{" * 50_000 + "]}"]
)
def test_nesting_without_end_counts_as_absent(text):
    assert read(text, ARTICLE).article == ARTICLE


def test_a_script_that_is_too_long_counts_as_absent(monkeypatch):
    monkeypatch.setattr(jsonld, "MAX_SCRIPT", 200)
    assert read(ARTICLE | {"articleBody": "x" * 200}, ARTICLE).article == ARTICLE


def test_a_long_script_is_not_mended(monkeypatch):
    broken = json.dumps(ARTICLE)[:-1] + ",}"
    assert read(broken).article
    monkeypatch.setattr(jsonld, "MAX_BROKEN", 20)
    assert read(broken).article == {}


def test_scripts_and_objects_are_read_up_to_a_number(monkeypatch):
    monkeypatch.setattr(jsonld, "MAX_SCRIPTS", 2)
    assert read({}, {}, ARTICLE).article == {}
    monkeypatch.setattr(jsonld, "MAX_OBJECTS", 2)
    assert read([{}, {}, ARTICLE]).article == {}
    assert read([{}, ARTICLE]).article == ARTICLE


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" Brug\n open ", "Brug open"),
        (["Brug", "Storm"], "Brug"),
        ({"name": "Brug"}, "Brug"),
        ({"@value": "Brug"}, "Brug"),
        ([{"name": "Brug"}], "Brug"),
        ("", None),
        (" ", None),
        ([], None),
        ({}, None),
        ([["Brug"]], None),
        (3, None),
        (None, None),
    ],
)
def test_to_text(value, text):
    assert to_text(value) == text


def test_names():
    assert to_names(["A", {"name": ["B", "A"]}, None, "https://x.example"]) == ("A", "B")
    assert to_names([[[["A"]]]]) == ()
    assert to_names(["x" * 500]) == ("x" * jsonld.MAX_NAME,)
    assert len(to_names([str(number) for number in range(1000)])) == jsonld.MAX_NAMES
    assert to_names_but(["A", "Het Blad"], {"name": "Het Blad"}) == ("A",)


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        (True, True),
        (False, False),
        ("True", True),
        ("false", False),
        ("http://schema.org/False", False),
        (" https://schema.org/True ", True),
        ("no", False),
        ("1", True),
        ("", None),
        ("falsehood", None),
        (0, None),
        (None, None),
        ({}, None),
    ],
)
def test_to_flag(value, flag):
    assert to_flag(value) is flag


@pytest.mark.parametrize(
    ("steps", "names"),
    [
        ([{"name": "Home"}, {"name": "Buitenland"}], ("Home", "Buitenland")),
        ([{"item": {"name": "Home"}}, {"item": "https://x.example"}, 3], ("Home", "https://x.example")),
        ({}, ()),
        (None, ()),
    ],
)
def test_crumbs(steps, names):
    assert read({"@type": "BreadcrumbList", "itemListElement": steps}).crumbs == names


@given(st.text())
def test_any_script_is_taken(text):
    assert isinstance(read(text).article, dict)
