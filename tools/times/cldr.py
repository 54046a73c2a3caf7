"""Read the unpacked CLDR packages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File
from typing import Any

ROOT = "und"
UNSPACED_SCRIPTS = frozenset("Hans Hant Hani Jpan Thai Laoo Khmr Mymr Tibt Yiii Lana Talu Bopo".split())
_MACRO = {"no": "nb"}  # one table, under the name that pages use most


@dataclass(frozen=True)
class Cldr:
    """The packages by name, each unpacked in a folder."""

    folders: dict[str, File]

    def __hash__(self) -> int:
        return id(self)

    @cache  # noqa: B019  one object for the whole run
    def locales(self) -> tuple[str, ...]:
        """Return every locale but the root, languages before their regions."""
        names = {entry.name for entry in (self.folders["cldr-dates-full"] / "main").iterdir()}
        return tuple(sorted(names - {ROOT}))

    def read(self, package: str, locale: str, file: str) -> dict[str, Any]:
        """Return one file of one locale, unwrapped; empty if there is none."""
        path = self.folders[package] / "main" / locale / f"{file}.json"
        if not path.is_file():
            return {}
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["main"][locale]
        return data

    def fields(self, locale: str) -> dict[str, Any]:
        """Return the relative times of a locale by field: "day", "day-short", ..."""
        found: dict[str, Any] = self.read("cldr-dates-full", locale, "dateFields")["dates"]["fields"]
        return found

    def calendar(self, locale: str, name: str = "gregorian") -> dict[str, Any]:
        """Return a calendar of a locale; empty if it has none."""
        package = {"persian": "cldr-cal-persian-full", "islamic": "cldr-cal-islamic-full"}
        data = self.read(package.get(name, "cldr-dates-full"), locale, f"ca-{name}")
        found: dict[str, Any] = data["dates"]["calendars"][name] if data else {}
        return found

    def units(self, locale: str) -> dict[str, Any]:
        """Return the units of a locale by style."""
        found: dict[str, Any] = self.read("cldr-units-full", locale, "units").get("units", {})
        return found

    @cache  # noqa: B019
    def supplemental(self, name: str) -> dict[str, Any]:
        """Return a file that is about all locales."""
        path = self.folders["cldr-core"] / "supplemental" / f"{name}.json"
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["supplemental"]
        return data

    def spellout(self) -> dict[str, dict[str, Any]]:
        """Return the rules to spell numbers out, by locale."""
        found = {}
        for path in sorted((self.folders["cldr-rbnf"] / "rbnf").glob("*.json")):
            rules = json.loads(path.read_text(encoding="utf-8"))["rbnf"]["rbnf"].get("SpelloutRules")
            if rules and path.stem != ROOT:
                found[path.stem] = rules
        return found

    def likely(self, tag: str) -> tuple[str, str, str]:
        """Return language, script and region that a tag most probably means."""
        subtags = self.supplemental("likelySubtags")["likelySubtags"]
        language = tag.split("-")[0]
        full = subtags.get(tag) or subtags.get(language) or f"{language}-Latn-ZZ"
        _, script, region = full.split("-")
        return language, script, region


def base_language(locale: str) -> str:
    """Return the language whose table holds this locale.

    >>> base_language("sr-Latn-BA"), base_language("no")
    ('sr', 'nb')
    """
    language = locale.replace("_", "-").split("-")[0].lower()
    return _MACRO.get(language, language)


def region_of(locale: str) -> str | None:
    """Return the region in a tag.

    >>> region_of("sr-Latn-BA"), region_of("es-419"), region_of("nl")
    ('BA', '419', None)
    """
    for part in locale.split("-")[1:]:
        if (len(part) == 2 and part.isupper()) or (len(part) == 3 and part.isdigit()):
            return part
    return None
