"""The listing pages, each outlet's in a markup of its own, and the side lists of its articles."""

from collections.abc import Callable, Sequence
from html import escape

from .markup import Scene, advertisement, link, page, picture, story_link, tag_link
from .outlets import Section
from .world import TrueStory

AD_AFTER = 3


def render_listing(
    scene: Scene, section: Section, stories: list[TrueStory], popular: Sequence[TrueStory] = ()
) -> bytes:
    """The listing of `section`; `stories` are in their order and all have a link, as have the `popular` ones."""
    entries = [_TEASERS[scene.outlet.key](scene, story) for story in stories]
    entries.insert(AD_AFTER, _ADS.get(scene.outlet.key, advertisement)(scene))
    body = _FRAMES[scene.outlet.key](scene, section, "\n".join(entries), stories)
    return page(scene, section.name, body + (_popular(scene, popular) if popular else ""))


def render_side(scene: Scene, story: TrueStory, others: list[TrueStory]) -> str:
    """ "Meer uit Buitenland" of nrfloor: teasers, on every third article as text run together."""
    title = escape(f"{scene.words['more']} {story.section}")
    if story.number % 3 == 0:
        # As innerText shows it: each entry's time, and the next entry on its heels.
        rows = [f"{other.printed_lead}\n{scene.age(other)}" for other in _with_linkless(others)]
        text = escape("".join(rows), quote=False)
        return f'<aside class="more"><h2>{title}</h2><div class="stream">{text}</div></aside>'
    shown = [other for other in others if other.linked][:6]
    return (
        f'<aside class="more"><h2>{title}</h2>'
        + "".join(_teaser_floor(scene, other) for other in shown)
        + "</aside>"
    )


def _with_linkless(others: list[TrueStory]) -> list[TrueStory]:
    linked = [other for other in others if other.linked][:5]
    chosen = linked + [other for other in others if not other.linked]
    return sorted(chosen, key=lambda other: other.published, reverse=True)


def _teaser_floor(scene: Scene, story: TrueStory) -> str:
    return (
        f'<article class="teaser">{picture(scene, story)}<h2>{story_link(scene, story)}</h2>'
        f"<p>{escape(story.printed_lead)}</p>"
        f'<div class="meta"><span class="ago">{scene.age(story)}</span> {tag_link(story)}</div></article>'
    )


def _teaser_round(scene: Scene, story: TrueStory) -> str:
    return (
        f'<li class="card">{picture(scene, story)}<div class="card-body">'
        f'<h3 class="card-title">{story_link(scene, story, "card-link")}</h3>'
        f'<p class="standfirst">{escape(story.printed_lead)}</p>'
        f"<time>{scene.age(story)}</time>{tag_link(story)}</div></li>"
    )


def _teaser_dayjs(scene: Scene, story: TrueStory) -> str:
    # One link around it all, with a kicker above the headline.
    inner = (
        f'<img src="/img/{story.number}.jpg" alt=""><span class="kicker">{escape(story.tag)}</span>'
        f'<h3>{escape(story.headline or "")}</h3><p class="vorspann">{escape(story.printed_lead)}</p>'
        f'<span class="zeit">{scene.age(story)}</span>'
    )
    return f'<div class="item">{link(scene.href(story), inner, "item-link")}</div>'


def _teaser_clock(scene: Scene, story: TrueStory) -> str:
    # Flat siblings: nothing encloses one story.
    return (
        f"{picture(scene, story)}\n<h3>{story_link(scene, story)}</h3>\n"
        f'<p>{escape(story.printed_lead)}</p>\n<span class="tijd">{scene.age(story)}</span>\n<hr>'
    )


def _teaser_feed(scene: Scene, story: TrueStory) -> str:
    return (
        f'<article class="noticia">{picture(scene, story)}<header><h2>{story_link(scene, story)}</h2></header>'
        f'<p class="entradilla">{escape(story.printed_lead)}</p>'
        f'<p class="datos"><span class="fecha">{scene.age(story)}</span> · {tag_link(story)}</p></article>'
    )


def _teaser_stamp(scene: Scene, story: TrueStory) -> str:
    stamp = story.published.astimezone(scene.outlet.tzinfo).isoformat(timespec="minutes")
    return (
        f'<article class="card"><h3>{story_link(scene, story)}</h3><p>{escape(story.printed_lead)}</p>'
        f'<time datetime="{stamp}">{scene.age(story)}</time> {tag_link(story)}</article>'
    )


def _frame_plain(scene: Scene, section: Section, entries: str, stories: list[TrueStory]) -> str:
    return f'<main><h1>{escape(section.name)}</h1>\n<div class="list">\n{entries}\n</div></main>'


def _frame_round(scene: Scene, section: Section, entries: str, stories: list[TrueStory]) -> str:
    return (
        f'<main><h1>{escape(section.name)}</h1>\n<ul class="cards">\n{entries}\n</ul></main>\n'
        f"{_popular(scene, stories[4:14:2])}"
    )


def _popular(scene: Scene, stories: Sequence[TrueStory]) -> str:
    """Headlines without a time."""
    items = "".join(f"<li>{story_link(scene, story)}</li>" for story in stories)
    return f'<aside class="popular"><h2>{escape(scene.words["popular"])}</h2><ol>{items}</ol></aside>'


def _frame_clock(scene: Scene, section: Section, entries: str, stories: list[TrueStory]) -> str:
    column = "<br>".join(f'<a href="tag/{word}">{word}</a>' for word in scene.words["tags"])
    return (
        '<table width="960"><tr><td width="160" valign="top"><b>Thema\'s</b><br>'
        f'{column}</td><td valign="top"><h1>{escape(section.name)}</h1>\n{entries}\n</td></tr></table>'
    )


def _ad_round(scene: Scene) -> str:
    return f'<li class="card ad">{advertisement(scene)}</li>'


_TEASERS: dict[str, Callable[[Scene, TrueStory], str]] = {
    "nrfloor": _teaser_floor,
    "nrround": _teaser_round,
    "nrdayjs": _teaser_dayjs,
    "nrclock": _teaser_clock,
    "nrfeed": _teaser_feed,
    "nrweek": _teaser_floor,
    "nrstamp": _teaser_stamp,
}
_ADS = {"nrround": _ad_round}
_FRAMES: dict[str, Callable[[Scene, Section, str, list[TrueStory]], str]] = {
    "nrfloor": _frame_plain,
    "nrround": _frame_round,
    "nrdayjs": _frame_plain,
    "nrclock": _frame_clock,
    "nrfeed": _frame_plain,
    "nrweek": _frame_plain,
    "nrstamp": _frame_plain,
}
