"""The pieces of a calendar time, as places in a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from newscrawl.times.ago import Slot


@dataclass(slots=True)
class When:
    """The pieces of a calendar time, as far as the text gives them; numbers as places in the printed text."""

    start: int
    end: int
    year: Slot | None = None
    month: int | Slot | None = None
    day: Slot | None = None
    numeric: tuple[Slot, Slot, Slot | None] | None = None
    """Two numbers of which one is the day and one the month, and the year."""
    calendar: str = ""
    """Calendar of a month that is named: "" is the Gregorian."""
    hour: Slot | None = None
    minute: Slot | None = None
    second: Slot | None = None
    half: str | None = None
    """"am" or "pm"."""
    weekday: int | None = None
    days_ago: int | None = None
    zone: Slot | str | None = None
    """Where a zone stands, or its name in the IANA database."""
    era: int = 0
    """What to add to the year: 2018 behind "令和"."""
    orders: tuple[str, ...] = ()
    """Orders of numeric dates that the language allows, the usual one first."""
    calendars: tuple[str, ...] = ()
    """Calendars beside the Gregorian that the language prints years in."""
    full: tuple[slice, ...] = ()
    """Where year, day, hour, minute and month (if that is a number) stand, if the text gives these and no more."""
    daily: tuple[slice, slice] | None = None
    """Where hour and minute stand, if the text says these behind a word such as "gisteren" and no more."""
    at: bool = field(default=False, compare=False)
    """Whether a word such as "om" has announced a clock time."""

    @property
    def has_date(self) -> bool:
        """Whether the text names a day by its date or by a word such as "gisteren"."""
        named = self.month is not None or self.day is not None or self.days_ago is not None
        return named or self.numeric is not None

    @property
    def dated(self) -> bool:
        """Whether the text names the day in any way."""
        return self.has_date or self.weekday is not None

    @property
    def is_day_word(self) -> bool:
        """Whether the text is a word such as "gisteren" and no more."""
        return self.hour is None and self.days_ago is not None
