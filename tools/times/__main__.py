"""Write newscrawl/times/tables.bin: python -m tools.times [--report FILE]."""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.times.babel_data import add_babel
from tools.times.cldr import Cldr
from tools.times.compile import Drafts, add_cldr, add_corrections, add_formatters, add_hand, finish, tables
from tools.times.fetch import VERSION, fetch_babel, fetch_packages
from tools.times.languages import aliases
from tools.times.pack import pack
from tools.times.phrases import read_phrases

_HERE = Path(__file__).parent
_PROJECT = _HERE.parent.parent
_BUILD = _PROJECT / "build" / "times"


def main() -> None:
    """Compile all sources, write the file and a report of what is doubtful."""
    parser = argparse.ArgumentParser(prog="python -m tools.times", description=__doc__)
    parser.add_argument("--output", type=Path, default=_PROJECT / "newscrawl" / "times" / "tables.bin")
    parser.add_argument("--report", type=Path, default=_BUILD / "report.txt")
    options = parser.parse_args()
    cldr, drafts = Cldr(fetch_packages(_BUILD / "packages")), Drafts()
    add_hand(drafts, (_HERE / "languages").glob("*.toml"))
    add_corrections(drafts, _HERE / "corrections.toml")
    add_cldr(drafts, cldr)
    add_babel(drafts, fetch_babel(_BUILD / "packages"))
    add_formatters(drafts, read_phrases(_BUILD / "phrases"), aliases(cldr, drafts))
    finish(drafts, cldr)
    made = tables(drafts)
    packed = pack(made, aliases(cldr, made), VERSION)
    options.output.write_bytes(packed)
    doubts = [doubt for language in sorted(drafts) for doubt in drafts[language].doubts]
    options.report.write_text("\n".join(doubts) + "\n", encoding="utf-8")
    print(f"{len(made)} languages, {len(packed) / 1000:.0f} kB in {options.output}")
    print(f"{len(doubts)} doubtful cases in {options.report}")


if __name__ == "__main__":
    main()
