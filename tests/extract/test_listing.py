"""Teasers of listings in the forms that outlets print them."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract import Teaser, extract_listing, extract_text_listing
from newscrawl.outlets import Selectors

PAGE = "https://www.blad.example/buitenland"

STORIES = [
    (
        "/buitenland/2026/01/24/brug-over-de-taag-weer-open",
        "Brug over de Taag na acht maanden weer open",
        "De hangbrug bij Lissabon was dicht sinds een schip een pijler raakte.",
        "6 minuten geleden",
    ),
    (
        "/buitenland/2026/01/24/storm-trekt-over-ierland",
        "Storm trekt met windkracht tien over Ierland",
        "Bij Galway zitten veertigduizend huizen zonder stroom, zegt het netbedrijf.",
        "2 uur geleden",
    ),
    (
        "/buitenland/2026/01/23/overleg-in-geneve-vastgelopen",
        "Overleg in Genève over visserij vastgelopen",
        "Volgens de voorzitter liggen de partijen nog ver uit elkaar.",
        "gisteren, 21:40",
    ),
]


def rows(template: str) -> str:
    return "".join(
        template.format(url=url, headline=headline, lead=lead, time=time)
        for url, headline, lead, time in STORIES
    )


def page(body: str) -> str:
    return f"<html lang='nl'><body>{body}</body></html>"


def listing(template: str, around: str = "{}") -> str:
    return page(around.format(rows(template)))


def seen(teaser: Teaser) -> tuple[str | None, ...]:
    url = teaser.url.removeprefix("https://www.blad.example") if teaser.url else None
    return url, teaser.headline, teaser.lead, teaser.time_text


MARKUPS = {
    "article blocks": """<article><h2><a href="{url}">{headline}</a></h2>
        <p>{lead}</p><time>{time}</time></article>""",
    "time in front": """<article><time>{time}</time><h3><a href="{url}">{headline}</a></h3>
        <p class="intro">{lead}</p></article>""",
    "list items": """<li><h3><a href="{url}">{headline}</a></h3><p>{lead}</p>
        <span class="date">{time}</span></li>""",
    "nested divs": """<div class="row"><div class="col"><div class="card-body">
        <a class="card-link" href="{url}"><span class="card-title">{headline}</span></a>
        <div class="card-summary">{lead}</div><div class="meta"><span>{time}</span></div></div></div></div>""",
    "flat siblings": """<h3><a href="{url}">{headline}</a></h3><p>{lead}</p><span>{time}</span>""",
    "definition list": """<dt><a href="{url}">{headline}</a></dt><dd>{lead} <em>{time}</em></dd>""",
    "table rows": """<tr><td class="time">{time}</td><td><a href="{url}">{headline}</a><p>{lead}</p></td></tr>""",
    "one link around all": """<div><a href="{url}"><h3>{headline}</h3><p>{lead}</p><span>{time}</span></a></div>""",
    "one link, no headings": """<a class="teaser" href="{url}"><div class="teaser__title">{headline}</div>
        <div class="teaser__intro">{lead}</div><div class="teaser__date">{time}</div></a>""",
    "picture and headline": """<div class="item"><a href="{url}"><img src="/m/1.jpg" alt="Foto"></a>
        <h3><a href="{url}">{headline}</a></h3><p>{lead}</p><small>{time}</small></div>""",
    "picture with a caption": """<div class="item"><a href="{url}"><figure><img src="/m/1.jpg"></figure></a>
        <a href="{url}"><h3>{headline}</h3></a><p>{lead}</p><small>{time}</small></div>""",
    "read on": """<div class="item"><h3><a href="{url}">{headline}</a></h3><p>{lead}</p><time>{time}</time>
        <a href="{url}">Lees meer</a></div>""",
    "read on with a mark": """<div class="item"><h3><a href="{url}">{headline}</a></h3><p>{lead}</p>
        <time>{time}</time><a href="{url}?utm_source=lees-meer#verder">Lees meer</a></div>""",
    "label in front": """<article><span class="kicker">Europa</span><h2><a href="{url}">{headline}</a></h2>
        <p>{lead}</p><time>{time}</time></article>""",
    "link to the section in it": """<article><a href="/europa">Europa</a><h2><a href="{url}">{headline}</a></h2>
        <p>{lead}</p><time>{time}</time></article>""",
    "comments link": """<article><h2><a href="{url}">{headline}</a></h2><p>{lead}</p>
        <time>{time}</time><a href="{url}#reacties">12 reacties</a></article>""",
    "heading behind the link": """<a href="{url}"><img alt=""></a><div><h3><a href="{url}">{headline}</a></h3>
        <p>{lead}</p><span>{time}</span></div>""",
    "bold in the headline": """<article><h2><a href="{url}"><b>{headline}</b></a></h2><p>{lead}</p>
        <time>{time}</time></article>""",
    "time as an attribute": """<article><h2><a href="{url}">{headline}</a></h2><p>{lead}</p>
        <time datetime="2026-01-24T22:54:00+01:00">{time}</time></article>""",
}
AROUND = {"table rows": "<table>{}</table>", "definition list": "<dl>{}</dl>", "list items": "<ul>{}</ul>"}


@pytest.mark.parametrize("name", MARKUPS)
def test_markup(name):
    html = listing(MARKUPS[name], AROUND.get(name, "<main>{}</main>"))
    teasers = extract_listing(html, PAGE)
    assert [seen(teaser) for teaser in teasers] == STORIES
    assert [teaser.position for teaser in teasers] == [1, 2, 3]
    assert {teaser.role for teaser in teasers} == {"main"}


@pytest.mark.parametrize(
    ("markup", "shown", "machine"),
    [
        ("<time datetime='2026-01-24T21:54:00Z'>22:54</time>", "22:54", "2026-01-24T21:54:00Z"),
        ("<time datetime='2026-01-24'>vandaag</time>", "vandaag", "2026-01-24"),
        ("<time datetime=' 2026-01-24T21:54Z '></time>", None, "2026-01-24T21:54Z"),
        ("<span class='js-ago' data-timestamp='1769291640'></span>", None, "1769291640"),
        ("<span data-epoch='1769291640000'>6 min</span>", "6 min", "1769291640000"),
        ("<span data-published-at='2026-01-24T21:54:00Z'>6 min</span>", "6 min", "2026-01-24T21:54:00Z"),
        ("<abbr class='date' title='24 januari'>22:54</abbr>", "22:54", None),
        ("<time>22:54</time>", "22:54", None),
        ("<span>6 minuten geleden</span>", "6 minuten geleden", None),
        ("<div><small>24 jan. 2026, 22:54</small></div>", "24 jan. 2026, 22:54", None),
        ("<span class='published'>24 jan - 22h54</span>", "24 jan - 22h54", None),
        # no times
        ("<span>12 reacties</span>", None, None),
        ("<span data-id='1769291640'>Europa</span>", None, None),
        ("<time></time>", None, None),
        ("<span class='date'>-</span>", None, None),
        ("<time datetime='{{ date }}'></time>", None, None),
        ("<button>6 minuten geleden</button>", None, None),
    ],
)
def test_time_of_a_teaser(markup, shown, machine):
    html = listing(
        '<article><h2><a href="{url}">{headline}</a></h2><p>{lead}</p>'
        + markup.replace("{", "{{").replace("}", "}}")
        + "</article>"
    )
    teasers = extract_listing(html, PAGE)
    assert [(teaser.time_text, teaser.time_machine) for teaser in teasers] == [(shown, machine)] * 3
    assert [teaser.lead for teaser in teasers] == [lead for _, _, lead, _ in STORIES]


@pytest.mark.parametrize(
    "template",
    [
        """<article><h2><a href="{url}">{headline}</a></h2><i>{time}</i>
        <p data-publish-date="2026-01-24T21:54:00Z">{lead}</p></article>""",
        pytest.param(
            """<article data-publish-date="2026-01-24T21:54:00Z"><h2><a href="{url}">{headline}</a></h2>
            <p>{lead}</p><i>{time}</i></article>""",
        ),
    ],
)
def test_an_instant_on_a_block_and_the_time_shown_elsewhere(template):
    teasers = extract_listing(listing(template), PAGE)
    assert {teaser.time_machine for teaser in teasers} == {"2026-01-24T21:54:00Z"}
    assert [teaser.time_text for teaser in teasers] == [time for *_, time in STORIES]


@pytest.mark.parametrize(
    "markup",
    [
        "<span class='image'>Foto 3/4</span>",
        "<figcaption class='image-caption'>Beeld: ANP, 2 foto's</figcaption>",
        "<span class='update'>Deel 2</span>",
        "<span class='sentiment'>7 van 10</span>",
        "<span class='candidate'>Lijst 4</span>",
        "<span class='page'>Pagina 4</span>",
        "<span class='timeline'>12 gebeurtenissen</span>",
    ],
)
def test_classes_that_only_contain_the_name_of_a_time(markup):
    html = listing('<article><h2><a href="{url}">{headline}</a></h2><p>{lead}</p>' + markup + "</article>")
    assert {teaser.time_text for teaser in extract_listing(html, PAGE)} == {None}


@pytest.mark.parametrize("joint", ["", " ", " | ", " - ", " · ", "<br>", "<span> </span>"])
def test_a_time_run_on_behind_the_lead_is_cut_off(joint):
    html = listing(
        '<article><h2><a href="{url}">{headline}</a></h2><p>{lead}' + joint + "{time}</p></article>"
    ).replace("gisteren, 21:40", "1 dag geleden")
    leads = [(teaser.lead, teaser.time_text) for teaser in extract_listing(html, PAGE)]
    assert leads == [(lead, time.replace("gisteren, 21:40", "1 dag geleden")) for _, _, lead, time in STORIES]


def test_a_caption_is_not_taken_for_the_time_behind_it():
    html = listing(
        """<article><figure><img><figcaption class="image">Foto 3/4</figcaption></figure>
        <h2><a href="{url}">{headline}</a></h2><p>{lead}</p><span>{time}</span></article>"""
    )
    assert [seen(teaser) for teaser in extract_listing(html, PAGE)] == STORIES


PROSE = [
    "Oorlog in Jemen begon vier jaar geleden",
    "Muur van Berlijn viel dertig jaar geleden",
    "Laatste walvis gezien twee maanden geleden",
]


@pytest.mark.parametrize("part", ["headline", "lead"])
def test_a_sentence_that_ends_with_a_relative_time_is_left_alone(part):
    items = "".join(
        f'<li><h3><a href="{url}">{text if part == "headline" else headline}</a></h3><p>{text}.</p></li>'
        for (url, headline, *_), text in zip(STORIES, PROSE, strict=True)
    )
    teasers = extract_listing(page(f"<ul>{items}</ul>"), PAGE)
    assert [teaser.time_text for teaser in teasers] == [None] * 3
    assert [(getattr(teaser, part) or "").rstrip(".") for teaser in teasers] == PROSE


@pytest.mark.parametrize(
    "text", ["Wat gebeurde er tachtig jaar geleden?", "Twee dagen geleden verging het schip"]
)
def test_a_relative_time_that_does_not_end_the_headline_is_left_alone(text):
    html = listing(f'<li><h3><a href="{{url}}">{text}</a></h3></li>', "<ul>{}</ul>")
    assert {(teaser.headline, teaser.time_text) for teaser in extract_listing(html, PAGE)} == {(text, None)}


def test_only_headlines():
    teasers = extract_listing(listing('<li><a href="{url}">{headline}</a></li>', "<ul>{}</ul>"), PAGE)
    assert [seen(teaser) for teaser in teasers] == [(url, text, None, None) for url, text, *_ in STORIES]


NOISE = """<header><nav><a href="/buitenland">Buitenland</a><a href="/sport">Sport</a>
    <a href="/buitenland/2026/01/22/storing-op-het-spoor-in-wales">Storing op het spoor in Wales</a></nav></header>
    {}<div class="share-bar share"><a href="https://social.example/share?u=1">Deel dit overzicht met vrienden</a></div>
    <a href="https://partner.example/2026/01/24/koop-nu-een-nieuwe-dakgoot">Koop nu een nieuwe dakgoot voor weinig</a>
    <footer><a href="/over-ons-en-onze-redactie-in-utrecht">Over ons en onze redactie in Utrecht</a>
    <a href="/privacy.html">Privacy</a></footer>"""


def test_menus_footers_share_links_and_other_sites_are_left_out():
    html = listing(MARKUPS["article blocks"], NOISE)
    assert [seen(teaser) for teaser in extract_listing(html, PAGE)] == STORIES


def test_a_story_twice_is_one_with_the_fields_of_both():
    url, headline, lead, time = STORIES[0]
    top = f'<section><a href="{url}">{headline}</a></section>'
    html = listing(MARKUPS["article blocks"], top + "<main>{}</main>")
    teasers = extract_listing(html, PAGE)
    assert [teaser.url for teaser in teasers] == [f"https://www.blad.example{url}" for url, *_ in STORIES]
    assert (teasers[0].headline, teasers[0].lead, teasers[0].time_text) == (headline, lead, time)


def older(html: str) -> str:
    return html.replace("/24/", "/21/").replace("/23/", "/20/")


def test_side_lists():
    side = f"<aside><h3>Meest gelezen</h3><ul>{older(rows(MARKUPS['list items']))}</ul></aside>"
    teasers = extract_listing(page(f"<main>{rows(MARKUPS['article blocks'])}</main>{side}"), PAGE)
    assert [teaser.role for teaser in teasers] == ["main"] * 3 + ["side"] * 3


def test_a_story_of_both_columns_is_of_the_main_one():
    side = f"<aside><ul>{rows(MARKUPS['list items'])}</ul></aside>"
    teasers = extract_listing(page(f"{side}<main>{rows(MARKUPS['article blocks'])}</main>"), PAGE)
    assert [teaser.role for teaser in teasers] == ["main"] * 3


def test_headings_of_lists():
    html = page(
        f"""<h1>Brug</h1><p>Een alinea.</p>
        <section><h2>Meer uit Buitenland</h2><ul>{rows(MARKUPS["list items"])}</ul></section>
        <section><h2>Net binnen</h2><div>{older(rows(MARKUPS["article blocks"]))}</div></section>"""
    )
    teasers = extract_listing(html, PAGE)
    assert [teaser.heading for teaser in teasers] == ["Meer uit Buitenland"] * 3 + ["Net binnen"] * 3


def test_a_list_without_a_heading():
    assert {t.heading for t in extract_listing(listing(MARKUPS["article blocks"]), PAGE)} == {None}


@pytest.mark.parametrize(
    ("base", "href", "expected"),
    [
        ("", "/wereld/{}", "https://www.blad.example/wereld/{}"),
        ("<base href='https://www.blad.example/nl/'>", "wereld/{}", "https://www.blad.example/nl/wereld/{}"),
        ("<base href='/nl/'>", "wereld/{}", "https://www.blad.example/nl/wereld/{}"),
        ("<base href='javascript:void(0)'>", "/wereld/{}", "https://www.blad.example/wereld/{}"),
        ("", "//www.blad.example/wereld/{}", "https://www.blad.example/wereld/{}"),
        ("", "/wereld/{}?utm_source=x&amp;id=1", "https://www.blad.example/wereld/{}?id=1"),
        ("", "/wereld/{}#top", "https://www.blad.example/wereld/{}"),
    ],
)
def test_relative_links(base, href, expected):
    slugs = ["2026/01/24/brug-over-de-taag", "2026/01/24/storm-over-ierland", "2026/01/23/overleg-in-geneve"]
    items = "".join(
        f'<li><a href="{href.format(slug)}">Een kop van meer dan vijfentwintig tekens</a></li>'
        for slug in slugs
    )
    teasers = extract_listing(f"<head>{base}</head><body><ul>{items}</ul></body>", PAGE)
    assert [teaser.url for teaser in teasers] == [expected.format(slug) for slug in slugs]


WIRE = [
    "MINNEAPOLIS (ANP) - Bij een brand in een graansilo zijn twee mensen gewond geraakt.",
    "NAIROBI (ANP/RTR) - Kenia en Oeganda hebben een grensbrug geopend.",
    "GENÈVE (ANP/AFP) - Het overleg over de visserij is vastgelopen.",
]


def test_wire_copy_as_the_text_of_a_link_is_a_lead_and_no_headline():
    items = "".join(
        f'<li><a href="/buitenland/13051{number}">{text}</a> <span>{number} minuten geleden</span></li>'
        for number, text in enumerate(WIRE, 20)
    )
    teasers = extract_listing(f"<html lang='nl'><body><ul>{items}</ul></body></html>", PAGE)
    assert [(teaser.headline, teaser.lead) for teaser in teasers] == [(None, text) for text in WIRE]
    assert [teaser.time_text for teaser in teasers] == [
        f"{number} minuten geleden" for number in (20, 21, 22)
    ]


def test_teasers_without_a_link():
    items = "".join(f"<p>{text}</p><p>{number} minuten geleden</p>" for number, text in enumerate(WIRE, 20))
    teasers = extract_listing(f"<html lang='nl'><body><h2>Buitenland</h2>{items}</body></html>", PAGE)
    assert [(teaser.url, teaser.bad_link, teaser.headline, teaser.lead) for teaser in teasers] == [
        (None, None, None, text) for text in WIRE
    ]
    assert {teaser.heading for teaser in teasers} == {"Buitenland"}
    assert [teaser.position for teaser in teasers] == [1, 2, 3]


def test_a_teaser_without_a_link_among_others():
    items = "".join(
        f'<li><p><a href="/buitenland/13051{number}">{text}</a></p><p>{number} minuten geleden</p></li>'
        for number, text in enumerate(WIRE, 20)
    ).replace('<a href="/buitenland/1305121">', "<a>")
    teasers = extract_listing(f"<html lang='nl'><body><ul>{items}</ul></body></html>", PAGE)
    assert sorted(teaser.lead for teaser in teasers) == sorted(WIRE)
    assert [teaser.lead for teaser in teasers if not teaser.url] == [WIRE[1]]


def test_a_story_whose_link_is_a_script():
    html = listing(MARKUPS["article blocks"]).replace(STORIES[1][0], "javascript:open(41)")
    teasers = extract_listing(html, PAGE)
    assert [(teaser.url is None, teaser.bad_link) for teaser in teasers] == [
        (False, None),
        (True, "javascript:open(41)"),
        (False, None),
    ]
    assert seen(teasers[1])[1:] == STORIES[1][1:]


SELECTORS = Selectors(story=".s", headline=".k", lead=".l", time=".t")


def test_declared_selectors():
    html = listing(
        '<div class="s"><a href="{url}"><img></a><b class="k">{headline}</b><i class="l">{lead}</i>'
        '<u class="t" data-time="1769291640">{time}</u></div>',
        '<div class="x"><a href="/buitenland/2026/01/24/niet-van-de-lijst-maar-wel-lang">Niet van de lijst</a></div>{}',
    )
    teasers = extract_listing(html, PAGE, selectors=SELECTORS)
    assert [seen(teaser) for teaser in teasers] == STORIES
    assert {teaser.time_machine for teaser in teasers} == {"1769291640"}
    assert [teaser.position for teaser in teasers] == [1, 2, 3]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        # the link's text where no headline is declared or found
        ('<p class="s"><a href="/1">Brug open</a></p>', ("/1", "Brug open", None, None)),
        # the element is the link
        ('<a class="s" href="/1"><b class="k">Brug open</b></a>', ("/1", "Brug open", None, None)),
        # without a link, with one that is no address, on another site
        ('<p class="s"><b class="k">Brug open</b></p>', (None, "Brug open", None, None)),
        ('<p class="s"><a href="javascript:1">Brug open</a></p>', (None, "Brug open", None, None)),
        ('<p class="s"><a href="#">Brug open</a></p>', (None, "Brug open", None, None)),
        (
            '<p class="s"><a href="//b.example/1">Brug open</a></p>',
            ("https://b.example/1", "Brug open", None, None),
        ),
        # wire copy where the headline should be
        (f'<p class="s"><a href="/1">{WIRE[0]}</a></p>', ("/1", None, WIRE[0], None)),
        # a time run on behind the lead
        (
            '<p class="s"><a href="/1">Brug open</a><i class="l">Het verkeer rijdt weer.6 minuten geleden</i></p>',
            ("/1", "Brug open", "Het verkeer rijdt weer.", "6 minuten geleden"),
        ),
        # the first that is not empty
        (
            '<p class="s"><a href="/1"></a><b class="k"> </b><b class="k">Brug</b></p>',
            ("/1", "Brug", None, None),
        ),
    ],
)
def test_one_declared_teaser(markup, expected):
    (teaser,) = extract_listing(f"<html lang='nl'><body>{markup}</body></html>", PAGE, selectors=SELECTORS)
    assert seen(teaser) == expected


def test_declared_teasers_are_one_a_story_and_empty_blocks_none():
    html = '<p class="s"><a href="/1">Een</a></p><p class="s"></p><p class="s"><a href="/1#r">Een</a></p>'
    assert len(extract_listing(html, PAGE, selectors=SELECTORS)) == 1


def test_selectors_are_any_value_with_these_names():
    selectors = SimpleNamespace(story="p", link="a", headline=None, lead=None, time=None)
    (teaser,) = extract_listing("<p><a href='/1'>Een</a></p>", PAGE, selectors=selectors)
    assert teaser.url == "https://www.blad.example/1"


def test_text_listing():
    text = "Buitenland\r\n" + "\r\n".join(f"{text}\r\n{n} minuten geleden" for n, text in enumerate(WIRE, 20))
    teasers = extract_text_listing(text, language="nl")
    assert [teaser.lead for teaser in teasers] == WIRE
    assert [teaser.time_text for teaser in teasers] == [f"{n} minuten geleden" for n in (20, 21, 22)]
    assert {teaser.heading for teaser in teasers} == {"Buitenland"}
    assert extract_text_listing("Welkom\n6 minuten geleden", language="nl") == []


def test_heading_of_a_text_listing_with_an_empty_line_behind():
    text = "Buitenland\n\n" + "\n\n".join(f"{text}\n{n} minuten geleden" for n, text in enumerate(WIRE, 20))
    teasers = extract_text_listing(text, language="nl")
    assert [teaser.lead for teaser in teasers] == WIRE
    assert {teaser.heading for teaser in teasers} == {"Buitenland"}


@pytest.mark.parametrize("html", ["", " ", "\x00", "<html>", "<p>Geen nieuws.</p>", "{}", "<ul><li></ul>"])
def test_pages_without_teasers(html):
    assert extract_listing(html, PAGE) == []
    assert extract_listing(html, PAGE, selectors=SELECTORS) == []


PIECES = st.sampled_from(
    [
        *"<article> </article> <h2> </h2> </a> <p> <time> <nav> <table><tr><td> </table> <aside> <svg> <!--".split(),
        *(f'<a href="{url}">{headline}' for url, headline, *_ in STORIES),
        '<a href="javascript:1">Een kop van meer dan vijfentwintig tekens',
        "<time datetime='2026-01-24'>",
        "<base href='//[x'>",
        "6 minuten geleden",
        "14:05",
        "\x00",
        *WIRE,
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=10), max_size=25).map("".join))
def test_any_page_gives_numbered_teasers(html):
    teasers = extract_listing(html, PAGE)
    assert [teaser.position for teaser in teasers] == list(range(1, len(teasers) + 1))
    urls = [teaser.url for teaser in teasers if teaser.url]
    assert len(urls) == len(set(urls))
    for teaser in teasers:
        assert teaser.url or teaser.bad_link or teaser.lead
        assert not teaser.url or teaser.url.startswith("http")
