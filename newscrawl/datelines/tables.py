"""The tables beside the code, each read once, at its first use."""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_MARKS = {ord(mark): None for mark in ".’‘ʼ`´'"}


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return `name` as the tables' key: without case, accents, dots and apostrophes.

    >>> folded("St. Pölten"), folded("ST POLTEN")
    ('st polten', 'st polten')
    """
    if not name.isascii():
        # Only Latin letters lose their marks here: in other scripts a mark is a letter of its own (й).
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f")
    return " ".join(name.translate(_MARKS).casefold().split())


def read_text(name: str) -> str:
    """Return the text of a table; also from a zipped package."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def read_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a CSV table below its heading."""
    rows = csv.reader(read_text(name).splitlines())
    next(rows)
    return rows


@dataclass(frozen=True, slots=True)
class Conventions:
    """What conventions.toml says, ready to look up; all words are folded."""

    months: dict[str, int]
    weekdays: frozenset[str]
    joiners: frozenset[str]
    bylines: frozenset[str]
    locatives: frozenset[str]
    labels: frozenset[str]
    town_period: frozenset[str]
    """Languages whose papers print "Berlin. Die Polizei"."""
    press_dash: frozenset[str]
    """Languages whose papers print "Lisboa.- El"."""
    particles: frozenset[str]
    slash_names: frozenset[str]
    first_words: frozenset[str]
    last_words: frozenset[str]
    endings: tuple[str, ...]
    not_endings: frozenset[str]
    not_credits: frozenset[str]


def _words(texts: list[str]) -> frozenset[str]:
    return frozenset(folded(word) for text in texts for word in text.split())


def _months(tables: list[dict[str, Any]]) -> dict[str, int]:
    return {
        folded(form): number
        for table in tables
        for number, forms in enumerate(table["months"], 1)
        for form in forms.split("|")
    }


@cache
def conventions() -> Conventions:
    """Return the conventions of all languages together."""
    data = tomllib.loads(read_text("conventions.toml"))
    general, languages = data["general"], data["languages"]
    tables = list(languages.values())
    return Conventions(
        months=_months(tables),
        weekdays=_words([day.replace("|", " ") for table in tables for day in table["weekdays"]]),
        joiners=_words([word for table in tables for word in table["joiners"]]),
        bylines=_words([word for table in tables for word in table["bylines"]]),
        locatives=_words([table["locatives"] for table in tables]),
        labels=_words([table["labels"] for table in tables]),
        town_period=frozenset(key for key, table in languages.items() if table.get("town_period")),
        press_dash=frozenset(key for key, table in languages.items() if table.get("press_dash")),
        particles=_words([general["particles"]]),
        slash_names=frozenset(map(folded, general["slash_names"])),
        first_words=_words([general["first_words"]]),
        last_words=_words([general["last_words"]]),
        endings=tuple(map(folded, general["endings"].split())),
        not_endings=_words([general["not_endings"]]),
        not_credits=_words([general["not_credits"]]),
    )


_STRICTNESS = {"any": 0, "caps": 1, "never": 2}


@cache
def towns() -> dict[str, int]:
    """Return for each town whether it may stand alone: 0 in any case, 1 in capitals only, 2 not at all.

    A name of several towns gets the strictest of their marks: the doubt is about the word.
    """
    found: dict[str, int] = {}
    for _, alone, names in read_rows("towns.csv"):
        mark = _STRICTNESS[alone]
        for name in names.split("|"):
            key = folded(name)
            found[key] = max(mark, found.get(key, 0))
    return found


@cache
def regions() -> frozenset[str]:
    """Return the names of countries, states and provinces."""
    return frozenset(folded(name) for _, names in read_rows("regions.csv") for name in names.split("|"))


@cache
def postal_codes() -> frozenset[str]:
    """Return the codes of states and provinces, which behind a place may also be an outlet's initials."""
    codes = [code for code, _ in read_rows("regions.csv")]
    return frozenset(code[3:] for code in codes if "-" in code)
