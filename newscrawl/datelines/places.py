"""The places of a dateline, with the region that is printed behind each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .tables import conventions, folded, forms, regions, towns

CAPS, TITLE, UNCASED = "caps", "title", "uncased"


@dataclass(frozen=True, slots=True)
class Places:
    """What the front of a dateline names, and what speaks for its being places."""

    names: tuple[str, ...]
    regions: tuple[str | None, ...]
    shape: str
    """How all names are printed: CAPS, TITLE, or UNCASED in a script without case."""
    region_known: bool
    """A country, state or province of the table stands behind a name."""
    region_unknown: bool
    """A name stands behind a place that no table knows as a region."""


# Letters of a name, with what may stand between them: SAN`A, N'Djamena, St. Pölten, AL-FASHER.
# In Hebrew, Arabic, Indic and Thai script vowels and joiners are marks too.
_VOWELS = (
    "\u0591-\u05c7\u064b-\u0655\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983"
    "\u09bc-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
_NAME = re.compile(rf"['’‘]?[^\W\d_](?:[^\W\d_]|['’‘`.\u0300-\u036f{_VOWELS}-]|\s(?=[^\W\d_'’‘])){{1,59}}")
# Mixed capitals that count as capitals: McALLEN, Texas; DeKALB; COEUR d'ALENE; EL-Arish does not.
_MIXED = re.compile(r"(?:Mc|Mac|De|La|Le|Du|O['’]|[dD]['’]|[lL]['’])[^\W\d_a-z]{2,30}")
_OPENING_PARTICLES = frozenset({"'s", "’s", "‘s", "'t", "’t", "‘t"})  # 's Gravenhage, 't Harde
_PARTICLED = re.compile(r"(?:[dl]['’]|(?:ad|al|el|ez|an|as|ash)-|['’‘][sS]-)(?P<name>[^\W\d_].{1,30})")
_PIECES = re.compile(r"\s?[/;؛]\s?")  # OTTAWA/ABU DHABI; Brussel;Praag
_COMMAS = re.compile(r"\s?[,،]\s?")  # TILBURG, KASSEL; SPEARFISH, South Dakota
_QUALIFIED = re.compile(r"(?P<name>[^()]{2,60}?)\s?\((?P<region>[^()/]{2,40})\)")  # Pisa (Italia)
_ABBREVIATED = re.compile(r"[A-Z][a-z]{0,5}\.(?:\s?[A-Z][a-z]{0,4}\.)*|[A-Z]{2}")  # Calif.; N.J.; FL
_MAX_PLACES = 6
_MAX_WORDS = 5


def shape_of(name: str) -> str | None:
    """Return CAPS, TITLE or UNCASED for what may be the name of a place, else None.

    >>> shape_of("ABU DHABI"), shape_of("Rio de Janeiro"), shape_of("de markt"), shape_of("18 doden")
    ('caps', 'title', None, None)
    """
    if not _NAME.fullmatch(name) or len(words := name.split()) > _MAX_WORDS:
        return None
    if name.upper() == name.lower():
        return UNCASED if len(words) < 4 or folded(name) in towns() else None
    if name.isupper() or all(word.isupper() or _MIXED.fullmatch(word) for word in words):
        return CAPS
    particles = forms().particles
    if folded(name) in towns():
        return None if name.islower() else TITLE  # Nations unies
    if words[0] in _OPENING_PARTICLES:
        words = words[1:]
    named = [word for word in words if not (word.islower() and folded(word) in particles)]
    if not named or words[-1] not in named or words[0] not in named:
        return None
    return TITLE if all(_is_title(word) for word in named) else None


def _is_title(word: str) -> bool:
    # Val d'Isère, Sharm el-Sheikh, 's-Hertogenbosch: a small particle, and the name behind its mark.
    return word[0].isupper() or bool(_PARTICLED.fullmatch(word))


def read_places(text: str, *, language: str | None = None) -> Places | None:
    """Return the places that `text` consists of, or None if anything else stands in it.

    >>> read_places("OTTAWA/ABU DHABI").names
    ('OTTAWA', 'ABU DHABI')
    >>> read_places("SPEARFISH, South Dakota").regions
    ('South Dakota',)
    """
    names: list[str] = []
    found: list[str | None] = []
    known = unknown = False
    joiners = conventions().joiners_for(language)
    for piece in _slash_pieces(text):
        head, *tail = _COMMAS.split(piece)
        for name, region in _with_regions(_joined(head, joiners), tail, joiners):
            names.append(name)
            found.append(region)
            if region:
                known = known or is_region(region)
                unknown = unknown or not is_region(region)
    shapes = {shape_of(name.replace("/", " ")) for name in names}
    if len(shapes) != 1 or len(names) > _MAX_PLACES or not (shape := shapes.pop()):
        return None
    return Places(tuple(names), tuple(found), shape, known, unknown)


def _slash_pieces(text: str) -> list[str]:
    """Divide at slashes, but not inside of one town's name (Frankfurt/Main)."""
    pieces: list[str] = []
    for piece in _PIECES.split(text):
        whole = f"{pieces[-1]}/{piece}" if pieces else ""
        if folded(whole) in forms().slash_names:
            pieces[-1] = whole
        else:
            pieces.append(piece)
    return pieces


def _joined(text: str, joiners: frozenset[str]) -> list[str]:
    """Divide "Berlin und Wien" at its joiner; a region with one ("Bosnia and Herzegovina") is no place here."""
    words = text.split()
    if len(words) == 2 and words[1][0] in "وו" and not words[1].isascii() and folded(words[1][1:]) in towns():
        return [words[0], words[1][1:]]  # Arabic and Hebrew write their "and" as one word with the next
    for at in range(1, len(words) - 1):
        if folded(words[at]) in joiners and folded(text) not in towns():
            return [" ".join(words[:at]), *_joined(" ".join(words[at + 1 :]), joiners)]
    return [text]


def _with_regions(heads: list[str], tail: list[str], joiners: frozenset[str]) -> list[tuple[str, str | None]]:
    """Pair each place with its region; what stands behind a comma is either."""
    pairs = [_qualified(head) for head in heads]
    for item in tail:
        name, region = pairs[-1]
        if _is_region_of(name, item):
            # "Florence, Tuscany, Italy": the region is all that stands behind the place.
            pairs[-1] = (name, f"{region}, {item}" if region else item)
        else:
            pairs += [_qualified(place) for place in _joined(item, joiners)]
    return pairs


def _qualified(text: str) -> tuple[str, str | None]:
    if folded(text) not in towns() and (match := _QUALIFIED.fullmatch(text)):
        return _undotted(match["name"]), match["region"]
    return _undotted(text), None


def _undotted(name: str) -> str:
    """Drop the period behind a place, but not that of an abbreviation (WASHINGTON, D.C.)."""
    return name.rstrip(".") if name.count(".") == 1 else name


def _is_region_of(place: str, text: str) -> bool:
    """Return whether `text`, printed behind `place` and a comma, is where that place lies."""
    if _ABBREVIATED.fullmatch(text):
        return True
    if is_region(text):
        # "WASHINGTON, NEW YORK": printed alike, so two places, unless the second one is no town at all.
        return place.isupper() != text.isupper() or folded(text) not in towns()
    return shape_of(place) == CAPS and shape_of(text) == TITLE


def is_region(text: str) -> bool:
    """Return whether `text` ends in a country, state or province of the table."""
    return folded(text) in regions() or folded(text.rpartition(",")[2]) in regions()


def stands_alone(name: str) -> bool:
    """Return whether `name` is a town that needs no agency, date or region beside it.

    >>> stands_alone("Wien"), stands_alone("FLORENCE"), stands_alone("Florence")
    (True, True, False)
    """
    mark = towns().get(folded(name), 2)
    return mark == 0 or (mark == 1 and name.isupper())


def looks_like_town(name: str) -> bool:
    """Return whether the form of `name` tells that it is a place: FORT X, X BEACH, Xville.

    >>> looks_like_town("FORT MADISON"), looks_like_town("MIGRATION")
    (True, False)
    """
    table = forms()
    words = folded(name).replace("-", " ").split()
    if len(words) > 1:
        return words[0] in table.first_words or words[-1] in table.last_words
    word = "".join(words)
    return len(word) > 6 and word.endswith(table.endings) and word not in table.not_endings
