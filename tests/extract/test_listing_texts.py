"""Headline, kicker and lead of teasers, in the ways that outlets mark them up."""

import pytest

from newscrawl.extract import Teaser, extract_listing

PAGE = "https://www.blad.example/buitenland"
STORIES = [
    ("/buitenland/2026/01/24/brug-over-de-taag-weer-open", "Brug over de Taag na acht maanden weer open"),
    ("/buitenland/2026/01/24/storm-trekt-over-ierland", "Storm trekt met windkracht tien over Ierland"),
    ("/buitenland/2026/01/23/overleg-in-geneve-vastgelopen", "Overleg in Genève over visserij vastgelopen"),
]
HEADLINES = [headline for _, headline in STORIES]
LEAD = "Volgens de voorzitter liggen de partijen nog altijd ver uit elkaar."


def teasers(template: str, around: str = "<main>{}</main>") -> list[Teaser]:
    items = "".join(template.format(url=url, headline=headline, lead=LEAD) for url, headline in STORIES)
    return extract_listing(f"<html lang='nl'><body>{around.format(items)}</body></html>", PAGE)


HEADLINE_MARKUPS = {
    "kicker in the heading": """<article><h2><a href="{url}"><span class="kicker">Europa</span>
        <span class="title">{headline}</span></a></h2></article>""",
    "kicker without a name": """<article><h2><a href="{url}"><span>Europa</span>
        <span>{headline}</span></a></h2></article>""",
    "kicker and a colon in the heading": """<article><h2><a href="{url}"><span class="kicker">Europa</span>:
        {headline}</a></h2></article>""",
    "badge in the link": """<li><a href="{url}"><span class="badge">Live</span> {headline}</a></li>""",
    "count of comments behind": """<li><a href="{url}">{headline} <span class="comment-count">22</span></a></li>""",
    "rank in front": """<li><a href="{url}"><span>3: </span>{headline}</a></li>""",
    "rank of a named kind": """<li><a href="{url}"><b class="rank">3</b>{headline}</a></li>""",
    "label for screen readers": """<li><a href="{url}"><span class="sr-only">Video</span>{headline}</a></li>""",
    "icon with a text": """<li><a href="{url}">{headline}<span class="c-icon c-icon-watch"> Bekijk</span></a></li>""",
    "lead in the heading": """<article><a href="{url}"><h2><span>{headline}</span>
        <div class="deck">{lead}</div></h2></a></article>""",
    "picture with an alternative text": """<article><a href="{url}"><img alt="Een foto van heel iets anders"></a>
        <h3><a href="{url}">{headline}</a></h3></article>""",
    "caption in front": """<article><figure><figcaption>Foto: een heel lang onderschrift bij het beeld</figcaption></figure>
        <h3><a href="{url}">{headline}</a></h3></article>""",
    "column's heading with its own link": """<li><h3 class="heading"><a href="/europa">Europa</a></h3>
        <a href="{url}">{headline}</a></li>""",
    "column's name with its own link": """<p><a href="https://taag.blad.example"><span class="title_blog">Over de Taag</span></a>
        <a href="{url}"><strong>{headline}</strong></a></p>""",
    "a heading whose parts are called something else": """<article class="summary"><a href="{url}">
        <h2 class="leading-tight"><span class="summary-item">{headline}</span></h2></a></article>""",
    "two headings in one link": """<div><a href="{url}"><h2>Europa</h2><h3>{headline}</h3></a></div>""",
    "button behind": """<article><h3>{headline}</h3><a class="cta" href="{url}">Lees meer</a></article>""",
    "lead longer than the headline": """<div><h3 class="t"><a href="{url}">{headline}</a></h3>
        <div><a href="{url}">{lead}</a></div></div>""",
    "lead's link first": """<div class="card"><div class="card-intro"><a href="{url}">{lead}</a></div>
        <div class="card-title"><a href="{url}">{headline}</a></div></div>""",
}


@pytest.mark.parametrize("name", HEADLINE_MARKUPS)
def test_headline(name):
    assert [teaser.headline for teaser in teasers(HEADLINE_MARKUPS[name])] == HEADLINES


@pytest.mark.parametrize("bold", ["Zestien", "12", "Live:"])
def test_emphasis_at_the_head_of_a_headline_is_a_part_of_it(bold):
    found = teasers(f'<article><h2><a href="{{url}}"><b>{bold}</b> {{headline}}</a></h2></article>')
    assert [teaser.headline for teaser in found] == [f"{bold} {headline}" for headline in HEADLINES]


def test_the_heading_of_a_list_with_one_link_is_no_headline():
    url, headline = STORIES[0]
    html = f"""<section><h3>De kijk van onze redactie</h3><ul><li><span>Zonder link</span></li>
        <li><a href="{url}">{headline}</a></li></ul></section>"""
    assert [teaser.headline for teaser in extract_listing(f"<body>{html}</body>", PAGE)] == [headline]


KICKER_MARKUPS = {
    "named": '<article><span class="kicker">Europa</span><h2><a href="{url}">{headline}</a></h2></article>',
    "in the heading": """<article><h2><a href="{url}"><span class="c-label">Europa</span> {headline}</a></h2></article>""",
    "not named": '<article><div>Europa</div><h2><a href="{url}">{headline}</a></h2></article>',
    "in the link": '<div><a href="{url}"><div>Europa</div><div class="title">{headline}</div></a></div>',
    "a link of its own": '<article><a href="/europa">Europa</a><h2><a href="{url}">{headline}</a></h2></article>',
    "with a colon": '<article><p class="overline">Europa:</p><h2><a href="{url}">{headline}</a></h2></article>',
    "another language's name": """<article><p class="dachzeile">Europa</p><h2><a href="{url}">{headline}</a></h2></article>""",
}


@pytest.mark.parametrize("name", KICKER_MARKUPS)
def test_kicker(name):
    found = teasers(KICKER_MARKUPS[name])
    assert [teaser.kicker for teaser in found] == ["Europa"] * 3
    assert [teaser.headline for teaser in found] == HEADLINES


@pytest.mark.parametrize(
    "front",
    [
        "",
        "<time>14:05</time>",
        "<span>6 minuten geleden</span>",
        "<time>14:05</time><span>Bijgewerkt: 24 januari 2026, 15:47</span>",
        "<span>12</span>",
        "<span class='author'>Anna de Vries</span>",
        "<figure><figcaption>Foto: Reuters</figcaption></figure>",
        "<p>Een hele zin die voor de kop staat en geen kicker kan zijn.</p>",
        "<span class='sr-only'>Artikel</span>",
        "<button>Bewaar</button>",
    ],
)
def test_no_kicker(front):
    found = teasers(f'<article>{front}<h2><a href="{{url}}">{{headline}}</a></h2></article>')
    assert {teaser.kicker for teaser in found} == {None}


LEAD_MARKUPS = {
    "byline in front": "<p class='byline'>Van onze correspondent in Lissabon en omstreken</p><p>{lead}</p>",
    "byline behind": "<p>{lead}</p><p>dal nostro corrispondente ANNA BIANCHI</p>",
    "byline first, of no name": "<p>dal nostro corrispondente ANNA BIANCHI</p><p>{lead}</p>",
    "comments": "<p class='comments'>Lees hier wat 24 lezers ervan vinden</p><p>{lead}</p>",
    "caption": "<figcaption>Een heel lang onderschrift bij het beeld van de brug</figcaption><p>{lead}</p>",
    "named": "<p>Een alinea die ervoor staat en ook lang genoeg is.</p><div class='summary'>{lead}</div>",
    "no paragraph": "<div>{lead}</div>",
}


@pytest.mark.parametrize("name", LEAD_MARKUPS)
def test_lead(name):
    found = teasers(f'<article><h2><a href="{{url}}">{{headline}}</a></h2>{LEAD_MARKUPS[name]}</article>')
    assert [teaser.lead for teaser in found] == [LEAD] * 3


@pytest.mark.parametrize(
    "behind",
    [
        "<p>dal nostro corrispondente ANNA BIANCHI</p>",
        "<p>Von Anna Vogt und Karl Berger, Lissabon</p>",
        "<p>By our correspondent in Lisbon, Anna West</p>",
        "<p class='author'>Anna de Vries is correspondent in Lissabon</p>",
        "<span class='comments'>Lees hier wat al 24 lezers ervan vinden</span>",
        "<p>12 reacties</p>",
    ],
)
def test_no_lead(behind):
    found = teasers(f'<article><h2><a href="{{url}}">{{headline}}</a></h2>{behind}</article>')
    assert {teaser.lead for teaser in found} == {None}


def test_the_lead_in_the_element_of_the_headline():
    assert [teaser.lead for teaser in teasers(HEADLINE_MARKUPS["lead in the heading"])] == [LEAD] * 3


def test_the_headline_of_the_main_list_counts_and_not_the_topic_of_a_bar():
    bar = "".join(f'<a href="{url}">Topic</a>' for url, _ in STORIES)
    found = teasers('<h3><a href="{url}">{headline}</a></h3>', f"<div class='bar'>{bar}</div>{{}}")
    assert [teaser.headline for teaser in found] == HEADLINES


def test_a_longer_headline_that_is_not_shown_does_not_count():
    hidden = "".join(
        f'<a style="display: none" href="{url}">{headline}, melden media</a>' for url, headline in STORIES
    )
    found = teasers('<h3><a href="{url}">{headline}</a></h3>', f"<div>{hidden}</div>{{}}")
    assert [teaser.headline for teaser in found] == HEADLINES
