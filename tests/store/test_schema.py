"""The tables that the steps of the migrations make are those that the code reads and writes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect
from sqlalchemy.dialects import sqlite

from newscrawl.store.engine import open_engine, reading
from newscrawl.store.schema import Instant, metadata

OWN = "store_version"
"""The table that says how far a store is migrated."""


def test_steps_make_the_tables_of_the_schema(address):
    engine = open_engine(address)
    with engine.connect() as connection:
        options = {"compare_type": True, "include_object": lambda _, name, *__: name != OWN}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)
        # Comments are for who reads the code: a step does not repeat them.
        assert [found for found in differences if found[0][0] != "modify_comment"] == []
    engine.dispose()


def test_keys_and_references_are_those_of_the_schema(address):
    """What compare_metadata does not look at."""
    engine = open_engine(address)
    with reading(engine) as connection:
        found = inspect(connection)
        for name, table in metadata.tables.items():
            key = [column.name for column in table.primary_key.columns]
            assert found.get_pk_constraint(name)["constrained_columns"] == key
            refers = {
                (fk["constrained_columns"][0], fk["referred_table"], fk["referred_columns"][0])
                for fk in found.get_foreign_keys(name)
            }
            assert refers == {
                (key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys
            }
    engine.dispose()


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))])))
def test_instants_come_back_as_they_were(at):
    kind, dialect = Instant(), sqlite.dialect()
    stored = kind.process_bind_param(at, dialect)
    back = kind.process_result_value(stored, dialect)
    assert (back, back.tzinfo) == (at, UTC)


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
def test_instants_are_compared_as_they_are(pair):
    one, two = (Instant().process_bind_param(at, sqlite.dialect()) for at in pair)
    assert (one < two) == (pair[0] < pair[1])


def test_an_instant_has_a_zone():
    with pytest.raises(TypeError):
        Instant().process_bind_param(datetime(2026, 1, 24), sqlite.dialect())  # noqa: DTZ001
