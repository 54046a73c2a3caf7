"""Markers and forms of units derived from small sets of relative times."""

from tools.times.derive import add_derived
from tools.times.draft import Draft, Rank, Source
from tools.times.markers import Deriver


def derive(patterns, units=None, spaced=True):
    return Deriver(units or {}, spaced).derive(patterns)


def test_marker_before_and_inflected_units():
    patterns = {"minute": ["pred # minutami"], "hour": ["pred # hodinou"], "day": ["pred # dny"]}
    found = derive(patterns, {"day": ["den"]})
    assert (found.before, found.behind) == ({"pred"}, set())
    assert found.units == {"minute": {"minutami"}, "hour": {"hodinou"}, "day": {"dny"}}


def test_marker_of_several_words():
    patterns = {"hour": ["# uair an chloig o shin"], "day": ["# la o shin"], "week": ["# seachtain o shin"]}
    found = derive(patterns)
    assert found.behind == {"o shin"}
    assert found.units["hour"] == {"uair an chloig"}


def test_first_half_of_a_pair_is_weak():
    patterns = {
        "minute": ["for # minuter sedan"],
        "hour": ["for # timmar sedan"],
        "day": ["for # dagar sedan"],
    }
    found = derive(patterns)
    assert (found.before, found.behind, found.weak()) == (set(), {"sedan"}, {"for"})


def test_first_half_that_stands_alone_is_not_weak():
    patterns = {
        "minute": ["for # minuter sedan", "for # min"],
        "hour": ["for # timmar sedan", "for # tim"],
        "day": ["for # dagar sedan", "for # d"],
    }
    assert derive(patterns).weak() == set()


def test_agreeing_markers_stand_beside_known_units():
    patterns = {
        "minute": ["dakika # iliyopita", "dakika # zilizopita"],
        "hour": ["saa # iliyopita", "saa # zilizopita"],
        "month": ["mwezi # uliopita"],
    }
    units = {"minute": ["dakika"], "hour": ["saa"], "month": ["mwezi"]}
    found = derive(patterns, units)
    assert found.behind == {"iliyopita", "zilizopita", "uliopita"}
    assert found.left_units == {"dakika", "saa", "mwezi"}


def test_unit_that_holds_the_past():
    patterns = {
        "minute": ["# perce", "# perccel ezelott"],
        "hour": ["# oraja", "# oraval ezelott"],
        "day": ["# nappal ezelott"],
    }
    found = derive(patterns)
    assert found.fused == {"minute": {"perce"}, "hour": {"oraja"}}


def test_script_without_spaces():
    patterns = {"second": ["#秒钟前"], "minute": ["#分钟前"], "hour": ["#小时前"], "month": ["#个月前"]}
    found = derive(patterns, {"minute": ["分钟"]}, spaced=False)
    assert found.behind == {"前"}
    assert found.units == {"second": {"秒钟"}, "minute": {"分钟"}, "hour": {"小时"}, "month": {"个月"}}


def test_a_minus_is_no_marker():
    found = derive({"minute": ["-# min"], "hour": ["-# h"], "day": ["-# d"]}, {"minute": ["min"]})
    assert not found.before
    assert not found.behind


def draft_of(frames, future):
    draft = Draft("xx")
    for head, patterns in (("frames", frames), ("_future", future)):
        for unit, texts in patterns.items():
            draft.add_all((head, unit), texts, Source(Rank.LONG, "test"))
    return draft


def test_marker_of_both_tenses_is_refused():
    frames = {"minute": ["tu # min gone"], "hour": ["tu # h gone"], "day": ["tu # d gone"]}
    future = {"minute": ["tu # min"], "hour": ["tu # h"], "day": ["tu # d"]}
    draft = draft_of(frames, future)
    for unit, word in (("minute", "min"), ("hour", "h"), ("day", "d")):
        draft.add(("units", unit), word, Source(Rank.LONG, "test"))
    add_derived(draft)
    assert list(draft.of("past", "behind")) == ["gone"]
    assert list(draft.of("future", "before")) == ["tu"]


def test_words_for_about_and_counted():
    frames = {
        "hour": ["il y a # heures", "il y a environ # heures"],
        "day": ["il y a # jours"],
        "week": ["il y a # sem"],
    }
    draft = draft_of(frames, {})
    draft.add(("_about", "hour"), "il y a environ # heures", Source(Rank.FORMATTER, "test"))
    draft.add(("said", "1 hour"), "il y a une heure", Source(Rank.LONG, "test"))
    add_derived(draft)
    assert list(draft.of("words", "about")) == ["environ"]
    assert list(draft.of("counted", "1 hour")) == ["une heure"]
    assert list(draft.of("past", "before")) == ["il y a"]
