"""Tables that fit their terminal, and rows for programs."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.options import printable
from newscrawl.checks.show import NATURAL, Column, to_csv, to_format, to_json, to_table

COLUMNS = (
    Column("outlet", "Outlet"),
    Column("zone", "Zone", drops=2),
    Column("stories", "Stories", right=True, drops=1),
    Column("problem", "What looks wrong", shrinks=20),
)
ROWS = [
    {
        "outlet": "nd",
        "zone": "Europe/Amsterdam",
        "stories": 7,
        "problem": "listing: too many redirects, as ever",
    },
    {"outlet": "asahi", "zone": "Asia/Tokyo", "stories": None, "problem": "time not read: '3時間前'"},
]


def table(width: int, rows: list[dict] = ROWS) -> str:
    return to_table(rows, COLUMNS, terminal=False, width=width)


def test_a_wide_table():
    assert table(NATURAL) == (
        "Outlet  Zone              Stories  What looks wrong\n"
        "nd      Europe/Amsterdam        7  listing: too many redirects, as ever\n"
        "asahi   Asia/Tokyo                 time not read: '3時間前'\n"
    )


def test_a_narrow_one_leaves_columns_out_and_wraps():
    assert table(30) == (
        "Outlet  What looks wrong\n"
        "nd      listing: too many\n"
        "        redirects, as ever\n"
        "asahi   time not read:\n"
        "        '3時間前'\n"
    )


@pytest.mark.parametrize("width", range(28, 90, 3))
def test_lines_fit(width):
    assert max(map(cell_len, table(width).splitlines())) <= width  # a Japanese character is as wide as two


def test_an_empty_table_has_its_header():
    assert table(NATURAL, []).split() == ["Outlet", "Zone", "Stories", "What", "looks", "wrong"]


def test_markup_of_a_page_is_text():
    (_, line) = table(NATURAL, [ROWS[0] | {"problem": "[red]:smile: \x1b[31m"}]).splitlines()
    assert line.endswith("[red]:smile: \\x1b[31m")


@given(st.text())
def test_nothing_drives_a_terminal(text):
    assert printable(text).isprintable()


@given(st.lists(st.dictionaries(st.sampled_from("ab"), st.text() | st.none() | st.integers(), min_size=2)))
def test_json_is_json_with_an_object_a_line(rows):
    text = to_json(rows)
    assert json.loads(text) == rows
    assert text.count("\n") == max(len(rows), 1)


def test_csv():
    rows = [{"a": "=1+1", "b": ["x|y", "z"], "c": None}, {"a": 'say "no"', "b": [], "c": 0.5}]
    text = to_csv(rows, ["a", "b", "c"])
    assert [*csv.reader(io.StringIO(text))] == [
        ["a", "b", "c"],
        ["'=1+1", "x/y|z", ""],
        ['say "no"', "", "0.5"],
    ]


def test_formats():
    assert to_format("csv") == "csv"
    with pytest.raises(Mistake, match="--format: expected table, json or csv, got 'jsno'; did you mean json"):
        to_format("jsno")
