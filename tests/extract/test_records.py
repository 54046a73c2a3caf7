"""Which elements of a page are taken for one teaser."""

import pytest

from newscrawl.extract.page import parse_html, text_of
from newscrawl.extract.records import MAX_ELEMENTS, Record, mine_records

PAGE = "https://www.blad.example/world"
HEADLINES = {
    "/world/2026/01/24/bridge-over-the-tagus-reopens": "Bridge over the Tagus reopens after eight months",
    "/world/2026/01/24/storm-sweeps-over-ireland": "Storm sweeps over Ireland with record gusts",
    "/world/2026/01/23/fishery-talks-in-geneva-stall": "Fishery talks in Geneva stall once more",
}
FIRST = next(iter(HEADLINES))


def records(html: str) -> list[Record]:
    return mine_records(parse_html(f"<html lang='en'><body>{html}</body></html>"), PAGE)


def texts(record: Record) -> str:
    return " ".join(text for element in record.elements if (text := text_of(element)))


def rows(template: str) -> str:
    return "".join(template.format(url=url, headline=headline) for url, headline in HEADLINES.items())


@pytest.mark.parametrize(
    ("template", "around"),
    [
        ('<article><h2><a href="{url}">{headline}</a></h2><p>Lead. </p></article>', "{}"),
        (
            '<div><div><div><a href="{url}">{headline}</a></div></div><div>Lead.</div></div>',
            "<div class='grid'>{}</div>",
        ),
        ('<h3><a href="{url}">{headline}</a></h3><p>Lead.</p>', "<div>{}</div>"),
        ('<h3><a href="{url}">{headline}</a></h3><p>Lead.</p><hr>', "<main>{}</main>"),
        ('<li><a href="{url}">{headline}</a> Lead.</li>', "<ul>{}</ul>"),
        ('<tr><td><a href="{url}">{headline}</a></td><td>Lead.</td></tr>', "<table>{}</table>"),
        ('<dt><a href="{url}">{headline}</a></dt><dd>Lead.</dd>', "<dl>{}</dl>"),
        ('<strong><a href="{url}">{headline}</a></strong><p>Lead.</p>', "<div>{}</div>"),
    ],
)
def test_the_block_of_a_teaser(template, around):
    found = records(around.format(rows(template)))
    assert [texts(record) for record in found] == [f"{headline} Lead." for headline in HEADLINES.values()]


def test_one_record_a_story_in_the_order_of_the_page():
    found = records(rows('<p><a href="{url}">{headline}</a></p>') * 2)
    assert [record.teaser.url for record in found] == [f"https://www.blad.example{url}" for url in HEADLINES]
    assert [record.teaser.position for record in found] == [1, 2, 3]
    assert {len(record.elements) for record in found} == {2}


def test_a_lone_link_does_not_swallow_the_page():
    filling = "<i>x</i>" * MAX_ELEMENTS
    (record,) = records(f'<div>{filling}<p><a href="{FIRST}">{HEADLINES[FIRST]}</a></p></div>')
    assert texts(record) == HEADLINES[FIRST]


def test_followers_end_at_the_next_heading():
    (record,) = records(
        f'<main><h2><a href="{FIRST}">{HEADLINES[FIRST]}</a></h2><p>Lead.</p><h2>Weather</h2><p>Rain.</p></main>'
    )
    assert texts(record) == f"{HEADLINES[FIRST]} Lead."


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (
            """<p>The bridge, which had been <a href='{}'>closed for eight months by the port authority</a>, is open
            again, and traffic over the river is said to be back to what it was before.</p>""",
            False,
        ),
        (
            """<li>It was <b><a href='{}'>closed for eight months by the port authority</a></b> when a ship had struck
            one of the two pillars on its southern side in a night of thick fog.</li>""",
            False,
        ),
        ("<p>Read also: <a href='{}'>Bridge over the Tagus reopens after eight months</a></p>", True),
        ("<p><a href='{}'>Bridge over the Tagus reopens after eight months</a> (3 min)</p>", True),
        ("<div><a href='{}'>Bridge over the Tagus reopens after eight months</a></div>", True),
    ],
)
def test_links_in_prose_are_no_teasers(markup, kept):
    assert len(records(markup.format(FIRST))) == kept


@pytest.mark.parametrize(
    ("above", "heading"),
    [
        ("<h2>More from World</h2>", "More from World"),
        ("<h2>More from <b>World</b></h2><p>Updated each hour</p>", "More from World"),
        ("<header><h3>More from World</h3></header>", "More from World"),
        ("<h2> </h2>", None),
        ("<p>More from World</p>", None),
        ("", None),
    ],
)
def test_heading_of_a_list(above, heading):
    found = records(f"<section>{above}<div>{rows('<p><a href={url}>{headline}</a></p>')}</div></section>")
    assert [record.teaser.heading for record in found] == [heading] * 3


def test_the_heading_of_another_list_is_none_of_this():
    older = rows("<p><a href={url}>{headline}</a></p>").replace("/24/", "/21/").replace("/23/", "/20/")
    found = records(
        f"<section><h2>Most read</h2>{older}</section><section>{rows('<p><a href={url}>{headline}</a></p>')}</section>"
    )
    assert [record.teaser.heading for record in found] == ["Most read"] * 3 + [None] * 3


def test_many_teasers_stay_many():
    html = "".join(
        f'<li><a href="/world/2026/01/24/report-number-{n}">Report of the day with number {n}</a></li>'
        for n in range(1000, 1400)
    )
    found = records(f"<ul>{html}</ul>")
    assert [record.teaser.headline for record in found][::399] == [
        "Report of the day with number 1000",
        "Report of the day with number 1399",
    ]
    assert len(found) == 400


def test_a_block_like_its_neighbours_is_a_story_though_it_prints_no_link():
    blocks = [
        '<h3><a href="/buitenland/100001/brug-weer-open">Brug bij Lissabon weer open na storm</a></h3><time>1 uur geleden</time>',
        "<h3>Parlement in Oslo stemt over een haven</h3><p>De leden komen er speciaal voor terug.</p><time>2 uur geleden</time>",
        '<h3><a href="/buitenland/100002/markthal-dicht">Markthal in Wenen dicht na brand</a></h3><time>3 uur geleden</time>',
        "<h3>Meer</h3>",
        '<h3>Lees alle verhalen over <a href="/thema/havens">havens</a></h3>',
    ]
    page = "".join(f'<article class="teaser">{block}</article>' for block in blocks)
    tree = parse_html(f'<html lang="nl"><body><h2>Buitenland</h2><main>{page}</main></body></html>')
    teasers = [record.teaser for record in mine_records(tree, "https://blad.example/buitenland")]
    assert [(teaser.url is None, teaser.headline, teaser.time_text) for teaser in teasers] == [
        (False, "Brug bij Lissabon weer open na storm", "1 uur geleden"),
        (True, "Parlement in Oslo stemt over een haven", "2 uur geleden"),
        (False, "Markthal in Wenen dicht na brand", "3 uur geleden"),
    ]
    assert [teaser.position for teaser in teasers] == [1, 2, 3]
    assert {teaser.heading for teaser in teasers} == {"Buitenland"}
