"""What pages print of stories, what makes an article due, and pages that come as they were."""

from datetime import datetime

import pytest
from sqlalchemy import select
from storing import DAY, HOUR, MINUTE, NOON, engine_of, opened, outlet, page, seen, url, visit

from newscrawl.store import AGES, UNREAD
from newscrawl.store.engine import reading
from newscrawl.store.schema import pages, sightings, stories, versions

FEED = "/buitenland/rss"
KEY = "https://blad.example/buitenland"


@pytest.fixture
def kept(address):
    """A store of one story whose article was read at noon: the store, the run, and what a page is shown with."""
    with opened(address) as store:
        run = store.begin(outlet(), NOON)
        store.see("blad", run, page(), [seen(1)])
        store.visit("blad", run, visit(1, NOON), AGES)
        yield store, run


def rows(address: str, table, *columns: str) -> list[tuple]:
    with engine_of(address) as engine, reading(engine) as connection:
        found = connection.execute(select(*(table.c[name] for name in columns)))
        return [tuple(row) for row in found]


def headline_at(kept, at: datetime, headline: str, path: str = "/buitenland"):
    store, run = kept
    (known,) = store.see("blad", run, page(at, path=path), [seen(1, headline=headline)])
    return known


def test_another_print_on_the_same_page_makes_the_article_due(kept):
    before = headline_at(kept, NOON + MINUTE, seen(1).headline)
    assert (before.retold, before.is_due(NOON + MINUTE)) == (False, False)
    again = headline_at(kept, NOON + 2 * MINUTE, "Storm over de kust eist slachtoffers")
    assert (again.retold, again.is_due(NOON + 2 * MINUTE)) == (True, True)


def test_a_crawl_that_is_killed_before_it_reads_the_article_leaves_it_due(kept):
    store, _ = kept
    headline_at(kept, NOON + 2 * MINUTE, "Storm over de kust eist slachtoffers")
    assert [known.url for known in store.due("blad", NOON + 3 * MINUTE, 10)] == [url(1)]


def test_each_page_is_compared_with_itself(kept):
    """A feed that prints another headline than the listing is no news at each poll."""
    for minutes in range(2, 8, 2):
        listed = headline_at(kept, NOON + minutes * MINUTE, seen(1).headline)
        fed = headline_at(kept, NOON + (minutes + 1) * MINUTE, "Storm trekt langs", FEED)
        assert (listed.retold, fed.retold) == (False, False)
    assert headline_at(kept, NOON + 9 * MINUTE, "Storm is voorbij", FEED).retold


def test_a_page_that_shows_a_story_twice_prints_what_it_shows_first(kept):
    store, run = kept
    shown = [seen(1, headline="Storm trekt over de kust"), seen(1, headline="Storm")]
    store.see("blad", run, page(NOON + MINUTE), shown)
    again = store.see("blad", run, page(NOON + 2 * MINUTE), shown)
    assert [known.retold for known in again] == [False, False]


def test_each_print_is_kept_once_with_the_page_that_it_is_of(kept, address):
    prints = ("Storm nadert", "Storm nadert", "Storm is er", "Storm nadert")
    for minute, headline in enumerate(prints, 1):
        headline_at(kept, NOON + minute * MINUTE, headline)
    printed = [headline for (headline,) in rows(address, sightings, "headline")]
    assert printed == [seen(1).headline, "Storm nadert", None, "Storm is er", "Storm nadert"]


def test_a_page_is_known_by_how_it_came(kept):
    store, run = kept
    assert store.page("blad", KEY) == ({"If-None-Match": '"1"'}, None, 1)
    store.see("blad", run, page(NOON + MINUTE)._replace(validators={}, mark=b"12345678"), [seen(1), seen(2)])
    assert store.page("blad", KEY) == ({}, b"12345678", 2)
    assert store.page("blad", "https://blad.example/elders") == UNREAD


def test_a_page_as_it_was_shows_its_stories_again(kept, address):
    store, run = kept
    store.see("blad", run, page(NOON + MINUTE), [seen(2)])
    store.same_page("blad", KEY, NOON + 5 * MINUTE)
    store.same_page("blad", KEY, NOON + 9 * MINUTE)
    last = dict(rows(address, stories, "url", "last_seen_at"))
    assert last == {url(1): NOON, url(2): NOON + 9 * MINUTE}
    assert rows(address, pages, "outcome", "checked_at") == [("not modified", NOON + 9 * MINUTE)]
    assert len(rows(address, sightings, "id")) == 2


def test_an_older_answer_says_nothing(kept, address):
    store, _ = kept
    store.same_page("blad", KEY, NOON - HOUR)
    store.same_page("blad", "https://blad.example/elders", NOON)
    assert rows(address, stories, "last_seen_at") == [(NOON,)]


def test_a_lost_page_has_its_reason_and_keeps_what_was_known_of_it(kept, address):
    store, _ = kept
    store.lost_page("blad", KEY, "http 503")
    store.lost_page("blad", "https://blad.example/elders", "timeout")
    assert rows(address, pages, "outcome") == [("http 503",), ("timeout",)]
    assert store.page("blad", KEY).stories == 1
    assert store.page("blad", "https://blad.example/elders") == UNREAD


def test_the_list_on_an_articles_page_is_no_page_of_a_section(kept, address):
    store, run = kept
    article = page(NOON + MINUTE, path="/buitenland/1")._replace(is_section=False)
    (known,) = store.see("blad", run, article, [seen(1, headline="Storm")])
    assert not known.retold
    assert store.page("blad", "https://blad.example/buitenland/1") == UNREAD


def test_a_lead_that_was_left_out_once_hides_no_change_of_it(kept, address):
    store, run = kept
    texts = (
        ("De storm eiste twee levens.", "Storm trekt over"),
        (None, "Zware storm trekt over het hele land"),
        ("De storm eiste zeven levens.", "Zware storm trekt over het hele land"),
    )
    for days, (lead, headline) in enumerate(texts, 1):
        come = visit(1, NOON + days * DAY, headline=headline)
        come.content = {**come.content, "own_lead": lead}
        store.visit("blad", run, come, AGES)
    changes = [change for (change,) in rows(address, versions, "changes")]
    assert [[field for field, _ in change] for change in changes][-1] == ["lead"]


def test_what_a_run_counts_is_kept_with_it(kept, address):
    store, run = kept
    store.heard(run, NOON + MINUTE)
    store.end(run, NOON + HOUR, "finished", [], {}, {"time/unread": 2, "http/403": 1})
    with engine_of(address) as engine, reading(engine) as connection:
        found = dict(connection.exec_driver_sql("SELECT name, number FROM counts").all())
    assert found == {"time/unread": 2, "http/403": 1}


def test_a_list_says_nothing_of_what_only_the_article_tells(kept, address):
    store, run = kept
    (known,) = store.see("blad", run, page(NOON + MINUTE), [seen(1)])
    store.withdrawn(known, NOON + HOUR, AGES)
    listed = visit(1, NOON + 2 * HOUR)
    listed.is_whole = False
    store.visit("blad", run, listed, AGES)
    assert rows(address, stories, "withdrawn_at", "changed_at") == [(NOON + HOUR, NOON + HOUR)]
    store.visit("blad", run, visit(1, NOON + 3 * HOUR), AGES)
    assert rows(address, stories, "withdrawn_at", "changed_at") == [(None, NOON + 3 * HOUR)]
