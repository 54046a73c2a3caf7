"""What is done when all names are gathered: Chinese in both scripts, and names that a neighbour bears taken away."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from newscrawl.places.gazetteer import ALTERNATE, PRIMARY
from tools.places.draft import Draft, Spot

_HAN = re.compile("[\u4e00-\u9fff]+")
_MARKS = re.compile("[\u0300-\u036f\u02bb-\u02bf\u2018]")
_ROMANIZED = frozenset(
    "AE AF BD BH DZ EG EH IL IN IQ IR JO JP KP KR KW LB LK LY MA MM MR NP OM PK PS QA SA SD SO SY TN YE".split()
)
_NEIGHBOUR_DEGREES = 0.5


def read_scripts(folder: Path) -> tuple[dict[int, str], dict[int, str]]:
    """Return the tables of traditional to simplified characters and back, the first choice of each."""
    tables = []
    for name in ("TSCharacters.txt", "STCharacters.txt"):
        lines = (folder / "opencc" / "dictionary" / name).read_text(encoding="utf-8").splitlines()
        pairs = (line.split("\t") for line in lines if "\t" in line)
        tables.append({ord(one): others.split()[0] for one, others in pairs if len(one) == 1})
    return tables[0], tables[1]


def add_scripts(draft: Draft, simplified: dict[int, str], traditional: dict[int, str]) -> None:
    """Add each name in Chinese characters in the other script."""
    for spot in draft.spots:
        for key in [key for key in spot.roles if _HAN.fullmatch(key)]:
            for table in (simplified, traditional):
                other = key.translate(table)
                if other not in spot.roles:
                    spot.roles[other] = spot.roles[key]
                    spot.languages[other] |= spot.languages.get(key, set())


def drop_neighbours(draft: Draft) -> None:
    """Take alternate names from a town that are the own names of one beside it: Victoria of Hong Kong."""
    owners: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    towns = [spot for spot in draft.spots if spot.kind == "town"]
    for spot in towns:
        for key, role in spot.roles.items():
            if role == PRIMARY:
                owners[spot.country, key].append(spot)
    for spot in towns:
        for key in [key for key, role in spot.roles.items() if role == ALTERNATE]:
            if any(_is_beside(spot, owner) for owner in owners.get((spot.country, key), ())):
                del spot.roles[key]
                spot.languages.pop(key, None)


def plain_names(draft: Draft) -> None:
    """Take romanizers' marks off names where the script is not Latin: Khān Yūnis, Al Ḩudaydah, Mahārāshtra."""
    for spot in draft.spots:
        if spot.country in _ROMANIZED and not spot.name.isascii():
            taken_apart = unicodedata.normalize("NFD", spot.name)
            spot.name = unicodedata.normalize("NFC", _MARKS.sub("", taken_apart)).replace("\u2019", "'")


def _is_beside(one: Spot, other: Spot) -> bool:
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return one is not other and math.hypot(one.latitude - other.latitude, east) < _NEIGHBOUR_DEGREES
