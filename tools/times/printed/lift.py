"""Turns samples into phrases: the number lifted out, repeated ones left out.

python lift.py FOLDER < samples.jsonl: writes FOLDER/<source>.jsonl, the same bytes for the same samples.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_DIGITS = re.compile(r"\d+")
_ENGLISH = re.compile(
    r"[a-z# ,'-]*\b(?:ago|from now|in|a|an|hours?|minutes?|seconds?|days?|weeks?|months?|years?|now)\b[a-z# ,'-]*",
    re.IGNORECASE,
)


def lift(row: dict[str, Any]) -> dict[str, Any] | None:
    """Return a sample as a phrase; None if its numbers are not the one that was asked for."""
    number, text = row.pop("number"), row["text"]
    found = list(_DIGITS.finditer(text))
    phrase = row | {"locale": row["locale"].replace("_", "-"), "value": number, "approx": row.get("approx")}
    if not found or number is None:
        return phrase if not found else None
    if len(found) > 1 or int(found[0][0]) != number:
        return None
    return phrase | {"text": text[: found[0].start()] + "#" + text[found[0].end() :], "value": None}


def is_translated(phrase: dict[str, Any]) -> bool:
    """Say whether a phrase is in its own language, not in the English that libraries fall back to."""
    return phrase["locale"].lower().startswith("en") or not _ENGLISH.fullmatch(phrase["text"])


def _key(phrase: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(phrase[key]) for key in ("source", "locale", "tense", "unit", "text"))


def main(lines: Iterable[str], folder: Path) -> None:
    """Write the phrases of all samples, a file for each source."""
    phrases: dict[str, set[str]] = {}
    meant: dict[tuple[str, ...], set[int]] = {}
    lifted = [phrase for line in lines if (phrase := lift(json.loads(line))) and is_translated(phrase)]
    for phrase in lifted:
        meant.setdefault(_key(phrase), set()).add(phrase["value"])
    for phrase in lifted:
        # "some weeks ago", printed for three and for four, says no number.
        if phrase["value"] is None or len(meant[_key(phrase)]) == 1:
            phrases.setdefault(phrase["source"], set()).add(
                json.dumps(phrase, ensure_ascii=False, sort_keys=True)
            )
    folder.mkdir(parents=True, exist_ok=True)
    for source, rows in phrases.items():
        (folder / f"{source}.jsonl").write_text("".join(f"{row}\n" for row in sorted(rows)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.stdin, Path(sys.argv[1]))
