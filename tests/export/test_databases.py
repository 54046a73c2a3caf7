"""Both databases give the same files, row by row."""

from contextlib import ExitStack

import pytest
import storing
from postgres import Unavailable, database, server
from sqlalchemy import event

from newscrawl.export.chosen import Chosen
from newscrawl.export.columns import TABLES
from newscrawl.export.files import FORMATS, Target
from newscrawl.export.run import export


def test_both_databases_give_the_same_bytes(tmp_path):
    cursors, found = set(), []
    with ExitStack() as stack:
        try:
            url = stack.enter_context(server())
        except Unavailable as reason:
            pytest.skip(str(reason))
        for address in (f"sqlite:///{tmp_path}/store.db", stack.enter_context(database(url))):
            storing.fill(address, 30)
            engine = stack.enter_context(storing.engine_of(address))

            @event.listens_for(engine, "before_cursor_execute")
            def note(connection, cursor, statement, *others):
                if "ORDER BY" in statement:
                    cursors.add(type(cursor).__name__)

            found.append(
                {(what, form): written(engine, what, tmp_path / form) for what in TABLES for form in FORMATS}
            )
    assert found[0] == found[1]
    assert "ServerCursor" in cursors  # psycopg's other cursor holds all rows


def written(engine, what, path) -> bytes:
    export(engine, what, Chosen(), Target(str(path), path.name, None), bare=True)
    return path.read_bytes()
