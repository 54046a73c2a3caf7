"""The words of every language, in one file made ahead (`tools/times`) and read when first asked for.

The file is a line of JSON that says where each language's block lies, and the blocks: JSON, deflated.
"""

from __future__ import annotations

import json
import re
import zlib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
ROOT = "und"
"""What CLDR prints in a language that it has no words of: "-5 min"."""

ENGLISH = "en"
"""What formatters fall back to, whatever the language of a site."""

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_].{0,40})?", re.DOTALL)
_KNOWN = 512  # tags come from pages too: a cache of them must not grow without end


class _File(NamedTuple):
    header: dict[str, Any]
    blocks: bytes

    def block(self, offset: int, length: int) -> Any:
        return json.loads(zlib.decompress(self.blocks[offset : offset + length]))


@cache
def _file() -> _File:
    # Part of the package, also within a zipped egg, where no path leads to it.
    header, _, blocks = files("newscrawl.times").joinpath("tables.bin").read_bytes().partition(b"\n")
    return _File(json.loads(header), blocks)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a table, in alphabetical order.

    >>> "nl" in languages()
    True
    """
    return tuple(sorted(set(_file().header["languages"]) - {ROOT}))


def load_table(language: str) -> dict[str, Any]:
    """Return the table of one of `languages()`; its keys are those of `tools/times/languages/nl.toml`."""
    return cast(dict[str, Any], _file().block(*_file().header["languages"][language]))


@cache
def load_index() -> dict[str, str]:
    """Return the languages (parted by spaces) that have a phrase which begins with a word, by that word."""
    return cast(dict[str, str], _file().block(*_file().header["words"]))


@lru_cache(maxsize=_KNOWN)
def find_language(tag: str) -> str | None:
    """Return the language of a BCP 47 `tag` if it has a table.

    >>> find_language("nl-BE"), find_language("no"), find_language("qaa"), find_language("")
    ('nl', 'nb', None, None)
    """
    match = _TAG.fullmatch(tag)
    language = match[1].lower() if match else ""
    language = _file().header["aliases"].get(language, language)
    return language if language in languages() else None
