"""Which outlets are meant: by name, country and language."""

import pytest

from newscrawl.annotate.mistakes import Mistake
from newscrawl.checks.choose import all_outlets, choose
from newscrawl.checks.crawl import lanes
from newscrawl.checks.options import split, to_number
from newscrawl.outlets import Outlet, Section


def outlet(key: str, country: str = "NL", language: str = "nl", *sites: str) -> Outlet:
    sections = [
        Section(name=site, listing=f"https://{site}/wereld") for site in sites or (f"www.{key}.example",)
    ]
    return Outlet(
        key=key,
        name=f"De {key}",
        country=country,
        language=language,
        zone="Europe/Amsterdam",
        sections=sections,
    )


OUTLETS = {
    item.key: item
    for item in (
        outlet("blad"),
        outlet("krant", "BE"),
        outlet("journal", "BE", "fr"),
        outlet("folha", "BR", "pt-BR"),
        outlet("diario", "PT", "pt"),
    )
}


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({}, ["blad", "diario", "folha", "journal", "krant"]),
        ({"names": ["krant", "blad", "krant"]}, ["blad", "krant"]),
        ({"countries": ["BE"]}, ["journal", "krant"]),
        ({"countries": ["be", "nl"]}, ["blad", "journal", "krant"]),
        ({"languages": ["pt"]}, ["diario", "folha"]),
        ({"languages": ["pt-BR"]}, ["folha"]),
        ({"languages": ["PT_br"]}, ["folha"]),
        ({"countries": ["BE"], "languages": ["nl"]}, ["krant"]),
        ({"names": ["krant", "blad"], "countries": ["NL"]}, ["blad"]),
    ],
)
def test_which_are_meant(asked, keys):
    assert [outlet.key for outlet in choose(OUTLETS, **asked)] == keys


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({"names": ["krnat"]}, "no outlet 'krnat'; did you mean krant?"),
        ({"names": ["De Blad"]}, "no outlet 'De Blad'; did you mean blad?"),
        ({"countries": ["NL", "XX"]}, "--country: no outlet has 'XX'; there are BE, BR, NL, PT"),
        ({"languages": ["pt-PT"]}, "--language: no outlet has 'pt-pt'; there are fr, nl, pt, pt-br"),
        ({"countries": ["NL"], "languages": ["fr"]}, "no outlet fits all that is asked for"),
        ({"names": ["blad"], "countries": ["BE"]}, "no outlet fits all that is asked for"),
    ],
)
def test_what_no_outlet_has(asked, line):
    with pytest.raises(Mistake) as raised:
        choose(OUTLETS, **asked)
    assert str(raised.value).startswith(line)


def test_a_file_that_is_wrong_is_one_line(tmp_path):
    with pytest.raises(Mistake, match="expected a TOML file or a folder"):
        all_outlets([str(tmp_path / "none.toml")])


@pytest.mark.parametrize("text", ["0", "101", "-1", "1.5", "a", "", "١", "9" * 50])
def test_what_is_no_number_of_the_option(text):
    with pytest.raises(Mistake, match="--at-once: expected a whole number of 1 to 100"):
        to_number("--at-once", text, 1, 100, 8)


def test_numbers_and_lists():
    assert (to_number("--n", None, 1, 9, 8), to_number("--n", "9", 1, 9, 8)) == (8, 9)
    assert split(None) == []
    assert split([",NL, BE", ""]) == ["NL", "BE"]


@pytest.mark.parametrize(
    ("sites", "expected"),
    [
        ({"a": ["a.example"], "b": ["b.example"]}, [["a"], ["b"]]),
        ({"a": ["www.a.co.uk"], "b": ["feeds.a.co.uk"]}, [["a", "b"]]),  # one site
        ({"a": ["a.example"], "b": ["b.example"], "c": ["a.example", "b.example"]}, [["a", "b", "c"]]),
        ({}, []),
    ],
)
def test_outlets_with_a_site_in_common_wait_for_each_other(sites, expected):
    outlets = [outlet(key, "NL", "nl", *names) for key, names in sites.items()]
    assert [[item.key for item in lane] for lane in lanes(outlets)] == expected
