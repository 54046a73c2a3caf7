"""Find what makes a relative time one of the past: the words that all its units share.

From "vor # Minuten", "vor # Stunden", "vor # Tagen" comes the marker "vor", and what is left of each pattern is a
form of its unit: "tagen". With marker and units the engine reads what no pattern has: "vor gut zwei Tagen".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Tokens = tuple[str, ...]
_SHARED = 3  # units that must share a marker: two may share it by chance ("分钟前", "秒钟前")
_LONGEST = 3  # words in the name of a unit: "uair an chloig"
_ALIKE = 3  # letters that an agreeing marker shares with its sisters: iliyopita, uliopita


class Pattern(NamedTuple):
    """A relative time parted at its number."""

    unit: str
    left: Tokens
    right: Tokens


@dataclass
class Markers:
    """What was found in the patterns of one tense."""

    before: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)
    around: set[tuple[str, str]] = field(default_factory=set)
    units: dict[str, set[str]] = field(default_factory=dict)
    fused: dict[str, set[str]] = field(default_factory=dict)
    left_units: set[str] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)

    def weak(self) -> set[str]:
        """Return what stands before a number only where another marker stands behind."""
        return {before for before, _ in self.around} - self.before


class Deriver:
    """Derives markers for one language and one tense."""

    def __init__(self, units: Mapping[str, Iterable[str]], spaced: bool) -> None:
        self._spaced = spaced
        self._known = {
            unit: {self._tokens(form) for word in words for form in (word, word.rstrip("."), f"{word}.")}
            for unit, words in units.items()
        }
        self._any = {tokens for forms in self._known.values() for tokens in forms}

    def derive(self, patterns: Mapping[str, Iterable[str]], refused: Collection[str] = ()) -> Markers:
        """Return the markers in `patterns` (by unit, with # for the number) but those in `refused`."""
        pairs = ((unit, text) for unit, texts in patterns.items() for text in texts)
        parted = [pattern for unit, text in pairs if (pattern := self._part(unit, text))]
        self._refused = {self._tokens(marker) for marker in refused}
        found = Markers()
        before = self._shared([(pattern.unit, _heads(pattern.left)) for pattern in parted])
        behind = self._shared([(pattern.unit, _tails(pattern.right)) for pattern in parted])
        rest = [pattern for pattern in parted if not self._take(pattern, before, behind, found)]
        rest = self._agreeing(rest, found)
        for pattern in rest:
            self._fuse(pattern, found)
        return found

    def strip(self, text: str, markers: Markers) -> str | None:
        """Return a phrase without its marker; None if it has none."""
        tokens = self._tokens(text)
        both = [(first, last) for first, last in markers.around] + [("", last) for last in markers.behind]
        both += [(first, "") for first in markers.before]
        for first, last in sorted(both, key=lambda pair: -len(pair[0] + pair[1])):
            head, tail = self._tokens(first), self._tokens(last)
            inner = tokens[len(head) : len(tokens) - len(tail)]
            if inner and tokens[: len(head)] == head and (not tail or tokens[-len(tail) :] == tail):
                return self._joined(inner)
        return None

    def beside(self, unit: str, text: str, markers: Markers) -> str | None:
        """Return what stands before the number but is neither a marker nor the unit: "about" in its language."""
        pattern = self._part(unit, text)
        if pattern is None:
            return None
        left = pattern.left
        for marker in sorted(markers.before | {first for first, _ in markers.around}, key=len, reverse=True):
            left = _without(left, self._tokens(marker))
        for form in self._known.get(unit, ()):
            left = left[: -len(form)] if form and left[-len(form) :] == form else left
        word = self._joined(left)
        return word if self._fits(left) and _is_word(word) and len(word) > 1 else None

    def _tokens(self, text: str) -> Tokens:
        return tuple(text.split()) if self._spaced else tuple(text.strip())

    def _joined(self, tokens: Tokens) -> str:
        return (" " if self._spaced else "").join(tokens).strip()

    def _part(self, unit: str, text: str) -> Pattern | None:
        if text.count("#") != 1:
            return None
        left, right = text.split("#")
        if left.rstrip().endswith("(") and right.lstrip().startswith(")"):
            return None  # "לפני דקה (#)": the number is said twice
        if left.strip() and not _has_letter(left):
            left = ""  # a minus sign
        return Pattern(unit, self._tokens(left), self._tokens(right))

    def _shared(self, parts: list[tuple[str, list[Tokens]]]) -> set[Tokens]:
        seen: dict[Tokens, set[str]] = {}
        for unit, candidates in parts:
            for tokens in candidates:
                seen.setdefault(tokens, set()).add(unit)
        enough = min(_SHARED, max(2, len({unit for unit, _ in parts})))
        return {tokens for tokens, units in seen.items() if len(units) >= enough and self._may_mark(tokens)}

    def _may_mark(self, tokens: Tokens) -> bool:
        word = self._joined(tokens)
        free = tokens not in self._any and tokens not in self._refused
        return free and _is_word(word) and (word[0].isalpha() or word[0] == "'")

    def _take(self, pattern: Pattern, before: set[Tokens], behind: set[Tokens], found: Markers) -> bool:
        heads = [(), *(tokens for tokens in _heads(pattern.left) if tokens in before)]
        tails = [(), *(tokens for tokens in _tails(pattern.right) if tokens in behind)]
        best: tuple[tuple[int, int], Tokens, Tokens, Tokens] | None = None
        for head in heads:
            for tail in tails:
                left, right = pattern.left[len(head) :], pattern.right[: len(pattern.right) - len(tail)]
                residue = left or right
                if (not head and not tail) or not residue or (left and right) or not self._fits(residue):
                    continue
                if self._is_mixed(pattern.unit, residue):
                    continue
                known = any(self._trimmed(residue) == form for form in self._known.get(pattern.unit, ()))
                score = (int(known), len(head) + len(tail))
                if best is None or score > best[0]:
                    best = (score, head, tail, residue)
        if best is None:
            return False
        self._note(pattern, best[1:], found)
        return True

    def _is_mixed(self, unit: str, residue: Tokens) -> bool:
        """Tell whether a unit stands beside some other word: "kelkaj sekundoj"."""
        known, size = self._known.get(unit, set()), len(residue)
        parts = {residue[start:end] for start in range(size) for end in range(start + 1, size + 1)}
        return self._spaced and self._trimmed(residue) not in known and not known.isdisjoint(parts)

    def _trimmed(self, tokens: Tokens) -> Tokens:
        return self._tokens(self._joined(tokens))

    def _fits(self, residue: Tokens) -> bool:
        text = self._joined(residue)
        return (len(residue) <= _LONGEST or not self._spaced) and _is_word(text)

    def _note(self, pattern: Pattern, parts: tuple[Tokens, Tokens, Tokens], found: Markers) -> None:
        head, tail, residue = (self._joined(tokens) for tokens in parts)
        if head and tail:
            found.around.add((head, tail))
            found.behind.add(tail)
        elif head:
            found.before.add(head)
        else:
            found.behind.add(tail)
        found.units.setdefault(pattern.unit, set()).add(residue)
        if len(parts[0]) < len(pattern.left):
            found.left_units.add(residue)

    def _agreeing(self, patterns: list[Pattern], found: Markers) -> list[Pattern]:
        """Take markers that change with their unit: what is left beside a known unit."""
        sides: dict[tuple[Tokens, Tokens], list[tuple[Pattern, Tokens]]] = {}
        rest = []
        for pattern in patterns:
            split = self._split_known(pattern)
            if split:
                sides.setdefault(split[:2], []).append((pattern, split[2]))
            else:
                rest.append(pattern)
        for (head, tail), members in sorted(sides.items(), key=lambda item: -len(item[1])):
            units = {pattern.unit for pattern, _ in members}
            if len(units) >= 2 or self._has_sister(head, tail, found):
                for pattern, residue in members:
                    self._note(pattern, (head, tail, residue), found)
            else:
                rest += [pattern for pattern, _ in members]
        return rest

    def _split_known(self, pattern: Pattern) -> tuple[Tokens, Tokens, Tokens] | None:
        known = self._known.get(pattern.unit, set())
        for size in range(len(pattern.right), 0, -1):
            if pattern.right[:size] in known and (pattern.left or pattern.right[size:]):
                return self._checked(pattern.left, pattern.right[size:], pattern.right[:size])
        for size in range(len(pattern.left), 0, -1):
            if pattern.left[-size:] in known and (pattern.left[:-size] or pattern.right):
                return self._checked(pattern.left[:-size], pattern.right, pattern.left[-size:])
        return None

    def _checked(self, head: Tokens, tail: Tokens, unit: Tokens) -> tuple[Tokens, Tokens, Tokens] | None:
        markers = [tokens for tokens in (head, tail) if tokens]
        right = bool(markers) and all(self._may_mark(tokens) for tokens in markers)
        return (head, tail, unit) if right else None

    def _has_sister(self, head: Tokens, tail: Tokens, found: Markers) -> bool:
        marker, others = self._joined(tail), found.behind
        if head:
            marker, others = self._joined(head), found.before
        alike = [other for other in others if other[-_ALIKE:] == marker[-_ALIKE:] and len(other) > _ALIKE]
        return self._joined(head or tail) in others or bool(alike)

    def _fuse(self, pattern: Pattern, found: Markers) -> None:
        """Keep a unit that holds its own marker: "# तासांपूर्वी"."""
        word = self._joined(pattern.right)
        if pattern.left or not word:
            found.doubts.append(f"no marker in {self._joined(pattern.left)!r} # {word!r} ({pattern.unit})")
        elif self._trimmed(pattern.right) in self._known.get(pattern.unit, set()):
            found.units.setdefault(pattern.unit, set()).add(word)
        elif self._spaced and len(pattern.right) == 1 and _is_word(word) and len(word) >= _ALIKE:
            found.fused.setdefault(pattern.unit, set()).add(word)
        else:
            found.doubts.append(f"no marker in # {word!r} ({pattern.unit})")


def _heads(tokens: Tokens) -> list[Tokens]:
    return [tokens[:size] for size in range(1, len(tokens) + 1)]


def _tails(tokens: Tokens) -> list[Tokens]:
    return [tokens[-size:] for size in range(1, len(tokens) + 1)]


def _without(tokens: Tokens, part: Tokens) -> Tokens:
    for place in range(len(tokens) - len(part) + 1):
        if part and tokens[place : place + len(part)] == part:
            return tokens[:place] + tokens[place + len(part) :]
    return tokens


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _is_word(text: str) -> bool:
    """Tell whether a text may be a marker or a unit: not a sign, not the second half of a letter."""
    whole = bool(text) and unicodedata.category(text[0])[0] != "M"
    return (
        whole and _has_letter(text) and not any(character.isdigit() or character == "#" for character in text)
    )
