"""Take in what formatters print, as `formatters/` writes it down: one phrase a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as File
from typing import Any

from tools.times.cldr import ROOT, base_language
from tools.times.draft import UNITS, Draft, Rank, Source
from tools.times.languages import tables_of

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # of the direction of writing
_ABOUT = ("about", "over", "almost")
_HALVES = {"minute": "30 second", "hour": "30 minute"}


def read_phrases(folder: File) -> Iterator[dict[str, Any]]:
    """Yield the rows of every file, in a stable order."""
    for file in sorted(folder.glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def add_phrases(
    rows: Iterable[Mapping[str, Any]], drafts: dict[str, Draft], known: Mapping[str, str]
) -> None:
    """Add each phrase to the table of its locale; `known` are the aliases."""
    foreign = _unlocalised(rows, drafts[ROOT])
    for row in rows:
        source = Source(Rank.FORMATTER, f"{row['source']} {row['locale']}")
        text = _MARKS.sub("", row["text"]).strip()
        if len(text) == 1 and text.isascii():
            continue
        for language in tables_of(row["source"], row["locale"], known):
            if text not in foreign or language in (ROOT, "en"):
                _add_phrase(row, text, source, drafts[language])


def _unlocalised(rows: Iterable[Mapping[str, Any]], root: Draft) -> set[str]:
    """Return what a formatter prints in a language that it has no words of: English and the root's signs."""
    found = {word for head in ("frames", "_future") for _, words in root.below(head) for word in words}
    english = (row for row in rows if row["tense"] != "bare" and base_language(row["locale"]) == "en")
    return found | {row["text"].strip() for row in english}


def _add_phrase(row: Mapping[str, Any], text: str, source: Source, draft: Draft) -> None:
    unit = row.get("unit")
    if unit is not None and unit not in UNITS:
        return
    if unit and row.get("approx") and "#" in text:
        draft.add(("_approx", unit), text, source)
    if row["tense"] == "past":
        _add_past(row, text, source, draft)
    elif row["tense"] == "future" and unit and not row.get("now"):
        draft.add(("_future", unit) if "#" in text else ("_future_said", _amount(row)), text, source)
    elif row["tense"] == "bare" and unit and not row.get("now"):
        _add_bare(row, text, source, draft)


def _add_past(row: Mapping[str, Any], text: str, source: Source, draft: Draft) -> None:
    unit, approx = str(row.get("unit")), row.get("approx")
    if row.get("now"):
        draft.add(("words", "just_now"), text, source)
    elif "#" in text:
        draft.add(("less_frames" if approx == "less" else "frames", unit), text, source)
        if approx in _ABOUT or approx == "less":
            draft.add(("_less" if approx == "less" else "_about", unit), text, source)
    elif approx == "half":
        draft.add(("rough_said", _half(row)), text, source)
    elif row.get("value") is None:
        if unit == "second":
            draft.add(("words", "seconds"), text, source)
        else:
            draft.doubt(f"no number in {text!r} ({unit}, {source.name})")
    else:
        draft.add(("less_said" if approx == "less" else "said", _amount(row)), text, source)
        if approx:
            draft.add(("_approx", unit), text, source)


def _add_bare(row: Mapping[str, Any], text: str, source: Source, draft: Draft) -> None:
    if row.get("approx") == "half":
        draft.add(("rough", _half(row)), text, source)
    elif row.get("approx") or (row.get("value") is None and "#" not in text):
        return
    elif "#" in text:
        before, _, behind = text.partition("#")
        if before.strip() and behind.strip():
            draft.doubt(f"unit on both sides of its number: {text!r} ({source.name})")
        else:
            draft.add(("units", row["unit"]), before + behind, source)
    else:
        draft.add(("counted", _amount(row)), text, source)


def _amount(row: Mapping[str, Any]) -> str:
    value = row.get("value")
    return f"{int(value) if value is not None else 0} {row['unit']}"


def _half(row: Mapping[str, Any]) -> str:
    value, unit = row.get("value"), row["unit"]
    if value and float(value).is_integer() and float(value) > 1:
        return f"{int(value)} {unit}"
    return _HALVES.get(unit, f"30 {unit}")
