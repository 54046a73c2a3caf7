"""`scrapy schedule` on a real Scrapyd: what is due is crawled once, and not again before its time."""

from collections import Counter

import pytest
from crawling import scrapy
from deploying import PASSWORD, USERNAME, ask

OUTLETS = ("nratom", "nrdayjs")
RUNS = f"SELECT outlet, reason FROM runs WHERE outlet IN {OUTLETS} AND ended_at IS NOT NULL"


@pytest.fixture
def schedule(deployed, room_for_scrapyd, store, monkeypatch):
    """Run the command on the store of the Scrapyd, with the outlets that it has."""
    monkeypatch.setenv("SCRAPYD_USERNAME", USERNAME)
    monkeypatch.setenv("SCRAPYD_PASSWORD", PASSWORD)
    own = {
        "NEWSCRAWL_STORE": f"sqlite:///{store}",
        "NEWSCRAWL_OUTLETS": f"{room_for_scrapyd / 'newsroom.toml'}",
    }
    settings = [part for name, value in own.items() for part in ("-s", f"{name}={value}")]
    return lambda *more: scrapy("schedule", "--scrapyd", f"{deployed.url}/", *settings, *more)


def test_what_is_due_is_crawled_once(deployed, schedule, store, newsroom):
    newsroom.reset()
    done = [
        schedule("--outlets", ",".join(OUTLETS)) for _ in range(2)
    ]  # the second one while they wait or run
    assert [(run.returncode, run.stderr) for run in done] == [(0, "")] * 2
    jobs = dict(line.split(": posted as ") for line in done[0].stdout.splitlines())
    assert (jobs.keys(), done[1].stdout) == (set(OUTLETS), "")
    deployed.wait(*jobs.values())
    assert Counter(ask(store, RUNS)) == {(outlet, "finished"): 1 for outlet in OUTLETS}
    for outlet, job in jobs.items():
        assert "Spider closed (finished)" in deployed.log_of(outlet, job)
    again = schedule("--outlets", ",".join(OUTLETS))
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_project_that_it_does_not_have(schedule):
    done = schedule("--outlets", "nratom", "--project", "none")
    assert (done.returncode, done.stderr) == (1, "scrapy schedule: project 'none' not found\n")


def test_a_wrong_password(schedule, monkeypatch):
    monkeypatch.setenv("SCRAPYD_PASSWORD", "not-this-one")
    done = schedule("--outlets", "nratom")
    assert done.returncode == 1
    assert done.stderr.endswith("newscrawl and its password are not accepted (401)\n")
    assert "not-this-one" not in done.stdout + done.stderr
