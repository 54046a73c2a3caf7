"""What looks wrong with a section, and how bad that is."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.checks.verdict import MAX_SAMPLE, NO_ANSWER, OK, STALE, Facts, Page, judge, to_age
from newscrawl.items import Story
from newscrawl.outlets import Section

LISTING, FEED = "https://www.blad.example/buitenland", "https://www.blad.example/buitenland.rss"
SECTION = Section(name="Buitenland", listing=LISTING, min_stories=5)
SERVED = datetime(2026, 1, 24, 22, tzinfo=UTC)
NEW, FAR = "new", "failed: other site"


def story(age: timedelta | None = timedelta(hours=2), **fields: object) -> Story:
    """A story that was published so long before its page was made; None: no time was read."""
    published = SERVED - age if age is not None else None
    given_ = {"url": f"{LISTING}/1", "outcome": NEW, "served_at": SERVED, "published_at": published} | fields
    return Story(**given_)  # type: ignore[arg-type]


def stories(count: int, **fields: object) -> list[Story]:
    return [story(**fields) for _ in range(count)]  # type: ignore[arg-type]


def page(outcome: str = OK, kind: str = "listing", url: str = LISTING, final: str | None = LISTING) -> Page:
    return Page(kind, url, 200, outcome, final)


def facts(rows: Iterable[Story] = (), pages: Iterable[Page] = (page(),), **more: object) -> Facts:
    rows = [*rows]
    about = {"teasers": len(rows), "stories": len(rows)} | more
    return Facts(SECTION, [*pages], rows=rows, **about)  # type: ignore[arg-type]


GOOD = stories(10, dateline="ROME (ANP)")

WRONG = [
    # failed
    (facts(ended="timeout"), "failed", ["the check ended early: timeout"]),
    (facts(pages=[page("http 404")]), "failed", ["listing: http 404"]),
    (facts(pages=[page("blocked: captcha")]), "failed", ["listing: blocked: captcha"]),
    (facts(pages=[page("robots.txt forbids it")]), "failed", ["listing: robots.txt forbids it"]),
    (facts(pages=[page(NO_ANSWER)]), "failed", ["listing: no answer"]),
    (facts(pages=[page(NO_ANSWER)], ended="timeout"), "failed", ["the check ended early: timeout"]),
    (facts(lost=["0 stories, expected 5"]), "failed", ["0 stories, expected 5"]),
    (facts(GOOD, [page(), page("timeout", "feed", FEED, FEED)]), "failed",
     ["feed: timeout", f"no feed is declared, but the listing names one: {FEED}"]),
    # doubtful
    (facts(GOOD, [page(final="https://www.blad.example/")]), "doubtful",
     ["listing redirected to https://www.blad.example/"]),
    (facts(GOOD, [page(), page(kind="feed", url=FEED, final=FEED)]), "doubtful",
     [f"no feed is declared, but the listing names one: {FEED}"]),
    (facts(stories(5, age=timedelta(days=9))), "doubtful", ["newest story is 9 days old"]),
    (facts(stories(5, age=None)), "doubtful", ["no time is shown"]),
    (facts(stories(5, age=None, published_raw="a moment back")), "doubtful", ["no time read: 'a moment back'"]),
    (facts([*GOOD, *stories(2, age=None, published_raw="LIVE")]), "doubtful", ["2 of 12 times not read: 'LIVE'"]),
    (facts([*GOOD[:4], *stories(6, age=None)]), "doubtful", ["a time is shown on 4 of 10 stories only"]),
    (facts(stories(5, url=None)), "doubtful", ["5 of 5 stories without a link"]),
    (facts([*GOOD, *stories(4, outcome=FAR)]), "doubtful",
     ["4 of 14 stories are on another site: is one of its `domains` missing?"]),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "result", "problems"), WRONG, ids=lambda value: str(value)[:40])
def test_what_looks_wrong(seen, result, problems):
    assert judge(seen) == (result, problems)


RIGHT = {
    "ten stories": facts(GOOD),
    "no story that others do not show": facts([], stories=10),
    "the same page with a slash": facts(GOOD, [page(final=f"{LISTING}/")]),
    "the same page without www": facts(GOOD, [page(final=LISTING.replace("www.", ""))]),
    "the newest of old ones": facts([*stories(9, age=timedelta(days=30)), story()]),
    "just not left behind": facts([story(STALE)]),
    "one odd label in ten": facts([*GOOD[:9], *stories(1, age=None, published_raw="LIVE")]),
    "a sitemap of a sitemap": facts(GOOD, [page(), page(kind="sitemap", url=FEED, final=FEED)]),
    "half of them with a time": facts([*GOOD[:5], *stories(5, age=None)]),
    "half of them with a link": facts([*GOOD[:5], *stories(5, url=None)]),
    "some of another site": facts([*GOOD, *stories(2, outcome=FAR)]),
}


@pytest.mark.parametrize("seen", RIGHT.values(), ids=RIGHT)
def test_what_does_not(seen):
    assert judge(seen) == ("ok", [])


def test_the_worst_comes_first():
    seen = facts(
        stories(3, age=timedelta(days=5)),
        [page(final="https://blad.example/")],
        lost=["3 stories, expected 5"],
    )
    result, problems = judge(seen)
    assert result == "failed"
    assert problems == [
        "3 stories, expected 5",
        "listing redirected to https://blad.example/",
        "newest story is 5 days old",
    ]


def test_the_newest_story_has_the_age_of_its_own_page():
    older_page = SERVED - timedelta(hours=1)
    rows = [story(timedelta(hours=3)), story(timedelta(hours=2), served_at=older_page)]
    assert facts(rows).newest == (SERVED - timedelta(hours=2), timedelta(hours=1))


def test_no_age_is_below_zero():
    ahead = story(timedelta(minutes=-3))
    assert facts([ahead]).newest == (SERVED + timedelta(minutes=3), timedelta(0))


def test_a_sample_cannot_drive_a_terminal():
    (problem,) = judge(facts(stories(1, age=None, published_raw="\x1b[2J" + "x" * 500)))[1]
    assert problem.isprintable()
    assert len(problem) < MAX_SAMPLE + 30


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9999)))
def test_an_age_is_a_number_and_a_unit(age):
    number, unit = to_age(age).split(" ")
    seconds = {"s": 1, "min": 60, "h": 3600, "days": 86400}[unit]
    assert int(number) * seconds <= age.total_seconds() < (int(number) + 1) * seconds
