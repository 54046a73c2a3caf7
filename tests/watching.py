"""Simulates how outlets are crawled on a schedule, and how one of them dies: what a store knows of it, without any page."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import exp

from storing import HOUR, MINUTE, opened

from newscrawl.outlets import Outlet, Section
from newscrawl.schedule.due import wait_of

START = datetime(2026, 1, 21, 5, tzinfo=UTC)
"""A Wednesday, six o'clock in Amsterdam; hour 20 is two at night there, and two in the afternoon in Los Angeles."""
LATEST = timedelta(hours=3)
"""When a crawl that hangs is ended."""
SECTION = "Buitenland"


@dataclass(frozen=True)
class Habits:
    """How an outlet publishes, and how it is crawled."""

    key: str
    period: timedelta
    per_day: float
    """New stories of a working day."""
    zone: str = "Europe/Amsterdam"
    weekend: float = 0.5
    """What comes on a day of the weekend, of that."""
    burst: float = 1.0
    """Stories that come together, on the average."""
    without_dateline: tuple[float, float] = (0.5, 0.2)
    """Share of stories without a dateline, by day and at night."""
    unread: float = 0.01
    lost: float = 0.01
    """Share of crawls that fail, for an hour's trouble or for no reason."""
    declared: bool = True
    """Whether its file says how often it is crawled."""

    def outlet(self) -> Outlet:
        minutes = int(self.period / MINUTE)
        return Outlet(
            key=self.key,
            name=self.key.capitalize(),
            country="NL",
            language="nl",
            zone=self.zone,
            period=f"{minutes}m" if self.declared else None,
            sections=(Section(name=SECTION, listing=f"https://{self.key}.example/buitenland"),),
        )


@dataclass
class Done:
    """What came of one crawl."""

    started_at: datetime
    heard_at: datetime
    ended_at: datetime | None
    reason: str = "finished"
    problems: list[str] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return self.ended_at is None or bool(self.problems)


Death = Callable[[Done], Done | None]
"""What becomes of a crawl of an outlet that is dead; None: it never begins."""


def weight(local: datetime, weekend: float) -> float:
    """How much is published in an hour, of what is in an average one."""
    by_hour = (0.15, 0.5, 1.4, 1.6)[
        0 if local.hour < 6 else 1 if local.hour >= 22 or local.hour < 7 else 2 + (local.hour < 18)
    ]
    return by_hour * (weekend if local.weekday() >= 5 else 1.0)


class Simulation:
    """The crawls of one outlet."""

    def __init__(self, habits: Habits, seed: int = 1) -> None:
        self.habits, self.outlet = habits, habits.outlet()
        self._random = random.Random(f"{habits.key} {seed}")
        self._told: list[int] = []

    def run(
        self, hours: float, death: Death | None = None, dies_at: datetime | None = None
    ) -> Iterator[Done]:
        """Yield each crawl that begins in so many hours from START."""
        at = START + self.habits.period * self._random.random()
        seen_until, failures = START - 8 * HOUR, 0
        while at < START + hours * HOUR:
            done = self._crawl(at, seen_until)
            if death and dies_at and (done.ended_at or done.heard_at) >= dies_at:
                dead = death(done)
                if dead is None:
                    return
                done = dead
            yield done
            failures = failures + 1 if done.failed else 0
            if not done.failed:
                seen_until = at
            waited = at + wait_of(self.habits.key, self.habits.period, at, failures)
            # It is looked each minute what is due; who runs is not begun again.
            at = max(waited, done.heard_at) + MINUTE * self._random.random()

    def _crawl(self, at: datetime, seen_until: datetime) -> Done:
        new, none_share = self._arrivals(seen_until, at)
        self._told = [*self._told[-3:], new]
        again = self._poisson(0.3 * sum(self._told[:-1]))  # articles that are visited again
        cases = new + again
        ended_at = at + timedelta(seconds=15 + 2 * cases)
        none = self._hits(cases, none_share)
        unread = self._hits(cases, self.habits.unread)
        numbers = {"time/read": cases - unread, "time/unread": unread, "time/none": 0,
                   "dateline/read": cases - none, "dateline/none": none,
                   "page/read": 1, "page/same": 0, "page/lost": 0, "http/200": 2 + cases}  # fmt: skip
        done = Done(at, ended_at, ended_at, outcomes={"new": new, "unchanged": 30 + again}, numbers=numbers)
        trouble = self._random.random() < self.habits.lost
        return refused(done, status=503) if trouble else done

    def _arrivals(self, since: datetime, until: datetime) -> tuple[int, float]:
        """Return how many stories came, and the share of such that have no dateline."""
        expected, without, step = 0.0, 0.0, 10 * MINUTE
        while since < until:
            length = min(step, until - since)
            local = since.astimezone(self.outlet.zone_info)
            some = self.habits.per_day / 24 * weight(local, self.habits.weekend) * (length / HOUR)
            expected, without = expected + some, without + some * self.habits.without_dateline[local.hour < 7]
            since += length
        bursts = self._poisson(expected / self.habits.burst)
        return sum(1 + self._poisson(self.habits.burst - 1) for _ in range(bursts)), without / expected

    def _poisson(self, expected: float) -> int:
        number, product, limit = 0, self._random.random(), exp(-expected)
        while product > limit:
            number, product = number + 1, product * self._random.random()
        return number

    def _hits(self, cases: int, share: float) -> int:
        return sum(self._random.random() < share for _ in range(cases))


# Ways to die


def refused(done: Done, status: int = 403) -> Done:
    """The listing is refused."""
    numbers = {"page/read": 0, "page/same": 0, "page/lost": 1, f"http/{status}": 3, "http/200": 1}
    problem = f"section {SECTION}: http {status}: https://blad.example/buitenland"
    return Done(done.started_at, done.heard_at, done.ended_at, problems=[problem], numbers=numbers)


def redesigned(done: Done) -> Done:
    """The listing shows nothing that looks like a story."""
    numbers = {"page/read": 1, "page/same": 0, "page/lost": 0, "http/200": 2}
    problem = f"section {SECTION}: 0 stories, expected 10 at the least"
    return Done(done.started_at, done.heard_at, done.ended_at, problems=[problem], numbers=numbers)


def unread(done: Done) -> Done:
    """Times are printed in another way; the crawl does its job."""
    cases = done.numbers["time/read"] + done.numbers["time/unread"] if "time/read" in done.numbers else 0
    done.numbers |= {"time/read": 0, "time/unread": cases}
    return done


def without_bodies(done: Done) -> Done:
    """Articles are empty; where there is one, the crawl fails."""
    new = done.outcomes.pop("new", 0)
    done.outcomes["failed: no text"] = new
    if new:
        done.problems.append(f"{new} of {new} stories failed, more than 20%")
    return done


def killed(done: Done) -> Done:
    """The process ends without a word, within a minute."""
    return Done(done.started_at, done.started_at, None)


def hanging(done: Done) -> Done:
    """A server that never ends its answers, until the crawl has lasted too long."""
    until = done.started_at + LATEST
    return Done(done.started_at, until, until, "closespider_timeout", ["ended early: closespider_timeout"])


def unscheduled(done: Done) -> None:
    """Nobody begins its crawls any more."""


def frozen(done: Done) -> Done:
    """The list is one of yesterday, for ever."""
    return Done(done.started_at, done.heard_at, done.ended_at, outcomes={"unchanged": 30},
                numbers={"page/read": 0, "page/same": 1, "page/lost": 0, "http/304": 1})  # fmt: skip


def keep(address: str, crawls: Mapping[Simulation, list[Done]]) -> None:
    """Put all of it into a store, as crawls do it."""
    with opened(address) as store:
        for simulation, done in crawls.items():
            for crawl in done:
                run = store.begin(simulation.outlet, crawl.started_at)
                store.heard(run, crawl.heard_at)
                if crawl.ended_at:
                    outcomes = {SECTION: {name: number for name, number in crawl.outcomes.items() if number}}
                    store.end(run, crawl.ended_at, crawl.reason, crawl.problems, outcomes, crawl.numbers)
