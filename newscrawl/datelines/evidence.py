"""What tells a dateline from a heading, a label or a sentence with a dash in it."""

from __future__ import annotations

import re

from .agencies import Credit
from .fronts import COLON, DASH, LONG_DASH, NOTHING, PERIOD, PRESS_DASH
from .heads import Head
from .places import CAPS, UNCASED, Places, is_region, looks_like_town, stands_alone
from .tables import conventions, folded, forms

_DASHES = frozenset({DASH, LONG_DASH, PRESS_DASH})
_DASHES_AND_COLON = _DASHES | {COLON}
_WORD = re.compile(r"\S{1,40}")
_FIRST = re.compile(r"[\s:،,-]")
_DATE_NEXT = re.compile(r"[0-9]{1,2}\.?\s(?P<month>\w{3,12})\b|(?P<month2>\w{3,12})\.?\s[0-9]{1,2}\b")
_NAME_AND_COLON = re.compile(r"[^\s:]{2,20}(?:\s[^\s:]{2,20}){0,2}:\s")
_CLOCK = re.compile(r"[0-9]{1,2}[:.][0-9]{2}\b")
_PUNCTUATION = ".,;:!?()\"'“”„«»"
_OPENS_SENTENCE = re.compile(r"""["“”„«»'‘’(¿¡\[]{0,2}(?:[0-9]|[^\W\d_])""")


def convinces(head: Head, rest: str, language: str | None) -> bool:
    """Return whether `head`, in front of `rest`, is a dateline.

    Each kind of opening has its own proof: the more of place, agency and date stand together, the less is asked of
    capitals, separator and the text behind. Precision comes first: what proves nothing is no dateline.
    """
    if not head.places:
        return _without_place(head, rest)
    if any(_is_label(name, language) for name in head.places.names):
        return False
    if head.separator == NOTHING and rest[:1].islower():
        return False
    if head.credit and head.credit.known:
        return _with_agency(head, head.places, head.credit, language)
    if head.credit:
        return _with_stranger(head, head.places, head.credit, language)
    if head.dated:
        return _with_date(head, head.places, rest)
    return _places_alone(head, head.places, rest, language)


def _without_place(head: Head, rest: str) -> bool:
    """`(Reuters) -`, `AP -`, `Feb. 3 (UPI) --`, `JUNE 3, 2015 --`, `عواصم - وكالات:`."""
    nowhere = (
        bool(head.credit and head.credit.sure)
        and folded(_FIRST.split(head.printed, maxsplit=1)[0]) in conventions().nowhere
    )
    if not rest or (head.separator not in (DASH, LONG_DASH) and not nowhere):
        return False
    if head.credit and head.credit.known:
        # "(MAP) - the area" is a caption: a code that is also a word asks for a sentence behind it.
        return head.credit.sure and (head.credit.plain or _is_sentence(rest))
    if head.credit:
        # Only behind its date: "(Springfield-AP) May 3 - Two boats" is the caption of a local station.
        return head.dated and head.printed.endswith(")") and _may_be_agency(head.credit, None)
    # "10. Juli 2024 – Die" also opens chronicles and release notes: those print neither capitals nor a long dash.
    return head.dated and (head.printed.isupper() or head.separator == LONG_DASH) and _is_sentence(rest)


def _with_agency(head: Head, places: Places, credit: Credit, language: str | None) -> bool:
    """`PARIS (Reuters) -`, `Berlin (dpa) –`, `Soria, 3 feb (EFE).`, `Genf (KNA/xy).`, `بغداد (اف ب)`"""
    known = _any_town(places)
    short = places.shape == UNCASED and all(len(name.split()) < 3 for name in places.names)
    firm = (
        places.shape == CAPS
        or head.dated
        or known
        or short
        or (head.printed.endswith("/") and not head.printed.endswith(" /"))
    )
    if not credit.sure and not (firm and _may_be_agency(credit, language)):
        return False
    if head.printed.endswith(" /"):
        return known  # not the photo credit "Jane Doe / AFP / Stock"
    if head.separator in (PERIOD, COLON) and not head.enclosed:
        # "Rusko. Reuters. Putin": what only periods divide needs all three of place, date and agency.
        return known or head.dated
    if head.separator == NOTHING and not head.enclosed:
        # МОСКВА, 5 мая 2015 — REGNUM Власти; دمشق-سانا قال
        return known and (head.dated or places.shape == UNCASED)
    # "Der Minister (dpa) sagte": without capitals, date and known town only a separator ends a dateline.
    return head.separator != NOTHING or firm


def _with_stranger(head: Head, places: Places, credit: Credit, language: str | None) -> bool:
    """`SPRINGFIELD (KXYZ) -`, `LONDON (VG) Kongen`: the outlet's own name where an agency would stand."""
    if not _may_be_agency(credit, language):
        return False
    known = _any_town(places)
    if places.shape == UNCASED:
        return known and (head.separator in _DASHES_AND_COLON or head.printed[-1:] in "»”")
    if head.printed.endswith("/"):
        # Slashes enclose agencies only.
        return known or head.dated
    if head.dated:
        return head.separator in _DASHES_AND_COLON and (places.shape == CAPS or known)
    if head.separator in (NOTHING, COLON, PERIOD):
        return places.shape == CAPS and known and head.enclosed and language in conventions().bare_credit
    return head.separator in _DASHES and (places.shape == CAPS or (known and not head.enclosed))


def _with_date(head: Head, places: Places, rest: str) -> bool:
    """`OSLO, Feb 3 -`, `Vaduz, 27.6.2025 –`; "Jan Novak, 3. 5. 2020 - 10:15" is a byline,
    "Garden Fair May 4 - June 2" a span."""
    if _CLOCK.match(rest) or _opens_with_date(rest):
        return False
    if places.shape == UNCASED:
        return _any_town(places) and head.separator in _DASHES_AND_COLON
    if places.shape == CAPS:
        return head.separator in _DASHES or (head.separator == COLON and _any_town(places))
    return head.separator in _DASHES


def _opens_with_date(rest: str) -> bool:
    match = _DATE_NEXT.match(rest)
    return match is not None and folded(match["month"] or match["month2"]) in conventions().months


def _places_alone(head: Head, places: Places, rest: str, language: str | None) -> bool:
    """`NEW YORK -`, `Wien/Graz –`, `TIKRIT, Iraq -`, `Galena, Ill. --`, `Washington.-`, `Berlin. Die`."""
    if not rest or (places.region_unknown and not _any_town(places)):
        return False
    proven = places.region_known or _any_town(places) or _named_again(places, rest, language)
    if places.shape == CAPS:
        if head.separator == COLON:
            # "Spain, Norway, Chile: Olive growers meet": countries head lists, towns datelines.
            return proven and not any(map(_is_country, places.names)) and _is_sentence(rest)
        return head.separator in _DASHES and (proven or all(map(looks_like_town, places.names)))
    if head.separator == PRESS_DASH:
        return proven or language in conventions().press_dash
    if head.separator == PERIOD:
        return _any_town(places) and language in conventions().town_period and _is_sentence(rest)
    if places.shape == UNCASED and head.separator == COLON:
        # In Arabic "Paris: we shall answer" is a headline.
        return _any_town(places) and _is_sentence(rest) and language in conventions().town_colon
    return head.separator in _DASHES and proven and _is_sentence(rest) and not _is_pair(rest)


def _any_town(places: Places) -> bool:
    if len(places.names) == 1:
        return stands_alone(places.names[0])
    # Two places joined by a slash vouch for each other: one that is also a word will do.
    return any(stands_alone(name.upper()) for name in places.names)


def _is_country(name: str) -> bool:
    return is_region(name) and not stands_alone(name)


def _named_again(places: Places, rest: str, language: str | None) -> bool:
    """Return whether `rest` names a place of the head as a place: "Hintertal – ... in Hintertal".

    Where names are inflected the stem is enough: "Úvaly - ... v Úvalech".
    """
    locatives, inflected = conventions().locatives, language in conventions().inflected
    words = [word.strip(_PUNCTUATION) for word in _WORD.findall(rest)]
    for name in places.names:
        size, key = len(name.split()), folded(name)
        for at in range(1, len(words) - size + 1):
            again = " ".join(words[at : at + size])
            if not again.istitle() or folded(words[at - 1]) not in locatives:
                continue
            other = folded(again)
            if other == key or (inflected and len(key) > 4 and other.startswith(key[:-2])):
                return True
    return False


def _is_label(name: str, language: str | None) -> bool:
    """Return whether `name` opens with a word that heads teasers: VIDEO, LIVE BLOG, SUPREME COURT."""
    words, labels = folded(name).split(), conventions().labels_for(language)
    return not stands_alone(name) and bool(words) and (words[0] in labels or words[-1] in labels)


def _may_be_agency(credit: Credit, language: str | None) -> bool:
    """Return whether an unknown credit can be an outlet: not "(video)", "(update 2)", "(lokale tijd)"."""
    words = [word for name in credit.names for word in folded(name).split()]
    table = conventions()
    if (
        not words
        or len(words) > 5
        or words[0] in table.labels_for(language)
        or words[0] in forms().not_credits
    ):
        return False
    # An outlet has a capital or is a domain (news.example); what a sentence puts in parentheses has neither.
    return any(char.isupper() or char == "." or _is_uncased(char) for name in credit.names for char in name)


def _is_uncased(char: str) -> bool:
    return char.isalpha() and char.upper() == char.lower()


def _is_sentence(rest: str) -> bool:
    """Return whether `rest` opens as running text does; "The Movie" and "2:1" do not."""
    match = _OPENS_SENTENCE.match(rest)
    if not match or match[0][-1].islower():
        return False
    words = _WORD.findall(rest, 0, 120)[1:9]
    if _is_uncased(match[0][-1]):
        return len(words) > 2
    return len(words) > 3 and sum(word[0].islower() for word in words) > 1


def _is_pair(rest: str) -> bool:
    """Return whether a second town follows at once: "Liverpool - Arsenal" is a match, "Paris – Rom" a journey."""
    named = _NAME_AND_COLON.match(rest)
    if named and not any(word[0].islower() for word in named[0].split()):
        return True  # Barcelona - Real Madrid: the report
    word = _WORD.match(rest)
    return bool(word and stands_alone(word[0].strip(_PUNCTUATION)))
