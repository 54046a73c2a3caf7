"""Crawls that are killed at any moment, and restarted, on both databases: nothing is missing, nothing counts twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
import storing
from crawling import NOW, ROOT
from sqlalchemy import func, select

from newscrawl.store.engine import reading
from newscrawl.store.schema import sightings, stories, versions

KILLS = {"sqlite": 30, "postgresql": 30 if os.environ.get("NEWSCRAWL_TEST_KILLS") else 10}
OUTLET = "nrround"
LONGEST = 2.6
"""Seconds into a crawl at which it is killed at the latest: start-up takes about one, all of it some three."""


def start(outlets, store: str) -> subprocess.Popen:
    settings = (
        f"NEWSCRAWL_OUTLETS={outlets}",
        f"NEWSCRAWL_STORE={store}",
        "DOWNLOAD_DELAY=0",
        "LOG_LEVEL=ERROR",
    )
    options = [part for setting in settings for part in ("-s", setting)]
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", OUTLET, *options],
        cwd=ROOT, env={**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings", "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def killed(newsroom, tmp_path, address):
    """A store after many crawls that were killed, and one that was not."""
    outlets = newsroom.write_outlets(tmp_path)
    newsroom.reset()
    dice = random.Random(7)
    backend = address.partition(":")[0].partition("+")[0]
    for _ in range(KILLS[backend]):
        process = start(outlets, address)
        time.sleep(dice.uniform(0.7, LONGEST))
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        newsroom.advance(minutes=1)
    assert start(outlets, address).wait(120) == 0
    yield address
    newsroom.now = NOW


def test_nothing_is_missing_and_nothing_counts_twice(killed, newsroom):
    true = {row["url"]: row for row in newsroom.truth if row["outlet"] == OUTLET and not row["linkless"]}
    with storing.engine_of(killed) as engine, reading(engine) as connection:
        found = connection.execute(select(stories)).all()
        texts = dict(
            connection.execute(
                select(stories.c.url, versions.c.content)
                .join(versions, versions.c.story == stories.c.id)
                .where(versions.c.number == stories.c.version)
            ).all()
        )
        columns = (sightings.c.story, sightings.c.page, sightings.c.source, sightings.c.served_at)
        twice = connection.execute(
            select(func.count()).select_from(sightings).group_by(*columns).having(func.count() > 1)
        ).all()
    addresses = Counter(row.url for row in found if row.url)
    assert {url: count for url, count in addresses.items() if count > 1} == {}
    whole = {url: row for url, row in true.items() if not row["gone"]}
    assert set(whole) <= set(addresses)
    assert twice == []
    for url, row in whole.items():
        assert texts[url]["text"].split("\n") == row["paragraphs"]
    for row in found:
        if row.url in true and row.published_earliest:
            published = true[row.url]["published"]
            assert row.published_earliest.isoformat() <= published
            assert published <= row.published_latest.isoformat()
