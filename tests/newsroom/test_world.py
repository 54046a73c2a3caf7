"""The known truth is complete and agrees with itself."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from . import World
from .outlets import OUTLETS, Outlet

NOW = datetime(2026, 1, 24, 22, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_the_same_instant_gives_the_same_world() -> None:
    assert World(NOW).stories == World(NOW.astimezone(AMSTERDAM)).stories
    with pytest.raises(ValueError, match="zone"):
        World(NOW.replace(tzinfo=None))


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.key)
def test_an_outlet_has_what_it_promises(outlet: Outlet) -> None:
    stories = World(NOW).visible(outlet.key, NOW)
    assert 12 <= len(stories) <= 27
    assert len({story.lead for story in stories}) == len(stories)
    headlines = [story.headline for story in stories if story.headline]
    assert len(set(headlines)) == len(headlines)
    paths = [story.path for story in stories if story.path]
    assert len(set(paths)) == len(paths)
    assert NOW - stories[0].published < timedelta(minutes=4)
    assert NOW - stories[-1].published > timedelta(days=19)
    for section in outlet.sections:
        for channel in ("listing", "feed") if section.listing and section.feed else ("listing",):
            shown = [
                story
                for story in stories
                if story.path
                and story.section == section.name
                and (section.listing is None or channel in story.channels)
            ]
            assert len(shown) >= outlet.min_stories


def test_stories_say_what_their_datelines_say() -> None:
    stories = World(NOW).stories
    for story in stories:
        assert len(story.places) == len(story.regions) == len(story.countries)
        assert len(story.agencies) == len(story.agency_ids)
        assert story.paragraphs[0] == story.lead
        assert all(place in (story.dateline or "") for place in (*story.places, *story.agencies))
        assert story.published.microsecond == 0
        assert "{" not in "".join((story.headline or "", *story.paragraphs))
    wanted = {
        "nrfloor": r"[A-ZÀ-Ý ]+/[A-ZÀ-Ý ]+ \(ANP/AFP\) -",
        "nrround": r"[A-Z ]+ \(Reuters\) -",
        "nrdayjs": r"[\w-]+ \(dpa\) -",
        "nrclock": r"[A-Z ]+, [A-Z ]+ -",
        "nrfeed": r"\w+, 24 ene \(EFE\)\.-",
        "nratom": r"\w+, 24 jan 2026 \(AFP\) -",
    }
    for outlet, form in wanted.items():
        assert any(re.fullmatch(form, story.dateline or "") for story in stories if story.outlet == outlet)
        assert any(story.dateline is None for story in stories if story.outlet == outlet) == (
            outlet != "nrclock"
        )
