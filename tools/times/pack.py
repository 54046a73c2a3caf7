"""Turn drafts into tables and pack them into one file, the same bytes for the same words."""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from tools.times.draft import Draft

FORMAT = 1
_LISTED = {"months": 12, "weekdays": 7, "persian": 12, "hijri": 12}
_INDEXED = tuple(
    "units past_units past said frames bare_frames less_frames less_said rough_said days last counted rough".split()
)
_INDEXED_WORDS = ("just_now", "seconds")
_INDEXED_CALENDAR = ("months", "weekdays", "persian", "hijri")
# Scripts that do not part words by spaces: Thai to Tibetan, Burmese, Khmer, kana and Han characters, Yi.
_UNSPACED = ((0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x9FFF), (0xA000, 0xA4CF))


def to_table(draft: Draft) -> dict[str, Any]:
    """Return the table of a draft as the engine reads it."""
    table: dict[str, Any] = dict(draft.scalars)
    for path in draft.words:
        words = draft.ranked(path)
        if words and not path[0].startswith("_"):
            _put(table, path, words)
    return table


def _put(table: dict[str, Any], path: tuple[str, ...], words: list[str]) -> None:
    if len(path) == 1:
        table[path[0]] = words
        return
    group = table.setdefault(path[0], {})
    if len(path) == 2:
        group[path[1]] = words
    else:
        group.setdefault(path[1], [[] for _ in range(_LISTED[path[1]])])[int(path[2])] = words


def pack(tables: Mapping[str, Mapping[str, Any]], aliases: Mapping[str, str], cldr: str) -> bytes:
    """Return the file: a line of JSON that tells where each block is, then the blocks."""
    blocks = [(language, _squeeze(tables[language])) for language in sorted(tables)]
    words = _squeeze(index(tables))
    places, at = {}, 0
    for language, block in blocks:
        places[language] = [at, len(block)]
        at += len(block)
    head = {
        "version": FORMAT,
        "cldr": cldr,
        "aliases": dict(aliases),
        "languages": places,
        "words": [at, len(words)],
    }
    return _compact(head) + b"\n" + b"".join(block for _, block in blocks) + words


def unpack(packed: bytes) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    """Return head, tables and index of a packed file."""
    line, _, body = packed.partition(b"\n")
    head = json.loads(line)

    def block(place: list[int]) -> Any:
        return json.loads(zlib.decompress(body[place[0] : sum(place)]))

    tables = {language: block(place) for language, place in head["languages"].items()}
    return head, tables, block(head["words"])


def _compact(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _squeeze(data: Any) -> bytes:
    return zlib.compress(_compact(data), 9)


def index(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the languages by the first word of each phrase, for texts whose language is unknown."""
    found: dict[str, set[str]] = {}
    for language, table in tables.items():
        for phrase in _phrases(table):
            if word := first_word(phrase):
                found.setdefault(word, set()).add(language)
    return {word: " ".join(sorted(languages)) for word, languages in found.items()}


def _phrases(table: Mapping[str, Any]) -> Iterable[str]:
    groups = [table.get(key, {}).values() for key in _INDEXED]
    groups.append([table.get("words", {}).get(key, ()) for key in _INDEXED_WORDS])
    calendar = table.get("calendar", {})
    groups.extend(calendar.get(key, ()) for key in _INDEXED_CALENDAR)
    return (phrase for group in groups for phrases in group for phrase in phrases)


def first_word(phrase: str) -> str:
    """Return the first run of letters; the first letter alone where words are not parted.

    >>> first_word("vor # stunden"), first_word("#分钟前"), first_word("# uur")
    ('vor', '分', 'uur')
    """
    run = ""
    for character in phrase:
        if not (character.isalpha() or (run and unicodedata.category(character)[0] == "M")):
            if run:
                break
            continue
        run += character
        if any(low <= ord(character) <= high for low, high in _UNSPACED):
            break
    return run
