"""Hostile listings: the work on them is bounded by constants, and grows with the page and not faster."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from newscrawl.extract import extract_listing
from newscrawl.extract.blocktext import MAX_NODES, MAX_PIECE, Block
from newscrawl.extract.fields import MAX_ATTRIBUTES, MAX_TEXT, instants_of
from newscrawl.extract.links import MAX_LINK_TEXT, MAX_LINKS, story_links
from newscrawl.extract.page import parse_html
from newscrawl.extract.records import MAX_SHOWN, mine_records

PAGE = "https://www.blad.example/world"
URL = "/world/2026/01/24/report-number-{}"
LINK = f'<a href="{URL}">Report of the day with number {{}}</a>'


def links(count: int, template: str = "{}") -> str:
    return "".join(template.format(LINK.format(number, number)) for number in range(count))


STORIES = links(3, "<article><h2>{}</h2></article>")


def calls(work: Callable[[], Any]) -> int:
    """Return how many Python functions are called in `work`: a measure of it that no other process changes."""
    count = 0

    def seen(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


MANY = {
    "links in a row": lambda count: links(count),
    "links in one sentence": lambda count: f"<p>{links(count, '{} ')}</p>",
    "links in a list": lambda count: f"<ul>{links(count, '<li>{}</li>')}</ul>",
    "links to one story": lambda count: f"<div>{LINK.format(1, 1)}</div>" * count,
    "articles": lambda count: links(count, "<article><h2>{}</h2><p>Lead</p><time>14:05</time></article>"),
    "headings in between": lambda count: links(count, "<h2>x</h2><p>y</p><div>{}</div>"),
    "blocks without a link": lambda count: (
        STORIES + "<article><h2>A report that has no link to it at all</h2></article>" * count
    ),
    "menus in menus": lambda count: "<div class='x menu'>" * 100 + links(count) + "<h1>x</h1>",
    "open tags": lambda count: links(count, "<div><b><i>{}"),
    "scripts": lambda count: STORIES + "<script>if (a(b) - c) d('<a href=/x>')</script>" * count,
    "entities": lambda count: STORIES + "&amp;&#x41;&nope; &" * count,
}


@pytest.mark.parametrize("kind", MANY)
def test_work_grows_with_the_page(kind):
    def work(count: int) -> int:
        html = MANY[kind](count)
        extract_listing(html, PAGE)  # what is remembered of addresses and names is not made twice
        return calls(lambda: extract_listing(html, PAGE))

    # A quadratic part would make it sixteen times as much.
    assert work(1200) < 6 * max(work(300), 3000)


def test_no_more_links_than_a_page_can_have():
    tree = parse_html(links(MAX_LINKS + 10))
    assert len(story_links(tree, PAGE)) == MAX_LINKS


@pytest.mark.parametrize("depth", [100, 10_000])
def test_a_page_of_nested_tags(depth):
    assert isinstance(extract_listing("<div>" * depth + STORIES + "</div>" * depth, PAGE), list)
    assert len(extract_listing(STORIES + "<b>" * depth, PAGE)) == 3


def test_a_link_around_nested_tags():
    html = STORIES + f'<a href="{URL}">Report of the day with number 1{"<b>x" * 3000}</a>'
    assert len(extract_listing(html, PAGE)) == 4


@pytest.mark.parametrize("text", ["Lorem ipsum dolor sit amet. ", "x"])
def test_a_long_text_in_a_teaser(text):
    long = text * (2_000_000 // len(text))
    html = f"<article><h2>{LINK.format(1, 1)}</h2><p>{long}</p></article>{STORIES}"
    first = extract_listing(html, PAGE)[0]
    assert len(first.lead or "") <= MAX_TEXT
    (link,) = story_links(parse_html(f'<a href="{URL}">{long}</a>'), PAGE)
    assert len(link.text) <= MAX_LINK_TEXT


def test_a_block_is_read_in_part():
    block = Block([parse_html(f"<div>{'<i>x</i>' * (2 * MAX_NODES)}{'y' * (2 * MAX_PIECE)}</div>")])
    assert len(block) == MAX_NODES
    assert block.raw(0).count("y") <= MAX_PIECE


def test_an_element_with_many_attributes():
    attributes = " ".join(f"data-{number}-time='2026-01-24'" for number in range(2000))
    (node,) = parse_html(f"<div {attributes}>x</div>").iter("div")
    assert len(list(instants_of(node))) == MAX_ATTRIBUTES
    assert len(extract_listing(f"<div {attributes}>{STORIES}</div>", PAGE)) == 3


def test_a_story_on_every_line():
    (record,) = mine_records(parse_html(f"<p>{LINK.format(1, 1)}</p>" * (3 * MAX_SHOWN)), PAGE)
    assert len(record.elements) == MAX_SHOWN


def test_a_script_of_megabytes_hides_no_story():
    script = "<script>" + "if (a < b) { c(') - '); }\n" * 100_000 + "</script>"
    assert len(extract_listing(script + STORIES, PAGE)) == 3
