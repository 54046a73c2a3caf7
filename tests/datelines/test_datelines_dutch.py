"""A hundred Dutch datelines in all forms of the press, and forty openings that only look like one."""

from pathlib import Path

import pytest

from newscrawl.datelines import Dateline, parse_dateline

ROWS = [
    line.split("|")
    for line in (Path(__file__).parent / "dutch.csv").read_text(encoding="utf-8").splitlines()[1:]
]
DATELINES = [row for row in ROWS if any(row[1:])]
HARD = [row[0] for row in ROWS if not any(row[1:])]


def is_right(found: Dateline | None, row: list[str]) -> bool:
    text, places, regions, agencies, date_iso = row
    return (
        found is not None
        and list(found.places) == (places.split(";") if places else [])
        and [region for region in found.regions if region] == (regions.split(";") if regions else [])
        and list(found.agencies) == (agencies.split(";") if agencies else [])
        and (found.date_iso or "") == date_iso
        and found.rest != ""
        and text.endswith(found.rest)
    )


def test_the_fixture_is_whole() -> None:
    assert (len(DATELINES), len(HARD)) == (100, 40)
    assert len({row[0] for row in ROWS}) == 140


@pytest.mark.parametrize("row", DATELINES, ids=lambda row: row[0])
def test_dutch_datelines(row: list[str]) -> None:
    assert is_right(parse_dateline(row[0], language="nl"), row)


@pytest.mark.parametrize("text", HARD)
def test_dutch_openings_without_a_dateline(text: str) -> None:
    assert parse_dateline(text, language="nl") is None


def test_floor() -> None:
    """The rows of this file are read rightly at 98 % or more, also by a reader who does not know the language."""
    for language in ("nl", None):
        right = [is_right(parse_dateline(row[0], language=language), row) for row in DATELINES]
        right += [parse_dateline(text, language=language) is None for text in HARD]
        assert sum(right) / len(right) >= 0.98
