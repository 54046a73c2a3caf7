"""What a listing shows of one story."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["main", "side"]


@dataclass(frozen=True, slots=True)
class Teaser:
    """One story as a listing shows it; texts are as printed, with white space collapsed."""

    url: str | None = None
    """Absolute http(s) address of the article, without tracking parameters; None where the listing
    prints no link, or one that is no web address (`bad_link`)."""
    headline: str | None = None
    """None where the listing shows only a lead, as wire copy does."""
    kicker: str | None = None
    """The line above the headline: a column, a topic, "Live"; None where there is none."""
    lead: str | None = None
    """May open with a dateline."""
    time_text: str | None = None
    """The time as shown: "6 minuten geleden"."""
    time_machine: str | None = None
    """The machine-readable time as it stands there: a `datetime` attribute, an epoch, a feed's date."""
    time_changed: str | None = None
    """When a feed says that it was last changed, as it stands there; never a publication."""
    position: int = 1
    """Place in the listing; 1 is first."""
    role: Role = "main"
    """"side" for tickers, most-read lists and widgets."""
    heading: str | None = None
    """Heading of the list that it stands in: "Meer uit Buitenland"."""
    bad_link: str | None = None
    """The link as printed where it is no web address: "javascript:open(1)"."""
