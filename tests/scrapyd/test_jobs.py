"""Crawls that Scrapyd runs from the egg: scheduled, followed, cancelled, and over a restart."""

from pathlib import Path

import pytest
import requests
from deploying import PROJECT, ask, wait_for

VERSIONS = """
    SELECT stories.url FROM versions JOIN stories ON stories.id = versions.story JOIN runs ON runs.id = versions.run
    WHERE runs.outlet = '{}'
"""
RUNS = "SELECT outlet, reason, ended_at IS NOT NULL FROM runs ORDER BY id"
SLOW = [("setting", "DOWNLOAD_DELAY=0.3"), ("setting", "CONCURRENT_REQUESTS=2")]


@pytest.fixture(autouse=True)
def _fresh(newsroom):
    newsroom.reset()


def read_urls(store, outlet: str) -> list[str]:
    """Return the addresses of the stories whose article is in a store."""
    return sorted(url for (url,) in ask(store, VERSIONS.format(outlet)) if url)


def true_urls(newsroom, outlet: str) -> list[str]:
    """Return the addresses of all stories of an outlet whose article can be read."""
    own = [row for row in newsroom.truth if row["outlet"] == outlet]
    return sorted(row["url"] for row in own if row["url"] and not row["gone"])


@pytest.mark.parametrize("name", ["daemonstatus", "listprojects", "listspiders", "addversion", "schedule"])
@pytest.mark.parametrize("who", [None, ("newscrawl", "wrong"), ("newscrawl", "")])
def test_nothing_is_told_without_the_password(scrapyd, name, who):
    assert requests.get(f"{scrapyd.url}/{name}.json", auth=who, timeout=10).status_code == 401
    assert requests.post(f"{scrapyd.url}/{name}.json", auth=who, timeout=10).status_code == 401


def test_two_outlets_are_crawled_into_the_store(deployed, newsroom, store):
    jobs = {outlet: deployed.schedule(outlet) for outlet in ("nrclock", "nrfloor")}
    deployed.wait(*jobs.values())
    for outlet, job in jobs.items():
        assert " ERROR: " not in deployed.log_of(outlet, job)
        assert read_urls(store, outlet) == true_urls(newsroom, outlet)
    assert sorted(ask(store, RUNS)) == [("nrclock", "finished", 1), ("nrfloor", "finished", 1)]


def test_a_crawl_that_is_cancelled_loses_nothing(deployed, newsroom, tmp_path):
    store = tmp_path / "store.db"
    job = deployed.schedule("nrfloor", *SLOW, store=store)
    wait_for("three articles are read", lambda: len(read_urls(store, "nrfloor")) >= 3)
    assert deployed.client.cancel(PROJECT, job)["prevstate"] == "running"
    deployed.wait(job)
    assert ask(store, RUNS) == [("nrfloor", "shutdown", 1)]
    read, true = read_urls(store, "nrfloor"), true_urls(newsroom, "nrfloor")
    assert len(read) < len(true)
    ((new,),) = ask(store, "SELECT sum(teasers) FROM ledger WHERE outcome = 'new'")
    assert ask(store, "SELECT count(*) FROM versions") == [(new,)]  # what was counted as read is there
    assert "ended early: shutdown" in deployed.log_of("nrfloor", job)
    deployed.wait(deployed.schedule("nrfloor", store=store))
    assert ask(store, RUNS)[1:] == [("nrfloor", "finished", 1)]
    assert read_urls(store, "nrfloor") == true


def test_a_restart_loses_nothing(deployed, tmp_path):
    stores = [tmp_path / f"{number}.db" for number in range(4)]
    slow = [deployed.schedule("nrfloor", *SLOW, store=store) for store in stores[:2]]
    wait_for("both crawls read", lambda: all(read_urls(store, "nrfloor") for store in stores[:2]))
    queued = [deployed.schedule("nrclock", ("articles", "no"), store=store) for store in stores[2:]]
    before, crawls = deployed.jobs("pending"), deployed.processes()
    deployed.stop()
    left = [crawl for crawl in crawls if Path(f"/proc/{crawl}").exists()]
    ended = [ask(store, RUNS) for store in stores]
    deployed.start()
    assert before == set(queued)
    assert (len(crawls), left) == (2, [])  # no crawl goes on unseen
    assert ended == [[("nrfloor", "shutdown", 1)]] * 2 + [[]] * 2
    deployed.wait(*queued)
    assert [ask(store, RUNS) for store in stores[2:]] == [[("nrclock", "finished", 1)]] * 2
    assert set(slow) <= deployed.jobs("finished")  # told of before the restart too
