"""The phrases of one language, looked up where they may stand in a folded text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from newscrawl.times.fold import fold, to_shape
from newscrawl.times.phrases import Phrases, Tail, Units, first_word, is_cased
from newscrawl.times.tables import UNITS, load_table

Amount = tuple[int, str]
_FEW = "few"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What one language calls things."""

    order: str
    """Order of numeric dates: "dmy", "mdy" or "ymd"."""
    regions: Mapping[str, str]
    """Order by region where it differs: {"GB": "dmy"}."""
    month_first: bool
    """True if a month may stand before its day: "March 17"."""
    calendars: tuple[str, ...]
    """Calendars beside the Gregorian: "persian", "hijri", "buddhist"."""
    fallback: tuple[str, ...]
    """Languages that sites in this one also print times in."""
    unit_first: bool
    """True if a number may follow its unit: "dakika 5"."""
    bare_refused: frozenset[str]
    """Abbreviations that are too vague to count without a marker."""
    units: Phrases[Units]
    """Units by word; several where the word is ambiguous."""
    past_units: Phrases[Units]
    """Units that hold the past: "órája"."""
    numbers: Phrases[int | None]
    """Number words; None for "a few"."""
    rough: Phrases[Amount]
    """Fractions of a unit: {"half uur": (30, "minute")}."""
    counted: Phrases[Amount]
    """Words that hold number and unit, such as duals."""
    heads: Phrases[Phrases[Tail]]
    """What stands before the number of a whole phrase, and what may stand behind it."""
    tails: Phrases[Tail]
    """What stands behind the number of whole phrases that begin with it."""
    said: Phrases[tuple[str, int, str]]
    """Whole phrases without digits: kind ("count", "less", "rough"), number, unit."""
    days: Phrases[int]
    """Days ago by word: {"gisteren": 1}."""
    last: Phrases[str]
    """Unit by phrases such as "vorige week"."""
    months: Phrases[tuple[str, int]]
    """Calendar ("" is the Gregorian) and month (1 to 12) by name or abbreviation."""
    weekdays: Phrases[int]
    """Weekday (Monday is 0) by name or abbreviation."""
    zones: Phrases[str]
    """Zones of the IANA database by what the language calls them: "heure de Paris", "北京时间"."""
    eras: Phrases[int]
    """What to add to the years behind a name: {"令和": 2018}."""
    names: frozenset[str]
    """Titles of outlets and programmes that look like a bare duration: "20 minutes"."""
    words: Mapping[str, Phrases[bool]]
    """Every other list, by its key: "before", "behind", "about", "just_now", "at", "updated", ..."""
    begins: frozenset[str]
    """First words of all phrases that a time may begin with."""
    marks: tuple[str, ...]
    """A past time without one of these strings in it does not exist."""


_WORDS = (
    *(
        "before",
        "weak",
        "behind",
        "not_after",
        "future_before",
        "future_behind",
        "about",
        "less",
        "and",
        "half",
    ),
    *("just_now", "seconds", "not_past", "at", "on", "of", "ordinals", "hour_marks", "clock", "am", "pm"),
    *("year_mark", "month_mark", "day_mark", "hour_mark", "minute_mark", "second_mark", "month_before"),
    *("updated", "published"),
)
_WHOLE = {"before", "weak", "about", "less", "and", "on", "at", "of"}
_CALENDARS = {"": "months", "persian": "persian", "hijri": "hijri"}


def to_lexicon(table: Mapping[str, Any]) -> Lexicon:
    """Return the lexicon of a table, whose keys `tools/times/README.md` explains; words are folded here."""
    spaced, lists = table.get("spaced", True), _lists(table)
    words = {key: Phrases(_flags(lists.get(key, ())), whole=spaced and key in _WHOLE) for key in _WORDS}
    phrases = _phrases(table, spaced)
    return Lexicon(
        order=table.get("order", "dmy"),
        regions=dict(table.get("regions", {})),
        month_first=table.get("month_first", False),
        calendars=tuple(table.get("calendars", ())),
        fallback=tuple(table.get("fallback", ())),
        unit_first=table.get("unit_first", False),
        bare_refused=frozenset(_folded(table.get("bare_refused", ()))),
        names=frozenset(_folded(table.get("names", ()))),
        words=words,
        begins=_begins(table, phrases, words),
        marks=_marks(table, lists),
        **phrases,
    )


# What formatters print that have a marker of the language, but no word for the unit: "πριν από 3 hours".
_LATIN_UNITS: dict[str, Units] = {word: (unit,) for unit in UNITS for word in (unit, f"{unit}s")}


def _phrases(table: Mapping[str, Any], spaced: bool) -> dict[str, Any]:
    calendar = table.get("calendar", {})
    heads, tails = _frames(table)
    return {
        "units": Phrases(_LATIN_UNITS | _units(table.get("units", {}))),
        "past_units": Phrases(_units(table.get("past_units", {}))),
        "numbers": Phrases(_numbers(table.get("numbers", {})), whole=spaced),
        "rough": Phrases(_amounts(table.get("rough", {}))),
        "counted": Phrases(_amounts(table.get("counted", {}))),
        "heads": heads,
        "tails": tails,
        "said": Phrases(_said(table)),
        "days": Phrases({word: int(days) for word, days in _pairs(table.get("days", {}))}),
        "last": Phrases(dict(_pairs(table.get("last", {})))),
        "months": Phrases(_months(calendar)),
        "weekdays": Phrases(_ordinal(calendar.get("weekdays", ()), 0)),
        "zones": Phrases(dict(_pairs(table.get("zones", {})))),
        "eras": Phrases({word: int(years) for word, years in _pairs(table.get("eras", {}))}),
    }


_BEGINNING = (
    "before",
    "weak",
    "about",
    "less",
    "just_now",
    "seconds",
    "at",
    "on",
    "am",
    "pm",
    "month_before",
)


def _begins(
    table: Mapping[str, Any], phrases: Mapping[str, Phrases[Any]], words: Mapping[str, Phrases[bool]]
) -> frozenset[str]:
    """Return the first word of every phrase that a time may begin with; "0" is the beginning of a number."""
    inside = {"tails", "past_units"} if table.get("unit_first") else {"tails", "past_units", "units"}
    lists = [found for key, found in phrases.items() if key not in inside]
    lists += [words[key] for key in _BEGINNING]
    return frozenset(first_word(phrase) for found in lists for phrase in found.meanings) | {"0"}


@cache
def find_lexicon(language: str) -> Lexicon:
    """Return the lexicon of one of the `languages()` that have a table, made at the first call."""
    return to_lexicon(load_table(language))


def _folded(words: Iterable[str]) -> list[str]:
    return [folded for word in words if (folded := fold(word).text.strip())]


def _flags(words: Iterable[str]) -> dict[str, bool]:
    return dict.fromkeys(_folded(words), True)


def _lists(table: Mapping[str, Any]) -> dict[str, Iterable[str]]:
    future = {f"future_{side}": words for side, words in table.get("future", {}).items()}
    parts = (table.get(key, {}) for key in ("past", "words", "calendar", "labels"))
    lists = {key: words for part in (*parts, future) for key, words in part.items()}
    # Formatters that lack a word of their own say "ago".
    return lists | {
        "hour_marks": [":", *lists.get("hour_marks", ())],
        "behind": [*lists.get("behind", ()), "ago"],
    }


def _pairs(lists: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield each word with its key; where a word stands under two keys the first one counts."""
    seen: set[str] = set()
    for key, words in lists.items():
        for word in _folded(words):
            if word not in seen:
                seen.add(word)
                yield word, key


def _units(lists: Mapping[str, Iterable[str]]) -> dict[str, Units]:
    units: dict[str, Units] = {}
    for unit in UNITS:
        for word in _folded(lists.get(unit, ())):
            units[word] = (*units.get(word, ()), unit)
    return {word: tuple(dict.fromkeys(found)) for word, found in units.items()}


def _minutes(table: Mapping[str, Any]) -> frozenset[str]:
    """Return the letters that may stand for minutes where CLDR has months: "m"."""
    words = _folded(table.get("units", {}).get("minute", ()))
    return frozenset(word[0] for word in words if is_cased(word[0]))


def _numbers(lists: Mapping[str, Iterable[str]]) -> dict[str, int | None]:
    return {word: None if key == _FEW else int(key) for word, key in _pairs(lists)}


def _amounts(lists: Mapping[str, Iterable[str]]) -> dict[str, Amount]:
    return {word: _amount(key) for word, key in _pairs(lists)}


def _amount(key: str) -> Amount:
    number, unit = key.split()
    return int(number), unit


def _said(table: Mapping[str, Any]) -> dict[str, tuple[str, int, str]]:
    kinds = {"rough": "rough_said", "less": "less_said", "count": "said"}
    return {
        word: (kind, *amount)
        for kind, key in kinds.items()
        for word, amount in _amounts(table.get(key, {})).items()
    }


_FRAMES = {"bare_frames": Tail((), marked=False), "less_frames": Tail((), less=True), "frames": Tail(())}


def _frames(table: Mapping[str, Any]) -> tuple[Phrases[Phrases[Tail]], Phrases[Tail]]:
    """Return whole phrases by what stands before their number, and those that begin with it."""
    heads: dict[str, dict[str, Tail]] = {}
    minutes = _minutes(table)
    for key, kind in _FRAMES.items():
        for unit, frames in table.get(key, {}).items():
            for frame in frames:
                head, _, tail = fold(to_shape(frame)).text.partition("#")
                tails = heads.setdefault(head.strip(), {})
                may_be_minutes = unit == "month" and tail.strip(" .") in minutes
                units = ("minute", unit) if may_be_minutes else (unit,)
                tails[tail.strip()] = _with(tails.get(tail.strip(), kind), kind, units, glued=tail[:1] != " ")
    begun = Phrases({tail: found for tail, found in heads.pop("", {}).items() if tail})
    return Phrases({head: Phrases(_ended(tails)) for head, tails in heads.items()}), begun


def _with(known: Tail, kind: Tail, units: Units, *, glued: bool) -> Tail:
    """Add the units of one more frame to a tail; what is printed with and without a space is kept apart."""
    if (known.less, known.marked) != (kind.less, kind.marked):  # a plain frame outweighs a doubtful one
        known = kind
    if glued:
        return known._replace(glued=tuple(dict.fromkeys((*known.glued, units[-1]))))
    return known._replace(units=tuple(dict.fromkeys((*known.units, *units))))


def _ended(tails: dict[str, Tail]) -> dict[str, Tail]:
    """Return the tails with "\\n", which no folded text holds, for the phrase that ends with its number."""
    return {tail or "\n": found for tail, found in tails.items()}


def _months(calendar: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    return {
        word: (name, month)
        for name, key in reversed(_CALENDARS.items())
        for word, month in _ordinal(calendar.get(key, ()), 1).items()
    }


def _ordinal(lists: Iterable[Iterable[str]], start: int) -> dict[str, int]:
    return {word: place for place, words in enumerate(lists, start) for word in _folded(words)}


def _marks(table: Mapping[str, Any], lists: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the shortest strings of which every past time of the language holds one."""
    frames = chain.from_iterable(
        chain.from_iterable(table.get(key, {}).values()) for key in ("frames", "less_frames")
    )
    parts = (max(fold(frame).text.split("#"), key=len).strip() for frame in frames)
    said = chain.from_iterable(
        chain.from_iterable(table.get(key, {}).values()) for key in ("said", "less_said", "rough_said")
    )
    units = chain.from_iterable(table.get("past_units", {}).values())
    every = {*_folded([*lists.get("before", ()), *lists.get("behind", ()), *said, *units]), *parts} - {""}
    kept: list[str] = []
    for mark in sorted(every, key=lambda mark: (len(mark), mark)):
        if not any(short in mark for short in kept):
            kept.append(mark)
    return tuple(kept)
