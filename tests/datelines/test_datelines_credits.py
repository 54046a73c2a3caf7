"""Credits at the end of a text; the texts are invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.datelines import find_credits

CREDITS = [
    ("nb", "Det sier politiet. ( ©NTB )", "( ©NTB )", ["ntb"], "enclosed"),
    ("nb", "Det sier politiet. (©NTB)", "(©NTB)", ["ntb"], "enclosed"),
    ("da", "Det siger hun.\n/ritzau/", "/ritzau/", ["ritzau"], "enclosed"),
    ("da", "Det siger hun. /ritzau/AFP/", "/ritzau/AFP/", ["ritzau", "afp"], "enclosed"),
    ("sv", "Bron är öppen. (TT)", "(TT)", ["tt"], "enclosed"),
    ("nl", "De brug is open. Bron: ANP", "Bron: ANP", ["anp"], "source"),
    ("nl", "De brug is open.\nBron: ANP/AFP", "Bron: ANP/AFP", ["anp", "afp"], "source"),
    ("nl", "De brug.\n\nMet informatie van ANP en Reuters.", "Met informatie van ANP en Reuters.", ["anp", "reuters"], "inputs"),
    ("nl", "De brug is open. (ANP)", "(ANP)", ["anp"], "enclosed"),
    ("nl", "De brug is open. ANP", "ANP", ["anp"], "alone"),
    ("en", "The bridge is open. (With inputs from PTI)", "(With inputs from PTI)", ["pti"], "inputs"),
    ("en", "It is.\nWith files from The Canadian Press", "With files from The Canadian Press", ["cp"], "inputs"),
    ("de", "Die Brücke ist offen. (APA/dpa)", "(APA/dpa)", ["apa", "dpa"], "enclosed"),
    ("de", "Die Brücke ist offen. (apa, dpa)", "(apa, dpa)", ["apa", "dpa"], "enclosed"),
    ("de", "Die Brücke ist offen. Quelle: dpa", "Quelle: dpa", ["dpa"], "source"),
    ("de", "Die Brücke ist offen. (mit dpa)", "(mit dpa)", ["dpa"], "inputs"),
    ("fr", "Le pont est ouvert. (avec AFP)", "(avec AFP)", ["afp"], "inputs"),
    ("fr", "Le pont est ouvert.\n© 2024 AFP", "© 2024 AFP", ["afp"], "copyright"),
    ("es", "El puente está abierto. EFE", "EFE", ["efe"], "alone"),
    ("es", "Está abierto.\nCon información de EFE", "Con información de EFE", ["efe"], "inputs"),
    ("pt", "A ponte abriu. (Com informações da Reuters)", "(Com informações da Reuters)", ["reuters"], "inputs"),
    ("ru", "Мост открыт. Источник: ТАСС", "Источник: ТАСС", ["tass"], "source"),
    ("cs", "Most je otevřen. Zdroj: ČTK", "Zdroj: ČTK", ["ctk"], "source"),
    ("pl", "Most jest otwarty. (PAP)", "(PAP)", ["pap"], "enclosed"),
    ("tr", "Köprü açıldı. Kaynak: AA", "Kaynak: AA", ["aa"], "source"),
    ("ar", "فتح الجسر. المصدر: رويترز", "المصدر: رويترز", ["reuters"], "source"),
    ("ar", "فتح الجسر. (رويترز)", "(رويترز)", ["reuters"], "enclosed"),
    ("zh", "大桥开通。（来源：新华社）", "（来源：新华社）", ["xinhua"], "source"),
    ("zh", "大桥开通。（新华社）", "（新华社）", ["xinhua"], "enclosed"),
    ("ja", "橋が開通した。（共同）", "（共同）", ["kyodo"], "enclosed"),
    ("ko", "다리가 열렸다. 출처: 연합뉴스", "출처: 연합뉴스", ["yonhap"], "source"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "raw", "ids", "marker"), CREDITS)
def test_credits(language: str, text: str, raw: str, ids: list[str], marker: str) -> None:
    (found,) = find_credits(text, language=language)
    assert (found.raw, list(found.agency_ids), found.marker) == (raw, ids, marker)
    assert text[found.start : found.end] == found.raw


def test_reporters_and_their_places() -> None:
    text = "The bridge is open. (Reporting by Jane Doe in Kyiv and John Roe in Warsaw; Editing by Ann Poe)"
    (found,) = find_credits(text, language="en")
    assert (found.agencies, found.places, found.marker) == ((), ("Kyiv", "Warsaw"), "reporting")


def test_a_code_behind_the_credit() -> None:
    text = "Die Brücke ist offen.\n© dpa-infocom, dpa:240101-99-12345/1"
    (found,) = find_credits(text, language="de")
    assert (found.agencies, found.agency_ids) == (("dpa-infocom",), ("dpa",))


def test_several_lines_come_in_the_order_of_the_text() -> None:
    text = "De brug is open. (ANP)\nBron: Reuters\n"
    assert [found.agency_ids for found in find_credits(text, language="nl")] == [("anp",), ("reuters",)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Foto: ANP",
        "De brug is open (foto: ANP)",
        "The bridge is open (AP Photo/Jane Doe)",
        "It needs two batteries (AA)",
        "De brug is open volgens ANP",
        "He told Reuters.",
        "A boat lies in the harbour. (Jane Doe/AP)",
        "Reuters Garden Club Rules",
        "By Jane Doe, BBC News, Oslo",
        "Por la tarde llovió en el valle",
        "Reporting by numbers is easy",
        "Source: company data, own calculations",
        "De brug (1932) is open",
        "De brug is open (zie ook pagina 3)",
        "De ANP-lijst is lang. De brug is open.",
    ],
)
def test_no_credits(text: str) -> None:
    assert find_credits(text, language="en") == []


PARTS = [
    "(",
    ")",
    "/",
    "©",
    "ANP",
    "dpa",
    "Bron:",
    "Reporting by",
    " in Kyiv",
    "\n",
    " ",
    ".",
    "（",
    "共同",
    "）",
    "AA",
    "[",
]


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=900), st.lists(st.sampled_from(PARTS), max_size=40).map("".join)))
def test_any_text(text: str) -> None:
    for found in find_credits(text, language="nl"):
        assert text[found.start : found.end] == found.raw
        assert len(found.agencies) == len(found.agency_ids)


@pytest.mark.parametrize(
    "part", ["(", "( ", "/", "Bron: ", "Reporting by ", "a ", "\n", "。（", "ANP ", "© "]
)
def test_a_long_text_costs_no_more_than_a_short_one(part: str) -> None:
    text = part * (100_000 // len(part))
    begin = time.perf_counter()
    find_credits(text)
    assert time.perf_counter() - begin < 0.5
