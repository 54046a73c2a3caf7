"""Datelines that open texts as columns of a row, and as lines for a person."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from newscrawl.annotate.columns import Column, own_value, text_of
from newscrawl.annotate.command import title
from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.rows import Cell
from newscrawl.annotate.run import Note
from newscrawl.datelines import Dateline, parse_dateline
from newscrawl.places import Place, find_places
from newscrawl.tags import primary_language

PLACE_COLUMNS = (
    "places",
    "regions",
    "names",
    "countries",
    "latitudes",
    "longitudes",
    "geonames_ids",
    "candidates",
)
"""What each place becomes: an item of each of these lists."""
COLUMNS = ("raw", *PLACE_COLUMNS, "agencies", "agency_ids", "date", "rest")
"""What a dateline becomes; lists that belong together are as long as each other."""
STATUSES = ("with a dateline", "without", "empty")

_NO_TAG = "with a language that is no BCP 47 tag (read without it)"
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_SHOWN = 100  # characters of a text in a line for a person


def to_language(tag: str) -> str:
    """Return the language of a BCP 47 `tag`. Raises Mistake if it is none.

    >>> to_language("pt-BR")
    'pt'
    """
    language = primary_language(tag) if _TAG.fullmatch(tag) else None
    if language is None:
        raise Mistake(f"expected a BCP 47 tag, such as nl or en-GB, got {tag!r}")
    return language


def to_country(code: str) -> str:
    """Return a country's code. Raises Mistake if it cannot be one."""
    if not _COUNTRY.fullmatch(code):
        raise Mistake(f"expected the code of a country (ISO 3166-1), such as NL or US, got {code!r}")
    return code.upper()


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline with its places on the map."""

    dateline: Dateline
    places: Sequence[Place | None]
    """As many as the dateline has; None for what the gazetteer does not know."""


def read_filed(text: str, *, language: str | None, near: str | None) -> Filed | None:
    """Return what the dateline of `text` says, or None if it has none; `near` is the outlet's country."""
    dateline = parse_dateline(text, language=language)
    if dateline is None:
        return None
    places = find_places(dateline.places, regions=dateline.regions, language=language, near=near)
    return Filed(dateline, places)


def describe_place(printed: str, region: str | None, place: Place | None) -> Sequence[str | float | None]:
    """Return what is known of a place, in the order of PLACE_COLUMNS."""
    if place is None:
        return (printed, region, *[None] * 5, 0)
    return (
        printed,
        region,
        place.name,
        place.country,
        place.latitude,
        place.longitude,
        place.geonames_id,
        place.candidates,
    )


def to_cells(text: str | None, filed: Filed | None) -> dict[str, Cell]:
    """Return the columns of what was read: without a dateline nulls, no items, and the text as it is."""
    if filed is None:
        return {name: [] for name in COLUMNS} | {"raw": None, "date": None, "rest": text}
    dateline = filed.dateline
    places = list(map(describe_place, dateline.places, dateline.regions, filed.places))
    return {
        "raw": dateline.raw,
        **{name: [place[at] for place in places] for at, name in enumerate(PLACE_COLUMNS)},
        "agencies": dateline.agencies,
        "agency_ids": dateline.agency_ids,
        "date": dateline.date_iso,
        "rest": dateline.rest,
    }


def show(text: str, filed: Filed | None) -> Iterator[str]:
    """Yield the lines that tell a person what was read in `text`."""
    yield _short(title(text))
    if filed is None:
        yield "  no dateline"
        return
    dateline = filed.dateline
    places = list(map(_on_map, dateline.places, dateline.regions, filed.places))
    agencies = map(_with_id, dateline.agencies, dateline.agency_ids)
    yield f"  dateline  {' '.join(dateline.raw.split())}"
    for heading, place in zip_longest(["places"], places, fillvalue=""):
        yield f"  {heading:8}  {place or 'none'}"
    yield f"  agencies  {'; '.join(agencies) or 'none'}"
    yield f"  date      {dateline.date_iso or 'none'}"
    yield f"  rest      {_short(title(dateline.rest))}"


def _on_map(printed: str, region: str | None, place: Place | None) -> str:
    name = f"{printed} ({region})" if region else printed
    if place is None:
        return f"{name}: not in the gazetteer"
    country = f", {place.country}" if place.country else ""
    doubt = f", the likeliest of {place.candidates}" if place.candidates > 1 else ""
    return f"{name}: {place.name}{country} ({place.latitude:.2f}, {place.longitude:.2f}){doubt}"


def _with_id(printed: str, agency_id: str | None) -> str:
    return f"{printed} ({agency_id or 'not in the table'})"


def _short(line: str) -> str:
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class DatelineAnnotator:
    """Reads the datelines in a column (newscrawl.annotate.run.Annotator)."""

    column: str
    language: str | Column | None = None
    near: str | None = None
    """Country of the outlet that printed the texts."""
    prefix: str = "dateline_"
    statuses: Sequence[str] = STATUSES

    @property
    def asked(self) -> Sequence[str]:
        own = [self.language.name] if isinstance(self.language, Column) else []
        return [self.column, *own]

    @property
    def names(self) -> Sequence[str]:
        return [f"{self.prefix}{name}" for name in COLUMNS]

    def read(self, values: Mapping[str, object]) -> Note:
        text = text_of(values, self.column)
        if text is None:
            return self._note("empty", to_cells(None, None))
        language, remark = self._language(values)
        filed = read_filed(text, language=language, near=self.near)
        return self._note(STATUSES[filed is None], to_cells(text, filed), remark)

    def _language(self, values: Mapping[str, object]) -> tuple[str | None, str]:
        if not isinstance(self.language, Column):
            return self.language, ""
        tag = own_value(values, self.language, str)
        try:
            return (to_language(tag) if tag else None), ""
        except Mistake:
            return None, _NO_TAG

    def _note(self, status: str, cells: Mapping[str, Cell], remark: str = "") -> Note:
        return Note(status, {f"{self.prefix}{name}": cell for name, cell in cells.items()}, remark=remark)
