"""Outlets that publish all day long: all their stories and what becomes of each, planned from a seed."""

import bisect
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from . import invent
from .edits import EDITS, change_headline
from .lives import REPUBLISHED, SLUG, TEASER, Change, Life, Promotion, Withdrawal
from .outlets import BUSY, BY_KEY, Outlet
from .world import TrueStory, make_story, path_of

PER_DAY = {"nrweek": 140, "nrstamp": 60}
HOURS = (2, 1, 1, 1, 2, 4, 8, 12, 14, 14, 13, 13, 12, 12, 13, 14, 14, 13, 11, 10, 9, 8, 6, 4)
"""How many stories come out in each hour of the outlet's day, against the others."""
LISTED = 60
WINDOW = timedelta(hours=48)
"""Stories older than this are on no listing unless pinned: 60 newer ones are there, promoted and republished ones too."""
POPULAR = 5

EDIT_COUNTS = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3)
"""How often a story is edited; each in turn is as likely."""
FIRST_EDIT, LAST_EDIT = timedelta(minutes=4), timedelta(hours=30)
SHARES = {SLUG: 0.08, TEASER: 0.1, REPUBLISHED: 0.04, "withdrawn": 0.03, "promoted": 0.1}
"""Share of the stories to which each of these happens, once."""
NOT_BEFORE = timedelta(hours=1)
"""Age before which nothing is withdrawn: what is gone before anybody could see it proves nothing."""


@dataclass(frozen=True)
class Outage:
    start: datetime
    end: datetime
    whole: bool
    """Whether every page answers 503, and not the articles only."""

    def covers(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


@dataclass(frozen=True)
class Pin:
    """A story that stands first for a time, whatever its age."""

    start: datetime
    end: datetime
    life: Life


class BusyWorld:
    """What the busy outlets do from `start` on: the same arguments give the same world.

    Stories of the two days before `start` fill the first listings.
    """

    def __init__(
        self, start: datetime, days: float, *, per_day: Mapping[str, int] = PER_DAY, seed: int = 1
    ) -> None:
        if start.tzinfo is None:
            raise ValueError("start needs a zone")
        self.start = start.astimezone(UTC)
        self.end = self.start + timedelta(days=days)
        self.outlets = [outlet for outlet in BUSY if per_day.get(outlet.key)]
        self.lives: dict[str, list[Life]] = {}
        """By outlet, in the order of their first publication."""
        self.outages: dict[str, list[Outage]] = {}
        self.pins: dict[str, list[Pin]] = {}
        for outlet in self.outlets:
            rng = random.Random(f"{seed} {outlet.key}")
            lives = [*_plan_lives(outlet, self.start, self.end, per_day[outlet.key], rng)]
            self.lives[outlet.key] = lives
            self.pins[outlet.key] = [*_plan_pins(lives, self.start, self.end, rng)]
            self.outages[outlet.key] = [*_plan_outages(self.start, self.end, rng)]
        self._published = {key: [life.first.published for life in lives] for key, lives in self.lives.items()}
        self._by_path = {
            (key, path): life for key, lives in self.lives.items() for life in lives for path in life.paths()
        }

    def find(self, outlet: str, path: str) -> Life | None:
        """The story that is, was or will be at a path."""
        return self._by_path.get((outlet, path))

    def is_down(self, outlet: str, at: datetime, *, article: bool) -> bool:
        return any(outage.covers(at) and (article or outage.whole) for outage in self.outages[outlet])

    def visible(self, outlet: str, at: datetime, section: str | None = None) -> list[TrueStory]:
        """What `outlet` shows of the last two days at `at`, newest publication first."""
        found = [life.at(at) for life in self._recent(outlet, at)]
        found = [story for story in found if section in (None, story.section)]
        return sorted(found, key=lambda story: story.published, reverse=True)

    def front(self, outlet: str, at: datetime) -> list[TrueStory]:
        """The stories of the listing in its order: pinned ones, then by age and promotion."""
        pinned = [
            pin.life for pin in self.pins[outlet] if pin.start <= at < pin.end and pin.life.is_listed(at)
        ]
        others = sorted(self._recent(outlet, at), key=lambda life: life.rank(at), reverse=True)
        shown = [*pinned, *(life for life in others if life not in pinned)][:LISTED]
        return [life.at(at) for life in shown]

    def popular(self, outlet: str, at: datetime) -> list[TrueStory]:
        """The most read ones: other stories every hour."""
        hour = at.replace(minute=0, second=0, microsecond=0)
        # Chosen at the full hour, so that within it only a withdrawal changes the list.
        chosen = random.Random(f"{outlet} {hour}").sample(self._recent(outlet, hour), POPULAR)
        return [life.at(at) for life in chosen if life.is_listed(at)]

    def _recent(self, outlet: str, at: datetime) -> list[Life]:
        first = bisect.bisect_left(self._published[outlet], at - WINDOW)
        last = bisect.bisect_right(self._published[outlet], at)
        return [life for life in self.lives[outlet][first:last] if life.is_listed(at)]


def _plan_lives(
    outlet: Outlet, start: datetime, end: datetime, per_day: int, rng: random.Random
) -> Iterator[Life]:
    maker, seen = invent.Inventor(outlet.language, rng), set[str | None]()
    for number, published in enumerate(_instants(outlet, start - WINDOW, end, per_day, rng)):
        story = make_story(outlet, outlet.sections[0], number, published, maker, published)
        while story.headline in seen:
            story = make_story(outlet, outlet.sections[0], number, published, maker, published)
        seen.add(story.headline)
        yield _plan_life(story, rng)


def _instants(
    outlet: Outlet, start: datetime, end: datetime, per_day: int, rng: random.Random
) -> list[datetime]:
    """When stories come out, in order: to the second, and each at a second of its own."""
    found = set[datetime]()
    day = start
    while day < end:
        hours = [day + timedelta(hours=hour) for hour in range(24)]
        weights = [HOURS[hour.astimezone(outlet.tzinfo).hour] for hour in hours]
        most = len(found) + per_day
        while len(found) < most:
            found.add(rng.choices(hours, weights)[0] + timedelta(seconds=rng.randrange(3600)))
        day += timedelta(days=1)
    return sorted(found)


def _plan_life(first: TrueStory, rng: random.Random) -> Life:
    happens = {name: rng.random() < share for name, share in SHARES.items()}
    kinds = [rng.choice([*EDITS]) for _ in range(rng.choice(EDIT_COUNTS))]
    kinds += [kind for kind in (SLUG, TEASER) if happens[kind]]
    planned = [(_age(rng), kind) for kind in kinds]
    if happens[REPUBLISHED]:
        planned.append((timedelta(seconds=rng.randrange(4 * 3600, 20 * 3600)), REPUBLISHED))
    withdrawal = None
    if happens["withdrawn"]:
        age = NOT_BEFORE + _age(rng)
        withdrawal = Withdrawal(first.published + age, rng.choice((404, 410)))
        planned = [(at, kind) for at, kind in planned if at < age]
    promotions = (_promotion(first.published, rng),) if happens["promoted"] else ()
    changes, story = [], first
    for age, kind in sorted(planned):
        at = first.published + age
        changed = _change(story, kind, at, rng)
        if changed is not None:
            story = changed
            changes.append(Change(at, kind, story))
    return Life(first, tuple(changes), withdrawal, promotions)


def _age(rng: random.Random) -> timedelta:
    """How old a story is when something happens to it: most is done early."""
    seconds = FIRST_EDIT.total_seconds() * (LAST_EDIT / FIRST_EDIT) ** rng.random()
    return timedelta(seconds=round(seconds))


def _promotion(published: datetime, rng: random.Random) -> Promotion:
    start = published + timedelta(minutes=rng.randrange(20, 240))
    return Promotion(
        start, start + timedelta(minutes=rng.randrange(30, 300)), timedelta(hours=rng.randrange(1, 9))
    )


def _change(story: TrueStory, kind: str, at: datetime, rng: random.Random) -> TrueStory | None:
    """The story after a change of this kind, or None where it does not fit."""
    if kind in EDITS:
        edited = EDITS[kind](story, rng)
        return edited and replace(edited, modified=at)
    if kind == REPUBLISHED:
        return replace(story, published=at, modified=None)
    other = change_headline(story, rng)
    if other is None or kind == TEASER:
        return other and replace(story, teaser=other.headline)
    outlet = BY_KEY[story.outlet]
    path = path_of(outlet.key, outlet.sections[0], story.number, str(other.headline), story.published)
    return replace(story, path=path, linked=path)


def _plan_pins(lives: list[Life], start: datetime, end: datetime, rng: random.Random) -> Iterator[Pin]:
    """One story a day stands first for ten hours or more."""
    day = start
    while day < end:
        begins = day + timedelta(hours=rng.randrange(8, 12))
        known = [life for life in lives if begins - timedelta(hours=12) < life.first.published < begins]
        if known:
            yield Pin(begins, begins + timedelta(hours=rng.randrange(10, 20)), rng.choice(known))
        day += timedelta(days=1)


def _plan_outages(start: datetime, end: datetime, rng: random.Random) -> Iterator[Outage]:
    """Once a day, by turns of everything and of the articles; never near the end, so that all can be found."""
    day, whole = start, True
    while day + timedelta(hours=20) < end:
        begins = day + timedelta(minutes=rng.randrange(60, 18 * 60))
        yield Outage(begins, begins + timedelta(minutes=rng.randrange(12, 45)), whole)
        day, whole = day + timedelta(days=1), not whole
