"""Posts outlets that are due to a Scrapyd."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from newscrawl.schedule.due import NEVER, Past, find_due
from newscrawl.schedule.scrapyd import Job, Scrapyd, ScrapydError, Unreachable

FINISHED, PENDING = "finished", "pending"
STAMP = "%Y%m%dT%H%M%SZ"
SLACK = timedelta(minutes=1)
"""What the clock of a Scrapyd on another machine may be behind ours."""


@dataclass(frozen=True, slots=True)
class Round:
    """What Scrapyd and the store say together at one moment."""

    pasts: Mapping[str, Past]
    due: tuple[str, ...]
    """All outlets that are due, the longest due first."""
    lost: Mapping[str, str]
    """Jobs of ours that have ended and left no crawl in the store, the last one of each outlet."""
    pending: int
    """Jobs that wait already."""


def job_id(outlet: str, at: datetime) -> str:
    """Return the name of a job: it tells when it was posted, whatever becomes of it.

    >>> job_id("nd", datetime(2026, 1, 24, 12, tzinfo=UTC))
    'nd-20260124T120000Z'
    """
    return f"{outlet}-{at.astimezone(UTC).strftime(STAMP)}"


def posted_at(job: Job) -> datetime | None:
    """Return when we posted a job, or None if it is not one of ours."""
    try:
        return datetime.strptime(job.id.removeprefix(f"{job.outlet}-"), STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def look(
    periods: Mapping[str, timedelta], stored: Mapping[str, Past], jobs: Sequence[Job], now: datetime
) -> Round:
    """Return what is due at `now`: an outlet that waits or runs on Scrapyd is not, whoever posted it.

    A job of ours that has ended counts as a crawl that failed if the store knows of none since: it could not begin.
    """
    pasts, lost = dict(stored), dict[str, str]()
    open_jobs = [job for job in jobs if job.state != FINISHED]
    for job in open_jobs:
        pasts[job.outlet] = replace(pasts.get(job.outlet, NEVER), is_running=True)
    ended = sorted(
        (at, job) for job in jobs if job.state == FINISHED and (at := posted_at(job)) and at <= now
    )
    for at, job in ended:
        past = pasts.get(job.outlet, NEVER)
        if past.started_at is None or at > past.started_at + SLACK:
            pasts[job.outlet] = replace(past, started_at=at, failures=past.failures + 1)
            lost[job.outlet] = job.id
    pending = sum(job.state == PENDING for job in open_jobs)
    return Round(pasts, tuple(find_due(periods, pasts, now)), lost, pending)


def post(
    server: Scrapyd, due: Iterable[str], clock: Callable[[], datetime]
) -> Iterator[tuple[str, str | ScrapydError]]:
    """Post outlets, and yield each with the id of its job, or why it was not taken. Raises Unreachable."""
    for outlet in due:
        job = job_id(outlet, clock())
        try:
            server.post(outlet, job)
        except Unreachable:
            raise
        except ScrapydError as error:
            yield outlet, error
        else:
            yield outlet, job
