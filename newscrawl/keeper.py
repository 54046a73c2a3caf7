"""What one crawl keeps in the store, or nothing where there is none."""

from collections.abc import Container, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from newscrawl.items import Story
from newscrawl.ledger import NEW, Ledger
from newscrawl.outlets import Outlet
from newscrawl.store import AGES, Kept, Known, PageRef, Printed, Seen, Store, Visit
from newscrawl.times import parse_time
from newscrawl.times.rounding import Observation, learn_rounding, observe

CONTENT = (
    "kicker headline own_headline lead own_lead text authors article_section keywords access corrections language"
    " dateline places agencies"
).split()
"""Fields of Story that are its content: what a version keeps."""
ROW = ("section", "url", "modified_at")
"""Fields of Story that its row takes over from its last visit."""
PUBLISHED = ("published_raw", "published_at", "published_earliest", "published_latest", "published_from")
MAX_PRINTED = 5000
"""Printed times, the latest, from which an outlet's rounding is learned."""
MAX_DUE = 100
"""Articles that a crawl visits again though no list shows them any more."""


class Keeper:
    """One crawl's hand on the store; without a store every story is new to it. All methods raise StoreError."""

    def __init__(self, store: Store | None, outlet: Outlet) -> None:
        self._store = store
        self._ages: Sequence[timedelta] = outlet.ages or AGES
        self._run = 0
        rounding = store.rounding(outlet.key) if store and outlet.rounding == "unknown" else None
        self.outlet = outlet.model_copy(update={"rounding": rounding}) if rounding else outlet
        """The outlet, with the rounding that its stories have told."""

    @classmethod
    def open(cls, address: str | None, outlet: Outlet) -> Self:
        """Return a keeper on the store at a database URL, or on none. Raises StoreError."""
        return cls(Store.open(address) if address else None, outlet)

    def begin(self) -> None:
        if self._store:
            self._run = self._store.begin(self.outlet, datetime.now(UTC))

    def end(self, reason: str, problems: Sequence[str], ledger: Ledger) -> None:
        if self._store:
            outcomes = {name: section.outcomes for name, section in ledger.sections.items()}
            self._learn_rounding()
            self._store.end(self._run, datetime.now(UTC), reason, problems, outcomes)
            self._store.close()

    def _learn_rounding(self) -> None:
        """Learn how the outlet rounds from what its lists printed, where its file does not say so."""
        assert self._store
        if self.outlet.rounding != "unknown":
            return
        stories: dict[int, list[Observation]] = {}
        for printed in self._store.printed(self.outlet.key, MAX_PRINTED):
            if found := _observe(printed, self.outlet):
                stories.setdefault(printed.story, []).append(found)
        learned = learn_rounding(stories.values())
        if learned.rounding != "unknown":
            self._store.learned(self.outlet.key, learned.rounding, learned.why)

    def validators(self, url: str) -> dict[str, str]:
        """Return the request headers that ask for a section's page only if it has changed."""
        return self._store.validators(self.outlet.key, url) if self._store else {}

    def see(self, page: PageRef, seen: Sequence[Seen]) -> Sequence[Known | None]:
        """Keep a page with all that it shows, and return what was known of each of its stories."""
        if not self._store:
            return [None] * len(seen)
        return self._store.see(self.outlet.key, self._run, page, seen)

    def due(self, now: datetime, shown: Container[int]) -> list[Known]:
        """Return the stories that are due for a visit though no page shows them: all but those `shown` (by id)."""
        due = self._store.due(self.outlet.key, now, MAX_DUE) if self._store else []
        return [known for known in due if known.id not in shown and known.url]

    def keep(self, story: Story) -> Kept | None:
        """Keep a story as it was visited, and return what the store makes of it; None without a store."""
        if not self._store or story.visited_at is None:
            return None
        visit = Visit(
            keys=story.keys, story_id=story.story_id or "", outcome=story.outcome or "", at=story.visited_at,
            columns=_columns(story), validators=story.validators, is_whole=story.is_whole,
            content={name: getattr(story, name) for name in CONTENT} if story.outcome == NEW else None,
        )  # fmt: skip
        return self._store.visit(self.outlet.key, self._run, visit, self._ages)

    def unchanged(self, known: Known, at: datetime) -> None:
        """Note that the server says that an article is as it was."""
        if self._store:
            self._store.unchanged(known, at, self._ages)

    def withdrawn(self, known: Known, at: datetime) -> None:
        """Note that an article that was read before is gone."""
        if self._store:
            self._store.withdrawn(known, at, self._ages)


def _observe(printed: Printed, outlet: Outlet) -> Observation | None:
    """Return what a printed time tells of rounding; a machine-readable time beside it is what it counts from."""
    now = printed.served_at
    moment = parse_time(printed.text, now=now, language=outlet.language, zone=outlet.zone_info)
    known = None
    if printed.machine and printed.earliest and printed.latest:
        known = (printed.earliest, printed.latest)
    return observe(moment, now, known) if moment else None


def _columns(story: Story) -> Mapping[str, Any]:
    columns = {name: getattr(story, name) for name in ROW}
    if story.published_earliest is None:
        return columns
    exact = round(story.published_exact * 1_000_000)  # microseconds
    return columns | {name: getattr(story, name) for name in PUBLISHED} | {"published_exact": exact}
