"""What became of every teaser and every page: the sums must match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.ledger import FAILED, NEW, UNCHANGED, UPDATED, WITHDRAWN, Ledger

URL = "https://www.blad.example/buitenland"


def ledger(seen: int = 0, least: int = 1, **outcomes: int) -> Ledger:
    """Return a ledger with one section; `outcomes` by name, "timeout" for "failed: timeout"."""
    book = Ledger({"Buitenland": least})
    for number in range(seen):
        book.seen("Buitenland", f"story {number}")
    for name, count in outcomes.items():
        for _ in range(count):
            book.settle("Buitenland", name if name in (NEW, UNCHANGED) else f"{FAILED}{name}")
    return book


def row_of(book: Ledger) -> str:
    """Return the row of the only section."""
    _, row = book.lines()
    return row


def test_a_crawl_that_did_its_job():
    book = ledger(10, 10, new=10)
    assert list(book.problems(0.2)) == []
    assert list(book.lines()) == [
        "section     seen  new  updated  unchanged  failed",
        "Buitenland    10   10        0          0       0",
    ]


def test_an_outcome_that_is_known_at_once():
    book = ledger(2, new=2)
    book.seen("Buitenland", "story 0", UNCHANGED)
    assert book.sections["Buitenland"].seen == 3
    assert len(book.sections["Buitenland"].shown) == 2
    assert row_of(book) == "Buitenland     3    2        0          1       0"


def test_what_is_open_at_the_end_has_an_outcome_as_well():
    book = ledger(5, new=2, timeout=1)
    book.close()
    outcomes = book.sections["Buitenland"].outcomes
    assert outcomes == {NEW: 2, f"{FAILED}timeout": 1, f"{FAILED}crawl ended": 2}
    book.close()
    assert outcomes.total() == book.sections["Buitenland"].seen == 5


@pytest.mark.parametrize(
    ("seen", "least", "problem"),
    [
        (10, 10, None),
        (11, 10, None),
        (9, 10, "section Buitenland: 9 stories, expected 10 at the least"),
        (0, 1, "section Buitenland: 0 stories, expected 1 at the least"),
    ],
)
def test_too_few_stories(seen, least, problem):
    assert list(ledger(seen, least, new=seen).problems(0.2)) == ([problem] if problem else [])


def test_a_story_that_is_shown_twice_counts_once():
    book = Ledger({"Buitenland": 2})
    for _ in range(5):
        book.seen("Buitenland", "story", UNCHANGED)
    assert list(book.problems(1.0)) == ["section Buitenland: 1 stories, expected 2 at the least"]


@pytest.mark.parametrize(
    ("ok", "lost", "share", "is_problem"),
    [
        (8, 2, 0.2, False),
        (7, 3, 0.2, True),
        (9, 1, 0.0, True),
        (10, 0, 0.0, False),
        (0, 10, 1.0, False),
        (0, 1, 0.2, True),
    ],
)
def test_too_many_lost_articles(ok, lost, share, is_problem):
    problems = list(ledger(ok + lost, new=ok, timeout=lost).problems(share))
    assert problems == (
        [f"{lost} of {ok + lost} stories failed, more than {share:.0%}"] if is_problem else []
    )


@pytest.mark.parametrize(
    ("new", "lost", "not_reached", "problems"),
    [
        (0, 0, 9, []),
        (2, 0, 7, []),
        (9, 1, 0, []),
        (1, 1, 8, ["1 of 2 stories failed, more than 20%"]),
    ],
)
def test_what_a_crawl_that_was_ended_did_not_come_to_is_no_problem_besides(new, lost, not_reached, problems):
    book = ledger(new + lost + not_reached, 50, new=new, timeout=lost)
    book.close()
    assert list(book.problems(0.2, whole=False)) == problems
    assert len(list(book.problems(0.2))) == 1 + (lost + not_reached > 2)


def test_a_page_that_was_lost_before_a_crawl_was_ended_is_told():
    book = ledger()
    book.lose_page("Buitenland", URL, "http 503")
    assert len(list(book.problems(0.2, whole=False))) == 1


def test_a_teaser_of_a_story_that_is_known_makes_no_share_better():
    """Ten prints of one story that is lost are one story lost of one."""
    book = ledger(1, timeout=1)
    for _ in range(9):
        book.seen("Buitenland", "story 0", UNCHANGED)
    assert list(book.problems(0.2)) == ["1 of 1 stories failed, more than 20%"]


def test_a_lost_page_is_a_problem_with_its_reason_and_address():
    book = ledger()
    book.lose_page("Buitenland", URL, "http 503")
    (problem,) = book.problems(0.2)
    assert problem.startswith("section Buitenland: ")
    assert "http 503" in problem
    assert URL in problem


def test_a_page_without_stories_that_has_not_changed_is_as_wrong_as_before():
    book = ledger()
    book.sections["Buitenland"].stand(0)
    (problem,) = book.problems(0.2)
    assert problem == "section Buitenland: 0 stories, expected 1 at the least"


def test_no_story_at_all_is_a_problem_in_each_section():
    book = Ledger({"Buitenland": 1, "Europa": 5})
    assert [problem.split(":")[0] for problem in book.problems(0.2)] == [
        "section Buitenland",
        "section Europa",
    ]


def test_a_page_that_has_not_changed_counts_with_what_it_showed():
    book = ledger()
    book.sections["Buitenland"].stand(1)
    assert list(book.problems(0.2)) == []
    assert row_of(book) == "Buitenland     0    0        0          0       0  1 pages not modified"


def test_what_the_limit_left_out_is_said_and_no_problem():
    book = ledger(2, 10, new=2)
    book.sections["Buitenland"].left_out |= {"story 2", "story 3"}
    assert list(book.problems(0.2)) == []
    assert row_of(book) == "Buitenland     2    2        0          0       0  2 left out by the limit"


def test_the_table_tells_what_its_numbers_do_not():
    book = Ledger({"Buitenland": 1, "国际": 1})
    for number in range(120):
        book.seen("国际", f"story {number}", UPDATED if number else f"{FAILED}timeout")
    book.seen("国际", "gone", WITHDRAWN)
    for name in ("http 404", "http 404", "timeout"):
        book.seen("Buitenland", name, f"{FAILED}{name}")
    book.settle("Buitenland", UNCHANGED, listed=False)
    book.lose_page("Buitenland", URL, "http 503")
    remarks = "failed: 2 http 404, 1 timeout; 1 pages lost; visited again: 1 unchanged"
    assert list(book.lines()) == [
        "section     seen  new  updated  unchanged  withdrawn  failed",
        f"Buitenland     3    0        0          0          0       3  {remarks}",
        "国际         121    0      119          0          1       1  failed: 1 timeout",
    ]


def test_an_unknown_section_is_an_error():
    with pytest.raises(KeyError):
        ledger().seen("Sport", "story")


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from([None, NEW, UNCHANGED, FAILED])
        )
    ),
    st.floats(0, 1),
)
def test_the_sums_match(teasers, share):
    book = Ledger({"a": 1, "b": 3})
    for section, key, outcome in teasers:
        book.seen(section, key, outcome)
    book.close()
    assert sum(section.seen for section in book.sections.values()) == len(teasers)
    assert all(section.outcomes.total() == section.seen for section in book.sections.values())
    assert all(section.failed <= section.seen for section in book.sections.values())
    assert len(list(book.lines())) == 3
    assert bool(teasers) or len(list(book.problems(share))) == 2
