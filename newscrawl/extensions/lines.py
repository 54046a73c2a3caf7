"""The last lines of a crawl's log: what a person wants to know of it."""

from collections.abc import Iterator

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from newscrawl.extensions.feeds import Feeds
from newscrawl.ledger import Ledger
from newscrawl.store.engine import to_url
from newscrawl.store.errors import shown

READ = (
    ("times", "newscrawl/time"),
    ("datelines", "newscrawl/dateline"),
)
"""What is read of each story, and the beginning of the stats that count it."""
KINDS = ("read", "unread", "none")
"""`unread`: something is printed that looks like one; `none`: nothing is."""
MAX_SAMPLES, MAX_SAMPLE = 5, 60
"""Texts that could not be read which are shown, and characters of each."""


def lines_of(
    crawler: Crawler, ledger: Ledger, feeds: Feeds, seconds: float, *, did_its_job: bool
) -> Iterator[str]:
    """Yield the lines that sum up a crawl that took so many seconds."""
    stats, name = crawler.stats, crawler.spider.name if crawler.spider else ""
    yield from ledger.lines()
    for what, prefix in READ:
        yield _read(stats, what, prefix)
    address = crawler.settings["NEWSCRAWL_STORE"]
    store = [shown(to_url(address))] if address else []
    places = [*store, *feeds.lines()]
    yield f"kept: {', '.join(places) or 'nowhere (NEWSCRAWL_STORE and -O say where)'}"
    yield f"took: {_duration(seconds)}, {stats.get_value('downloader/request_count', 0)} requests"
    if did_its_job:
        yield f"{name} did its job"


def _read(stats: StatsCollector, what: str, prefix: str) -> str:
    counts = ", ".join(f"{stats.get_value(f'{prefix}/{kind}', 0)} {kind}" for kind in KINDS)
    samples: list[str] = stats.get_value(f"{prefix}/unread_samples", [])[:MAX_SAMPLES]
    shown = ", ".join(map(_quoted, samples))
    return f"{what}: {counts}" + (f", such as {shown}" if shown else "")


def _quoted(text: str) -> str:
    """Return a text of an outlet in quotes, in one line, with nothing that a terminal would obey.

    >>> _quoted("in de  loop\\nvan de dag"), _quoted("\\x1b[2J")
    ("'in de loop van de dag'", "'\\\\x1b[2J'")
    """
    line = " ".join(text.split())
    return repr(line if len(line) <= MAX_SAMPLE else f"{line[: MAX_SAMPLE - 1]}…")


def _duration(seconds: float) -> str:
    """Return a time that has gone by.

    >>> _duration(4.24), _duration(61), _duration(7325)
    ('4.2 s', '1:01 min', '2:02:05 h')
    """
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02} h" if hours else f"{minutes}:{rest:02} min"
