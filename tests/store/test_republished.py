"""What a later print says of a story that was published twice."""

from datetime import datetime, timedelta

import pytest
import storing
from sqlalchemy import select
from storing import DAY, HOUR, MINUTE, NOON

from newscrawl.store.engine import reading
from newscrawl.store.schema import publications, stories
from newscrawl.times import Moment

FIRST, AGAIN = (NOON, NOON + 10 * MINUTE), (NOON + 19 * HOUR, NOON + 19 * HOUR + MINUTE)


@pytest.fixture
def intervals(tmp_path):
    """See a story with one interval after the other; return that of its publication, and of each republication."""
    address = f"sqlite:///{tmp_path}/news.db"

    def all_of(*seen: tuple[datetime, datetime]) -> list[tuple[datetime, datetime]]:
        with storing.opened(address) as store:
            run = store.begin(storing.outlet(), NOON)
            for number, (earliest, latest) in enumerate(seen):
                page = storing.page(NOON + 10 * DAY + number * MINUTE)
                store.see("blad", run, page, [storing.seen(1, Moment(earliest, latest, None, None, "toen"))])
        with storing.engine_of(address) as engine, reading(engine) as connection:
            again = select(publications.c.earliest, publications.c.latest).order_by(publications.c.number)
            first = select(stories.c.published_earliest, stories.c.published_latest)
            return [tuple(row) for query in (first, again) for row in connection.execute(query)]

    return all_of


def test_a_contradiction_is_a_republication(intervals):
    assert intervals(FIRST, AGAIN) == [FIRST, AGAIN]


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(NOON + 10 * MINUTE, id="touches the first"),
        pytest.param(NOON + 5 * MINUTE, id="cuts the first"),
        pytest.param(NOON - HOUR, id="holds both"),
    ],
)
def test_what_agrees_with_both_narrows_neither(intervals, start):
    """The list counts from the second one now, and prints "2 days ago" of it."""
    assert intervals(FIRST, AGAIN, (start, start + DAY)) == [FIRST, AGAIN]


@pytest.mark.parametrize("number", [0, 1])
def test_what_agrees_with_one_narrows_it(intervals, number):
    """The first one is still named by other sources."""
    true = [FIRST, AGAIN]
    half = (true[number][0], true[number][0] + timedelta(seconds=30))
    true[number] = half
    assert intervals(FIRST, AGAIN, half) == true
