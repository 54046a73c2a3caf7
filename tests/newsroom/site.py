"""One simulated outlet: which path answers what, with its faults."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from . import invent
from .articles import render_article
from .feeds import render_atom, render_rss
from .listings import render_listing
from .markup import Scene, page
from .outlets import Outlet, Section
from .reply import Reply, not_found, redirect
from .world import TrueStory

ROBOTS = b"User-agent: *\nDisallow: /private/\n"


def robots() -> Reply:
    return Reply(ROBOTS, content_type="text/plain; charset=utf-8")


class Published(Protocol):
    """The truth behind a site."""

    def visible(self, outlet: str, at: datetime, section: str | None = None) -> list[TrueStory]:
        """What `outlet` has published by `at`, newest first."""
        ...


class Site:
    """Answers for one outlet; `clock` gives the newsroom's instant."""

    def __init__(self, outlet: Outlet, world: Published, clock: Callable[[], datetime]) -> None:
        self.outlet = outlet
        self.world = world
        self.clock = clock
        self.base = ""
        """Scheme, host and port, known once the server listens."""
        self.failures: Counter[str] = Counter()

    def answer(self, path: str) -> Reply:
        if path == "/robots.txt":
            return robots()
        for section in self.outlet.sections:
            if path == section.listing:
                return self._listing(section)
            if path == section.feed:
                return self._feed(section)
        return self._story_page(path) or self._other(path)

    def _story_page(self, path: str) -> Reply | None:
        for story in self.world.visible(self.outlet.key, self.clock()):
            if path == story.path:
                return self._article(story)
            if path == story.linked:
                return redirect(f"{story.path}")
        return None

    def _scene(self, now: datetime) -> Scene:
        return Scene(self.outlet, self.base, now)

    def _fails(self, path: str, times: int) -> bool:
        """Whether this request is one of the first `times` for `path`."""
        if self.failures[path] >= times:
            return False
        self.failures[path] += 1
        return True

    def _stories(self, section: Section, channel: str, at: datetime) -> list[TrueStory]:
        found = self.world.visible(self.outlet.key, at, section.name)
        return [story for story in found if story.linked and channel in story.channels]

    def _listing(self, section: Section) -> Reply:
        if self._fails(str(section.listing), self.outlet.broken_listings):
            return Reply(b"<h1>503</h1>", 503)
        # A cache keeps the page that was made at made_at: with its Date, and times that count from it.
        made_at = self.clock() - timedelta(seconds=section.cached)
        body = render_listing(self._scene(made_at), section, self._stories(section, "listing", made_at))
        headers = {"Age": str(section.cached)} if section.cached else {}
        return Reply(body, made_at=made_at, headers=headers, etag=True, gzip=self.outlet.gzip)

    def _feed(self, section: Section) -> Reply:
        now = self.clock()
        rss = section.listing is not None
        render = render_rss if rss else render_atom
        body = render(self._scene(now), section, self._stories(section, "feed", now))
        kind = "application/rss+xml" if rss else "application/atom+xml"
        return Reply(body, content_type=f"{kind}; charset=utf-8", etag=True, gzip=self.outlet.gzip)

    def _article(self, story: TrueStory) -> Reply:
        if story.gone:
            return not_found()
        if self._fails(f"{story.path}", story.fails):
            return Reply(b"<h1>500</h1>", 500)
        now = self.clock()
        others = [
            other
            for other in self.world.visible(self.outlet.key, now, story.section)
            if other.number != story.number
        ]
        return Reply(render_article(self._scene(now), story, others), gzip=self.outlet.gzip)

    def _other(self, path: str) -> Reply:
        """Pages of the menu and the like exist, so that following them is a waste but no error."""
        words = invent.words(self.outlet.language)
        known = {f"/{invent.to_slug(word)}": word for word in words["menu"] + words["footer"]}
        known |= {f"/tag/{invent.to_slug(word)}": word for word in words["tags"]}
        known |= {"/": self.outlet.name, "/redactie": self.outlet.name}
        if path not in known:
            return not_found()
        title = known[path]
        return Reply(page(self._scene(self.clock()), title, f"<main><h1>{title}</h1></main>"))
