"""Relative times as they stand in a text: "6 minuten geleden", "vor 1 Std. 5 Min.", "zojuist".

What is read here is the shape of a text, in which every digit is 0: the numbers are put in later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newscrawl.times.ago import Ago, Kind, Part, Slot
from newscrawl.times.fold import Folded
from newscrawl.times.lexicon import Lexicon
from newscrawl.times.phrases import Phrases, Units, is_cased, skip_space
from newscrawl.times.tables import UNITS

_NUMBER = re.compile(r"0{1,5}(?!0)(?:[.,](?P<tenth>0)(?!0))?(?![.,]0)")
_MINUTES = re.compile(r"00(?![0:])")
_SMALL = re.compile(r"0{1,2}(?!0)")
_NOT_INSIDE = re.compile(r"[^\W_]|(?<=[0-9])[-.,:/]|\+")
_HALF = 5
_MOST_PARTS = 3
_MOST_VAGUE = 3
_SHORT = 5  # a unit this long is no abbreviation: a dot behind it ends the sentence


_Number = tuple[int | Slot | None, Slot | int | None, int]
"""A number (None for "a few"), its decimal, and where they end."""


class _Read(NamedTuple):
    """What has been read of a relative time so far."""

    end: int
    parts: tuple[Part, ...] = ()
    kind: Kind = Kind.COUNT
    marked: bool = False
    less: bool = False
    bare: bool = True
    """Whether it may stand without a marker: words make no second part of a bare duration."""

    def to_ago(self, start: int) -> Ago:
        kind = Kind.LESS if self.less and self.kind is Kind.COUNT else self.kind
        return Ago(kind, self.parts, start, self.end, self.marked)


def may_start(text: str, position: int) -> bool:
    """Say whether a time may begin at `position`: not inside a word, a decimal, a range, a phone number."""
    if position == 0 or not _NOT_INSIDE.match(text, position - 1, position):
        return True
    before = text[position - 1]
    return before.isalpha() and not is_cased(before)  # scripts without spaces


def read_ago(line: Folded, start: int, lexicon: Lexicon) -> Ago | None:
    """Return the relative time or bare duration at `start` of a line; the longest one that can be read."""
    if not may_start(line.text, start) or _refused(line.text, start, lexicon):
        return None
    framed = _framed(line, start, lexicon)
    composed = _composed(line, start, lexicon)
    if composed and (framed is None or composed.end > framed.end):
        return composed.to_ago(start)
    return framed.to_ago(start) if framed else None


def _refused(text: str, start: int, lexicon: Lexicon) -> bool:
    words = lexicon.words["not_after"].meanings
    return bool(words) and any(text.endswith(f"{word} ", 0, start) for word in words)


def _vague(text: str, position: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Skip "about", "almost", "less than"; return where they end and whether they say "less"."""
    less = False
    for _ in range(_MOST_VAGUE):
        if found := lexicon.words["less"].match(text, position):
            less = True
        else:
            found = lexicon.words["about"].match(text, position)
        if found is None or _is_number_itself(text, position, found[1], lexicon):
            break
        position = skip_space(text, found[1])
    return position, less


def _is_number_itself(text: str, position: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether "unas" is some, as in "unas horas", and not about, as in "unas 4 horas"."""
    if lexicon.numbers.match(text, position) is None:
        return False
    behind = skip_space(text, end)
    return _NUMBER.match(text, behind) is None and lexicon.numbers.match(text, behind) is None


def _number(line: Folded, position: int, lexicon: Lexicon) -> _Number | None:
    """Return the number at `position` (None for "a few"), its decimal, and where they end."""
    if match := _NUMBER.match(line.text, position):
        tenth = match.start("tenth")
        whole = line.span(position, match.end() if tenth < 0 else tenth - 1)
        return whole, line.span(tenth, match.end()) if tenth >= 0 else None, match.end()
    if found := lexicon.numbers.match(line.text, position):
        return found[0], None, found[1]
    return None


def _framed(line: Folded, start: int, lexicon: Lexicon) -> _Read | None:
    """Read a whole phrase of the table: "vor # Stunden"."""
    text = line.text
    position, less = _vague(text, start, lexicon)
    tails, position = lexicon.heads.match(text, position) or (lexicon.tails, position)
    position, still_less = _vague(text, skip_space(text, position), lexicon)
    number = _number(line, position, lexicon)
    if number is None:
        return None
    found = tails.match(text, skip_space(text, number[2]))
    if found is None and (ended := tails.meanings.get("\n")):
        found = ended, number[2]
    if found is None:
        return None
    tail, end = found
    end, less_behind = _behind_vague(text, end, lexicon)
    glued = not text.startswith(" ", number[2])
    read = _amount(number, tail.said(glued=glued), end, glued=glued)
    return read._replace(marked=tail.marked, less=less or still_less or less_behind or tail.less)


def _behind_vague(text: str, end: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Return where a phrase ends that may go on with "approximately" or "less than", and whether with the latter."""
    vague, less = _vague(text, skip_space(text, end), lexicon)
    return (vague, less) if vague > skip_space(text, end) else (end, False)


def _amount(number: _Number, units: Units, end: int, *, glued: bool = False) -> _Read:
    said, tenth, _ = number
    if said is None:
        kind = Kind.SECONDS if units[0] == "second" else Kind.FEW
        return _Read(end, (Part(1, units),), kind)
    return _Read(end, (Part(said, units, tenth, glued),), Kind.ROUGH if tenth else Kind.COUNT)


def _composed(line: Folded, start: int, lexicon: Lexicon) -> _Read | None:
    """Read a relative time from its words: marker, amounts, marker, in the order of most languages."""
    text = line.text
    position, less = _vague(text, start, lexicon)
    before = lexicon.words["before"].match(text, position) or lexicon.words["weak"].match(text, position)
    marked = before is not None and lexicon.words["before"].match(text, position) is not None
    if before:
        position = skip_space(text, before[1])
    position, still_less = _vague(text, position, lexicon)
    reads = [_marked(text, option, lexicon, marked=marked) for option in _amounts(line, position, lexicon)]
    if not reads:
        return None
    chosen = max(reads, key=lambda read: (read.marked, read.marked or read.bare, read.end))
    return chosen._replace(less=chosen.less or less or still_less)


def _marked(text: str, read: _Read, lexicon: Lexicon, *, marked: bool) -> _Read:
    end, less = _behind_vague(text, read.end, lexicon)
    dot = end + 1 if text.startswith(".", end) else end  # "30 விநா. முன்"
    behind = lexicon.words["behind"].match(text, skip_space(text, dot))
    if behind:
        end = behind[1]
    return read._replace(end=end, marked=marked or read.marked or behind is not None, less=less)


def _amounts(line: Folded, position: int, lexicon: Lexicon) -> Iterator[_Read]:
    """Yield one amount, and more of them in falling units: "1 uur", "1 uur en 5 minuten"."""
    read = _with_half(line.text, _one(line, position, lexicon), lexicon)
    while read:
        yield read
        if read.kind is not Kind.COUNT or len(read.parts) == _MOST_PARTS:
            break
        yield from _with_minutes(line, read)
        read = _further(line, read, lexicon)


def _with_minutes(line: Folded, read: _Read) -> Iterator[_Read]:
    """Yield what was read with the minutes that stand behind its hours without a unit: "1h30"."""
    match = _MINUTES.match(line.text, read.end)
    if match and read.parts[-1].units[0] == "hour":
        minutes = Part(line.span(*match.span()), ("minute",))
        # Bare it is a time of day.
        yield read._replace(end=match.end(), parts=(*read.parts, minutes), bare=False)


def _with_half(text: str, read: _Read | None, lexicon: Lexicon) -> _Read | None:
    """Add the half that stands behind an amount: "1時間半", "ساعة ونصف"."""
    half = lexicon.words["half"].match(text, skip_space(text, read.end)) if read else None
    if read is None or half is None or read.kind is not Kind.COUNT:
        return read
    return read._replace(end=half[1], parts=(read.parts[0]._replace(tenth=_HALF),), kind=Kind.ROUGH)


def _further(line: Folded, read: _Read, lexicon: Lexicon) -> _Read | None:
    text = line.text
    position = skip_space(text, read.end)
    if text.startswith(",", position):
        position = skip_space(text, position + 1)
    if joint := lexicon.words["and"].match(text, position):
        position = skip_space(text, joint[1])
    more = _one(line, position, lexicon)
    if more is None or more.kind is not Kind.COUNT or not _is_smaller(more.parts[0], read.parts[-1]):
        return None
    return read._replace(
        end=more.end,
        parts=read.parts + more.parts,
        marked=read.marked or more.marked,
        bare=_SMALL.match(text, position) is not None,
    )


def _is_smaller(part: Part, than: Part) -> bool:
    return UNITS.index(part.units[0]) < UNITS.index(than.units[0])


def _one(line: Folded, position: int, lexicon: Lexicon) -> _Read | None:
    text = line.text
    reads = [
        _fixed(lexicon.rough.match(text, position), Kind.ROUGH),
        _fixed(lexicon.counted.match(text, position), Kind.COUNT),
        _number_unit(line, position, lexicon),
        _unit_number(line, position, lexicon) if lexicon.unit_first else None,
    ]
    return max((read for read in reads if read), key=lambda read: read.end, default=None)


def _fixed(found: tuple[tuple[int, str], int] | None, kind: Kind) -> _Read | None:
    if found is None:
        return None
    (number, unit), end = found
    return _Read(end, (Part(number, (unit,)),), kind)


def _number_unit(line: Folded, position: int, lexicon: Lexicon) -> _Read | None:
    number = _number(line, position, lexicon)
    if number is None:
        return None
    position = skip_space(line.text, number[2])
    position = _vague(line.text, position, lexicon)[0]  # "10多天前"
    few = lexicon.numbers.match(line.text, position)
    if (
        few and few[0] is None
    ):  # "42 няколко секунди назад", as a formatter prints it that puts a number into "some"
        position = skip_space(line.text, few[1])
    if number[1] is None and (half := lexicon.words["half"].match(line.text, position)):  # "1 buçuk saat"
        number, position = (number[0], _HALF, number[2]), skip_space(line.text, half[1])
    if past := lexicon.past_units.match(line.text, position):
        return _amount(number, *past)._replace(marked=True)
    unit = _unit(line.text, position, lexicon.units)
    return _amount(number, *unit, glued=position == number[2]) if unit else None


def _unit(text: str, position: int, units: Phrases[Units]) -> tuple[Units, int] | None:
    found = units.match(text, position)
    if found and found[1] - position < _SHORT and text.startswith(".", found[1]):
        return found[0], found[1] + 1
    return found


def _unit_number(line: Folded, position: int, lexicon: Lexicon) -> _Read | None:
    unit = _unit(line.text, position, lexicon.units)
    number = _number(line, skip_space(line.text, unit[1]), lexicon) if unit else None
    return _amount(number, unit[0], number[2]) if unit and number else None


def read_phrase(line: Folded, start: int, lexicon: Lexicon) -> Ago | None:
    """Return the relative time without a number ("zojuist", "vor einer Stunde", "vorige week") at `start`."""
    if not may_start(line.text, start):
        return None
    return max(_phrases(line.text, start, lexicon), key=lambda ago: ago.end, default=None)


def _phrases(text: str, start: int, lexicon: Lexicon) -> Iterator[Ago]:
    if said := lexicon.said.match(text, start):
        (kind, number, unit), end = said
        yield Ago(Kind(kind), (Part(number, (unit,)),), start, end, True)
    if last := lexicon.last.match(text, start):
        yield Ago(Kind.LAST, (Part(1, (last[0],)),), start, last[1], True)
    if now := lexicon.words["just_now"].match(text, start):
        yield Ago(Kind.JUST_NOW, (), start, now[1], True)
    if seconds := lexicon.words["seconds"].match(text, start):
        yield Ago(Kind.SECONDS, (Part(1, ("second",)),), start, seconds[1], True)
