"""A busy outlet: its listing, its feed, and its articles with whatever became of them."""

from collections.abc import Callable
from datetime import datetime

from .articles import render_article
from .busy import BusyWorld
from .feeds import render_rss
from .listings import render_listing
from .lives import in_listings
from .outlets import Outlet, Section
from .printing import print_http
from .reply import Reply, not_found, redirect
from .site import Site
from .world import TrueStory

FED = 30
OTHERS = 8
"""Stories of the listing from which an article's page takes those that it shows beside its own."""
REDIRECTING = frozenset({"nrweek"})
"""Outlets whose old addresses lead to the new one; those of the others go on to work."""
DATED = frozenset({"nrstamp"})
"""Outlets whose articles have Last-Modified; those of the others have an ETag that changes with every comment."""


class BusySite(Site):
    world: BusyWorld

    def __init__(self, outlet: Outlet, world: BusyWorld, clock: Callable[[], datetime]) -> None:
        super().__init__(outlet, world, clock)

    def answer(self, path: str) -> Reply:
        article = self.world.find(self.outlet.key, path) is not None
        if self.world.is_down(self.outlet.key, self.clock(), article=article):
            return Reply(b"<h1>503</h1>", 503)
        return super().answer(path)

    def naive(self) -> int:
        """Requests of a client that fetches the section's pages and every article that they link."""
        now, key = self.clock(), self.outlet.key
        pages = sum(
            path is not None for section in self.outlet.sections for path in (section.listing, section.feed)
        )
        if self.world.is_down(key, now, article=False):
            return pages
        return pages + len(
            {story.path for story in (*self.world.front(key, now), *self.world.popular(key, now))}
        )

    def _listing(self, section: Section) -> Reply:
        now = self.clock()
        stories = [in_listings(story) for story in self.world.front(self.outlet.key, now)]
        popular = [in_listings(story) for story in self.world.popular(self.outlet.key, now)]
        body = render_listing(self._scene(now), section, stories, popular)
        return Reply(body, etag=True, gzip=self.outlet.gzip)

    def _feed(self, section: Section) -> Reply:
        now = self.clock()
        stories = [in_listings(story) for story in self.world.visible(self.outlet.key, now)[:FED]]
        body = render_rss(self._scene(now), section, stories)
        kind = "application/rss+xml; charset=utf-8"
        return Reply(body, content_type=kind, etag=True, gzip=self.outlet.gzip)

    def _story_page(self, path: str) -> Reply | None:
        life, now = self.world.find(self.outlet.key, path), self.clock()
        if life is None or life.first.published > now or path not in life.paths(now):
            return None
        if life.withdrawal and life.withdrawal.at <= now:
            return not_found(life.withdrawal.status)
        story = life.at(now)
        if path == story.path:
            return self._article(story)
        return redirect(f"{story.path}") if self.outlet.key in REDIRECTING else self._article(story)

    def _article(self, story: TrueStory) -> Reply:
        now, key = self.clock(), self.outlet.key
        others = [other for other in self.world.front(key, now)[:OTHERS] if other.number != story.number]
        body = render_article(self._scene(now), story, others)
        if key not in DATED:
            return Reply(body, etag=True, gzip=self.outlet.gzip)
        changed = max(story.published, story.modified or story.published)
        return Reply(body, headers={"Last-Modified": print_http(changed)}, gzip=self.outlet.gzip)
