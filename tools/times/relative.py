"""Take relative times and unit names out of CLDR."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tools.times.cldr import ROOT, Cldr
from tools.times.draft import UNITS, Draft, Rank, Source
from tools.times.rbnf import Speller, Unspeakable

_STYLES = {"long": Rank.LONG, "short": Rank.SHORT, "narrow": Rank.NARROW}
_CATEGORIES = {"zero": 0, "one": 1, "two": 2}
_SYMBOLS = frozenset(("second", "minute", "hour"))  # s, min, h are written everywhere; d, w, m, y are English
_SPOKEN = (*range(1, 32), 40, 45, 48, 50, 60)


def add_relative(cldr: Cldr, locale: str, draft: Draft) -> None:
    """Add past and future times and words such as "yesterday" of one locale."""
    fields, root = cldr.fields(locale), cldr.fields(ROOT)
    for unit in UNITS:
        for style, rank in _STYLES.items():
            name = unit if style == "long" else f"{unit}-{style}"
            source = Source(rank, f"cldr {style} {locale}")
            add_patterns(draft, unit, (fields[name], root[name]), source)
            _add_words(draft, unit, (fields[name], root[name]), source)


def add_patterns(draft: Draft, unit: str, fields: tuple[Any, Any], source: Source) -> None:
    """Add the past and future times of one field, but those of the root."""
    own, root = fields
    for tense, head in (("past", "frames"), ("future", "_future")):
        unlocalised = set(root[f"relativeTime-type-{tense}"].values())
        for key, pattern in own.get(f"relativeTime-type-{tense}", {}).items():
            if pattern in unlocalised and draft.language != ROOT:
                continue
            if "{0}" in pattern:
                draft.add((head, unit), pattern.replace("{0}", "#"), source)
            elif tense == "past":
                _add_said(draft, unit, (key.rpartition("-")[2], pattern), source)


def _add_said(draft: Draft, unit: str, said: tuple[str, str], source: Source) -> None:
    category, pattern = said
    if category in _CATEGORIES:
        draft.add(("said", f"{_CATEGORIES[category]} {unit}"), pattern, source)
    else:
        draft.doubt(f"no number in {pattern!r} for {category} {unit} ({source.name})")


def _add_words(draft: Draft, unit: str, fields: tuple[Any, Any], source: Source) -> None:
    own, root = fields
    for ago in (0, 1, 2, 3):
        key = f"relative-type-{-ago or 0}"
        word = own.get(key)
        if word is None or (word == root.get(key) and draft.language != "en"):
            continue
        if unit == "day":
            draft.add(("days", str(ago)), word, source)
        elif unit == "second":
            draft.add(("words", "just_now"), word, source)
        elif ago == 1 and unit in ("week", "month", "year"):
            draft.add(("last", unit), word, source)


def add_units(cldr: Cldr, locale: str, draft: Draft) -> None:
    """Add the names of the units of one locale, and the forms that hold their number."""
    own, root = cldr.units(locale), cldr.units(ROOT)
    for unit in UNITS:
        key = f"duration-{unit}"
        unlocalised = set(_patterns(root["long"][key]))
        long = set(_patterns(own.get("long", {}).get(key, {})))
        if long <= unlocalised and draft.language != ROOT:
            continue  # CLDR fills what a language lacks with symbols
        for style, rank in _STYLES.items():
            source = Source(rank, f"cldr {style} {locale}")
            for name, pattern in own[style].get(key, {}).items():
                foreign = pattern in unlocalised and unit not in _SYMBOLS
                if "-count-" in name and not foreign:
                    add_unit(draft, unit, (name, pattern), source)


def add_and(cldr: Cldr, locale: str, draft: Draft) -> None:
    """Add the word that stands between the last two of a list: between hours and minutes too."""
    lists = cldr.read("cldr-misc-full", locale, "listPatterns").get("listPatterns", {})
    joint = lists.get("listPattern-type-standard", {}).get("2", "").replace("{0}", "").replace("{1}", "")
    if joint.strip(" ,،、"):
        draft.add(("words", "and"), joint.strip(" ,،、"), Source(Rank.LONG, f"cldr {locale}"))


def _patterns(unit: dict[str, Any]) -> Iterator[str]:
    return (pattern for name, pattern in unit.items() if "-count-" in name)


def add_unit(draft: Draft, unit: str, named: tuple[str, str], source: Source) -> None:
    """Add one form of a unit: its key ends in the category of its number."""
    name, pattern = named
    before, number, behind = pattern.partition("{0}")
    category = name.rpartition("-")[2]
    if number and not (before.strip() and behind.strip()):
        draft.add(("units", unit), before + behind, source)
        if before.strip() and source.rank == Rank.LONG:
            draft.suggest("unit_first", True)
    elif number:
        draft.doubt(f"unit on both sides of its number: {pattern!r} ({unit}, {source.name})")
    elif category in _CATEGORIES:
        draft.add(("counted", f"{_CATEGORIES[category]} {unit}"), pattern, source)


def add_numbers(rules: dict[str, Any], locale: str, draft: Draft) -> None:
    """Add the spelled-out numbers of one locale in every gender and case."""
    speller = Speller(rules)
    names = [name for name in speller.names if _is_cardinal(name)]
    for number in _SPOKEN:
        for name in names:
            try:
                word = speller.spell(number, name)
            except Unspeakable:
                continue
            if "error" not in word.lower():
                draft.add(("numbers", str(number)), word, Source(Rank.LONG, f"rbnf {locale}"))


def _is_cardinal(name: str) -> bool:
    plain = name == "%spellout-numbering" or name.startswith("%spellout-cardinal")
    return plain and "financial" not in name
