"""The outlets that come with newscrawl, as far as this can be checked without fetching them."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from urllib.parse import urlsplit

import pytest

from newscrawl.outlets import Outlet, Section, load_bundled
from newscrawl.times import parse_time

OUTLETS = load_bundled()
FILES = sorted(item.name for item in files("newscrawl.outlets").iterdir() if item.name.endswith(".toml"))
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)

FIVE_MINUTES_AGO = {
    "ar": "منذ 5 دقائق",
    "az": "5 dəqiqə əvvəl",
    "bg": "преди 5 минути",
    "bn": "৫ মিনিট আগে",
    "bs": "prije 5 minuta",
    "ca": "fa 5 minuts",
    "cs": "před 5 minutami",
    "da": "5 minutter siden",
    "de": "vor 5 Minuten",
    "el": "πριν από 5 λεπτά",
    "en": "5 minutes ago",
    "es": "hace 5 minutos",
    "et": "5 minutit tagasi",
    "eu": "duela 5 minutu",
    "fa": "۵ دقیقه پیش",
    "fi": "5 minuuttia sitten",
    "fr": "il y a 5 minutes",
    "he": "לפני 5 דקות",
    "hi": "5 मिनट पहले",
    "hr": "prije 5 minuta",
    "hu": "5 perce",
    "id": "5 menit yang lalu",
    "is": "fyrir 5 mínútum",
    "it": "5 minuti fa",
    "ja": "5分前",
    "ko": "5분 전",
    "lb": "virun 5 Minutten",
    "lt": "prieš 5 minutes",
    "lv": "pirms 5 minūtēm",
    "mk": "пред 5 минути",
    "mr": "5 मिनिटांपूर्वी",
    "ms": "5 minit yang lalu",
    "nb": "for 5 minutter siden",
    "ne": "५ मिनेट अघि",
    "nl": "5 minuten geleden",
    "pl": "5 minut temu",
    "pt": "há 5 minutos",
    "ro": "acum 5 minute",
    "ru": "5 минут назад",
    "sk": "pred 5 minútami",
    "sl": "pred 5 minutami",
    "sq": "5 minuta më parë",
    "sr": "пре 5 минута",
    "sr-Latn": "pre 5 minuta",
    "sv": "för 5 minuter sedan",
    "sw": "dakika 5 zilizopita",
    "ta": "5 நிமிடங்களுக்கு முன்",
    "th": "5 นาทีที่แล้ว",
    "tr": "5 dakika önce",
    "uk": "5 хвилин тому",
    "ur": "5 منٹ پہلے",
    "uz": "5 daqiqa oldin",
    "vi": "5 phút trước",
    "zh-Hans": "5分钟前",
    "zh-Hant": "5分鐘前",
}
"""By language tag, or its first part where that is enough."""

NOT_THE_OUTLETS_OWN = (
    "feedburner.com",
    "feedsportal.com",
    "google.com",
    "msn.com",
    "rss2json.com",
    "rssmix.com",
    "t.me",
    "yahoo.com",
)
"""Aggregators and carriers: a listing is on the outlet's own host."""

SERVED_NO_LONGER = ("feeds.reuters.com", "rss.cnn.com", "feedsportal.com", "xml2.corriereobjects.it")
"""Hosts of feeds that still answer, or are still passed on, but have had nothing new for years."""

OF_THE_WHOLE_SITE = re.compile(
    r"""
    (?: /? (?: arc | outboundfeeds | rss | feeds? | xml | index | all | latest | news | home | main )
        (?: [.] (?: rss | xml | rdf | atom | php ) )?
    )* /?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A path that names no section: "/rss", "/feed/", "/rss/news.xml"."""


def sections() -> Iterator[tuple[Outlet, Section]]:
    return ((outlet, section) for outlet in OUTLETS.values() for section in outlet.sections)


def each_section() -> pytest.MarkDecorator:
    pairs = list(sections())
    return pytest.mark.parametrize(
        ("outlet", "section"), pairs, ids=[f"{outlet.key}-{section.name}" for outlet, section in pairs]
    )


def is_on(host: str, domains: tuple[str, ...]) -> bool:
    return any(f".{host}".endswith(f".{domain}") for domain in domains)


def zones_of(country: str) -> set[str]:
    """Return the zones that the IANA database lists for a country."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2] for row in rows if row[0] == country}


def test_there_are_enough():
    assert len(OUTLETS) >= 60
    assert len({outlet.country for outlet in OUTLETS.values()}) >= 30
    assert len({outlet.language.split("-")[0] for outlet in OUTLETS.values()}) >= 20


def test_every_part_of_the_world_is_there():
    parts = {outlet.zone.split("/")[0] for outlet in OUTLETS.values()}
    assert parts >= {"Africa", "America", "Asia", "Australia", "Europe", "Pacific"}


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_the_outlets_of_one_country_in_order(name):
    text = (files("newscrawl.outlets") / name).read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    assert text.startswith("# Outlets published in ")
    assert {f"{table['country'].lower()}.toml" for table in tables.values()} == {name}
    assert list(tables) == sorted(tables)


@pytest.mark.parametrize("outlet", OUTLETS.values(), ids=OUTLETS)
def test_the_zone_is_one_of_the_country(outlet):
    assert outlet.zone in zones_of(outlet.country)


@pytest.mark.parametrize("outlet", OUTLETS.values(), ids=OUTLETS)
def test_times_are_read_in_the_language(outlet):
    first = outlet.language.split("-")[0]
    text = FIVE_MINUTES_AGO.get(outlet.language) or FIVE_MINUTES_AGO[first]
    moment = parse_time(text, now=NOW, language=outlet.language, zone=outlet.zone_info)
    assert moment is not None
    assert (moment.value, moment.unit) == (5, "minute")


@each_section()
def test_a_section_has_a_listing_of_the_outlets_own(outlet, section):
    assert section.listing is not None
    parts = urlsplit(section.listing)
    host = parts.hostname or ""
    assert not is_on(host, NOT_THE_OUTLETS_OWN)
    own_host = host.count(".") > 1 and not host.startswith("www.")
    assert parts.path.strip("/") or own_host, "expected a section, not the front page"


@each_section()
def test_the_feed_is_that_of_the_section(outlet, section):
    if section.feed is None:
        return
    parts = urlsplit(section.feed)
    assert not is_on(parts.hostname or "", SERVED_NO_LONGER)
    assert parts.query or not OF_THE_WHOLE_SITE.fullmatch(parts.path)


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("/rss", True),
        ("/feed/", True),
        ("/rss.xml", True),
        ("/rss/news.xml", True),
        ("/arc/outboundfeeds/rss/", True),
        ("/world/rss", False),
        ("/rss/mundo.xml", False),
        ("/foreign/feed", False),
        ("/rsscna/intworld", False),
    ],
)
def test_what_names_no_section(path, whole):
    assert bool(OF_THE_WHOLE_SITE.fullmatch(path)) is whole


@each_section()
def test_addresses_are_plain(outlet, section):
    for _, url in section.pages:
        parts = urlsplit(url)
        assert parts.scheme == "https"
        assert url.isascii()
        assert parts.netloc == parts.netloc.lower()
        assert (parts.username, parts.port, parts.fragment) == (None, None, "")
        assert "utm_" not in parts.query


def test_no_two_sections_share_an_address():
    addresses = Counter(url.rstrip("/") for _, section in sections() for _, url in section.pages)
    assert [url for url, times in addresses.items() if times > 1] == []


@each_section()
def test_a_section_expects_some_stories_but_not_too_many(outlet, section):
    assert 5 <= section.min_stories <= 15
