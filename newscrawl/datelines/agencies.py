"""News agencies: the table of their names and codes, and credits as datelines print them.

agencies.csv has the agencies, aliases.csv their names, each with its evidence, which the code does not need: "dateline"
(met in real datelines or credits), "site" and "publication" (read on a page of the agency's own, or another's), "name"
(the official one), "initials", "spelling", "compound", "translation" and "transliteration" (computed from another of its
names), or "knowledge" (not verified yet). tools/agencies/README.md says what each takes and how to add a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from newscrawl.tags import primary_language

from .tables import folded, read_rows


@dataclass(frozen=True, slots=True)
class Agency:
    """A row of agencies.csv, with its names of aliases.csv."""

    id: str
    name: str
    country: str
    """ISO 3166-1 alpha-2; empty for credits that name no single agency."""
    languages: tuple[str, ...]
    """Languages of its service, its own first."""
    aliases: tuple[str, ...]
    """Names that are read in any case."""
    ambiguous: tuple[str, ...]
    """Codes that are also words, or codes of others: read only exactly as spelled here."""
    kind: str
    """"agency", "outlet" (a paper, site or broadcaster whose copy others take), "release" (a distributor of press
    releases), "own" (the outlet's own correspondents), "unnamed" ("agencies")."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Agencies as printed in one place of a dateline."""

    names: tuple[str, ...]
    ids: tuple[str | None, ...]
    plain: bool
    """At least one name is no other word and no other agency's."""
    sure: bool
    """Plain, or an ambiguous code in its own language."""

    @property
    def known(self) -> bool:
        """Whether the table has any of them."""
        return any(self.ids)


# What stands between two agencies. Only the slash divides by itself; the others also occur inside of names.
_SLASH = re.compile(r"\s?/\s?")  # ANP/AFP; dpa/lno; AFP / Reuters
_LOOSE = re.compile(
    r"""
      \s?[,;&+|·]\s?         # AP, Reuters; AP & AFP
    | \s(?:and|en|et|und|y|e|avec|mit|met|con|with)\s  # AFP et Reuters; avec stands for "with"
    | \s?[-–]\s?             # AFP-Jiji
    """,
    re.VERBOSE,
)
_DOMAIN = re.compile(r"[^\W_][\w-]{2,20}(?:\.[^\W\d_]{2,4}){1,2}")
_WORDS = re.compile(r"\S+?(?:\.(?=\S)|(?=\s|$))")


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the table, in its order."""
    names: dict[tuple[str, str], list[str]] = {}
    for key, alias, ambiguous, _, _ in read_rows("aliases.csv"):
        names.setdefault((key, ambiguous), []).append(alias)
    return tuple(
        Agency(
            key,
            name,
            country,
            tuple(languages.split()),
            tuple(names.get((key, "no"), ())),
            tuple(names.get((key, "yes"), ())),
            kind,
        )
        for key, name, country, languages, kind in read_rows("agencies.csv")
    )


@cache
def _aliases() -> dict[str, str]:
    return {folded(alias): agency.id for agency in agencies() for alias in agency.aliases}


@cache
def _ambiguous() -> dict[str, tuple[Agency, ...]]:
    found: dict[str, tuple[Agency, ...]] = {}
    for agency in agencies():
        for key in {alias.replace(".", "") for alias in agency.ambiguous}:
            found[key] = (*found.get(key, ()), agency)
    return found


def _signing(code: str) -> tuple[Agency, ...]:
    """Return the agencies that `code`, which is also a word or the code of others, may mean."""
    return _ambiguous().get(code.replace(".", ""), ())


@cache
def _printed() -> frozenset[str]:
    """Return the unambiguous aliases as spelled, and in capitals."""
    exact = {alias for agency in agencies() for alias in agency.aliases}
    return frozenset(exact | {alias.upper() for alias in exact})


def find_agency(name: str, *, language: str | None = None) -> str | None:
    """Return the id of the agency that is called `name`, or None.

    Names are read in any case, codes that are also words (AA, MAP, SPA) only as spelled in the table. A code that
    several agencies share (BNA: Bahrain, Bakhtar) is that of the only one that serves `language` (a BCP 47 tag).

    >>> find_agency("RTR"), find_agency("a.p.")
    ('reuters', 'ap')
    >>> find_agency("MAP"), find_agency("map")
    ('map', None)
    >>> find_agency("BNA"), find_agency("BNA", language="ar")
    (None, 'bna')
    """
    language = primary_language(language)
    return decide((name,), (likely_agency(name, language=language),), language)[0]


def is_shared(name: str) -> bool:
    """Return whether several agencies sign with `name`."""
    return len(_signing(name.strip())) > 1 and folded(name) not in _aliases()


def decide(
    names: Iterable[str],
    likely: Iterable[str | None],
    language: str | None,
    countries: Collection[str] = (),
) -> tuple[str | None, ...]:
    """Return the ids of `names`: the `likely` ones, and of a code that several share what the rest decides.

    That is the only agency of `countries`, else the only one whose own language is `language`, else the only one
    that serves it, else None.
    """
    named = zip(names, likely, strict=True)
    return tuple(_decide(name, language, countries) if is_shared(name) else key for name, key in named)


def _decide(code: str, language: str | None, countries: Collection[str]) -> str | None:
    shared = _signing(code.strip())
    at_home = [agency.id for agency in shared if agency.country in countries]
    native = [agency.id for agency in shared if agency.languages[0] == language]
    spoken = [agency.id for agency in shared if language in agency.languages]
    return next((ids[0] for ids in (at_home, native, spoken) if len(ids) == 1), None)


def likely_agency(name: str, *, language: str | None = None) -> str | None:
    """Return what `find_agency` does, but for a shared code the first of `language`, else of the table.

    It tells that `name` is an agency; which one is decided at the end, when the places are known.
    """
    if len(name) > 60:
        return None
    if found := _aliases().get(folded(name)):
        return found
    candidates = _signing(name.strip())
    spoken = [agency for agency in candidates if language in agency.languages]
    return next((agency.id for agency in (*spoken, *candidates)), None)


def is_printed_alone(name: str) -> bool:
    """Return whether `name` is an agency even without parentheses around it.

    >>> is_printed_alone("Reuters"), is_printed_alone("reuters"), is_printed_alone("SPA")
    (True, False, False)
    """
    return name in _printed()


def is_domain(name: str) -> bool:
    """Return whether `name` is an outlet's domain: KOMPAS.com, Bisnis.co.id, العربية.نت; not N.J.

    >>> is_domain("KOMPAS.com"), is_domain("N.J.")
    (True, False)
    """
    return bool(_DOMAIN.fullmatch(name))


def is_spoken(name: str, language: str | None) -> bool:
    """Return whether `name` is an agency alone, or the ambiguous code of one that serves `language`.

    English is the second language of nearly all: there a code without enclosure proves nothing.

    >>> is_spoken("AA", "tr"), is_spoken("AA", None), is_spoken("AA", "en")
    (True, False, False)
    """
    if is_printed_alone(name):
        return True
    candidates = _ambiguous().get(name.replace(".", ""), ()) if language and language != "en" else ()
    return any(language in agency.languages for agency in candidates)


def read_credit(text: str, *, language: str | None = None) -> Credit:
    """Return the agencies of a credit: what stands in the parentheses of a dateline.

    >>> read_credit("ANP/AFP").names
    ('ANP', 'AFP')
    >>> read_credit("Sun & Star").names
    ('Sun & Star',)
    """
    names = _names(text.strip(' ©.,،«»"“”'))
    ids = tuple(likely_agency(name, language=language) for name in names)
    plain = any(folded(name) in _aliases() for name in names)
    return Credit(names, ids, plain, plain or _spoken(names, language))


def _spoken(names: tuple[str, ...], language: str | None) -> bool:
    """Return whether an ambiguous code stands in its own language."""
    return any(language in agency.languages for name in names for agency in _signing(name))


def _names(text: str) -> tuple[str, ...]:
    if likely_agency(text):
        return (text,)
    parts = [part for part in _SLASH.split(text) if part]
    names = [name for part in parts for name in _known_parts(part)]
    if not any(map(likely_agency, names)) and (inside := _within(text)):
        return inside
    return tuple(names)


def _within(text: str) -> tuple[str, ...]:
    """Return the agency that stands beside a reporter's name: "Корр. ТАСС Иван Петров", "Иван Петров, БТА"."""
    words = _WORDS.findall(text)[:6]
    runs = [(at, end) for end in range(len(words), 0, -1) for at in range(end)]
    for at, end in sorted(runs, key=lambda run: run[0] - run[1]):
        name = " ".join(words[at:end]).strip(",")
        beside = [word.strip(",.") for word in (*words[:at], *words[end:])]
        if is_printed_alone(name) and likely_agency(name) != "agencies" and all(map(_is_name, beside)):
            return (name,)
    return ()


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not word.isupper() and word[-1] != ":"


def _known_parts(text: str) -> list[str]:
    """Divide at loose separators only if each part is an agency: "X & News Agencies" stays whole."""
    if likely_agency(text):
        return [text]
    parts = _LOOSE.split(text)
    return parts if all(likely_agency(part) for part in parts) else [text]
