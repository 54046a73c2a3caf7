"""Hostile pages: one badness each, and beside it three ordinary teasers wherever the page can still hold them."""

import gzip
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape

from . import invent
from .printing import print_age, print_http
from .reply import HTML, Reply, not_found, redirect
from .site import robots
from .world import TrueStory

TEASERS = 3
AGES = (timedelta(minutes=14), timedelta(hours=3, minutes=20), timedelta(days=2, hours=5))

# Sections in the order of their making, and whether ordinary stories can be had from them.
SECTIONS = {
    "good": True,
    "empty": False,
    "huge": True,
    "charset": True,
    "charset2": True,
    "charset3": True,
    "cutgzip": True,
    "bomb.xml": True,
    "xxe.xml": True,
    "links": True,
    "offsite-redirect": True,
    "private/list": False,
    "gone": False,
    "deep": True,
    "binary": False,
    "lying-length": True,
    "slow": False,
    "loop": False,
}
FEEDS = ("bomb.xml", "xxe.xml")

HUGE_BYTES = 10_000_000
DEPTH = 10_000
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
ELSEWHERE = "Nothing of this host name may be taken"


class BadSite:
    """The outlet nrbad; `clock` gives the newsroom's instant, stories count from `start`."""

    key = "nrbad"

    def __init__(self, start: datetime, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.base = ""
        self.stories = {section: _make_stories(section, start) for section in SECTIONS}
        self.answers: dict[str, Callable[[], Reply]] = {
            "/empty": lambda: Reply(b""),
            "/huge": self._huge,
            "/charset": lambda: self._coded("charset", "text/html; charset=iso-8859-1", "utf-8"),
            "/charset2": lambda: self._coded("charset2", HTML, "windows-1252"),
            "/charset3": lambda: self._coded("charset3", "text/html; charset=x-newsroom-7", "utf-8"),
            "/cutgzip": self._cut_gzip,
            "/bomb.xml": self._bomb,
            "/xxe.xml": self._xxe,
            "/links": self._links,
            "/offsite-redirect": self._offsite,
            "/away/offsite": lambda: redirect(
                self.base.replace("127.0.0.1", "localhost") + "/elsewhere", 302
            ),
            "/elsewhere": lambda: Reply(_page(ELSEWHERE, f"<h1>{ELSEWHERE}</h1><p>{ELSEWHERE}.</p>")),
            "/gone": not_found,
            "/deep": self._deep,
            "/binary": lambda: Reply(PNG + random.Random(7).randbytes(4000)),
            "/lying-length": self._lying,
            "/slow": lambda: Reply(never=True),
            "/loop": lambda: redirect("/loop-back", 302),
            "/loop-back": lambda: redirect("/loop", 302),
            "/robots.txt": robots,
        }

    def answer(self, path: str) -> Reply:
        if path in self.answers:
            return self.answers[path]()
        section = path.removeprefix("/")
        if section in ("good", "private/list"):
            return Reply(self._listing(section), etag=True)
        for stories in self.stories.values():
            for story in stories:
                if path == story.path:
                    return Reply(_article(story))
        return not_found()

    def _age(self, story: TrueStory) -> str:
        return print_age("floor", "en", int((self.clock() - story.published).total_seconds()))

    def _teasers(self, section: str) -> str:
        return "\n".join(
            f'<article class="teaser"><h2><a href="{story.path}">{escape(story.headline or "")}</a></h2>'
            f'<p>{escape(story.printed_lead, quote=False)}</p><span class="ago">{self._age(story)}</span></article>'
            for story in self.stories[section]
        )

    def _listing(self, section: str, before: str = "", after: str = "") -> bytes:
        return _page(section, f"<main>{before}\n{self._teasers(section)}\n{after}</main>")

    def _huge(self) -> Reply:
        row = '<div class="row"><span>All shares closed unchanged in thin trade.</span></div>\n'
        return Reply(self._listing("huge", after=row * (HUGE_BYTES // len(row))))

    def _coded(self, section: str, content_type: str, encoding: str) -> Reply:
        text = self._listing(section).decode().replace('<meta charset="utf-8">', "")
        return Reply(text.encode(encoding), content_type=content_type)

    def _cut_gzip(self) -> Reply:
        # The filler does not compress, so that the teasers are whole within the first half of the stream.
        filler = random.Random(11).randbytes(40_000).hex()
        whole = gzip.compress(self._listing("cutgzip", after=f"<p>{filler}</p>"), mtime=0)
        return Reply(whole[: len(whole) // 2], headers={"Content-Encoding": "gzip"})

    def _rss(self, section: str, doctype: str, title: str) -> Reply:
        items = [f"<item><title>{title}</title><link>{self.base}/ok/entity</link></item>"]
        items += [
            f"<item><title>{escape(story.headline or '')}</title><link>{self.base}{story.path}</link>"
            f"<description>{escape(story.printed_lead)}</description>"
            f"<pubDate>{print_http(story.published)}</pubDate></item>"
            for story in self.stories[section]
        ]
        text = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n<rss version="2.0"><channel>'
            f"<title>{section}</title><link>{self.base}/</link>{''.join(items)}</channel></rss>"
        )
        return Reply(text.encode(), content_type="application/rss+xml; charset=utf-8")

    def _bomb(self) -> Reply:
        entities = ['<!ENTITY lol "lol">', f'<!ENTITY lol1 "{"&lol;" * 10}">']
        entities += [f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(2, 10)]
        return self._rss("bomb.xml", f"<!DOCTYPE rss [{''.join(entities)}]>", "&lol9;")

    def _xxe(self) -> Reply:
        doctype = '<!DOCTYPE rss [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'
        return self._rss("xxe.xml", doctype, "&xxe;")

    def _links(self) -> Reply:
        targets = ("javascript:alert(1)", "file:///etc/passwd", "mailto:desk@nrbad.invalid")
        teasers = "".join(
            f'<article class="teaser"><h2><a href="{target}">A headline whose link leads to no page at all, {n}</a>'
            f'</h2><p>A lead below a link that no crawler may follow.</p><span class="ago">{n} hours ago</span></article>'
            for n, target in enumerate(targets, start=4)
        )
        return Reply(self._listing("links", before=teasers))

    def _offsite(self) -> Reply:
        teaser = (
            '<article class="teaser"><h2><a href="/away/offsite">A story that another host name claims to have</a>'
            '</h2><p>NAIROBI (AP) - The article redirects away.</p><span class="ago">5 hours ago</span></article>'
        )
        return Reply(self._listing("offsite-redirect", after=teaser))

    def _deep(self) -> Reply:
        return Reply(self._listing("deep", before="<div>" * DEPTH + "</div>" * DEPTH))

    def _lying(self) -> Reply:
        body = self._listing("lying-length")
        return Reply(body, declared_length=len(body) + 5000)


def _page(title: str, body: str) -> bytes:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>\n{body}\n</body></html>"
    ).encode()


def _article(story: TrueStory) -> bytes:
    text = "".join(f"<p>{escape(item)}</p>" for item in story.printed_paragraphs)
    time = f'<time datetime="{story.published.isoformat()}">{story.published:%d %B %Y}</time>'
    body = f"<article><h1>{escape(story.headline or '')}</h1>{time}<div>{text}</div></article>"
    return _page(story.headline or "", body)


def _make_stories(section: str, start: datetime) -> list[TrueStory]:
    """Ordinary stories at /ok/, different in each section; those of the charsets need more than ASCII."""
    if not SECTIONS[section] and section != "private/list":
        return []
    index = list(SECTIONS).index(section)
    maker = invent.Inventor("en", random.Random(section))
    count = 2 if section in FEEDS else TEASERS
    return [_make_story(maker.draft(index * TEASERS + n), section, n, start - AGES[n]) for n in range(count)]


def _make_story(draft: invent.Draft, section: str, number: int, published: datetime) -> TrueStory:
    town = draft.towns[0]
    headline, lead = draft.headline, draft.lead
    if section.startswith("charset"):
        headline = f"Naïve café owner in {town['en']} speaks of “fair play”, part {number + 1}"
        lead = f"The owner of a café in {town['en']} called a naïve critic “a friend”. {lead}"
    return TrueStory(
        outlet="nrbad",
        section=section,
        number=number,
        path=f"/ok/{section.replace('/', '-')}-{number + 1}",
        linked=f"/ok/{section.replace('/', '-')}-{number + 1}",
        headline=headline,
        lead=lead,
        paragraphs=(lead, *draft.paragraphs[1:]),
        dateline=f"{town['en'].upper()} (Reuters) -",
        places=(town["en"].upper(),),
        regions=(None,),
        countries=(town["country"],),
        agencies=("Reuters",),
        agency_ids=("reuters",),
        dateline_date=None,
        authors=(),
        published=published,
        modified=None,
        language="en",
        tag=draft.tag,
    )
