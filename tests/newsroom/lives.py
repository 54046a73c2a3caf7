"""What becomes of a story after its publication: each change with its instant and kind."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from .world import TrueStory

SLUG, TEASER, REPUBLISHED = "slug", "teaser", "republished"
"""Kinds of a change that leaves the article's headline, text, dateline and agencies as they are."""


@dataclass(frozen=True)
class Change:
    at: datetime
    kind: str
    """One of edits.EDITS, SLUG, TEASER or REPUBLISHED."""
    story: TrueStory
    """The whole story as it is from then on."""


@dataclass(frozen=True)
class Withdrawal:
    at: datetime
    status: int
    """What the article answers from then on: 404 or 410."""


@dataclass(frozen=True)
class Promotion:
    """A time in which listings show a story higher than its age allows."""

    start: datetime
    end: datetime
    lift: timedelta
    """By how much younger it is listed."""


@dataclass(frozen=True)
class Life:
    first: TrueStory
    """The story as it was published."""
    changes: tuple[Change, ...] = ()
    """In the order of their instants."""
    withdrawal: Withdrawal | None = None
    promotions: tuple[Promotion, ...] = ()

    @property
    def number(self) -> int:
        return self.first.number

    @property
    def publications(self) -> tuple[datetime, ...]:
        """The first one, and those after it."""
        again = [change.at for change in self.changes if change.kind == REPUBLISHED]
        return (self.first.published, *again)

    def paths(self, until: datetime | None = None) -> frozenset[str]:
        """Every path under which its article is or was linked at an instant; without one, or will be."""
        later = [change.story for change in self.changes if until is None or change.at <= until]
        return frozenset(story.path for story in (self.first, *later) if story.path)

    def at(self, moment: datetime) -> TrueStory:
        """The story at an instant that is not before its publication."""
        current = self.first
        for change in self.changes:
            if change.at > moment:
                break
            current = change.story
        return current

    def is_listed(self, moment: datetime) -> bool:
        """Whether it is out and not withdrawn."""
        out = self.first.published <= moment
        return out and not (self.withdrawal and self.withdrawal.at <= moment)

    def rank(self, moment: datetime) -> datetime:
        """What listings sort by, newest first: its publication, later while it is promoted."""
        lift = sum(
            (promo.lift for promo in self.promotions if promo.start <= moment < promo.end), timedelta()
        )
        return self.at(moment).published + lift

    def kinds(self, after: datetime, until: datetime) -> frozenset[str]:
        """Kinds of all changes later than `after`, up to `until`."""
        return frozenset(change.kind for change in self.changes if after < change.at <= until)


def content(story: TrueStory) -> tuple[Any, ...]:
    """What makes a version: two states of a story with the same content are one version."""
    return story.headline, story.printed_paragraphs


def in_listings(story: TrueStory) -> TrueStory:
    """The story as a listing shows it, which may have a headline of its own."""
    return replace(story, headline=story.teaser) if story.teaser else story
