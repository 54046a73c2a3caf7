"""What is known of a place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, as the gazetteer has it."""

    name: str
    """In English where English has a name for it, else as it is called there."""
    country: str | None
    """ISO 3166-1 alpha-2 (XK for Kosovo); None for seas and for regions of several countries."""
    latitude: float
    """WGS 84 degrees, north is positive; of an area, about where its people live."""
    longitude: float
    """WGS 84 degrees, east is positive."""
    geonames_id: int | None
    """Identifier at geonames.org; None for most places that are kept by hand."""
    candidates: int
    """How many places the name could mean after region, outlet and language were used: 1 is sure."""
    kind: str
    """town, country, region, island, sea, historic (a country of the past) or seat (of an organization)."""
