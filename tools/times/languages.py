"""Which table a language tag means: aliases of CLDR and the tags that formatters use."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tools.times.cldr import Cldr, base_language

# What CLDR does not list: formatters' own tags, and older or wider codes that pages use.
_OWN = {
    "no": "nb",
    "me": "sr",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "jp": "ja",
    "kr": "ko",
    "rs": "sr",
    "ua": "uk",
    "kmr": "ku",
    "srd": "sc",
}
# Tags that mean another language than they say.
_SLIPS = {("arrow", "ee"): "et", ("timeago", "in-bg"): "bn", ("timeago", "in-hi"): "hi"}
# Formatters print Central Kurdish under the tag of all Kurdish: its phrases belong to both tables.
_BOTH = {"ku": ("ku", "ckb")}


def aliases(cldr: Cldr, languages: Collection[str]) -> dict[str, str]:
    """Return other codes of the languages that have a table: {"no": "nb", "iw": "he", "deu": "de"}."""
    listed: Mapping[str, Mapping[str, str]] = cldr.supplemental("aliases")["metadata"]["alias"][
        "languageAlias"
    ]
    found = {}
    for code, entry in listed.items():
        language = base_language(entry["_replacement"].split()[0])
        if code.isalpha() and code not in languages and language in languages:
            found[code] = language
    own = {code: language for code, language in _OWN.items() if language in languages}
    return found | {code: language for code, language in own.items() if code not in languages}


def tables_of(source: str, locale: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the languages in whose tables the phrases of a formatter's locale belong.

    >>> tables_of("django", "pt_BR", {}), tables_of("dayjs", "ku", {}), tables_of("dayjs", "x-pseudo", {})
    (('pt',), ('ku', 'ckb'), ())
    """
    tag = locale.replace("_", "-").lower()
    code = _SLIPS.get((source, tag), tag.split("-")[0])
    if not code.isalpha() or len(code) not in (2, 3):
        return ()
    language = base_language(known.get(code, code))
    return _BOTH.get(language, (language,))
