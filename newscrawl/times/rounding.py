"""How an outlet rounds, learned from what it printed of the same stories at different times.

A site that cuts off prints "2 hours ago" from 2 to 3 hours, one that rounds from 1.5 to 2.5.
Under each of the two every observation allows an interval of instants; where those of one
story have none in common, the outlet does not count that way. Two things give it away: a
machine-readable time of the story, or the step from one unit to the next (minutes pin the
instant, then "2 hours" comes too early or too late). Observations in one unit alone, without
such a time, fit both for ever.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from newscrawl.times.ages import to_plain_ages
from newscrawl.times.evidence import SECONDS
from newscrawl.times.moment import Interval, Moment

TOLERANCE: Final = 60.0
"""Seconds by which the intervals of one story may miss each other and still be no contradiction.

`Date` headers are whole seconds, page and story come from two clocks, formatters that round to
minutes first are half a minute off (date-fns, Rails), and many servers keep a page for a minute.
Times cut to the minute need none of it: they are intervals already.
"""

DECIDES: Final = 16
COSTS: Final = 3
"""Points that decide, and points that a story costs which objects; `learn_rounding` says why."""

_VAGUE = ("month", "year")  # of no fixed length: formatters differ more in it than in rounding
_FINEST_FIRST = list(SECONDS)
_NUMBERS = re.compile(r"\d+")  # in the digits of any script, as printed


@dataclass(frozen=True, slots=True)
class Observation:
    """A plain count that a page printed of a story: "3 uur geleden", not "gisteren" or "half uur geleden"."""

    value: int
    unit: str
    """"second", "minute", "hour", "day" or "week"; "month" and "year" are taken and are no evidence."""
    now: datetime
    """When the page was made (aware)."""
    known: Interval | None = None
    """The instants that a machine-readable time of the story allows, None if there is none. It must be
    the time from which the listing counts: a first publication beside an updated listing fits nothing."""

    def __post_init__(self) -> None:
        """Raise ValueError for a naive `now` or `known`, a negative value and an unknown unit."""
        if any(at.utcoffset() is None for at in (self.now, *(self.known or ()))):
            raise ValueError("now and known must be aware")
        if self.value < 0 or self.unit not in (*SECONDS, *_VAGUE):
            raise ValueError(f"no count of a unit: {self.value} {self.unit}")


@dataclass(frozen=True, slots=True)
class Learned:
    """How an outlet rounds, and the stories that say so; a story counts once."""

    rounding: str
    """"floor", "round", or "unknown" as long as too few stories tell."""
    floor: int
    """Stories that only cutting off explains."""
    round: int
    """Stories that only rounding explains."""
    neither: int
    """Stories that neither explains: published again, a page from a cache, another way to count."""
    either: int
    """Stories that both explain; they tell nothing."""
    doubtful: str | None = None
    """Unit that keeps an otherwise sure rounding "unknown", because the outlet counts it in another way or,
    of hours, because none was put to the test: humanize rounds hours and cuts off days."""

    @property
    def why(self) -> str:
        """The numbers as a sentence for logs.

        >>> Learned("floor", 18, 0, 1, 4).why
        'floor: 18 stories are explained by floor alone, 0 by round alone, 1 by neither, 4 by either'
        """
        said = (
            f"{self.rounding}: {self.floor} stories are explained by floor alone, "
            f"{self.round} by round alone, {self.neither} by neither, {self.either} by either"
        )
        return f"{said}; its {self.doubtful}s are in doubt" if self.doubtful else said


def ages(value: int, unit: str, rounding: str) -> tuple[float, float]:
    """Return the least and the greatest age in seconds at which "`value` `unit` ago" is printed.

    `rounding` is "floor" or "round", `unit` "second" to "week"; anything else raises KeyError.
    The ends of 1 are the widest of the formatters that were measured: dayjs, moment, date-fns,
    Rails, javascript-time-ago, Babel, humanize.

    >>> ages(2, "hour", "floor"), ages(2, "hour", "round"), ages(1, "day", "round")
    ((7200.0, 10800.0), (5400.0, 9000.0), (43200.0, 172800.0))
    """
    if rounding not in ("floor", "round") or unit not in SECONDS:
        raise KeyError(rounding, unit)
    least, most = to_plain_ages(value, unit, rounding)
    return least.total_seconds(), most.total_seconds()


def observe(moment: Moment, now: datetime, known: Interval | None = None) -> Observation | None:
    """Return what `moment`, read from a page made at `now`, tells of rounding; None if it is no plain count.

    A plain count is printed in digits ("gisteren" is a day of the calendar), as one number ("1,5 uur"
    and "1 uur 5 min" are two), and is not less than something ("minder dan 5 minuten").
    """
    unit, printed = moment.unit, _NUMBERS.findall(moment.raw)
    if moment.value is None or unit not in SECONDS or [int(number) for number in printed] != [moment.value]:
        return None
    least = (now - moment.latest).total_seconds()
    if least < (moment.value - 0.5) * SECONDS[unit]:
        return None
    return Observation(moment.value, unit, now, known)


def learn_rounding(stories: Iterable[Sequence[Observation]]) -> Learned:
    """Return how the outlet rounds that printed `stories`, each the observations of one story in any order.

    A story contradicts a hypothesis if its intervals miss each other by more than TOLERANCE. It
    *tells* if it contradicts any. "floor" (or "round") is learned when

        (telling stories that it explains) - COSTS x (telling stories that it does not) >= DECIDES

    and no unit is doubtful: in each, the stories that contradict only this hypothesis with it, times
    COSTS, are at most those that contradict only the other; of hours there is at least one of the
    latter. So 16 telling stories decide if none objects; objections in one of five cost time, and
    with one in four it stays "unknown".

    Why this does not go wrong: a hypothesis that is not the outlet's explains at most every second
    telling story. (If the other one is right, it explains accidents only; of a way to count that is
    neither, such as rounding up, it explains half of the hours.) Then 1.839^(explained - 3 x not) is a
    game in which nobody gains, half of 1.839 and half of 1.839^-3 being 1, and by Ville's inequality
    the chance that it ever reaches 1.839^16 is below 1 in 17,000, however many stories come and however
    often one looks.
    """
    count: Counter[tuple[bool, bool]] = Counter()
    objects: dict[str, Counter[str | None]] = {"floor": Counter(), "round": Counter()}
    for story in stories:
        plain = sorted((seen for seen in story if seen.unit in SECONDS), key=_fineness)
        floor, round_ = _contradiction(plain, "floor"), _contradiction(plain, "round")
        count[floor is None, round_ is None] += 1
        if floor != round_:
            objects["floor"][floor] += 1
            objects["round"][round_] += 1
    said = {"floor": count[True, False], "round": count[False, True]}
    rounding, doubtful = "unknown", None
    for rule, other in (("floor", "round"), ("round", "floor")):
        if said[rule] - COSTS * (said[other] + count[False, False]) >= DECIDES:
            doubtful = _doubtful(objects[rule], objects[other])
            rounding = "unknown" if doubtful else rule
    return Learned(rounding, said["floor"], said["round"], count[False, False], count[True, True], doubtful)


def _doubtful(against: Counter[str | None], supporting: Counter[str | None]) -> str | None:
    if not supporting["hour"]:
        return "hour"
    return next((unit for unit in SECONDS if COSTS * against[unit] > supporting[unit]), None)


def _fineness(seen: Observation) -> int:
    return _FINEST_FIRST.index(seen.unit)


def _contradiction(plain: Sequence[Observation], rounding: str) -> str | None:
    """Return the unit with which a story, its finest units first, contradicts `rounding`; None if it does not.

    The coarser unit is to blame: two pages in minutes pin the instant better than one in hours.
    """
    first, last = float("-inf"), float("inf")
    for seen in plain:
        if seen.known:
            first, last = max(first, seen.known[0].timestamp()), min(last, seen.known[1].timestamp())
    for seen in plain:
        least, most = ages(seen.value, seen.unit, rounding)
        now = seen.now.timestamp()
        first, last = max(first, now - most), min(last, now - least)
        if first - last > TOLERANCE:
            return seen.unit
    return None
