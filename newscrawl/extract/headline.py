"""The headline of a page: what it prints as such, confirmed by what it says of itself."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from lxml.html import HtmlElement

from newscrawl.extract.metadata import MAX_HEADINGS, Metadata
from newscrawl.extract.page import host_of, text_of
from newscrawl.extract.plain import plain

JOINT = re.compile(r"\s+[-–—|:·•»]+\s+|\s*[|_]\s*")
"""What stands between a headline and the name of the outlet: "Brug weer open | Het Blad"."""
MAX_HEADLINE = 1000
"""Characters of a heading that is taken for a headline: more is a text that stands in the wrong element."""
ALIKE = 0.5
"""Share of letter triples that a heading has in common with what the page calls its story."""
MAX_WORDS = 4
"""Words of a name behind that of the outlet: "BBC News", "Blad Online Nieuws"."""
MAX_SITE = 40
"""Characters of what is cut off behind a bar where the outlet's name is not known."""
OF_LONGER = 0.2
"""Share of them in the longer of the two: the outlet's name has less of its title."""


def find_headline(tree: HtmlElement, meta: Metadata, url: str) -> str | None:
    """Return the headline of a page, or None if it has none.

    The heading that a reader sees counts where it is like one of the declared headlines or the
    title; a kicker inside of it is left out where a declared headline has none. Without such a
    heading the first declared headline counts, then the first heading, then the title; the name
    of the outlet is cut off from each.
    """
    names = outlet_names(meta, url)
    shown = [text for text in _headings(tree) if plain(text) not in names]
    declared = [_without_name(text, names) for text in meta.headlines]
    title = _without_bars(_without_name(meta.title, names)) if meta.title else None
    for heading in shown:
        if same := next((text for text in declared if plain(text) == plain(heading)), None):
            return same  # as printed, but with a space or colon behind the kicker
    known = [*declared, *([title] if title else [])]
    inside = (text for text in declared for heading in shown if len(text) > MAX_SITE / 2 and text in heading)
    confirmed = (text for text in shown if any(_is_like(text, other) for other in known))
    unconfirmed = max([*shown[:1], *([title] if title else [])], key=len, default=None)
    return next(chain(inside, confirmed, declared), unconfirmed)


def outlet_names(meta: Metadata, url: str) -> set[str]:
    """Return the letters and digits of the names that the outlet of a page gives itself."""
    return {plain(name) for name in (*meta.sites, _label(url)) if name} - {""}


def _headings(tree: HtmlElement) -> Iterator[str]:
    texts = (text_of(node) for node in islice(tree.iter("h1"), MAX_HEADINGS))
    return (text for text in texts if 0 < len(text) <= MAX_HEADLINE)


def _label(url: str) -> str:
    """Return the name in an address: "blad" of https://www.blad.example/1."""
    labels = host_of(url).removeprefix("www.").split(".")
    return max(labels[:-1] or [""], key=len)


def _without_name(text: str, names: Iterable[str]) -> str:
    """Return a headline without the outlet's name behind or in front of it."""
    text = text[:MAX_HEADLINE]
    joints = list(JOINT.finditer(text))
    for joint in joints:
        before, behind = text[: joint.start()], text[joint.end() :]
        if is_outlet_name(behind, names):
            return before.strip() or text
    for joint in joints[:1]:
        if is_outlet_name(text[: joint.start()], names):
            return text[joint.end() :].strip() or text
    return text


def is_outlet_name(text: str, names: Iterable[str]) -> bool:
    """Tell whether a part of a title is the outlet's name, or begins with it: "BBC News" of bbc.example."""
    whole, words = plain(text), text.split()
    return bool(whole) and any(
        whole == name
        or (len(whole) > 3 and name.startswith(whole))
        or (len(words) <= MAX_WORDS and plain(words[0]) == name)
        for name in names
    )


def _without_bars(text: str) -> str:
    """Return a title without what stands behind bars, as long as the longer part of it is kept."""
    head, *rest = (part.strip() for part in re.split(r"\s*[|_]\s*", text))
    tail = "".join(rest)
    return head if rest and len(head) > len(tail) and len(tail) <= MAX_SITE else text


def _is_like(text: str, other: str) -> bool:
    """Tell whether a heading says what another text says; a name that is a part of a title does not."""
    one, two = _triples(text), _triples(other)
    shared = len(one & two)
    return 0 < shared >= max(ALIKE * min(len(one), len(two)), OF_LONGER * max(len(one), len(two)))


def _triples(text: str) -> set[str]:
    letters = plain(text[:MAX_HEADLINE])
    return {letters[start : start + 3] for start in range(len(letters) - 2)}
