import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.outlets import Outlet, Section
from newscrawl.spiders.arguments import Arguments
from newscrawl.spiders.outlet import OutletSpider

OUTLET = Outlet(
    key="blad",
    name="Het Blad",
    country="NL",
    language="nl",
    zone="Europe/Amsterdam",
    domains=("bladfeeds.nl",),
    sections=(
        Section(name="Buitenland", listing="https://www.blad.nl/buitenland", min_stories=10),
        Section(name="Europa", feed="https://feeds.krant.co.uk/europa.xml"),
        Section(name="Midden-Oosten", listing="http://localhost:8080/mo"),
    ),
)
SPIDER = OutletSpider.for_outlet(OUTLET)


def names(arguments: Arguments) -> list[str]:
    return [section.name for section in arguments.sections]


def test_without_arguments():
    arguments = Arguments.parse(OUTLET)
    assert names(arguments) == ["Buitenland", "Europa", "Midden-Oosten"]
    assert (arguments.articles, arguments.limit) == (True, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Buitenland", ["Buitenland"]),
        ("buitenland", ["Buitenland"]),
        ("EUROPA,Buitenland", ["Europa", "Buitenland"]),
        (" Europa , Buitenland ,", ["Europa", "Buitenland"]),
        ("Europa,Europa,europa", ["Europa"]),
        ("midden-oosten", ["Midden-Oosten"]),
    ],
)
def test_sections(text, expected):
    assert names(Arguments.parse(OUTLET, text)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Buitenlnd",
            r"sections: blad has Buitenland, Europa, Midden-Oosten, not 'Buitenlnd'; did you mean Buitenland\?",
        ),
        ("Europa,Sport", r"not 'Sport'$"),
        ("", "sections: expected names of sections, got ''"),
        (" , ", "sections: expected names of sections, got ' , '"),
    ],
)
def test_wrong_sections(text, message):
    with pytest.raises(ValueError, match=message):
        Arguments.parse(OUTLET, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", True),
        ("YES", True),
        ("true", True),
        ("1", True),
        ("no", False),
        ("No", False),
        ("false", False),
        ("0", False),
    ],
)
def test_articles(text, expected):
    assert Arguments.parse(OUTLET, articles=text).articles is expected


@pytest.mark.parametrize("text", ["", "maybe", "ja", "2", " yes"])
def test_wrong_articles(text):
    with pytest.raises(ValueError, match=r"^articles: expected yes or no, got '"):
        Arguments.parse(OUTLET, articles=text)


@pytest.mark.parametrize(("text", "expected"), [("1", 1), ("10", 10), ("007", 7), ("9" * 30, int("9" * 30))])
def test_limit(text, expected):
    assert Arguments.parse(OUTLET, limit=text).limit == expected


@pytest.mark.parametrize("text", ["", "0", "00", "-1", "+5", "1.5", "1e3", "1_000", " 5", "ten", "٣", "²"])
def test_wrong_limit(text):
    with pytest.raises(ValueError, match=r"^limit: expected a whole number from 1, got '"):
        Arguments.parse(OUTLET, limit=text)


@given(st.text(), st.text(), st.text())
def test_any_arguments_are_taken_or_refused_in_words(sections, articles, limit):
    with pytest.raises(ValueError, match="expected"):
        Arguments.parse(OUTLET, sections or None, f"x{articles}", limit)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, None),
        ({"limit": "3", "sections": "Europa", "articles": "no"}, None),
        ({"_job": "1a2b"}, None),  # Scrapyd's
        ({"section": "Europa"}, "section: unknown argument; expected sections, articles or limit"),
        ({"limit": "x"}, "limit: expected a whole number"),
    ],
)
def test_check_of_a_spider(arguments, message):
    if message:
        with pytest.raises(ValueError, match=message):
            SPIDER.check(arguments)
    else:
        SPIDER.check(arguments)


def test_the_spider_of_an_outlet():
    assert SPIDER.name == "blad"
    assert SPIDER.outlet is OUTLET
    assert SPIDER.allowed_domains == ["blad.nl", "bladfeeds.nl", "krant.co.uk", "localhost"]
    assert OutletSpider.for_outlet(OUTLET.model_copy(update={"key": "x"})) is not SPIDER
