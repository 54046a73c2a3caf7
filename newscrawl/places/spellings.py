"""Other spellings under which a printed name may be known, the nearest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUALIFIED = re.compile(r"([^()（）]{2,60}?)\s?[(（]([^()（）]{2,40})[)）]\s*")  # Padua (Italia)
_UMLAUTS = re.compile("([aou])e(?!$)|aa")  # MUENCHEN, DUESSELDORF, AARHUS
_ARTICLES = ("the ", "la ", "le ", "el ", "de ", "los ", "las ", "les ")
_SUFFIXES = ("市", "시", "県", "省", "都", "府")  # 上海市 and 上海
# BLOOMFIELD TOWNSHIP; JABALYA REFUGEE CAMP; Lugo province
_KINDS = re.compile(
    r"(.{3,60}?) (?:township|(?:refugee |displaced )?camp|(?:air|naval|military) base|airport|airbase|city|county|"
    r"village|province|region|district|governorate|state|oblast|valley|island)"
)
_NEAR = re.compile(
    r"(?:near|outside|off|at|in|northern|southern|eastern|western|central|north|south|east|west|downtown|"
    r"bei|nahe|près de|cerca de|nabij|bij) (.{2,60})"
)


def with_region(name: str) -> tuple[str, str] | None:
    """Divide a name that carries its region: "Padua (Italia)", "Florence, Tuscany, Italy"; None if it does not.

    >>> with_region("Padua (Italia)"), with_region("Florence, Tuscany, Italy"), with_region("Berlin")
    (('Padua', 'Italia'), ('Florence', 'Tuscany, Italy'), None)
    """
    if match := _QUALIFIED.fullmatch(name):
        return match[1], match[2]
    head, comma, tail = name.partition(",")
    return (head, tail.strip()) if comma and head.strip() and tail.strip() else None


def spellings(key: str) -> Iterator[str]:
    """Yield a folded name and what it may be a variant of, the surest first."""
    yield key
    if "ae" in key or "oe" in key or "ue" in key or "aa" in key:
        yield _UMLAUTS.sub(lambda match: match[1] or "a", key)
    for article in _ARTICLES:
        if key.startswith(article) and len(key) > len(article) + 2:
            yield key[len(article) :]
    if key[-1:] in _SUFFIXES and len(key) > 2:
        yield key[:-1]
    elif key and "\u2e80" <= key[-1] <= "\u9fff":
        yield key + "市"
    if match := _KINDS.fullmatch(key):
        yield match[1]
    if match := _NEAR.fullmatch(key):
        yield match[1]
