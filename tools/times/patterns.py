"""Part CLDR's date and time patterns ("d 'de' MMMM 'de' y") into fields and what stands between them."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"'((?:[^']|'')+)'|('')|([A-Za-z])\3*|([^A-Za-z']+)")


class Part(NamedTuple):
    """A field ("MMMM") or the literal text between two."""

    field: str
    literal: str


def parts(pattern: str) -> list[Part]:
    """Return fields and literals in turn.

    >>> [part.field or part.literal for part in parts("d 'de' MMMM")]
    ['d', ' de ', 'MMMM']
    """
    found: list[Part] = []
    for match in _TOKEN.finditer(pattern):
        quoted, apostrophe, letter, other = match.groups()
        if letter:
            found.append(Part(match[0], ""))
            continue
        text = quoted.replace("''", "'") if quoted else "'" if apostrophe else other
        if found and found[-1].literal:
            text = found.pop().literal + text
        found.append(Part("", text))
    return found


def order(pattern: str) -> str | None:
    """Return the order of a numeric date: "dmy", "mdy", "ymd"; None for any other.

    >>> order("dd.MM.y"), order("M/d/yy"), order("MMMM y")
    ('dmy', 'mdy', None)
    """
    letters = "".join(part.field[0] for part in parts(pattern) if part.field and part.field[0] in "yMLd")
    found = letters.lower().replace("l", "m")
    return found if found in ("dmy", "mdy", "ymd") else None


def words_in(literal: str) -> list[str]:
    """Return a literal without the signs around it, twice if a full stop belongs to it.

    >>> words_in(" г. "), words_in(" de "), words_in(", ")
    (['г.', 'г'], ['de'], [])
    """
    text = literal.strip(" \u00a0\u202f,،、;:-/")
    bare = text.strip(". ")
    if not any(character.isalpha() for character in bare) or set(bare) & set("()#"):
        return []
    return [text.lstrip(". "), bare] if text.endswith(".") else [bare]
