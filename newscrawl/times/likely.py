"""Which languages a text may be in, by its words that stand in their tables."""

from __future__ import annotations

import re

from newscrawl.times.phrases import is_cased
from newscrawl.times.tables import ENGLISH, ROOT, load_index

_WORDS = re.compile(r"(?:(?![\d_])[\w\u0900-\u0dff])+")  # Indic vowel signs are part of a word


def to_likely(text: str) -> list[list[str]]:
    """Return the languages that have words of the text, those that have most of them first.

    Languages that have equally many stand together. English and the root stand last for texts without words.
    """
    index = load_index()
    votes = dict.fromkeys((ENGLISH, ROOT), 0)
    # Scripts without spaces are indexed by letter.
    single = (letter for letter in text if letter.isalpha() and not is_cased(letter))
    for word in dict.fromkeys([*single, *_WORDS.findall(text)]):
        for name in index.get(word, "").split():
            votes[name] = votes.get(name, 0) + 1
    tiers: dict[int, list[str]] = {}
    for name in sorted(votes, key=lambda name: (-votes[name], name)):
        tiers.setdefault(votes[name], []).append(name)
    return list(tiers.values())
