"""The table of agencies, and its look-up."""

import re
from collections import Counter

import pytest

from newscrawl.datelines import find_agency, parse_dateline
from newscrawl.datelines.agencies import agencies, is_printed_alone, read_credit
from newscrawl.datelines.tables import folded


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Reuters", None, "reuters"),
        ("REUTERS", None, "reuters"),
        ("RTR", "nl", "reuters"),
        ("rtr", None, "reuters"),
        ("A.P.", None, "ap"),
        ("dpa-AFX", "de", "dpa-afx"),
        ("EFECOM", "es", "efe"),
        ("SPA", None, "spa"),
        ("Spa", None, None),  # a town
        ("map", "en", None),
        ("CNA", "en", "cna-tw"),
        ("CNA", "el", "cna-cy"),
        ("ANI", "en", "ani"),
        ("ANI", "fr", "nna"),
        ("KXYZ", None, None),
        ("", None, None),
        ("x" * 10_000, None, None),
    ],
)
def test_find_agency(name: str, language: str | None, expected: str | None) -> None:
    assert find_agency(name, language=language) == expected


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("ANP/AFP/RTR", ("ANP", "AFP", "RTR")),
        ("AP, Reuters", ("AP", "Reuters")),
        ("AFP et Reuters", ("AFP", "Reuters")),
        ("Dow Jones/AP", ("Dow Jones", "AP")),
        ("dpa-AFX", ("dpa-AFX",)),
        ("Sun & Star", ("Sun & Star",)),
        ("©NTB", ("NTB",)),
    ],
)
def test_credits_are_divided(printed: str, names: tuple[str, ...]) -> None:
    assert read_credit(printed).names == names


def test_table_is_sound() -> None:
    rows = agencies()
    assert len(rows) >= 100
    assert max(Counter(row.id for row in rows).values()) == 1
    for row in rows:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id)
        assert row.country == "" or re.fullmatch(r"[A-Z]{2}", row.country)
        assert row.languages
        assert all(re.fullmatch(r"[a-z]{2}", language) for language in row.languages)
        assert row.name
        assert row.aliases


def test_an_alias_is_one_agencys() -> None:
    owners: dict[str, set[str]] = {}
    for row in agencies():
        for alias in row.aliases:
            assert alias == alias.strip() != ""
            owners.setdefault(folded(alias), set()).add(row.id)
    assert [alias for alias, ids in owners.items() if len(ids) > 1] == []


def test_agencies_that_share_a_code_differ_in_language() -> None:
    owners: dict[str, list[tuple[str, ...]]] = {}
    for row in agencies():
        for code in row.ambiguous:
            assert not is_printed_alone(code)
            assert find_agency(code, language=row.languages[0]) == row.id
            owners.setdefault(code, []).append(row.languages)
    for code, languages in owners.items():
        assert len({spoken[0] for spoken in languages}) == len(languages), code


def test_ambiguous_codes_are_not_plain_names_as_well() -> None:
    plain = {folded(alias) for row in agencies() for alias in row.aliases}
    assert [code for row in agencies() for code in row.ambiguous if folded(code) in plain] == []


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        ("KABUL (BNA) - The talks ended.", "en", ("bakhtar",)),
        ("MANAMA (BNA) - The talks ended.", "en", ("bna",)),
        ("LISBON (BNA) - The talks ended.", "en", (None,)),
        ("LISBON (BNA) - The talks ended.", "ar", ("bna",)),
        ("TAIPEI (CNA) - The talks ended.", "en", ("cna-tw",)),
        ("NICOSIA (CNA) - The talks ended.", "en", ("cna-cy",)),
        ("LISSABON (ANP/CNA) - De ministers", "nl", ("anp", None)),
    ],
)
def test_a_code_that_several_share_is_decided_by_place_then_language(text, language, ids):
    found = parse_dateline(text, language=language)
    assert found is not None
    assert found.agency_ids == ids
