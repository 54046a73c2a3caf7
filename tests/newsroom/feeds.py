"""The feeds: RSS 2.0 of nrfeed and Atom of nratom. They hold instants only, so a feed changes with its stories."""

from datetime import UTC
from xml.sax.saxutils import escape, quoteattr

from .markup import Scene, tracking
from .outlets import Section
from .printing import print_rfc822
from .world import TrueStory


def render_rss(scene: Scene, section: Section, stories: list[TrueStory]) -> bytes:
    zone = scene.outlet.tzinfo
    items = "\n".join(_rss_item(scene, story) for story in stories)
    newest = print_rfc822(stories[0].published, zone) if stories else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>{escape(scene.outlet.name)} - {escape(section.name)}</title>\n"
        f"<link>{scene.base}{section.listing}</link>\n<description>{escape(section.name)}</description>\n"
        f"<language>{scene.outlet.language}</language>\n<lastBuildDate>{newest}</lastBuildDate>\n"
        f"{items}\n</channel>\n</rss>\n"
    ).encode()


def _rss_item(scene: Scene, story: TrueStory) -> str:
    creators = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in story.authors)
    # The description is HTML, escaped once for HTML and once more for XML, as feeds have it.
    description = escape(f"<p>{escape(story.printed_lead)}</p>")
    return (
        f"<item><title>{escape(story.headline or '')}</title>"
        f"<link>{escape(f'{scene.base}{story.linked}{tracking(story)}')}</link>"
        f'<guid isPermaLink="false">{scene.outlet.key}-{story.number}</guid>{creators}'
        f"<category>{escape(story.section)}</category><category>{escape(story.tag)}</category>"
        f"<description>{description}</description>"
        f"<pubDate>{print_rfc822(story.published, scene.outlet.tzinfo)}</pubDate></item>"
    )


def render_atom(scene: Scene, section: Section, stories: list[TrueStory]) -> bytes:
    entries = "\n".join(_atom_entry(scene, story) for story in stories)
    changed = max((story.modified or story.published for story in stories), default=scene.now)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{scene.outlet.language}">\n'
        f"<title>{escape(scene.outlet.name)} : {escape(section.name)}</title>\n"
        f"<id>tag:{scene.outlet.key}.invalid,2026:feed</id>\n"
        f'<link rel="self" href={quoteattr(scene.base + str(section.feed))}/>\n'
        f"<updated>{changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</updated>\n{entries}\n</feed>\n"
    ).encode()


def _atom_entry(scene: Scene, story: TrueStory) -> str:
    updated = story.modified or story.published
    author = story.authors[0] if story.authors else scene.outlet.name
    target = quoteattr(f"{scene.base}{story.linked}{tracking(story)}")
    return (
        f"<entry><title>{escape(story.headline or '')}</title>"
        f"<id>tag:{scene.outlet.key}.invalid,2026:{story.number}</id>"
        f'<link rel="alternate" type="text/html" href={target}/>'
        f"<published>{story.published:%Y-%m-%dT%H:%M:%SZ}</published>"
        f"<updated>{updated:%Y-%m-%dT%H:%M:%SZ}</updated>"
        f"<author><name>{escape(author)}</name></author>"
        f'<category term={quoteattr(story.tag)}/><summary type="text">{escape(story.printed_lead)}</summary>'
        "</entry>"
    )
