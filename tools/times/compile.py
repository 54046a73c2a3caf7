"""Compile every source into the tables: python -m tools.times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path as File
from typing import Any

from tools.times.calendars import add_calendar, add_other_calendars
from tools.times.cldr import ROOT, UNSPACED_SCRIPTS, Cldr, base_language
from tools.times.conflicts import drop_stops, part_tenses, refuse_vague, settle
from tools.times.derive import add_derived
from tools.times.draft import Draft, Rank
from tools.times.hand import add_hand_kept, read_toml
from tools.times.pack import to_table
from tools.times.phrases import add_phrases
from tools.times.relative import add_and, add_numbers, add_relative, add_units

_SPEAKING = ("units", "frames", "said", "days", "numbers", "calendar", "words", "last", "past")


class Drafts(dict[str, Draft]):
    """Drafts by language, made when first asked for."""

    def __missing__(self, language: str) -> Draft:
        self[language] = draft = Draft(language)
        return draft


def add_hand(drafts: Drafts, files: Iterable[File]) -> None:
    """Add the hand-kept tables, named after their language."""
    for file in sorted(files):
        add_hand_kept(read_toml(file), file.name, Rank.HAND, drafts[file.stem])


def add_corrections(drafts: Drafts, file: File) -> None:
    """Add the corrections: one table a language, each with its reason."""
    for language, data in read_toml(file).items():
        add_hand_kept(data, f"{file.name}: {language}", Rank.CORRECTION, drafts[language])


def add_cldr(drafts: Drafts, cldr: Cldr) -> None:
    """Add what CLDR knows of every locale."""
    for locale in (ROOT, *cldr.locales()):
        draft = drafts[base_language(locale)]
        add_relative(cldr, locale, draft)
        add_units(cldr, locale, draft)
        if locale != ROOT:
            add_and(cldr, locale, draft)
            add_calendar(cldr, locale, draft)
            add_other_calendars(cldr, locale, draft)
    for locale, rules in cldr.spellout().items():
        add_numbers(rules, locale, drafts[base_language(locale)])


def add_formatters(drafts: Drafts, rows: Iterable[Mapping[str, Any]], known: Mapping[str, str]) -> None:
    """Add what formatters print."""
    add_phrases(list(rows), drafts, known)


def finish(drafts: Drafts, cldr: Cldr) -> None:
    """Settle doubts and add what follows from the gathered words."""
    for language, draft in sorted(drafts.items()):
        if cldr.likely(language)[1] in UNSPACED_SCRIPTS:
            draft.suggest("spaced", False)
        part_tenses(draft)
        settle(draft)
        if language != ROOT:
            add_derived(draft)
        drop_stops(draft)
        settle(draft)
        refuse_vague(draft)


def tables(drafts: Drafts) -> dict[str, dict[str, Any]]:
    """Return the tables that have words: scalars alone say nothing."""
    made = {language: to_table(draft) for language, draft in sorted(drafts.items())}
    return {language: table for language, table in made.items() if any(key in table for key in _SPEAKING)}
