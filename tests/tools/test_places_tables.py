"""The compiler of the gazetteer on small made-up input, without a network."""

import doctest
import importlib
import pkgutil

import pytest

import tools.places
from newscrawl.places.choose import Hints, areas, candidates, within
from newscrawl.places.fold import fold
from newscrawl.places.gazetteer import ALTERNATE, KNOWN, PRIMARY, Gazetteer
from tools.places import finish, geonames, hand
from tools.places.draft import Draft
from tools.places.pack import pack

COUNTRIES = {
    "AA": {"name": "Aland", "geonameid": 1, "population": 5_000_000, "continentcode": "EU"},
    "BB": {"name": "Bland", "geonameid": 2, "population": 70_000, "continentcode": "AS"},
    "CS": {"name": "Past", "geonameid": 3, "population": 0, "continentcode": "EU"},
}
UNITS = [
    ["Norda Province", "AA-N", "AA.01", "50", "Province", "Nord|N. Province", "1", "", "1"],
    ["Central", "AA-C", "AA.02", "51", "Province", "", "1", "", "1"],
    ["Kentshire", "AA-K", "AA.01.07", "52", "County", "", "2", "", "1"],
    ["Nowhere", "AA-X", "AA.09", "53", "Province", "", "1", "", "1"],
]


def town(number, name, country, unit, people, where=(10.0, 20.0), names=()):
    return {
        "geonameid": number, "name": name, "countrycode": country, "admin1code": unit, "population": people,
        "latitude": where[0], "longitude": where[1], "alternatenames": list(names),
    }  # fmt: skip


TOWNS = [
    town(10, "Mainz", "AA", "01", 900_000, names=["Maynz", "MNZ", "mai yin ci", "Майнц", "東山"]),
    town(11, "Smalltown", "AA", "02", 5_000, (11.0, 21.0), ["Bigtown"]),
    town(12, "Smalltown", "BB", "", 40_000, (-30.5, -179.5)),
    town(13, "Hamlet", "AA", "02", 20),
    town(14, "Seat", "BB", "", 0, (-31.0, -179.0)),
    town(15, "Maynz", "AA", "01", 2_000, (10.1, 20.1)),
]


@pytest.mark.parametrize("module", [module.name for module in pkgutil.iter_modules(tools.places.__path__)])
def test_examples_in_docstrings(module):
    if module != "__main__":
        assert doctest.testmod(importlib.import_module(f"tools.places.{module}")).failed == 0


@pytest.fixture
def draft():
    made = Draft()
    geonames.add_countries(made, COUNTRIES)
    geonames.add_towns(made, TOWNS, {"AA": "Mainz", "BB": "Seat"})
    geonames.add_units(made, UNITS, made.countries)
    geonames.place_areas(made)
    return made


def names(draft, kind):
    return sorted(
        spot.name for spot in draft.spots if spot.kind == kind and (spot.latitude or spot.geonames_id)
    )


def test_what_is_taken(draft):
    assert names(draft, "town") == [
        "Mainz",
        "Maynz",
        "Seat",
        "Smalltown",
        "Smalltown",
    ]  # a capital of no size too
    assert names(draft, "country") == ["Aland", "Bland"]
    assert names(draft, "region") == ["Central", "Kentshire", "Norda"]
    mainz = draft.town("Mainz", "AA")
    assert mainz.roles == {
        "mainz": PRIMARY, "maynz": ALTERNATE, "маинц": ALTERNATE, "東山": ALTERNATE, "mai yin ci": ALTERNATE
    }  # fmt: skip
    assert draft.countries["AA"].latitude == pytest.approx(10.0, abs=0.2)  # where its people live
    assert draft.town("Hamlet", "AA") is None


def test_the_greatest_town_of_a_name_is_found(draft):
    assert draft.town("maynz", "AA").geonames_id == 10  # the small one of that name counts for less
    assert draft.town("Bigtown", "AA").geonames_id == 11


def test_packing_and_reading(draft):
    packed = pack(draft.spots, {"AA": ["BB"]}, draft.continents)
    assert packed == pack(list(reversed(draft.spots)), {"AA": ["BB"]}, draft.continents)
    table = Gazetteer(packed)
    assert table.places == len(draft.spots)
    assert table.kin == {"AA": {"BB"}}
    found = candidates(table, "smalltown", Hints())
    assert [(c.record.country, c.record.geonames_id) for c in found] == [("BB", 12), ("AA", 11)]
    assert (found[0].record.latitude, found[0].record.longitude) == pytest.approx((-30.5, -179.5), abs=0.001)
    assert [c.record.country for c in candidates(table, "smalltown", Hints(near="AA"))] == ["AA", "BB"]
    assert [c.number for c in within(found, [areas(table, "aland")])] == [found[1].number]
    assert within(candidates(table, "mainz", Hints()), [areas(table, "norda")])
    assert not within(found, [areas(table, "norda")])
    assert candidates(table, "central", Hints()) == []  # says nothing alone, but behind a town
    assert within(found, [areas(table, "central")])
    assert within(candidates(table, "mainz", Hints()), [areas(table, "kentshire")])
    assert table.find("unknown") == []


def test_finishing(draft):
    finish.add_scripts(draft, {ord("東"): "东"}, {ord("东"): "東"})
    finish.drop_neighbours(draft)
    roles = draft.town("Mainz", "AA").roles
    assert "东山" in roles
    assert "maynz" not in roles  # the town beside it bears it


def test_marks_of_romanizers():
    draft = Draft()
    geonames.add_towns(draft, [town(1, "Khān Yūnis", "PS", "GZ", 9000), town(2, "Kõrve", "EE", "", 9000)], {})
    finish.plain_names(draft)
    assert [spot.name for spot in draft.spots] == ["Khan Yunis", "Kõrve"]


AREA = "names,kind,country,latitude,longitude,weight,covers\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Sea,ocean,,1,2,6,", "areas.csv:2: kind is one of town, country"),
        ("Sea,sea,,x,2,6,", "areas.csv:2: could not convert"),
        ("Sea,sea,,91,2,6,", "areas.csv:2: coordinates off the globe"),
        ("Sea,sea,,1,2,6", "areas.csv:2: as many cells"),
    ],
)
def test_wrong_rows_are_refused(tmp_path, row, message):
    (tmp_path / "areas.csv").write_text(AREA + row + "\n", encoding="utf-8")
    with pytest.raises(hand.TableError, match=message):
        hand.add_areas(Draft(), tmp_path / "areas.csv")


def test_hand_kept_rows(draft, tmp_path):
    file = tmp_path / "areas.csv"
    file.write_text(AREA + "Union|Unie,historic,AA,10,20,7,AA BB\n", encoding="utf-8")
    hand.add_areas(draft, file)
    file.write_text("code,names,only_behind\nAA-N,Nordland,N.D.\n", encoding="utf-8")
    hand.add_codes(draft, file)
    file.write_text("town,country,nl\nSmalltown,AA,Kleinstad|Dorp\n", encoding="utf-8")
    hand.add_exonyms(draft, file)
    table = Gazetteer(pack(draft.spots, {}, draft.continents))
    assert areas(table, fold("Unie"))[0].countries == {"AA", "BB"}
    assert candidates(table, fold("N.D."), Hints()) == []
    assert areas(table, fold("N.D."))
    assert [c.record.geonames_id for c in candidates(table, "dorp", Hints())] == [11]
    assert draft.town("Smalltown", "AA").roles["kleinstad"] == KNOWN
    for wrong, add in (
        ("code,names,only_behind\nZZ,x,\n", hand.add_codes),
        ("town,country,nl\nX,AA,x\n", hand.add_exonyms),
    ):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(hand.TableError, match=r"areas\.csv:2: no "):
            add(draft, file)
