"""A check of outlets: their listings are crawled, and what was seen is judged."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from scrapy.settings import Settings

from newscrawl.checks import report, show
from newscrawl.checks.crawl import Done, Listings
from newscrawl.checks.verdict import Facts, judge
from newscrawl.checks.watch import Watch
from newscrawl.outlets import Outlet


@dataclass(slots=True)
class Checked:
    """What a check found."""

    outlets: Sequence[Outlet]
    """Those that were to be checked, in the order of the report."""
    checked_at: datetime
    """When the check began (aware, UTC)."""
    found: dict[str, list[Facts]] = field(default_factory=dict)
    """By key of the outlet, in the order of their ends: what was seen of each section."""

    @property
    def missing(self) -> list[str]:
        """Outlets that were not checked, as a person ended it before."""
        return [outlet.key for outlet in self.outlets if outlet.key not in self.found]

    @property
    def results(self) -> list[str]:
        return [judge(facts)[0] for _, facts in self._sections()]

    @property
    def failed(self) -> bool:
        return "failed" in self.results

    @property
    def summary(self) -> str:
        return report.summary(self.results)

    def write(self, form: str) -> None:
        """Write the report to standard output as "table", "json" or "csv"."""
        if form == "table":
            rows = [report.to_table_row(outlet, facts) for outlet, facts in self._sections()]
            terminal, width = show.screen()
            show.write(show.to_table(rows, report.TABLE, terminal=terminal, width=width))
            return
        objects = [report.to_object(outlet, facts, self.checked_at) for outlet, facts in self._sections()]
        if form == "json":
            show.write(show.to_json(objects))
        else:
            show.write(show.to_csv([*map(report.to_csv_row, objects)], report.NAMES))

    def _sections(self) -> Iterator[tuple[Outlet, Facts]]:
        for outlet in self.outlets:
            for facts in self.found.get(outlet.key, ()):
                yield outlet, facts


def check(settings: Settings, outlets: Sequence[Outlet], at_once: int) -> Checked:
    """Crawl the listings of the outlets, `at_once` sites at one time, and return what was found."""
    checked = Checked(outlets, datetime.now(UTC))
    with _progress(len(outlets)) as tell:

        def note(outlet: Outlet, watch: Watch) -> None:
            checked.found[outlet.key] = list(watch.facts(outlet))
            tell(outlet, watch)

        Listings(settings, at_once, note).run(outlets)
    return checked


@contextmanager
def _progress(total: int) -> Iterator[Done]:
    """Show how many outlets are done, on standard error, if that is a terminal; nothing of it stays there."""
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        yield lambda outlet, watch: progress.update(task, advance=1, description=outlet.key)
