"""Serves all outlets of the newsroom, each on a port of its own, from one thread."""

import asyncio
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from . import toml_files
from .bad import BadSite
from .busy import BusyWorld
from .busy_site import BusySite
from .desk import Desk, Hit
from .outlets import OUTLETS
from .scripted import ScriptedSite
from .seedlike import TextSite
from .site import Site
from .world import World

HOST = "127.0.0.1"


class Newsroom:
    """All outlets, their clock and their truth.

    `with Newsroom(now=...) as room:` serves from a thread until the block ends. The clock stands still until
    it is set; a `now` later than the machine's own clock would make the pages come from the future.
    With `busy` its outlets are served as well; they have a truth of their own.
    """

    def __init__(self, now: datetime, busy: BusyWorld | None = None) -> None:
        self.world = World(now)
        self._now = self.world.now
        self.text_site = TextSite(lambda: self._now)
        self.bad_site = BadSite(self._now, lambda: self._now)
        self.sites: list[Site] = [Site(outlet, self.world, lambda: self._now) for outlet in OUTLETS]
        self.scripted_site = ScriptedSite(self.world, lambda: self._now)
        self.busy_sites = (
            [BusySite(outlet, busy, lambda: self._now) for outlet in busy.outlets] if busy else []
        )
        everything: Sequence[Site | BadSite | TextSite] = [
            *self.sites,
            *self.busy_sites,
            self.scripted_site,
            self.bad_site,
            self.text_site,
        ]
        self.desks = {_key(site): Desk(site, self) for site in everything}
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closing: asyncio.Event | None = None
        self._serving = False

    # The clock

    @property
    def now(self) -> datetime:
        return self._now

    @now.setter
    def now(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("now needs a zone")
        self._now = moment.astimezone(UTC).replace(microsecond=0)

    def advance(self, **span: float) -> datetime:
        """Move the clock on, as in `advance(minutes=5)`."""
        self.now = self._now + timedelta(**span)
        return self._now

    # What tests ask

    @property
    def truth(self) -> list[dict[str, Any]]:
        """Every story that is published by now, of all outlets but nrbad, nrtext, nrscript and the busy ones."""
        return [row for site in self.sites for row in self._truth_of(site)]

    @property
    def scripted_truth(self) -> list[dict[str, Any]]:
        """Every story of nrscript."""
        return self._truth_of(self.scripted_site)

    def _truth_of(self, site: Site) -> list[dict[str, Any]]:
        found = self.world.visible(site.outlet.key, self._now)
        return [story.to_dict(self.url(site.outlet.key)) for story in found]

    def bad_truth(self, section: str) -> list[dict[str, Any]]:
        """The ordinary stories of a section of nrbad."""
        return [story.to_dict(self.url("nrbad")) for story in self.bad_site.stories[section]]

    def url(self, outlet: str, path: str = "") -> str:
        """The address of a path; without one, scheme, host and port."""
        return self.desks[outlet].site.base + path

    def hits(self, outlet: str) -> dict[str, int]:
        """How often each path was asked for."""
        return dict(self.desks[outlet].hits)

    def log(self, outlet: str) -> list[Hit]:
        """Every request in order, with what the client said of itself."""
        return list(self.desks[outlet].log)

    def peak(self, outlet: str) -> int:
        """The most requests that the outlet had to answer at one time."""
        return self.desks[outlet].peak

    def reset(self) -> None:
        """Forget requests and failures, so that flaky pages fail anew."""
        for desk in self.desks.values():
            desk.forget()
        for site in self.sites:
            site.failures.clear()

    def revise(self, url: str, **changes: Any) -> dict[str, Any]:
        """Let an outlet change a story now: headline, lead, paragraphs, dateline or gone; returns its truth."""
        for site in self.sites:
            if url.startswith(site.base + "/"):
                path = url.removeprefix(site.base)
                return self.world.revise(site.outlet.key, path, self._now, **changes).to_dict(site.base)
        raise LookupError(url)

    def serve_text(self, name: str, text: str) -> dict[str, str]:
        """Publish an article with a list in each markup: elements, divs, run_together, plain -> address."""
        return self.text_site.serve(name, text)

    # Outlet files

    def write_outlets(self, folder: Path, *outlets: str) -> Path:
        """Write newsroom.toml with all outlets, or with those named."""
        parts = [
            toml_files.outlet_toml(site.outlet, site.base)
            for site in self.sites
            if not outlets or site.outlet.key in outlets
        ]
        return toml_files.write(folder, "newsroom.toml", "\n".join(parts))

    def write_busy_outlets(self, folder: Path) -> Path:
        """Write busy.toml with the busy outlets."""
        parts = [toml_files.outlet_toml(site.outlet, site.base) for site in self.busy_sites]
        return toml_files.write(folder, "busy.toml", "\n".join(parts))

    def write_bad_outlet(self, folder: Path, *sections: str) -> Path:
        """Write nrbad.toml with the named sections and `good`."""
        return toml_files.write(folder, "nrbad.toml", toml_files.bad_toml(self.url("nrbad"), sections))

    def write_scripted_outlet(self, folder: Path, *faults: str, render: str | None = "browser") -> Path:
        """Write nrscript.toml with its section and those with the named faults; render=None leaves that out."""
        text = toml_files.scripted_toml(self.url("nrscript"), faults, render)
        return toml_files.write(folder, "nrscript.toml", text)

    def write_text_outlet(self, folder: Path, url: str) -> Path:
        """Write nrtext.toml, whose one section lists at `url`."""
        return toml_files.write(folder, "nrtext.toml", toml_files.text_toml(url))

    # Serving

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), name="newsroom", daemon=True)
        self._thread.start()
        ready.wait()
        if not self._serving:
            self._thread.join()
            raise RuntimeError("the newsroom could not open its ports; the thread's error stands above")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop and self._closing and self._thread:
            self._loop.call_soon_threadsafe(self._closing.set)
            self._thread.join()
            self._serving = False

    def _run(self, ready: threading.Event) -> None:
        try:
            asyncio.run(self._serve(ready))
        finally:
            # __enter__ waits for this, also where the server failed to start
            ready.set()

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        runners = [await self._open(desk, self._closing) for desk in self.desks.values()]
        self._serving = True
        ready.set()
        await self._closing.wait()
        for runner in runners:
            await runner.cleanup()

    async def _open(self, desk: Desk, closing: asyncio.Event) -> web.ServerRunner:
        desk.closing = closing
        # Kept-alive connections of clients that are gone must not hold up the end.
        runner = web.ServerRunner(web.Server(desk.handle, access_log=None), shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, HOST, 0).start()
        desk.site.base = f"http://{HOST}:{runner.addresses[0][1]}"
        return runner


def _key(site: Site | BadSite | TextSite) -> str:
    return site.outlet.key if isinstance(site, Site) else site.key
