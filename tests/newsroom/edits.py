"""What editors do to stories: each kind of change, made to a story or refused (None) where it does not fit."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from . import invent
from .world import TrueStory

NUMBER = re.compile(r"\b[0-9]{1,3}\b")
LONG_WORD = re.compile(r"\b[a-z]{7,}\b")
MIN_PARAGRAPHS = 3
"""What a cut leaves."""
WIRES = {"nl": ("ANP", "AFP", "RTR"), "en": ("Reuters", "AFP", "AP")}
"""Agencies that take each other's place."""

Edit = Callable[[TrueStory, random.Random], TrueStory | None]


def words(language: str) -> dict[str, Any]:
    """What editors add in `language`."""
    found: dict[str, Any] = invent.texts(language)["edits"]
    return found


def _with_paragraphs(story: TrueStory, *paragraphs: str) -> TrueStory:
    return replace(story, paragraphs=paragraphs, lead=paragraphs[0])


def _own_text(story: TrueStory, first: int = 0) -> list[int]:
    """Return which paragraphs, from `first` on, are no correction notes: a change of these is one of its own kind."""
    notes = words(story.language)["corrections"]
    return [index for index in range(first, len(story.paragraphs)) if story.paragraphs[index] not in notes]


def fix_typo(story: TrueStory, rng: random.Random) -> TrueStory | None:
    """One word of the text is spelt otherwise: two of its letters change places."""
    index = rng.choice(_own_text(story))
    text = story.paragraphs[index]
    found = [
        match for match in LONG_WORD.finditer(text) if text[match.start() + 2] != text[match.start() + 3]
    ]
    if not found:
        return None
    at = rng.choice(found).start() + 2
    spelt = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return _with_paragraphs(story, *story.paragraphs[:index], spelt, *story.paragraphs[index + 1 :])


def update_numbers(story: TrueStory, rng: random.Random) -> TrueStory | None:
    """A number rises wherever it stands: in the headline as in the text."""
    found = NUMBER.search(story.paragraphs[0]) or NUMBER.search(story.headline or "")
    if not found or not story.headline:
        return None
    old = re.compile(rf"\b{found[0]}\b")
    new = str(int(found[0]) + rng.randrange(1, 9))
    paragraphs = [old.sub(new, text) for text in story.paragraphs]
    return replace(_with_paragraphs(story, *paragraphs), headline=old.sub(new, story.headline))


def change_headline(story: TrueStory, rng: random.Random) -> TrueStory | None:
    """The headline is put otherwise."""
    pattern = rng.choice(words(story.language)["headlines"])
    start, _, end = pattern.partition("{headline}")
    headline = story.headline or ""
    if (start and headline.startswith(start)) or (end and headline.endswith(end)):
        return None
    return replace(story, headline=pattern.format(headline=headline))


def change_lead(story: TrueStory, rng: random.Random) -> TrueStory | None:
    """The lead ends with another sentence."""
    sentence = rng.choice(words(story.language)["leads"])
    if sentence in story.lead:
        return None
    kept = story.lead.rpartition(". ")[0]
    return _with_paragraphs(
        story, f"{kept}. {sentence}" if kept else f"{story.lead} {sentence}", *story.paragraphs[1:]
    )


def add_text(story: TrueStory, rng: random.Random) -> TrueStory | None:
    """A paragraph comes in."""
    text = rng.choice(words(story.language)["additions"])
    if text in story.paragraphs:
        return None
    place = rng.randrange(2, len(story.paragraphs) + 1)
    return _with_paragraphs(story, *story.paragraphs[:place], text, *story.paragraphs[place:])


def cut_text(story: TrueStory, rng: random.Random) -> TrueStory | None:
    """A paragraph goes."""
    if len(story.paragraphs) <= MIN_PARAGRAPHS:
        return None
    gone = rng.choice(_own_text(story, 1))
    return _with_paragraphs(story, *story.paragraphs[:gone], *story.paragraphs[gone + 1 :])


def swap_agency(story: TrueStory, rng: random.Random) -> TrueStory | None:
    """The dateline names another agency in the place of its last one."""
    if not story.agencies or not story.dateline:
        return None
    fresh = [name for name in WIRES[story.language] if name not in story.agencies]
    agencies = (*story.agencies[:-1], rng.choice(fresh))
    before, after = "/".join(story.agencies), "/".join(agencies)
    return replace(
        story,
        agencies=agencies,
        agency_ids=tuple(invent.AGENCIES[name] for name in agencies),
        dateline=story.dateline.replace(f"({before})", f"({after})"),
    )


def add_correction(story: TrueStory, rng: random.Random) -> TrueStory | None:
    """A note at the end says what was wrong."""
    note = rng.choice(words(story.language)["corrections"])
    return None if note in story.paragraphs else _with_paragraphs(story, *story.paragraphs, note)


EDITS: dict[str, Edit] = {
    "typo": fix_typo,
    "numbers": update_numbers,
    "headline": change_headline,
    "lead": change_lead,
    "text added": add_text,
    "text cut": cut_text,
    "agency swapped": swap_agency,
    "correction note": add_correction,
}
"""By kind: what makes a new version."""
TOUCHES: dict[str, frozenset[str]] = {
    "numbers": frozenset({"headline", "lead"}),  # the same number may stand there
    "lead": frozenset({"text added", "text cut", "text rewritten"}),  # the text opens with it
}
"""Further kinds that an edit of a kind may rightly be called."""
