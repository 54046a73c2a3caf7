"""Take from Babel what its CLDR has and the published JSON has not: words that are still drafts there.

Sites print them all the same: Babel's `format_timedelta` does.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, MutableMapping
from itertools import product
from pathlib import Path as File
from typing import Any

from tools.times.calendars import add_names
from tools.times.cldr import base_language
from tools.times.draft import UNITS, Draft, Rank, Source
from tools.times.relative import add_patterns, add_unit

_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_SUFFIXES = {"long": "", "short": "-short", "narrow": "-narrow"}


def add_babel(drafts: MutableMapping[str, Draft], folder: File) -> None:
    """Add relative times, units, months and weekdays of every locale of the Babel in `folder`."""
    sys.path.insert(0, str(folder))
    try:
        babel: Any = importlib.import_module("babel.localedata")
    finally:
        sys.path.remove(str(folder))
    root = babel.LocaleDataDict(babel.load("root"))
    for name in sorted(babel.locale_identifiers()):
        data, locale = babel.LocaleDataDict(babel.load(name)), name.replace("_", "-")
        draft = drafts[base_language(locale)]
        for unit, (style, suffix) in product(UNITS, _SUFFIXES.items()):
            source = Source(Rank.DRAFT, f"babel {style} {locale}")
            _add_field(draft, unit + suffix, (data, root), source)
            _add_unit(draft, (unit, style), (data, root), source)
        for kind in ("months", "weekdays"):
            add_names(draft, kind, (_calendar(data), _calendar(root)), _source_of(locale))


def _source_of(locale: str) -> Callable[[str], Source]:
    return lambda width: Source(Rank.DRAFT, f"babel {width} {locale}")


def _add_field(draft: Draft, name: str, datas: tuple[Any, Any], source: Source) -> None:
    own, root = (_as_cldr(data["date_fields"].get(name, {})) for data in datas)
    add_patterns(draft, name.split("-")[0], (own, root), source)


def _as_cldr(field: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {
        f"relativeTime-type-{tense}": {
            f"relativeTimePattern-count-{category}": pattern
            for category, pattern in field.get(tense, {}).items()
        }
        for tense in ("past", "future")
    }


def _add_unit(draft: Draft, named: tuple[str, str], datas: tuple[Any, Any], source: Source) -> None:
    unit, style = named
    own, root = (data["unit_patterns"].get(f"duration-{unit}", {}) for data in datas)
    unlocalised = set(root.get("short", {}).values())
    for category, pattern in own.get(style, {}).items():
        if category != "per" and isinstance(pattern, str) and pattern not in unlocalised:
            add_unit(draft, unit, (f"count-{category}", pattern), source)


def _calendar(data: Any) -> dict[str, Any]:
    months, days = data["months"], data["days"]
    return {
        "months": {
            form: {width: _keyed(names, None) for width, names in months[form].items()} for form in months
        },
        "days": {
            form: {width: _keyed(names, _WEEKDAYS) for width, names in days[form].items()} for form in days
        },
    }


def _keyed(names: Mapping[int, str], keys: list[str] | None) -> dict[str, str]:
    return {
        keys[place] if keys else str(place): name for place, name in names.items() if isinstance(name, str)
    }
