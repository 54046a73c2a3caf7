"""The headline among what a page prints and what it declares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract.headline import find_headline
from newscrawl.extract.metadata import Metadata
from newscrawl.extract.page import parse_html

URL = "https://www.blad.example/buitenland/brug"
BRIDGE = "Brug over de Taag weer open"
STORM = "Storm trekt met windkracht tien over Ierland"


def find(
    *headings: str, declared: tuple[str, ...] = (), title: str | None = None, sites: tuple[str, ...] = ()
) -> str | None:
    tree = parse_html("<body>" + "".join(f"<h1>{heading}</h1>" for heading in headings) + "<p>x</p></body>")
    return find_headline(tree, Metadata(headlines=declared, title=title, sites=sites), URL)


@pytest.mark.parametrize(
    ("headings", "fields", "headline"),
    [
        ([BRIDGE], {}, BRIDGE),
        ([BRIDGE], {"declared": (BRIDGE,)}, BRIDGE),
        # declared for other readers: the printed one counts
        ([BRIDGE], {"declared": ("Brug over de Taag na acht maanden open",)}, BRIDGE),
        ([BRIDGE], {"declared": ("Brug over de Ta...",)}, BRIDGE),
        # of two declared ones that which is printed
        ([BRIDGE], {"declared": ("Taagbrug", BRIDGE)}, BRIDGE),
        # no heading of the story
        ([], {"declared": (BRIDGE,)}, BRIDGE),
        (["Buitenland"], {"declared": (BRIDGE,)}, BRIDGE),
        (["", "  "], {"declared": (BRIDGE,)}, BRIDGE),
        # several headings
        (["Het Blad", BRIDGE], {"declared": (BRIDGE,)}, BRIDGE),
        (["Het Blad", BRIDGE], {"sites": ("Het Blad",)}, BRIDGE),
        (["Het Blad", BRIDGE], {"title": f"Het Blad: {BRIDGE}"}, BRIDGE),
        (["Ook dit", STORM, BRIDGE], {"title": f"{BRIDGE} | Het Blad"}, BRIDGE),
        # a kicker inside of the heading
        ([f"Portugal {BRIDGE}"], {"declared": (BRIDGE,)}, BRIDGE),
        ([f"Portugal{BRIDGE}"], {"declared": (f"Portugal: {BRIDGE}",)}, f"Portugal: {BRIDGE}"),
        # a kicker in front of the declared one
        ([BRIDGE], {"declared": (f"Portugal: {BRIDGE}",)}, BRIDGE),
        # the outlet's name
        ([], {"declared": (f"{BRIDGE} | Het Blad",), "sites": ("Het Blad",)}, BRIDGE),
        ([], {"declared": (f"{BRIDGE} - Het Blad",), "sites": ("Het Blad",)}, BRIDGE),
        ([], {"declared": (f"{BRIDGE} – Het Blad Online",), "sites": ("Het Blad Online",)}, BRIDGE),
        ([], {"declared": (f"{BRIDGE} - Blad",)}, BRIDGE),
        ([], {"declared": (f"{BRIDGE} - BLAD Nieuws",)}, BRIDGE),
        ([], {"declared": (f"Het Blad | {BRIDGE}",), "sites": ("Het Blad",)}, BRIDGE),
        (
            [],
            {"declared": (f"{BRIDGE} | Buitenland | Het Blad",), "sites": ("Het Blad",)},
            f"{BRIDGE} | Buitenland",
        ),
        ([], {"title": f"{BRIDGE} | Buitenland | Het Blad"}, BRIDGE),
        ([], {"title": f"{BRIDGE}_世界_报纸"}, BRIDGE),
        # what looks like it and belongs to the headline
        ([], {"declared": ("Taag - de langste rivier",)}, "Taag - de langste rivier"),
        ([], {"declared": (f"{BRIDGE} - Bladblazers in de haven",)}, f"{BRIDGE} - Bladblazers in de haven"),
        ([], {"declared": ("Anti-oorlogsbetoging in Lissabon",)}, "Anti-oorlogsbetoging in Lissabon"),
        # nothing but a name
        ([], {"title": "Het Blad", "sites": ("Het Blad",)}, "Het Blad"),
        (["Het Blad"], {"title": BRIDGE, "sites": ("Het Blad",)}, BRIDGE),
        ([], {}, None),
    ],
)
def test_headline(headings, fields, headline):
    assert find(*headings, **fields) == headline


def test_a_text_in_the_wrong_element_is_no_headline():
    assert find("woord " * 500, declared=(BRIDGE,)) == BRIDGE
    assert find("woord " * 500) is None


def test_an_address_without_a_host():
    tree = parse_html(f"<h1>{BRIDGE}</h1>")
    assert find_headline(tree, Metadata(), "https://[broken") == BRIDGE
    assert find_headline(tree, Metadata(), "") == BRIDGE


TEXTS = st.text(st.sampled_from("ab |-_:–· "), max_size=30)


@given(st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=3), TEXTS, TEXTS)
def test_a_headline_is_a_part_of_what_is_there(headings, declared, title, site):
    found = find(*headings, declared=tuple(filter(None, declared)), title=title or None, sites=(site,))
    texts = [" ".join(text.split()) for text in (*headings, *declared, title)]
    assert found is None or any(" ".join(found.split()) in text for text in texts)
