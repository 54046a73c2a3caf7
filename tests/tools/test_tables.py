"""The compiler of the tables, without a network: gathering, settling, packing, and what it refuses."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import tools.times
from tools.times.compile import Drafts, add_corrections, add_hand, finish, tables
from tools.times.conflicts import part_tenses, settle
from tools.times.draft import Draft, Rank, Source
from tools.times.hand import TableError
from tools.times.pack import index, pack, to_table, unpack
from tools.times.phrases import add_phrases
from tools.times.relative import add_relative, add_units

MODULES = [f"tools.times.{module.name}" for module in pkgutil.iter_modules(tools.times.__path__)]
PACKED = Path(__file__).parents[2] / "newscrawl" / "times" / "tables.bin"


class SmallCldr:
    """Stands for the packages: one language with a past and a future, and the root."""

    def likely(self, tag):
        return tag, "Latn", "XX"

    def fields(self, locale):
        fields = {}
        for unit in ("second", "minute", "hour", "day", "week", "month", "year"):
            past, future = (
                (f"{{0}} {unit}s back", f"in {{0}} {unit}s") if locale == "xx" else ("-{0} u", "+{0} u")
            )
            field = {"relativeTime-type-past": {"relativeTimePattern-count-other": past}}
            field["relativeTime-type-future"] = {"relativeTimePattern-count-other": future}
            field["relative-type--1"] = "dup" if locale == "xx" else "yesterday"
            fields |= {unit: field, f"{unit}-short": field, f"{unit}-narrow": field}
        if locale == "xx":
            fields["hour"]["relativeTime-type-past"]["relativeTimePattern-count-one"] = "an hour back"
        return fields

    def units(self, locale):
        pattern = "{0} Héures" if locale == "xx" else "{0} h"
        unit = {"duration-hour": {"unitPattern-count-other": pattern, "perUnitPattern": "{0}/h"}}
        empty = {f"duration-{name}": {} for name in ("second", "minute", "day", "week", "month", "year")}
        return dict.fromkeys(("long", "short", "narrow"), unit | empty)


def compiled():
    cldr, drafts = SmallCldr(), Drafts()
    for locale in ("und", "xx"):
        add_relative(cldr, locale, drafts[locale])
        add_units(cldr, locale, drafts[locale])
    finish(drafts, cldr)
    return tables(drafts)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_cldr_words_are_folded_and_markers_derived():
    table = compiled()["xx"]
    assert table["frames"]["day"] == ["# days back"]
    assert table["said"] == {"1 hour": ["an hour back"]}
    assert table["past"] == {"behind": ["back"]}
    assert table["future"] == {"before": ["in"]}
    assert table["days"] == {"1": ["dup"]}
    assert table["units"]["hour"] == ["heures", "hours"]


def test_packs_the_same_bytes_twice_and_unpacks_what_was_packed():
    first, second = (pack(compiled(), {"yy": "xx"}, "1") for _ in range(2))
    assert first == second
    head, made, words = unpack(first)
    assert made == compiled()
    assert head["aliases"] == {"yy": "xx"}
    assert head["languages"]["und"][0] == 0
    assert words["dup"] == "xx"


def test_index_takes_one_letter_where_words_are_not_parted():
    found = index(
        {"zh": {"frames": {"minute": ["#分钟前"]}, "days": {"1": ["昨天"]}}, "ja": {"days": {"1": ["昨日"]}}}
    )
    assert found == {"分": "zh", "昨": "ja zh"}


def test_a_frame_that_is_also_future_is_dropped():
    draft = Draft("ar")
    draft.add(("frames", "month"), "within # months", Source(Rank.SHORT, "short"))
    draft.add(("_future", "month"), "within # months", Source(Rank.LONG, "long"))
    part_tenses(draft)
    assert not draft.of("frames", "month")
    assert "kept future" in draft.doubts[0]


def test_a_word_with_two_meanings_keeps_that_of_the_better_source():
    draft = Draft("tr")
    draft.add(("units", "second"), "s", Source(Rank.NARROW, "narrow"))
    draft.add(("units", "hour"), "s", Source(Rank.SHORT, "short"))
    draft.add(("units", "minute"), "m", Source(Rank.NARROW, "narrow"))
    draft.add(("units", "month"), "m", Source(Rank.SHORT, "short"))
    draft.add(("frames", "week"), "# s. ago", Source(Rank.NARROW, "narrow"))
    draft.add(("frames", "second"), "# s. ago", Source(Rank.NARROW, "narrow"))
    settle(draft)
    units = to_table(draft)["units"]
    assert units == {"hour": ["s"], "minute": ["m"], "month": ["m"]}
    assert "frames" not in to_table(draft)  # equal sources: neither is believed
    assert len(draft.doubts) == 2


def test_two_meanings_given_by_hand_are_meant():
    draft = Draft("ko")
    for unit in ("second", "hour"):
        draft.add(("units", unit), "s", Source(Rank.HAND, "ko.toml"))
    settle(draft)
    assert to_table(draft)["units"] == {"second": ["s"], "hour": ["s"]}


def row(text, tense="past", **more):
    return {"source": "f", "locale": "xx-Latn", "style": "long", "tense": tense, "text": text, **more}


def test_phrases_of_formatters():
    drafts = Drafts()
    rows = [
        row("# hours ago", unit="hour"),
        row("an hour ago", unit="hour", value=1),
        row("about # hours ago", unit="hour", approx="about"),
        row("less than # hours ago", unit="hour", approx="less"),
        row("less than a minute ago", unit="minute", value=1, approx="less"),
        row("half a minute ago", unit="minute", value=0.5, approx="half"),
        row("just now", unit="second", now=True),
        row("a few seconds ago", unit="second", value=None),
        row("# hrs", "bare", unit="hour"),
        row("in # hours", "future", unit="hour"),
    ]
    add_phrases(rows, drafts, {})
    table = to_table(drafts["xx"])
    assert table["frames"] == {"hour": ["# hours ago", "about # hours ago"]}
    assert table["said"] == {"1 hour": ["an hour ago"]}
    assert table["less_frames"] == {"hour": ["less than # hours ago"]}
    assert table["less_said"] == {"1 minute": ["less than a minute ago"]}
    assert table["rough_said"] == {"30 second": ["half a minute ago"]}
    assert table["words"] == {"just_now": ["just now"], "seconds": ["a few seconds ago"]}
    assert table["units"] == {"hour": ["hrs"]}


def hand(tmp_path, text, name="nl.toml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    drafts = Drafts()
    drafts["nl"].add(("units", "minute"), "m", Source(Rank.LONG, "cldr"))
    add_hand(drafts, [tmp_path / name])
    return drafts["nl"]


def test_hand_kept_words_come_first_and_take_others_out(tmp_path):
    text = (
        'order = "dmy"\nremove.units.hour = ["u"]\n[units]\nminute = ["Minuut", "m"]\n[calendar]\nmonths = ['
    )
    draft = hand(tmp_path, text + ", ".join(f'["m{month}"]' for month in range(12)) + "]\n")
    draft.add(("units", "hour"), "U", Source(Rank.LONG, "cldr"))
    table = to_table(draft)
    assert table["units"] == {"minute": ["m", "minuut"]}
    assert table["order"] == "dmy"
    assert table["calendar"]["months"][11] == ["m11"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("order = 3", "nl.toml: order"),
        ('unit = ["a"]', "nl.toml: unit: unknown key"),
        ('[units]\nfortnight = ["a"]', "nl.toml: units.fortnight: unknown key"),
        ('[units]\nhour = "a"', "nl.toml: units.hour: must be a list"),
        ('[said]\n"one hour" = ["a"]', "nl.toml: said.one hour"),
        ('[calendar]\nmonths = [["a"]]', "nl.toml: calendar.months: must be 12 lists"),
        ('[regions]\nBE = "yes"', "nl.toml: regions"),
        ('[remove.words]\nsoon = ["a"]', "nl.toml: remove.words.soon"),
        ("[units", "nl.toml: "),
    ],
)
def test_wrong_tables_are_refused_by_file_and_key(tmp_path, text, complaint):
    with pytest.raises(TableError, match=complaint):
        hand(tmp_path, text)


def test_corrections_name_their_language(tmp_path):
    file = tmp_path / "corrections.toml"
    file.write_text('[nl]\nreason = "why"\nunits.hour = ["u"]\n[de]\nunit = 1\n', encoding="utf-8")
    with pytest.raises(TableError, match=r"corrections\.toml: de: unit"):
        add_corrections(Drafts(), file)


def test_the_committed_file_is_whole_and_small():
    packed = PACKED.read_bytes()
    head, made, words = unpack(packed)
    assert len(packed) < 700_000
    assert len(made) > 300
    assert set(head["aliases"].values()) <= set(made)
    assert {language for languages in words.values() for language in languages.split()} <= set(made)
    assert head["aliases"]["no"] == "nb"
    assert "geleden" in made["nl"]["past"]["behind"]
