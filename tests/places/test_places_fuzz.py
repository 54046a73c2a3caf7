"""What holds for every text: no error, no time lost, and neither case nor accents count."""

import time
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.places import Place, find_place, find_places
from newscrawl.places.fold import fold

TOWNS = "São Paulo|Bogotá|Zürich|København|Kraków|İstanbul|Reykjavík|Malmö|Gdańsk|Chişinău|Москва|Київ|Αθήνα".split(
    "|"
)
texts = st.one_of(st.text(max_size=140), st.text("()/,.-' \u0307\u200cAeı市ß", max_size=140))


@given(texts, st.none() | texts, st.none() | texts, st.none() | texts)
@settings(max_examples=300, deadline=None)
def test_never_raises(name, region, language, near):
    place = find_place(name, region=region, language=language, near=near)
    assert place is None or (isinstance(place, Place) and place.candidates >= 1)
    if place:
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180


@given(st.lists(texts, max_size=6), st.lists(st.none() | texts, max_size=8))
@settings(max_examples=100, deadline=None)
def test_places_are_aligned_with_names(names, regions):
    assert len(find_places(names, regions=regions)) == len(names)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@given(st.sampled_from(TOWNS), st.data())
def test_case_and_accents_do_not_matter(name, data):
    cases = data.draw(st.lists(st.booleans(), min_size=len(name), max_size=len(name)))
    printed = "".join(c.upper() if up else c for c, up in zip(name, cases, strict=True) if c != "ı" or not up)
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    bare = "".join(c for c in unicodedata.normalize("NFD", printed) if not "\u0300" <= c <= "\u036f")
    expected = find_place(name)
    assert expected is not None
    assert find_place(unicodedata.normalize(form, printed)) == expected
    assert find_place(bare) == expected


def test_long_names_cost_nothing():
    start = time.perf_counter()
    for text in ("a" * 100_000, "(" * 100_000, "A, " * 40_000, "/" * 100_000):
        assert find_place(text) is None
        assert find_place("OSLO", region=text).country == "NO"
    assert time.perf_counter() - start < 1
