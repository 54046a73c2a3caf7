"""What names of agencies say for one another, and how the table of aliases is filled with it."""

import doctest
import gzip
import importlib
import json
import pkgutil

import pytest

import tools.agencies
from tools.agencies.__main__ import derive, measure
from tools.agencies.evidence import (
    is_compound,
    is_initials,
    is_name,
    is_spelling,
    is_transliteration,
    translated_in,
)
from tools.agencies.table import Alias


@pytest.mark.parametrize("module", [name for _, name, _ in pkgutil.iter_modules(tools.agencies.__path__)])
def test_doctests(module):
    assert doctest.testmod(importlib.import_module(f"tools.agencies.{module}")).failed == 0


@pytest.mark.parametrize(
    ("alias", "name", "expected"),
    [
        ("ANP", "Algemeen Nederlands Persbureau", True),
        ("A.N.P.", "Algemeen Nederlands Persbureau", True),
        ("AIB", "Agence d'Information du Burkina", True),  # small words are passed over
        ("SID", "Sport-Informations-Dienst", True),
        ("NAMPA", "Namibia Press Agency", True),  # up to three letters of a word
        ("و م ع", "وكالة المغرب العربي للأنباء", True),
        ("ПАП", "Польское агентство печати", True),
        ("ANP", "Nederlands Algemeen Persbureau", False),
        ("AN", "Algemeen Nederlands Persbureau", False),
        ("ANPX", "Algemeen Nederlands Persbureau", False),
        ("A", "Associated Press", False),
        ("Reuters", "Reuters", False),
        ("NAMIBPA", "Namibia Press Agency", False),
        ("IDG News", "IDG News Service", False),  # words, no initials
        ("ا ف ب", "أ ف ب", False),  # letters of letters
        ("JANA", "JANA News Agency", False),  # says nothing of its origin
        ("共同", "共同 通信", False),
        ("", "Associated Press", False),
    ],
)
def test_initials(alias, name, expected):
    assert is_initials(alias, name) is expected


@pytest.mark.parametrize(
    ("alias", "other", "expected"),
    [
        ("Agence Anadolu", "Anadolu", True),
        ("خبرگزاری ایسنا", "ایسنا", True),
        ("ИА «Росбалт»", "Росбалт", True),
        ("AFP通信", "AFP", True),
        ("彭博通讯社", "彭博", True),
        ("로이터 통신", "로이터", True),
        ("NTB-AFP", "NTB", True),
        ("Anadolu Hotel", "Anadolu", False),
        ("Anadolu", "Anadolu", False),
        ("Anadolular", "Anadolu", False),
        ("Interfax-Ukraine", "Interfax", False),  # an agency of its own
        ("路透社长", "路透", False),
        ("NTB-KLM", "NTB", False),
    ],
)
def test_compounds(alias, other, expected):
    assert is_compound(alias, other, {"afp", "reuters"}) is expected


@pytest.mark.parametrize(
    ("alias", "other", "expected"),
    [
        ("Интерфакс", "Interfax", True),
        ("ブルームバーグ", "Bloomberg", True),
        ("블룸버그", "Bloomberg", True),
        ("तसनीम", "Tasnim", True),
        ("ಪಿಟಿಐ", "PTI", True),
        ("כלכליסט", "Reuters", False),
        ("Блумберг", "Reuters", False),
        ("ДПА", "AFP", False),
        ("Reuter", "Reuters", False),  # of the same script
        ("路透", "Reuters", False),  # characters say no sounds here
        ("ロイター", "رويترز", False),  # the other is in Latin letters
        ("", "Reuters", False),
    ],
)
def test_transliterations(alias, other, expected):
    assert is_transliteration(alias, other) is expected


def test_names_spellings_and_translations():
    assert is_name("TELAM", "Télam")
    assert is_name("Trend", "Trend (Azerbaijan)")
    assert not is_name("Télam SE", "Télam")
    assert is_spelling("Globe Newswire", "GlobeNewswire")
    assert is_spelling("法國新聞社", "法国新闻社")
    assert not is_spelling("法新社", "法国新闻社")
    assert not is_spelling("!", "?")
    assert translated_in("荷兰通讯社", "NL") == "zh"
    assert translated_in("イラン国営通信", "IR") == "ja"
    assert translated_in("荷兰通讯社", "BE") is None
    assert translated_in("荷兰", "NL") is None


def row(alias, evidence="knowledge", source="", ambiguous="no"):
    return Alias("xna", alias, ambiguous, evidence, source)


def found(rows):
    return [(row.alias, row.evidence, row.source) for row in rows]


def test_each_row_gets_the_best_evidence_and_what_people_entered_stays():
    rows = [
        row("Agence Xanadu", "knowledge"),
        row("XANADU NEWS AGENCY", "spelling", "what it once rested on"),
        row("Xanadu", "site", "https://xanadu.example/about"),
        row("XNA", ambiguous="yes"),
        row("Ксанаду"),
        row("Kubla"),
    ]
    derive(rows, {"name": "Xanadu News Agency", "country": ""}, set())
    assert found(rows) == [
        ("Agence Xanadu", "compound", "Xanadu"),
        ("XANADU NEWS AGENCY", "name", ""),
        ("Xanadu", "site", "https://xanadu.example/about"),
        ("XNA", "initials", "Xanadu News Agency"),
        ("Ксанаду", "transliteration", "Xanadu News Agency"),
        ("Kubla", "knowledge", ""),
    ]


def test_two_names_do_not_rest_on_each_other():
    rows = [row("Kubla-Khan"), row("Kubla Khan")]
    derive(rows, {"name": "Xanadu", "country": ""}, set())
    assert found(rows) == [("Kubla-Khan", "knowledge", ""), ("Kubla Khan", "spelling", "Kubla-Khan")]


def test_printed_names_are_measured_but_for_ambiguous_codes(tmp_path):
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_text(json.dumps({"source": "one", "agencies": ["XANADU", "XNA"]}), encoding="utf-8")
    packed.write_bytes(gzip.compress(json.dumps({"source": "two", "agencies": ["Xanadu"]}).encode()))
    rows = [row("Xanadu", "dateline", "older"), row("XNA", ambiguous="yes"), row("Kubla")]
    measure(rows, [plain, packed])
    assert found(rows) == [
        ("Xanadu", "dateline", "older one two"),
        ("XNA", "knowledge", ""),
        ("Kubla", "knowledge", ""),
    ]
