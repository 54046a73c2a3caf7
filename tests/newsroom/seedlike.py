"""Serves a given article with the section's list below it, as elements, run together, and as plain text."""

import re
from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path
from typing import NamedTuple

from .reply import HTML, Reply, not_found
from .site import robots

EXAMPLE = Path(__file__).with_name("example.txt")
EXPECTED = Path(__file__).with_name("example.json")
LIST_TITLE = "Meer uit Buitenland"
PLAIN = "text/plain; charset=utf-8"

AGO = re.compile(r"(?:zojuist|[0-9]+ (?:second|minu|uur|dag|we[ek]+|maand|jaar)[a-z]*(?: geleden))")


class Entry(NamedTuple):
    lead: str
    time: str


class Text(NamedTuple):
    headline: str
    paragraphs: tuple[str, ...]
    title: str
    entries: tuple[Entry, ...]
    list_text: str
    """The list as the text has it, line ends included."""


def parse_text(text: str) -> Text:
    """Split a page's text; raises ValueError where it has no list.

    >>> parse_text("Kop\\nAlinea.\\nMeer uit Buitenland\\nA - B.\\n1 uur geledenC - D.\\n2 uur geleden").entries
    (Entry(lead='A - B.', time='1 uur geleden'), Entry(lead='C - D.', time='2 uur geleden'))
    """
    lines = text.strip().splitlines()
    start = lines.index(LIST_TITLE)
    below = lines[start + 1 :]
    entries, lead = [], below[0]
    for line in below[1:]:
        ago = AGO.match(line)
        if ago is None:
            raise ValueError(f"no time opens {line[:40]!r}")
        entries.append(Entry(lead, ago[0]))
        lead = line[ago.end() :]
    if lead:
        raise ValueError(f"no time follows {lead[:40]!r}")
    return Text(lines[0], tuple(lines[1:start]), LIST_TITLE, tuple(entries), "\n".join(below))


def render_elements(text: Text) -> bytes:
    items = "".join(
        f"<li><p>{_plain(entry.lead)}</p><time>{entry.time}</time></li>\n" for entry in text.entries
    )
    paragraphs = "".join(f"<p>{_plain(item)}</p>\n" for item in text.paragraphs)
    return _page(
        text.headline,
        f"<article><h1>{_plain(text.headline)}</h1>\n{paragraphs}</article>\n"
        f"<aside><h2>{text.title}</h2>\n<ul>\n{items}</ul></aside>",
    )


def render_divs(text: Text) -> bytes:
    items = "".join(
        f'<div class="entry"><div class="lead">{_plain(entry.lead)}</div>'
        f'<span class="ago">{entry.time}</span></div>\n'
        for entry in text.entries
    )
    paragraphs = "".join(f"<div>{_plain(item)}</div>\n" for item in text.paragraphs)
    return _page(
        text.headline,
        f'<div class="story"><div class="head"><h1>{_plain(text.headline)}</h1></div>\n'
        f'<div class="body">{paragraphs}</div></div>\n'
        f'<div class="more"><div class="title">{text.title}</div>\n{items}</div>',
    )


def render_run_together(text: Text) -> bytes:
    paragraphs = "".join(f"<p>{_plain(item)}</p>\n" for item in text.paragraphs)
    return _page(
        text.headline,
        f"<article><h1>{_plain(text.headline)}</h1>\n{paragraphs}</article>\n"
        f'<aside><h2>{text.title}</h2><div class="stream">{_plain(text.list_text)}</div></aside>',
    )


def _plain(text: str) -> str:
    return escape(text, quote=False)


def _page(title: str, body: str) -> bytes:
    return (
        '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>\n{body}\n</body></html>\n"
    ).encode()


RENDERERS: dict[str, Callable[[Text], bytes]] = {
    "elements": render_elements,
    "divs": render_divs,
    "run_together": render_run_together,
}


class TextSite:
    """The outlet nrtext: whatever texts the test has handed to it."""

    key = "nrtext"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.base = ""
        self.pages: dict[str, Reply] = {}

    def serve(self, name: str, text: str) -> dict[str, str]:
        """Publish `text` in every markup; returns the address of each."""
        parsed = parse_text(text)
        paths = {markup: f"/{name}/{markup}.html" for markup in RENDERERS} | {"plain": f"/{name}/plain.txt"}
        for markup, render in RENDERERS.items():
            self.pages[paths[markup]] = Reply(render(parsed), content_type=HTML)
        self.pages[paths["plain"]] = Reply(text.encode(), content_type=PLAIN)
        return {markup: self.base + path for markup, path in paths.items()}

    def answer(self, path: str) -> Reply:
        return robots() if path == "/robots.txt" else self.pages.get(path, not_found())
