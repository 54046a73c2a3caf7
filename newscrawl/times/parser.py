"""From the text of a listing to a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from newscrawl.times.ages import last_interval, put_numbers, to_ages, to_plain_ages
from newscrawl.times.ago import Ago, Kind
from newscrawl.times.dates import TOLERANCE, to_interval
from newscrawl.times.fold import fold, to_number, to_shape
from newscrawl.times.machine import parse_machine_time
from newscrawl.times.moment import Moment
from newscrawl.times.shape import Reading, read_shape, read_shape_in_all

ROUNDINGS = ("floor", "round", "unknown")

_READ = 240  # characters of a text that are looked at: a listing's time stands at its head
_NUMBERLESS = (Kind.FEW, Kind.JUST_NOW, Kind.SECONDS)
_FEW_SECONDS = timedelta(0), timedelta(minutes=1)
_REPEATED = 8192


def parse_time(
    text: str, *, now: datetime, language: str | None, zone: ZoneInfo, rounding: str = "unknown"
) -> Moment | None:
    """Return when a listing's `text` says its story appeared; None if that is not the time of something past.

    `now` is the aware instant at which the page was made, `language` a BCP 47 tag (for None and tags
    without a table all tables are tried, and must agree), `rounding` how the outlet rounds: "floor",
    "round" or "unknown". Anything else of the two raises ValueError.

    >>> noon, ams = datetime(2026, 5, 1, 12, tzinfo=UTC), ZoneInfo("Europe/Amsterdam")
    >>> moment = parse_time("Bijgewerkt: 3 uur geleden", now=noon, language="nl", zone=ams)
    >>> f"{moment.earliest:%H:%M} {moment.latest:%H:%M}", moment.value, moment.unit, moment.updated
    ('08:00 09:30', 3, 'hour', True)
    >>> parse_time("over 3 uur", now=noon, language="nl", zone=ams)
    """
    # Two instants of the repeated hour are equal to a cache; in UTC they are not.
    return _parse(text, now if now.tzinfo is UTC else _to_utc(now), language, zone, rounding)


def _to_utc(now: datetime) -> datetime:
    if now.utcoffset() is None:
        raise ValueError("now must be aware")
    return now.astimezone(UTC)


@lru_cache(maxsize=_REPEATED)  # a page prints the same few texts many times over
def _parse(text: str, now: datetime, language: str | None, zone: ZoneInfo, rounding: str) -> Moment | None:
    if rounding not in ROUNDINGS:
        raise ValueError(f"rounding must be one of {ROUNDINGS}: {rounding!r}")
    head = text.lstrip()[:_READ]
    shape = to_shape(head)
    readings = read_shape(shape, language) if language else None
    if readings is not None:
        return _first(readings, head, now, zone, rounding)
    in_all = read_shape_in_all(shape)
    return _agreed([_first(readings, head, now, zone, rounding) for readings in in_all])


def forget() -> None:
    """Forget the texts that were read; what was found out about their shapes stays."""
    _parse.cache_clear()


def _first(
    readings: Iterable[Reading], text: str, now: datetime, zone: ZoneInfo, rounding: str
) -> Moment | None:
    for reading in readings:
        try:
            moment = _moment(reading, text, now, zone, rounding)
        except OverflowError:  # before the year 1
            continue
        if moment is not None:
            return moment
    return None


def _agreed(moments: list[Moment | None]) -> Moment | None:
    """Return what all languages say that read most of the text, None if they contradict each other."""
    read = [moment for moment in moments if moment]
    longest = max((len(moment.raw) for moment in read), default=0)
    said = {moment[:4]: moment for moment in read if len(moment.raw) == longest}
    return next(iter(said.values())) if len(said) == 1 else None


def _moment(reading: Reading, text: str, now: datetime, zone: ZoneInfo, rounding: str) -> Moment | None:
    said, start, end, updated, refused, plain = reading
    # On instants, not on the clock of the wall, which jumps twice a year.
    if plain:  # the short way, for most texts
        number, unit = to_number(text[plain[0] : plain[1]]), plain[2]
        least, most = to_plain_ages(number, unit, rounding)
        return Moment(now - most, now - least, number, unit, text[start:end], updated)
    if refused and fold(text[start:end]).text in refused:
        return None
    if isinstance(said, Ago):
        read = _relative(said, text, now, zone, rounding)
        return read and Moment(*read, text[start:end], updated)
    if said is None:
        moment = parse_machine_time(text, zone=zone)
        return moment if moment and moment.earliest <= now + TOLERANCE else None
    interval = to_interval(said, text, now, zone)
    if interval is None:
        return None
    if said.is_day_word:
        return Moment(*interval, said.days_ago, "day", text[start:end], updated)
    return Moment(*interval, None, None, text[start:end], updated)


def _relative(
    ago: Ago, text: str, now: datetime, zone: ZoneInfo, rounding: str
) -> tuple[datetime, datetime, int | None, str | None] | None:
    said = put_numbers(ago, text)
    if said is None:
        return None
    value, unit = said.parts[0] if said.parts else (None, None)
    if said.kind is Kind.LAST:
        return *last_interval(str(unit), now, zone), value, unit
    least, most = to_ages(said, rounding)
    if (value, unit) == (1, "second"):  # "a second ago", as some print up to 44 of them
        least, most = _FEW_SECONDS
    return now - most, now - least, None if said.kind in _NUMBERLESS else value, unit
