"""The texts of a teaser's elements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract.blocktext import NONE, Block
from newscrawl.extract.naming import names_of
from newscrawl.extract.page import parse_html, text_of


def block(html: str) -> Block:
    (root,) = parse_html(f"<main>{html}</main>").iter("main")
    return Block([root])


def test_elements_in_the_order_of_the_page():
    found = block("<h2>Kop</h2><p>Lead <b>vet</b> slot</p>")
    assert [node.tag for node in found.nodes] == ["main", "h2", "p", "b"]
    assert [found.text(number) for number in range(4)] == ["Kop Lead vet slot", "Kop", "Lead vet slot", "vet"]
    assert found.ends == [4, 2, 4, 4]
    assert [bool(own) for own in found.own] == [False, True, True, True]
    assert found.filled == [4, 1, 3, 1]
    assert found.children(0) == [1, 2]
    assert [found.holds(2, number) for number in range(4)] == [False, False, True, True]


def test_text_without_some_elements():
    found = block("<p><i>een</i> twee <b>drie <i>vier</i></b> vijf</p>")
    assert found.text(1, {2}) == "twee drie vier vijf"
    assert found.text(1, {3, 4}) == "een twee vijf"
    assert found.text(1, {1}) == ""
    assert found.text(3, {2}) == "drie vier"


def test_links_that_elements_stand_in():
    found = block("<a>x <b>y</b></a><i>z</i>")
    assert found.anchors == [NONE, 1, 1, NONE]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span class='sr-only'>Video</span>Kop", "Kop"),
        ("<span class='visually-hidden'>Video</span> Kop", "Kop"),
        ("<i class='material-icons'>play_arrow</i>Kop", "Kop"),
        ("<i class='icon'>Een kop in een element dat zo heet</i>", "Een kop in een element dat zo heet"),
        ("<div class='with icon'><b>Kop</b></div>", "Kop"),
        ("<script>x</script><svg><title>x</title></svg><button>x</button>Kop", "Kop"),
        ("<div>Een</div><div>twee</div>", "Een twee"),
        ("Een<br>twee", "Een twee"),
        ("<b>Ee</b>n", "Een"),
    ],
)
def test_what_a_reader_sees(html, text):
    assert block(html).text(0) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [("x" * 10, "x" * 10), ("x" * 11, ""), ("  \n   xx\n   ", "xx"), ("<b>x</b>" * 10, "x" * 10), ("", "")],
)
def test_short_text(html, text):
    assert block(html).short_text(0, 10) == text


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ("c-card__title", "headline"),
        ("cardHeadline", "headline"),
        ("article-kop", "headline"),
        ("subtitle", "lead"),
        ("Untertitel", "lead"),
        ("teaser-intro", "lead"),
        ("o-kicker", "kicker"),
        ("TEASER-KICKER", "kicker"),
        ("surtitre", "kicker"),
        ("label label--live", "kicker"),
        ("publishDate", "time"),
        ("c-byline", "note"),
        ("comment-count", "note"),
        ("u-sr-only", "unseen"),
        ("ScreenReader-text", "unseen"),
        ("c-icon--play", "icon"),
        ("video__duration", "duration"),
    ],
)
def test_names(classes, kind):
    assert getattr(names_of(classes), kind)


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ("subtitle", "headline"),
        ("kicker-title", "headline"),
        ("koppen", "headline"),
        ("leading-5", "lead"),
        ("labelled", "kicker"),
        ("update", "time"),
        ("timeline", "time"),
        ("commentary", "note"),
        ("iconic", "icon"),
        ("", "headline"),
    ],
)
def test_near_misses_of_names(classes, kind):
    assert not getattr(names_of(classes), kind)


PIECES = st.sampled_from("<p> </p> <b> </b> <a> </a> <br> <svg> </svg> een twee \u00ad \x00".split(" "))


@given(st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join))
def test_any_block_reads_as_the_page_does(html):
    root = parse_html(f"<main>{html}</main>")
    found = Block([root])
    for number, node in enumerate(found.nodes):
        assert found.text(number) == text_of(node)
        assert found.text(number, {number}) == ""
