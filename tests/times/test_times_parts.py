"""The small modules: fold, tables, lexicon, zones, local, moment."""

import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.times import intersect
from newscrawl.times.fold import fold
from newscrawl.times.lexicon import find_lexicon, to_lexicon
from newscrawl.times.local import day_interval, instants
from newscrawl.times.phrases import Phrases
from newscrawl.times.relative import read_ago
from newscrawl.times.tables import UNITS, languages, load_table
from newscrawl.times.zones import HOURS, PLACES, parse_zone

PROJECT = Path(__file__).parents[2]


@given(st.text())
def test_fold_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.lines) == len(text if folded.places is None else folded.places)
    assert folded.slice(0, len(folded.text)) in text
    assert folded.text == folded.text.lower() or not folded.text.isascii()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉÉN Uur", "een uur"),
        ("e\u0301e\u0301n", "een"),
        ("uurKabinet", "uur\x00abinet"),
        ("straße", "straße"),
        ("Mis à jour l’été – 5", "mis a jour l'ete - 5"),
        ("часНазад", "час\x00азад"),
        ("и\u0306й", "ии"),  # й and ё with and without their marks, typed in one piece or in two
        ("четырёх", "четырех"),
        ("Πριν ΏΡΕΣ", "πριν ωρεσ"),
        ("أمس ۵ دقیقه", "امس 5 دقيقه"),
        ("מִנְחָה דק׳", "מנחה דק'"),
        ("घण्टे फ़र", "घण्टे फर"),
        ("ড়", "ড"),
        ("한\u1100\u1161", "한가"),
        ("３時間前　更新：", "3時間前 更新:"),
        ("6\n   minuten\t geleden", "6 minuten geleden"),
        ("Yarım ÖNCE", "yarim once"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


# Languages in which big news outlets publish: each has all that a listing may print.
NEWS = "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv th tr uk vi zh".split()


@pytest.mark.parametrize("language", languages())
def test_tables_make_a_lexicon(language: str) -> None:
    lexicon = find_lexicon(language)
    assert lexicon.order in ("dmy", "mdy", "ymd")
    assert set(lexicon.fallback) <= set(languages())
    assert lexicon.tails.meanings or lexicon.heads.meanings or lexicon.marks
    assert all(1 <= month <= 12 for _, month in lexicon.months.meanings.values())
    assert all(0 <= day <= 6 for day in lexicon.weekdays.meanings.values())


@pytest.mark.parametrize("language", NEWS)
def test_tables_of_news_languages_are_whole(language: str) -> None:
    lexicon = find_lexicon(language)
    assert {unit for units in lexicon.units.meanings.values() for unit in units} == set(UNITS)
    assert len(set(lexicon.weekdays.meanings.values())) == 7
    assert set(lexicon.days.meanings.values()) >= {0, 1, 2}
    assert set(lexicon.last.meanings.values()) == {"week", "month", "year"}
    assert (
        lexicon.words["month_mark"].meanings
        or lexicon.words["month_before"].meanings
        or len(lexicon.months.meanings) >= 12
    )
    for key in ("about", "just_now", "not_past", "hour_marks", "updated", "published"):
        assert lexicon.words[key].meanings, key
    assert lexicon.words["before"].meanings or lexicon.words["behind"].meanings


def test_phrases_end_where_a_word_ends() -> None:
    phrases = Phrases({"uur": 1, "uur geleden": 2, "前": 3, "小时": 4, "ago": 5, "दिन": 6})
    assert phrases.match("uur geleden.", 0) == (2, 11)
    assert phrases.match("uurwerk", 0) is None
    assert phrases.match("uur\x00abinet", 0) == (1, 3)
    assert phrases.match("小时前北京", 0) == (4, 2)
    assert phrases.match("दिनों", 0) is None  # a vowel sign belongs to the letter before it
    assert phrases.match("", 0) is None
    assert Phrases({"前": 1}, whole=True).match("前北", 0) is None


def test_frames_counted_words_and_units_in_front() -> None:
    # What Arabic (duals), Chinese (no spaces), Swahili (agreement) and Swedish (both sides) need.
    table = {
        "unit_first": True,
        "units": {"hour": ["小时", "timmar"], "minute": ["dakika"]},
        "frames": {"minute": ["dakika # zilizopita"], "hour": ["för # timmar sedan"]},
        "counted": {"2 hour": ["ساعتين"]},
        "past": {"before": ["قبل"], "behind": ["前", "sedan"], "weak": ["för"]},
    }
    lexicon = to_lexicon(table)
    for text, end in [
        ("0小时前北京", 4),
        ("قبل ساعتين", 10),
        ("dakika 0 zilizopita", 19),
        ("för 0 timmar sedan", 18),
        ("0 timmar sedan", 14),
    ]:
        ago = read_ago(fold(text), 0, lexicon)
        assert ago is not None
        assert (ago.end, ago.marked) == (end, True)
    bare = read_ago(fold("för 0 timmar"), 0, lexicon)
    assert bare is not None
    assert not bare.marked


@pytest.mark.parametrize("language", languages())
def test_a_language_loads_in_milliseconds(language: str) -> None:
    def seconds() -> float:
        start = time.perf_counter()
        load_table(language)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < 0.05  # about 1 ms here; shared machines are slow at times


def test_tables_are_read_from_a_zipped_egg(tmp_path: Path) -> None:
    egg = tmp_path / "newscrawl.egg"
    with zipfile.ZipFile(egg, "w") as archive:
        archive.writestr("newscrawl/__init__.py", "")
        for path in sorted((PROJECT / "newscrawl" / "times").rglob("*")):
            if path.suffix in {".py", ".bin"}:
                archive.write(path, path.relative_to(PROJECT).as_posix())
    code = (
        "from datetime import *; from zoneinfo import ZoneInfo; import newscrawl.times as t; import sys;"
        "print(t.__file__, t.parse_time('6 minuten geleden', now=datetime.now(UTC), language='nl', zone=ZoneInfo('UTC')).value);"
        "sys.exit('scrapy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(egg)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "newscrawl.egg" in done.stdout
    assert done.stdout.endswith("6\n")


@pytest.mark.parametrize("name", [*HOURS, *PLACES])
def test_zone_names(name: str) -> None:
    assert parse_zone(name) is not None
    assert parse_zone(name.lower()) == parse_zone(name)


@pytest.mark.parametrize("text", ["", "XYZ", "+", "+1:", "GMT+15", "CETX", "é"])
def test_no_zone(text: str) -> None:
    assert parse_zone(text) is None


ZONES = st.sampled_from(["Europe/Amsterdam", "America/Havana", "Australia/Lord_Howe", "Pacific/Apia"]).map(
    ZoneInfo
)


@given(at=st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)), zone=ZONES)  # noqa: DTZ001
def test_instants_hold_the_instant_of_the_wall(at: datetime, zone: ZoneInfo) -> None:
    local = at.astimezone(zone)
    first, last = instants(local.replace(tzinfo=None, fold=0), zone)
    assert at in (first, last)
    start, end = day_interval(local.date(), zone)
    assert start <= at < end
    assert timedelta(hours=23) <= end - start <= timedelta(hours=25)


def test_intersect() -> None:
    one, two, three = (datetime(2026, 5, day, tzinfo=UTC) for day in (1, 2, 3))
    assert intersect((one, two), (two, three)) == (two, two)
    assert intersect((one, three), (two, two)) == (two, two)
    assert intersect((one, one), (two, three)) is None
