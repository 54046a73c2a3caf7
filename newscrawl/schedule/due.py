"""Which outlets are due: a pure function of their periods, their last crawls and the time.

The rules, of which the README tells the reader:

- An outlet is due one period after its last crawl began, give or take a tenth: outlets that began together drift apart.
- One that was never crawled is due at once.
- One that is being crawled is never due.
- One whose crawls failed three times in a row waits two periods, from the fourth time on four, but a day at the most
  (or its period, where that is longer): it is tried often enough for whoever watches it to see that it is back.
- Where fewer may begin than are due, those go first that were due first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

JITTER = 0.1
"""Share of a wait by which it is longer or shorter at the most."""
PATIENCE = (1, 1, 1, 2, 4)
"""Periods that an outlet waits, by how many crawls failed in a row; the last one for all further."""
LONGEST = timedelta(days=1)
"""What an outlet waits at the most because its crawls fail."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the crawls of an outlet."""

    started_at: datetime | None = None
    """When the last one began (aware); None: there was none."""
    failures: int = 0
    """How many failed in a row, up to the last one that has ended."""
    is_running: bool = False
    """Whether one runs, or waits to be started."""


NEVER = Past()
"""The past of an outlet that was never crawled."""


def wait_of(key: str, period: timedelta, started_at: datetime, failures: int) -> timedelta:
    """Return how long an outlet waits after a crawl that began at `started_at`.

    The same arguments give the same wait, so that several who ask agree.
    """
    patient = period * PATIENCE[min(failures, len(PATIENCE) - 1)]
    return max(period, min(patient, LONGEST)) * (
        1 + JITTER * (2 * _fraction(f"{key} {started_at.timestamp()}") - 1)
    )


def due_at(key: str, period: timedelta, past: Past) -> datetime:
    """Return when an outlet is due (aware); long ago if it was never crawled. Whether it runs is not looked at."""
    if past.started_at is None:
        # In an order of their own: by name, outlets of one country or group would begin together.
        return BEGINNING + timedelta(seconds=_fraction(key))
    return past.started_at + wait_of(key, period, past.started_at, past.failures)


def find_due(periods: Mapping[str, timedelta], pasts: Mapping[str, Past], now: datetime) -> list[str]:
    """Return the keys of the outlets that are due at `now`, the longest due first.

    `periods` holds all outlets that are asked for, `pasts` those that are known to have been crawled.
    """
    when = {
        key: due_at(key, period, past)
        for key, period in periods.items()
        if not (past := pasts.get(key, NEVER)).is_running
    }
    return sorted((key for key, at in when.items() if at <= now), key=lambda key: (when[key], key))


def _fraction(text: str) -> float:
    """Return a number from 0 to 1 (not included) that is as good as random, and always the same for a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest()) / 2**48
