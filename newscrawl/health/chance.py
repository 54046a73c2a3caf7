"""How likely counts are: what tells a change from chance."""

import math
from collections.abc import Sequence


def at_least(hits: int, cases: int, share: float) -> float:
    """Return how likely it is that `hits` or more of `cases` are hit where each is with a chance of `share` (0 to 1).

    >>> [round(at_least(hits, 2, 0.5), 6) for hits in (0, 1, 2, 3)]
    [1.0, 0.75, 0.25, 0.0]
    """
    if hits <= 0 or (hits <= cases and share >= 1):
        return 1.0
    if hits > cases or share <= 0:
        return 0.0
    ways = math.lgamma(cases + 1) - math.lgamma(hits + 1) - math.lgamma(cases - hits + 1)
    term = math.exp(ways + hits * math.log(share) + (cases - hits) * math.log1p(-share))
    total = 0.0
    for number in range(hits, cases + 1):
        total += term
        term *= (cases - number) / (number + 1) * share / (1 - share)
    return min(total, 1.0)


def at_most(hits: int, cases: int, share: float) -> float:
    """Return how likely it is that `hits` or fewer of `cases` are hit.

    >>> [round(at_most(hits, 2, 0.5), 6) for hits in (-1, 0, 1, 2)]
    [0.0, 0.25, 0.75, 1.0]
    """
    return at_least(cases - hits, cases, 1 - share)


def surprise(seen: float, hours: float, quiet: float) -> float:
    """Return how surprising it is that nothing comes in `quiet` hours, where `seen` came in `hours`: the negative
    natural logarithm of its chance, 0 for no surprise.

    Events of one constant rate that is not known but by `seen` (a Gamma-Poisson mixture with Jeffreys' prior), so that
    what was watched for a short time only surprises less.

    >>> round(surprise(100, 100, 10), 2), round(surprise(1, 1, 10), 2)
    (9.58, 3.6)
    """
    return (seen + 0.5) * math.log1p(quiet / hours)


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return the value of a list, in order and not empty, that a share (0 to 1) of it does not exceed.

    >>> quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.9)
    (2, 4)
    """
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]
