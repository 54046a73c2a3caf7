"""The gazetteer's file: which places a name can mean, and what is known of each.

Names are not kept, only 40 bits of their hash: the first 16 say in which bucket a name is, the other 24 tell it from
the few others there. A name that is not in the file is taken for one that is once in a million times.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

FORMAT = 1
KEY_BYTES = VALUE_BYTES = 3
INDEX_BITS = 18
"""Of a value; the bits above are the role."""
PRIMARY, KNOWN, ALTERNATE, AREA_ONLY = range(4)
"""Roles of a name: the place's own or its English one; in common use somewhere; any other; only behind a town."""
KINDS = ("town", "country", "region", "island", "sea", "historic", "seat")
RECORD = struct.Struct("<3s3s3sBHBB")
"""Latitude, longitude, GeoNames id (24 bits each), country, first-level unit, weight, kind."""
DEGREES = 1 << 23
"""Coordinates are kept as this part of half a turn, plus half: two metres exact."""
WEIGHT_STEPS = 20
NAMES_A_BLOCK = 64
_BUCKET = struct.Struct("<II")


def digest(key: str) -> tuple[int, bytes]:
    """Return the bucket of a key, and its bytes in there."""
    hashed = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=2 + KEY_BYTES).digest()
    return int.from_bytes(hashed[:2], "big"), hashed[2:]


def language_key(language: str, key: str) -> str:
    """Return the key of a name that is a name in this language."""
    return f"{language}\x1f{key}"


@dataclass(frozen=True, slots=True)
class Record:
    """A place as the file has it."""

    latitude: float
    longitude: float
    geonames_id: int | None
    country: str | None
    unit: int
    """Number of its first-level unit (state, province), 0 where none is known or it is a country."""
    weight: float
    """How often it is meant, as a decimal logarithm."""
    kind: str


class Gazetteer:
    """The file's bytes, read where they are needed."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of a file; raises ValueError if they are of another format."""
        end = data.index(b"\n")
        head = json.loads(data[:end])
        if head["format"] != FORMAT:
            raise ValueError(f"gazetteer of format {head['format']}, expected {FORMAT}")
        self._data = data
        self._at = {name: end + 1 + start for name, start in head["sections"].items()}
        self._countries: list[str] = head["countries"]
        self._continents: dict[str, str] = head["continents"]
        self.places: int = head["places"]
        self.covers: dict[int, frozenset[str]] = {int(n): frozenset(c) for n, c in head["covers"].items()}
        """Countries that an area of several ones consists of, by its number."""
        self.kin: dict[str, frozenset[str]] = {code: frozenset(codes) for code, codes in head["kin"].items()}
        """Countries that are at times printed as part of another one, by that one."""

    def continent(self, country: str | None) -> str | None:
        """Return the continent of a country by its code, None where there is none."""
        return self._continents.get(country) if country else None

    def find(self, key: str) -> list[tuple[int, int]]:
        """Return number and role of each place that a folded name can mean, in the order of numbers."""
        bucket, wanted = digest(key)
        data, keys, values = self._data, self._at["keys"], self._at["values"]
        first, last = _BUCKET.unpack_from(data, self._at["buckets"] + 4 * bucket)
        start, end = keys + KEY_BYTES * first, keys + KEY_BYTES * last
        at = data.find(wanted, start, end)
        while at >= 0 and (at - start) % KEY_BYTES:  # found across two keys
            at = data.find(wanted, at + 1, end)
        found = []
        while 0 <= at < end and data[at : at + KEY_BYTES] == wanted:
            where = values + (at - keys)
            value = int.from_bytes(data[where : where + VALUE_BYTES], "little")
            found.append((value & ((1 << INDEX_BITS) - 1), value >> INDEX_BITS))
            at += KEY_BYTES
        return found

    def record(self, number: int) -> Record:
        """Return what is known of a place, all but its name."""
        latitude, longitude, identifier, country, unit, weight, kind = RECORD.unpack_from(
            self._data, self._at["records"] + RECORD.size * number
        )
        return Record(
            _degrees(latitude, 90),
            _degrees(longitude, 180),
            int.from_bytes(identifier, "little") or None,
            self._countries[country] or None,
            unit,
            weight / WEIGHT_STEPS,
            KINDS[kind],
        )

    def name(self, number: int) -> str:
        """Return the name of a place."""
        block, line = divmod(number, NAMES_A_BLOCK)
        return self._names(block)[line]

    def _names(self, block: int) -> list[str]:
        start, end = _BUCKET.unpack_from(self._data, self._at["blocks"] + 4 * block)
        return _unpack(self._data[self._at["names"] + start : self._at["names"] + end])


@lru_cache(256)
def _unpack(block: bytes) -> list[str]:
    return zlib.decompress(block).decode().split("\n")


def _degrees(packed: bytes, limit: int) -> float:
    return round((int.from_bytes(packed, "little") / DEGREES - 1) * limit, 4)


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the package, read once."""
    return Gazetteer(files(__package__).joinpath("gazetteer.bin").read_bytes())
