"""Datelines and near misses of each language and script; the texts are invented."""

from pathlib import Path

import pytest

from newscrawl.datelines import Dateline, parse_dateline

ROWS = [
    line.split("|")
    for line in (Path(__file__).parent / "languages.csv").read_text(encoding="utf-8").splitlines()[1:]
]
DATELINES = [row for row in ROWS if any(row[2:])]
NEAR_MISSES = [row[:2] for row in ROWS if not any(row[2:])]


def as_row(found: Dateline | None) -> list[str]:
    if found is None:
        return ["", "", "", "", ""]
    regions = [region for region in found.regions if region]
    lists = [";".join(names) for names in (found.places, regions, found.agencies)]
    return [*lists, found.date_iso or "", found.rest]


@pytest.mark.parametrize("row", DATELINES, ids=lambda row: f"{row[0]} {row[1]}")
def test_conventions_of_the_languages(row: list[str]) -> None:
    assert as_row(parse_dateline(row[1], language=row[0])) == row[2:]


@pytest.mark.parametrize(("language", "text"), NEAR_MISSES)
def test_near_misses(language: str, text: str) -> None:
    assert parse_dateline(text, language=language) is None
    assert parse_dateline(text) is None


def test_most_are_read_without_the_language() -> None:
    right = sum(as_row(parse_dateline(row[1])) == row[2:] for row in DATELINES)
    assert right / len(DATELINES) >= 0.9


def test_each_script_has_examples() -> None:
    languages = {row[0] for row in DATELINES}
    assert {
        "ru",
        "bg",
        "uk",
        "sr",
        "mk",
        "el",
        "hy",
        "ar",
        "fa",
        "ur",
        "he",
        "hi",
        "bn",
        "zh",
        "ja",
        "ko",
    } <= languages
    assert {
        "cs",
        "sk",
        "pl",
        "sl",
        "hr",
        "hu",
        "ro",
        "it",
        "pt",
        "sv",
        "nb",
        "da",
        "fi",
        "tr",
        "id",
    } <= languages


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Rostow (Russland) - Nach dem Sturm sind viele Dörfer ohne Strom", "Russland"),
        ("Кабул, Афганистан /КРОСС/ Пазарът", "Афганистан"),
        ("Pisa (Italia), 3 feb (EFE).- El río", "Italia"),
        ("SÃO PAULO, SP (FOLHAPRESS) - O governo", "SP"),
    ],
)
def test_regions(text: str, region: str) -> None:
    found = parse_dateline(text)
    assert found is not None
    assert found.regions == (region,)


@pytest.mark.parametrize(
    ("text", "language", "date_iso"),
    [
        ("القاهرة ٥ مايو (رويترز) - قال", "ar", "--05-05"),
        ("دبي ٥ مارس آذار ٢٠٢٤ (رويترز) - قال", "ar", "2024-03-05"),
        ("काठमाडौं, २० नवंबर (रासस) सरकार", "ne", "--11-20"),
        ("नयी दिल्ली, इकतीस नवंबर (भाषा) सरकार", "hi", None),  # no calendar has it
        ("［東京　３月２０日　ロイター］ - 日銀は", "ja", "--03-20"),
        ("［東京　２０日　ロイター］ - 日銀は", "ja", None),  # the month is not printed
        ("新华社北京2024年8月12日电 会议", "zh", "2024-08-12"),
        ("Zagreb, 4. listopada (Hina) - Vlada", "hr", "--10-04"),
        ("Warszawa, 4 listopada (PAP) - Rząd", "pl", "--11-04"),
        ("Budapest, 2024. november 4., hétfő (MTI) – A kormány", "hu", "2024-11-04"),
        ("ANKARA, 4 KASIM (AA) - Hükümet", "tr", "--11-04"),
    ],
)
def test_dates_in_all_digits_and_languages(text: str, language: str, date_iso: str | None) -> None:
    found = parse_dateline(text, language=language)
    assert found is not None
    assert (len(found.places), found.date_iso) == (1, date_iso)
