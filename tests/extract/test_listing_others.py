"""What stands among the stories of a page and is none: advertisements, comments, authors, other sites."""

import pytest

from newscrawl.extract import extract_listing
from newscrawl.extract.address import bare_address
from newscrawl.extract.page import parse_html
from newscrawl.extract.regions import Regions

PAGE = "https://www.blad.example/buitenland"
STORIES = {
    "/buitenland/2026/01/24/brug-over-de-taag-weer-open": "Brug over de Taag na acht maanden weer open",
    "/buitenland/2026/01/24/storm-trekt-over-ierland": "Storm trekt met windkracht tien over Ierland",
    "/buitenland/2026/01/23/overleg-in-geneve-vastgelopen": "Overleg in Genève over visserij vastgelopen",
}
LIST = "".join(f'<article class="c"><h2><a href="{u}">{h}</a></h2></article>' for u, h in STORIES.items())
AD = "/buitenland/2026/01/24/koop-nu-een-nieuwe-dakgoot"
LINK = f'<h2><a href="{AD}">Koop nu een nieuwe dakgoot voor weinig geld</a></h2>'


def paths(html: str) -> list[str]:
    return [(t.url or "").removeprefix("https://www.blad.example") for t in extract_listing(html, PAGE)]


@pytest.mark.parametrize(
    "markup",
    [
        f'<article class="c sponsored">{LINK}</article>',
        f'<article class="c partner-content">{LINK}</article>',
        f'<article class="c"><div class="advertisement">{LINK}</div></article>',
        f'<div class="ad-slot">{LINK}</div>',
        f'<article class="c" data-sponsored="true">{LINK}</article>',
        f'<article class="c" data-native-ad="42">{LINK}</article>',
        f'<article class="c">{LINK.replace("<a ", "<a rel=sponsored ")}</article>',
        f'<article class="c">{LINK.replace("<a ", "<a rel=nofollow,sponsored ".replace(",", "&#32;"))}</article>',
        f'<article class="c"><span class="label">Advertentie</span>{LINK}</article>',
        f'<article class="c"><span>Sponsored</span>{LINK}</article>',
        LINK.replace(AD, "/sponsored/2026/01/24/koop-nu-een-dakgoot"),
        LINK.replace(AD, "https://reclame.example/2026/01/24/koop-nu-een-dakgoot"),
    ],
)
def test_advertisements(markup):
    assert paths(LIST + markup) == list(STORIES)


@pytest.mark.parametrize(
    "markup",
    [
        f'<article class="c" data-sponsored="false">{LINK}</article>',
        f'<article class="c" data-ad="">{LINK}</article>',
        f'<article class="c adverse">{LINK}</article>',
        f'<article class="c"><span class="label">Reclamewereld</span>{LINK}</article>',
        f'<article class="c" style="display:block">{LINK}</article>',
    ],
)
def test_near_misses_of_advertisements(markup):
    assert paths(LIST + markup) == [*STORIES, AD]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/buitenland/2026/01/24/iets-anders-dan-het-nieuws/comments-1234567">33 reacties op dit bericht</a>',
        '<a href="/news/2026/01/24/comments-on-the-bridge-1234567">33 comments on this story</a>',
        '<a rel="author" href="/redactie/anna-de-vries-12345">Anna de Vries, onze verslaggever in Lissabon</a>',
        '<a rel="tag" href="/dossier/bruggen-en-tunnels-12345">Alles over bruggen en tunnels in Europa</a>',
        '<a rel="next" href="/buitenland/2026/01/23">Alle berichten van de dag daarvoor</a>',
    ],
)
def test_other_pages_of_the_site(link):
    assert paths(f"{LIST}<div>{link}</div>") == list(STORIES)


def test_what_is_hidden_stands_aside():
    html = f"<main>{LIST}</main><div hidden><ul><li>{LINK}</li></ul></div>"
    roles = [teaser.role for teaser in extract_listing(html, PAGE)]
    assert roles == ["main"] * 3 + ["side"]


@pytest.mark.parametrize(
    ("markup", "region"),
    [
        ("<div hidden><a>x</a></div>", "side"),
        ("<div style='color: red; display : none'><a>x</a></div>", "side"),
        ("<div style='display: flex'><a>x</a></div>", "main"),
        ("<nav style='display:none'><a>x</a></nav>", "menu"),
        ("<div data-ad-slot='42'><a>x</a></div>", "menu"),
        ("<div data-ad='false'><a>x</a></div>", "main"),
        ("<div data-ad-slot='42'><main><a>x</a></main></div>", "main"),
        ("<div role='navigation'><h1><a>x</a></h1></div>", "menu"),
        (f"<div class='{'x ' * 300}menu'><a>x</a></div>", "main"),  # too long to be read
    ],
)
def test_regions_by_attributes(markup, region):
    assert Regions().of(next(parse_html(markup).iter("a"))) == region


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("/2026/01/24/brug-over-de-taag?pos=3", "/2026/01/24/brug-over-de-taag"),
        ("/2026/01/24/brug-over-de-taag", "/2026/01/24/brug-over-de-taag"),
        ("/artikel.php?id=4112887", "/artikel.php?id=4112887"),
        ("/nieuws?artikel=4112887", "/nieuws?artikel=4112887"),
    ],
)
def test_a_query_that_does_not_tell_stories_apart(url, bare):
    assert bare_address("https://blad.example" + url) == "https://blad.example" + bare


def test_links_that_differ_in_where_they_stand_are_one_story():
    url = next(iter(STORIES))
    html = f'<div class="bar"><a href="{url}?p1=bar">De brug</a></div>{LIST}'
    found = extract_listing(html, PAGE)
    assert [teaser.headline for teaser in found] == list(STORIES.values())
