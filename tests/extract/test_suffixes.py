"""Registered domains, held against tldextract's own reading of the same list."""

import pytest
from tldextract import TLDExtract
from tldextract.cache import DiskCache
from tldextract.suffix_list import get_suffix_lists

from newscrawl.extract.suffixes import registered_domain


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("blad.nl", "blad.nl"),
        ("sport.blad.nl", "blad.nl"),
        ("sport.blad.nl.", "blad.nl"),
        ("a.b.c.blad.com.au", "blad.com.au"),
        ("blad.github.io", "github.io"),  # suffixes of private owners are no suffixes
        ("nieuws.blad.co.ck", "blad.co.ck"),  # *.ck
        ("www.ck", "www.ck"),  # !www.ck
        ("co.ck", None),
        ("novosti.gazeta.xn--p1ai", "gazeta.xn--p1ai"),
        ("novosti.gazeta.рф", "gazeta.рф"),
        ("blad.xn--0000000", None),
        ("co.uk", None),
        ("uk", None),
        ("localhost", None),
        ("192.168.1.1", None),
        ("::1", None),
        ("", None),
        ("..", None),
    ],
)
def test_registered_domain(host, expected):
    assert registered_domain(host) == expected


@pytest.mark.parametrize("front", ["", "blad.", "www.blad.", "a.b.c.d.blad."])
def test_every_suffix_is_read_as_by_tldextract(front):
    extract = TLDExtract(suffix_list_urls=(), cache_dir=None)
    rules, _ = get_suffix_lists(DiskCache(None), (), None, fallback_to_snapshot=True)
    hosts = [front + rule.removeprefix("!").replace("*", "stad") for rule in rules]
    found = {host: extract.extract_str(host) for host in hosts}
    expected = {
        host: f"{parts.domain}.{parts.suffix}" if parts.domain and parts.suffix else None
        for host, parts in found.items()
    }
    assert {host: registered_domain(host) for host in hosts} == expected
