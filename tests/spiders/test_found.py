"""Which teasers are of one story."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract import Teaser
from newscrawl.items import Sighting
from newscrawl.spiders.found import Catalogue, Source, key_of, story_id, text_key

NOW = datetime(2026, 1, 24, 22, tzinfo=UTC)
LISTING = Source("listing", "Buitenland", "https://www.blad.example/buitenland", NOW, 0)
FEED = Source("feed", "Buitenland", "https://www.blad.example/buitenland.xml", NOW, 0)

URL = "https://www.blad.example/buitenland/brug"
HEADLINE = "Brug over de Taag na acht maanden weer open voor verkeer"
LEAD = "LISSABON (ANP) - De hangbrug bij Lissabon is na acht maanden weer open."
OTHER = "NAIROBI (ANP) - Kenia en Oeganda hebben een brug over de grens geopend."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Teaser(url=URL), Teaser(url=URL)),
        (Teaser(url=URL, headline="Brug open"), Teaser(url=URL, headline="Brug weer open")),
        (Teaser(url=URL), Teaser(url="http://blad.example/buitenland/brug/?utm_source=rss")),
        (Teaser(lead=LEAD), Teaser(lead=LEAD)),
        (Teaser(lead=LEAD), Teaser(lead=LEAD.replace(" - ", " — ").replace("na ", "na\u00a0"))),
        (Teaser(lead=LEAD), Teaser(lead=LEAD.upper())),
        (Teaser(headline="Brug open"), Teaser(headline="Brug open")),
        # wire copy in a list without links, and the same story in one with them
        (Teaser(lead=LEAD), Teaser(url=URL, lead=LEAD)),
        (Teaser(url=URL, lead=LEAD), Teaser(lead=LEAD)),
        (Teaser(url=URL, headline=HEADLINE, lead=LEAD), Teaser(lead=LEAD)),
        (Teaser(headline=HEADLINE), Teaser(url=URL, headline=HEADLINE)),
        (Teaser(headline=HEADLINE, bad_link="javascript:1"), Teaser(url=URL, headline=HEADLINE)),
        (Teaser(url=URL, headline=HEADLINE), Teaser(headline=HEADLINE, lead=LEAD)),
    ],
)
def test_one_story(first, second):
    for one, two in ((first, second), (second, first)):
        catalogue = Catalogue()
        found, new = catalogue.add(one, LISTING)
        assert new
        assert catalogue.knows(two)
        assert catalogue.add(two, FEED) == (found, False)
        assert catalogue.add(one, LISTING) == (found, False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Teaser(url=URL), Teaser(url=URL + "-2")),
        # two addresses are two stories, however alike their texts are
        (Teaser(url=URL, headline=HEADLINE, lead=LEAD), Teaser(url=URL + "-2", headline=HEADLINE, lead=LEAD)),
        (Teaser(lead=LEAD), Teaser(lead=OTHER)),
        (Teaser(headline="Brug open"), Teaser(headline="Brug dicht")),
        # short texts tell nothing apart
        (Teaser(url=URL, headline="Liveblog"), Teaser(headline="Liveblog", lead=OTHER)),
        (
            Teaser(url=URL, headline="Storm", lead="Lees verder."),
            Teaser(headline="Brug", lead="Lees verder."),
        ),
        # one text under two headlines
        (Teaser(headline=HEADLINE, lead=LEAD), Teaser(headline="Heel iets anders gebeurd", lead=LEAD)),
    ],
)
def test_two_stories(first, second):
    for one, two in ((first, second), (second, first)):
        catalogue = Catalogue()
        found, _ = catalogue.add(one, LISTING)
        assert not catalogue.knows(two)
        other, new = catalogue.add(two, LISTING)
        assert new
        assert other is not found


def test_what_is_known_comes_from_the_first_teaser_that_has_it():
    catalogue = Catalogue()
    found, _ = catalogue.add(Teaser(url=URL, headline="Brug open", time_text="6 minuten geleden"), LISTING)
    catalogue.add(Teaser(url=URL, headline="Anders", lead=LEAD, time_machine="2026-01-24", position=7), FEED)
    assert found.teaser == Teaser(
        url=URL, headline="Brug open", lead=LEAD, time_text="6 minuten geleden", time_machine="2026-01-24"
    )
    assert found.source == LISTING


def test_an_address_replaces_a_link_that_is_none():
    catalogue = Catalogue()
    found, _ = catalogue.add(Teaser(headline=HEADLINE, bad_link="javascript:open(1)"), LISTING)
    catalogue.add(Teaser(url=URL, headline=HEADLINE), FEED)
    assert (found.teaser.url, found.teaser.bad_link) == (URL, None)


def test_each_time_that_is_shown_is_a_sighting():
    catalogue = Catalogue()
    found, _ = catalogue.add(Teaser(url=URL, time_text="6 minuten geleden"), LISTING)
    catalogue.add(Teaser(url=URL), LISTING)
    catalogue.add(Teaser(url=URL, time_machine="2026-01-24T21:54Z"), FEED)
    assert found.sightings == [
        Sighting("listing", NOW, "6 minuten geleden", None),
        Sighting("feed", NOW, None, "2026-01-24T21:54Z"),
    ]


def test_a_story_whose_article_stands_elsewhere():
    catalogue = Catalogue()
    found, _ = catalogue.add(Teaser(url=URL), LISTING)
    assert catalogue.rename(found, URL + "-over-de-taag") is found
    assert catalogue.add(Teaser(url=URL + "-over-de-taag?utm_source=x"), LISTING) == (found, False)
    other, _ = catalogue.add(Teaser(url=URL + "-2"), LISTING)
    assert catalogue.rename(other, URL) is found
    assert catalogue.rename(found, URL) is found


def test_identifiers():
    one = story_id("blad", key_of(Teaser(url=URL)))
    assert one == story_id("blad", key_of(Teaser(url=URL.replace("https://www.", "http://") + "/")))
    assert len(one) == 16
    assert int(one, 16) >= 0
    assert (
        len(
            {one, story_id("krant", key_of(Teaser(url=URL))), story_id("blad", key_of(Teaser(url=URL + "2")))}
        )
        == 3
    )


def test_the_identifier_of_a_story_never_changes():
    """It is in datasets that people keep."""
    assert story_id("blad", "blad.example/a") == "6e75998910425a53"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("De brug is open.", "de brug: is open", True),
        ("De brug is open.", "De brug is dicht.", False),
        ("Straße", "STRASSE", True),
        ("首相が訪米へ", "首相が帰国", False),
        ("3 doden", "4 doden", False),
    ],
)
def test_text_key(first, second, same):
    assert (text_key(first) == text_key(second)) is same


@given(
    st.lists(
        st.builds(
            Teaser, url=st.none() | st.sampled_from([URL, URL + "2"]), headline=st.text(), lead=st.text()
        )
    )
)
def test_any_teasers(teasers):
    catalogue = Catalogue()
    stories = [catalogue.add(teaser, LISTING) for teaser in teasers]
    assert all(catalogue.knows(teaser) for teaser in teasers)
    assert sum(new for _, new in stories) == len({id(found) for found, _ in stories})
