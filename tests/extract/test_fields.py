"""Times run on behind a text."""

import pytest

from newscrawl.extract.fields import cut_time


@pytest.mark.parametrize(
    ("text", "language", "headline", "time"),
    [
        ("Brug bij Kampen weer open!6 minuten geleden", "nl", "Brug bij Kampen weer open!", "6 minuten geleden"),
        ("Brug bij Kampen weer open (een uur geleden)", "nl", "Brug bij Kampen weer open", "een uur geleden)"),
        ("Minister treedt af · een half uur geleden", "nl", "Minister treedt af", "een half uur geleden"),
        ("een half uur geleden", "nl", "", "een half uur geleden"),
        ("Les pompiers ont sauvé dix chèvres.Il y a 2 heures", "fr", "Les pompiers ont sauvé dix chèvres.", "Il y a 2 heures"),
        # longer than a time: only what stands behind a joint may be one
        (
            "Feuerwehr rettet zehn Ziegen aus einem brennenden Stall bei Lingen.Vor einer Stunde",
            "de",
            "Feuerwehr rettet zehn Ziegen aus einem brennenden Stall bei Lingen.",
            "Vor einer Stunde",
        ),
        (
            "Firefighters rescue ten goats from a burning barn near the river (twenty minutes ago)",
            "en",
            "Firefighters rescue ten goats from a burning barn near the river",
            "twenty minutes ago)",
        ),
    ],
)  # fmt: skip
def test_a_time_behind_a_headline_is_cut_off(text, language, headline, time):
    assert cut_time(text, language) == (headline, time)


@pytest.mark.parametrize(
    "text",
    [
        "De brand van drie uur geleden is weer opgelaaid",
        "De boot die gisteren verging, vertrok een uur geleden",
        "Brandweer redt tien geiten uit een schuur bij het kanaal die een uur geleden vlam vatte",
        "2 schapen en 14 geiten gered uit een schuur (foto)",
        "Geiten",
    ],
)
def test_a_time_in_a_sentence_stays(text):
    assert cut_time(text, "nl") == (text, None)


@pytest.mark.parametrize("text", ["", None])
def test_no_text(text):
    assert cut_time(text, "nl") == (text, None)
