"""The tables beside the code."""

import re
import subprocess
import sys

import pytest

from newscrawl.datelines.dates import take_date
from newscrawl.datelines.places import looks_like_town, read_places, shape_of
from newscrawl.datelines.tables import conventions, folded, postal_codes, read_rows, regions, towns


def test_each_month_is_read_in_each_language() -> None:
    for language, months in conventions().months_of.items():
        for form, number in months.items():
            found = take_date(f"Oslo, 3 {form}", language=language)
            assert found is not None, form
            assert (found.before, found.iso) == ("Oslo", f"--{number:02}-03")


def test_towns_and_regions() -> None:
    rows = list(read_rows("towns.csv"))
    assert all(re.fullmatch(r"[A-Z]{2}", country) for country, _, _ in rows)
    assert {alone for _, alone, _ in rows} == {"any", "caps", "never"}
    names = [name for _, _, cell in rows for name in cell.split("|")]
    # "Frankfurt/Main" and "Washington, D.C." are forms of their own, read before places are divided.
    plain = [name for name in names if not re.search(r"[/(,]|^\S{1,2}$", name)]
    assert [name for name in plain if not shape_of(name)] == []
    assert {"london", "wien", "parijs", "nueva york", "varsovie"} <= towns().keys()
    assert {"south dakota", "oekraine", "italia"} <= regions()
    assert {"ND", "ON"} <= postal_codes()


def test_a_table_folded_at_once_has_the_keys_of_its_names_one_by_one() -> None:
    rows = {name: list(read_rows(name)) for name in ("towns.csv", "exonyms.csv", "regions.csv")}
    names = {table: {folded(name) for *_, cell in rows[table] for name in cell.split("|")} for table in rows}
    assert towns().keys() == names["towns.csv"] | names["exonyms.csv"]
    assert regions() == names["regions.csv"]


def test_a_name_of_several_towns_gets_the_strictest_of_their_marks() -> None:
    strictness = {"any": 0, "caps": 1, "never": 2}
    marks: dict[str, int] = {}
    for _, alone, cell in read_rows("towns.csv"):
        for key in map(folded, cell.split("|")):
            marks[key] = max(strictness[alone], marks.get(key, 0))
    assert len(marks) > 10_000
    assert {key: towns()[key] for key in marks} == marks


def test_no_label_is_a_town_that_stands_alone() -> None:
    assert [name for name, mark in towns().items() if mark == 0 and name in conventions().labels] == []


@pytest.mark.parametrize("name", ["BEVERLY HILLS", "SAN MARCOS", "FALLSBURG", "BAD EMS", "WALDHAUSEN"])
def test_names_that_look_like_towns(name: str) -> None:
    assert looks_like_town(name)


@pytest.mark.parametrize("name", ["MIGRATION", "SUPREME COURT", "VAUDEVILLE", "SPORT", "BECKHAM", "CLINTON"])
def test_names_that_do_not(name: str) -> None:
    assert not looks_like_town(name)


def test_one_town_with_a_slash() -> None:
    places = read_places("Frankfurt/Main/Wien")
    assert places is not None
    assert places.names == ("Frankfurt/Main", "Wien")


def test_folded_makes_one_key_of_all_spellings() -> None:
    assert folded("GIESSEN") == folded("Gießen")
    assert folded("Saint-Étienne") == folded("SAINT-ETIENNE")
    # й is no и with a mark to drop in a Latin manner, but one key for one word all the same.
    assert folded("Киев") == folded("КИЕВ")


def test_nothing_is_read_at_import() -> None:
    code = (
        "import sys, newscrawl.datelines as d, newscrawl.datelines.tables as t;"
        "sys.exit('scrapy' in sys.modules or t.towns.cache_info().currsize or t.conventions.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
