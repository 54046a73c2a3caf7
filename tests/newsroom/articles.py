"""The article pages: each outlet states the time of publication in a way of its own."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

from . import edits
from .listings import render_side
from .markup import Scene, advertisement, page, share, story_link, tag_link
from .printing import print_full
from .world import TrueStory

RELATED = 2


def render_article(scene: Scene, story: TrueStory, others: list[TrueStory]) -> bytes:
    """The page of `story`; `others` are the section's further stories, newest first."""
    body, head = _BODIES[scene.outlet.key](scene, story, others), _HEADS[scene.outlet.key](scene, story)
    canonical = f'<link rel="canonical" href="{scene.base}{story.path}">\n'
    return page(scene, story.headline or "", body, canonical + head)


def _meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{escape(content)}">\n'


def _open_graph(scene: Scene, story: TrueStory, *, times: bool) -> str:
    head = (
        _meta("og:type", "article")
        + _meta("og:site_name", scene.outlet.name)
        + _meta("og:title", story.headline or "")
        + _meta("og:description", story.printed_lead)
        + _meta("og:url", f"{scene.base}{story.path}")
        + _meta("og:image", f"{scene.base}/img/{story.number}.jpg")
    )
    if times:
        head += _meta("article:published_time", scene.machine(story.published))
        head += _meta("article:section", story.section)
        if story.modified:
            head += _meta("article:modified_time", scene.machine(story.modified))
        for author in story.authors:
            head += f'<meta name="author" content="{escape(author)}">\n'
    return head


def _news_article(scene: Scene, story: TrueStory) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "mainEntityOfPage": f"{scene.base}{story.path}",
        "headline": story.headline,
        "description": story.printed_lead,
        "datePublished": scene.machine(story.published),
        "dateModified": scene.machine(story.modified or story.published),
        "author": [{"@type": "Person", "name": name} for name in story.authors]
        or [{"@type": "Organization", "name": scene.outlet.name}],
        "publisher": {"@type": "NewsMediaOrganization", "name": scene.outlet.name},
        "articleSection": story.section,
        "inLanguage": story.language,
    }


def _json_ld(data: dict[str, Any]) -> str:
    # "</" would end the script element
    text = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>\n'


def _head_ld(scene: Scene, story: TrueStory) -> str:
    return _open_graph(scene, story, times=False) + _json_ld(_news_article(scene, story))


def _head_graph(scene: Scene, story: TrueStory) -> str:
    site = {"@type": "WebSite", "name": scene.outlet.name, "url": f"{scene.base}/", "datePublished": "2011"}
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": 1, "name": story.section}],
    }
    graph = [site, crumbs, _news_article(scene, story)]
    return _open_graph(scene, story, times=False) + _json_ld({"@graph": graph})


def _head_plain(scene: Scene, story: TrueStory) -> str:
    return f'<meta name="description" content="{escape(story.printed_lead)}">\n'


def _head_graphless(scene: Scene, story: TrueStory) -> str:
    return _open_graph(scene, story, times=True)


def _paragraphs(story: TrueStory) -> list[str]:
    return [f"<p>{escape(text)}</p>" for text in story.printed_paragraphs]


def _figure(scene: Scene, story: TrueStory) -> str:
    caption = escape(scene.words["caption"])
    return f'<figure><img src="/img/{story.number}.jpg" alt=""><figcaption>{caption}</figcaption></figure>'


def _related(scene: Scene, others: list[TrueStory]) -> str:
    links = [story_link(scene, other) for other in others if other.linked][-RELATED:]
    items = "".join(f"<li>{item}</li>" for item in links)
    return f'<div class="related"><h4>{escape(scene.words["related"])}</h4><ul>{items}</ul></div>'


def _byline(story: TrueStory) -> str:
    names = ", ".join(escape(name) for name in story.authors)
    return f'<p class="byline"><a rel="author" href="/redactie">{names}</a></p>' if names else ""


def _body_floor(scene: Scene, story: TrueStory, others: list[TrueStory]) -> str:
    # The related list interrupts the text, as it does on many pages.
    paragraphs = _paragraphs(story)
    paragraphs.insert(2, _related(scene, others))
    return (
        f'<main><article><h1>{escape(story.headline or "")}</h1><span class="ago">{scene.age(story)}</span>'
        f"{_byline(story)}{_figure(scene, story)}\n"
        f'<div class="article__body">\n{chr(10).join(paragraphs)}\n</div>'
        f"{share(scene, story)}<p>{tag_link(story)}</p></article></main>\n"
        f"{render_side(scene, story, others)}"
    )


def _body_modern(scene: Scene, story: TrueStory, others: list[TrueStory]) -> str:
    return (
        f"<main><article><h1>{escape(story.headline or '')}</h1>{_byline(story)}"
        f'<p class="age">{scene.age(story)}</p>{share(scene, story)}{_figure(scene, story)}\n'
        f'<div class="body">\n{chr(10).join(_paragraphs(story))}\n</div>'
        f"{tag_link(story)}{_related(scene, others)}"
        f'<p class="newsletter">{escape(scene.words["subscribe"])}</p></article></main>'
    )


def _body_busy(scene: Scene, story: TrueStory, others: list[TrueStory]) -> str:
    # What changes with every hour and every comment, and is no part of the story.
    words, minutes = (
        edits.words(scene.outlet.language),
        int((scene.now - story.published).total_seconds()) // 60,
    )
    offer = words["ads"][scene.now.hour % len(words["ads"])]
    paragraphs = _paragraphs(story)
    paragraphs.insert(2, advertisement(scene, offer))
    comments = escape(words["comments"].format(n=2 + minutes // 7))
    return (
        f"<main><article><h1>{escape(story.headline or '')}</h1>{_byline(story)}"
        f'<p class="age">{scene.age(story)}</p><a class="comments" href="#comments">{comments}</a>'
        f'{_figure(scene, story)}\n<div class="body">\n{chr(10).join(paragraphs)}\n</div>'
        f"{share(scene, story)}{tag_link(story)}{_related(scene, others)}</article></main>"
    )


def _body_timed(scene: Scene, story: TrueStory, others: list[TrueStory]) -> str:
    # Further down stand times of other stories, as machine-readable as the article's own.
    rows = "".join(
        f'<li>{story_link(scene, other)} <time datetime="{scene.machine(other.published)}">'
        f"{scene.age(other)}</time></li>"
        for other in others[:3]
    )
    return (
        f'<main><article><header><span class="kicker">{escape(story.tag)}</span>'
        f"<h1>{escape(story.headline or '')}</h1>{_byline(story)}"
        f'<time datetime="{scene.machine(story.published)}">{scene.age(story)}</time></header>'
        f'{_figure(scene, story)}<div class="text">\n{chr(10).join(_paragraphs(story))}\n</div>'
        f"{share(scene, story)}</article></main>\n"
        f"<aside><h2>{escape(scene.words['more'])} {escape(story.section)}</h2><ul>{rows}</ul></aside>"
    )


def _body_old(scene: Scene, story: TrueStory, others: list[TrueStory]) -> str:
    stated = f"{scene.words['published']}: {print_full(story.published, scene.outlet.tzinfo)}"
    by = f"<div>Door: {escape(', '.join(story.authors))}</div>" if story.authors else ""
    text = "\n".join(f'<div class="alinea">{escape(item)}</div>' for item in story.printed_paragraphs)
    return (
        f'<table width="960"><tr><td valign="top"><h1>{escape(story.headline or "")}</h1>'
        f'<div class="datum">{stated}</div>{by}\n'
        f'<table align="right"><tr><td><img src="/img/{story.number}.jpg" alt=""></td></tr>'
        f'<tr><td class="onderschrift">{escape(scene.words["caption"])}</td></tr></table>\n'
        f"{text}\n{share(scene, story)}{_related(scene, others)}</td></tr></table>"
    )


_BODIES: dict[str, Callable[[Scene, TrueStory, list[TrueStory]], str]] = {
    "nrfloor": _body_floor,
    "nrround": _body_modern,
    "nrdayjs": _body_timed,
    "nrclock": _body_old,
    "nrfeed": _body_modern,
    "nratom": _body_modern,
    "nrscript": _body_modern,
    "nrweek": _body_busy,
    "nrstamp": _body_busy,
}
_HEADS: dict[str, Callable[[Scene, TrueStory], str]] = {
    "nrfloor": _head_ld,
    "nrround": _head_graph,
    "nrdayjs": _head_plain,
    "nrclock": _head_plain,
    "nrfeed": _head_graphless,
    "nratom": _head_ld,
    "nrscript": _head_graphless,
    "nrweek": _head_plain,
    "nrstamp": _head_ld,
}
