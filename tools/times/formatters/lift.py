"""Turns samples of texts into phrases: the number lifted out, repeated and untranslated ones left out.

python lift.py FOLDER < samples.jsonl writes FOLDER/<source>.jsonl, the same bytes for the same samples.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from english import read

Row = dict[str, Any]
_MARKERS = re.compile(r"^in | ago$| from now$")
_DIGITS = re.compile(r"\d+")
_read = cache(read)


def phrases(samples: Iterable[Row]) -> Iterator[Row]:
    """Yield a phrase for each sample that says the one number which is meant."""
    for sample in samples:
        english = sample.pop("english", "")
        meaning = _read(english) if english else sample.pop("meaning")
        if meaning is None or (_is_foreign(sample) and is_english(sample, english, meaning["unit"])):
            continue
        phrase = sample | {"untranslated": english == sample["text"]} | meaning
        if phrase.get("now") and phrase["tense"] == "bare":
            phrase["tense"] = "past"  # "just now" is the same seen from both sides
        if lift(phrase):
            yield phrase


def is_english(sample: Row, english: str, unit: str) -> bool:
    """Say whether a past or future text fell back to English, or its unit did ("il y a a week")."""
    if not english or sample["tense"] == "bare":
        return False
    text, duration = _DIGITS.sub("#", sample["text"]), _MARKERS.sub("", english)
    # A duration may be written alike elsewhere: "il y a 2 minutes", "1 week geleden".
    telling = unit != "minute" and duration != english and not duration.startswith("1 ")
    half = text.endswith((" ago", " from now")) or (telling and _DIGITS.sub("#", duration) in text)
    return half or english == sample["text"]


def lift(phrase: Row) -> bool:
    """Put # for the number of the text; False if there are others."""
    text, found = phrase["text"], list(_DIGITS.finditer(phrase["text"]))
    if not found:
        return True
    if len(found) > 1 or int(found[0][0]) != phrase["value"]:
        return False
    phrase |= {"text": text[: found[0].start()] + "#" + text[found[0].end() :], "value": None}
    return True


def _is_foreign(row: Row) -> bool:
    return not row["locale"].lower().startswith("en")


def fallbacks(rows: Iterable[Row]) -> set[tuple[str, ...]]:
    """Return the styles of locales whose bare texts are mostly English.

    One such text may well be right: five minutes are "5 minutes" in French too.
    """
    counts: defaultdict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
    for row in rows:
        if row["tense"] == "bare" and _is_foreign(row):
            counts[_style(row)][row["untranslated"]] += 1
    return {style for style, count in counts.items() if count[True] > count[False]}


def _style(row: Row) -> tuple[str, ...]:
    return row["source"], row["locale"], row["style"]


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[key] for key in ("source", "locale", "tense", "unit", "approx", "text"))


def choose(rows: list[Row]) -> Iterator[Row]:
    """Yield each phrase once, with the first style that prints it."""
    english = fallbacks(rows)
    values: defaultdict[tuple[str, ...], set[int | None]] = defaultdict(set)
    for row in rows:
        values[_key(row)].add(row["value"])
    for row in rows:
        untranslated = row.pop("untranslated") and row["tense"] == "bare" and _style(row) in english
        # "Some weeks ago", printed for three and for four, says no number.
        if not untranslated and len(values.pop(_key(row), ())) == 1:
            yield row


def main(lines: Iterable[str], folder: Path) -> None:
    """Write the phrases of all samples, a file for each source."""
    written: defaultdict[str, list[str]] = defaultdict(list)
    for row in choose(list(phrases(map(json.loads, lines)))):
        written[row["source"]].append(json.dumps(row, ensure_ascii=False))
    folder.mkdir(parents=True, exist_ok=True)
    for source, texts in written.items():
        (folder / f"{source}.jsonl").write_text(
            "".join(f"{text}\n" for text in sorted(texts)), encoding="utf-8"
        )


if __name__ == "__main__":
    main(sys.stdin, Path(sys.argv[1]))
