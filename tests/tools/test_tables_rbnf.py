"""The evaluator of rule-based number formats, on rules shortened from CLDR's."""

import pytest

from tools.times.rbnf import Speller, Unspeakable

DUTCH = {
    "%%number-en": [
        ["1", "een\u00aden\u00ad;"],
        ["2", "twee\u00aden\u00ad;"],
        ["4", "=%spellout-cardinal=\u00aden\u00ad;"],
    ],
    "%spellout-cardinal": [
        ["-x", "min →→;"],
        ["0", "nul;"],
        ["1", "een;"],
        ["2", "twee;"],
        ["5", "vijf;"],
        ["20", "[→%%number-en→]twintig;"],
        ["100", "honderd[→→];"],
        ["200", "←←honderd[→→];"],
    ],
    "_rbnfRulesFile": "nl.txt",
}
FRENCH = {
    "%%et-un": [["1", "et-un;"], ["2", "=%m=;"]],
    "%m": [
        ["1", "un;"],
        ["2", "deux;"],
        ["10", "dix;"],
        ["20", "vingt[-→%%et-un→];"],
        ["60/20", "soixante[-→→];"],
    ],
}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "een"),
        (20, "twintig"),
        (22, "twee\u00aden\u00adtwintig"),
        (25, "vijf\u00aden\u00adtwintig"),
        (102, "honderdtwee"),
    ],
)
def test_spells_with_optional_parts_and_other_rule_sets(number, words):
    assert Speller(DUTCH).spell(number, "%spellout-cardinal") == words


def test_multiplies_and_takes_the_radix_from_the_base():
    assert Speller(DUTCH).spell(205, "%spellout-cardinal") == "tweehonderdvijf"
    assert Speller(FRENCH).spell(70, "%m") == "soixante-dix"
    assert Speller(FRENCH).spell(21, "%m") == "vingt-et-un"


def test_three_arrows_use_the_rule_before():
    rules = {"%n": [["0", "zero;"], ["1", "one;"], ["2", "two;"], ["10", "ten →→→;"]]}
    assert Speller(rules).spell(12, "%n") == "ten two"


def test_private_rule_sets_are_not_offered():
    assert Speller(DUTCH).names == ["%spellout-cardinal"]


@pytest.mark.parametrize(
    "rules",
    [
        {"%n": [["0", "=#,##0=;"]]},
        {"%n": [["0", "=%missing=;"]]},
        {"%n": [["0", "=%n=;"]]},
        {"%n": [["0", "→→$(cardinal,one{a}other{b})$;"]]},
        {"%n": [["100", "hundred;"]]},
        {"%n": [["0", ";"]]},
    ],
)
def test_what_cannot_be_spelled_is_said(rules):
    with pytest.raises(Unspeakable):
        Speller(rules).spell(7, "%n")
