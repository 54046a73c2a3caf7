"""Two versions side by side, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from rich.cells import cell_len, chop_cells

from newscrawl.versions.align import align, join_near
from newscrawl.versions.changes import find_changes
from newscrawl.versions.content import Content
from newscrawl.versions.given import Given, is_same, read_both
from newscrawl.versions.signs import Token, to_key, to_tokens

State = Literal["same", "cut", "added"]

SIGNS: Mapping[State, tuple[str, str]] = {"same": ("", ""), "cut": ("[-", "-]"), "added": ("{+", "+}")}
COLOURS: Mapping[State, str] = {"same": "", "cut": "\x1b[31m", "added": "\x1b[32m"}
PLAIN = "\x1b[0m"
LEFT_OUT = "…"
"""Stands for paragraphs that stayed."""
INDENT = "  "
MIN_WIDTH = 20
"""Cells that a line has at least, however narrow the terminal."""
_BREAK = Token("", "\n", "break", False)


class _Piece(NamedTuple):
    """What is never broken over two lines."""

    text: str
    state: State
    spaced: bool
    breaks: bool = False
    """Whether a paragraph ends here."""


def diff(old: Content, new: Content, *, width: int, color: bool = False) -> list[str]:
    """Return lines of up to `width` cells (20 at least) that show what changed, field by field; [] if nothing did.

    Words that are gone stand in [-brackets-], new ones in {+braces+}, with `color` also in red and green; for
    paragraphs that stayed stands "…". Nothing that a terminal would obey is left of the texts.

    >>> print(*diff(Content("12 doden bij brand"), Content("15 doden bij brand"), width=60), sep="\\n")
    headline
      [-12-] {+15+} doden bij brand
    """
    changed = {change.field for change in find_changes(old, new)}
    before, after = read_both(old, new)
    lines: list[str] = []
    for field, pieces in _fields(before, after):
        if field in changed and (shown := list(_wrap(pieces, max(width, MIN_WIDTH) - len(INDENT), color))):
            lines += [field, *(f"{INDENT}{line}" for line in shown)]
    return lines


def _fields(old: Given, new: Given) -> Iterator[tuple[str, Iterator[_Piece]]]:
    yield "headline", _text(old.headline, new.headline)
    yield "lead", _text(old.lead, new.lead)
    yield "text", _text(old.text, new.text)
    yield "text", _listed(old.corrections, new.corrections)
    yield "agencies", _listed(old.agencies, new.agencies)
    if old.dateline is not None and new.dateline is not None:
        yield "dateline", _words([old.dateline], [new.dateline])


def _text(old: Sequence[str], new: Sequence[str]) -> Iterator[_Piece]:
    """Yield the pieces of the paragraphs that differ."""
    if is_same(tuple(old), tuple(new)):
        return
    for block in align(list(map(to_key, old)), list(map(to_key, new))):
        if block.same:
            yield _Piece(LEFT_OUT, "same", False)
            yield _Piece("", "same", False, breaks=True)
        else:
            yield from _words(old[block.old], new[block.new])


def _words(old: Sequence[str], new: Sequence[str]) -> Iterator[_Piece]:
    words, others = _tokens(old), _tokens(new)
    for block in join_near(align([word.key for word in words], [other.key for other in others])):
        if block.same:
            yield from _marked(others[block.new], "same")
        else:
            yield from _marked(words[block.old], "cut")
            yield from _marked(others[block.new], "added")


def _tokens(lines: Sequence[str]) -> list[Token]:
    return [token for line in lines for token in (*to_tokens(line), _BREAK)]


def _marked(tokens: Sequence[Token], state: State) -> Iterator[_Piece]:
    """Yield the tokens of one state, each run of them inside of a paragraph between its signs."""
    opening, closing = SIGNS[state]
    for is_break, run in groupby(tokens, lambda token: token.kind == "break"):
        parts = list(run)
        if is_break:
            yield _Piece("", "same", False, breaks=True)
            continue
        for place, token in enumerate(parts):
            first, last = place == 0, place == len(parts) - 1
            shown = f"{opening if first else ''}{token.shown}{closing if last else ''}"
            yield _Piece(shown, state, token.spaced or (first and state == "added"))


def _listed(old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Iterator[_Piece]:
    """Yield the values of a field that holds several, each on a line of its own, if both versions give them."""
    if old is None or new is None or old.keys() == new.keys():
        return
    for key, value in {**old, **new}.items():
        state: State = "cut" if key not in new else "added" if key not in old else "same"
        yield from _marked([*to_tokens(value), _BREAK], state)


def _wrap(pieces: Iterable[_Piece], width: int, color: bool) -> Iterator[str]:
    line: list[_Piece] = []
    used = 0
    for piece in _chopped(pieces, width):
        space = int(piece.spaced and used > 0)
        if line and (piece.breaks or used + space + cell_len(piece.text) > width):
            yield _shown(line, color)
            line, used, space = [], 0, 0
        if not piece.breaks:
            line.append(piece)
            used += space + cell_len(piece.text)
    if line:
        yield _shown(line, color)


def _chopped(pieces: Iterable[_Piece], width: int) -> Iterator[_Piece]:
    """Yield the pieces, those that are longer than a line in parts."""
    for piece in pieces:
        if cell_len(piece.text) <= width:
            yield piece
        else:
            yield from (_Piece(part, piece.state, False) for part in chop_cells(piece.text, width))


def _shown(line: Sequence[_Piece], color: bool) -> str:
    shown = ""
    for state, run in groupby(line, lambda piece: piece.state):
        for place, piece in enumerate(run):
            space = " " if piece.spaced and shown else ""
            start = COLOURS[state] if color and place == 0 else ""
            shown += f"{space}{start}{piece.text}"
        if color and COLOURS[state]:
            shown += PLAIN
    return shown
