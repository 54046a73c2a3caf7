"""Which of several links to one story has its headline: the heading's, before captions, leads and buttons."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract import Teaser, extract_listing

PAGE = "https://www.blad.example/world"
STORIES = {
    "/world/2026/01/24/bridge-over-the-tagus-reopens": "Bridge over the Tagus reopens",
    "/world/2026/01/24/storm-sweeps-over-ireland": "Storm sweeps over western Ireland",
    "/world/2026/01/23/fishery-talks-in-geneva-stall": "Fishery talks in Geneva stall",
}
HEADLINES = [*STORIES.values()]
LONG = "A fisherman mends his nets on the quay while the ferries wait for the wind to drop, Saturday"

CAPTIONS = {
    "div": '<div class="card-caption"><a href="{url}"><span><p>{long}</p></span></a></div>',
    "figcaption": '<figure><img alt=""><figcaption><a href="{url}">{long}</a></figcaption></figure>',
    "in the link": '<a href="{url}"><img alt=""><span class="image-caption">{long}</span></a>',
    "credit": '<a class="photo-credit" href="{url}">{long}</a>',
}
OTHERS = CAPTIONS | {
    "alternative text": '<a href="{url}"><img alt="{long}"></a>',
    "label": '<a href="{url}" aria-label="{long}"><img alt=""></a>',
    "title": '<a href="{url}" title="{long}"><img alt=""></a>',
    "lead": '<div class="card-summary"><a href="{url}">{long}</a></div>',
    "lead that its class names": '<a class="description" href="{url}">{long}</a>',
    "text": '<div><a href="{url}">{long}</a></div>',
    "button": '<a class="cta" href="{url}">Read more about the story</a>',
}
HEADINGS = {
    "heading": '<h3><a href="{url}">{headline}</a></h3>',
    "heading in the link": '<a href="{url}"><h2>{headline}</h2></a>',
    "heading with a badge": '<h3><a href="{url}"><span class="badge">Live</span>{headline}</a></h3>',
    "role": '<div role="heading" aria-level="3"><a href="{url}">{headline}</a></div>',
    "role in the link": '<a href="{url}"><span role="heading">{headline}</span></a>',
    "property": '<span itemprop="headline"><a href="{url}">{headline}</a></span>',
    "property of the link": '<a itemprop="url headline" href="{url}">{headline}</a>',
}
NAMED = {
    "class": '<div class="card-title"><a href="{url}">{headline}</a></div>',
    "class in the link": '<a href="{url}"><span class="card__headline">{headline}</span></a>',
    "class of the link": '<a class="card-titel" href="{url}">{headline}</a>',
}
UNLINKED = {
    "heading": "<h3>{headline}</h3>",
    "role": '<p role="heading">{headline}</p>',
}


KICKERS = ["Live", "Video", "Analysis"]


def teasers(template: str) -> list[Teaser]:
    items = "".join(
        template.format(url=url, headline=headline, long=LONG) for url, headline in STORIES.items()
    )
    return extract_listing(f"<html lang='en'><body><main>{items}</main></body></html>", PAGE)


def headlines(*parts: str) -> list[str | None]:
    return [teaser.headline for teaser in teasers(f"<article>{''.join(parts)}</article>")]


@pytest.mark.parametrize("heading", [*HEADINGS, *NAMED])
@pytest.mark.parametrize("other", OTHERS)
def test_the_headline_is_the_heading_wherever_it_stands(other, heading):
    markup = (HEADINGS | NAMED)[heading]
    assert headlines(OTHERS[other], markup) == headlines(markup, OTHERS[other]) == HEADLINES


@pytest.mark.parametrize("heading", UNLINKED)
@pytest.mark.parametrize("other", OTHERS)
def test_a_heading_without_a_link_is_the_headline_of_the_link_beside_it(other, heading):
    assert headlines(OTHERS[other], UNLINKED[heading]) == HEADLINES


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_is_the_headline_only_where_no_other_link_may_be_one(caption):
    link = '<p><a href="{url}">{headline}</a></p>'
    button = '<p><a href="{url}">Read the story</a></p>'
    assert headlines(CAPTIONS[caption], link) == headlines(link, CAPTIONS[caption]) == HEADLINES
    assert headlines(CAPTIONS[caption], button) == headlines(CAPTIONS[caption]) == [LONG] * 3


@pytest.mark.parametrize("name", ["card-title", "headline"])
def test_a_link_too_short_for_a_headline_is_none_whatever_its_class_says(name):
    label = f'<a class="{name}" href="{{url}}">Storms</a>'
    assert headlines(label, '<p><a href="{url}">{headline}</a></p>') == HEADLINES


@pytest.mark.parametrize(
    "markup", ['itemprop="alternativeHeadline"', 'itemprop="name"', 'role="presentation"']
)
def test_what_is_no_heading(markup):
    topic = f'<span {markup}><a href="{{url}}">Storms of January</a></span>'
    assert headlines(topic, '<p><a href="{url}">{headline}</a></p>') == HEADLINES


@pytest.mark.parametrize("badge", KICKERS)
@pytest.mark.parametrize(
    "heading", ["<h3>{}</h3>", '<div role="heading">{}</div>', '<p class="card-title">{}</p>']
)
def test_a_badge_in_a_heading_is_the_kicker(badge, heading):
    link = f'<a href="{{url}}"><span class="badge">{badge}</span>{{headline}}</a>'
    for parts in permutations([CAPTIONS["div"], heading.format(link)]):
        found = teasers(f"<article>{''.join(parts)}</article>")
        assert [(teaser.kicker, teaser.headline) for teaser in found] == [(badge, head) for head in HEADLINES]


@pytest.mark.parametrize("heading", ["heading", "role", "property"])
def test_the_lead_stays_though_a_caption_stands_in_front(heading):
    lead = "The ferries have been in port since Thursday, and no one expects them to sail this week."
    link = f'<p class="description"><a href="{{url}}">{lead}</a></p>'
    found = teasers(f"<article>{CAPTIONS['div']}{HEADINGS[heading]}{link}</article>")
    assert [(teaser.headline, teaser.lead, teaser.kicker) for teaser in found] == [
        (headline, lead, None) for headline in HEADLINES
    ]


@settings(max_examples=50, deadline=None)
@given(st.permutations([*OTHERS.values(), ""]), st.sampled_from([*HEADINGS.values()]))
def test_the_headline_is_the_heading_however_many_links_stand_around_it(parts, heading):
    assert headlines(*(part or heading for part in parts)) == HEADLINES
