"""Teasers in text whose markup is lost: entries that open with a dateline and end with a relative
time, one run into the next ("... geledenMINNEAPOLIS (ANP) - ...").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newscrawl.datelines import parse_dateline
from newscrawl.extract.fields import MAX_TEXT, MAX_TIME
from newscrawl.extract.teaser import Teaser
from newscrawl.times import find_times

MIN_ENTRIES = 2
"""Fewer are no list: an article may open with a dateline and show its own age."""
MAX_LINES = 2
"""Lines of one entry: the lead, and one more where it is broken."""
MAX_HEADING = 80


class _Piece(NamedTuple):
    text: str
    time: bool
    line: int
    glued: bool
    """True where a time stands before it in the same line."""


@dataclass(slots=True)
class _Entry:
    lines: list[int]
    texts: list[str] = field(default_factory=list)
    time: str | None = None


class Run(NamedTuple):
    """A list found in running text."""

    teasers: list[Teaser]
    lines: frozenset[int]
    """Indexes of the lines that belong to it, the heading included."""


def find_run(lines: Sequence[str], *, language: str | None = None) -> Run:
    """Return the teasers in the `lines` of a text, in their order; none if it holds no such list."""
    entries: list[_Entry] = []
    current: _Entry | None = None
    for piece in _pieces(lines, language):
        if piece.time:
            if current:
                current.time = piece.text
                current.lines.append(piece.line)
                entries.append(current)
            current = None
        elif piece.glued or parse_dateline(piece.text, language=language):
            current = _Entry([piece.line], [piece.text])
        elif current and len(current.texts) < MAX_LINES:
            current.lines.append(piece.line)
            current.texts.append(piece.text)
        else:
            current = None
    if len(entries) < MIN_ENTRIES:
        return Run([], frozenset())
    return _to_run(lines, entries)


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
        for span in find_times(line, language=language):
            if not _ends_entry(line, span.end, language):
                continue
            if text := line[start : span.start].strip(" |·•"):
                yield _Piece(text, False, number, glued)
            yield _Piece(line[span.start : span.end].strip(), True, number, glued)
            start, glued = span.end, True
        if line[start:].strip(" .)|·•"):
            yield _Piece(line[start:].strip(" |·•"), False, number, glued)


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
