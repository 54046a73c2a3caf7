"""How well an export of the busy outlets tells what happened, judged by their truth and by what was asked of them.

Rows are dictionaries as exports have them, instants in ISO 8601. Of a story: outlet, story_id, url, served_at (of the page
that showed it first), published_earliest, published_latest, and, where the export has them, published_from, withdrawn_at
and republished (a list of [earliest, latest]). Of a version: story_id, number (1 is the first), seen_at (when its page was made), kinds.

A crawl can know of a change only if it asked after it. So versions and withdrawals are held against the article's state
at each of its requests, and the share of all changes that the requests could show is given beside it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from .busy import BusyWorld
from .edits import EDITS, TOUCHES
from .lives import Life, content

Row = Mapping[str, Any]
Key = tuple[str, int]
"""Outlet and number of a story."""

READ = (200, 304)
GONE = (404, 410)


class Fetch(NamedTuple):
    """A request of an article."""

    at: datetime
    status: int


class Version(NamedTuple):
    seen_at: datetime
    kinds: frozenset[str]
    """Kinds of all edits since the request before; empty for the first."""


@dataclass
class Score:
    """What was found, missed and made up."""

    true: int = 0
    """Stories that came out in the time of the crawls and had to be found."""
    found: int = 0
    duplicates: int = 0
    strange: int = 0
    """Rows of no story."""
    missed: list[str] = field(default_factory=list)
    """Paths of the stories that were not found."""

    untimed: int = 0
    wrong: list[str] = field(default_factory=list)
    """Addresses of the rows whose interval holds no true publication."""
    later: int = 0
    """Rows whose interval holds a republication instead of the first publication."""
    widths: dict[str, list[timedelta]] = field(default_factory=dict)
    """Of the last intervals, by outlet."""
    sources: dict[str, list[timedelta]] = field(default_factory=dict)
    """The same by the source that gave the best instant, where the rows tell it (published_from)."""

    edits: int = 0
    """True edits of stories that were found."""
    shown: int = 0
    """Those of them after which the article was read again."""
    versions: Counter[str] = field(default_factory=Counter)
    """right, missed, invented; firsts count as well."""
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    """True kind and what the row calls it, for versions with one edit."""

    withdrawals: Counter[str] = field(default_factory=Counter)
    """true, shown, right, missed, invented."""
    republications: Counter[str] = field(default_factory=Counter)
    """true, right, missed, invented."""

    @property
    def median_width(self) -> dict[str, timedelta]:
        return {outlet: median(widths) for outlet, widths in self.widths.items()}

    @property
    def all_widths(self) -> list[timedelta]:
        return sorted(width for widths in self.widths.values() for width in widths)

    def kind_share(self, kind: str | None = None) -> float:
        """The share of versions with one edit (of a kind) that are called rightly; 1 where there are none."""
        judged = {pair: count for pair, count in self.kinds.items() if kind in (None, pair[0])}
        right = sum(count for (true, said), count in judged.items() if _is_right(true, said))
        return right / sum(judged.values()) if judged else 1.0

    def lines(self) -> Iterator[str]:
        yield f"stories: {self.found} of {self.true} found, {self.duplicates} double, {self.strange} of no story"
        widths = ", ".join(f"{outlet} {width}" for outlet, width in self.median_width.items())
        yield (
            f"intervals: {len(self.wrong)} miss the truth, {self.later} hold a later publication,"
            f" {self.untimed} without; median width {widths}"
        )
        for source, found in self.sources.items():
            yield f"  by {source}: {len(found)}, median width {median(found)}, widest {max(found)}"
        yield f"edits: {self.edits}, of which the article was read after {self.shown}"
        for name in ("versions", "withdrawals", "republications"):
            counts = getattr(self, name)
            if counts:
                yield f"{name}: " + ", ".join(f"{count} {what}" for what, count in counts.items())
        for kind in EDITS if self.kinds else ():
            said = Counter({said: count for (true, said), count in self.kinds.items() if true == kind})
            named = ", ".join(f"{count} {said or 'nothing'}" for said, count in said.most_common())
            yield f"  {kind}: {self.kind_share(kind):.0%} of {said.total()} ({named})"


def _is_right(true: str, said: str) -> bool:
    kinds = frozenset(said.split(" + "))
    return true in kinds and kinds <= {true} | TOUCHES.get(true, frozenset())


def score(
    world: BusyWorld, hits: Iterable[Row], stories: Iterable[Row], versions: Iterable[Row] | None = None
) -> Score:
    """Judge rows of an export; `hits` are all requests with outlet, at, path and status."""
    result, fetches = Score(), fetches_of(world, hits)
    rows = _by_story(world, stories, result)
    _judge_found(world, rows, result)
    told = defaultdict[str, list[Row]](list)
    for version in versions or ():
        told[version["story_id"]].append(version)
    for key, row in rows.items():
        life = _life(world, key)
        _judge_interval(life, row, result, listed=life.first.published >= world.start)
        if "republished" in row:
            _judge_republications(life, row, result, world.end)
        if "withdrawn_at" in row:
            _judge_withdrawal(life, fetches[key], row, result, world.end)
        if versions is not None:
            _judge_versions(life, fetches[key], told[row["story_id"]], result, world.end)
    return result


def requests_of(world: BusyWorld, hits: Iterable[Row]) -> Counter[tuple[str, int]]:
    """Count requests by kind (robots, listing: any page of a section, article) and status."""
    return Counter((_kind(world, hit), hit["status"]) for hit in hits)


def _kind(world: BusyWorld, hit: Row) -> str:
    if hit["path"] == "/robots.txt":
        return "robots"
    return "article" if world.find(hit["outlet"], hit["path"]) else "listing"


def fetches_of(world: BusyWorld, hits: Iterable[Row]) -> dict[Key, list[Fetch]]:
    """Every request of an article that came to an end there: read, unchanged or gone."""
    found = defaultdict[Key, list[Fetch]](list)
    for hit in hits:
        life = world.find(hit["outlet"], hit["path"])
        if life and hit["status"] in READ + GONE:
            found[hit["outlet"], life.number].append(Fetch(_instant(hit["at"]), hit["status"]))
    return found


def versions_of(life: Life, fetches: Sequence[Fetch]) -> list[Version]:
    """The versions that these requests could show."""
    read = [fetch.at for fetch in fetches if fetch.status in READ]
    found = [Version(read[0], frozenset())] if read else []
    for before, at in pairwise(read):
        if content(life.at(at)) != content(life.at(before)):
            found.append(Version(at, life.kinds(before, at) & EDITS.keys()))
    return found


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _life(world: BusyWorld, key: Key) -> Life:
    return world.lives[key[0]][key[1]]


def _by_story(world: BusyWorld, stories: Iterable[Row], result: Score) -> dict[Key, Row]:
    rows: dict[Key, Row] = {}
    for row in stories:
        life = world.find(row["outlet"], urlsplit(row["url"] or "").path)
        if life is None:
            result.strange += 1
        elif (row["outlet"], life.number) in rows:
            result.duplicates += 1
        else:
            rows[row["outlet"], life.number] = row
    return rows


def _judge_found(world: BusyWorld, rows: Mapping[Key, Row], result: Score) -> None:
    for outlet, lives in world.lives.items():
        due = [life for life in lives if life.first.published >= world.start]
        missed = [life for life in due if (outlet, life.number) not in rows]
        result.true += len(due)
        result.found += len(due) - len(missed)
        result.missed += [str(life.first.path) for life in missed]


def _judge_interval(life: Life, row: Row, result: Score, *, listed: bool) -> None:
    """A story that was `listed` while the crawls ran had its time beside it; older ones may be among the most read only."""
    if not row["published_earliest"] or not row["published_latest"]:
        result.untimed += listed
        return
    earliest, latest = _instant(row["published_earliest"]), _instant(row["published_latest"])
    result.widths.setdefault(row["outlet"], []).append(latest - earliest)
    if "published_from" in row:
        result.sources.setdefault(row["published_from"], []).append(latest - earliest)
    if earliest <= life.at(_instant(row["served_at"])).published <= latest:
        return
    if any(earliest <= published <= latest for published in life.publications):
        result.later += 1
    else:
        result.wrong.append(f"{row['url']}")


def _judge_republications(life: Life, row: Row, result: Score, end: datetime) -> None:
    """Every republication while the crawls ran is on the listing of the next poll."""
    first = _instant(row["served_at"])
    true = [at for at in life.publications[1:] if first < at <= end]
    result.republications["true"] += len(true)
    for earliest, latest in row["republished"]:
        held = next((at for at in true if _instant(earliest) <= at <= _instant(latest)), None)
        result.republications["right" if held else "invented"] += 1
        if held:
            true.remove(held)
    result.republications["missed"] += len(true)


def _judge_withdrawal(life: Life, fetches: Sequence[Fetch], row: Row, result: Score, end: datetime) -> None:
    shown = next((fetch.at for fetch in fetches if fetch.status in GONE), None)
    result.withdrawals["true"] += life.withdrawal is not None and life.withdrawal.at <= end
    result.withdrawals["shown"] += shown is not None
    said = row["withdrawn_at"]
    if shown and life.withdrawal:
        right = said and life.withdrawal.at <= _instant(said) <= shown
        result.withdrawals["right" if right else "missed"] += 1
    elif said:
        result.withdrawals["invented"] += 1


def _judge_versions(
    life: Life, fetches: Sequence[Fetch], told: Iterable[Row], result: Score, end: datetime
) -> None:
    true = {version.seen_at: version for version in versions_of(life, fetches)}
    last = max((fetch.at for fetch in fetches if fetch.status in READ), default=None)
    for change in life.changes:
        if change.kind in EDITS and change.at <= end:
            result.edits += 1
            result.shown += last is not None and change.at <= last
    said = {_instant(row["seen_at"]): row for row in told}
    result.versions["right"] += len(true.keys() & said.keys())
    result.versions["missed"] += len(true.keys() - said.keys())
    result.versions["invented"] += len(said.keys() - true.keys())
    for at in true.keys() & said.keys():
        if len(true[at].kinds) == 1:
            result.kinds[min(true[at].kinds), " + ".join(sorted(said[at]["kinds"]))] += 1
