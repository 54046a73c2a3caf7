"""The registered domain of a host, by the list of public suffixes that tldextract brings along."""

from functools import cache

from tldextract.cache import DiskCache
from tldextract.suffix_list import get_suffix_lists

MAX_LABELS = 5
"""Labels that a suffix has at the most."""
PUNYCODE = "xn--"


def registered_domain(host: str) -> str | None:
    """Return the part of a host (in small letters) that its owner registered, or None if it has none.

    >>> registered_domain("www.bbc.co.uk"), registered_domain("co.uk"), registered_domain("localhost")
    ('bbc.co.uk', None, None)
    """
    labels = host.rstrip(".").split(".")
    start = _suffix_start([_decoded(label) for label in labels])
    return ".".join(labels[start - 1 :]) if start else None


@cache
def _suffixes() -> frozenset[str]:
    """Return the rules of the bundled list ("uk", "co.uk", "*.ck", "!www.ck"): a crawl asks no third party.

    `TLDExtract` makes two trees of them, for which the first look-up of a process takes four times as long.
    """
    public, _ = get_suffix_lists(DiskCache(None), (), None, fallback_to_snapshot=True)
    return frozenset(public)


def _suffix_start(labels: list[str]) -> int:
    """Return the index of the first label of the public suffix of a host, 0 if nothing stands before it.

    The longest rule counts: https://github.com/publicsuffix/list/wiki/Format
    """
    rules = _suffixes()
    for start in range(max(0, len(labels) - MAX_LABELS), len(labels)):
        name, parent = ".".join(labels[start:]), ".".join(labels[start + 1 :])
        if f"!{name}" in rules:
            return start + 1
        if name in rules or f"*.{parent}" in rules:
            return start
    return 0


def _decoded(label: str) -> str:
    """Return a label of a host as the list spells it: "xn--p1ai" -> "рф"."""
    if not label.startswith(PUNYCODE):
        return label
    try:
        return label.removeprefix(PUNYCODE).encode().decode("punycode")
    except UnicodeError:  # it only looks like one
        return label
