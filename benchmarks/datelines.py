"""Datelines beside the rules that others use, on the same openings in one run.

    .venv/bin/python benchmarks/datelines.py [--texts 3000]

The openings are those of the simulated newsroom (five languages, a fifth of them without a
dateline, and headlines and texts behind a label, which have none), and real ones where that data stands beside the project.
Precision and recall say whether there is a dateline; exact that place names, agencies and the text
behind it are right too. A rule that only cuts a dateline off is exact where the rest is right.
"""

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from newscrawl.datelines import parse_dateline

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from newsroom.invent import SIGNED, Inventor, write_dateline

REAL = ROOT.parent / "shared" / "datelines" / "datelines.jsonl.gz"
LANGUAGES = {
    "nrfloor": "nl",
    "nrround": "en",
    "nrdayjs": "de",
    "nrclock": "nl",
    "nrfeed": "es",
    "nratom": "fr",
}
WIRES = "AP|AFP|ANP|Reuters|RTR|dpa|EFE|ANSA|TASS|Xinhua|Kyodo|Yonhap|UPI|CNN|PTI"


class Opening(NamedTuple):
    """The beginning of a text, and what is true of it."""

    text: str
    language: str | None
    rest: str | None
    """How the text behind the dateline begins; None if there is no dateline."""
    places: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


class Reading(NamedTuple):
    """What a rule says of an opening that it takes for one with a dateline."""

    rest: str
    places: tuple[str, ...] | None = None
    """None where a rule does not name them; the same of the agencies."""
    agencies: tuple[str, ...] | None = None


Rule = Callable[[Opening], Reading | None]


def newscrawl(opening: Opening) -> Reading | None:
    """Ours."""
    found = parse_dateline(opening.text, language=opening.language)
    return Reading(found.rest, found.places, found.agencies) if found else None


def _cutting(pattern: str) -> Rule:
    compiled = re.compile(pattern)

    def rule(opening: Opening) -> Reading | None:
        match = compiled.match(opening.text)
        return Reading(opening.text[match.end() :]) if match else None

    return rule


RULES: dict[str, Rule] = {
    "newscrawl": newscrawl,
    # All in front of the first dash, as summarizers cut it off.
    "first dash": _cutting(r"[^-–—]{1,60}\s?[-–—]{1,2}\s"),
    # Capitals, maybe a region, maybe an agency, a dash: the manner of EveryBlock's expression.
    "capitals, region, dash": _cutting(
        r"[A-Z][A-Z.' -]+(?:,\s[A-Z][\w. ]+)?\s?(?:\([A-Za-z/]+\)\s?)?(?:--|[-–—])\s"
    ),
    "name of a wire in parentheses": _cutting(
        rf"[^()]{{0,60}}\((?:{WIRES})(?:/(?:{WIRES}))*\)\s?[.:]?\s?[-–—_]*\s"
    ),
    # What training sets of summaries are cleaned by.
    "(CNN) or city (CNN)": _cutting(r"(?:[A-Z][\w ,.]{1,40})?\s?\(CNN\)\s?(?:--|[-–—])\s"),
    "words in capitals": _cutting(r"(?:[A-Z][A-Z.'/-]+[ ,]*)+(?:\([^)]*\))?\s?[-–—:]?\s"),
}


def invented(count: int) -> Iterator[Opening]:
    """Yield `count` openings of the newsroom; every fourth is a headline, or has a label in front."""
    rng = random.Random(7)
    inventors = {outlet: Inventor(language, rng) for outlet, language in LANGUAGES.items()}
    for number in range(count):
        outlet = list(SIGNED)[number % len(SIGNED)]
        draft = inventors[outlet].draft(number // len(SIGNED))
        local = datetime(2026, 1, 24, 12, tzinfo=UTC) - timedelta(hours=number)
        printed = write_dateline(outlet, number // len(SIGNED), draft.towns, local)
        if number % 8 == 3:
            yield Opening(draft.headline, LANGUAGES[outlet], None)
        elif number % 8 == 7:
            yield Opening(f"{draft.tag.upper()} - {draft.lead}", LANGUAGES[outlet], None)
        elif printed.text:
            text = f"{printed.text} {draft.lead}"
            yield Opening(text, LANGUAGES[outlet], draft.lead, printed.places, printed.agencies)
        else:
            yield Opening(draft.lead, LANGUAGES[outlet], None)


def real() -> Iterator[Opening]:
    """Yield the real openings."""
    with gzip.open(REAL, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            language = None if row["lang"] == "?" else row["lang"]
            rest = row["rest_starts_with"] or "" if row["dateline_raw"] else None
            yield Opening(row["text"], language, rest, tuple(row["places"]), tuple(row["agencies"]))


def _bare(text: str) -> str:
    return re.sub(r"[\s.,]+", "", text).casefold()


def is_exact(opening: Opening, reading: Reading) -> bool:
    """Say whether a reading cuts at the right place, and names what it names rightly."""
    named = ((reading.places, opening.places), (reading.agencies, opening.agencies))
    if any(ours is not None and [*map(_bare, ours)] != [*map(_bare, true)] for ours, true in named):
        return False
    return opening.rest is not None and _bare(reading.rest)[:12] == _bare(opening.rest)[:12]


def measure(name: str, openings: list[Opening]) -> None:
    """Print precision, recall, exact share and speed of each rule."""
    true = sum(opening.rest is not None for opening in openings)
    print(f"\n{name}: {len(openings):,} openings, {true:,} with a dateline")
    print(f"{'':32}{'precision':>10}{'recall':>8}{'exact':>8}{'texts/s':>12}")
    for label, rule in RULES.items():
        start = time.perf_counter()
        readings = [rule(opening) for opening in openings]
        speed = len(openings) / (time.perf_counter() - start)
        found = [(opening, reading) for opening, reading in zip(openings, readings, strict=True) if reading]
        hits = sum(opening.rest is not None for opening, _ in found)
        exact = sum(is_exact(*pair) for pair in found)
        precision = hits / len(found) if found else 0
        print(f"{label:32}{precision:10.3f}{hits / true:8.3f}{exact / true:8.3f}{speed:12,.0f}")


def main() -> None:
    """Run all of it."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--texts", type=int, default=3000)
    options = arguments.parse_args()
    measure("invented", list(invented(options.texts)))
    if REAL.exists():
        measure("real", list(real()))


if __name__ == "__main__":
    main()
