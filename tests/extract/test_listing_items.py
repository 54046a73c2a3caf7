"""The stories that a page lists for machines."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract import extract_listing
from newscrawl.extract.itemlist import MAX_ITEMS, read_item_list
from newscrawl.extract.page import parse_html

PAGE = "https://www.blad.example/buitenland"
BRIDGE = "/buitenland/2026/01/24/brug-over-de-taag-weer-open"
STORM = "/buitenland/2026/01/24/storm-trekt-over-ierland"
HEADLINE = "Brug over de Taag na acht maanden weer open"


def script(value: object) -> str:
    source = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{source}</script>'


def item_list(*entries: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": list(entries)}


ENTRY = {"@type": "ListItem", "position": 1, "url": BRIDGE, "name": HEADLINE}
WITH_ITEM = {"@type": "ListItem", "item": {"@type": "NewsArticle", "url": BRIDGE, "headline": HEADLINE}}


@pytest.mark.parametrize(
    "value",
    [
        item_list(ENTRY),
        item_list(WITH_ITEM),
        item_list({"@type": "ListItem", "item": f"https://www.blad.example{BRIDGE}", "name": HEADLINE}),
        item_list({"@type": "ListItem", "item": {"@id": BRIDGE, "name": HEADLINE}}),
        item_list({"@type": "NewsArticle", "url": f"{BRIDGE}?utm_source=lijst", "headline": HEADLINE}),
        [{"@type": "WebSite"}, item_list(ENTRY)],
        {"@graph": [{"@type": "WebPage"}, item_list(ENTRY)]},
        {"@type": "CollectionPage", "mainEntity": item_list(ENTRY)},
        {"@type": ["ItemList", "Collection"], "itemListElement": [ENTRY]},
        item_list(ENTRY, ENTRY),
    ],
)
def test_a_page_without_links_to_its_stories(value):
    (found,) = extract_listing(f"<html>{script(value)}<body><div id='app'></div></body></html>", PAGE)
    assert (found.url, found.headline) == (f"https://www.blad.example{BRIDGE}", HEADLINE)
    assert (found.position, found.role) == (1, "main")


@pytest.mark.parametrize(
    "value",
    [
        item_list({"@type": "ListItem", "url": "/sport", "name": "Al het nieuws over sport van vandaag"}),
        item_list({"@type": "ListItem", "url": "https://ander.example" + BRIDGE, "name": HEADLINE}),
        item_list({"@type": "ListItem", "name": HEADLINE}),
        item_list({"@type": "ListItem", "url": "javascript:open(1)", "name": HEADLINE}),
        item_list(BRIDGE, 5, None, [ENTRY]),
        {"@type": "BreadcrumbList", "itemListElement": [ENTRY]},
        {"@type": "ItemList", "itemListElement": ENTRY},
        {"@type": "ItemList"},
        '{"@type": "ItemList", "itemListElement": [',
        '"ItemList"',
        '{"@type": "ItemList", "x": ' + "[" * 50_000 + "]" * 50_000 + "}",
        "",
    ],
)
def test_what_lists_no_stories(value):
    assert extract_listing(f"<html>{script(value)}<body></body></html>", PAGE) == []


def test_an_item_completes_what_the_markup_shows():
    value = item_list(WITH_ITEM["item"] | {"datePublished": "2026-01-24T22:54:00+01:00"})
    html = f'{script(value)}<ul><li><a href="{BRIDGE}"><img></a></li><li><a href="{STORM}">Storm over Ierland trekt verder</a></li></ul>'
    bridge, storm = extract_listing(html, PAGE)
    assert (bridge.headline, bridge.time_machine) == (HEADLINE, "2026-01-24T22:54:00+01:00")
    assert (storm.headline, storm.time_machine) == ("Storm over Ierland trekt verder", None)


def test_what_the_page_shows_counts_before_the_item():
    value = item_list(ENTRY | {"name": "Een andere kop dan die op de pagina staat", "datePublished": "2026"})
    html = f'{script(value)}<li><a href="{BRIDGE}">{HEADLINE}</a> <time datetime="2026-01-24T21:54Z"></time></li>'
    (found,) = extract_listing(html, PAGE)
    assert (found.headline, found.time_machine) == (HEADLINE, "2026-01-24T21:54Z")


def test_an_item_tells_that_a_link_is_one_to_a_story():
    links = "".join(
        f'<p><a href="/{slug}">{slug}</a></p>' for slug in ("brug-open-weer", "over-ons-team", "abo")
    )
    assert extract_listing(links, PAGE) == []
    value = item_list({"url": "/brug-open-weer-12345", "name": HEADLINE})
    html = script(value) + links.replace("brug-open-weer", "brug-open-weer-12345")
    assert [teaser.url for teaser in extract_listing(html, PAGE)] == [
        "https://www.blad.example/brug-open-weer-12345"
    ]


def test_no_more_items_than_a_list_can_have():
    entries = [{"url": f"/buitenland/2026/01/24/bericht-nummer-{n}"} for n in range(MAX_ITEMS + 500)]
    tree = parse_html(script(item_list(*entries)))
    assert len(read_item_list(tree, PAGE).teasers()) == MAX_ITEMS


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from([BRIDGE, "ItemList", "//[", HEADLINE, ""]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "itemListElement", "item", "url", "name", "@id"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(VALUES)
def test_any_json_is_read(value):
    for teaser in read_item_list(
        parse_html(script({"@type": "ItemList", "itemListElement": [value]})), PAGE
    ).teasers():
        assert teaser.url == f"https://www.blad.example{BRIDGE}"
