"""What makes a version of a story, and what does not."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from versions.pairs import HEADLINES, P1, P2, P3, SAME_LINES, SAME_TEXTS, TEXTS

from newscrawl.versions import KINDS, Change, Content, Kind, find_changes


def kinds(old: Content, new: Content) -> set[tuple[str, str]]:
    return {(change.field, change.kind) for change in find_changes(old, new)}


def text(*paragraphs: str, **other: object) -> Content:
    return Content(text="\n".join(paragraphs) or None, **other)


@pytest.mark.parametrize(("language", "old", "new", "expected"), HEADLINES)
def test_headline(language, old, new, expected):
    assert kinds(Content(old), Content(new)) == {("headline", kind) for kind in expected.split(", ")}


@pytest.mark.parametrize(("language", "old", "new", "expected"), HEADLINES)
def test_lead_is_classed_like_a_headline(language, old, new, expected):
    named = {"headline": "lead"}
    assert kinds(Content(lead=old), Content(lead=new)) == {
        ("lead", named.get(kind, kind)) for kind in expected.split(", ")
    }


@pytest.mark.parametrize(("old", "new", "expected"), TEXTS)
def test_text(old, new, expected):
    assert kinds(text(*old), text(*new)) == {("text", kind) for kind in expected.split(", ")}


@pytest.mark.parametrize(("name", "old", "new"), SAME_LINES)
def test_same_line(name, old, new):
    for field in ("headline", "lead", "text"):
        assert find_changes(Content(**{field: old}), Content(**{field: new})) == ()
        assert find_changes(Content(**{field: new}), Content(**{field: old})) == ()


@pytest.mark.parametrize(("name", "old", "new"), SAME_TEXTS)
def test_same_text(name, old, new):
    assert find_changes(text(*old), text(*new)) == ()
    assert find_changes(text(*new), text(*old)) == ()


def test_tables_are_large():
    assert len(HEADLINES) + len(TEXTS) + len(SAME_LINES) + len(SAME_TEXTS) >= 120
    assert len({language for language, *_ in HEADLINES}) >= 10


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (("afp",), ("reuters",), "agency swapped"),
        (("anp", "afp"), ("anp", "reuters"), "agency swapped"),
        (("afp",), ("afp", "reuters"), "agency added"),
        ((), ("afp",), "agency added"),
        (("afp", "reuters"), ("afp",), "agency cut"),
        (("afp",), (), "agency cut"),
    ],
)
def test_agencies(old, new, expected):
    assert find_changes(text(P1, agencies=old), text(P1, agencies=new)) == (Change("agencies", expected),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (text(P1, agencies=("anp", "afp")), text(P1, agencies=("afp", "anp"))),
        (text(P1, agencies=("Onze Dienst",)), text(P1, agencies=("ONZE DIENST",))),
        (text(P1, agencies=("afp",)), Content("Brand in haven")),  # the page gave no text
        (text(P1, dateline="PARIS (AFP)"), Content("Brand in haven")),
        (text(P1, corrections=("Correctie: de brand was woensdag.",)), Content()),
        (text(P1, lead="Zeker 12 doden."), text(P1)),
        (Content("Brand in haven"), Content()),
        (Content("Brand in haven"), Content(" \u200b ")),
        (text(P1, P2), text(P2, lead=P1)),  # a paragraph that is printed as the lead
    ],
)
def test_not_given(old, new):
    assert find_changes(old, new) == find_changes(new, old) == ()


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("PARIS (AFP)", "GENÈVE (AFP)", True),
        ("PARIS", "PARIS/LONDEN", True),
        ("BERLIN, 3. Mai (dpa)", "BERLIN, 4. Mai (dpa)", True),
        ("PARIS (AFP)", None, True),
        (None, "PARIS (AFP)", True),
        ("PARIS (AFP)", "PARIS (Reuters)", True),  # no agencies are given to tell it
        ("PARIS (AFP)", "Paris (AFP)", False),
        ("PARIS  (AFP) —", "PARIS (AFP)", False),
    ],
)
def test_dateline(old, new, changed):
    expected = (Change("dateline", "dateline"),) if changed else ()
    assert find_changes(text(P1, dateline=old), text(P1, dateline=new)) == expected


def test_agencies_of_a_dateline_are_a_field_of_their_own():
    old = text(P1, dateline="PARIS (AFP)", agencies=("afp",))
    new = text(P1, dateline="PARIS (Reuters)", agencies=("reuters",))
    assert find_changes(old, new) == (Change("agencies", "agency swapped"),)


def test_correction_note():
    old, new = text(P1, P2), text(P1, P2, corrections=("Correctie: de brand was woensdag.",))
    assert find_changes(old, new) == find_changes(new, old) == (Change("text", "correction note"),)


def test_all_at_once_in_order():
    old = Content("Brand in haven", "Zeker 12 doden.", f"{P1}\n{P2}", ("anp",), "ROTTERDAM (ANP)")
    new = Content(
        "Grote brand in haven", "Zeker 15 doden.", f"{P1}\n{P2}\n{P3}", ("anp", "afp"), "DELFT (ANP/AFP)"
    )
    assert [tuple(change) for change in find_changes(old, new)] == [
        ("headline", "headline"),
        ("lead", "numbers"),
        ("text", "text added"),
        ("agencies", "agency added"),
        ("dateline", "dateline"),
    ]


def test_every_kind_is_explained():
    assert set(KINDS) == set(Kind.__args__)


WORDS = st.sampled_from(
    "brand haven 12 15 drie Oslo “nee” zei – 洪水 十二 死亡 ไม่ كتب ١٢ नई … uur geleden 14:30 ( ) | Lees ook: , . ' can't".split()
)
LINES = st.one_of(st.lists(WORDS, max_size=8).map(" ".join), st.text(max_size=40))
PARAGRAPHS = st.lists(LINES, max_size=5).map("\n".join)
CONTENTS = st.builds(
    Content,
    st.none() | LINES,
    st.none() | LINES,
    st.none() | PARAGRAPHS,
    st.lists(st.sampled_from(["anp", "afp", "", "Ünï"]), max_size=2).map(tuple),
    st.none() | LINES,
    st.lists(LINES, max_size=2).map(tuple),
)


@given(CONTENTS, CONTENTS)
def test_a_change_there_is_a_change_back(old, new):
    assert bool(find_changes(old, new)) == bool(find_changes(new, old))


@given(CONTENTS)
def test_nothing_changes_from_itself(content):
    assert find_changes(content, content) == ()


NOISE = [
    lambda line: unicodedata.normalize("NFD", line),
    lambda line: unicodedata.normalize("NFC", line),
    lambda line: line.replace(" ", "\u00a0 "),
    lambda line: line.replace("a", "a\u00ad").replace("e", "\u200be"),
    lambda line: line.replace("–", "—").replace("“", "«").replace("'", "’"),
    lambda line: line.replace("…", "..."),
    lambda line: f"\u200e {line}\t",
]


@given(CONTENTS, st.sampled_from(NOISE))
def test_typography_makes_no_version(content, noise):
    def noisy(value: str | None) -> str | None:
        return value and "\n".join(map(noise, value.split("\n")))

    other = Content(
        noisy(content.headline), noisy(content.lead), noisy(content.text), content.agencies, content.dateline,
        content.corrections,
    )  # fmt: skip
    assert find_changes(content, other) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 100_000, "b a " * 100_000),
        ("\n".join(f"regel {n} van de tekst" for n in range(20_000)),
         "\n".join(f"regel {n} van een tekst" for n in range(20_000))),
        ("洪水" * 100_000, "水洪" * 100_000),
        ("x" * 400_000, "y" * 400_000),
        ("12 uur geleden | " * 20_000, "13 uur geleden | " * 20_000),
        ("'-" * 200_000 + "a", "-'" * 200_000 + "b"),
    ],
    ids=["words", "lines", "han", "one word", "times", "signs"],
)  # fmt: skip
def test_long_texts_take_bounded_time(old, new):
    start = time.process_time()
    assert find_changes(Content(text=old), Content(text=new))
    assert time.process_time() - start < 12
