"""The stories that a crawl has found, before and after their articles are fetched."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from newscrawl.extract import Teaser
from newscrawl.extract.identity import story_key
from newscrawl.extract.plain import plain
from newscrawl.items import Sighting
from newscrawl.outlets import Kind
from newscrawl.store import Known

TEXT_KEY = 120
"""Letters and digits of headline and lead by which a teaser without a link is known."""
MIN_TEXT = 40
"""Characters from which a text tells one story from another."""


class Source(NamedTuple):
    """The page that shows a teaser."""

    kind: Kind
    section: str
    url: str
    served_at: datetime
    depth: int
    """0 for a section's own pages, 1 for the list on an article's page."""


@dataclass(slots=True)
class Found:
    """One story, with every teaser of it so far."""

    key: str
    teaser: Teaser
    """What is known of it: each field from the first teaser that has it."""
    source: Source
    """Where it was seen first."""
    sightings: list[Sighting] = field(default_factory=list)
    known: Known | None = None
    """What the store knew of it before this crawl."""
    is_listed: bool = True
    """A page of this crawl shows it."""

    def meet(self, row: Known | None) -> None:
        """Note what the store knows of it, by one of the pages that show it."""
        if self.known is None:
            self.known = row
        elif row and row.retold:
            self.known = self.known._replace(retold=True)
        if row and row.url and not self.teaser.url:
            self.teaser = replace(self.teaser, url=row.url, bad_link=None)


def text_key(text: str) -> str:
    """Return what two prints of one text have in common."""
    return "text " + plain(text)[:TEXT_KEY]


def key_of(teaser: Teaser) -> str:
    """Return what makes a teaser's story one and the same: its address, else its text."""
    return story_key(teaser.url) if teaser.url else text_key(f"{teaser.headline or ''}{teaser.lead or ''}")


def keys_of(teaser: Teaser) -> list[str]:
    """Return all that a teaser's story may be known by, the best first: a text only where it has no address."""
    return [key_of(teaser)] if teaser.url else list(dict.fromkeys([key_of(teaser), *_texts(teaser)]))


def story_id(outlet: str, key: str) -> str:
    """Return the identifier of the story `key` of an outlet: 16 hexadecimal digits."""
    return hashlib.sha256(f"{outlet}\n{key}".encode()).hexdigest()[:16]


class Catalogue:
    """All stories of a crawl, by address and by text."""

    def __init__(self) -> None:
        self._by_key: dict[str, Found] = {}
        self._by_text: dict[str, Found] = {}
        self._by_id: dict[int, Found] = {}

    def add(self, teaser: Teaser, source: Source) -> tuple[Found, bool]:
        """Return the story of a teaser, and whether it is a new one.

        A teaser with a link is known by its address. One without is known by its text, which may
        be that of a story whose link another list prints.
        """
        key, texts = key_of(teaser), _texts(teaser)
        found = self._find(teaser)
        new = found is None
        if found is None:
            found = Found(key, teaser, source)
        else:
            found.teaser = _merged(found.teaser, teaser)
        if teaser.time_text or teaser.time_machine:
            found.sightings.append(
                Sighting(source.kind, source.served_at, teaser.time_text, teaser.time_machine)
            )
        if teaser.time_changed:
            found.sightings.append(
                Sighting(source.kind, source.served_at, machine=teaser.time_changed, changed=True)
            )
        self._by_key.setdefault(key, found)
        for text in texts:
            self._by_text.setdefault(text, found)
        return found, new

    def revisit(self, known: Known, now: datetime) -> Found:
        """Return a story that the store knows and no page shows."""
        teaser = Teaser(url=known.url, position=0)
        source = Source("listing", known.section, known.url or "", now, 0)
        found = Found(key_of(teaser), teaser, source, known=known, is_listed=False)
        self._by_id[known.id] = found
        return self._by_key.setdefault(found.key, found)

    def meet(self, found: Found, row: Known | None) -> bool:
        """Note what the store knows of a story, and tell whether it is not one that was met before by another name."""
        if row is None:
            return True
        first = self._by_id.setdefault(row.id, found)
        first.meet(row)
        if first is not found:
            first.sightings += found.sightings
        return first is found

    def rename(self, found: Found, url: str) -> Found:
        """Note that the article of `found` stands at `url`; return the story that was known there before, or it."""
        return self._by_key.setdefault(story_key(url), found)

    def knows(self, teaser: Teaser) -> bool:
        """Tell whether the story of a teaser is known already."""
        return self._find(teaser) is not None

    def _find(self, teaser: Teaser) -> Found | None:
        if known := self._by_key.get(key_of(teaser)):
            return known
        same = next((self._by_text[text] for text in _texts(teaser) if text in self._by_text), None)
        return same if same and not _differ(same.teaser, teaser) else None


def _differ(first: Teaser, second: Teaser) -> bool:
    """Tell whether two teasers with a text in common are of two stories: each has an address, or a headline, of its own."""
    if first.url and second.url:
        return True
    return bool(first.headline and second.headline and text_key(first.headline) != text_key(second.headline))


def _texts(teaser: Teaser) -> list[str]:
    return [text_key(text) for text in (teaser.lead, teaser.headline) if text and len(text) >= MIN_TEXT]


def _merged(first: Teaser, second: Teaser) -> Teaser:
    fields = ("url", "kicker", "headline", "lead", "time_text", "time_machine")
    missing = {name: getattr(second, name) for name in fields if getattr(first, name) is None}
    merged = replace(first, **missing)
    return replace(merged, bad_link=None) if merged.url else merged
