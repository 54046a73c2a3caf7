"""What became of every teaser and every page of a crawl: the sums must match."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len, set_cell_size

NEW = "new"
UPDATED = "updated"
UNCHANGED = "unchanged"
WITHDRAWN = "withdrawn"
"""Outcome of a story whose article was read before and is gone now."""
FAILED = "failed: "
"""Opens the outcome of a teaser whose article was lost; the reason follows."""
ENDED = f"{FAILED}crawl ended"
"""Outcome of a teaser that the crawl did not come to."""


@dataclass(slots=True)
class SectionLedger:
    """The teasers and pages of one section."""

    min_stories: int
    seen: int = 0
    """Teasers that its pages showed."""
    shown: set[str] = field(default_factory=set)
    """Keys of the stories among them."""
    outcomes: Counter[str] = field(default_factory=Counter)
    lost_pages: list[str] = field(default_factory=list)
    """Pages that gave nothing, or not all that they hold: reason and address of each."""
    pages_read: int = 0
    not_modified: int = 0
    """Pages that are as they were when they were read last."""
    standing: int = 0
    """Stories that these showed then."""
    revisits: Counter[str] = field(default_factory=Counter)
    """Outcomes of articles that were visited again though no page shows them any more."""
    left_out: set[str] = field(default_factory=set)
    """Keys of stories behind the limit that was asked for."""

    def stand(self, stories: int) -> None:
        """Note a page that is as it was, with the stories that it showed."""
        self.not_modified += 1
        self.standing += stories

    @property
    def failed(self) -> int:
        return sum(count for outcome, count in self.outcomes.items() if outcome.startswith(FAILED))


class Ledger:
    """Counts what a crawl saw, and tells what went wrong."""

    def __init__(self, sections: dict[str, int]) -> None:
        """Take the sections, each with the stories that it shows at the least."""
        self.sections = {name: SectionLedger(least) for name, least in sections.items()}

    def seen(self, section: str, key: str, outcome: str | None = None) -> None:
        """Count a teaser of the story `key`, with its outcome where that is known at once."""
        self.sections[section].seen += 1
        self.sections[section].shown.add(key)
        if outcome:
            self.settle(section, outcome)

    def settle(self, section: str, outcome: str, *, listed: bool = True) -> None:
        """Count what became of a teaser that was seen before, or, if not `listed`, of a story that no page shows."""
        book = self.sections[section]
        (book.outcomes if listed else book.revisits)[outcome] += 1

    def lose_page(self, section: str, url: str, reason: str) -> None:
        """Note a page that gave nothing, or not all that it holds."""
        self.sections[section].lost_pages.append(f"{reason}: {url}")

    def close(self) -> None:
        """Give the teasers that have no outcome yet the one that is true: the crawl ended before."""
        for section in self.sections.values():
            if open_teasers := section.seen - section.outcomes.total():
                section.outcomes[ENDED] += open_teasers

    def problems(self, max_failed: float, *, whole: bool = True) -> Iterator[str]:
        """Yield a line for each thing that keeps the crawl from having done its job.

        `max_failed` is the share of stories (0 to 1) that may have lost their article. Of a crawl that was ended
        early, which is not `whole`, what it did not come to is no problem besides.
        """
        for name, section in self.sections.items():
            for page in section.lost_pages:
                yield f"section {name}: {page}"
            excused = section.lost_pages or section.left_out
            shown = len(section.shown) + section.standing
            if whole and not excused and shown < section.min_stories:
                yield f"section {name}: {shown} stories, expected {section.min_stories} at the least"
        sections = self.sections.values()
        not_reached = 0 if whole else sum(section.outcomes[ENDED] for section in sections)
        stories = sum(section.seen - section.outcomes[UNCHANGED] for section in sections) - not_reached
        failed = sum(section.failed for section in sections) - not_reached
        if failed > max_failed * stories:
            yield f"{failed} of {stories} stories failed, more than {max_failed:.0%}"

    def lines(self) -> Iterator[str]:
        """Yield a table of the sections that a person can read, its head first; the sums of its rows match."""
        outcomes = [NEW, UPDATED, UNCHANGED]
        if any(section.outcomes[WITHDRAWN] for section in self.sections.values()):
            outcomes.append(WITHDRAWN)
        rows = [("section", "seen", *outcomes, "failed", "")]
        for name, section in self.sections.items():
            numbers = [section.seen, *(section.outcomes[outcome] for outcome in outcomes), section.failed]
            rows.append((name, *map(str, numbers), "; ".join(_remarks(section))))
        widest = max(cell_len(name) for name, *_ in rows)
        widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[1:-1]]
        for name, *counts, remarks in rows:
            cells = [number.rjust(width) for number, width in zip(counts, widths, strict=True)]
            yield "  ".join([set_cell_size(name, widest), *cells, remarks]).rstrip()


def _remarks(section: SectionLedger) -> Iterator[str]:
    """Yield what the counts of a section's row do not tell."""
    reasons = {
        name.removeprefix(FAILED): n for name, n in section.outcomes.items() if name.startswith(FAILED)
    }
    if reasons:
        yield f"failed: {_counts(Counter(reasons))}"
    if section.lost_pages:
        yield f"{len(section.lost_pages)} pages lost"
    if section.not_modified:
        yield f"{section.not_modified} pages not modified"
    if section.revisits:
        yield f"visited again: {_counts(section.revisits)}"
    if section.left_out:
        yield f"{len(section.left_out)} left out by the limit"


def _counts(outcomes: Counter[str]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
