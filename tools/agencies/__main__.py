"""Derive anew the evidence of newscrawl/datelines/aliases.csv: python -m tools.agencies [--datelines FILE ...].

What people entered (site, publication) and what was measured (dateline) stays. With --datelines the names that were
printed in those files (JSON Lines, gzipped or not, with `source` and `agencies`) are measured too.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from newscrawl.datelines.tables import folded
from tools.agencies.evidence import derived, official
from tools.agencies.table import DERIVED, KINDS, Alias, by_agency, read_agencies, read_aliases, write_aliases

_UNNAMED = ("unnamed", "own")
_FROM_ANY = ("initials", "compound")


def main() -> None:
    """Write the table, and print how many aliases have which evidence."""
    parser = argparse.ArgumentParser(prog="python -m tools.agencies", description=__doc__)
    parser.add_argument("--datelines", type=Path, nargs="*", default=())
    options = parser.parse_args()
    aliases, agencies = read_aliases(), read_agencies()
    measure(aliases, options.datelines)
    others = {folded(row.alias) for row in aliases}
    for key, rows in by_agency(aliases):
        if agencies[key]["kind"] not in _UNNAMED:
            derive(rows, agencies[key], others)
    write_aliases(aliases)
    counts = Counter(row.evidence for row in aliases)
    for kind in KINDS:
        print(f"{kind:16}{counts[kind]:6}{counts[kind] / len(aliases):8.1%}")


def measure(aliases: Iterable[Alias], files: Iterable[Path]) -> None:
    """Give the evidence "dateline" to the aliases that were printed in `files`.

    Ambiguous codes are left out: whose they were there, somebody has to read.
    """
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        with gzip.open(file, "rt") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                for name in row["agencies"]:
                    printed[name.casefold()].add(row["source"])
    for alias in aliases:
        if alias.ambiguous == "no" and (found := printed.get(alias.alias.casefold())):
            known = alias.source.split() if alias.evidence == "dateline" else []
            alias.evidence, alias.source = "dateline", " ".join(sorted({*found, *known}))


def derive(rows: list[Alias], agency: dict[str, str], others: Iterable[str]) -> None:
    """Give each row that nobody has seen printed the best evidence that its agency's other names yield."""
    for row in rows:
        if row.evidence in DERIVED:
            row.evidence, row.source = "knowledge", ""
    for kind in DERIVED:
        for place, row in enumerate(rows):
            if row.evidence == "knowledge":
                known = [official(agency["name"]), *(other.alias for other in _speakers(rows, place, kind))]
                found = next((pair for pair in derived(row, agency, known, others) if pair[0] == kind), None)
                row.evidence, row.source = found or ("knowledge", "")


def _speakers(rows: list[Alias], place: int, kind: str) -> list[Alias]:
    """Return the rows that may speak for the one at `place`, the surest and longest first.

    None of the same kind, and for a spelling none behind it: of two that rest on each other nothing is known. What
    is itself but known to somebody is no pattern for a transliteration, which is only alike.
    """
    named = rows[place].alias
    found = [
        other
        for at, other in enumerate(rows)
        if at != place and other.evidence != kind and other.source != named
        if other.evidence != "knowledge" or kind in _FROM_ANY or (kind == "spelling" and at < place)
    ]
    return sorted(found, key=lambda other: (KINDS.index(other.evidence), -len(other.alias)))


if __name__ == "__main__":
    main()
