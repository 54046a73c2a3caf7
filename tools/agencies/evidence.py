"""Finds what the agency's name and its other aliases say for an alias: computed, so that a test can do it again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from babel import Locale

from newscrawl.datelines.tables import folded
from tools.agencies.sounds import script, skeleton
from tools.agencies.table import Alias

_WORD = re.compile(r"[^\W_]+")
_IN_PARENTHESES = re.compile(r"\s?\(.*?\)")
_LOCALES = (
    "en fr es pt it de nl da nb sv fi pl cs sk hu ro tr ru uk be bg sr hr sl ar fa he hi bn th vi id".split()
)
_UNSPACED = {"zh": "CJK", "zh_Hant": "CJK", "ja": "CJK", "ko": "HANGUL"}
_CODE = 8
"""Letters that initials may have."""
_NO_INITIALS = ("CJK", "KATAKANA", "HANGUL", "DEVANAGARI", "BENGALI", "THAI")
_ALIKE = 0.8
"""How much of two skeletons must agree."""


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return {key: frozenset(map(folded, text.split())) for key, text in table.items() if key != "han"}


@cache
def _han() -> dict[int, str]:
    table = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return {ord(other): pair[0] for pair in table["han"].split() for other in pair[1:]}


def squashed(name: str) -> str:
    """Return the letters and digits of `name` without case, accents and differences of Chinese characters.

    >>> squashed("Business-Wire"), squashed("德國新聞社")
    ('businesswire', '德国新闻社')
    """
    return "".join(_WORD.findall(folded(name.translate(_han())))).translate(_han())


def official(name: str) -> str:
    """Return the name without what tells it from a namesake: Trend (Azerbaijan)."""
    return _IN_PARENTHESES.sub("", name)


def is_name(alias: str, name: str) -> bool:
    """Return whether the alias is the official name, or differs from it in case and accents only."""
    return folded(alias) in (folded(name), folded(official(name)))


def is_spelling(alias: str, other: str) -> bool:
    """Return whether two aliases have the same letters."""
    return squashed(alias) == squashed(other) != ""


def is_initials(alias: str, name: str) -> bool:
    """Return whether `alias` is made of the first letters, one to three of each, of the words of `name`.

    >>> is_initials("ČTK", "Česká tisková kancelář"), is_initials("KUNA", "Kuwait News Agency")
    (True, True)
    >>> is_initials("UPI", "United Press")
    False
    """
    words = [word for word in _WORD.findall(_plain(name)) if word not in _words()["small"]]
    parts = _WORD.findall(_plain(alias))
    letters = "".join(parts)
    if len(words) < 2 or not 1 < len(letters) <= _CODE or script(alias) in _NO_INITIALS:
        return False
    spelled = len(parts) > 1 and " " in alias.strip() and max(map(len, parts)) > 1
    if spelled or min(map(len, words)) == 1 or letters in words:
        return False
    return _is_made_of(letters, words)


def _plain(name: str) -> str:
    return re.sub(r"\bال(?=\w{3})", "", folded(re.sub("['’]", " ", name)).replace("-", " "))


def _is_made_of(letters: str, words: list[str]) -> bool:
    if not words:
        return not letters
    return any(
        letters[:size] == words[0][:size] and _is_made_of(letters[size:], words[1:])
        for size in range(1, min(3, len(letters), len(words[0])) + 1)
    )


def is_compound(alias: str, other: str, others: Iterable[str]) -> bool:
    """Return whether `alias` is `other` with words of the trade, or with one of `others`, which are folded.

    >>> is_compound("Agence Belga", "Belga", ()), is_compound("AFP-Jiji", "Jiji", {"afp"})
    (True, True)
    >>> is_compound("Interfax-Ukraine", "Interfax", ()), is_compound("Belgaum News", "Belga", ())
    (False, False)
    """
    whole, part = folded(alias), folded(other)
    before, found, behind = whole.partition(part)
    if len(part) < 2 or not found or part == whole:
        return False
    if script(other) in _UNSPACED.values() or script(other) in ("KATAKANA", "THAI"):
        return _is_before(before) and _is_behind(behind)
    if _is_joined(before, part) or _is_joined(part, behind):
        return not before and behind in _words()["behind"]  # AFP通信
    left = _WORD.findall(f"{before} {behind}")
    return all(word in _words()["spaced"] for word in left) or " ".join(left) in others


def _is_joined(left: str, right: str) -> bool:
    return left[-1:].isalnum() and right[:1].isalnum()


def _is_before(text: str) -> bool:
    return text.strip(" ・") in {"", *_words()["before"]}


def _is_behind(text: str) -> bool:
    return text.strip(" ・") in {"", *_words()["behind"], *_words()["spaced"]}


def is_transliteration(alias: str, other: str) -> bool:
    """Return whether `alias` sounds as `other`, written in Latin letters, but for words of the trade.

    >>> is_transliteration("رويترز", "Reuters"), is_transliteration("एएफपी", "AFP")
    (True, True)
    >>> is_transliteration("タス通信", "TASS News Agency"), is_transliteration("독일통신", "dpa")
    (True, False)
    """
    if script(other) != "LATIN" or script(alias) in ("LATIN", "CJK", ""):
        return False
    mine, others = skeleton(_core(alias)), skeleton(_core(other))
    if len(mine) < 2 or len(others) < 2:
        return mine == others != "" and other.isupper() and len(other) <= 4 and len(alias) <= 10
    return SequenceMatcher(None, mine, others, autojunk=False).ratio() >= _ALIKE


def _core(name: str) -> str:
    """Return the words of `name` that are not of the trade; all where none is left."""
    found = re.sub("(通信社?|통신사?|新聞)$", "", name)
    words = [word for word in found.split() if folded(word) not in _words()["spaced"]]
    return " ".join(words) or found


def translated_in(alias: str, country: str) -> str | None:
    """Return the language in which `alias` is the name of `country` with words of the trade, or None.

    >>> translated_in("巴西通讯社", "BR"), translated_in("Kenya News Agency", "KE"), translated_in("Brazil Post", "BR")
    ('zh', 'en', None)
    """
    whole = folded(alias)
    for tag in (*_LOCALES, *_UNSPACED):
        name = _country(tag, country)
        if name and (whole.startswith(name) or whole.endswith(name)):
            left = whole.removeprefix(name).removesuffix(name).strip()
            if left and _is_of_trade(left, tag):
                return tag.replace("_", "-")
    return None


def _is_of_trade(text: str, tag: str) -> bool:
    if tag in _UNSPACED:
        return text in _words()["behind"]
    return all(word in _words()["spaced"] for word in _WORD.findall(text))


@cache
def _country(tag: str, country: str) -> str:
    return folded(Locale.parse(tag).territories.get(country, ""))


_BY_OTHERS: dict[str, Callable[[str, str], bool]] = {
    "initials": is_initials,
    "spelling": is_spelling,
    "transliteration": is_transliteration,
}


def supports(row: Alias, agency: dict[str, str], others: Iterable[str]) -> bool:
    """Return whether the row's evidence, a derived one, holds; `others` are the names that other agencies sign with."""
    if row.evidence == "name":
        return is_name(row.alias, agency["name"])
    if row.evidence == "translation":
        return translated_in(row.alias, agency["country"]) == row.source
    if row.evidence == "compound":
        return is_compound(row.alias, row.source, others)
    return _BY_OTHERS[row.evidence](row.alias, row.source)


def derived(
    row: Alias, agency: dict[str, str], known: list[str], others: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield each kind and source that speak for `row`, the strongest first; `known` are other names of the agency."""
    if is_name(row.alias, agency["name"]):
        yield "name", ""
    for other in known:
        if is_initials(row.alias, other):
            yield "initials", other
    for other in known:
        if is_spelling(row.alias, other):
            yield "spelling", other
    for other in known:
        if is_compound(row.alias, other, others):
            yield "compound", other
    if tag := translated_in(row.alias, agency["country"]):
        yield "translation", tag
    for other in known:
        if is_transliteration(row.alias, other):
            yield "transliteration", other
