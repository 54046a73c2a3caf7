"""Names of zones that texts print. An offset in the text wins over the zone of the outlet."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# RFC 2822 (North American names), and the European, Asian and Australian ones that news sites print.
# Left out where a name has several meanings that are all in use: IST, AST, SST, BRT.
HOURS = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1,
    "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "MEZ": 1, "MESZ": 2, "HNEC": 1, "HAEC": 2,
    "EET": 2, "EEST": 3, "OEZ": 2, "OESZ": 3, "MSK": 3, "SAST": 2, "EAT": 3, "WAT": 1,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "PKT": 5, "WIB": 7, "WITA": 8, "WIT": 9, "MYT": 8, "PHT": 8, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13,
}  # fmt: skip
# Names that follow the clock of a place through the year.
PLACES = {"ET": "America/New_York", "PT": "America/Los_Angeles"}

_WORDS = "|".join(sorted([*HOURS, *PLACES], key=len, reverse=True))
ZONE = rf"(?:(?:{_WORDS})(?![a-z])(?:[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)?|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)(?![0-9:])"
"""Pattern of a zone: CET, GMT+1, UTC+05:30, +0100, Z. For re.IGNORECASE, or as ZONE.lower() for folded text."""

_PARTS = re.compile(r"([A-Z]*)(?:([+-])([0-9]{1,2})(?::?([0-9]{2}))?)?")
_WIDEST = timedelta(hours=14)  # Kiribati


def parse_zone(text: str) -> tzinfo | None:
    """Return the zone that `text` names, or None if it is none.

    >>> parse_zone("CEST")
    datetime.timezone(datetime.timedelta(seconds=7200))
    >>> parse_zone("GMT-3")
    datetime.timezone(datetime.timedelta(days=-1, seconds=75600))
    >>> parse_zone("+99:00")
    """
    parts = _PARTS.fullmatch(text.upper())
    if parts is None or not text:
        return None
    name, sign, hours, minutes = parts.groups()
    if name in PLACES and sign is None:
        return ZoneInfo(PLACES[name])
    if name and name not in HOURS:
        return None
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if sign == "-":
        offset = -offset
    offset += timedelta(hours=HOURS[name] if name else 0)
    return timezone(offset) if abs(offset) <= _WIDEST else None
