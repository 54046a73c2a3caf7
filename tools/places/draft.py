"""Places and their names while they are gathered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from newscrawl.places.fold import fold
from newscrawl.places.gazetteer import ALTERNATE, PRIMARY


@dataclass(slots=True)
class Spot:
    """A place: a town, country, region, sea."""

    name: str
    country: str
    """ISO 3166-1 alpha-2; empty where it is in none or in several."""
    unit: str
    """GeoNames code of its first-level unit, as in "US.IL"; empty for countries and what has none."""
    latitude: float
    longitude: float
    geonames_id: int
    """0 where there is none."""
    kind: str = "town"
    weight: float = 0.0
    covers: tuple[str, ...] = ()
    """Countries that an area of several ones consists of, or consisted of."""
    in_use: bool = False
    """Whether it is in a table of towns that datelines name."""
    roles: dict[str, int] = field(default_factory=dict)
    """Folded names with the best role of each."""
    languages: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Folded names with the languages they are names in."""

    def add(self, name: str, role: int, language: str = "") -> None:
        """Add a name; the better of two roles stays."""
        if key := fold(name):
            self.roles[key] = min(role, self.roles.get(key, role))
            if language:
                self.languages[key].add(language.partition("-")[0])


@dataclass(slots=True)
class Draft:
    """All places, and the ways to find one of them."""

    spots: list[Spot] = field(default_factory=list)
    countries: dict[str, Spot] = field(default_factory=dict)
    units: dict[str, Spot] = field(default_factory=dict)
    """First-level units by their ISO 3166-2 code."""
    continents: dict[str, str] = field(default_factory=dict)
    """By country."""
    _towns: dict[tuple[str, str], list[Spot]] = field(default_factory=dict)

    def put(self, spot: Spot) -> Spot:
        """Add a place under its own name."""
        spot.add(spot.name, PRIMARY)
        self.spots.append(spot)
        return spot

    def town(self, name: str, country: str) -> Spot | None:
        """Return the greatest town of a country that has this name; an alternate name counts for a hundredth.

        Names count that towns had when this was first asked.
        """
        key = fold(name)
        if not self._towns:
            for spot in self.spots:
                if spot.kind == "town":
                    for known in spot.roles:
                        self._towns.setdefault((spot.country, known), []).append(spot)
        found = self._towns.get((country, key), [])
        return max(
            found, key=lambda s: (s.weight - 2 * (s.roles[key] == ALTERNATE), -s.geonames_id), default=None
        )
