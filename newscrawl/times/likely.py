"""Which languages a text may be in, by its words that stand in their tables."""

from __future__ import annotations

import re

from newscrawl.times.phrases import is_cased
from newscrawl.times.tables import ENGLISH, ROOT, load_index

_MOST_LANGUAGES = 24
_WORDS = re.compile(r"(?:(?![\d_])[\w\u0900-\u0dff])+")  # Indic vowel signs are part of a word


def to_likely(text: str) -> list[str]:
    """Return the languages that have most words of the text, English among them for texts without words."""
    index, votes = load_index(), {ENGLISH: 0, ROOT: 0}
    single = (
        letter for letter in text if letter.isalpha() and not is_cased(letter)
    )  # for scripts without spaces
    for word in dict.fromkeys([*single, *_WORDS.findall(text)]):
        for name in index.get(word, "").split():
            votes[name] = votes.get(name, 0) + 1
    return sorted(votes, key=lambda name: (-votes[name], name))[:_MOST_LANGUAGES]
