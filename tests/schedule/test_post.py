"""What a Scrapyd and a store say together."""

from storing import HOUR, MINUTE, NOON

from newscrawl.schedule.due import Past
from newscrawl.schedule.post import job_id, look, posted_at
from newscrawl.schedule.scrapyd import Job

PERIODS = dict.fromkeys(("nd", "nos-2"), HOUR)


def test_a_job_tells_when_it_was_posted():
    assert posted_at(Job(job_id("nos-2", NOON), "nos-2", "finished")) == NOON
    for name in ("", "nd", "nd-", "6487ec79947edab326d6db28a2d86511e8247444", "nd-20261301T120000Z"):
        assert posted_at(Job(name, "nd", "finished")) is None
    assert posted_at(Job(job_id("nd", NOON), "nos-2", "finished")) is None


def finished(*minutes: int) -> list[Job]:
    return [Job(job_id("nd", NOON - minute * MINUTE), "nd", "finished") for minute in minutes]


def test_jobs_that_left_no_crawl_are_failures_in_whatever_order_they_are_told():
    for jobs in (finished(300, 200, 100), finished(100, 300, 200)):
        seen = look(PERIODS, {"nd": Past(NOON - 200 * MINUTE)}, jobs, NOON)
        assert seen.pasts["nd"] == Past(NOON - 100 * MINUTE, 1)
        assert seen.lost == {"nd": job_id("nd", NOON - 100 * MINUTE)}
    assert look(PERIODS, {}, finished(100, 300, 200), NOON).pasts["nd"].failures == 3


def test_jobs_whose_crawl_is_in_the_store_tell_nothing_more():
    stored = {"nd": Past(NOON - 100 * MINUTE, 2)}
    assert look(PERIODS, stored, finished(300, 100), NOON).pasts == stored
    assert look(PERIODS, stored, finished(-30), NOON).pasts == stored  # by a clock that is ahead


def test_what_waits_or_runs_is_not_due_whoever_posted_it():
    jobs = [Job("by-hand", "nd", "pending"), Job("by-hand", "nos-2", "running"), Job("x", "bbc", "pending")]
    seen = look(PERIODS, {"nd": Past(NOON - 9 * HOUR)}, jobs, NOON)
    assert (seen.due, seen.pending) == ((), 2)
    assert seen.pasts["nd"] == Past(NOON - 9 * HOUR, is_running=True)
