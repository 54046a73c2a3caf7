"""The rows of aliases.csv, and the kinds of evidence they may have."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "newscrawl" / "datelines"

DERIVED = ("name", "initials", "spelling", "compound", "translation", "transliteration")
"""Kinds that are computed from the agency's name and its other aliases, in the order in which they are tried."""
KINDS = ("dateline", "site", "publication", *DERIVED, "knowledge")
"""All kinds, the strongest first; newscrawl/datelines/agencies.py says what each means."""

_HEAD = ("agency", "alias", "ambiguous", "evidence", "source")


@dataclass(slots=True)
class Alias:
    """A row of aliases.csv."""

    agency: str
    """Id of the agency."""
    alias: str
    ambiguous: str
    """"yes" for a code that is also a word, or the code of others; else "no"."""
    evidence: str
    source: str
    """What the evidence rests on: corpora, an address, another alias, a language; empty for none."""


def read_aliases(folder: Path = FOLDER) -> list[Alias]:
    """Return all rows, in their order."""
    with (folder / "aliases.csv").open(encoding="utf-8", newline="") as lines:
        return [Alias(**row) for row in csv.DictReader(lines)]


def read_agencies(folder: Path = FOLDER) -> dict[str, dict[str, str]]:
    """Return the rows of agencies.csv by their ids."""
    with (folder / "agencies.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def write_aliases(aliases: Iterable[Alias], folder: Path = FOLDER) -> None:
    """Write all rows."""
    with (folder / "aliases.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(_HEAD)
        writer.writerows([row.agency, row.alias, row.ambiguous, row.evidence, row.source] for row in aliases)


def by_agency(aliases: Iterable[Alias]) -> Iterator[tuple[str, list[Alias]]]:
    """Yield each agency's id with its rows."""
    found: dict[str, list[Alias]] = {}
    for row in aliases:
        found.setdefault(row.agency, []).append(row)
    yield from found.items()
