"""Which country the town of a time zone lies in."""

from __future__ import annotations

from importlib.resources import files


def countries_of_zones() -> dict[str, str]:
    """Return the country of each zone of the IANA database, from the package tzdata (pinned for the crawl)."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    found = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, zone, *_ = line.split("\t")
            found[zone] = code
    # CLDR keeps zones under the names that they had first.
    return found | {old: found[new] for old, new in _RENAMED.items() if new in found}


_RENAMED = {
    "Europe/Kiev": "Europe/Kyiv",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Cordoba": "America/Argentina/Cordoba",
    "America/Mendoza": "America/Argentina/Mendoza",
    "Atlantic/Faeroe": "Atlantic/Faroe",
    "Africa/Asmera": "Africa/Asmara",
    "America/Godthab": "America/Nuuk",
}
