"""Care of a store, on each database: faults that are found, sightings that go, sums, and a story's life."""

from datetime import timedelta

import pytest
import storing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storing import DAY, HOUR, MINUTE, NOON, moment, outlet, page, seen, visit

from newscrawl.care.check import MOST_NAMED, RULES, find_faults
from newscrawl.care.command import with_store
from newscrawl.care.compact import compact
from newscrawl.care.life import Life, find_stories, read_life
from newscrawl.care.stats import gather
from newscrawl.store import AGES, Store
from newscrawl.store.engine import reading

ONE = "0000000000000001"

# Faults

KRANT = "INSERT INTO outlets VALUES ('krant', 'Krant', 'NL', 'nl', 'Europe/Amsterdam', NULL, NULL)"
BROKEN = [
    ("no key by which it is found", "DELETE FROM keys WHERE story = 1"),
    ("version numbers with gaps", "UPDATE versions SET number = 7 WHERE story = 1 AND number = 1"),
    ("version numbers with gaps", "DELETE FROM versions WHERE story = 1 AND number = 1"),
    ("current version is not its last one", "UPDATE stories SET version = 3 WHERE id = 1"),
    ("current version is not its last one", "DELETE FROM versions WHERE story = 1"),
    ("republication numbers with gaps", "INSERT INTO publications VALUES (1, 2, 0, 'feed', 'nu', 1, 2)"),
    ("count of republications is wrong", "UPDATE stories SET publications = 1 WHERE id = 1"),
    ("publication known in part only", "UPDATE stories SET published_latest = NULL WHERE id = 1"),
    ("publication known in part only", "UPDATE stories SET published_exact = NULL WHERE id = 1"),
    ("published_at is outside of its interval", "UPDATE stories SET published_latest = 1 WHERE id = 1"),
    ("published_at is outside of its interval", "UPDATE stories SET published_at = 1 WHERE id = 1"),
    ("interval of a republication ends before it begins", "INSERT INTO publications VALUES (1, 1, 0, 'feed', 'nu', 2, 1)"),
    ("interval of a sighting ends before it begins", "UPDATE sightings SET latest = 1 WHERE story = 1"),
    ("sighting on a page that is not there, or is another outlet's", f"{KRANT}; UPDATE pages SET outlet = 'krant'"),
]  # fmt: skip


def test_a_sound_store_has_no_faults(address):
    storing.fill(address)
    assert find_faults(address) == []


def test_an_empty_store_has_no_faults(address):
    Store.open(address).close()
    assert find_faults(address) == []


@pytest.mark.parametrize(("fault", "statements"), BROKEN)
def test_a_fault_is_named_with_its_story(address, fault, statements):
    storing.fill(address, 1)
    storing.run_sql(address, *statements.split(";"))
    assert f"{fault}: {ONE}" in find_faults(address)


def test_every_rule_is_broken_by_a_test():
    assert {fault for fault, _ in BROKEN} == {rule.fault for rule in RULES}


def test_of_many_stories_with_a_fault_some_are_named(address):
    storing.fill(address, MOST_NAMED + 4)
    storing.run_sql(address, "DELETE FROM keys")
    (line,) = find_faults(address)
    assert line.count(", ") == MOST_NAMED - 1
    assert line.endswith(" and 4 more")


# Sightings that go


def thinned(address: str, before=NOON + 1000 * DAY, *, dry: bool = False) -> tuple[int, int]:
    return tuple(with_store(address, lambda engine: compact(engine, before, dry=dry)))


def see(address: str, *shown) -> None:
    """Let pages show one story: instant, headline and moment of each."""
    with storing.opened(address) as store:
        run = store.begin(outlet(), NOON)
        for at, headline, *moments in shown:
            store.see("blad", run, page(at), [seen(1, *moments, headline=headline)])


def kept(address: str) -> list[timedelta]:
    """Return when the sightings of the store were, after NOON."""

    def read(engine):
        with reading(engine) as connection:
            (story,) = find_stories(connection, ONE, None)
            return [row["served_at"] - NOON for row in read_life(connection, story).sightings]

    return with_store(address, read)


EXACT = moment(NOON - HOUR, NOON - HOUR + MINUTE)


@pytest.mark.parametrize(
    ("shown", "stay"),
    [
        ([(NOON, "Een", EXACT)], [0]),
        ([(NOON + n * HOUR, "Een", EXACT) for n in range(9)], [0, 8]),
        ([(NOON + n * HOUR, "Een") for n in range(9)], [0, 8]),  # no time is printed
        ([(NOON + n * HOUR, "Een" if n < 4 else "Twee", EXACT) for n in range(9)], [0, 4, 8]),
        # The third bounds the interval below, the fifth above.
        ([(NOON + n * HOUR, "Een", moment(NOON - (2 - (n == 2)) * HOUR, NOON - (n == 4) * MINUTE)) for n in range(9)],
         [0, 2, 4, 8]),
        # A page that was made before the time that it tells of may have come: it bounds by when it was made.
        ([(NOON, "Een", moment(NOON - 5 * HOUR, NOON - MINUTE)), (NOON + HOUR, "Een"), (NOON + 2 * HOUR, "Een")], [0, 2]),
        # The fourth is a republication, which the sixth narrows.
        ([(NOON + n * HOUR, "Een", moment(NOON + 2 * HOUR + (n == 5) * MINUTE, NOON + 3 * HOUR) if n in (3, 5) else EXACT)
          for n in range(9)], [0, 3, 5, 8]),
    ],
)  # fmt: skip
def test_what_says_something_stays(address, shown, stay):
    see(address, *shown)
    gone = len(shown) - len(stay)
    assert thinned(address, dry=True) == (gone, len(shown))
    assert len(kept(address)) == len(shown)
    assert thinned(address) == (gone, len(shown))
    assert kept(address) == [n * HOUR for n in stay]
    assert thinned(address) == (0, len(stay))
    assert find_faults(address) == []


def test_what_is_new_stays(address):
    see(address, *((NOON + n * HOUR, "Een", EXACT) for n in range(9)))
    assert thinned(address, NOON) == (0, 9)
    assert thinned(address, NOON + 4 * HOUR) == (3, 9)
    assert kept(address) == [n * HOUR for n in (0, 4, 5, 6, 7, 8)]


def test_nothing_but_sightings_goes(address):
    storing.fill(address, 20, [NOON + n * HOUR for n in range(12)])
    before = storing.contents(address)
    assert thinned(address) == (200, 240)
    after = storing.contents(address)
    assert {**after, "sightings": None} == {**before, "sightings": None}
    assert set(after["sightings"]) <= set(before["sightings"])


def test_a_store_gets_smaller(sqlite):
    storing.fill(sqlite, 100, [NOON + n * HOUR for n in range(40)])
    size = with_store(sqlite, gather)["bytes"]
    thinned(sqlite)
    assert with_store(sqlite, gather)["bytes"] < size / 2


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8))
def test_what_stays_bounds_as_much_as_what_was_there(tmp_path_factory, spans):
    address = f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db"
    shown = [
        (NOON + n * MINUTE, "Een", moment(NOON - a * HOUR, NOON + b * HOUR)) for n, (a, b) in enumerate(spans)
    ]
    see(address, *shown)
    thinned(address)

    def bounds(engine) -> tuple:
        with reading(engine) as connection:
            life = read_life(connection, 1)
        low = max(row["earliest"] for row in life.sightings)
        high = min(min(row["latest"], row["served_at"]) for row in life.sightings)
        return (low, high) == (life.head["published_earliest"], life.head["published_latest"])

    assert with_store(address, bounds)


# Sums


def test_sums_of_a_store(address):
    storing.fill(address)
    with storing.opened(address) as store:
        run = store.begin(outlet("krant"), NOON)
        store.see("krant", run, page(NOON - DAY, key="krant"), [seen(77, key="krant")])
    found = with_store(address, gather)
    rows = {row["outlet"]: row for row in found["outlets"]}
    names = ("stories", "versions", "sightings", "republications", "withdrawn", "runs")
    assert tuple(found[name] for name in names) == (4, 6, 10, 0, 0, 2)
    assert tuple(rows["krant"][name] for name in names) == (1, 0, 1, 0, 0, 1)
    assert (found["oldest"], found["newest"]) == ("2026-01-23T12:00+00:00", "2026-01-24T14:00+00:00")
    assert found["bytes"] > 10_000


def test_sums_of_an_empty_store(address):
    Store.open(address).close()
    found = with_store(address, gather)
    assert (found["stories"], found["outlets"], found["oldest"], found["newest"]) == (0, [], None, None)


# A story's life


def lives(address: str, wanted: str, among=None) -> list[Life]:
    def read(engine):
        with reading(engine) as connection:
            return [read_life(connection, story) for story in find_stories(connection, wanted, among)]

    return with_store(address, read)


@pytest.mark.parametrize(
    "wanted",
    [
        ONE,
        "https://blad.example/buitenland/6300001/storm-trekt-over",
        "https://m.blad.example/wereld/6300001/een-andere-titel?utm_source=rss",
        "blad.example/buitenland/6300001/storm-trekt-over/",
    ],
)
def test_a_story_is_found(address, wanted):
    storing.fill(address)
    (life,) = lives(address, wanted)
    assert (life.head["story_id"], life.head["outlet"]) == (ONE, "blad")
    assert [row["served_at"] for row in life.sightings] == [NOON, NOON + HOUR, NOON + 2 * HOUR]
    assert [(version.number, list(version.changes)) for version in life.versions] == [
        (1, []),
        (2, [("headline", "headline")]),
    ]


@pytest.mark.parametrize(
    ("wanted", "among"),
    [
        ("0000000000000009", None),
        ("https://blad.example/buitenland/6300009/x", None),
        (ONE, ["krant"]),
        (ONE, ["no"]),
    ],
)
def test_a_story_that_is_not_there(address, wanted, among):
    storing.fill(address)
    assert lives(address, wanted, among) == []


def test_a_story_of_several_outlets(address):
    storing.fill(address)
    with storing.opened(address) as store:
        run = store.begin(outlet("krant"), NOON)
        shared = seen(77, key="blad")
        shared.keys = seen(1).keys
        store.see("krant", run, page(key="krant"), [shared])
    url = storing.url(1)
    assert [life.head["outlet"] for life in lives(address, url)] == ["blad", "krant"]
    assert [life.head["outlet"] for life in lives(address, url, ["krant"])] == ["krant"]


def test_a_life_with_a_republication_and_a_withdrawal(address):
    storing.fill(address, 1)
    with storing.opened(address) as store:
        later = moment(NOON + 5 * HOUR, NOON + 5 * HOUR + MINUTE, "17:00")
        (known,) = store.see("blad", 1, page(NOON + 6 * HOUR), [seen(1, later)])
        store.withdrawn(known, NOON + 7 * HOUR, AGES)
    (life,) = lives(address, ONE)
    assert life.head["withdrawn_at"] == NOON + 7 * HOUR
    assert [(row["raw"], row["earliest"]) for row in life.republications] == [("17:00", NOON + 5 * HOUR)]
    assert life.head["published_earliest"] == NOON - HOUR


def test_a_visit_later_leaves_a_fault_free_store(address):
    """A check is no use if a crawl that does its job breaks a rule."""
    storing.fill(address, 1)
    with storing.opened(address) as store:
        (known,) = store.see("blad", 1, page(NOON + 3 * HOUR), [seen(1)])
        store.withdrawn(known, NOON + 4 * HOUR, AGES)
        store.visit("blad", 1, visit(1, NOON + 5 * HOUR, text="De storm kwam en ging."), AGES)
    assert find_faults(address) == []
    assert [version.number for version in lives(address, ONE)[0].versions] == [1, 2, 3]
