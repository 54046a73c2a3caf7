"""Any text gets an answer, and the answer is part of the text."""

import time

import pytest
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
SCRIPTS = [
    "МОСКВА",
    "5 мая",
    "/ТАСС/",
    "РИА Новости",
    "طوكيو",
    "رويترز",
    "٥ مايو",
    "«",
    "»",
    "नई दिल्ली",
    "चार नवंबर",
    "।",
    "新华社",
    "北京",
    "8月12日",
    "电",
    "（记者",
    "）",
    "【",
    "】",
    "共同",
    "＝",
    "서울",
    "연합뉴스",
    "기자 =",
    "２０日",
    "\u3000",
    "Van onze correspondent",
    "KOMPAS.com",
    "4. 11.",
    "、",
    "ירושלים",
]
LANGUAGES = st.sampled_from([None, "nl", "en", "de", "fr", "es", "ja", "zh", "ko", "ar", "hi", "ru", "?"])
PIECES = st.lists(st.sampled_from(PARTS + MORE + SCRIPTS), max_size=24).map("".join)


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


@settings(max_examples=800)
@given(PIECES, LANGUAGES)
def test_texts_of_the_parts_of_datelines(text: str, language: str | None) -> None:
    check(text, language)


@given(PIECES)
def test_white_space_in_front_changes_nothing(text: str) -> None:
    assert parse_dateline(f" \n{text}") == parse_dateline(f"\u00a0 {text}")


@given(st.text(max_size=80), LANGUAGES)
def test_any_name(name: str, language: str | None) -> None:
    find_agency(name, language=language)


@pytest.mark.parametrize("part", [*PARTS, *MORE, *SCRIPTS, "A ", "OSLO, ", "【共同", "а-", "北京·"])
@pytest.mark.parametrize("language", [None, "ru", "zh", "ar"])
def test_a_long_text_costs_no_more_than_a_short_one(part: str, language: str | None) -> None:
    text = part * (100_000 // len(part))
    begin = time.perf_counter()
    parse_dateline(text, language=language)
    assert time.perf_counter() - begin < 0.5
