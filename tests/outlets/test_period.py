"""How often an outlet is crawled on a schedule."""

from datetime import timedelta

import pytest

from newscrawl.outlets import OutletError, load_bundled, load_outlets, to_period

TABLE = """
[blad]
name = "Het Blad"
country = "NL"
language = "nl"
zone = "Europe/Amsterdam"
revisits = ["15m", "3h", "30d"]
{}
sections = [{{name = "Buitenland", listing = "https://blad.example/buitenland"}}]
"""
HOUR = timedelta(hours=1)


def load(folder, line: str):
    path = folder / "mine.toml"
    path.write_text(TABLE.format(line), encoding="utf-8")
    return load_outlets([path])["blad"]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("5m", timedelta(minutes=5)),
        ("15m", timedelta(minutes=15)),
        ("90m", timedelta(minutes=90)),
        ("2h", 2 * HOUR),
        ("1d", timedelta(days=1)),
        ("1w", timedelta(weeks=1)),
        ("30d", timedelta(days=30)),
    ],
)
def test_a_period(tmp_path, text, span):
    assert load(tmp_path, f'period = "{text}"').every(HOUR) == span == to_period(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "m",
        "15",
        "15 m",
        "15M",
        "15min",
        "-15m",
        "1.5h",
        "4m",
        "0h",
        "31d",
        "1y",
        "99999d",
        "١٥m",
        "15m\\n",
    ],
)
def test_what_is_none_is_said_in_one_line(tmp_path, text):
    with pytest.raises(OutletError) as caught:
        load(tmp_path, f'period = "{text}"')
    expected = "[blad]: period: expected a period of 5m to 30d such as '15m', '2h' or '1d', got "
    assert str(caught.value).startswith(f"{tmp_path / 'mine.toml'}: {expected}")
    assert "\n" not in str(caught.value)


def test_a_number_is_none(tmp_path):
    with pytest.raises(OutletError, match=r"\[blad\]: period: expected a text, got 15"):
        load(tmp_path, "period = 15")


def test_an_outlet_without_one(tmp_path):
    outlet = load(tmp_path, "")
    assert (outlet.period, outlet.every(HOUR)) == (None, HOUR)
    assert outlet.ages == (timedelta(minutes=15), 3 * HOUR, timedelta(days=30))


def test_the_bundled_outlets_can_be_scheduled():
    assert all(timedelta(minutes=5) <= outlet.every(HOUR) for outlet in load_bundled().values())
