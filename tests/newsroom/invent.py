"""Invents news: texts from the tables in texts/, datelines in the manner of each outlet."""

import csv
import random
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from .printing import MONTHS_ES_SHORT, MONTHS_FR_SHORT

TEXTS = Path(__file__).with_name("texts")

AGENCIES = {
    "ANP": "anp",
    "AFP": "afp",
    "RTR": "reuters",
    "Reuters": "reuters",
    "AP": "ap",
    "dpa": "dpa",
    "EFE": "efe",
}

# Which agencies sign the stories of an outlet, in turn; an empty tuple is a report of its own.
SIGNED: dict[str, tuple[tuple[str, ...], ...]] = {
    "nrfloor": (("ANP", "AFP"), ("ANP",), ("ANP", "RTR"), (), ("ANP", "AFP", "RTR"), ("ANP",)),
    "nrround": (("Reuters",), ("Reuters",), ("AP",), (), ("AFP",), ("Reuters",)),
    "nrdayjs": (("dpa",), ("dpa", "AFP"), ("dpa",), (), ("AFP",)),
    "nrclock": (("ANP",), ("ANP", "AFP"), (), ("ANP",), ("RTR",)),
    "nrfeed": (("EFE",), ("EFE",), ("AFP",), (), ("EFE",)),
    "nratom": (("AFP",), ("AFP",), (), ("AFP",)),
    "nrscript": (("ANP", "AFP"), ("ANP",), (), ("ANP", "RTR")),
    "nrweek": (("ANP", "AFP"), ("ANP",), (), ("ANP", "RTR")),
    "nrstamp": (("Reuters",), ("AFP",), (), ("Reuters",), ("Reuters", "AFP")),
}

# One in so many stories reports from two places; dated datelines name one.
PAIRED = {"nrfloor": 5, "nrround": 5, "nrdayjs": 6, "nrclock": 7}


@dataclass(frozen=True)
class Draft:
    headline: str
    lead: str
    paragraphs: tuple[str, ...]
    towns: tuple[dict[str, str], dict[str, str]]
    authors: tuple[str, ...]
    tag: str


@dataclass(frozen=True)
class Printed:
    """A dateline as an outlet prints it, with what it says."""

    text: str | None = None
    places: tuple[str, ...] = ()
    regions: tuple[str | None, ...] = ()
    agencies: tuple[str, ...] = ()
    date: str | None = None


@cache
def towns() -> tuple[dict[str, str], ...]:
    with (TEXTS / "places.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def texts(language: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / f"{language}.toml").read_text(encoding="utf-8"))


def words(language: str) -> dict[str, Any]:
    """What pages in `language` say around the news."""
    found: dict[str, Any] = texts(language)["words"]
    return found


def to_slug(text: str) -> str:
    """A path segment in ASCII.

    >>> to_slug("Zeker 5 gewonden in Genève")
    'zeker-5-gewonden-in-geneve'
    """
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in plain).split())


class Inventor:
    """Writes stories in one language; each is about another town, so that no two headlines agree."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self.language = language
        self.rng = rng
        self.order = list(towns())
        rng.shuffle(self.order)

    def draft(self, number: int) -> Draft:
        table = texts(self.language)
        event = table["events"][number % len(table["events"])]
        here = self.order[number % len(self.order)]
        there = self.order[(number + 7) % len(self.order)]
        facts = {
            "n": self.rng.randrange(4, 48),
            "place": here[self.language],
            "other": there[self.language],
        }
        lead = event["lead"].format(**facts)
        paragraphs = [lead, *(text.format(**facts) for text in event["paragraphs"])]
        return Draft(
            headline=event["headline"].format(**facts),
            lead=lead,
            paragraphs=(*paragraphs, self.rng.choice(table["fillers"])),
            towns=(here, there),
            authors=(self.rng.choice(table["authors"]),),
            tag=self.rng.choice(table["words"]["tags"]),
        )


def write_dateline(
    outlet: str, number: int, pair: tuple[dict[str, str], dict[str, str]], local: datetime
) -> Printed:
    """The dateline that `outlet` prints, or an empty one for a report of its own; `local` is its time."""
    signed = SIGNED[outlet]
    agencies = signed[number % len(signed)]
    names = pair[: 2 if outlet in PAIRED and number % PAIRED[outlet] == 2 else 1]
    if outlet == "nrclock" and not agencies:  # in the manner of regional papers
        places = tuple(town["nl"].upper() for town in names)
        return Printed(", ".join(places) + " -", places, (None,) * len(places))
    return _WRITERS[outlet](agencies, names, local) if agencies else Printed()


def _write_plain(agencies: tuple[str, ...], places: tuple[str, ...]) -> Printed:
    text = f"{'/'.join(places)} ({'/'.join(agencies)}) -"
    return Printed(text, places, (None,) * len(places), agencies)


def _write_dutch(agencies: tuple[str, ...], names: tuple[dict[str, str], ...], local: datetime) -> Printed:
    return _write_plain(agencies, tuple(town["nl"].upper() for town in names))


def _write_english(agencies: tuple[str, ...], names: tuple[dict[str, str], ...], local: datetime) -> Printed:
    # AP alone names the country, as it does for towns that its readers may not know.
    if agencies == ("AP",) and names[0]["land"]:
        place, land = names[0]["en"].upper(), names[0]["land"]
        return Printed(f"{place}, {land} (AP) —", (place,), (land,), agencies)
    return _write_plain(agencies, tuple(town["en"].upper() for town in names))


def _write_german(agencies: tuple[str, ...], names: tuple[dict[str, str], ...], local: datetime) -> Printed:
    return _write_plain(agencies, tuple(town["de"] for town in names))


def _write_spanish(agencies: tuple[str, ...], names: tuple[dict[str, str], ...], local: datetime) -> Printed:
    place = names[0]["es"]
    text = f"{place}, {local.day} {MONTHS_ES_SHORT[local.month - 1]} ({'/'.join(agencies)}).-"
    return Printed(text, (place,), (None,), agencies, f"--{local:%m-%d}")


def _write_french(agencies: tuple[str, ...], names: tuple[dict[str, str], ...], local: datetime) -> Printed:
    place = names[0]["fr"]
    text = f"{place}, {local.day} {MONTHS_FR_SHORT[local.month - 1]} {local.year} ({'/'.join(agencies)}) -"
    return Printed(text, (place,), (None,), agencies, f"{local:%Y-%m-%d}")


_WRITERS = {
    "nrfloor": _write_dutch,
    "nrround": _write_english,
    "nrdayjs": _write_german,
    "nrclock": _write_dutch,
    "nrfeed": _write_spanish,
    "nratom": _write_french,
    "nrscript": _write_dutch,
    "nrweek": _write_dutch,
    "nrstamp": _write_english,
}
