"""Values that each row has of its own, in the place of one that is the same for all."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.rows import Number

Value = TypeVar("Value")


class Column(NamedTuple):
    """The name of a column, in the place of a value that is the same for all rows."""

    name: str


def text_of(values: Mapping[str, object], column: str) -> str | None:
    """Return the text that a row has in `column`, None if it has none or nothing but white space."""
    text = values.get(column)
    return text if isinstance(text, str) and text.strip() else None


def own_value(values: Mapping[str, object], given: Value | Column, read: Callable[[str], Value]) -> Value:
    """Return a value that is the same for all rows, or the row's own. Raises Mistake, with the column, if that is none.

    >>> own_value({"n": Number("1.0")}, Column("n"), str), own_value({}, Column("n"), str), own_value({}, "x", str)
    ('1.0', '', 'x')
    """
    if not isinstance(given, Column):
        return given
    value = values.get(given.name)
    text = value.printed if isinstance(value, Number) else "" if value is None else str(value)
    try:
        return read(text.strip())
    except Mistake as mistake:
        raise Mistake(f"{given.name}: {mistake}") from None
