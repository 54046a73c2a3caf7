"""A store as a crawl uses it: each method is one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import Engine, insert, select, update

from newscrawl.outlets import Outlet
from newscrawl.store import lookup, shown_pages, sights, visits
from newscrawl.store.engine import open_engine, reading, writing
from newscrawl.store.schema import counts, ledger, outlets, runs, sightings
from newscrawl.store.statements import upsert
from newscrawl.store.values import Kept, Known, PageRef, PageState, Printed, Seen, Visit


class Store:
    """What was seen of all outlets. Every method raises StoreError if the database fails."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, address: str) -> Self:
        """Open the store at a database URL; a file that is not there is made. Raises StoreError."""
        return cls(open_engine(address))

    def close(self) -> None:
        self._engine.dispose()

    def begin(self, outlet: Outlet, at: datetime) -> int:
        """Note that a crawl of an outlet has begun, and return its number."""
        row = {"key": outlet.key, "name": outlet.name, "country": outlet.country}
        row |= {"language": outlet.language, "zone": outlet.zone}
        with writing(self._engine) as connection:
            connection.execute(upsert(connection, outlets, "name", "country", "language", "zone").values(row))
            added = (
                insert(runs)
                .values(outlet=outlet.key, started_at=at, heard_at=at, problems=[])
                .returning(runs.c.id)
            )
            return int(connection.execute(added).scalar_one())

    def end(
        self,
        run: int,
        at: datetime,
        reason: str,
        problems: Sequence[str],
        outcomes: Mapping[str, Mapping[str, int]],
        numbers: Mapping[str, int],
    ) -> None:
        """Note how a crawl has ended: Scrapy's reason, its problems, the teasers by section and outcome, and what
        else it counted, by name.
        """
        rows = [
            {"run": run, "section": section, "outcome": outcome, "teasers": count}
            for section, counts in outcomes.items()
            for outcome, count in counts.items()
        ]
        with writing(self._engine) as connection:
            values = {"ended_at": at, "reason": reason, "problems": list(problems)}
            connection.execute(update(runs).where(runs.c.id == run).values(values))
            if rows:
                connection.execute(upsert(connection, ledger, "teasers"), rows)
            if numbers:
                counted = [{"run": run, "name": name, "number": number} for name, number in numbers.items()]
                connection.execute(upsert(connection, counts, "number"), counted)

    def heard(self, run: int, at: datetime) -> None:
        """Note that a crawl runs still."""
        with writing(self._engine) as connection:
            connection.execute(update(runs).where(runs.c.id == run).values(heard_at=at))

    def page(self, outlet: str, url: str) -> PageState:
        """Return what is known of a page of a section."""
        with reading(self._engine) as connection:
            return shown_pages.find_page(connection, outlet, url)

    def same_page(self, outlet: str, url: str, at: datetime) -> None:
        """Note that a page shows at `at` what it did when it was read last."""
        with writing(self._engine) as connection:
            shown_pages.keep_same(connection, outlet, url, at)

    def lost_page(self, outlet: str, url: str, reason: str) -> None:
        """Note that a page gave nothing, or not all that it holds."""
        with writing(self._engine) as connection:
            shown_pages.keep_lost(connection, outlet, url, reason)

    def see(self, outlet: str, run: int, page: PageRef, seen: Sequence[Seen]) -> list[Known]:
        """Keep a page of a section with all that it shows; return what was known of its stories, in their order."""
        with writing(self._engine, outlet) as connection:
            return sights.keep_seen(connection, outlet, run, page, seen)

    def due(self, outlet: str, now: datetime, most: int) -> list[Known]:
        """Return the stories whose article is due for a visit, the longest due first."""
        with reading(self._engine) as connection:
            return lookup.find_due(connection, outlet, now, most)

    def visit(self, outlet: str, run: int, visit: Visit, ages: Sequence[timedelta]) -> Kept:
        """Keep what came of the visit of an article."""
        with writing(self._engine, outlet) as connection:
            return visits.keep_visit(connection, outlet, run, visit, ages)

    def unchanged(self, known: Known, at: datetime, ages: Sequence[timedelta]) -> None:
        """Note that the server says that an article is as it was."""
        with writing(self._engine) as connection:
            visits.keep_unchanged(connection, known, at, ages)

    def withdrawn(self, known: Known, at: datetime, ages: Sequence[timedelta]) -> None:
        """Note that an article that was read before is gone."""
        with writing(self._engine) as connection:
            visits.keep_withdrawn(connection, known, at, ages)

    def rounding(self, outlet: str) -> str | None:
        """Return how an outlet rounds, if its stories have told."""
        with reading(self._engine) as connection:
            return connection.execute(select(outlets.c.rounding).where(outlets.c.key == outlet)).scalar()

    def printed(self, outlet: str, most: int) -> list[Printed]:
        """Return the times that lists of an outlet printed last, `most` at the most, by story."""
        columns = (sightings.c.story, sightings.c.served_at, sightings.c.text, sightings.c.machine,
                   sightings.c.earliest, sightings.c.latest)  # fmt: skip
        wanted = (
            select(*columns)
            .join(runs, runs.c.id == sightings.c.run)
            .where(runs.c.outlet == outlet, sightings.c.text.is_not(None))
            .order_by(sightings.c.id.desc())
            .limit(most)
        )
        with reading(self._engine) as connection:
            return [Printed._make(row) for row in connection.execute(wanted)]

    def learned(self, outlet: str, rounding: str, why: str) -> None:
        """Note how an outlet rounds, and the stories that say so."""
        with writing(self._engine) as connection:
            values = {"rounding": rounding, "rounding_why": why}
            connection.execute(update(outlets).where(outlets.c.key == outlet).values(values))
