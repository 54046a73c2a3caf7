"""Pack places into one file, the same bytes for the same places."""

from __future__ import annotations

import json
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newscrawl.places.gazetteer import (
    DEGREES,
    FORMAT,
    INDEX_BITS,
    KEY_BYTES,
    KINDS,
    NAMES_A_BLOCK,
    PRIMARY,
    RECORD,
    VALUE_BYTES,
    WEIGHT_STEPS,
    digest,
    language_key,
)
from tools.places.draft import Spot

_BUCKETS = 1 << 16


def pack(spots: Sequence[Spot], kin: Mapping[str, Sequence[str]], continents: Mapping[str, str]) -> bytes:
    """Return the file; raises ValueError if there are more places than it can hold."""
    if len(spots) >= 1 << INDEX_BITS:
        raise ValueError(f"{len(spots)} places, the format holds {1 << INDEX_BITS}")
    # By country and unit, then by name: alike names stand together and compress better.
    ordered = sorted(
        spots, key=lambda s: (s.kind == "town", s.country, s.unit, s.name, s.geonames_id, s.kind)
    )
    countries = ["", *sorted({spot.country for spot in ordered} - {""})]
    sections = {**_index(ordered), **_names(ordered), "records": _records(ordered, countries)}
    starts, at = {}, 0
    for name, section in sections.items():
        starts[name] = at
        at += len(section)
    head = {
        "format": FORMAT,
        "places": len(ordered),
        "countries": countries,
        "covers": {str(n): list(spot.covers) for n, spot in enumerate(ordered) if spot.covers},
        "kin": {code: list(codes) for code, codes in sorted(kin.items())},
        "continents": dict(sorted(continents.items())),
        "sections": starts,
    }
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return line.encode() + b"\n" + b"".join(sections.values())


def _index(spots: Sequence[Spot]) -> dict[str, bytes]:
    buckets: list[list[tuple[bytes, int]]] = [[] for _ in range(_BUCKETS)]
    for key, value in _entries(spots):
        bucket, rest = digest(key)
        buckets[bucket].append((rest, value))
    starts, keys, values = [0], bytearray(), bytearray()
    for entries in buckets:
        for rest, value in sorted(set(entries)):
            keys += rest
            values += value.to_bytes(VALUE_BYTES, "little")
        starts.append(len(keys) // KEY_BYTES)
    return {"buckets": struct.pack(f"<{len(starts)}I", *starts), "keys": bytes(keys), "values": bytes(values)}


def _entries(spots: Sequence[Spot]) -> Iterable[tuple[str, int]]:
    """Yield keys with number and role; names of a language only where a name has several places."""
    homes: dict[str, int] = defaultdict(int)
    for spot in spots:
        for key in spot.roles:
            homes[key] += 1
    for number, spot in enumerate(spots):
        for key, role in spot.roles.items():
            yield key, number | role << INDEX_BITS
        for key, languages in spot.languages.items():
            # A place's own name needs no such help: Córdoba is Spanish in Argentina and in Spain.
            if homes[key] > 1 and spot.roles[key] != PRIMARY:
                for language in languages:
                    yield language_key(language, key), number


def _names(spots: Sequence[Spot]) -> dict[str, bytes]:
    starts, names = [0], bytearray()
    for at in range(0, len(spots), NAMES_A_BLOCK):
        names += zlib.compress("\n".join(spot.name for spot in spots[at : at + NAMES_A_BLOCK]).encode(), 9)
        starts.append(len(names))
    return {"blocks": struct.pack(f"<{len(starts)}I", *starts), "names": bytes(names)}


def _records(spots: Sequence[Spot], countries: Sequence[str]) -> bytes:
    numbers = {code: number for number, code in enumerate(countries)}
    units = {code: number for number, code in enumerate(["", *sorted({s.unit for s in spots} - {""})])}
    return b"".join(
        RECORD.pack(
            _turn(spot.latitude, 90),
            _turn(spot.longitude, 180),
            spot.geonames_id.to_bytes(3, "little"),
            numbers[spot.country],
            units[spot.unit],
            min(255, max(0, round(spot.weight * WEIGHT_STEPS))),
            KINDS.index(spot.kind),
        )
        for spot in spots
    )


def _turn(degrees: float, limit: int) -> bytes:
    return min(2 * DEGREES - 1, round((degrees / limit + 1) * DEGREES)).to_bytes(3, "little")
