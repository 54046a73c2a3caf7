"""The outlet nrscript: its listing is a shell that a script fills in, with times by the browser's clock.

A plain client gets no story of it. The other sections are the same list with one fault each.
"""

import json
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any

from .markup import Scene, page
from .outlets import SCRIPTED, Section
from .reply import Reply, redirect
from .site import Site
from .world import World

FAULTS = (
    "once",  # prints its times once, and says when
    "late",  # begins only after a while, in which nothing happens
    "restless",  # never comes to rest
    "loop",  # hangs
    "huge",  # grows to 200,000 characters
    "greedy",  # takes all memory
    "moved",  # redirects to the good section
    "away",  # redirects to another site
    "wanderer",  # would go elsewhere by script
    "silent",  # does not answer
    "private/list",  # is forbidden
    "latin",  # is in another charset
)
"""Further sections, one fault each."""

DATA = "/data/buitenland.json"
AWAY = "/away"
"""What leads to another host: a request of it that arrives has a path that begins so."""

SCRIPT = """
const parts = [["hour", 3600], ["minute", 60]];
function ago(published) {
  const seconds = Math.floor((Date.now() - published) / 1000);
  if (seconds < 60) return "zojuist";
  if (seconds >= 86400) {
    return new Date(published).toLocaleString(undefined,
      {day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit"});
  }
  const [unit, size] = parts.find(part => seconds >= part[1]);
  return new Intl.RelativeTimeFormat(undefined, {numeric: "always"}).format(-Math.floor(seconds / size), unit);
}
function show(stories) {
  const list = document.querySelector(".lijst");
  list.replaceChildren();
  for (const story of stories) {
    const card = document.querySelector("template").content.cloneNode(true);
    card.querySelector("a").href = story.href;
    card.querySelector("a").textContent = story.headline;
    card.querySelector("p").textContent = story.lead;
    card.querySelector(".tijd").textContent = ago(story.published);
    list.append(card);
  }
  setInterval(() => document.querySelectorAll(".lijst .tijd").forEach((element, index) => {
    element.textContent = ago(stories[index].published);
  }), 1000);
}
setTimeout(() => fetch(DATA).then(answer => answer.json()).then(show), DELAY);
"""
"""What fills the list in, a moment after the page is there, and keeps its times right from then on."""

FAULTY = {
    "once": 'setInterval = () => fetch("/printed/" + Date.now()).catch(() => {});',
    "restless": 'setInterval(() => document.body.append(document.createElement("i")), 100);',
    "loop": "setTimeout(() => { while (true); }, 300);",
    "greedy": "const all = []; while (true) all.push(new Array(1e6).fill(all.length + 0.5));",
    "huge": 'document.body.append("x".repeat(2e5));',
    "wanderer": 'setTimeout(() => { location.href = "/elders"; }, 100);',
}

DELAYS = {"late": 2400}
"""Milliseconds until the script asks for the stories, where they are not 150."""

DISTRACTIONS = """
<img src="/img/1.jpg" alt=""><img src="{away}/pixel.gif" alt="">
<video src="/video/1.mp4" autoplay muted></video><iframe src="/frame"></iframe>
<style>@font-face {{ font-family: X; src: url(/font.woff2); }} h1 {{ font-family: X; }}</style>
<script src="{away}/tracker.js"></script>
<script>
  fetch("/turn").catch(() => {{}});
  fetch("{away}/data.json").catch(() => {{}});
  navigator.sendBeacon("/beacon", "seen");
  new WebSocket("{away}/socket".replace("http", "ws"));
  window.open("/popup");
</script>
"""
"""What a browser would load besides, and a crawl must not."""


class ScriptedSite(Site):
    """Answers for nrscript; articles are ordinary pages."""

    def __init__(self, world: World, clock: Callable[[], datetime]) -> None:
        super().__init__(SCRIPTED, world, clock)
        self.answers: dict[str, Callable[[], Reply]] = {
            DATA: self._data,
            "/turn": lambda: redirect(f"{self.away}/turned.json"),
            "/moved": lambda: redirect(str(SCRIPTED.sections[0].listing)),
            "/away": lambda: redirect(f"{self.away}/list"),
            "/silent": lambda: Reply(never=True),
            "/latin": lambda: self._shell("latin", "iso-8859-1"),
            **{
                f"/{name}": lambda name=name: self._shell(name) for name in (*FAULTY, *DELAYS, "private/list")
            },
        }

    @property
    def away(self) -> str:
        """The same server under another host name, so that it sees what should not have been asked for."""
        return self.base.replace("127.0.0.1", "localhost") + AWAY

    def answer(self, path: str) -> Reply:
        return self.answers[path]() if path in self.answers else super().answer(path)

    def _listing(self, section: Section) -> Reply:
        return self._shell("good")

    def _shell(self, name: str, charset: str = "utf-8") -> Reply:
        scene = Scene(self.outlet, self.base, self.clock())
        script = SCRIPT.replace("DATA", f'"{DATA}"').replace("DELAY", str(DELAYS.get(name, 150)))
        body = (
            '<main><h1>Buitenland</h1><div class="lijst"><p>Het nieuws wordt geladen…</p></div></main>'
            '<template><article class="kaart"><h2><a href="#">[kop]</a></h2><p>[intro]</p>'
            '<span class="tijd">[minuten] minuten geleden</span></article></template>'
            f"{DISTRACTIONS.format(away=escape(self.away))}<script>{script}{FAULTY.get(name, '')}</script>"
        )
        html = page(scene, "Buitenland", body).decode()
        html = html.replace('charset="utf-8"', f'charset="{charset}"')
        return Reply(html.encode(charset, "xmlcharrefreplace"), content_type=f"text/html; charset={charset}")

    def _data(self) -> Reply:
        stories = self.world.visible(self.outlet.key, self.clock())
        rows: list[dict[str, Any]] = [
            {
                "href": story.linked,
                "headline": story.headline,
                "lead": story.printed_lead,
                "published": int(story.published.timestamp()) * 1000,
            }
            for story in stories
        ]
        return Reply(json.dumps(rows).encode(), content_type="application/json")
