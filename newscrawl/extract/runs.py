"""Teasers in text whose markup is lost: entries that open with a dateline and end with a relative
time, one run into the next ("... geledenMINNEAPOLIS (ANP) - ...").
"""

import re
from collections import deque
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from newscrawl.datelines import parse_dateline
from newscrawl.extract.fields import MAX_TEXT, MAX_TIME, is_time, times_in
from newscrawl.extract.teaser import Teaser
from newscrawl.times import Span

MIN_ENTRIES = 2
"""Fewer are no list: an article may open with a dateline and show its own age."""
MAX_LINES = 2
"""Lines of one entry: the lead, and one more where it is broken."""
CAPITAL = "[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]"
LOWER = rf"(?:(?!{CAPITAL})[^\W\d_])"
GLUED_WORDS = re.compile(
    rf"""(?:^|(?<=[.!?"”’»]))\s?
        (?P<words>{LOWER}{{2,15}}(?:\ {LOWER}{{2,15}}){{0,2}})
        (?={CAPITAL}{{2}})""",
    re.VERBOSE,
)
"""Up to three words at the beginning of a line, or behind a sentence, that run into capitals: "zojuistOSLO (ANP)"."""
MAX_HEADING = 80
SAME_TEXT = 60
"""Characters that tell two leads apart."""


class _Piece(NamedTuple):
    text: str
    time: bool
    line: int
    glued: bool
    """True where a time stands before it in the same line."""


class _Entry(NamedTuple):
    texts: list[str]
    time: str
    lines: list[int]


class Run(NamedTuple):
    """A list found in running text."""

    teasers: list[Teaser]
    lines: frozenset[int]
    """Indexes of the lines that belong to it, the heading included."""


def find_run(
    lines: Sequence[str], *, language: str | None = None, known: Container[str] | None = None
) -> Run:
    """Return the teasers in the `lines` of a text, in their order; none if it holds no such list.

    `known` are the beginnings of texts; none is returned if all teasers would be made of these.
    """
    candidates: list[tuple[list[_Piece], _Piece]] = []
    recent: deque[_Piece] = deque(maxlen=MAX_LINES)
    for piece in _pieces(lines, language):
        if not piece.time:
            recent.append(piece)
        else:
            candidates.append(([*recent], piece))
            recent.clear()
    if known is not None and all(beginning(text.text) in known for texts, _ in candidates for text in texts):
        return Run([], frozenset())  # before each of them is read for a dateline
    entries = [
        _Entry([text.text for text in opened], time.text, [part.line for part in (*opened, time)])
        for texts, time in candidates
        if (opened := _opened(texts, language))
    ]
    return _to_run(lines, entries) if len(entries) >= MIN_ENTRIES else Run([], frozenset())


def beginning(text: str) -> str:
    """Return what tells one lead from another."""
    return text[:SAME_TEXT].casefold()


def _opened(texts: Sequence[_Piece], language: str | None) -> Sequence[_Piece]:
    """Return the last of the texts in front of a time, from the one that opens an entry; none if none does."""
    for start in reversed(range(len(texts))):
        if texts[start].glued or parse_dateline(texts[start].text, language=language):
            return texts[start:]
    return ()


def _to_run(lines: Sequence[str], entries: list[_Entry]) -> Run:
    first = entries[0].lines[0]
    above = lines[first - 1] if first else ""
    heading = above if 0 < len(above) <= MAX_HEADING and above[-1] not in '.!?"”' else None
    used = {number for entry in entries for number in entry.lines} | ({first - 1} if heading else set())
    teasers = [
        Teaser(lead=" ".join(entry.texts)[:MAX_TEXT], time_text=entry.time, position=number, heading=heading)
        for number, entry in enumerate(entries, 1)
    ]
    return Run(teasers, frozenset(used))


def _pieces(lines: Sequence[str], language: str | None) -> Iterator[_Piece]:
    for number, line in enumerate(lines):
        start, glued = 0, False
        for span in sorted({*times_in(line, language), *_just_now(line, language)}):
            if not _ends_entry(line, span.end, language):
                continue
            if text := line[start : span.start].strip(" |·•"):
                yield _Piece(text, False, number, glued)
            yield _Piece(line[span.start : span.end].strip(), True, number, glued)
            start, glued = span.end, True
        if line[start:].strip(" .)|·•"):
            yield _Piece(line[start:].strip(" |·•"), False, number, glued)


def _just_now(line: str, language: str | None) -> Iterator[Span]:
    """Yield the words for "just now" that a dateline is run on behind: they are no time anywhere else in a text."""
    for found in GLUED_WORDS.finditer(line):
        behind = line[found.end() : found.end() + 5 * MAX_TIME]
        if is_time(found["words"], language) and parse_dateline(behind, language=language):
            yield Span(*found.span("words"))


def _ends_entry(line: str, end: int, language: str | None) -> bool:
    """Tell whether a time that ends at `end` closes an entry: the line ends, or the next one begins."""
    rest = line[end:]
    if not rest.strip(" .)|·•"):
        return True
    # Run together: a capital right behind the time. With a space between, only a dateline will do.
    return (
        rest[0].isupper()
        or parse_dateline(rest[: 5 * MAX_TIME].lstrip(" |·•"), language=language) is not None
    )
