"""What of a story counts as its content, and what may happen to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Field = Literal["headline", "lead", "text", "agencies", "dateline"]
Kind = Literal[
    "typo",
    "numbers",
    "headline",
    "lead",
    "text added",
    "text cut",
    "text rewritten",
    "text moved",
    "dateline",
    "agency swapped",
    "agency added",
    "agency cut",
    "correction note",
]

FIELDS: tuple[Field, ...] = get_args(Field)

KINDS: Mapping[Kind, str] = {
    "typo": "Only spelling, punctuation, accents or capitals of some words changed, their number did not.",
    "numbers": "A number stands in the place of another one, between words that stayed.",
    "headline": "Words of the headline were added, cut or replaced.",
    "lead": "Words of the lead were added, cut or replaced.",
    "text added": "Words stand in the newer text between words that stayed, where the older one has none.",
    "text cut": "Words of the older text are gone, and no others stand in their place.",
    "text rewritten": "Words of the text were replaced by others.",
    "text moved": "A paragraph stands elsewhere in the text, word for word.",
    "dateline": "The places or the date of the dateline changed; its agencies are a field of their own.",
    "agency swapped": "The newer version names an agency that the older one did not, and the other way round.",
    "agency added": "The newer version names all agencies of the older one, and more.",
    "agency cut": "The older version names all agencies of the newer one, and more.",
    "correction note": "A printed note of a correction was added, reworded or taken away.",
}
"""What each kind means, for the codebook; in the order in which they are reported."""


@dataclass(frozen=True, slots=True)
class Content:
    """What one version of a story says.

    None, or a text without a letter, digit or sign, is "not given": it says nothing about the story. Empty
    `agencies` and `corrections` and no `dateline` mean "there are none" beside a text, and are not given
    without one. Give no `text` for a page that shows only a part of it (a paywall) or none (a block page).
    """

    headline: str | None = None
    lead: str | None = None
    text: str | None = None
    """Paragraphs, one a line, without the dateline."""
    agencies: tuple[str, ...] = ()
    """Ids of the agencies, names as printed where there is no id; in any order."""
    dateline: str | None = None
    """As printed, without the dash: "WASHINGTON/ABU DHABI (ANP/AFP)"."""
    corrections: tuple[str, ...] = ()
    """Printed notes of corrections, which are no part of `text`."""


class Change(NamedTuple):
    """One kind of change in one field."""

    field: Field
    kind: Kind
