"""Find the place that a dateline names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from newscrawl.tags import primary_language

from .choose import Area, Candidate, Hints, areas, candidates, likely, ranked, widened, within
from .fold import fold
from .gazetteer import Gazetteer, gazetteer
from .place import Place
from .spellings import spellings, with_region

MAX_LENGTH = 100
"""Characters of a name; no place has more."""


def find_place(
    name: str, *, region: str | None = None, language: str | None = None, near: str | None = None
) -> Place | None:
    """Return the place that `name` most likely means, or None if it is empty, too long or unknown.

    `region` is what is printed behind it, in any language: "Ill.", "B.C.", "Italia", "Tuscany, Italy". A place outside
    of a known region is never returned; an unknown region counts for nothing. `language` is a BCP 47 tag, `near` the
    country of the outlet (ISO 3166-1 alpha-2): both help to choose between namesakes, neither excludes any.

    >>> find_place("WENEN", language="nl").name
    'Vienna'
    >>> find_place("PARIS", region="Texas").country, find_place("Paris", near="US").country
    ('US', 'FR')
    """
    return _find(name, region, Hints(primary_language(language), _country(near)))


def find_places(
    names: Sequence[str],
    *,
    regions: Sequence[str | None] | None = None,
    language: str | None = None,
    near: str | None = None,
) -> tuple[Place | None, ...]:
    """Return the places of one dateline, aligned with `names`: those that are sure help to choose the others.

    `regions` is aligned with `names` too, and may be shorter.

    >>> [place.name for place in find_places(["DALLAS", "ARLINGTON"])]
    ['Dallas', 'Arlington']
    """
    printed = [*(regions or ()), *[None] * len(names)][: len(names)]
    hints = Hints(primary_language(language), _country(near))
    alone = [_find(name, region, hints) for name, region in zip(names, printed, strict=True)]
    found = []
    for at, (name, region, place) in enumerate(zip(names, printed, alone, strict=True)):
        sure = {other.country for other in _without(alone, at) if other and other.candidates == 1}
        if place and place.candidates > 1 and sure:
            beside = frozenset(country for country in sure if country)
            place = _find(name, region, Hints(hints.language, hints.near, beside))
        found.append(place)
    return tuple(found)


def _without(places: list[Place | None], at: int) -> Iterable[Place | None]:
    return (place for number, place in enumerate(places) if number != at)


def _country(code: str | None) -> str | None:
    return {"UK": "GB"}.get(code.upper(), code.upper()) if code else None


@lru_cache(4096)
def _find(name: str, region: str | None, hints: Hints) -> Place | None:
    if not name or len(name) > MAX_LENGTH:
        return None
    table = gazetteer()
    if region is None:
        if place := _of_name(table, name, [], hints):
            return place
        if divided := with_region(name):
            return _find(divided[0], divided[1], hints)
    elif place := _of_name(table, name, _printed(table, region), hints):
        return place
    head, slash, _ = name.partition("/")
    return _find(head, region, hints) if slash else None


def _of_name(table: Gazetteer, name: str, printed: list[tuple[Area, ...]], hints: Hints) -> Place | None:
    key = fold(name)
    if not key:
        return None
    for limits in (printed, widened(table, printed)) if printed else ([],):
        for spelling in spellings(key):
            if found := within(candidates(table, spelling, hints), limits):
                return _to_place(table, ranked(found))
    return None


def _printed(table: Gazetteer, region: str) -> list[tuple[Area, ...]]:
    """Return the areas of each part of a printed region that is known; a part may mean several."""
    if len(region) > MAX_LENGTH:
        return []
    found = []
    for part in region.split(","):
        for spelling in spellings(fold(part)):
            if known := areas(table, spelling):
                found.append(known)
                break
    return found


def _to_place(table: Gazetteer, found: list[Candidate]) -> Place:
    best = found[0]
    record = best.record
    return Place(
        table.name(best.number),
        record.country,
        record.latitude,
        record.longitude,
        record.geonames_id,
        likely(found),
        record.kind,
    )
