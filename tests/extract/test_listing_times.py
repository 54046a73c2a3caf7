"""The time of a teaser: what is shown, what stands in attributes, and what only looks like one."""

import pytest

from newscrawl.extract import Teaser, extract_listing
from newscrawl.outlets import Selectors

PAGE = "https://www.blad.example/buitenland"
HEADLINE = "Brug over de Taag na acht maanden weer open"


def teaser(markup: str) -> Teaser:
    html = f"""<html lang='nl'><body><article><h2><a href="/buitenland/2026/01/24/brug-over-de-taag-open">
        {HEADLINE}</a></h2>{markup}</article></body></html>"""
    (found,) = extract_listing(html, PAGE)
    assert found.headline == HEADLINE
    return found


@pytest.mark.parametrize(
    "template",
    [
        "[deltaMinutes] mins ago",
        "{{ago}}",
        "{{ time.ago }} geleden",
        "{minutes} minuten geleden",
        "<%= ago %> geleden",
        "${ago} geleden",
        "%date%",
        "NaN minuten geleden",
        "undefined geleden",
        "Invalid Date",
        "null",
    ],
)
@pytest.mark.parametrize("element", ["<time>{}</time>", "<span class='time'>{}</span>", "<span>{}</span>"])
def test_what_a_script_should_have_filled_in_is_no_time(element, template):
    text = template.replace("<%", "&lt;%")
    assert teaser(element.format(text)).time_text is None


def test_an_unfilled_time_of_a_declared_selector():
    html = f"""<p class="s"><a href="/1">{HEADLINE}</a><i data-time="1769291640">[deltaMinutes] mins ago</i></p>"""
    (found,) = extract_listing(html, PAGE, selectors=Selectors(story=".s", time="i"))
    assert (found.time_text, found.time_machine) == (None, "1769291640")


def test_an_unfilled_time_keeps_its_attribute():
    found = teaser("<span class='time' data-timestamp='1769291640000'>[deltaMinutes] mins ago</span>")
    assert (found.time_text, found.time_machine) == (None, "1769291640000")


def test_the_filled_time_among_templates():
    found = teaser(
        """<x-time data-timestamp="1769291640000"><template><span>[deltaMinutes] mins ago</span></template>
        <template><span>Now</span></template><span><span class="now">10 minuten geleden</span></span></x-time>"""
    )
    assert (found.time_text, found.time_machine) == ("10 minuten geleden", "1769291640000")


@pytest.mark.parametrize(
    ("markup", "machine"),
    [
        ("<span title='2026-01-24T22:54:00+01:00'>6 min</span>", "2026-01-24T22:54:00+01:00"),
        ("<span title='2026-01-24 22:54'>6 min</span>", "2026-01-24 22:54"),
        ("<time datetime='Sat Jan 24 22:54:00 CET 2026'>6 min</time>", "Sat Jan 24 22:54:00 CET 2026"),
        ("<time datetime='2026-1-24 22:54:10'>6 min</time>", "2026-1-24 22:54:10"),
        ("<i data-update-time='1769298840' data-published-at='1769291640'></i>", "1769291640"),
        ("<i data-update-time='1769298840'></i>", "1769298840"),
        # no instants
        ("<span title='24 januari'>6 min</span>", None),
        ("<span title='20260124 is het nummer van de brug'>6 min</span>", None),
        ("<span title='2026-01-24, de dag van de brug'>6 min</span>", None),
        ("<time datetime='PT59M'>59 min</time>", None),
        ("<time datetime='vandaag'>6 min</time>", None),
        ("<i data-id='1769291640'></i>", None),
    ],
)
def test_machine_readable_time(markup, machine):
    assert teaser(markup).time_machine == machine


def test_a_time_that_is_one_of_a_change_is_not_taken_for_that_of_publication():
    found = teaser(
        """<div data-posted-date-timestamp="1769291640000" data-updated-date-timestamp="1769298840000">
        <x-time data-timestamp="1769298840000"><span>6 minuten geleden</span></x-time></div>"""
    )
    assert (found.time_text, found.time_machine) == (None, "1769291640000")


def test_a_story_that_was_not_changed_keeps_its_time():
    found = teaser(
        """<div data-posted-date-timestamp="1769291640000" data-updated-date-timestamp="1769291640000">
        <x-time data-timestamp="1769291640000"><span>6 minuten geleden</span></x-time></div>"""
    )
    assert (found.time_text, found.time_machine) == ("6 minuten geleden", "1769291640000")


@pytest.mark.parametrize(
    "markup",
    [
        "<span class='video-duration'>02:52</span>",
        "<span class='duration'>23 min</span>",
        "<div class='video'><span>02:52</span></div>",
        "<time datetime='PT2M52S'>02:52</time>",
    ],
)
def test_how_long_a_video_takes_is_no_time(markup):
    assert teaser(markup).time_text is None


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<div class='has-video'><p><span>14:05</span></p></div>", "14:05"),
        ("<div class='video'><time>14:05</time></div>", "14:05"),
        ("<time>Anna de Vries</time>", None),
        ("<time>gisteren</time>", "gisteren"),
        ("<span>zojuist</span>", "zojuist"),
        ("<a href='/vandaag'>Vandaag</a>", None),
        ("<a href='/archief'>14:05</a>", "14:05"),
        ("<div><span>6</span> <span>minuten geleden</span></div>", "6 minuten geleden"),
    ],
)
def test_shown_time(markup, shown):
    assert teaser(markup).time_text == shown


def test_the_length_of_a_video_is_no_part_of_the_headline():
    html = """<ul><li><a href="/buitenland/2026/01/24/brug-over-de-taag-open">Brug over de Taag weer open
        <span class="av-time video">02:52</span></a></li></ul>"""
    (found,) = extract_listing(html, PAGE)
    assert (found.headline, found.time_text) == ("Brug over de Taag weer open", None)


def test_text_and_attribute_of_a_story_that_is_shown_twice_come_from_one_place():
    link = '<a href="/buitenland/2026/01/24/brug-over-de-taag-open">Brug over de Taag weer open</a>'
    html = f"""<html lang='nl'><div><h3>{link}</h3><time datetime="2026-01-24T12:00Z"></time></div>
        <hr><div><h3>{link}</h3><span>6 minuten geleden</span></div></html>"""
    (found,) = extract_listing(html, PAGE)
    assert (found.time_text, found.time_machine) == (None, "2026-01-24T12:00Z")


def test_a_time_is_no_heading_of_a_list():
    html = """<html lang='nl'><h2>24 januari 2026, 22:54</h2><div><a href="/buitenland/2026/01/24/brug-over-de-taag-open">
        Brug over de Taag weer open</a></div></html>"""
    (found,) = extract_listing(html, PAGE)
    assert found.heading is None
