import pytest

from newscrawl.extract.likely_zone import LANGUAGES, MAIN_ZONES, likely_zone


@pytest.mark.parametrize(
    ("url", "language", "zone"),
    [
        ("https://www.blad.example.nl/1", None, "Europe/Amsterdam"),
        ("https://www.blad.example.be/1", "nl", "Europe/Brussels"),
        ("https://www.paper.example.co.uk/1", "en-US", "Europe/London"),
        ("https://paper.example.au/1", None, "Australia/Sydney"),
        ("https://jornal.example.br/1", "pt", "America/Sao_Paulo"),
        ("https://gazeta.example.ru/1", None, "Europe/Moscow"),
        ("https://www.blatt.example.com/1", "de", "Europe/Berlin"),
        ("https://www.blatt.example.com/1", "de-CH", "Europe/Zurich"),
        ("https://www.paper.example.com/1", "zh-Hant-TW", "Asia/Taipei"),
        ("https://www.paper.example.com/1", "en", "America/New_York"),
        ("https://www.tv.example.tv/1", "nl", "Europe/Amsterdam"),  # not Tuvalu
        ("https://paper.example.com/1", None, None),
        ("https://paper.example.eu/1", None, None),
        ("https://paper.example.com/1", "eo", None),
        ("https://paper.example.com/1", "?", None),
        ("https://[broken", "nl", "Europe/Amsterdam"),
        ("", None, None),
        ("http://127.0.0.1/a", None, None),
    ],
)
def test_likely_zone(url, language, zone):
    found = likely_zone(url, language)
    assert (found.key if found else None) == zone


def test_every_zone_of_the_tables_exists():
    for language in LANGUAGES:
        assert likely_zone("https://paper.example.com", language) is not None
    for country in MAIN_ZONES:
        found = likely_zone("https://paper.example.com", f"xx-{country}")
        assert found is not None
        assert found.key == MAIN_ZONES[country]
