"""Any text gets an answer, and the answer is part of the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.datelines import find_agency, parse_dateline

PARTS = [
    "OSLO",
    "Wien",
    "Rio de Janeiro",
    "AP",
    "dpa",
    "(",
    ")",
    "/",
    ",",
    " ",
    "-",
    "–",
    "—",
    "--",
    "_",
    ":",
    ".",
    "3",
]
MORE = [
    "March",
    "mai",
    "2024",
    "Ill.",
    "By",
    "Von",
    "and",
    "en",
    "'",
    "\u00a0",
    "\u200e",
    "[",
    "]",
    "é",
    "The",
    "has",
    "ı",
]
LANGUAGES = st.sampled_from([None, "nl", "en", "de", "fr", "es", "ja", "?"])
PIECES = st.lists(st.sampled_from(PARTS + MORE), max_size=24).map("".join)


def check(text: str, language: str | None) -> None:
    found = parse_dateline(text, language=language)
    if found is None:
        return
    assert found.raw
    assert found.raw in text
    assert found.rest in text
    assert len(found.places) == len(found.regions)
    assert len(found.agencies) == len(found.agency_ids)
    assert found.places or found.agencies or found.date_iso or any(char.isdigit() for char in found.raw)
    assert all(name in found.raw for name in (*found.places, *found.agencies))
    assert all(region is None or region in found.raw for region in found.regions)


@given(st.text(max_size=400), LANGUAGES)
def test_any_text(text: str, language: str | None) -> None:
    check(text, language)


@settings(max_examples=400)
@given(PIECES, LANGUAGES)
def test_texts_of_the_parts_of_datelines(text: str, language: str | None) -> None:
    check(text, language)


@given(PIECES)
def test_white_space_in_front_changes_nothing(text: str) -> None:
    assert parse_dateline(f" \n{text}") == parse_dateline(f"\u00a0 {text}")


@given(st.text(max_size=80), LANGUAGES)
def test_any_name(name: str, language: str | None) -> None:
    find_agency(name, language=language)
