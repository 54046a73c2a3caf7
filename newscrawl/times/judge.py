"""Whether what looks like the time of a listing is one: what stands before and behind it must let it be."""

from __future__ import annotations

import re

from newscrawl.times.ago import Ago, Kind
from newscrawl.times.calendar import read_when
from newscrawl.times.fold import GLUE, Folded, fold
from newscrawl.times.lexicon import Lexicon
from newscrawl.times.phrases import is_cased, skip_space
from newscrawl.times.when import When

_STRONG = "|·•›»\n"
_SHORT_UNITS = ("second", "minute", "hour", "day")
_COARSE = ("month", "year")
_WORD = re.compile(r"[^\W_]|\x00")
_CAPITALS = re.compile(r"[^\W\d_]{3,}")  # "ieri ROMA (ANSA)"
_MARKS = " \t.,:;|·•›»()[]/-–—\n\"'"


def may_stand(
    line: Folded, position: int, said: Ago | When, lexicon: Lexicon, *, bare: bool, weak: bool
) -> bool:
    """Say whether a reading may stand at `position`; a bare duration or clock time only if nothing belies it.

    `bare` allows bare durations, `weak` says that only what cannot be else may stand there.
    """
    if isinstance(said, When):
        if said.dated or position == 0:
            return True
        if "0" in line.text[:position]:  # the date stands there, in words that were not understood
            return False
    elif said.marked:
        return True
    elif not bare or not _is_plausible_bare(said, line.slice(said.start, said.end), lexicon):
        return False
    before, behind = line.text[:position].rstrip(_MARKS), line.text[said.end :].lstrip(_MARKS)
    if weak or _ends(before, lexicon) or _begins(behind, lexicon):
        return False
    # "peste 3 ore" is in three hours as well as more than three.
    vague = lexicon.words["about"].match(line.text, said.start)
    return not (vague and _ends(line.text[: vague[1]], lexicon))


def _ends(before: str, lexicon: Lexicon) -> bool:
    words = (*lexicon.words["not_past"].meanings, *lexicon.words["future_before"].meanings)
    return any(before.endswith(word) and not before[: -len(word)][-1:].isalnum() for word in words)


def _begins(behind: str, lexicon: Lexicon) -> bool:
    return any(lexicon.words[key].match(behind, 0) for key in ("not_past", "future_behind"))


def _is_plausible_bare(ago: Ago, printed: str, lexicon: Lexicon) -> bool:
    """Say whether a duration without a marker may be a time ago: "3 uur" is one, "3D" and "een jaar" are not."""
    if ago.kind is not Kind.COUNT or not any(character.isdecimal() for character in printed):
        return False
    if len(printed) > 1 and printed[-1].isupper() and not printed[-2].isalpha():
        return False
    word = fold(printed).text.strip("0123456789 ").rstrip(".")
    part = ago.parts[0]
    # "5m" of a listing is a time, "5 m" a length.
    letter = len(word) == 1 and part.glued and part.units[0] in _SHORT_UNITS
    return letter or word not in lexicon.bare_refused


def fits(line: Folded, said: Ago | When, lexicon: Lexicon) -> bool:
    """Say whether what follows the reading lets it be the time of a listing, and not a part of prose."""
    word = _WORD.search(line.text, said.end)
    gap = line.lines[said.end : word.start() if word else None]
    if word is None or any(mark in gap for mark in _STRONG):
        return True
    if is_labelled_behind(line, said, lexicon, "updated") or is_labelled_behind(
        line, said, lexicon, "published"
    ):
        return True
    following = line.slice(word.start(), word.end())
    if isinstance(said, When):
        return _fits_when(line, said, word.start(), gap, lexicon) or _is_dated_twice(
            line, said, word.start(), lexicon
        )
    if not said.marked:  # two texts that ran together are no prose
        return not gap and (
            line.text[word.start()] == GLUE or is_cased(line.text[said.end - 1]) != is_cased(following)
        )
    if following.islower() and is_cased(following):
        return False
    if said.kind in (Kind.JUST_NOW, Kind.SECONDS, Kind.LAST) or said.parts[0].units[0] in _COARSE:
        return not gap or "-" in gap  # "Net Ajax", "Vor 20 Jahren Mauerfall"
    return True


def is_labelled_behind(line: Folded, said: Ago | When, lexicon: Lexicon, key: str) -> bool:
    """Say whether the text ends with a label behind a relative time: "3 saat önce güncellendi"."""
    label = lexicon.words[key].match(line.text, skip_space(line.text, said.end))
    return (
        label is not None and isinstance(said, Ago) and said.marked and not line.text[label[1] :].strip(" .)")
    )


def _is_dated_twice(line: Folded, said: When, position: int, lexicon: Lexicon) -> bool:
    """Say whether the date stands there once more, in another calendar or language."""
    again = read_when(line, position, lexicon, said.orders) if said.dated else None
    return again is not None and again.has_date


def _fits_when(line: Folded, said: When, position: int, gap: str, lexicon: Lexicon) -> bool:
    following = line.slice(position, position + 1)
    if any(lexicon.words[key].match(line.text, position) for key in ("updated", "published")):
        return True
    if said.hour and said.dated and not gap and not is_cased(line.text[position]):
        return True  # digits end where the letters of the next text begin: "昨天 14:05北京"
    if following.isupper() and (not gap or "-" in gap or "," in gap):
        return True
    dateline = _CAPITALS.match(line.printed, line.origin(position)) if said.days_ago is not None else None
    return dateline is not None and dateline[0].isupper()
