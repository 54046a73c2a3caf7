"""Texts of a teaser: which of them is a time, which holds one, and which is wire copy."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from newscrawl.datelines import parse_dateline
from newscrawl.extract.teaser import Teaser
from newscrawl.times import Moment, Span, find_times, parse_machine_time, parse_time

TIME_ATTRIBUTE = re.compile(
    r"(?:data-.*)?(?:datetime|timestamp|time|date|epoch|published?)(?:-?(?:at|on))?", re.IGNORECASE
)
MACHINE_TIME = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}.*|[0-9]{10}(?:[0-9]{3})?")
MACHINE_TITLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*")
"""A `title` that is a time; other titles are texts."""
NO_TIMES = frozenset("class href src id style alt rel target aria-label".split())
MAX_ATTRIBUTES = 60
"""Attributes of an element that are read; lxml looks for each among all of them."""
CHANGED = re.compile(r"updat|modif|change|edit|expir", re.IGNORECASE)
"""Names of attributes whose instant is not that of publication."""

MAX_TIME = 60
"""Characters that a shown time has at the most, with its label."""
MAX_WORDS = 24
"""Characters of a time without a number: "zojuist", "vor einer Stunde"."""
DIGIT = re.compile(r"\d")
ENDS = ".!?…\"”'’)|·•:-–—"
"""What a sentence, or a text in front of a separator, ends with."""
MAX_MACHINE = 80
"""Characters of a machine-readable time: JavaScript's have seventy."""
MIN_LEAD = 40
MAX_TEXT = 1000
"""Characters of a headline or lead that are kept: more is no teaser."""

TEMPLATE = re.compile(
    r"""[\[{<%$]\s?[\w.$-]+\s?[\]}>%]   # [deltaMinutes] mins ago; {{ ago }}; <%= ago %>; %date%
      | \b(?:NaN|undefined|null)\b | Invalid\ Date""",
    re.VERBOSE,
)
"""What stands in a page whose script has not filled its times in, or filled them in wrongly."""
JOINT = re.compile(rf"(?:[{re.escape(ENDS)}(]\s*|[^\W\d_](?=\d)|[a-zß-ÿ](?=[A-Z])).{{4}}")
"""Where a time may run on behind a text; most headlines have none in their last words."""
MAX_JOINT = 4
"""Characters in front of such a time and behind it that belong to neither: ". ", ")."."""
WIRE = re.compile(
    r""".{0,100}?(?:[([]|/[^/]{2,30}/)  # GENÈVE (ANP/AFP) - Het overleg; МОСКВА /ТАСС/
      | \W{0,5}[^\W\d_a-zß-ÿ]{3}     # NAIROBI - Kenia
      | .{2,40}?\s[-–—]\s           # Parijs - De minister
      | \W{0,5}[\u0250-\uffff]       # scripts without capitals
    """,
    re.VERBOSE,
)
"""What texts that open with a dateline look like at a glance; the parser takes a hundred times as long."""

# Whether a text is a time does not depend on now; a late one leaves no date in the future.
_LATE = datetime(2100, 1, 1, tzinfo=UTC)
_ZONE = ZoneInfo("UTC")


def is_time(text: str, language: str | None = None) -> bool:
    """Tell whether a short text is a listing's time: "6 minuten geleden", "14:05"."""
    return len(text) <= MAX_TIME and read_time(text, language) is not None


@lru_cache(maxsize=4096)
def read_time(text: str, language: str | None) -> Moment | None:
    """Return what `parse_time` reads in a text, as if it were printed in the year 2100; None if it is no time."""
    # A list prints "6 minuten geleden" more than once, and the next list again.
    return parse_time(text, now=_LATE, language=language, zone=_ZONE)


def times_in(text: str, language: str | None) -> tuple[Span, ...]:
    """Return where relative times stand in a text, as `find_times` does."""
    return _in_short(text, language) if len(text) <= MAX_TIME else tuple(find_times(text, language=language))


@lru_cache(maxsize=4096)
def _in_short(text: str, language: str | None) -> tuple[Span, ...]:
    # Headlines are read twice, and menus and times again on each page.
    return tuple(find_times(text, language=language))


def settle(
    headline: str | None,
    lead: str | None,
    time_text: str | None,
    machine: str | None,
    language: str | None,
    **known: Any,
) -> Teaser:
    """Return a teaser of these texts: a time run on behind one of them is cut off and read as its time,
    and wire copy that stands where the headline should is the lead. `known` are its other fields.
    """
    if time_text and TEMPLATE.search(time_text):
        time_text = None
    elif time_text:
        headline, lead = _without(headline, time_text), _without(lead, time_text)
    else:
        headline, cut_headline = cut_time(headline, language)
        lead, cut_lead = cut_time(lead, language)
        time_text = cut_lead or cut_headline
    if headline and WIRE.match(headline) and parse_dateline(headline, language=language):
        headline, lead = None, headline if len(headline or "") >= len(lead or "") else lead
    return Teaser(
        headline=headline[:MAX_TEXT] or None if headline else None,
        lead=lead[:MAX_TEXT] or None if lead else None,
        time_text=time_text or None,
        time_machine=machine,
        **known,
    )


def _without(text: str | None, time: str) -> str | None:
    """Return `text` without the time that it opens or ends with ("06:39Elections: ...")."""
    if not text or text == time:
        return text
    if text.startswith(time):
        return text[len(time) :].lstrip(" |·•-–—:") or text
    return text[: -len(time)].rstrip(" |·•-–—,(") or text if text.endswith(time) else text


def cut_time(text: str | None, language: str | None) -> tuple[str | None, str | None]:
    """Return `text` without the relative time run on behind it, and this time (None where there is none).

    A time that a sentence leads to ("de brand van drie uur geleden") is a part of it and stays.
    """
    if not text:
        return text, None
    tail = text[-MAX_TIME:]
    # Most headlines are longer than a time, and have no joint where one may stand behind it.
    end = tail if DIGIT.search(tail) else tail[-MAX_WORDS - MAX_JOINT :]
    if len(end) < len(text) and not JOINT.search(end):
        return text, None
    for span in times_in(tail, language):
        before = tail[: span.start]
        apart = not before.strip() or not before[-1].isspace() or before.rstrip()[-1] in ENDS
        if apart and not tail[span.end :].strip(" .)|·•"):
            cut = len(text) - len(tail) + span.start
            return text[:cut].rstrip(" |·•-–—,("), text[cut:].strip()
    return text, None


def machine_time(*nodes: HtmlElement) -> str | None:
    """Return the attribute of some elements that is named and looks like an instant, as it stands there.

    Of several the first counts that is not named after a change ("data-updated").
    """
    found = [pair for node in nodes for pair in instants_of(node)]
    return next((value for name, value in found if not CHANGED.search(name)), found[0][1] if found else None)


def instants_of(node: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield name and value of each attribute of `node` that is named and looks like an instant."""
    for name in islice(node.keys(), MAX_ATTRIBUTES):
        if name not in NO_TIMES and _is_instant(
            name, value := (node.get(name) or "")[: 2 * MAX_MACHINE].strip()
        ):
            yield name, value[:MAX_MACHINE]


def _is_instant(name: str, value: str) -> bool:
    if name == "title":
        return MACHINE_TITLE.fullmatch(value) is not None
    if value[:1].isdigit() and MACHINE_TIME.fullmatch(value) and TIME_ATTRIBUTE.fullmatch(name):
        return True
    return (
        name == "datetime" and parse_machine_time(value, zone=None) is not None
    )  # Tue Mar 17 14:05:33 CET 2026
