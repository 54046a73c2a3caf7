"""Stories of which lists alone have told: crawls with articles=no, and teasers without a link."""

from dataclasses import replace
from datetime import datetime

import pytest
import storing
from sqlalchemy import select
from storing import HOUR, NOON

from newscrawl.store import AGES, Visit
from newscrawl.store.engine import reading
from newscrawl.store.schema import stories, versions

STORM, HEAVIER = "Storm trekt over kust", "Zware storm trekt over kust"
LEAD, LATER = "Zeker 12 gewonden.", "Zeker 15 gewonden."


def listed(
    at: datetime, headline: str | None = STORM, lead: str | None = None, *, whole: bool = False
) -> Visit:
    """A story as a crawl keeps it that asks for no article; `whole` where there is none to ask for."""
    content = {
        "own_headline": None,
        "headline": headline,
        "own_lead": None,
        "lead": lead,
        "text": None,
        "agencies": [],
    }
    return replace(storing.visit(1, at), content=content, is_whole=whole)


@pytest.fixture
def keep(tmp_path):
    """Keep one visit after the other of one story; return the outcomes and what the store then has."""
    address = f"sqlite:///{tmp_path}/news.db"

    def all_of(*visits: Visit) -> tuple[list[str], list[list[list[str]]], list[str | None]]:
        with storing.opened(address) as store:
            run = store.begin(storing.outlet(), NOON)
            store.see("blad", run, storing.page(), [storing.seen(1)])
            outcomes = [store.visit("blad", run, visit, AGES).outcome for visit in visits]
        with storing.engine_of(address) as engine, reading(engine) as connection:
            rows = connection.execute(select(versions).order_by(versions.c.number)).all()
            assert connection.execute(select(stories.c.version)).scalar_one() == len(rows)
        return outcomes, [row.changes for row in rows], [row.content["headline"] for row in rows]

    return all_of


def test_a_list_that_prints_another_headline_makes_a_version(keep):
    found = keep(listed(NOON), listed(NOON + HOUR), listed(NOON + 2 * HOUR, HEAVIER))
    assert found == (["new", "unchanged", "updated"], [[], [["headline", "headline"]]], [STORM, HEAVIER])


def test_so_does_a_teaser_without_a_link(keep):
    first, second = (listed(NOON, None, LEAD, whole=True), listed(NOON + HOUR, None, LATER, whole=True))
    assert keep(first, first, second) == (
        ["new", "unchanged", "updated"],
        [[], [["lead", "numbers"]]],
        [None, None],
    )


def test_what_a_list_leaves_out_once_hides_no_change(keep):
    found = keep(listed(NOON), listed(NOON + HOUR, lead=LEAD), listed(NOON + 2 * HOUR, lead=LATER))
    assert found == (["new", "unchanged", "updated"], [[], [["lead", "numbers"]]], [STORM, STORM])


def test_a_headline_that_is_only_set_otherwise_makes_none(keep):
    assert keep(listed(NOON, "“Brand” in Parijs"), listed(NOON + HOUR, '"Brand"  in Parijs'))[0] == [
        "new",
        "unchanged",
    ]


def test_an_article_completes_what_lists_have_told(keep):
    article = storing.visit(1, NOON + 2 * HOUR, headline="Een storm, en wat daarvan kwam")
    found = keep(listed(NOON), listed(NOON + HOUR, HEAVIER), article)
    assert found[0] == ["new", "updated", "new"]
    assert found[1:] == ([[], [["headline", "headline"]]], [STORM, "Een storm, en wat daarvan kwam"])


def test_behind_an_article_a_list_says_nothing(keep):
    found = keep(storing.visit(1, NOON, headline=STORM), listed(NOON + HOUR, HEAVIER))
    assert found == (["new", "unchanged"], [[]], [STORM])
