"""What one crawl keeps in the store, or nothing where there is none."""

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from scrapy.exceptions import CloseSpider

from newscrawl.items import Story
from newscrawl.ledger import NEW, Ledger
from newscrawl.outlets import Outlet
from newscrawl.store import (
    AGES,
    UNREAD,
    Kept,
    Known,
    PageRef,
    PageState,
    Printed,
    Seen,
    Store,
    StoreError,
    Visit,
)
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


Asked = ParamSpec("Asked")
Told = TypeVar("Told")


def _or_close(
    method: Callable[Concatenate["Keeper", Asked], Told],
) -> Callable[Concatenate["Keeper", Asked], Told]:
    """Let a crawl end at once when its store fails in the middle of a page: nothing more could be kept."""

    @wraps(method)
    def keep(keeper: "Keeper", /, *args: Asked.args, **options: Asked.kwargs) -> Told:
        try:
            return method(keeper, *args, **options)
        except StoreError as error:
            raise CloseSpider(str(error)) from error

    return keep


class Keeper:
    """One crawl's hand on the store; without a store every story is new to it.

    What the spider calls raises CloseSpider where the store fails; `open`, `keep`, `heard` and `end` raise StoreError.
    """

    def __init__(self, store: Store | None, outlet: Outlet) -> None:
        self._store = store
        self._ages: Sequence[timedelta] = outlet.ages or AGES
        self._run = 0
        self._has_times = False
        """Whether a page of this crawl printed times: else nothing more is known of rounding than before."""
        rounding = store.rounding(outlet.key) if store and outlet.rounding == "unknown" else None
        self.outlet = outlet.model_copy(update={"rounding": rounding}) if rounding else outlet
        """The outlet, with the rounding that its stories have told."""

    @classmethod
    def open(cls, address: str | None, outlet: Outlet) -> Self:
        """Return a keeper on the store at a database URL, or on none. Raises StoreError."""
        return cls(Store.open(address) if address else None, outlet)

    @_or_close
    def begin(self) -> None:
        if self._store:
            self._run = self._store.begin(self.outlet, datetime.now(UTC))

    def heard(self) -> None:
        """Note that the crawl runs still."""
        if self._store:
            self._store.heard(self._run, datetime.now(UTC))

    def end(self, reason: str, problems: Sequence[str], ledger: Ledger, numbers: Mapping[str, int]) -> None:
        """Note how the crawl has ended, and what it counted."""
        if self._store:
            outcomes = {name: section.outcomes for name, section in ledger.sections.items()}
            try:
                self._store.end(self._run, datetime.now(UTC), reason, problems, outcomes, numbers)
                self._learn_rounding()
            finally:
                self._store.close()

    def _learn_rounding(self) -> None:
        """Learn how the outlet rounds from what its lists printed, where its file does not say so."""
        assert self._store
        if not self._has_times or self.outlet.rounding != "unknown":
            return
        stories: dict[int, list[Observation]] = {}
        for printed in self._store.printed(self.outlet.key, MAX_PRINTED):
            if found := _observe(printed, self.outlet):
                stories.setdefault(printed.story, []).append(found)
        learned = learn_rounding(stories.values())
        if learned.rounding != "unknown":
            self._store.learned(self.outlet.key, learned.rounding, learned.why)

    @_or_close
    def page(self, url: str) -> PageState:
        """Return what is known of a section's page."""
        return self._store.page(self.outlet.key, url) if self._store else UNREAD

    @_or_close
    def same_page(self, url: str, at: datetime) -> None:
        """Note that a section's page shows at `at` what it did when it was read last."""
        if self._store:
            self._store.same_page(self.outlet.key, url, at)

    @_or_close
    def lost_page(self, url: str, reason: str) -> None:
        """Note that a section's page gave nothing, or not all that it holds."""
        if self._store:
            self._store.lost_page(self.outlet.key, url, reason)

    @_or_close
    def see(self, page: PageRef, seen: Sequence[Seen]) -> Sequence[Known | None]:
        """Keep a page with all that it shows, and return what was known of each of its stories."""
        if not self._store:
            return [None] * len(seen)
        self._has_times = self._has_times or any(story.text for story in seen)
        return self._store.see(self.outlet.key, self._run, page, seen)

    @_or_close
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

    @_or_close
    def unchanged(self, known: Known, at: datetime) -> None:
        """Note that the server says that an article is as it was."""
        if self._store:
            self._store.unchanged(known, at, self._ages)

    @_or_close
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
