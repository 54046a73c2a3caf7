"""The patterns of one language, made once from its table.

All repeats are bounded and no pattern is tried at a place more than a few times,
so reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newscrawl.times.table import Table, load_table
from newscrawl.times.zones import ZONE

_GAP = r"\s{0,8}"  # pages indent: a time may be spread over lines
_LETTER = r"[^\W\d_]"
_START = r"(?<![^\W_])(?<![0-9][-.,:/])(?<!\+)"  # not inside a word, a decimal, a range, a phone number
_END = rf"(?:(?<!{_LETTER})|(?!{_LETTER}))"
_NEVER = r"(?!)"
_LONG = 5  # from this length on a unit is no abbreviation: a dot behind it ends the sentence


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns over folded text."""

    table: Table
    """The words they were made from."""
    ago: re.Pattern[str]
    """A relative time or a bare duration."""
    phrase: re.Pattern[str]
    """Relative times without a number: "zojuist", "vorige week"."""
    token: re.Pattern[str]
    """The next piece of a calendar time."""
    label: re.Pattern[str]
    """A label such as "Bijgewerkt:" with what parts it from the time."""
    not_past_before: re.Pattern[str]
    """Words at the end of what stands before a bare duration that make it no past time."""
    not_past_behind: re.Pattern[str]
    """The same behind one."""


def _any(words: Iterable[str]) -> str:
    # Longest first, for the first alternative that fits is taken.
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,8}") for word in ordered) or _NEVER


def _ago(table: Table, end: str) -> str:
    words = table.words
    long = _any(word for word in table.units if len(word) >= _LONG)
    short = _any(word for word in table.units if len(word) < _LONG)
    unit = rf"(?:(?:{long}){end}|(?:{short})(?:\.|{end}))"
    refused = "".join(rf"(?<!{re.escape(word)}\s)" for word in words.get("not_after", ()))
    vague = rf"(?:(?P<less>{_any(words.get('less', ()))}){_END}|(?:{_any(words.get('about', ()))}){_END})"
    second = (
        rf"(?:{_GAP}(?:,|(?:{_any(words.get('and', ()))})\b)?{_GAP}(?P<n2>[0-9]{{1,2}}){_GAP}(?P<u2>{unit}))"
    )
    number = rf"(?P<n1>[0-9]{{1,5}}(?:[.,]5)?(?![0-9])|(?:{_any(table.numbers)})(?=\s|{'' if not table.spaced else _NEVER}))"
    return rf"""{_START}{refused}
        (?:(?P<before>{_any(words.get("before", ()))}){_END}{_GAP})?
        (?:{vague}{_GAP}){{0,2}}
        (?:(?P<rough>{_any(table.rough)}){end}
          |(?P<counted>{_any(table.counted)}){end}
          |{number}{_GAP}(?P<u1>{unit}){second}?)
        (?:{_GAP}(?P<behind>{_any(words.get("behind", ()))}){end})?"""


def _phrase(table: Table, end: str) -> str:
    words = table.words
    return rf"""{_START}(?:
        (?P<just_now>{_any(words.get("just_now", ()))})
        |(?P<seconds>{_any(words.get("seconds", ()))})
        |(?P<last>{_any(table.last)})){end}"""


def _clock(table: Table) -> str:
    words = table.words
    marks = _any(words.get("hour_marks", (":",)))
    return rf"""(?P<clock>{_START}(?P<hour>[0-9]{{1,2}})
        (?:\s?(?P<mark>{marks})\s?(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9:]))?
        (?:\s?(?:(?P<am>{_any(words.get("am", ()))})|(?P<pm>{_any(words.get("pm", ()))})){_END})?
        (?:\s?(?P<o_clock>{_any(words.get("clock", ()))})\.?{_END})?)(?![0-9:])"""


def _dates(table: Table) -> str:
    words = table.words
    months, ordinal = _any(table.months), _any(words.get("ordinals", ()))
    of, at = _any(words.get("of", ())), _any(words.get("at", ()))
    marks = _any(words.get("hour_marks", (":",)))
    month_first = rf"""{_START}(?P<month4>{months})\.?\s{{1,3}}(?P<day4>[0-9]{{1,2}})(?:{ordinal})?{_END}
        (?![0-9:])(?:,?\s{{1,3}}(?P<year4>(?:19|20)[0-9]{{2}})(?![0-9]))?"""
    return rf"""(?P<ymd>{_START}(?P<year1>[0-9]{{4}})[-/.](?P<month1>[0-9]{{1,2}})[-/.](?P<day1>[0-9]{{1,2}})(?![0-9]))
        |(?P<numeric>{_START}(?P<a>[0-9]{{1,2}})(?P<parted>[-/.])(?P<b>[0-9]{{1,2}})(?P=parted)
            (?P<year2>[0-9]{{4}}|[0-9]{{2}})(?![0-9:]|[.,][0-9]))
        |(?P<yearless>{_START}(?P<a2>[0-9]{{1,2}})(?P<parted2>[-/.])(?P<b2>[0-9]{{1,2}})
            (?:(?<=\.[0-9][0-9])\.(?![0-9])|(?=[.,]?\s{{1,3}}(?:(?:{at})\s)?[0-9]{{1,2}}\s?(?:{marks})\s?[0-9]{{2}})))
        |(?P<named>{_START}(?P<day3>[0-9]{{1,2}})(?:{ordinal})?[\s./-]{{0,3}}(?:(?:{of})\s{{1,3}})?
            (?P<month3>{months}){_END}(?:[\s,./-]{{0,3}}(?:(?:{of})\s{{1,3}})?(?P<year3>(?:19|20)[0-9]{{2}})(?![0-9]))?)
        |(?P<month_first>{month_first if table.month_first else _NEVER})"""


def _token(table: Table, end: str) -> str:
    words = table.words
    return rf"""{_dates(table)}
        |{_clock(table)}
        |(?P<zone>{ZONE.lower()})
        |(?P<day>{_START}(?:{_any(table.days)}){end})
        |(?P<weekday>{_START}(?:{_any(table.weekdays)})\.?{end})
        |(?P<filler>[\s,;·|•()/-]{{1,8}}|(?:{_any((*words.get("at", ()), *words.get("on", ())))}){end})"""


def to_grammar(table: Table) -> Grammar:
    """Return the patterns for the words of `table`."""
    words = table.words
    end = _END if table.spaced else ""
    not_past = _any(words.get("not_past", ()))

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.VERBOSE)

    return Grammar(
        table=table,
        ago=compiled(_ago(table, end)),
        phrase=compiled(_phrase(table, end)),
        token=compiled(_token(table, end)),
        label=compiled(
            rf"""{_START}(?:(?P<updated>{_any(words.get("updated", ()))})
                |(?P<published>{_any(words.get("published", ()))})){_END}\s{{0,8}}[:-]?\s{{0,8}}"""
        ),
        not_past_before=compiled(rf"{_START}(?:{not_past})[\W_]{{0,8}}\Z"),
        not_past_behind=compiled(rf"[\W_]{{0,8}}(?:{not_past}){end}"),
    )


@cache
def find_grammar(language: str) -> Grammar:
    """Return the patterns of one of the `languages()` that have a table, made at the first call."""
    return to_grammar(load_table(language))
