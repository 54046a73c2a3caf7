"""Writes the outlet files with which newscrawl is pointed at the newsroom."""

import json
from pathlib import Path
from typing import Any

from .bad import FEEDS, SECTIONS, TEASERS
from .outlets import SCRIPTED, Outlet
from .scripted import FAULTS


def to_toml(key: str, facts: dict[str, Any], sections: list[dict[str, Any]]) -> str:
    # A JSON string or number is the same in TOML, as long as it holds no lone surrogates.
    lines = [f"[{key}]"] + [f"{name} = {_value(value)}" for name, value in facts.items() if value is not None]
    for section in sections:
        lines += ["", f"[[{key}.sections]]"]
        lines += [f"{name} = {_value(value)}" for name, value in section.items() if value is not None]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _facts(outlet: Outlet) -> dict[str, Any]:
    return {
        "name": outlet.name,
        "country": outlet.country,
        "language": outlet.language,
        "zone": outlet.zone,
        "rounding": outlet.rounding,
        "verified": "unverified",
    }


def outlet_toml(outlet: Outlet, base: str) -> str:
    sections = [
        {
            "name": section.name,
            "listing": base + section.listing if section.listing else None,
            "feed": base + section.feed if section.feed else None,
            "min_stories": outlet.min_stories,
        }
        for section in outlet.sections
    ]
    return to_toml(outlet.key, _facts(outlet), sections)


def scripted_toml(base: str, faults: tuple[str, ...], render: str | None) -> str:
    unknown = set(faults) - set(FAULTS)
    if unknown:
        raise LookupError(f"nrscript has no {sorted(unknown)}")
    good = SCRIPTED.sections[0]
    sections = [(good.name, str(good.listing)), *((name, f"/{name}") for name in faults)]
    rows = [
        {"name": name, "listing": base + path, "render": render, "min_stories": SCRIPTED.min_stories}
        for name, path in sections
    ]
    return to_toml(SCRIPTED.key, _facts(SCRIPTED), rows)


def bad_toml(base: str, sections: tuple[str, ...]) -> str:
    facts = {
        "name": "The Bad Penny",
        "country": "GB",
        "language": "en",
        "zone": "Europe/London",
        "rounding": "floor",
        "verified": "unverified",
    }
    unknown = set(sections) - set(SECTIONS)
    if unknown:
        raise LookupError(f"nrbad has no {sorted(unknown)}")
    rows = [_bad_section(base, name) for name in dict.fromkeys((*sections, "good"))]
    return to_toml("nrbad", facts, rows)


def _bad_section(base: str, name: str) -> dict[str, Any]:
    kind = "feed" if name in FEEDS else "listing"
    least = (2 if name in FEEDS else TEASERS) if SECTIONS[name] else 1
    return {"name": name, kind: f"{base}/{name}", "min_stories": least}


def text_toml(url: str) -> str:
    facts = {
        "name": "De Tekst",
        "country": "NL",
        "language": "nl",
        "zone": "Europe/Amsterdam",
        "rounding": "floor",
        "verified": "unverified",
    }
    return to_toml("nrtext", facts, [{"name": "Buitenland", "listing": url, "min_stories": 7}])


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
