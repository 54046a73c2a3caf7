"""Stories that several crawls write at once, pages that come in any order, and crawls that are killed."""

import multiprocessing
import random
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import storing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text
from storing import DAY, HOUR, MINUTE, NOON, moment, page, read_number, seen, start_crawl, visit

from newscrawl.store import AGES, PageRef, Seen
from newscrawl.store.engine import open_engine, reading, writing
from newscrawl.store.schema import sightings, stories
from newscrawl.store.sights import keep_seen
from newscrawl.store.visits import keep_visit

# Several crawls at once

STORIES, POLLS = 40, 6


def _crawl(address: str, number: int, start: "multiprocessing.Barrier") -> None:
    """See the same pages as the others, in an order and with an order of stories of one's own, and read each article."""
    chance = random.Random(number)
    with storing.opened(address) as store:
        run = store.begin(storing.outlet(), NOON)
        engine = open_engine(address)
        start.wait(60)
        for poll in chance.sample(range(POLLS), POLLS):
            shown = [seen(n, position=n) for n in chance.sample(range(1, STORIES + 1), STORIES)]
            with writing(engine, "blad") as connection:
                keep_seen(connection, "blad", run, page(NOON + poll * HOUR), shown)
        for n in chance.sample(range(1, STORIES + 1), STORIES):
            with writing(engine, "blad") as connection:
                keep_visit(connection, "blad", run, visit(n, NOON), AGES)
        engine.dispose()


def test_crawls_of_the_same_pages_at_once_keep_each_story_once(address):
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(3)
    crawls = [spawn.Process(target=_crawl, args=(address, number, start)) for number in range(3)]
    for crawl in crawls:
        crawl.start()
    for crawl in crawls:
        crawl.join(120)
    assert [crawl.exitcode for crawl in crawls] == [0, 0, 0]
    counts = {name: len(rows) for name, rows in storing.contents(address).items()}
    assert counts == {
        "outlets": 1, "runs": 3, "ledger": 0, "counts": 0, "pages": 1, "teasers": STORIES, "exports": 0, "publications": 0,
        "stories": STORIES, "keys": STORIES, "versions": STORIES, "sightings": STORIES * POLLS,
    }  # fmt: skip


# A crawl that is killed


def test_a_crawl_killed_in_a_transaction_loses_that_and_nothing_else(address):
    storing.fill(address)
    with start_crawl(address, 1, "pause") as crawl:
        assert crawl.stdout
        assert crawl.stdout.readline() == "in it\n"
        before = storing.contents(address)
    assert crawl.returncode == -signal.SIGKILL
    assert storing.contents(address) == before
    assert (len(before["stories"]), len(before["runs"])) == (3, 2)
    with storing.opened(address) as store:  # nothing is locked, and the page counts once
        store.see("blad", 1, page(NOON + MINUTE), [seen(10)])
    assert len(storing.contents(address)["stories"]) == 4


def test_crawls_killed_at_any_moment_keep_whole_pages(address):
    chance = random.Random(1)
    told = -1
    for _ in range(5):
        with start_crawl(address, told + 1) as crawl:
            for _ in range(chance.randrange(1, 20)):
                told = read_number(crawl)
            crawl.kill()
            assert crawl.stdout
            told = int((crawl.stdout.read().splitlines() or [told])[-1])
        counts = {name: len(rows) for name, rows in storing.contents(address).items()}
        pages, rest = divmod(counts["stories"], 10)
        # What was said to be kept is; the next page may have been, and then it was whole.
        assert told + 1 <= pages <= told + 2
        assert (rest, counts["sightings"], counts["keys"], counts["versions"]) == (
            0,
            pages * 10,
            pages * 10,
            pages,
        )


# Pages in any order


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> Iterator[Engine]:
    """A store for many examples, each of which has stories of its own."""
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'store.db'}"
    with storing.opened(address) as store:
        store.begin(storing.outlet(), NOON)
    engine = open_engine(address)
    yield engine
    engine.dispose()


numbers = iter(range(1, 1_000_000))
spans = st.timedeltas(timedelta(0), 3 * DAY)


@st.composite
def true_pages(draw) -> tuple[datetime, list[tuple[PageRef, list]]]:
    """Return when a story was published, and pages that say so more or less exactly."""
    published = NOON + draw(spans)
    kept = []
    for number in range(draw(st.integers(1, 6))):
        served = published + draw(spans) + number * timedelta(microseconds=1)
        moments = [
            moment(published - draw(spans), published + draw(spans)) for _ in range(draw(st.integers(0, 2)))
        ]
        source = draw(st.sampled_from(["listing", "feed", "sitemap"]))
        kept.append((page(served, path=f"/{number % 2}", source=source), moments))
    return published, kept


def keep(engine: Engine, story: Seen, at: PageRef, moments: list) -> None:
    story.moments = moments
    with writing(engine) as connection:
        keep_seen(connection, "blad", 1, at, [story])


def interval(engine: Engine, story: Seen) -> tuple[datetime | None, datetime | None, datetime | None, int]:
    columns = [stories.c[f"published_{name}"] for name in ("earliest", "at", "latest")]
    query = select(*columns, stories.c.publications).where(stories.c.story_id == story.story_id)
    with reading(engine) as connection:
        return tuple(connection.execute(query).one())


def count(engine: Engine, story: Seen) -> int:
    own = select(stories.c.id).where(stories.c.story_id == story.story_id).scalar_subquery()
    with reading(engine) as connection:
        return len(connection.execute(select(sightings.c.id).where(sightings.c.story == own)).all())


QUICKLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICKLY
@given(true_pages(), st.randoms(use_true_random=False))
def test_an_interval_narrows_and_holds_the_truth(opened, told, chance):
    published, kept = told
    story = seen(next(numbers))
    before = (None, None)
    for at, moments in chance.sample(kept, len(kept)):
        keep(opened, story, at, moments)
        earliest, best, latest, again = interval(opened, story)
        assert again == 0
        if earliest is not None:
            assert earliest <= published <= latest
            assert earliest <= best <= latest
            assert before[0] is None or (before[0] <= earliest and latest <= before[1])
        else:
            assert before == (None, None)
        before = (earliest, latest)


@QUICKLY
@given(true_pages(), st.randoms(use_true_random=False))
def test_an_interval_is_the_same_in_any_order(opened, told, chance):
    _, kept = told
    one, two = seen(next(numbers)), seen(next(numbers))
    for at, moments in kept:
        keep(opened, one, at, moments)
    for at, moments in chance.sample(kept, len(kept)):
        keep(opened, two, at, moments)
    first, second = interval(opened, one), interval(opened, two)
    assert (first[0], first[2]) == (second[0], second[2])


@QUICKLY
@given(true_pages(), st.randoms(use_true_random=False))
def test_a_page_that_is_kept_again_counts_once(opened, told, chance):
    _, kept = told
    story = seen(next(numbers))
    for at, moments in kept:
        keep(opened, story, at, moments)
    before = (interval(opened, story), count(opened, story))
    for at, moments in chance.choices(kept, k=4):
        keep(opened, story, at, moments)
    assert (interval(opened, story), count(opened, story)) == before
    assert before[1] == len(kept)


@st.composite
def any_pages(draw) -> list[tuple[PageRef, list]]:
    """Return pages that may contradict each other, each of them made after what it tells of."""
    kept = []
    for number in range(draw(st.integers(1, 6))):
        earliest = NOON + draw(spans)
        latest = earliest + draw(spans)
        source = draw(st.sampled_from(["listing", "feed", "sitemap"]))
        at = page(latest + draw(spans) + number * timedelta(microseconds=1), source=source)
        kept.append((at, [moment(earliest, latest)]))
    return kept


@QUICKLY
@given(any_pages())
def test_what_contradicts_is_a_republication_and_counts_once(opened, kept):
    story = seen(next(numbers))
    for at, moments in kept:
        keep(opened, story, at, moments)
        once = (interval(opened, story), again(opened, story), count(opened, story))
        keep(opened, story, at, moments)
        assert (interval(opened, story), again(opened, story), count(opened, story)) == once
        assert once[0][3] == len(once[1])
        assert all(earliest <= latest for earliest, latest in once[1])


def again(engine: Engine, story: Seen) -> list[tuple[int, int]]:
    query = text(
        "SELECT earliest, latest FROM publications JOIN stories ON stories.id = story WHERE story_id = :id ORDER BY number"
    )
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(query, {"id": story.story_id})]


def test_a_visit_that_is_kept_again_makes_no_version(address):
    storing.fill(address)
    with storing.opened(address) as store:
        known = {number: storing.contents(address)["versions"] for number in range(2)}
        kept = [
            store.visit("blad", 1, visit(1, NOON + 2 * HOUR, headline="Zware storm trekt over de kust"), AGES)
            for _ in range(2)
        ]
        assert [one.outcome for one in kept] == ["unchanged", "unchanged"]
        assert storing.contents(address)["versions"] == known[0]
