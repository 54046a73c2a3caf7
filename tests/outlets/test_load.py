from datetime import date
from pathlib import Path

import pytest

from newscrawl.outlets import OutletError, load_bundled, load_outlets

GOOD = """
[blad]
name = "Het Blad"
country = "NL"
language = "nl"
zone = "Europe/Amsterdam"

[[blad.sections]]
name = "Buitenland"
listing = "https://blad.example/buitenland"
feed = "https://blad.example/buitenland.xml"
min_stories = 10
selectors = { story = "article", headline = "h2" }
"""


def write(folder: Path, text: str, name: str = "my.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_outlet_of_ones_own(tmp_path):
    outlet = load_outlets([write(tmp_path, GOOD)])["blad"]
    assert (outlet.name, outlet.country, outlet.language, outlet.rounding) == (
        "Het Blad",
        "NL",
        "nl",
        "unknown",
    )
    assert outlet.zone_info.key == "Europe/Amsterdam"
    assert outlet.verified == "unverified"
    (section,) = outlet.sections
    assert (section.name, section.min_stories) == ("Buitenland", 10)
    assert section.selectors is not None
    assert (section.selectors.story, section.selectors.link) == ("article", "a[href]")


def test_a_folder_of_files(tmp_path):
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("blad", "krant"), "other.toml")
    assert {"blad", "krant"} < set(load_outlets([tmp_path]))


@pytest.mark.parametrize("day", ["2026-11-24", '"2026-11-24"'])
def test_day_of_verification(tmp_path, day):
    path = write(tmp_path, GOOD.replace("[[blad", f"verified = {day}\n[[blad"))
    assert load_outlets([path])["blad"].verified == date(2026, 11, 24)


def test_an_outlet_replaces_the_bundled_one(tmp_path):
    name = next(iter(load_bundled()))
    outlets = load_outlets(
        [write(tmp_path, GOOD.replace("[blad", f"[{name}").replace("[[blad", f"[[{name}"))]
    )
    assert outlets[name].name == "Het Blad"
    assert set(outlets) == set(load_bundled())


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("zone =", "zoen =", "[blad]: zoen: unknown key; expected one of name, country,"),
        (
            'language = "nl"',
            'language = "nl"\nedtion = 1',
            "edtion: unknown key; expected one of name, country,",
        ),
        (
            'language = "nl"',
            'language = "nl"\nkey = "x"',
            "key: unknown key; the name of the table is the key",
        ),
        ("Europe/Amsterdam", "Europe/Amsterdm", "zone: expected a zone of the IANA database"),
        ('"NL"', '"nl"', "country: expected an ISO 3166-1 code such as 'NL', got 'nl'"),
        ('"nl"', '"Dutch"', "language: expected a BCP 47 tag such as 'nl' or 'pt-BR', got 'Dutch'"),
        ("[blad", "[Blad", "key: expected lower-case letters, digits, - and _, got 'Blad'"),
        (
            'https://blad.example/buitenland"',
            '/buitenland"',
            "sections[0].listing: expected an absolute http",
        ),
        (
            "https://blad.example/buitenland.xml",
            "ftp://blad.example",
            "sections[0].feed: expected an absolute http",
        ),
        (
            "https://blad.example/buitenland.xml",
            "https://blad.example:99999",
            "feed: expected an absolute http",
        ),
        (
            "min_stories = 10",
            "min_stories = 0",
            "min_stories: Input should be greater than or equal to 1, got 0",
        ),
        ("min_stories = 10", 'min_stories = "10"', "min_stories: expected a whole number, got '10'"),
        ("min_stories = 10", "stories = 10", "stories: unknown key; expected one of name, listing, feed"),
        ('"h2"', '"h2["', "sections[0].selectors.headline: expected a CSS selector (Expected"),
        ('"h2"', '"a:newest"', "sections[0].selectors.headline: expected a CSS selector"),
        (
            'headline = "h2"',
            'titel = "h2"',
            "selectors.titel: unknown key; expected one of story, link, headline",
        ),
        ('name = "Het Blad"', 'name = ""', "name: String should have at least 1 character, got ''"),
        (
            'language = "nl"',
            'language = "nl"\nrounding = "up"',
            "rounding: Input should be 'floor', 'round' or 'unknown'",
        ),
        (
            'language = "nl"',
            'language = "nl"\nverified = "soon"',
            "verified: expected a date such as 2026-11-24",
        ),
        ("[[blad.sections]]", "[[blad.section]]", "[blad]: section: unknown key; expected one of name"),
        ('zone = "Europe/Amsterdam"', "", "[blad]: zone: expected a value, it is missing"),
        (
            'language = "nl"',
            'language = "nl"\ndomains = ["https://x"]',
            "domains[0]: expected a host name such as",
        ),
        ("[[blad.sections]]", "[blad.sections]", "sections: expected a list"),
        ('name = "Het Blad"', "name = Het Blad", "expected TOML in UTF-8"),
    ],
)
def test_a_wrong_outlet_is_named_in_one_line(tmp_path, right, wrong, message):
    assert right in GOOD
    path = write(tmp_path, GOOD.replace(right, wrong))
    with pytest.raises(OutletError) as caught:
        load_outlets([path])
    text = str(caught.value)
    assert text.startswith(str(path))
    assert message in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1", "x: expected a table [x] for each outlet"),
        (GOOD.split("[[")[0] + "sections = []", "sections: expected at least one"),
        (GOOD + GOOD.split("\n\n")[1].replace("Buitenland", "BUITENLAND"), "two are called 'buitenland'"),
        (
            GOOD.replace("listing", "#").replace("feed", "#"),
            "sections[0]: expected a listing, a feed or a sitemap",
        ),
    ],
)
def test_a_wrong_file(tmp_path, text, message):
    with pytest.raises(OutletError, match="^[^\n]*" + message.replace("[", r"\[").replace("]", r"\]")):
        load_outlets([write(tmp_path, text)])


def test_missing_files_and_repeated_keys(tmp_path):
    with pytest.raises(OutletError, match=r"nowhere\.toml: expected a TOML file or a folder"):
        load_outlets([tmp_path / "nowhere.toml"])
    with pytest.raises(OutletError, match="expected a folder with"):
        load_outlets([tmp_path])
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "twice.toml")
    with pytest.raises(OutletError, match=r"\[blad\]: expected a new outlet, .*my\.toml has it"):
        load_outlets([tmp_path])


def test_latin1_file(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes(GOOD.replace("Het Blad", "Café").encode("latin-1"))
    with pytest.raises(OutletError, match="expected TOML in UTF-8"):
        load_outlets([path])
