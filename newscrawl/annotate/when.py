"""Times that texts print as columns of a row, and as lines for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from newscrawl.annotate.columns import Column, own_value, text_of
from newscrawl.annotate.command import title
from newscrawl.annotate.mistakes import Mistake, check_choice, near_names
from newscrawl.annotate.rows import Cell
from newscrawl.annotate.run import Note
from newscrawl.times import Moment, parse_time
from newscrawl.times.parser import ROUNDINGS
from newscrawl.times.tables import find_language, languages

COLUMNS = ("earliest", "latest", "value", "unit", "raw", "updated")
"""What a time becomes, as the fields of Moment; nulls where none was read."""
STATUSES = ("read", "unread", "empty")

_NO_TABLE = "in a language without a table (read with all tables)"
_CODE = 3  # letters of the longest codes
_YEARS = range(1970, 3000)  # intervals at the ends of the calendar would leave it

# The database is read from disk at each call.
_zone_names = cache(available_timezones)


def to_instant(text: str) -> datetime:
    """Return the aware instant that `text` (ISO 8601) names. Raises Mistake if it is none, or names no offset."""
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Mistake(f"expected an instant such as 2026-01-24T23:00+01:00, got {text!r}") from None
    if instant.utcoffset() is None:
        raise Mistake(f"expected an offset behind {text!r}: add one, such as +01:00 or Z")
    if instant.year not in _YEARS:
        raise Mistake(f"expected a year from {_YEARS[0]} to {_YEARS[-1]}, got {text!r}")
    return instant


@cache
def to_zone(name: str) -> ZoneInfo:
    """Return the zone of an IANA name. Raises Mistake, with the names that are near, if it is none."""
    if name not in _zone_names():
        near = near_names(name, _zone_names())
        raise Mistake(f"expected a zone of the IANA database, such as Europe/Amsterdam, got {name!r}{near}")
    return ZoneInfo(name)


def check_language(tag: str) -> str:
    """Return a BCP 47 `tag` whose language has a table. Raises Mistake, with the tags that are near, if it has none."""
    if find_language(tag) is None:
        near = (
            near_names(tag, languages(), 0.5) if len(tag) <= _CODE else ""
        )  # of two letters, one may be wrong
        count = len(languages())
        raise Mistake(
            f"{tag!r} is none of the {count} languages known by their BCP 47 tags (nl, en-GB){near}"
        )
    return tag


def check_rounding(rounding: str) -> str:
    """Return `rounding`. Raises Mistake if it is none."""
    return check_choice("--rounding", rounding, ROUNDINGS)


def to_cells(moment: Moment | None) -> dict[str, Cell]:
    """Return the columns of a moment: instants in ISO 8601, UTC."""
    if moment is None:
        return dict.fromkeys(COLUMNS)
    instants = moment.earliest.isoformat(), moment.latest.isoformat()
    return dict(zip(COLUMNS, (*instants, moment.value, moment.unit, moment.raw, moment.updated), strict=True))


def show(text: str, moment: Moment | None, zone: ZoneInfo) -> Iterator[str]:
    """Yield the lines that tell a person what was read in `text`."""
    yield title(text)
    if moment is None:
        yield "  not a time of the past"
        return
    counted = "" if moment.value is None else f"{moment.value} {moment.unit}{'s' * (moment.value != 1)} ago"
    yield f"  earliest  {_in_zone(moment.earliest, zone)}"
    yield f"  latest    {_in_zone(moment.latest, zone)}"
    yield f"  says      {counted or 'a date or a clock time'}"
    yield f"  read      {' '.join(moment.raw.split())}"
    yield f"  updated   {'yes' if moment.updated else 'no'}"


def _in_zone(instant: datetime, zone: ZoneInfo) -> str:
    utc = instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
    try:
        return f"{instant.astimezone(zone).isoformat()} = {utc}"
    except OverflowError:  # the first hours of the year 1
        return utc


@dataclass(frozen=True, slots=True)
class TimeAnnotator:
    """Reads the times in a column (newscrawl.annotate.run.Annotator)."""

    column: str
    now: datetime | Column
    zone: ZoneInfo | Column
    language: str | Column | None = None
    rounding: str = "unknown"
    prefix: str = "time_"
    statuses: Sequence[str] = STATUSES

    @property
    def asked(self) -> Sequence[str]:
        given = (self.now, self.zone, self.language)
        return [self.column, *(value.name for value in given if isinstance(value, Column))]

    @property
    def names(self) -> Sequence[str]:
        return [f"{self.prefix}{name}" for name in COLUMNS]

    def read(self, values: Mapping[str, object]) -> Note:
        text = text_of(values, self.column)
        if text is None:
            return self._note("empty", None)
        try:
            now, zone = own_value(values, self.now, to_instant), own_value(values, self.zone, to_zone)
        except Mistake as mistake:
            return self._note("unread", None, problem=str(mistake))
        language = own_value(values, self.language, str)
        moment = parse_time(text, now=now, language=language or None, zone=zone, rounding=self.rounding)
        unknown = bool(language) and find_language(str(language)) is None
        return self._note("read" if moment else "unread", moment, remark=_NO_TABLE if unknown else "")

    def _note(self, status: str, moment: Moment | None, problem: str = "", remark: str = "") -> Note:
        cells = {f"{self.prefix}{name}": cell for name, cell in to_cells(moment).items()}
        return Note(status, cells, problem, remark)
