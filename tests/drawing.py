"""Fills stores with drawn rows: texts that are hard to quote or look like something else, and gaps wherever they can be."""

import itertools
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Integer, LargeBinary, String, Table, Text
from storing import MINUTE, NOON

from newscrawl.store.engine import opened, writing
from newscrawl.store.schema import Instant, ledger, outlets, pages, runs, sightings, stories, versions

Row = dict[str, Any]

TEXTS = (
    'Zürich 東京 😀 "citaat", met komma\nen een tweede regel', "=SOM(A1:A2)", "+31 20 555 01 23", "-5 graden",
    "@home", "\tingesprongen", "\rterug", "'=was al bewaakt", "''", "'", "-", "007", "1e5", "12345678901234567890",
    "NA", "None", "null", "nan", "true", "2026-01-24", "الأمم المتحدة تدعو إلى هدنة", "联合国，安理会", "👩‍👧", "Wit|zwart",
    "|", "#1 in de peilingen", "een;twee\tdrie", ' "aan het begin"', "  ruim  ", "regel\r\nen regel", "één\rtwee",
    "\\N", "C:\\temp\\", '"', ",", "\n", "",
)  # fmt: skip
FOUND = ("name", "country", "latitude", "longitude", "geonames_id", "candidates")
PLACES = (
    ("Windhoek", "NA", -22.5594, 17.0832, 3352136, 1), ("Oslo", "NO", 59.9127, 10.7461, 3143244, 2),
    ("Red Sea", None, 20.2676, 38.5278, 350155, 1), (None, None, None, None, None, 0),
)  # fmt: skip
COUNT = 160
"""Rows of a table; of versions there are about as many."""
DIGITS = ("1234567890123456", "1234567890123e45", "4200000000000000", "9e12345678901234")
"""Ids that look like numbers, those of the outlet `cijfers`; the next outlet begins with one of them too."""


class Drawn:
    """Draws rows, the same ones in each run; `empty` is the share of what can be null, or an empty list, that is."""

    def __init__(self, empty: float) -> None:
        self.empty, self.random, self.texts = empty, random.Random(20260124), itertools.cycle(TEXTS)
        text = partial(next, self.texts)
        self.of_type = {
            Text: text, String: text, Integer: self.number, BigInteger: self.number, Boolean: self.flip,
            Instant: self.at, JSON: dict, LargeBinary: bytes,
        }  # fmt: skip

    def maybe(self, draw: Callable[[], Any], nothing: Any = None) -> Any:
        return nothing if self.random.random() < self.empty else draw()

    def text(self) -> str | None:
        return self.maybe(self.of_type[Text])

    def number(self) -> int:
        return self.random.randint(1, 40)

    def flip(self) -> bool:
        return self.random.random() < 0.5

    def at(self) -> datetime:
        """Return an instant: at a full minute, at a second, or between two."""
        step = self.random.choice((MINUTE, timedelta(seconds=7), timedelta(seconds=1.75)))
        return NOON + step * self.random.randint(-9000, 9000)

    def several(self, draw: Callable[[], Any]) -> list[Any]:
        return self.maybe(lambda: [draw() for _ in range(self.random.randint(1, 3))], [])

    def texts_of(self) -> list[str]:
        return self.several(lambda: self.random.choice(TEXTS))

    def place(self) -> Row:
        found = self.random.choice(PLACES)
        return {"printed": self.random.choice(TEXTS), "region": self.text()} | dict(
            zip(FOUND, found, strict=True)
        )

    def agency(self) -> Row:
        return {"printed": self.random.choice(TEXTS), "id": self.maybe(lambda: "anp"), "found": "credit"}

    def content(self) -> Row:
        texts = "kicker headline lead text article_section access language dateline"
        return (
            {name: self.text() for name in texts.split()}
            | {name: self.texts_of() for name in ("authors", "keywords", "corrections")}
            | {"places": self.several(self.place), "agencies": self.several(self.agency)}
        )

    def row(self, table: Table, given: Row) -> Row:
        """Return a row with what is given, and the rest drawn after the types of the columns."""
        draws = {c: self.of_type[type(c.type)] for c in table.c if c.name not in given}
        return given | {c.name: self.maybe(draw) if c.nullable else draw() for c, draw in draws.items()}


def fill(address: str, empty: float) -> None:
    """Make a store with rows in each table; `empty` is the share of what can be missing that is."""
    with opened(address) as engine, writing(engine) as connection:
        for table, rows in _rows(Drawn(empty)).items():
            if rows:
                connection.execute(table.insert(), rows)


def _rows(drawn: Drawn) -> dict[Table, list[Row]]:
    numbers = range(1, COUNT + 1)
    keys = {n: "cijfers" if n <= len(DIGITS) else "blad" for n in numbers}
    ids = {n: f"{drawn.random.getrandbits(64):016x}" for n in numbers} | dict(
        enumerate((*DIGITS, "0000000000000042"), 1)
    )
    # In the lists of one outlet the machine's time is in seconds since 1970, in those of the next in ISO 8601.
    machine = {n: str(1769256000 + n) if n < 120 else f"2026-01-24T12:00:{n - 120:02}Z" for n in numbers}
    given = {
        outlets: [{"key": key, "language": "nl"} for key in ("blad", "cijfers")],
        pages: [{"id": 1, "outlet": "blad"}],
        runs: [{"id": n, "outlet": keys[n], "problems": drawn.texts_of()} for n in numbers],
        ledger: [{"run": n, "section": s} for n in numbers for s in drawn.maybe(lambda: ("Buitenland", "=UE"), ())],
        stories: [{"id": n, "story_id": ids[n], "outlet": keys[n], "version": n % 3} for n in numbers],
        versions: [
            {"story": n, "number": i, "run": n, "content": drawn.content()}
            | {"changes": drawn.several(lambda: ("headline", "numbers"))}
            for n in numbers
            for i in range(1, n % 3 + 1)
        ],
        sightings: [
            {"id": n, "story": n, "run": n, "page": 1, "machine": drawn.maybe(lambda n=n: machine[n])} for n in numbers
        ],
    }  # fmt: skip
    return {table: [drawn.row(table, row) for row in of_table] for table, of_table in given.items()}
