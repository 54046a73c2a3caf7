"""Dateline, the answer of parse_dateline."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a news text: where and when it was filed, and by whom."""

    raw: str
    """As printed, without the separator and white space that end it: `OTTAWA/ABU DHABI (ANP/AFP)`."""
    places: tuple[str, ...]
    """As printed."""
    regions: tuple[str | None, ...]
    """Country, state or province as printed behind each place; None where none is."""
    agencies: tuple[str, ...]
    """As printed."""
    agency_ids: tuple[str | None, ...]
    """Ids of agencies.csv; None for a credit that the table does not have."""
    date_iso: str | None
    """`2024-07-10`, or `--03-07` where no year is printed; None without a date or for an impossible one."""
    rest: str
    """The text behind the dateline and its separator, stripped."""
