"""Write newscrawl/places/gazetteer.bin: python -m tools.places [--output FILE]."""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.places.build import build
from tools.places.fetch import fetch_packages
from tools.places.pack import pack

_HERE = Path(__file__).parent
_PROJECT = _HERE.parent.parent


def main() -> None:
    """Compile all sources and write the file."""
    parser = argparse.ArgumentParser(prog="python -m tools.places", description=__doc__)
    parser.add_argument("--output", type=Path, default=_PROJECT / "newscrawl" / "places" / "gazetteer.bin")
    options = parser.parse_args()
    packages = fetch_packages(
        _PROJECT / "build" / "places" / "packages", _PROJECT / "build" / "times" / "packages"
    )
    draft, kin = build(packages, _HERE)
    packed = pack(draft.spots, kin, draft.continents)
    options.output.write_bytes(packed)
    names = sum(len(spot.roles) for spot in draft.spots)
    print(f"{len(draft.spots)} places, {names} names, {len(packed) / 1e6:.2f} MB in {options.output}")


if __name__ == "__main__":
    main()
