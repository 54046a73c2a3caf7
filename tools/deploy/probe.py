"""Read with an egg or a folder, and with no other newscrawl: python -I probe.py PATH.

Prints the names of the spiders and some readings of each table, as JSON. Run in a process of its own: what it imports stays.
"""

from __future__ import annotations

import json
import os
import pkgutil
import sys
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path
from zoneinfo import ZoneInfo

PACKAGE = "newscrawl"
NOW = datetime(2026, 1, 24, 12, tzinfo=UTC)
TIMES = (
    ("6 minuten geleden", "nl", "Europe/Amsterdam"),
    ("vor 3 Stunden", "de", "Europe/Berlin"),
    ("2026年1月23日 08:30", "ja", "Asia/Tokyo"),
    ("قبل ساعتين", "ar", "Asia/Riyadh"),
)
DATELINES = ("WASHINGTON/ABU DHABI (ANP/AFP) - De VS", "PARIS, 3 janv (Reuters) - Le gouvernement")
PLACES = ("Washington", "Kiev", "Den Haag", "القاهرة")


def main(path: str) -> None:
    """Print what is read with the package at `path`. Whatever fails ends the process with its traceback."""
    sys.path.insert(0, path)
    os.environ["SCRAPY_SETTINGS_MODULE"] = settings_module(path)
    readings = {"spiders": spiders(), "times": times(), "datelines": datelines(), "places": places()}
    import_all()
    check_origin(path)
    print(json.dumps(readings))


def settings_module(path: str) -> str:
    """Return what Scrapyd takes for the project's settings: an entry point of the egg."""
    if not Path(path).is_file():
        return f"{PACKAGE}.settings"
    points = [point for found in distributions(path=[path]) for point in found.entry_points]
    named = [point.value for point in points if (point.group, point.name) == ("scrapy", "settings")]
    if len(named) != 1:
        sys.exit(f"expected one entry point scrapy.settings in the egg, found {len(named)}")
    return named[0]


def spiders() -> list[str]:
    """Return what `scrapy list` prints."""
    from scrapy.spiderloader import get_spider_loader
    from scrapy.utils.project import get_project_settings

    return sorted(get_spider_loader(get_project_settings()).list())


def times() -> list[str | None]:
    from newscrawl.times import parse_time

    found = [parse_time(text, now=NOW, language=tag, zone=ZoneInfo(zone)) for text, tag, zone in TIMES]
    return [
        f"{moment.earliest.isoformat()} {moment.latest.isoformat()}" if moment else None for moment in found
    ]


def datelines() -> list[str | None]:
    from newscrawl.datelines import parse_dateline

    found = [parse_dateline(text) for text in DATELINES]
    return [f"{'/'.join(line.places)} {line.agency_ids}" if line else None for line in found]


def places() -> list[int | None]:
    from newscrawl.places import find_place

    return [place.geonames_id if place else None for place in map(find_place, PLACES)]


def import_all() -> None:
    """Import every module: what only an export or a command needs must be there too."""
    package = import_module(PACKAGE)
    for module in pkgutil.walk_packages(package.__path__, f"{PACKAGE}."):
        import_module(module.name)


def check_origin(path: str) -> None:
    """End the process if a module came from anywhere else: an installed copy would hide what is missing."""
    loaded = {name: module.__file__ or "" for name, module in sys.modules.items() if name.startswith(PACKAGE)}
    if foreign := [name for name, file in loaded.items() if not file.startswith(path)]:
        sys.exit(f"{foreign[0]} comes from {loaded[foreign[0]]}")


if __name__ == "__main__":
    main(sys.argv[1])
