"""What the commands of a schedule read from the command line alike, and what they say of what is due."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from scrapy.settings import BaseSettings

from newscrawl.annotate.mistakes import Mistake
from newscrawl.checks.choose import all_outlets, choose
from newscrawl.checks.options import split
from newscrawl.export.chosen import to_instant
from newscrawl.outlets import Outlet, to_period
from newscrawl.schedule.due import NEVER, Past, due_at
from newscrawl.spans import show_span

PERIOD = "1h"
"""Of outlets that name none, where the setting NEWSCRAWL_PERIOD names none either."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which outlets are looked at, and when."""
    group = parser.add_argument_group("Which outlets")
    group.add_argument(
        "--outlets",
        metavar="NAMES",
        action="append",
        help="these only: nd,nos (default: all, see `scrapy outlets`)",
    )
    group.add_argument("--country", metavar="CODES", action="append", help="of these countries only: NL,BE")
    group.add_argument("--language", metavar="TAGS", action="append", help="in these languages only: nl,fr")
    group.add_argument("--dry-run", action="store_true", help="only say what is due, and when the others are")
    group.add_argument(
        "--at", metavar="WHEN", help="with --dry-run: as of this instant, such as 2026-01-24T08:00+01:00"
    )


def to_outlets(settings: BaseSettings, opts: argparse.Namespace, names: Sequence[str] = ()) -> list[Outlet]:
    """Return the outlets that are asked for. Raises Mistake."""
    outlets = all_outlets(settings.getlist("NEWSCRAWL_OUTLETS"))
    return choose(outlets, split([*names, *(opts.outlets or ())]), split(opts.country), split(opts.language))


def to_periods(settings: BaseSettings, outlets: Sequence[Outlet]) -> dict[str, timedelta]:
    """Return the period of each outlet, by key. Raises Mistake where NEWSCRAWL_PERIOD is wrong."""
    given = settings.get("NEWSCRAWL_PERIOD", PERIOD)
    try:
        default = to_period(str(given))
    except ValueError as error:
        raise Mistake(f"NEWSCRAWL_PERIOD: {error}, got {given!r}") from None
    return {outlet.key: outlet.every(default) for outlet in outlets}


def to_now(opts: argparse.Namespace, now: datetime) -> datetime:
    """Return the instant that is asked about, `now` where none is given. Raises Mistake."""
    if opts.at is not None and not opts.dry_run:
        raise Mistake("--at: goes with --dry-run only")
    return now if opts.at is None else to_instant("--at", opts.at, now)


def tell(periods: Mapping[str, timedelta], pasts: Mapping[str, Past], now: datetime) -> Iterator[str]:
    """Yield a line for each outlet that says when it is due, in the order in which they are."""
    when = {key: due_at(key, period, pasts.get(key, NEVER)) for key, period in periods.items()}
    for key in sorted(when, key=lambda key: (when[key], key)):
        past = pasts.get(key, NEVER)
        ahead = when[key] - now
        if past.is_running:
            yield f"{key}: runs or waits to be started"
        elif past.started_at is None:
            yield f"{key}: due, never crawled"
        else:
            told = f"due since {show_span(-ahead)}" if ahead <= timedelta() else f"due in {show_span(ahead)}"
            last = f"last crawl {past.started_at.isoformat(timespec='seconds')}"
            failed = f", {past.failures} failed in a row" if past.failures else ""
            yield f"{key}: {told} (each {show_span(periods[key])}, {last}{failed})"
