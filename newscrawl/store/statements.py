"""SQL that both databases understand and SQLAlchemy has no common form for."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

MAX_PARAMETERS = 500
"""Values of one IN: SQLite allows 32,766, and short statements are compiled once."""

Value = TypeVar("Value")


def batches(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Yield values in parts that fit into one IN."""
    for start in range(0, len(values), MAX_PARAMETERS):
        yield values[start : start + MAX_PARAMETERS]


def insert_missing(connection: Connection, table: Table) -> Any:
    """Return an INSERT that leaves rows alone whose key is there already."""
    return INSERT[connection.dialect.name](table).on_conflict_do_nothing()


def upsert(connection: Connection, table: Table, *changed: str) -> Any:
    """Return an INSERT that sets the `changed` columns of a row whose primary key is there already."""
    statement = INSERT[connection.dialect.name](table)
    values = {name: statement.excluded[name] for name in changed}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=values)
