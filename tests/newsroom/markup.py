"""The parts that all HTML pages of the newsroom share: head, menu, footer, links and ages."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from . import invent
from .outlets import Outlet
from .printing import print_age, print_clock, print_stamp
from .world import TrueStory


@dataclass(frozen=True)
class Scene:
    """Where and when a page is made: all that its text depends on besides its stories."""

    outlet: Outlet
    base: str
    """Scheme, host and port of the site."""
    now: datetime

    @property
    def words(self) -> dict[str, Any]:
        return invent.words(self.outlet.language)

    def age(self, story: TrueStory) -> str:
        """The time beside a headline, as this outlet prints it."""
        if self.outlet.policy == "clock":
            return print_clock(story.published, self.now, self.outlet.tzinfo)
        if self.outlet.policy == "stamp":
            return print_stamp(story.published, self.outlet.tzinfo)
        seconds = int((self.now - story.published).total_seconds())
        return print_age(self.outlet.policy, self.outlet.language, seconds)

    def machine(self, moment: datetime) -> str:
        """An instant as metadata has it: ISO 8601 with the outlet's offset."""
        return moment.astimezone(self.outlet.tzinfo).isoformat()

    def href(self, story: TrueStory) -> str:
        """The address by which pages link to a story: tracked on some, relative to the base href on others."""
        assert story.linked is not None
        target = story.linked.removeprefix("/") if self.outlet.base else story.linked
        return escape(target + tracking(story))


def tracking(story: TrueStory) -> str:
    return "?utm_source=home&utm_medium=teaser" if story.number % 4 == 1 else ""


def link(target: str, text: str, classes: str = "") -> str:
    attribute = f' class="{classes}"' if classes else ""
    return f'<a{attribute} href="{target}">{text}</a>'


def story_link(scene: Scene, story: TrueStory, classes: str = "") -> str:
    assert story.headline is not None
    return link(scene.href(story), escape(story.headline), classes)


def picture(scene: Scene, story: TrueStory) -> str:
    image = f'<img src="/img/{story.number}.jpg" alt="" width="120" height="80">'
    return link(scene.href(story), image, "picture")


def tag_link(story: TrueStory) -> str:
    return link(f"/tag/{invent.to_slug(story.tag)}", escape(story.tag), "tag")


def menu(scene: Scene) -> str:
    entries = [link(f"/{invent.to_slug(word)}", escape(word)) for word in scene.words["menu"]]
    entries += [
        link(section.listing, escape(section.name)) for section in scene.outlet.sections if section.listing
    ]
    return '<nav class="menu"><ul>' + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul></nav>"


def advertisement(scene: Scene, offer: str | None = None) -> str:
    """An advertisement with this offer, else with the one that it always has."""
    words = scene.words
    # .invalid never resolves, so that a crawler which follows it fails here and nowhere else
    target = link("https://ads.invalid/click?id=77", f"<h3>{escape(offer or words['ad_text'])}</h3>")
    return f'<div class="teaser ad"><small>{escape(words["ad"])}</small>{target}</div>'


def share(scene: Scene, story: TrueStory) -> str:
    target = f"{scene.base}{story.path}"
    links = "".join(
        link(f"https://{host}/share?u={target}", name, "share")
        for host, name in (("chirper.invalid", "Chirper"), ("facepage.invalid", "Facepage"))
    )
    return f'<div class="sharing">{escape(scene.words["share"])} {links}</div>'


def footer(scene: Scene) -> str:
    words = scene.words
    links = "".join(f"<li>{link('/' + invent.to_slug(word), escape(word))}</li>" for word in words["footer"])
    return (
        f"<footer><ul>{links}</ul><p>© {scene.now.year} {escape(scene.outlet.name)}</p></footer>"
        f'<div class="cookie-notice"><p>{escape(words["cookie"])}</p></div>'
    )


def page(scene: Scene, title: str, body: str, head: str = "") -> bytes:
    """A whole HTML page as bytes; `body` stands between menu and footer."""
    base = f'<base href="{scene.base}/">' if scene.outlet.base else ""
    return (
        f'<!doctype html>\n<html lang="{scene.outlet.language}">\n<head><meta charset="utf-8">{base}'
        f"<title>{escape(title)} | {escape(scene.outlet.name)}</title>\n{head}</head>\n"
        f'<body>\n<header><a href="/" class="logo">{escape(scene.outlet.name)}</a>{menu(scene)}</header>\n'
        f"{body}\n{footer(scene)}\n</body>\n</html>\n"
    ).encode()
