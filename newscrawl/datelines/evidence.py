"""What tells a dateline from a heading, a label or a sentence with a dash in it."""

from __future__ import annotations

import re

from .agencies import Credit
from .heads import COLON, DASH, LONG_DASH, NOTHING, PERIOD, PRESS_DASH, Head
from .places import CAPS, Places, looks_like_town, stands_alone
from .tables import conventions, folded

_DASHES = frozenset({DASH, LONG_DASH, PRESS_DASH})
_DASHES_AND_COLON = _DASHES | {COLON}
_WORD = re.compile(r"\S{1,40}")
_PUNCTUATION = ".,;:!?()\"'“”„«»"
_OPENS_SENTENCE = re.compile(r"""["“”„«»'‘’(¿¡\[]{0,2}(?:[0-9]|[^\W\d_])""")


def convinces(head: Head, rest: str, language: str | None) -> bool:
    """Return whether `head`, in front of `rest`, is a dateline.

    Each kind of opening has its own proof: the more of place, agency and date stand together, the less is asked of
    capitals, separator and the text behind. Precision comes first: what proves nothing is no dateline.
    """
    if not head.places:
        return _without_place(head, rest)
    if any(map(_is_label, head.places.names)) or (head.separator == NOTHING and rest[:1].islower()):
        return False
    if head.credit and head.credit.known:
        return _with_agency(head, head.places, head.credit)
    if head.credit:
        return _with_stranger(head, head.places, head.credit)
    if head.dated:
        return _with_date(head, head.places)
    return _places_alone(head, head.places, rest, language)


def _without_place(head: Head, rest: str) -> bool:
    """`(Reuters) -`, `AP -`, `Feb. 3 (UPI) --`, `JUNE 3, 2015 --`."""
    if head.separator not in (DASH, LONG_DASH) or not rest:
        return False
    if head.credit and head.credit.known:
        # "(MAP) - the area" is a caption: a code that is also a word asks for a sentence behind it.
        return head.credit.sure and (head.credit.plain or _is_sentence(rest))
    if head.credit:
        return head.dated and head.enclosed and _may_be_agency(head.credit)
    # "10. Juli 2024 – Die" also opens chronicles and release notes: those print neither capitals nor a long dash.
    return head.dated and (head.printed.isupper() or head.separator == LONG_DASH) and _is_sentence(rest)


def _with_agency(head: Head, places: Places, credit: Credit) -> bool:
    """`PARIS (Reuters) -`, `Berlin (dpa) –`, `Soria, 3 feb (EFE).`, `Genf (KNA/xy).`"""
    firm = places.shape == CAPS or head.dated or _any_town(places)
    if not credit.sure and not (firm and _may_be_agency(credit)):
        return False
    # "Der Minister (dpa) sagte": without capitals, date and known town only a separator ends a dateline.
    return head.separator != NOTHING or (firm and head.enclosed)


def _with_stranger(head: Head, places: Places, credit: Credit) -> bool:
    """`SPRINGFIELD (KXYZ) -`: the outlet's own name where an agency would stand."""
    if not _may_be_agency(credit):
        return False
    if head.dated:
        return head.separator in _DASHES_AND_COLON and (places.shape == CAPS or _any_town(places))
    return head.separator in _DASHES and places.shape == CAPS


def _with_date(head: Head, places: Places) -> bool:
    """`OSLO, Feb 3 -`, `Vaduz, 27.6.2025 –`."""
    if places.shape == CAPS:
        return head.separator in _DASHES or (head.separator == COLON and _any_town(places))
    return head.separator in _DASHES


def _places_alone(head: Head, places: Places, rest: str, language: str | None) -> bool:
    """`NEW YORK -`, `Wien/Graz –`, `TIKRIT, Iraq -`, `Galena, Ill. --`, `Washington.-`, `Berlin. Die`."""
    if not rest or (places.region_unknown and not _any_town(places)):
        return False
    proven = places.region_known or _any_town(places) or _named_again(places, rest)
    if places.shape == CAPS:
        if head.separator == COLON:
            return proven and _is_sentence(rest)
        return head.separator in _DASHES and (proven or all(map(looks_like_town, places.names)))
    if head.separator == PRESS_DASH:
        return proven or language in conventions().press_dash
    if head.separator == PERIOD:
        return _any_town(places) and language in conventions().town_period and _is_sentence(rest)
    return head.separator in _DASHES and proven and _is_sentence(rest) and not _is_pair(rest)


def _any_town(places: Places) -> bool:
    if len(places.names) == 1:
        return stands_alone(places.names[0])
    # Two places joined by a slash vouch for each other: one that is also a word will do.
    return any(stands_alone(name.upper()) for name in places.names)


def _named_again(places: Places, rest: str) -> bool:
    """Return whether `rest` names a place of the head as a place: "Hintertal – ... in Hintertal"."""
    locatives = conventions().locatives
    words = [word.strip(_PUNCTUATION) for word in _WORD.findall(rest)]
    for name in places.names:
        size, key = len(name.split()), folded(name)
        for at in range(1, len(words) - size + 1):
            again = " ".join(words[at : at + size])
            if again.istitle() and folded(words[at - 1]) in locatives and folded(again) == key:
                return True
    return False


def _is_label(name: str) -> bool:
    """Return whether `name` opens with a word that heads teasers: VIDEO, LIVE BLOG, SUPREME COURT."""
    words, labels = folded(name).split(), conventions().labels
    return not stands_alone(name) and bool(words) and (words[0] in labels or words[-1] in labels)


def _may_be_agency(credit: Credit) -> bool:
    """Return whether an unknown credit can be an outlet: not "(video)", "(update 2)", "(lokale tijd)"."""
    words = [word for name in credit.names for word in folded(name).split()]
    table = conventions()
    if not words or len(words) > 5 or words[0] in table.labels or words[0] in table.not_credits:
        return False
    # An outlet has a capital or is a domain (news.example); what a sentence puts in parentheses has neither.
    return any(char.isupper() or char == "." for name in credit.names for char in name)


def _is_sentence(rest: str) -> bool:
    """Return whether `rest` opens as running text does; "The Movie" and "2:1" do not."""
    match = _OPENS_SENTENCE.match(rest)
    if not match or match[0][-1].islower():
        return False
    words = _WORD.findall(rest, 0, 120)[1:9]
    return len(words) > 3 and sum(word[0].islower() for word in words) > 1


def _is_pair(rest: str) -> bool:
    """Return whether a second town follows at once: "Liverpool - Arsenal" is a match, "Paris – Rom" a journey."""
    word = _WORD.match(rest)
    return bool(word and stands_alone(word[0].strip(_PUNCTUATION)))
