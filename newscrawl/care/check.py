"""Whether a store is sound: the file itself, what refers to what, and what must hold of every story."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from sqlalchemy import Connection, Engine, text

from newscrawl.care.command import connect, file_in, with_store
from newscrawl.store.engine import reading, to_url
from newscrawl.store.errors import named

MOST_NAMED = 10
"""Stories, or lines of the database, that are named for one fault; the others are counted."""


class Rule(NamedTuple):
    """Something that holds of every row of a sound store."""

    fault: str
    """What is wrong with the rows that are found."""
    query: str
    """Finds them, by the story's id; in the SQL of both databases."""


def _numbered(table: str) -> str:
    """Return a query for the stories whose rows of a table are not numbered 1, 2, 3, ..."""
    return f"""
        SELECT stories.story_id FROM stories JOIN (
            SELECT story, count(*) AS many, min(number) AS low, max(number) AS high FROM {table} GROUP BY story
        ) AS numbered ON numbered.story = stories.id WHERE low <> 1 OR high <> many"""


def _counted(table: str, column: str) -> str:
    """Return a query for the stories whose column is not the highest number of a table's rows."""
    return f"""
        SELECT stories.story_id FROM stories LEFT JOIN (
            SELECT story, max(number) AS high FROM {table} GROUP BY story
        ) AS numbered ON numbered.story = stories.id WHERE stories.{column} <> coalesce(high, 0)"""


def _of_story(table: str, where: str) -> str:
    """Return a query for the stories of those rows of a table for which a condition holds."""
    return f"""
        SELECT DISTINCT stories.story_id FROM {table} JOIN stories ON stories.id = {table}.story WHERE {where}"""


RULES = (
    Rule(
        "no key by which it is found",
        "SELECT story_id FROM stories WHERE id NOT IN (SELECT story FROM keys)",
    ),
    Rule("version numbers with gaps", _numbered("versions")),
    Rule("current version is not its last one", _counted("versions", "version")),
    Rule("republication numbers with gaps", _numbered("publications")),
    Rule("count of republications is wrong", _counted("publications", "publications")),
    Rule(
        "publication known in part only",
        """SELECT story_id FROM stories
           WHERE (published_earliest IS NULL) <> (published_latest IS NULL)
              OR (published_earliest IS NULL) <> (published_at IS NULL)
              OR (published_earliest IS NULL) <> (published_exact IS NULL)""",
    ),
    Rule(
        "published_at is outside of its interval",
        """SELECT story_id FROM stories
           WHERE published_earliest > published_at OR published_at > published_latest""",
    ),
    Rule(
        "interval of a republication ends before it begins",
        _of_story("publications", "publications.earliest > publications.latest"),
    ),
    Rule(
        "interval of a sighting ends before it begins",
        _of_story("sightings", "sightings.earliest > sightings.latest"),
    ),
    Rule(
        "sighting on a page that is not there, or is another outlet's",
        """SELECT DISTINCT stories.story_id FROM sightings JOIN stories ON stories.id = sightings.story
           LEFT JOIN pages ON pages.id = sightings.page WHERE pages.id IS NULL OR pages.outlet <> stories.outlet""",
    ),
)
"""Rows of no story are found by the database: each of them refers to one."""


def find_faults(address: str) -> list[str]:
    """Return what is wrong with a store, a line each; [] if it is sound. Raises StoreError if it cannot be opened.

    The file of SQLite is looked through first, and only a sound one is opened as a store: that may migrate it.
    """
    file = file_in(address)
    if file is not None:  # a server looks after its files itself
        with named(to_url(address)), closing(connect(file)) as connection:
            if faults := list(_find_damage(connection)) or list(_find_missing(connection)):
                return faults
    return with_store(address, _find_broken)


def _find_broken(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return [line for rule in RULES if (line := _broken(connection, rule))]


def _find_damage(connection: sqlite3.Connection) -> Iterator[str]:
    for (told,) in connection.execute(f"PRAGMA integrity_check({MOST_NAMED})"):
        for line in told.splitlines():
            if line != "ok" and not line.startswith("***"):  # the name of the database, of which there is one
                yield f"damaged: {line}"


def _find_missing(connection: sqlite3.Connection) -> Iterator[str]:
    missing = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table, row, parent, _ in missing[:MOST_NAMED]:
        yield f"{table}: row {row} refers to {parent}, where there is none such"
    if len(missing) > MOST_NAMED:
        yield f"{len(missing) - MOST_NAMED} more rows refer to others that are not there"


def _broken(connection: Connection, rule: Rule) -> str | None:
    """Return the line that names the stories for which a rule does not hold, or None if there are none."""
    found: list[str] = []
    more = 0
    for (story,) in connection.execute(text(rule.query)):
        if len(found) < MOST_NAMED:
            found.append(story)
        else:
            more += 1
    if not found:
        return None
    return f"{rule.fault}: {', '.join(found)}" + (f" and {more} more" if more else "")
