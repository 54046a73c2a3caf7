"""Which rows are exported: what a person asked for, checked against what the store has."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, Select, select

from newscrawl.annotate.dateline import to_country, to_language
from newscrawl.annotate.mistakes import Mistake, check_choice, near_names
from newscrawl.datelines.agencies import agencies
from newscrawl.spans import parse_span
from newscrawl.store.schema import outlets, stories

BY = ("published", "seen", "changed")
"""Which of a story's times --since and --until mean."""
GOES_WITH: Mapping[str, tuple[str, ...]] = {
    "section": ("stories", "versions", "sightings"),
    "language": ("stories", "versions"),
    "place_country": ("stories", "versions"),
    "agency": ("stories", "versions"),
    "by": ("stories",),
    "new": ("stories",),
}
"""Option -> what it goes with; the others go with everything."""

_NAME = re.compile(r"[\w.-]{1,48}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows asked for; what is empty is not asked for."""

    outlets: tuple[str, ...] = ()
    outlet_countries: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Without region and script."""
    place_countries: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    """Not included."""
    by: str = "published"
    new: str | None = None
    """Name of the export that this one goes on from."""


def to_instant(option: str, given: str, now: datetime) -> datetime:
    """Return an instant: ISO 8601, a day (its beginning in UTC), or an age counted back from `now`.

    Without an offset it is UTC. Raises Mistake.

    >>> to_instant("--since", "7d", datetime(2026, 1, 24, 12, tzinfo=UTC)).isoformat()
    '2026-01-17T12:00:00+00:00'
    """
    try:
        if (age := parse_span(given)) is not None:
            return now - age
        if len(given) == len("2026-01-24"):
            return datetime.combine(date.fromisoformat(given), time(), UTC)
        instant = datetime.fromisoformat(given)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Mistake(
            f"{option}: expected a day, an instant or an age, such as 2026-01-24, 2026-01-24T12:00+01:00 or 7d,"
            f" got {given!r}"
        ) from None


def check_options(what: str, given: Mapping[str, object]) -> None:
    """Raise Mistake for an option that was given and does not go with what is exported."""
    for option, tables in GOES_WITH.items():
        if given.get(option) and what not in tables:
            raise Mistake(
                f"--{option.replace('_', '-')}: goes with {' and '.join(tables)} only, not with {what}"
            )


def to_name(given: str | None) -> str | None:
    """Return the name of an export, or None. Raises Mistake."""
    if given is not None and not _NAME.fullmatch(given):
        raise Mistake(f"--new: expected a name of at most 48 letters, digits, . - or _, got {given!r}")
    return given


def to_by(given: str | None) -> str:
    return check_choice("--by", given or BY[0], BY)


def to_languages(given: Iterable[str]) -> tuple[str, ...]:
    return _each("--language", given, to_language)


def to_countries(option: str, given: Iterable[str]) -> tuple[str, ...]:
    return _each(option, given, to_country)


def to_agencies(given: Iterable[str]) -> tuple[str, ...]:
    """Return ids of agencies. Raises Mistake for one that the table does not have."""
    known = {agency.id for agency in agencies()}
    known_one = _one_of("agency", known, "the table")
    return _each("--agency", given, lambda name: known_one(name.lower()))


def check(connection: Connection, chosen: Chosen) -> None:
    """Raise Mistake if the store has no such outlet, country or section."""
    for option, wanted, statement in (
        ("--outlet", chosen.outlets, select(outlets.c.key)),
        ("--outlet-country", chosen.outlet_countries, select(outlets.c.country).distinct()),
        ("--section", chosen.sections, select(stories.c.section).distinct()),
    ):
        if wanted:
            _each(option, wanted, _one_of("value", _values(connection, statement), "the store"))


def _values(connection: Connection, statement: Select[Any]) -> list[str]:
    return list(connection.execute(statement).scalars())


def _one_of(what: str, known: Collection[str], where: str) -> Callable[[str], str]:
    """Return what reads a name that must be one of the known ones. It raises Mistake, with those that are near."""

    def read(name: str) -> str:
        if name not in known:
            raise Mistake(f"no {what} {name!r}{near_names(name, known) or f' in {where}'}")
        return name

    return read


def _each(option: str, given: Iterable[str], read: Callable[[str], str]) -> tuple[str, ...]:
    try:
        return tuple(map(read, given))
    except Mistake as mistake:
        raise Mistake(f"{option}: {mistake}") from None
