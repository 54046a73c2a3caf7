"""The small modules: fold, table, grammar, zones, local, moment."""

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
from newscrawl.times.grammar import to_grammar
from newscrawl.times.local import day_interval, instants
from newscrawl.times.table import languages, load_table, to_table
from newscrawl.times.zones import HOURS, PLACES, parse_zone

PROJECT = Path(__file__).parents[2]


@given(st.text())
def test_fold_keeps_every_place(text: str) -> None:
    folded = fold(text)
    if folded.places is None:
        assert len(folded.text) == len(text)
    else:
        assert len(folded.text) == len(folded.places)
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
        ("и\u0306й", "ий"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize("language", languages())
def test_tables_are_whole(language: str) -> None:
    table = load_table(language)
    assert len(set(table.months.values())) == 12
    assert len(set(table.weekdays.values())) == 7
    assert {unit for units in table.units.values() for unit in units} == {
        *("second", "minute", "hour", "day", "week", "month", "year")
    }
    assert set(table.days.values()) >= {0, 1, 2}
    for key in (
        "before",
        "behind",
        "about",
        "less",
        "and",
        "just_now",
        "not_past",
        "at",
        "hour_marks",
        "updated",
    ):
        assert key in table.words
    assert set(table.fallback) <= set(languages())


def test_wrong_tables_are_named() -> None:
    with pytest.raises(ValueError, match="speling"):
        to_table({"order": "dmy", "units": {}, "speling": 1})
    with pytest.raises(ValueError, match="fortnight"):
        to_table({"order": "dmy", "units": {"fortnight": ["fn"]}})
    with pytest.raises(ValueError, match="myd"):
        to_table({"order": "myd", "units": {}})
    with pytest.raises(ValueError, match="12"):
        to_table({"order": "dmy", "units": {}, "calendar": {"months": [["Jan"]]}})


def test_counted_words_and_scripts_without_spaces() -> None:
    # What Arabic (duals) and Chinese (no spaces) need; the engine takes it from any table.
    data = {"order": "ymd", "spaced": False, "units": {"hour": ["小时"]}, "past": {"behind": ["前"]}}
    grammar = to_grammar(to_table({**data, "counted": {"2 hour": ["両時間"]}}))
    match = grammar.ago.match("3小时前北京")
    assert match is not None
    assert (match["n1"], match["u1"], match["behind"]) == ("3", "小时", "前")
    dual = grammar.ago.match("両時間前")
    assert dual is not None
    assert grammar.table.counted[dual["counted"]] == (2, "hour")


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
            if path.suffix in {".py", ".toml"}:
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
