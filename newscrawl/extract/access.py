"""Whether a page says that its article is free to read."""

from collections.abc import Iterator, Mapping
from itertools import islice

from newscrawl.extract.jsonld import Object, to_flag
from newscrawl.extract.values import Access

TIER_NAMES = (
    "article:content_tier",
    "og:article:content_tier",
    "content_tier",
    "content-tier",
    "article:tier",
)
"""Meta elements that name the tier of an article (Facebook's article:content_tier and its copies)."""
TIERS: Mapping[str, Access] = {
    "free": "free",
    "public": "free",
    "open": "free",
    "metered": "paid",  # after some articles a month: the structured data of such pages say "not free" as well
    "locked": "paid",
    "paid": "paid",
    "premium": "paid",
    "subscriber": "paid",
    "subscribers": "paid",
    "plus": "paid",
}
FLAGS = ("isaccessibleforfree", "article:isaccessibleforfree", "article:free")
"""Meta elements that say whether an article is free."""
PAID_FLAGS = ("paywall", "is_paywalled", "article:paywall", "ispremium", "article:premium", "paid", "premium")
"""Meta elements that say whether it is not."""
MAX_PARTS = 20
"""Parts of an article that may be behind a paywall of their own."""


def find_access(article: Object, meta: Mapping[str, str]) -> Access | None:
    """Return whether the page says that its article can be read by everybody; None where it says nothing.

    `article` is its JSON-LD object, `meta` the contents of its meta elements by lower-case name. An
    article of which a part is for subscribers is "paid".
    """
    return next(_said(article, meta), None)


def _said(article: Object, meta: Mapping[str, str]) -> Iterator[Access]:
    """Yield what the page says, the most trusted first."""
    own = to_flag(article.get("isAccessibleForFree"))
    parts = article.get("hasPart")
    parts = parts if isinstance(parts, list) else [parts]
    closed = any(
        to_flag(part.get("isAccessibleForFree")) is False
        for part in islice(parts, MAX_PARTS)
        if isinstance(part, dict)
    )
    if own is not None or closed:
        yield "free" if own and not closed else "paid"
    for name in TIER_NAMES:
        if tier := TIERS.get(meta.get(name, "").lower()):
            yield tier
    for names, says in ((FLAGS, ("free", "paid")), (PAID_FLAGS, ("paid", "free"))):
        for name in names:
            if (flag := to_flag(meta.get(name))) is not None:
                yield says[not flag]  # type: ignore[misc]  # a Literal out of a pair is a str to mypy
