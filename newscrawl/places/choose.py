"""Which of the places of one name is meant."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from .gazetteer import ALTERNATE, AREA_ONLY, KNOWN, PRIMARY, Gazetteer, Record, language_key

# All are decimal logarithms, as the weights are: 1.0 outweighs ten times as many people.
BONUS = {PRIMARY: 1.2, KNOWN: 1.0, ALTERNATE: -1.3}
"""A place's own name beats one that it has in some list only: Islamabad is not Chattogram, Philadelphia not Amman."""
_AREAS = ("country", "region", "island")
LANGUAGE_BONUS = 1.5
NEAR_BONUS = 0.8
"""For the outlet's country, on top of that for its continent: lets Birmingham be the one in Alabama for a paper of the
United States, and leaves Paris in France and Melbourne in Australia."""
CONTINENT_BONUS = 0.6
"""For the outlet's continent: Valencia is the one in Spain for a paper of Germany."""
BESIDE_BONUS = 1.2
"""For the country of the dateline's other places."""
SAME_DEGREES = 0.3
"""Towns of one name and country that near to each other (30 km) are one place."""
SURE = 1.2
"""A place that much less likely than the best one is no candidate."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What besides the name helps to tell which place is meant."""

    language: str | None = None
    near: str | None = None
    beside: frozenset[str] = frozenset()
    """Countries of the other places of the dateline."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean, and how likely it is meant."""

    number: int
    record: Record
    score: float


@dataclass(frozen=True, slots=True)
class Area:
    """A country, several, or a first-level unit, as printed behind a town."""

    countries: frozenset[str]
    unit: int
    """0 for whole countries."""

    def holds(self, record: Record) -> bool:
        """Return whether a place lies in the area."""
        return record.country in self.countries and self.unit in (0, record.unit)


def areas(table: Gazetteer, key: str) -> tuple[Area, ...]:
    """Return what a folded name means behind a town; empty if it is no country, state or province."""
    found = []
    for number, _ in table.find(key):
        record = table.record(number)
        if record.kind in (*_AREAS, "historic") and (area := _area(table, number, record)):
            found.append(area)
    return tuple(found)


def _area(table: Gazetteer, number: int, record: Record) -> Area | None:
    if covers := table.covers.get(number):
        return Area(covers, 0)
    return Area(frozenset({record.country}), record.unit) if record.country else None


def candidates(table: Gazetteer, key: str, hints: Hints) -> list[Candidate]:
    """Return the places that a folded name can mean, the likeliest first."""
    spoken = {n for n, _ in table.find(language_key(hints.language, key))} if hints.language else frozenset()
    home = table.continent(hints.near) or "nowhere"
    found = []
    for number, role in table.find(key):
        if role != AREA_ONLY:
            record = table.record(number)
            score = record.weight + BONUS[role] + LANGUAGE_BONUS * (number in spoken)
            score += NEAR_BONUS * (record.country is not None and record.country == hints.near)
            score += CONTINENT_BONUS * (table.continent(record.country) == home)
            score += BESIDE_BONUS * (record.country in hints.beside)
            found.append(Candidate(number, record, score))
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.number))


def within(found: Iterable[Candidate], printed: Iterable[tuple[Area, ...]]) -> list[Candidate]:
    """Return those that lie in one of the areas of each printed region."""
    return [
        candidate
        for candidate in found
        if all(any(area.holds(candidate.record) for area in areas) for areas in printed)
    ]


def widened(table: Gazetteer, printed: Iterable[tuple[Area, ...]]) -> list[tuple[Area, ...]]:
    """Return the areas with what is at times printed as part of them: Hong Kong, China; Pristina, Serbia."""
    return [
        tuple(
            Area(area.countries.union(*(table.kin.get(code, ()) for code in area.countries)), 0)
            for area in areas
        )
        for areas in printed
    ]


def ranked(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates with the town before the area that it lies in: Luxembourg, Kuwait, New York."""
    best = found[0]
    if best.record.kind in _AREAS:
        for other in found:
            if (
                other.record.kind == "town"
                and other.score > best.score - SURE
                and _is_same(best.record, other.record)
            ):
                return [other, *(candidate for candidate in found if candidate is not other)]
    return found


def likely(found: list[Candidate]) -> int:
    """Return how many places the candidates, the best first, are that cannot be ruled out.

    A town, its suburb of the same name and the province around it are one.
    """
    best = found[0]
    others = [candidate for candidate in found[1:] if candidate.score > best.score - SURE]
    return 1 + sum(not _is_same(best.record, other.record) for other in others)


def _is_same(one: Record, other: Record) -> bool:
    if one.country != other.country:
        return False
    if one.kind in _AREAS or other.kind in _AREAS:
        return one.unit == other.unit or 0 in (one.unit, other.unit)
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return math.hypot(north, east) < SAME_DEGREES
