"""Headline, kicker and lead of one teaser, out of its block."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscrawl.extract.blocktext import NONE, Block
from newscrawl.extract.fields import MIN_LEAD, is_time
from newscrawl.extract.links import LONG_TEXT, Link

MIN_HEADLINE = 12
"""Characters of a text inside a link that is its headline: a badge has fewer."""
MAX_KICKER = 40
MAX_TOGETHER = 15
"""Elements of the smallest block that holds a headline and the link to its story beside it."""
EMPHASIS = frozenset(["b", "i", "em", "strong", "mark", "u"])
LIST_ITEMS = frozenset(["li", "article"])
CAPTIONS = frozenset(["figcaption", "figure", "picture", "caption"])
RANK = re.compile(r"[0-9]{1,3}\s?[.:)]?")
"""The number of a story in a list: "3", "3:"."""
BYLINE = re.compile(
    r"""(?:by|von|par|por|di|door|av|af|od|oleh|przez|dal(?:la)?\ nostr[oa]|van\ onze|de\ not?re|de\ nuestr[oa]
          |(?:from|by)\ our|von\ unser(?:em|er))
        \s[^.!?]{2,80}""",
    re.VERBOSE | re.IGNORECASE,
)
"""A whole line that names who wrote: "dal nostro corrispondente A. BIANCHI", "Von Anna Vogt"."""


class Printed(NamedTuple):
    """The texts of a teaser; empty where it has none."""

    headline: str
    kicker: str
    lead: str


def read_texts(block: Block, links: Sequence[Link], time: int | None, language: str | None) -> Printed:
    """Return headline, kicker and lead of a block whose own links are `links` and whose time is element `time`."""
    title = _find_title(block, links)
    shown = max((link.text for link in links), key=len, default="")
    without = {time} if time is not None else set()
    if title is None:
        return Printed(shown, "", _lead(block, without, None, shown))
    inner = _beside_headline(block, title)
    headline = block.text(title, without | inner).lstrip(" :|·•–—")
    if not headline:  # all of it is called something else
        inner, headline = set(), block.text(title) or shown
    return Printed(
        headline,
        _kicker(block, title, inner, headline, language),
        _lead(block, without, title, headline) or _inner_lead(block, inner),
    )


def _find_title(block: Block, links: Sequence[Link]) -> int | None:
    """Return the heading of a teaser, else the part of its link that is named so, else its longest link."""
    own = {link.element for link in links}
    anchors = [number for number, node in enumerate(block.nodes) if node in own]
    heading, free = _heading(block, anchors)
    if heading is not None:
        return heading
    longest = _main_link(block, anchors)
    if free is not None and (longest is None or not _is_apart(block, free, longest)):
        return free
    if longest is None:
        return None
    return _named_title(block, longest, anchors) or _first_long(block, longest)


def _main_link(block: Block, anchors: Sequence[int]) -> int | None:
    """Return the link that its class calls the headline, else the longest, of a caption only if there is no other."""
    if len(anchors) < 2:
        return anchors[0] if anchors else None
    captions = {
        number for number, names in enumerate(block.names) if names.caption or block.tags[number] in CAPTIONS
    }

    def rank(number: int) -> tuple[bool, bool, int]:
        in_caption = any(block.holds(caption, number) for caption in captions)
        said = 0 if in_caption else len(block.raw(number, captions).strip())
        return (
            block.names[number].headline and said >= MIN_HEADLINE,
            said >= LONG_TEXT,
            len(block.raw(number)),
        )

    return max(anchors, key=rank)


def _heading(block: Block, anchors: Sequence[int]) -> tuple[int | None, int | None]:
    """Return the heading around or inside one of the story's links, and the first with no link at all."""
    linked: list[int] = []
    free = None
    for number in sorted(block.headings):
        if not block.filled[number]:
            continue
        if block.anchors[number] in anchors or any(block.holds(number, anchor) for anchor in anchors):
            linked.append(number)
        # A heading with another link is that of a section or a column: "Africa", "The Papers".
        elif free is None and set(block.anchors[number : block.ends[number]]) == {NONE}:
            free = number
    # A short one in front of another is the kicker: "Science", then the headline.
    long = (number for number in linked if len(block.text(number)) >= MIN_HEADLINE)
    return next(long, linked[0] if linked else None), free


def _is_apart(block: Block, heading: int, anchor: int) -> bool:
    """Tell whether a heading is one of the list around a link: that stands in an item, or far from it."""
    around = [number for number in range(anchor) if block.holds(number, anchor)]
    if any(block.tags[number] in LIST_ITEMS and not block.holds(number, heading) for number in around):
        return True
    both = max((number for number in around if block.holds(number, heading)), default=0)
    far = block.ends[both] - both > MAX_TOGETHER
    return far and len(block.text(anchor)) >= LONG_TEXT


def _named_title(block: Block, longest: int, anchors: Sequence[int]) -> int | None:
    """Return the element that its class calls the headline: in the longest link, else beside all others' links."""
    named = [
        number
        for number, names in enumerate(block.names)
        if names.headline and number not in anchors and len(block.nodes[number]) <= 3
    ]
    inside = [number for number in named if block.anchors[number] == longest]
    around = [
        number
        for number in named
        if set(block.anchors[number : block.ends[number]]) <= {NONE, *anchors}
        and number not in block.headings
    ]
    return next((number for number in inside or around if len(block.text(number)) >= MIN_HEADLINE), None)


def _first_long(block: Block, longest: int) -> int | None:
    """Return the first element of a link whose own text may be a headline, the link itself where it has one text."""
    texts = [
        number
        for number in range(longest, block.ends[longest])
        if block.own[number] and block.tags[number] not in EMPHASIS and not block.names[number].note
    ]
    long = [number for number in texts if len(block.text(number)) >= MIN_HEADLINE]
    return long[0] if len(texts) > 1 and long else longest if block.text(longest) else None


def _beside_headline(block: Block, title: int) -> set[int]:
    """Return what stands in the element of a headline and is no part of it: kicker, lead, number, note."""
    found: set[int] = set()
    for number in range(title + 1, block.ends[title]):
        names, is_short = block.names[number], block.own[number] <= MAX_KICKER
        if names.lead or names.note or (names.kicker and is_short):
            found.add(number)
    children = block.children(title)
    while len(children) == 1 and not block.own[title]:  # a link around all of it
        title = children[0]
        children = block.children(title)
    if not children:
        return found
    is_number = block.tags[children[0]] not in EMPHASIS and RANK.fullmatch(block.text(children[0]))
    if is_number or _is_kicker_in_front(block, title, children):
        found.add(children[0])
    return found


def _is_kicker_in_front(block: Block, title: int, children: Sequence[int]) -> bool:
    """Tell whether a heading holds two texts, each in an element of its own: a short one and the headline."""
    if block.own[title] or len(children) != 2 or block.tags[children[0]] in EMPHASIS:
        return False
    first, second = (block.text(child) for child in children)
    return 0 < len(first) <= MAX_KICKER and len(second) >= max(LONG_TEXT, len(first))


def _kicker(block: Block, title: int, inner: set[int], headline: str, language: str | None) -> str:
    """Return the line above a headline: what is called so, else the last short text in front of it."""
    called = [number for number in inner if not (block.names[number].lead or block.names[number].note)]
    called += [number for number in range(title) if block.names[number].kicker]
    for number in called + _lines_before(block, title):
        text = block.short_text(number, MAX_KICKER)
        if any(map(str.isalpha, text)) and text not in headline and not is_time(text, language):
            return text.rstrip(":|·•–— ")
    return ""


def _lines_before(block: Block, title: int) -> list[int]:
    """Return the elements with a text of their own in front of a headline, the nearest first."""
    return [
        number
        for number in reversed(range(title))
        if block.own[number]
        and block.ends[number] <= title
        and not _is_note(block, number)
        and not (block.anchors[number] != NONE and _is_apart(block, title, number))
    ]


def _is_note(block: Block, number: int) -> bool:
    return block.names[number].note or block.tags[number] in CAPTIONS


def _lead(block: Block, without: set[int], title: int | None, headline: str) -> str:
    """Return the text that is called a lead, else the first paragraph, else the first other long text."""
    best: tuple[int, str] = (0, "")
    skipped = without | ({title} if title is not None else set())
    for number in _candidates(block, title):
        is_paragraph = block.tags[number] == "p"
        text = block.text(number, skipped)
        shortest = MIN_LEAD / 2 if is_paragraph else MIN_LEAD
        if len(text) < shortest or text in headline or BYLINE.fullmatch(text):
            continue
        rank = 3 if block.names[number].lead else 2 if is_paragraph else 1
        if rank > best[0]:
            best = (rank, text)
    return best[1]


def _candidates(block: Block, title: int | None) -> Iterator[int]:
    """Yield the elements outside of the headline that hold a long text themselves, and are no notes."""
    number = 0
    while number < len(block):
        if number == title or (
            _is_note(block, number) and not (title is not None and block.holds(number, title))
        ):
            number = block.ends[number]
            continue
        if block.own[number] >= MIN_LEAD / 2 and number not in block.headings:
            yield number
        number += 1


def _inner_lead(block: Block, inner: set[int]) -> str:
    """Return the lead that stands in the element of the headline."""
    texts = (block.text(number) for number in sorted(inner) if block.names[number].lead)
    return next((text for text in texts if len(text) >= MIN_LEAD), "")
