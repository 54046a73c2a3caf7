"""Spell out whole numbers by CLDR's rule-based number formats: just what cardinals below a hundred need."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Rules = Mapping[str, Sequence[Sequence[str]]]

_BASE = re.compile(r"(\d+)(?:/(\d+))?(>*)")
_SUBSTITUTION = re.compile(r"([←→=])(→|[^←→=]*)\1")
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_DEEPEST = 20  # rules that call each other in a circle must end


class Unspeakable(ValueError):
    """The rules do not spell this number out: they print digits or use what is not supported here."""


class Speller:
    """Spells numbers by one locale's rule sets.

    >>> rules = {"%n": [["0", "nul;"], ["1", "een;"], ["2", "twee;"], ["20", "[→→en]twintig;"]]}
    >>> Speller(rules).spell(22, "%n"), Speller(rules).spell(20, "%n")
    ('tweeentwintig', 'twintig')
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = {name: _parse(rows) for name, rows in rules.items() if not name.startswith("_")}

    @property
    def names(self) -> list[str]:
        """The rule sets that may be asked for: the private ones start with two signs."""
        return [name for name in self._rules if not name.startswith("%%")]

    def spell(self, number: int, name: str) -> str:
        """Return `number` in words of the rule set `name`."""
        text = self._spell(number, name, _DEEPEST)
        if any(character.isdigit() for character in text) or not text.strip():
            raise Unspeakable(f"{name} prints {text!r} for {number}")
        return text

    def _spell(self, number: int, name: str, deepest: int) -> str:
        if name not in self._rules or not deepest:
            raise Unspeakable(name)
        rows = self._rules[name]
        place = max((at for at, row in enumerate(rows) if row[0] <= number), default=None)
        if place is None:
            raise Unspeakable(f"{name} has no rule for {number}")
        base, divisor, text = rows[place]
        if _rolls_back(text, number, base, divisor) and place:
            place -= 1
            base, divisor, text = rows[place]
        return self._expand(text, number, (name, place, divisor), deepest - 1)

    def _expand(self, text: str, number: int, rule: tuple[str, int, int], deepest: int) -> str:
        name, place, divisor = rule
        if "$(" in text:
            raise Unspeakable("plural forms")
        text = _OPTIONAL.sub(r"\1" if number % divisor else "", text)

        def put(match: re.Match[str]) -> str:
            sign, target = match.groups()
            value = {"←": number // divisor, "→": number % divisor, "=": number}[sign]
            if target.endswith("→"):
                before = self._rules[name][place - 1]
                return self._expand(before[2], value, (name, place - 1, before[1]), deepest)
            if target and not target.startswith("%"):
                return str(value)  # a pattern of digits
            return self._spell(value, target or name, deepest)

        return _SUBSTITUTION.sub(put, text)


def _parse(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, str]]:
    parsed = []
    for head, text in rows:
        if match := _BASE.fullmatch(head):
            base, radix = int(match[1]), int(match[2] or 10)
            power = max(0, _log(base, radix) - len(match[3]))
            parsed.append((base, radix**power, text.removesuffix(";").removeprefix("'")))
    return parsed


def _log(number: int, radix: int) -> int:
    power = 0
    while radix ** (power + 1) <= number:
        power += 1
    return power


def _rolls_back(text: str, number: int, base: int, divisor: int) -> bool:
    """Tell whether the rule before is meant: the standard's exception for round multiples."""
    return "←" in text and "→" in text and not number % divisor and bool(base % divisor)
