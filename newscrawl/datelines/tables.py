"""The tables beside the code, each read once, at its first use."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

# Dots and apostrophes go, and so do the Arabic stretch and the joiners. Letters that differ by habit of the press
# only (Łódź and Lodz, KASIM and Kasım, Arabic and Persian yeh) get one key.
_MARKS = ".’‘ʼ`´'\u0640\u200c\u200d"
_ALIKE = tuple(zip("ıłىیکة", "ilييكه", strict=True))
_COMBINING = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u093c]+")


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return `name` as the tables' key: without case, accents, dots and apostrophes.

    >>> folded("St. Pölten"), folded("ST POLTEN")
    ('st polten', 'st polten')
    """
    return _folded(name)


def _folded(name: str) -> str:
    return " ".join(_folded_text(name).split())


def _folded_text(text: str) -> str:
    """Return `text` folded, its white space kept: a table at once takes half the time of its names."""
    if not text.isascii():
        text = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    text = text.casefold()
    if not text.isascii():
        for letter, other in _ALIKE:
            text = text.replace(letter, other)
    for mark in _MARKS:
        text = text.replace(mark, "")
    return text


def read_text(name: str) -> str:
    """Return the text of a table; also from a zipped package."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def read_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a CSV table below its heading."""
    rows = csv.reader(read_text(name).splitlines())
    next(rows)
    return rows


def _folded_names(name: str) -> str:
    """Return a table of names below its heading, folded: they stand last in a row, divided by `|`."""
    # Quoted are only names with a comma, and behind the other columns a comma divides nothing.
    return _folded_text(read_text(name).replace('"', "")).partition("\n")[2]


def _names(table: str, row: str = "[^,]*") -> list[str]:
    """Return the names of those rows of a folded table whose other columns match `row`."""
    return "|".join(re.findall(rf"^{row},(.+)$", table, re.MULTILINE)).split("|")


@dataclass(frozen=True, slots=True)
class Forms:
    """What conventions.toml says of the forms of names in all languages; all words are folded."""

    particles: frozenset[str]
    slash_names: frozenset[str]
    first_words: frozenset[str]
    last_words: frozenset[str]
    endings: tuple[str, ...]
    not_endings: frozenset[str]
    not_credits: frozenset[str]
    photos: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conventions:
    """What conventions.toml says, ready to look up; all single words are folded."""

    months: dict[str, int]
    """Words that name the same month wherever they name one."""
    months_of: dict[str, dict[str, int]]
    """Per language: "listopada" is October in Croatian and November in Polish."""
    weekdays: frozenset[str]
    days: dict[str, int]
    """Days of the month as words."""
    joiners_of: dict[str, frozenset[str]]
    """Words between two places, per language with those of the core: Polish "i" is Norwegian for "in"."""
    core_joiners: frozenset[str]
    bylines: frozenset[str]
    sources: tuple[str, ...]
    """Labels of a source at the end of a text: Bron."""
    inputs: tuple[str, ...]
    """Phrases before an agency whose copy was used: Met informatie van."""
    reporting: tuple[str, ...]
    """Phrases before the reporters' names: Reporting by."""
    locatives: frozenset[str]
    labels: frozenset[str]
    labels_of: dict[str, frozenset[str]]
    core_labels: frozenset[str]
    """Labels of the languages that the papers of all others borrow from."""
    inflected: frozenset[str]
    """Languages whose names of places have cases: Praha, v Praze."""
    staff: frozenset[str]
    """What a paper calls its own reporters, before a comma and the place."""
    nowhere: frozenset[str]
    """Words where a place would stand in reports that come from several."""
    town_period: frozenset[str]
    """Languages whose papers print "Berlin. Die Polizei"."""
    town_colon: frozenset[str]
    """Languages without capitals whose papers print "नई दिल्ली: सरकार"."""
    press_dash: frozenset[str]
    """Languages whose papers print "Lisboa.- El"."""
    bare_credit: frozenset[str]
    """Languages whose papers print "OSLO (VG) Kongen"."""

    def labels_for(self, language: str | None) -> frozenset[str]:
        """Return the labels that papers of `language` print; those of all languages for None."""
        if language is None:
            return self.labels
        return self.labels_of.get(language, self.core_labels)

    def joiners_for(self, language: str | None) -> frozenset[str]:
        """Return the words that join two places in `language`."""
        return self.joiners_of.get(language or "", self.core_joiners)

    def month(self, word: str, language: str | None) -> int | None:
        """Return the number of the month that `word` (folded) names, or None."""
        return self.months_of.get(language or "", self.months).get(word) or self.months.get(word)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(_folded_text(" ".join(texts)).split())


def _months(table: dict[str, Any]) -> dict[str, int]:
    return {
        form: number
        for number, forms in enumerate(table.get("months", ()), 1)
        for form in _folded(forms).split("|")
    }


def _undisputed(tables: list[dict[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in tables:
        for form, number in table.items():
            # The first language wins: those whose wires are read most stand first in the file.
            found.setdefault(form, number)
    return found


def _days(tables: list[dict[str, Any]]) -> dict[str, int]:
    listed = [table["days"].split() for table in tables if "days" in table]
    return {
        form: day
        for days in listed
        for day, forms in enumerate(days, 1)
        for form in _folded(forms).split("|")
    }


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(read_text("conventions.toml"))


@cache
def forms() -> Forms:
    """Return the forms of names."""
    general = _data()["general"]
    return Forms(
        particles=_words([general["particles"]]),
        slash_names=frozenset(map(_folded, general["slash_names"])),
        first_words=_words([general["first_words"]]),
        last_words=_words([general["last_words"]]),
        endings=tuple(map(_folded, general["endings"].split())),
        not_endings=_words([general["not_endings"]]),
        not_credits=_words([general["not_credits"]]),
        photos=_words([general["photos"]]),
    )


def _listed(key: str) -> frozenset[str]:
    return _words([word for table in _data()["languages"].values() for word in table.get(key, ())])


def _phrases(key: str) -> tuple[str, ...]:
    """Return the phrases of all languages, the longest first."""
    found = {phrase for table in _data()["languages"].values() for phrase in table.get(key, ())}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def opening(key: str) -> re.Pattern[str]:
    """Return the pattern of a text that opens with one of the phrases of `key`, and the space behind it."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, _phrases(key)))}) ", re.IGNORECASE)


def _written(key: str) -> frozenset[str]:
    return _words([table.get(key, "") for table in _data()["languages"].values()])


def _flagged(key: str) -> frozenset[str]:
    return frozenset(language for language, table in _data()["languages"].items() if table.get(key))


@cache
def conventions() -> Conventions:
    """Return the conventions of all languages together."""
    languages, tables = _data()["languages"], list(_data()["languages"].values())
    core = _words([languages[key]["labels"] for key in _data()["general"]["core"]])
    joiners = _words([word for key in _data()["general"]["core"] for word in languages[key]["joiners"]])
    months_of = {key: _months(table) for key, table in languages.items()}
    return Conventions(
        months=_undisputed(list(months_of.values())),
        months_of=months_of,
        weekdays=_words([day.replace("|", " ") for table in tables for day in table.get("weekdays", ())]),
        days=_days(tables),
        joiners_of={key: joiners | _words(table.get("joiners", [])) for key, table in languages.items()},
        core_joiners=joiners,
        bylines=_listed("bylines"),
        sources=_phrases("sources"),
        inputs=_phrases("inputs"),
        reporting=_phrases("reporting"),
        locatives=_written("locatives"),
        labels=_written("labels"),
        labels_of={key: core | _words([table.get("labels", "")]) for key, table in languages.items()},
        core_labels=core,
        inflected=_flagged("inflected"),
        staff=_written("staff"),
        nowhere=_written("nowhere"),
        town_period=_flagged("town_period"),
        town_colon=_flagged("town_colon"),
        press_dash=_flagged("press_dash"),
        bare_credit=_flagged("bare_credit"),
    )


_STRICTNESS = ("any", "caps", "never")


@cache
def towns() -> dict[str, int]:
    """Return for each town whether it may stand alone: 0 in any case, 1 in capitals only, 2 not at all.

    A name of several towns gets the strictest of their marks: the doubt is about the word.
    """
    found, table = dict.fromkeys(_names(_folded_names("exonyms.csv")), 0), _folded_names("towns.csv")
    for mark, alone in enumerate(_STRICTNESS):
        found |= dict.fromkeys(_names(table, f"[^,]*,{alone}"), mark)
    return found


@cache
def regions() -> frozenset[str]:
    """Return the names of countries, states and provinces."""
    return frozenset(_names(_folded_names("regions.csv")))


@cache
def postal_codes() -> frozenset[str]:
    """Return the codes of states and provinces, which behind a place may also be an outlet's initials."""
    codes = [code for code, _ in read_rows("regions.csv")]
    return frozenset(code[3:] for code in codes if "-" in code)
