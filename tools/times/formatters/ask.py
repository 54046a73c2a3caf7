"""Asks the formatters of Python what they print: python ask.py > samples.jsonl.

A text means what the same formatter says in English at the same instant, so each sample carries the English too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from libraries import LIBRARIES, Library, Print, tag

NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
Texts = dict[str, str]


def deltas() -> Iterator[timedelta]:
    """Yield how far from now the instants are that are asked for."""
    grid = json.loads(Path(__file__).with_name("deltas.json").read_text(encoding="utf-8"))
    for seconds, counts in grid["units"].values():
        for count in counts:
            for share in grid["shares"]:
                yield timedelta(seconds=(count + share) * seconds)


def both(ask: Print, name: str, delta: timedelta) -> Texts:
    """Return what is printed of an instant in the past and of one in the future."""
    return {"past": ask(name, NOW - delta, NOW), "future": ask(name, NOW + delta, NOW)}


def cases(ask: Print, english: str) -> Iterator[tuple[timedelta, Texts]]:
    """Yield one delta for everything that the formatter can say in English."""
    seen: set[str] = set()
    for delta in deltas():
        texts = both(ask, english, delta)
        if not seen.issuperset(texts.values()):
            yield delta, texts
        seen.update(texts.values())


def samples(library: Library) -> Iterator[dict[str, str]]:
    """Yield everything that a formatter says, in each of its locales."""
    for style, ask in library.styles.items():
        for delta, english in cases(ask, library.english):
            for name in library.locales:
                texts = both(ask, name, delta)
                bare = style == "bare"
                for tense in ("past",) if bare else ("past", "future"):
                    if texts[tense]:
                        row = {"source": library.source, "locale": tag(name), "style": style}
                        said = {"tense": "bare" if bare else tense, "text": texts[tense]}
                        yield row | said | {"english": english[tense]}


if __name__ == "__main__":
    for library in LIBRARIES:
        for sample in samples(library()):
            sys.stdout.write(json.dumps(sample, ensure_ascii=False) + "\n")
