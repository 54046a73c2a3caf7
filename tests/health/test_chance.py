"""How likely counts are, beside what exact fractions say."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.health.chance import at_least, at_most, quantile, surprise

shares = st.integers(0, 1000).map(lambda number: Fraction(number, 1000))


def exactly(hits: int, cases: int, share: Fraction) -> Fraction:
    return sum(
        (math.comb(cases, k) * share**k * (1 - share) ** (cases - k) for k in range(max(hits, 0), cases + 1)),
        Fraction(0),
    )


@given(hits=st.integers(-2, 62), cases=st.integers(0, 60), share=shares)
def test_at_least_is_exact(hits, cases, share):
    assert at_least(hits, cases, float(share)) == pytest.approx(
        float(exactly(hits, cases, share)), rel=1e-6, abs=1e-12
    )


@given(hits=st.integers(0, 60), cases=st.integers(0, 60), share=shares)
def test_at_most_and_more_are_all(hits, cases, share):
    share = float(share)
    assert at_most(hits, cases, share) + at_least(hits + 1, cases, share) == pytest.approx(1, abs=1e-9)


def test_many_cases_are_no_matter():
    assert at_least(500, 100_000, 0.001) < 1e-100
    assert at_least(50, 100_000, 0.001) == pytest.approx(1, abs=1e-6)


@given(seen=st.floats(0, 1e4), hours=st.floats(0.1, 1e4), quiet=st.floats(0, 1e3))
def test_what_was_watched_longer_surprises_more(seen, hours, quiet):
    assert (
        0 <= surprise(seen, hours, quiet) <= surprise(seen * 2, hours * 2, quiet) + 1e-9 + 0.5 * quiet / hours
    )
    assert (
        surprise(seen, hours, quiet) <= (seen + 0.5) / hours * quiet + 1e-9
    )  # never more than at a rate that is known


@given(values=st.lists(st.integers(0, 9), min_size=1), share=st.floats(0, 1))
def test_a_quantile_is_not_exceeded(values, share):
    found = quantile(sorted(values), share)
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < max(share * len(values), 1)
