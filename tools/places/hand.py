"""Read the hand-kept tables, and refuse what cannot be meant."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from newscrawl.places.gazetteer import AREA_ONLY, KINDS, KNOWN, PRIMARY
from tools.places.draft import Draft, Spot

IN_USE = 0.5
"""Weight that a town gains by being in a table of towns that datelines name."""


class TableError(ValueError):
    """A row that cannot be compiled; the message names file and line."""


def rows(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each row with where it stands, for messages."""
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            if None in row or None in row.values():
                raise TableError(f"{file.name}:{number}: as many cells as the head has, please")
            yield f"{file.name}:{number}", {key: value.strip() for key, value in row.items()}


def add_areas(draft: Draft, file: Path) -> None:
    """Add regions, islands, seas, countries of the past and seats, or names to one that is there."""
    for where, row in rows(file):
        if row["kind"] not in KINDS:
            raise TableError(f"{where}: kind is one of {', '.join(KINDS)}, got {row['kind']!r}")
        names = row["names"].split("|")
        try:
            latitude, longitude, weight = (float(row[key]) for key in ("latitude", "longitude", "weight"))
        except ValueError as error:
            raise TableError(f"{where}: {error}") from None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise TableError(f"{where}: coordinates off the globe")
        covers = tuple(row["covers"].split())
        spot = Spot(names[0], row["country"], "", latitude, longitude, 0, row["kind"], weight, covers)
        draft.put(spot)
        for name in names:
            spot.add(name, PRIMARY)


def add_codes(draft: Draft, file: Path) -> None:
    """Add what is printed behind towns for a country or first-level unit, and names of those."""
    for where, row in rows(file):
        spot = draft.countries.get(row["code"]) or draft.units.get(row["code"])
        if not spot:
            raise TableError(f"{where}: no country or first-level unit {row['code']!r}")
        for name in filter(None, row["names"].split("|")):
            spot.add(name, KNOWN)
        for name in filter(None, row["only_behind"].split("|")):
            spot.add(name, AREA_ONLY)


def add_town_names(draft: Draft, file: Path) -> None:
    """Add names to towns, each town given by country and a name that the other sources have."""
    for where, row in rows(file):
        spot = draft.town(row["town"], row["country"])
        if not spot:
            raise TableError(f"{where}: no town {row['town']!r} in {row['country']}")
        _use(spot)
        spot.name = row["town"]
        for name in [row["town"], *row["names"].split("|")]:
            spot.add(name, PRIMARY)


def _use(spot: Spot) -> None:
    if not spot.in_use:
        spot.in_use = True
        spot.weight += IN_USE


def add_exonyms(draft: Draft, file: Path) -> None:
    """Add names of towns by language: the columns behind the town's English name and country."""
    for where, row in rows(file):
        spot = draft.town(row["town"], row["country"])
        if not spot:
            raise TableError(f"{where}: no town {row['town']!r} in {row['country']}")
        spot.name = row["town"]
        _use(spot)
        spot.add(row["town"], PRIMARY, "en")
        for language, names in list(row.items())[2:]:
            for name in filter(None, names.split("|")):
                spot.add(name, KNOWN, language)


def read_kin(file: Path) -> dict[str, list[str]]:
    """Return the countries that are at times printed as part of another one, by that one."""
    return {row["country"]: row["also"].split() for _, row in rows(file)}
