"""The time that a teaser shows, and the one that stands in its attributes for machines."""

import re
from typing import NamedTuple

from newscrawl.extract.blocktext import NONE, Block
from newscrawl.extract.fields import CHANGED, DIGIT, MAX_TIME, MAX_WORDS, TEMPLATE, instants_of, read_time
from newscrawl.extract.naming import class_names
from newscrawl.extract.page import HEADINGS

CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
NUMBER = re.compile(r"\W*\d{0,5}\W*")
"""The count of comments, the rank in a list."""
MAX_CHILDREN = 3
"""Elements inside one that shows a time: an icon, a label, the time."""


class ShownTime(NamedTuple):
    """The time of a teaser; None where it shows none."""

    number: int | None = None
    """The element of the block that shows the time, or the length of a video, and nothing else."""
    text: str | None = None
    machine: str | None = None


def find_time(block: Block, language: str | None) -> ShownTime:
    """Return the time of a teaser: what is read as one, else what its class calls one, and its attribute.

    A block may name two instants, and show how long ago it was changed: that text is no time of publication.
    """
    number, text = _read(block, language) or _named(block) or (_duration(block), None)
    instants = [(place, *found) for place in block.attributed for found in instants_of(block.nodes[place])]
    if not instants:
        return ShownTime(number, text)
    changes = {value for _, name, value in instants if CHANGED.search(name)}
    machine = next((value for *_, value in instants if value not in changes), instants[0][2])
    near = {value for place, _, value in instants if number is not None and _is_near(block, place, number)}
    is_change = machine not in changes and not changes.isdisjoint(near)
    return ShownTime(number, None if is_change else text, machine)


def _is_near(block: Block, place: int, number: int) -> bool:
    """Tell whether an element holds another one and little else, or stands in it."""
    few = block.filled[place] <= block.filled[number]
    return (few and block.holds(place, number)) or block.holds(number, place)


def _read(block: Block, language: str | None) -> tuple[int | None, str] | None:
    """Return the innermost element whose text is a time, the first in the order of the page.

    Where a text runs on behind the time ("06:39Elections"), the number is None: it is not the time's alone.
    """
    outer = 0
    found: tuple[int | None, str] | None = None
    # Where one piece of text is all that an element holds, it is in one of its children.
    filled = [number for number, pieces in enumerate(block.filled) if pieces > (block.own[number] == 0)]
    for number in filled:
        if found and number >= block.ends[outer]:
            break
        if here := _time_at(block, number, language):
            outer, found = number, here
    return found


def _time_at(block: Block, number: int, language: str | None) -> tuple[int | None, str] | None:
    node = block.nodes[number]
    if block.tags[number] in HEADINGS or len(node) > MAX_CHILDREN:
        return None
    text = block.short_text(number, MAX_TIME)
    has_digit = DIGIT.search(text) is not None
    if not text or (not has_digit and (len(text) > MAX_WORDS or _is_link_text(block, number))):
        return None
    if NUMBER.fullmatch(text) or TEMPLATE.search(text) or _is_duration(block, number, text):
        return None
    moment = read_time(text, language)
    if moment is None:
        return (number, text) if block.tags[number] == "time" and has_digit else None
    if block.tags[number] == "time":
        return number, text
    end = text.find(moment.raw) + len(moment.raw)
    return (None, text[:end]) if any(map(str.isalpha, text[end:])) else (number, text)


def _is_link_text(block: Block, number: int) -> bool:
    """Tell whether an element holds all that its link says: "Today" is the headline of a programme there."""
    anchor = block.anchors[number]
    return anchor != NONE and block.filled[anchor] == block.filled[number]


def _is_duration(block: Block, number: int, text: str) -> bool:
    """Tell whether a text is how long a video takes: its attribute or class says so, or that of what is around it."""
    node = block.nodes[number]
    if (node.get("datetime") or "").startswith("P"):  # PT59M
        return True
    parent = node.getparent()
    names = [block.names[number], *([class_names(parent)] if parent is not None else [])]
    is_clock = block.tags[number] != "time" and CLOCK.fullmatch(text) is not None
    return any(name.duration or (name.video and is_clock) for name in names)


def _duration(block: Block) -> int | None:
    """Return the element that shows how long a video is, which is no part of the headline either."""
    if not any(names.duration or names.video for names in block.names):
        return None
    texts = ((number, block.short_text(number, MAX_TIME)) for number, own in enumerate(block.own) if own)
    return next((number for number, text in texts if text and _is_duration(block, number, text)), None)


def _named(block: Block) -> tuple[int, str] | None:
    """Return an element whose class says that it is a time, for languages that are not read."""
    named = {number for number, names in enumerate(block.names) if names.time}
    named |= {
        number for number in block.attributed if "date" in (block.nodes[number].get("itemprop") or "").lower()
    }
    for number in sorted(named):
        node = block.nodes[number]
        if block.tags[number] in HEADINGS or len(node) > MAX_CHILDREN:
            continue
        text = block.short_text(number, MAX_TIME)
        if DIGIT.search(text) and not TEMPLATE.search(text) and not _is_duration(block, number, text):
            return number, text
    return None
