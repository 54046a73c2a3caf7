"""What several sources say of one story's publication, put together."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.times import Moment
from newscrawl.times.evidence import FUTURE, Evidence, combine

SERVED = datetime(2026, 1, 24, 22, 0, 17, tzinfo=UTC)
"""When the listing was made, to the second as a `Date` header tells it."""


def at(clock: str, day: int = 24) -> datetime:
    return datetime.fromisoformat(f"2026-01-{day}T{clock}+00:00")


def evidence(
    earliest: datetime,
    latest: datetime,
    source: str = "listing",
    *,
    value: int | None = None,
    unit: str | None = None,
    served: datetime = SERVED,
) -> Evidence:
    return Evidence(source, f"raw of {source}", Moment(earliest, latest, value, unit, "raw"), served)


def ago(value: int, unit: str, served: datetime = SERVED) -> Evidence:
    """Return "`value` `unit` ago" of an outlet whose rounding is not known."""
    one = timedelta(seconds={"minute": 60, "hour": 3600, "day": 86400}[unit])
    return evidence(
        served - (value + 1) * one, served - (value - 0.5) * one, value=value, unit=unit, served=served
    )


def test_nothing():
    assert combine([]) is None


EXACT = evidence(at("21:54:05"), at("21:54:05"), "json-ld")
MINUTE = evidence(at("21:54:00"), at("21:54:59"), "feed")
DAY = evidence(at("23:00:00", 23), at("22:59:59"), "page")
SIX_MINUTES = ago(6, "minute")
HOUR = ago(1, "hour")
THREE_HOURS = ago(3, "hour")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # exact to the second: so it stays
        (EXACT, at("21:54:05")),
        # a minute is that minute
        (MINUTE, at("21:54:00")),
        # n units ago are n units before the page was made, without seconds that nobody knows
        (SIX_MINUTES, at("21:54:00")),
        (HOUR, at("21:00:00")),
        (THREE_HOURS, at("19:00:00")),
        (ago(2, "day"), at("22:00:00", 22)),
        # "just now"
        (evidence(SERVED - timedelta(seconds=60), SERVED, value=0, unit="minute"), at("22:00:00")),
        # a time without a number: the middle, as far as the page was made by then
        (DAY, at("10:30:00")),
        (evidence(at("12:00:00"), at("23:59:59")), at("17:00:00")),
    ],
)
def test_the_best_instant_of_one_source(given, expected):
    publication = combine([given])
    assert publication is not None
    assert publication.at == expected
    assert (publication.source, publication.raw, publication.contradictions) == (given.source, given.raw, 0)
    assert publication.earliest == given.moment.earliest
    assert publication.latest == min(given.moment.latest, SERVED)


@pytest.mark.parametrize(
    ("sources", "earliest", "latest", "source", "best"),
    [
        ([EXACT, SIX_MINUTES, DAY], at("21:54:05"), at("21:54:05"), "json-ld", at("21:54:05")),
        ([DAY, SIX_MINUTES, EXACT], at("21:54:05"), at("21:54:05"), "json-ld", at("21:54:05")),
        ([DAY, HOUR], at("20:00:17"), at("21:30:17"), "listing", at("21:00:00")),
        # two looks at one listing: each narrows the other
        (
            [ago(3, "hour", at("22:00:00")), ago(4, "hour", at("22:40:00"))],
            at("18:00:00"),
            at("19:10:00"),
            "listing",
            at("19:00:00"),
        ),
        (
            [ago(2, "hour", at("22:00:00")), ago(4, "hour", at("23:10:00"))],
            at("19:00:00"),
            at("19:40:00"),
            "listing",
            at("19:40:00"),  # 20:00, brought into the interval
        ),
    ],
)
def test_sources_that_agree(sources, earliest, latest, source, best):
    publication = combine(sources)
    assert publication is not None
    assert (publication.earliest, publication.latest) == (earliest, latest)
    assert (publication.source, publication.at, publication.contradictions) == (source, best, 0)


def test_a_contradiction_is_counted_and_left_out():
    old = evidence(at("08:00:00"), at("08:00:59"), "page")
    publication = combine([EXACT, old, SIX_MINUTES, old])
    assert publication is not None
    assert (publication.earliest, publication.latest) == (EXACT.moment.earliest, EXACT.moment.latest)
    assert publication.contradictions == 2


def test_the_more_trusted_source_wins():
    old = evidence(at("08:00:00"), at("08:00:59"), "page")
    assert [combine(pair).source for pair in ([EXACT, old], [old, EXACT])] == ["json-ld", "page"]  # type: ignore[union-attr]


def test_an_instant_in_common_is_no_contradiction():
    first, second = evidence(at("20:00:00"), at("21:00:00")), evidence(at("21:00:00"), at("21:30:00"))
    publication = combine([first, second])
    assert publication is not None
    assert (publication.earliest, publication.latest, publication.at) == (at("21:00:00"),) * 3
    assert publication.contradictions == 0


@pytest.mark.parametrize(
    ("ahead", "taken"),
    [
        (timedelta(0), True),
        (timedelta(minutes=2), True),  # two clocks differ that much
        (FUTURE, True),
        (FUTURE + timedelta(seconds=1), False),
        (timedelta(hours=1), False),  # an outlet that says UTC and means its own zone
        (timedelta(days=300), False),
    ],
)
def test_the_future(ahead, taken):
    publication = combine([evidence(SERVED + ahead, SERVED + ahead, "json-ld")])
    assert (publication is not None) is taken


def test_a_time_in_the_future_is_no_contradiction_and_costs_no_other():
    publication = combine([evidence(at("23:30:00"), at("23:30:00"), "json-ld"), SIX_MINUTES])
    assert publication is not None
    assert (publication.source, publication.contradictions) == ("listing", 0)


def test_no_source_speaks_of_what_comes_after_its_own_page():
    morning = evidence(at("00:00:00"), at("23:59:59"), "page", served=at("09:00:00"))
    publication = combine([morning])
    assert publication is not None
    assert (publication.earliest, publication.latest) == (at("00:00:00"), at("09:00:00"))
    evening = evidence(at("00:00:00"), at("23:59:59"), "page", served=at("22:00:00"))
    for sources in ([evening, morning], [morning, evening]):
        assert combine(sources).latest == at("09:00:00")  # type: ignore[union-attr]


SOURCES = st.builds(
    lambda before, length, page, value, unit: evidence(
        SERVED - timedelta(seconds=before),
        SERVED - timedelta(seconds=before) + timedelta(seconds=length),
        value=value,
        unit=unit,
        served=SERVED + timedelta(seconds=page),
    ),
    st.integers(-4000, 200_000),
    st.one_of(st.just(0), st.just(59), st.integers(0, 200_000)),
    st.integers(-50_000, 50_000),
    st.none() | st.integers(0, 60),
    st.sampled_from([None, "second", "minute", "hour", "day", "week", "month", "year"]),
)


@given(st.lists(SOURCES, max_size=6))
def test_the_instant_lies_in_the_interval_and_that_in_its_sources(sources):
    publication = combine(sources)
    usable = [item for item in sources if item.moment.earliest <= item.served_at + FUTURE]
    assert (publication is None) is (not usable)
    if publication:
        assert publication.earliest <= publication.at <= publication.latest
        assert publication.at.tzinfo is UTC
        first = usable[0].moment
        assert (
            first.earliest <= publication.earliest <= publication.latest <= max(first.latest, first.earliest)
        )
        assert publication.latest <= max(item.served_at for item in usable) + FUTURE
        assert 0 <= publication.contradictions < len(usable)


@given(st.lists(SOURCES, min_size=1, max_size=5))
def test_saying_it_twice_changes_nothing(sources):
    once, twice = combine(sources), combine(sources + sources[:1])
    assert once == twice
