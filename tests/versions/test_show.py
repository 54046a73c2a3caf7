"""How a change is shown in a terminal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from versions.pairs import HEADLINES, P1, P2, P3, TEXTS
from versions.test_changes import CONTENTS

from newscrawl.versions import Content, diff, find_changes


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Zeker 12 doden bij brand", "Zeker 15 doden bij brand", "Zeker [-12-] {+15+} doden bij brand"),
        ("Storm hits Lisbon", "Storm hits Lisbon and Porto", "Storm hits Lisbon {+and Porto+}"),
        ("洪水致十二人死亡", "洪水致十五人死亡", "洪水致[-十二-] {+十五+}人死亡"),
        ("مقتل ١٢ في الفيضانات", "مقتل ١٩ في الفيضانات", "مقتل [-١٢-] {+١٩+} في الفيضانات"),
    ],
)
def test_headline(old, new, expected):
    assert diff(Content(old), Content(new), width=80) == ["headline", f"  {expected}"]


def test_paragraphs_that_stayed_are_left_out():
    lines = diff(Content(text=f"{P1}\n{P2}"), Content(text=f"{P1}\n{P2}\n{P3}"), width=100)
    assert lines == ["text", "  …", f"  {{+{P3}+}}"]


def test_fields_that_are_lists():
    old, new = Content(text=P1, agencies=("afp",)), Content(text=P1, agencies=("reuters",))
    assert diff(old, new, width=80) == ["agencies", "  [-afp-]", "  {+reuters+}"]


def test_colour():
    assert diff(Content("Brand 12"), Content("Brand 15"), width=80, color=True) == [
        "headline",
        "  Brand \x1b[31m[-12-]\x1b[0m \x1b[32m{+15+}\x1b[0m",
    ]


def test_nothing_that_a_terminal_obeys():
    shown = "".join(diff(Content("Brand \x1b[2J\u202e12"), Content("Brand \x1b]0;x\x0715"), width=80))
    assert shown.isprintable()


@pytest.mark.parametrize(("language", "old", "new", "expected"), HEADLINES)
def test_both_versions_can_be_read_from_it(language, old, new, expected):
    shown = "".join(diff(Content(old), Content(new), width=400)[1:])
    older = re.sub(r"\{\+.*?\+\}|\[-|-\]", "", shown)
    newer = re.sub(r"\[-.*?-\]|\{\+|\+\}", "", shown)
    assert ["".join(part.split()) for part in (older, newer)] == [
        "".join(part.split()) for part in (old, new)
    ]


@pytest.mark.parametrize(("old", "new", "expected"), TEXTS)
def test_lines_fit(old, new, expected):
    lines = diff(Content(text="\n".join(old)), Content(text="\n".join(new)), width=40)
    assert lines
    assert max(map(cell_len, lines)) <= 40


@given(CONTENTS, CONTENTS, st.integers(-3, 60))
def test_a_change_is_shown_and_nothing_else(old, new, width):
    lines = diff(old, new, width=width)
    assert bool(lines) == bool(find_changes(old, new))
    assert all(cell_len(line) <= max(20, width) for line in lines)
