"""The rows of an export, read from the store some at a time: memory does not grow with their number."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    select,
    text,
    type_coerce,
)
from sqlalchemy.sql.selectable import FromClause

from newscrawl.export.chosen import Chosen
from newscrawl.export.columns import CONTENT, TABLES, Batch
from newscrawl.export.kinds import LISTS, Values
from newscrawl.store.schema import Instant, ledger, outlets, pages, runs, sightings, stories, versions
from newscrawl.tags import primary_language

AT_ONCE = 100
"""Rows that are held in memory: with more, processors' caches are too small for their texts."""

SMALL_CACHE = text("PRAGMA cache_size=-2048")
"""2 MB: an export reads each page of the file once, one after the other, and needs none of them again."""

Test = Callable[[Sequence[Any]], bool]
"""Of the values of a row."""

_SHOWN = (
    select(sightings.c.headline)
    .where(sightings.c.story == stories.c.id, sightings.c.headline.is_not(None))
    .order_by(sightings.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_LAST = and_(versions.c.story == stories.c.id, versions.c.number == stories.c.version)
JOINS: Mapping[str, FromClause] = {
    "stories": stories.join(outlets).outerjoin(versions, _LAST),
    "versions": versions.join(stories, versions.c.story == stories.c.id).join(outlets),
    "sightings": sightings.join(stories, sightings.c.story == stories.c.id)
    .join(outlets, outlets.c.key == stories.c.outlet)
    .join(pages, pages.c.id == sightings.c.page),
    "runs": runs.join(outlets),
}
ORDERS: Mapping[str, Sequence[ColumnElement[Any]]] = {
    "stories": (stories.c.id,),
    "versions": (versions.c.story, versions.c.number),
    "sightings": (sightings.c.id,),
    "runs": (runs.c.id,),
}
"""The order of each export: that of its first appearance, which costs no sorting."""
OWN: Mapping[str, FromClause] = {"versions": versions, "sightings": sightings, "runs": runs}
"""What a column is looked for in before the story."""


def _lines() -> ColumnElement[Any]:
    """Return the ledger of a run as a text: a line of section, outcome and number for each."""
    tab, line = "\x1f", "\x1e"  # in no section's name
    parts = ledger.c.section + tab + ledger.c.outcome + tab + cast(ledger.c.teasers, Text)
    return (
        select(func.coalesce(func.aggregate_strings(parts, line), ""))
        .where(ledger.c.run == runs.c.id)
        .scalar_subquery()
    )


NAMED: Mapping[tuple[str, str], ColumnElement[Any]] = {
    ("sightings", "page_url"): pages.c.url,
    ("runs", "run"): runs.c.id,
    ("runs", "ledger"): _lines(),  # a run has few lines
}
TIMES: Mapping[str, tuple[ColumnElement[Any], ColumnElement[Any]]] = {
    "published": (stories.c.published_earliest, stories.c.published_latest),
    "seen": (stories.c.first_seen_at, stories.c.first_seen_at),
    "changed": (stories.c.changed_at, stories.c.changed_at),
    "versions": (versions.c.seen_at, versions.c.seen_at),
    "sightings": (sightings.c.served_at, sightings.c.served_at),
    "runs": (runs.c.started_at, runs.c.started_at),
}
"""What --since and --until are compared with: where it may have happened at the earliest, and at the latest."""


def conditions(what: str, chosen: Chosen) -> list[ColumnElement[bool]]:
    """Return what of a choice the database can decide."""
    earliest, latest = TIMES[chosen.by if what == "stories" else what]
    asked: tuple[tuple[Any, Callable[[Any], ColumnElement[bool]]], ...] = (
        (chosen.outlets, outlets.c.key.in_),
        (chosen.outlet_countries, outlets.c.country.in_),
        (chosen.sections, stories.c.section.in_),
        (chosen.since, lambda since: latest >= since),
        (chosen.until, lambda until: earliest < until),
    )
    return [condition(value) for value, condition in asked if value]


def count_rows(connection: Connection, what: str, where: Sequence[ColumnElement[bool]]) -> int:
    """Return how many rows the database will give."""
    source = JOINS[what] if where or what != "stories" else stories
    return int(connection.execute(select(func.count()).select_from(source).where(*where)).scalar_one())


def count_undated(connection: Connection, chosen: Chosen) -> int:
    """Return how many stories a choice by publication leaves out because nothing is known of theirs."""
    if chosen.by != "published" or (chosen.since is None and chosen.until is None):
        return 0
    asked = conditions("stories", Chosen(chosen.outlets, chosen.outlet_countries, chosen.sections))
    return count_rows(connection, "stories", [*asked, stories.c.published_latest.is_(None)])


def read_batches(
    connection: Connection, what: str, chosen: Chosen, where: Sequence[ColumnElement[bool]]
) -> Iterator[Batch]:
    """Yield the rows that are chosen, some hundred at a time."""
    if connection.dialect.name == "sqlite":
        connection.execute(SMALL_CACHE)
    statement, read = _statement(what)
    tests = list(_tests(what, chosen))
    stream = connection.execution_options(yield_per=AT_ONCE)
    for rows in stream.execute(statement.where(*where).order_by(*ORDERS[what])).partitions():
        batch = read(list(zip(*rows, strict=True)))
        if tests:
            kept = [row for row in zip(*batch, strict=True) if all(test(row) for test in tests)]
            batch = list(zip(*kept, strict=True))
        if batch:
            yield batch


def _statement(what: str) -> tuple[Select[Any], Callable[[Batch], Batch]]:
    """Return what is asked of the database, and what makes a batch of the columns that it gives."""
    columns = TABLES[what]
    kept = CONTENT if what in ("stories", "versions") else ()
    stored = [column for column in columns if column.name not in kept]
    asked = [_asked(what, column.name) for column in stored]
    if kept:
        shown = case((stories.c.version == 0, _SHOWN), else_=None)
        asked += [cast(versions.c.content, Text), outlets.c.language, shown]

    def read(found: Batch) -> Batch:
        values = {
            column.name: _lists(given) if column.kind_name in LISTS else given
            for column, given in zip(stored, found, strict=False)  # contents stand behind them
        }
        if kept:
            contents = list(map(_content, *found[len(stored) :]))
            values |= {name: [content.get(name) for content in contents] for name in kept}
        return [values[column.name] for column in columns]

    return select(*asked).select_from(JOINS[what]), read


def _asked(what: str, name: str) -> ColumnElement[Any]:
    if (what, name) in NAMED:
        return NAMED[what, name]
    own = OWN.get(what, stories)
    column = own.c[name] if name in own.c else stories.c[name]
    if isinstance(
        column.type, Instant
    ):  # as the number that it is: a datetime of each costs more than all else
        return type_coerce(column, BigInteger)
    return cast(column, Text) if name in ("problems", "changes") else column.label(None)


def _lists(given: Sequence[str | None]) -> Values:
    return [_loads(text) if text else None for text in given]


def _loads(given: str) -> Any:
    if "\x1f" in given:
        lines = (line.split("\x1f") for line in given.split("\x1e"))
        return [{"section": s, "outcome": o, "teasers": int(n)} for s, o, n in sorted(lines)]
    value = _decode(given)
    if value and isinstance(value[0], list):
        return [{"field": field, "kind": kind} for field, kind in value]
    return value


def _decode(kept: str) -> Any:
    try:
        return orjson.loads(kept)
    except orjson.JSONDecodeError:  # half of a surrogate pair, which is in no UTF-8 text
        whole = json.dumps(json.loads(kept), ensure_ascii=False).encode("utf-16-le", "surrogatepass")
        return json.loads(whole.decode("utf-16-le", "replace"))


def _content(kept: str | None, language: str, shown: str | None) -> dict[str, Any]:
    """Return the content of a version; of a story without one what its list printed."""
    if kept is None:
        return {"headline": shown, "language": language}
    content: dict[str, Any] = _decode(kept)
    if not content.get("language"):
        content["language"] = language
    return content


def _tests(what: str, chosen: Chosen) -> Iterator[Test]:
    """Yield what is decided on the content of a row: databases read JSON each in its own way."""
    places = {column.name: place for place, column in enumerate(TABLES[what])}
    if chosen.languages:
        at = places["language"]
        yield lambda values: primary_language(values[at]) in chosen.languages
    for name, key, wanted in (
        ("places", "country", chosen.place_countries),
        ("agencies", "id", chosen.agencies),
    ):
        if wanted:
            yield _has(places[name], key, wanted)


def _has(at: int, key: str, wanted: Sequence[str]) -> Test:
    return lambda values: any(item[key] in wanted for item in values[at] or ())
