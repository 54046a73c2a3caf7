"""Names of countries, of first-level units and of the towns of time zones, in all languages of CLDR."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newscrawl.places.gazetteer import ALTERNATE, PRIMARY
from tools.places.draft import Draft

_ALT = "-alt-"  # "CD-alt-variant": another name of the same country


def add_territories(draft: Draft, folder: Path) -> None:
    """Add the names of countries, in full, short and variant forms."""
    for language, data in _locales(folder, "territories.json"):
        for code, name in data["localeDisplayNames"]["territories"].items():
            if (spot := draft.countries.get(code.partition(_ALT)[0])) and name != code:
                spot.add(name, PRIMARY if language == "en" else ALTERNATE, language)


def add_subdivisions(draft: Draft, folder: Path) -> None:
    """Add the names of first-level units."""
    for file in sorted((folder / "subdivisions").glob("*/*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))["subdivisions"]
        language = file.parent.name
        for code, name in data["localeDisplayNames"].get("subdivisions", {}).items():
            if spot := draft.units.get(f"{code[:2]}-{code[2:]}".upper()):
                spot.add(name, ALTERNATE, language)
                if language == "en":
                    spot.name = name


def add_exemplar_cities(draft: Draft, folder: Path, zones: Mapping[str, str]) -> None:
    """Add the names of zones' towns to those towns; `zones` gives the country of a zone."""
    found = {
        zone: draft.town(zone.rpartition("/")[2].replace("_", " "), zones[zone]) for zone in sorted(zones)
    }
    for language, data in _locales(folder, "timeZoneNames.json"):
        for zone, name in _cities(data["dates"]["timeZoneNames"].get("zone", {}), ""):
            if spot := found.get(zone):
                spot.add(name, PRIMARY if language == "en" else ALTERNATE, language)


def _cities(node: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        if key == "exemplarCity":
            yield path, value
        elif isinstance(value, dict):
            yield from _cities(value, f"{path}/{key}" if path else key)


def _locales(folder: Path, file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((folder / "main").glob(f"*/{file}")):
        language = path.parent.name
        yield language, json.loads(path.read_text(encoding="utf-8"))["main"][language]
