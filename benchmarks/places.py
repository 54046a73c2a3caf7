"""Look-ups a second, first use and memory of find_place; and how many places of real datelines it finds.

python benchmarks/places.py [--list N]

The second part needs test data that is not part of the project, beside it; without that it is left out.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newscrawl.places import Place, find_places
from newscrawl.places.find import _find, find_place

DATELINES = Path(__file__).parents[2] / "shared" / "datelines" / "datelines.jsonl.gz"
COUNTRIES = {
    "uk": "GB",
    "ivory-coast": "CI",
    "south-korea": "KR",
    "north-korea": "KP",
    "uae": "AE",
    "burma": "MM",
}
_FIRST_USE = """
import sys
import time
import newscrawl.places.find
def memory():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
names = sys.stdin.buffer.read().decode().split("\\n")
before = memory()
start = time.perf_counter()
newscrawl.places.find.find_place("Kyiv")
taken = time.perf_counter() - start
for name in names:
    newscrawl.places.find.find_place(name)
print(taken, memory() - before)
"""


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--list", type=int, default=0, help="so many of the places that are not found or wrong"
    )
    options = parser.parse_args()
    exonyms = Path(__file__).parents[1] / "tools" / "places" / "exonyms.csv"
    names = [n for line in exonyms.read_text(encoding="utf-8").split("\n")[1:] for n in line.split(",") if n]
    print_speed(names)
    print_first_use(names)
    if DATELINES.exists():
        print_datelines(options.list)
    else:
        print("no datelines beside the project: left out")


def print_speed(names: list[str]) -> None:
    """Print look-ups a second: each name once, and the same names again."""
    for title in ("each name once", "again"):
        start = time.perf_counter()
        for name in names:
            find_place(name)
        print(f"{title}: {len(names) / (time.perf_counter() - start):,.0f} look-ups/s")
    _find.cache_clear()
    unknown = [f"{name} {number}" for number, name in enumerate(names)]
    start = time.perf_counter()
    for name in unknown:
        find_place(name)
    print(f"unknown names: {len(names) / (time.perf_counter() - start):,.0f} look-ups/s")


def print_first_use(names: list[str]) -> None:
    """Print what a fresh interpreter takes to find its first place, and the memory after all of `names`."""
    command = [sys.executable, "-c", _FIRST_USE]
    done = subprocess.run(command, input="\n".join(names), check=True, capture_output=True, encoding="utf-8")
    taken, memory = done.stdout.split()
    print(f"first use {float(taken):.3f} s, memory added {int(memory) / 1e6:.1f} MB")


def rows() -> Iterator[dict[str, Any]]:
    """Yield the rows that name places."""
    with gzip.open(DATELINES, "rt", encoding="utf-8") as lines:
        yield from (row for row in map(json.loads, lines) if row["places"])


def print_datelines(listed: int) -> None:
    """Print the share of dateline places that are found, and of countries that are right."""
    found: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    failed: collections.Counter[str] = collections.Counter()
    right = tagged = 0
    for row in rows():
        language = row["lang"] if row["lang"] != "?" else None
        places = find_places(row["places"], regions=row["regions"], language=language)
        for name, region, place in zip(row["places"], row["regions"], places, strict=True):
            for kind in ("all", row["source"]):
                found[kind]["places"] += 1
                found[kind]["found"] += place is not None
            if place is None:
                failed[f"not found: {name}, {region} ({row['source']})"] += 1
        if row.get("country_tags") and any(places):
            tagged += 1
            good = is_right(places, row["country_tags"])
            right += good
            if not good:
                failed[f"country: {row['places']} {row['regions']} {row['country_tags']} {places}"] += 1
    for kind, count in sorted(found.items(), key=lambda item: -item[1]["places"]):
        print(f"{kind}: {count['found']} of {count['places']} found, {count['found'] / count['places']:.1%}")
    print(f"country right in {right} of {tagged} rows with countries, {right / max(1, tagged):.1%}")
    for line, times in failed.most_common(listed):
        print(times, line)


def is_right(places: Iterable[Place | None], tags: list[str]) -> bool:
    """Return whether a place lies in one of the countries that the row is about."""
    wanted = {COUNTRIES.get(tag) or code_of(tag) for tag in tags}
    return any(place and place.country in wanted for place in places)


def code_of(tag: str) -> str | None:
    """Return the code of a country as the data names it: "west-germany"."""
    place = find_place(tag.replace("-", " "))
    return place.country if place else None


if __name__ == "__main__":
    main()
