"""Calendar times as they stand in a text: "gisteren om 14:05", "17 mrt. 2026", "3/17(火) 14:05".

What is read here is the shape of a text, in which every digit is 0: the numbers are put in later.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from newscrawl.times.ago import Slot
from newscrawl.times.daytime import is_time_of_day, read_clock, read_zone
from newscrawl.times.fold import Folded
from newscrawl.times.lexicon import Lexicon
from newscrawl.times.phrases import skip_space
from newscrawl.times.relative import may_start
from newscrawl.times.when import When

_MOST_TOKENS = 24
_FILLER = re.compile(r"[\s,;·|•()\[\]/@-]{1,8}|\.(?=[\s,)]|$)")

# Numeric dates: 2026-03-17, 2026. 3. 17., 17/03/2026, 17.3.26
_YMD = re.compile(
    r"(?P<year>0000)\s?(?P<mark>[-/.])\s?(?P<month>0{1,2})\s?(?P=mark)\s?(?P<day>0{1,2})\.?(?!0)"
)
_NUMERIC = re.compile(
    r"(?P<a>0{1,2})(?P<mark>[-/.])\s?(?P<b>0{1,2})(?P=mark)\s?(?P<year>0000|00)(?![0:]|[.,]0)"
)
_YEARLESS = re.compile(r"(?P<a>0{1,2})(?P<mark>[-/.])\s?(?P<b>0{1,2})(?![0:/])(?P<dot>\.(?!0))?")
_YEAR = re.compile(r"0000(?!0)")
_ERA_YEAR = re.compile(r"0{1,3}(?!0)")
_BUDDHIST_YEAR = re.compile(r" (00)(?![0:.,-])")
_SHORT_YEAR = re.compile(r"(?:-| ?')(00)(?![0:.,-])")
_DAY = re.compile(r"0{1,2}(?!0|:)")
_SLASH = re.compile(r" ?/ ?")
_BETWEEN = re.compile(r"[\s,./-]{0,3}")


Reader = Callable[[When, Folded, int, Lexicon], int | None]


def read_when(line: Folded, start: int, lexicon: Lexicon, orders: tuple[str, ...]) -> When | None:
    """Return the calendar time that begins at `start` of a line, None if there is none."""
    if not may_start(line.text, start):
        return None
    when = When(start, start, orders=orders, calendars=lexicon.calendars)
    position = start
    for _ in range(_MOST_TOKENS):
        end = next((end for read in _READERS if (end := read(when, line, position, lexicon))), None)
        if end is not None:
            when.start = position if when.start == when.end else when.start
            when.end = position = end
        elif filler := _filler(when, line.text, position, lexicon):
            position = filler
        else:
            break
    if when.month is None and when.day and when.hour is None:  # "17日" by itself is a number of days too
        return None
    when.full, when.daily = _full(when), _daily(when)
    return when if when.hour or when.has_date else None


def _daily(when: When) -> tuple[slice, slice] | None:
    exact = when.second or when.half or when.zone or when.weekday is not None
    if when.days_ago is None or when.hour is None or when.minute is None or exact:
        return None
    return slice(*when.hour), slice(*when.minute)


def _full(when: When) -> tuple[slice, ...]:
    slots = (when.year, when.day, when.hour, when.minute)
    if (
        when.month is None
        or None in slots
        or when.second
        or when.half
        or when.zone
        or when.calendar
        or when.calendars
    ):
        return ()
    pieces = [*slots] if isinstance(when.month, int) else [*slots, when.month]
    return tuple(slice(*piece) for piece in pieces if piece)


def _filler(when: When, text: str, position: int, lexicon: Lexicon) -> int | None:
    if match := _FILLER.match(text, position):
        when.at = when.at or "@" in match[0]
        return match.end()
    if at := lexicon.words["at"].match(text, position):
        when.at = True
        return at[1]
    on = lexicon.words["on"].match(text, position)
    return on[1] if on else None


def _word(lexicon: Lexicon, key: str, text: str, position: int) -> int:
    """Return where a word of the list `key` ends, `position` itself if none stands there."""
    found = lexicon.words[key].match(text, position)
    return found[1] if found else position


def _read_ymd(when: When, line: Folded, position: int, lexicon: Lexicon) -> int | None:
    match = None if when.has_date else _YMD.match(line.text, position)
    if match is None:
        return None
    when.year, when.month, when.day = (line.span(*match.span(name)) for name in ("year", "month", "day"))
    return match.end()


def _read_numeric(when: When, line: Folded, position: int, lexicon: Lexicon) -> int | None:
    if when.has_date:
        return None
    if match := _NUMERIC.match(line.text, position):
        when.numeric = tuple(line.span(*match.span(name)) for name in ("a", "b", "year"))  # type: ignore[assignment]
        mark = lexicon.words["year_mark"].match(line.text, skip_space(line.text, match.end()))
        return mark[1] if mark else match.end()
    match = _YEARLESS.match(line.text, position)
    if match is None or not (
        (match["dot"] and match["mark"] == ".") or _is_before_clock(line.text, match.end(), lexicon)
    ):
        return None
    when.numeric = (line.span(*match.span("a")), line.span(*match.span("b")), None)
    return match.end()


def _is_before_clock(text: str, position: int, lexicon: Lexicon) -> bool:
    """Say whether a clock time or a weekday follows, so that "17/3" before it is a date."""
    position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]
    if text.startswith("(", position):
        return lexicon.weekdays.match(text, position + 1) is not None
    position = skip_space(text, _word(lexicon, "at", text, position))
    return is_time_of_day(text, position, lexicon)


def _read_marked(when: When, line: Folded, position: int, lexicon: Lexicon) -> int | None:
    """Read "2026年3月17日", "3월 17일", "17日"."""
    if when.has_date or not lexicon.words["month_mark"].meanings:
        return None
    text = line.text
    era = lexicon.eras.match(text, position)
    number = _ERA_YEAR if era else _YEAR
    year, at = _marked_number(
        text, skip_space(text, era[1]) if era else position, number, "year_mark", lexicon
    )
    month, at = _marked_number(text, at, _DAY, "month_mark", lexicon)
    day, end = _marked_number(text, at, _DAY, "day_mark", lexicon)
    if day is None or (year and month is None) or (era and year is None):
        return None
    when.era = era[0] if era else 0
    when.year = line.span(*year) if year else None
    when.month = line.span(*month) if month else None
    when.day = line.span(*day)
    return end


def _marked_number(
    text: str, position: int, number: re.Pattern[str], key: str, lexicon: Lexicon
) -> tuple[Slot | None, int]:
    match = number.match(text, position)
    mark = lexicon.words[key].match(text, skip_space(text, match.end())) if match else None
    if match is None or mark is None:
        return None, position
    return match.span(), skip_space(text, mark[1])


def _read_named(when: When, line: Folded, position: int, lexicon: Lexicon) -> int | None:
    """Read a date whose month is a word, in any order of its pieces: "17 mrt. 2026", "Mar 17", "2026. márc. 17."."""
    if when.has_date:
        return None
    text = line.text
    year, at = _leading_year(text, position, lexicon)
    month, day = _month(line, at, lexicon), None
    if month is None:
        day = _day(text, at, lexicon)
        month = _month(line, _joint(text, day[1], lexicon), lexicon) if day else None
    if month is None:
        return None
    end = month[2]
    if day is None and (lexicon.month_first or year):
        day = _day(text, _BETWEEN.match(text, end).end(), lexicon)  # type: ignore[union-attr]
        end = day[1] if day else end
    if year is None:
        year, end = _trailing_year(text, end, lexicon)
    if day is None and year is None:
        return None
    when.calendar, when.month = month[0], month[1]
    when.day = line.span(*day[0]) if day else None
    when.year = line.span(*year) if year else None
    return end


def _leading_year(text: str, position: int, lexicon: Lexicon) -> tuple[Slot | None, int]:
    match = _YEAR.match(text, position)
    if match is None:
        return None, position
    end = _word(lexicon, "year_mark", text, skip_space(text, match.end()))
    return match.span(), _BETWEEN.match(text, end).end()  # type: ignore[union-attr]


def _trailing_year(text: str, position: int, lexicon: Lexicon) -> tuple[Slot | None, int]:
    short = _SHORT_YEAR.match(text, position)
    if short is None and "buddhist" in lexicon.calendars:  # "17 มี.ค. 69"
        short = _BUDDHIST_YEAR.match(text, position)
    if short:
        return short.span(1), short.end()
    at = _joint(text, position, lexicon)
    match = _YEAR.match(text, at)
    if match is None:
        return None, position
    marked = _word(lexicon, "year_mark", text, skip_space(text, match.end()))
    return match.span(), marked if marked > skip_space(text, match.end()) else match.end()


def _joint(text: str, position: int, lexicon: Lexicon) -> int:
    """Skip what parts the pieces of a date: "17 de marzo", "17-mrt"."""
    position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]
    of = lexicon.words["of"].match(text, position)
    return skip_space(text, of[1]) if of else position


def _day(text: str, position: int, lexicon: Lexicon) -> tuple[Slot, int] | None:
    match = _DAY.match(text, position)
    if match is None:
        return None
    for key in ("ordinals", "day_mark"):
        end = _word(lexicon, key, text, skip_space(text, match.end()) if key == "day_mark" else match.end())
        if end > match.end() + 1 or (key == "ordinals" and end > match.end()):
            return match.span(), end
    return match.span(), match.end()


def _month(line: Folded, position: int, lexicon: Lexicon) -> tuple[str, int | Slot, int] | None:
    text = line.text
    if before := lexicon.words["month_before"].match(text, position):
        match = _DAY.match(text, skip_space(text, before[1]))
        return ("", line.span(*match.span()), match.end()) if match else None
    found = lexicon.months.match(text, position)
    if found is None:
        return None
    (calendar, month), end = found
    slash = _SLASH.match(text, end)
    if slash and (second := lexicon.months.match(text, slash.end())):  # "آذار/مارس": one month, two names
        end = second[1]
    return calendar, month, end + 1 if text.startswith(".", end) else end


def _read_day_word(when: When, line: Folded, position: int, lexicon: Lexicon) -> int | None:
    found = None if when.has_date else lexicon.days.match(line.text, position)
    if found is None:
        return None
    when.days_ago = found[0]
    return found[1]


def _read_weekday(when: When, line: Folded, position: int, lexicon: Lexicon) -> int | None:
    found = lexicon.weekdays.match(line.text, position)
    if found is None or when.weekday is not None:
        return None
    when.weekday = found[0]
    return found[1] + 1 if line.text.startswith(".", found[1]) else found[1]


_READERS: tuple[Reader, ...] = (
    _read_ymd,
    _read_numeric,
    _read_marked,
    _read_named,
    read_clock,
    read_zone,
    _read_day_word,
    _read_weekday,
)
