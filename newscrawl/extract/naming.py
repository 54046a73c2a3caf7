"""What the classes of an element call it: headline, lead, kicker, time, or a note beside a teaser."""

import re
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

# Searched in small letters: a search that ignores case takes five times as long.
HEADLINE = re.compile(r"title|headline|heading|titre|titel|titul|titolo|kop(?:$|[\s_-])")
LEAD = re.compile(
    r"""lead(?!ing|er) | summary | intro | excerpt | standfirst | desc | chapo | abstract | snippet | sommario | entradilla
      | de(?:k|ck)(?:$|[\s_-]) | teaser-?text | vorspann | bajada
      | (?:sub|under|unter|onder|sous-?|sotto)(?:head|tit[eou]?l|titre)""",
    re.VERBOSE,
)
KICKER = re.compile(
    r"""kicker | eyebrow | overline | topline | dachzeile | spitzmarke | roof(?:line)? | cintillo | volanta
      | occhiello | bovenkop | (?:sur-?|ante-?|pre-?|super-?|over-?)(?:titre|tit[eou]?l|head)
      | (?:^|[\s_-])(?:label|badge|flag|topic|category|rubri(?:k|que|c))(?:$|[\s_-])""",
    re.VERBOSE,
)
UNSEEN = re.compile(r"(?:^|[\s_-])(?:sr-?only|visually-?hidden|screen-?reader|off-?screen|assistive)")
"""Texts for screen readers: "Video", "Published at"."""

PARTS = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
"""Where the words of a class meet: "article-date", "publishDate"."""
TIME_WORDS = frozenset(
    "time date datetime timestamp pubdate published posted datum fecha heure uhrzeit ago age tijd".split()
)
CAPTION_WORDS = frozenset("credit credits caption figcaption legend copyright".split())
NOTE_WORDS = CAPTION_WORDS.union(
    "author authors byline autor autore auteur comment comments commentcount reactie reacties"
    " share sharing social cta button more readmore tags".split()
)
DURATION_WORDS = frozenset("duration length runtime dauer durée duree durata duracion duur".split())
VIDEO_WORDS = frozenset("video watch audio listen av player play podcast".split())
MAX_CLASS = 500
"""Characters of a `class` that are read and remembered."""
ICON_WORDS = frozenset(["icon", "icons", "rank", "ranking", "counter"])


class Names(NamedTuple):
    """What the classes of one element say that it is; several may be true."""

    headline: bool = False
    lead: bool = False
    kicker: bool = False
    time: bool = False
    caption: bool = False
    """What stands under a picture: a note too."""
    note: bool = False
    """A byline, a credit, a count of comments, a button: no part of headline or lead."""
    icon: bool = False
    """Text drawn as a picture, or the number in a list, where it stands in an element without others."""
    unseen: bool = False
    duration: bool = False
    """The length of a video."""
    video: bool = False
    """Part of what is watched or heard."""


def class_names(node: HtmlElement) -> Names:
    """Return what the `class` attribute of an element calls it."""
    return names_of((node.get("class") or "")[:MAX_CLASS])


@lru_cache(maxsize=8192)
def names_of(classes: str) -> Names:
    """Return what a `class` attribute calls its element.

    >>> names_of("teaser__subtitle").lead, names_of("c-card cardTitle").headline, names_of("update").time
    (True, True, False)
    """
    if not classes:
        return Names()
    words = frozenset(word.lower() for word in PARTS.split(classes))
    small = classes.lower()
    lead = LEAD.search(small) is not None
    kicker = KICKER.search(small) is not None
    return Names(
        headline=not lead and not kicker and HEADLINE.search(small) is not None,
        lead=lead,
        kicker=kicker,
        time=not TIME_WORDS.isdisjoint(words),
        caption=not CAPTION_WORDS.isdisjoint(words),
        note=not NOTE_WORDS.isdisjoint(words),
        icon=not ICON_WORDS.isdisjoint(words),
        unseen=UNSEEN.search(small) is not None,
        duration=not DURATION_WORDS.isdisjoint(words),
        video=not VIDEO_WORDS.isdisjoint(words),
    )
