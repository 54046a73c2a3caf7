"""When a page was made: the instant from which its relative times count."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

MAX_AGE = 2**31
"""The largest `Age` in seconds that a cache may send (RFC 9111, 1.2.2); a larger one is no age."""


def served_at(headers: Mapping[str, object], fetched_at: datetime) -> datetime:
    """Return the instant (aware, UTC) at which the page behind `headers` was made.

    It is the earlier of the `Date` header and (`fetched_at` - `Age`), and `fetched_at` where there
    is neither: a cache answers with the page of some time ago, and a page saved and parsed again
    next year still counts from its own time. A header that cannot be read counts as absent. Names
    match in any case; values are text, bytes or a list of these (the first one counts).

    >>> now = datetime(2026, 1, 24, 22, 10, tzinfo=UTC)
    >>> served_at({"Age": "600"}, now).isoformat()
    '2026-01-24T22:00:00+00:00'

    Raises ValueError if `fetched_at` is naive.
    """
    if fetched_at.tzinfo is None:
        raise ValueError("fetched_at must be an aware datetime")
    fetched_at = fetched_at.astimezone(UTC)
    found = {_text(name).lower(): _text(value) for name, value in headers.items()}
    candidates = [fetched_at - _age(found.get("age", ""))]
    if date := _date(found.get("date", "")):
        candidates.append(date)
    return min(candidates)


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _age(text: str) -> timedelta:
    text = text.strip()
    # Digits only (RFC 9111): int() would take "+5", "1_0" and digits of other scripts as well.
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > MAX_AGE:
        return timedelta(0)
    return timedelta(seconds=int(text))


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
        # An HTTP date is GMT (RFC 9110, 5.6.7), also where "-0000" or nothing stands in its place.
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
