"""Times of the day as they stand in a text, and the zones behind them: "14.05 uur", "2:05 PM ET", "오후 2:05"."""

from __future__ import annotations

import re

from newscrawl.times.ago import Slot
from newscrawl.times.fold import Folded
from newscrawl.times.lexicon import Lexicon
from newscrawl.times.phrases import skip_space
from newscrawl.times.when import When
from newscrawl.times.zones import ZONE

_ZONE = re.compile(ZONE.replace("[0-9]", "0").lower())
_HOUR = re.compile(r"0{1,2}(?!0)")
_SIXTIETHS = re.compile(r"00(?![0:])|00(?=:00(?![0:]))")
_SECONDS = re.compile(r":(00)(?![0:])")


def read_clock(when: When, line: Folded, position: int, lexicon: Lexicon) -> int | None:
    """Read a time of day into `when`; return where it ends, None if there is none or one was read before."""
    if when.hour is not None:
        return None
    text = line.text
    half, at = _half(text, position, lexicon)
    hour = _HOUR.match(text, skip_space(text, at) if half else at)
    if hour is None:
        return None
    minute = _minute(text, hour.end(), lexicon)
    end = minute[2] if minute else hour.end()
    second = _SECONDS.match(text, end) if minute else None
    end = second.end() if second else end
    if half is None:
        half, end = _half(text, end, lexicon)
    o_clock = lexicon.words["clock"].match(text, skip_space(text, end))
    if not _is_clock(when, text, minute, half, o_clock and text[skip_space(text, end) : o_clock[1]], lexicon):
        return None
    end = o_clock[1] if o_clock else end
    if text[end : end + 1] in ("0", ":"):
        return None
    when.half = half
    when.hour = line.span(*hour.span())
    when.minute = line.span(*minute[0]) if minute else None
    when.second = line.span(*second.span(1)) if second else None
    return end


def _half(text: str, position: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """Return "am" or "pm" if a word for it stands at `position`, and where it ends."""
    at = skip_space(text, position)
    for key in ("am", "pm"):
        if found := lexicon.words[key].match(text, at):
            return key, found[1]
    return None, position


def _minute(text: str, position: int, lexicon: Lexicon) -> tuple[Slot, str, int] | None:
    """Return where the minute stands, the mark before it, and where it ends."""
    at = skip_space(text, position)
    mark = lexicon.words["hour_marks"].match(text, at) or lexicon.words["hour_mark"].match(text, at)
    if mark is None:
        return None
    marks = lexicon.words["minute_mark"]
    match = (
        _SIXTIETHS.match(text, skip_space(text, mark[1]))
        or (marks.meanings and _HOUR.match(text, skip_space(text, mark[1])))
        or None
    )
    if match is None:
        return None
    found = marks.match(text, skip_space(text, match.end()))
    if found is None and len(match[0]) < 2:
        return None
    return match.span(), text[at : mark[1]], found[1] if found else match.end()


def _is_clock(
    when: When,
    text: str,
    minute: tuple[Slot, str, int] | None,
    half: str | None,
    o_clock: str | None,
    lexicon: Lexicon,
) -> bool:
    announced = when.at or when.dated
    if minute is None:
        # A lone number is an hour only with a word that says so; "3 uur" alone is a duration.
        return half is not None or (
            o_clock is not None and (announced or o_clock not in lexicon.units.meanings)
        )
    return minute[1] != "." or announced or half is not None or o_clock is not None


def read_zone(when: When, line: Folded, position: int, lexicon: Lexicon) -> int | None:
    """Read the zone behind a time of day, or one of the language's own on either side of it."""
    if when.zone is None and (own := lexicon.zones.match(line.text, position)):
        when.zone = own[0]
        return own[1]
    match = None if when.hour is None or when.zone else _ZONE.match(line.text, position)
    if match is None:
        return None
    printed = line.slice(*match.span())
    # Small letters make words of these names: French "est" is no zone.
    if printed != printed.upper():
        return None
    when.zone = line.span(*match.span())
    return match.end()


def is_time_of_day(text: str, position: int, lexicon: Lexicon) -> bool:
    """Say whether an hour and its minute stand at `position`."""
    hour = _HOUR.match(text, position)
    return hour is not None and _minute(text, hour.end(), lexicon) is not None
