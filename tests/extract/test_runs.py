"""Lists whose markup is lost: entries that open with a dateline and end with a relative time."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract.runs import find_run

DUTCH = [
    (
        "MINNEAPOLIS (ANP) - Bij een brand in een graansilo zijn twee mensen gewond geraakt.",
        "6 minuten geleden",
    ),
    ("WASHINGTON (ANP/RTR) - De VS en Canada praten weer over de houtprijs.", "een uur geleden"),
    ("GENÈVE (ANP/AFP) - Het overleg over visserij is vastgelopen.", "2 uur geleden"),
    ("TOKIO (ANP) - Een beving bij Hokkaido heeft geen schade aangericht.", "1 dag geleden"),
]
ENGLISH = [
    ("LISBON (Reuters) - The bridge over the Tagus reopened on Saturday.", "6 minutes ago"),
    ("NAIROBI (AP) — Kenya and Uganda have opened a border bridge.", "an hour ago"),
    ("GENEVA (AFP) - Fishery talks have stalled once more.", "2 hours ago"),
]
GERMAN = [
    ("LISSABON (dpa) - Die Brücke über den Tejo ist wieder offen.", "vor 6 Minuten"),
    ("NAIROBI (AFP) - Kenia und Uganda haben eine Grenzbrücke eröffnet.", "vor einer Stunde"),
    ("GENF (Reuters) - Die Gespräche über Fangquoten stocken.", "vor 2 Stunden"),
]
FRENCH = [
    ("LISBONNE (AFP) - Le pont sur le Tage a rouvert samedi.", "il y a 6 minutes"),
    ("NAIROBI (Reuters) - Le Kenya et l'Ouganda ont ouvert un pont.", "il y a une heure"),
    ("GENÈVE (AFP) - Les discussions sur la pêche piétinent.", "il y a 2 heures"),
]
SPANISH = [
    ("LISBOA (EFE) - El puente sobre el Tajo ha reabierto este sábado.", "hace 6 minutos"),
    ("NAIROBI (Reuters) - Kenia y Uganda han abierto un puente.", "hace una hora"),
    ("GINEBRA (AFP) - Las conversaciones sobre la pesca se estancan.", "hace 2 horas"),
]
LANGUAGES = {"nl": DUTCH, "en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}


def read(lines: list[str], language: str | None) -> list[tuple[str | None, str | None]]:
    return [(teaser.lead, teaser.time_text) for teaser in find_run(lines, language=language).teasers]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "joint",
    [
        ("", ""),  # "... geraakt.6 minuten geledenWASHINGTON (ANP/RTR) - ..."
        (" ", " "),
        ("", " "),
        (" ", ""),
        (" | ", " | "),
        pytest.param(
            (" · ", " · "),
        ),
    ],
)
def test_entries_run_together_in_one_line(language, joint):
    entries = LANGUAGES[language]
    line = joint[1].join(f"{text}{joint[0]}{time}" for text, time in entries)
    assert read([line], language) == entries


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_in_lines(language):
    entries = LANGUAGES[language]
    assert read([f"{text} {time}" for text, time in entries], language) == entries
    assert read([line for entry in entries for line in entry], language) == entries


def test_without_a_language():
    line = "".join(text + time for text, time in DUTCH)
    assert read([line], None) == DUTCH


def test_the_order_is_that_of_the_text():
    for entries in permutations(DUTCH, 3):
        run = find_run(["".join(text + time for text, time in entries)], language="nl")
        assert [teaser.lead for teaser in run.teasers] == [text for text, _ in entries]
        assert [teaser.position for teaser in run.teasers] == [1, 2, 3]


ONE = "".join(DUTCH[0])
PROSE = "De burgemeester zei dat de silo uit 1931 stamt en een monument is."


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        [ONE],  # an article may open with a dateline and show its own age
        [DUTCH[0][0], "6 minuten geleden"],
        [DUTCH[0][0], PROSE],
        ["6 minuten geleden"] * 4,
        ["6 minuten geleden", DUTCH[0][0]],
        [DUTCH[0][0], PROSE, PROSE, "6 minuten geleden", DUTCH[1][0], PROSE, PROSE, "2 uur geleden"],
        # sentences that only speak of times
        ["Zes minuten geleden ging het alarm af.", "Twee uur geleden was alles nog rustig."],
        [
            "MINNEAPOLIS (ANP) - Het begon 6 minuten geleden in een silo.",
            "TOKIO (ANP) - Het beefde 2 uur geleden.",
        ],
        # no datelines
        [
            "Storm (video) - Bekijk de beelden",
            "6 minuten geleden",
            "Brug (foto's) - Kijk mee",
            "2 uur geleden",
        ],
    ],
)
def test_no_list(lines):
    run = find_run(lines, language="nl")
    assert run.teasers == []
    assert run.lines == frozenset()


def test_an_article_in_front_of_the_list():
    """The lines of the article are none of the list's, its dateline and its own age included."""
    lines = [
        "Brug over de Taag weer open",
        "LISSABON (ANP) - De hangbrug bij Lissabon is na acht maanden weer open.",
        "Het schip raakte in mei een pijler. Drie uur geleden reed de eerste bus eroverheen.",
        "De haven betaalt de schade, zei een woordvoerder.",
        "Meer uit Buitenland",
        "".join(text + time for text, time in DUTCH),
    ]
    run = find_run(lines, language="nl")
    assert [(teaser.lead, teaser.time_text) for teaser in run.teasers] == DUTCH
    assert {teaser.heading for teaser in run.teasers} == {"Meer uit Buitenland"}
    assert run.lines == {4, 5}


@pytest.mark.parametrize(
    ("above", "heading"),
    [
        ("Meer uit Buitenland", "Meer uit Buitenland"),
        ("Buitenland", "Buitenland"),
        ("De haven betaalt de schade.", None),
        ("“De haven betaalt,” zei hij. “Alles.”", None),
        ("x" * 200, None),
        ("", None),
    ],
)
def test_heading(above, heading):
    run = find_run([above, *("".join(entry) for entry in DUTCH)], language="nl")
    assert {teaser.heading for teaser in run.teasers} == {heading}
    assert run.lines == {1, 2, 3, 4} | ({0} if heading else set())


@pytest.mark.parametrize(
    "text",
    [
        "SYDNEY (ANP/DPA) - De top begint maandag om 10.00 uur (lokale tijd) in de haven.",
        "SYDNEY (ANP/DPA) - Om tien uur 's avonds (lokale tijd) ging het licht uit.",
        "SYDNEY (ANP) - Het begon 2 uur geleden, zei de politie, en om 14.05 was het voorbij.",
        "SYDNEY (ANP) - Twee dagen geleden was er al gewaarschuwd voor hagel.",
        "SYDNEY (ANP) - Gisteren viel er hagel, vandaag sneeuw en morgen regen.",
        "SYDNEY (ANP) - De film is van 12 januari 2026 en duurt 3 uur.",
        "SYDNEY (ANP) - “We zagen het 5 minuten geleden”, zei een bewoner.",
        pytest.param(
            "SYDNEY (ANP) - Het oude kwartier wordt autovrij",
            marks=pytest.mark.xfail(strict=True, reason="no time is found in autovrij3 uur geleden"),
        ),
        "SYDNEY (ANP) - Het oude kwartier wordt autovrij ",
    ],
)
def test_times_inside_an_entry_do_not_end_it(text):
    line = "".join(text + time for text, time in [DUTCH[0], (text, "3 uur geleden"), DUTCH[1]])
    assert read([line], "nl") == [DUTCH[0], (text.strip(), "3 uur geleden"), DUTCH[1]]


def test_an_entry_in_two_lines():
    lines = ["MINNEAPOLIS (ANP) - Bij een brand", "zijn twee mensen gewond.", "6 minuten geleden", *DUTCH[1]]
    assert read(lines, "nl") == [
        ("MINNEAPOLIS (ANP) - Bij een brand zijn twee mensen gewond.", "6 minuten geleden"),
        DUTCH[1],
    ]


def test_an_entry_without_a_dateline_between_others():
    entries = [DUTCH[0], ("Het koninklijk paar bezoekt in mei Letland.", "een uur geleden"), DUTCH[2]]
    assert read(["".join(text + time for text, time in entries)], "nl") == entries


def test_a_long_list():
    entries = [
        (f"OSLO (ANP) - Bericht nummer {n} van deze dag is er.", f"{n} minuten geleden") for n in range(2, 59)
    ]
    assert read(["".join(text + time for text, time in entries)], "nl") == entries


PIECES = st.sampled_from([*(part for entry in DUTCH + ENGLISH for part in entry), *" |()-\n"])


@given(st.lists(st.lists(PIECES | st.text(max_size=10), max_size=8).map("".join), max_size=8))
def test_any_lines(lines):
    run = find_run(lines, language="nl")
    assert len(run.teasers) != 1
    assert [teaser.position for teaser in run.teasers] == list(range(1, len(run.teasers) + 1))
    assert run.lines <= set(range(len(lines)))
    for teaser in run.teasers:
        assert teaser.lead
        assert teaser.time_text
        assert teaser.url is teaser.headline is None


@pytest.mark.parametrize(
    ("language", "now", "lines"),
    [("nl", "zojuist", DUTCH), ("en", "just now", ENGLISH), ("de", "gerade eben", GERMAN)],
)
@pytest.mark.parametrize("joint", ["", "\n"])
def test_just_now_run_into_the_next_entry(language, now, lines, joint):
    """The words are no time anywhere else in running text, but a dateline that is run on behind them tells."""
    printed = [now, *(time for _, time in lines[1:])]
    text = "".join(f"{lead}{joint}{time}" for (lead, _), time in zip(lines, printed, strict=True))
    teasers = find_run(text.split("\n"), language=language).teasers
    assert [(teaser.lead, teaser.time_text) for teaser in teasers] == [
        (lead, time) for (lead, _), time in zip(lines, printed, strict=True)
    ]


@pytest.mark.parametrize(
    "line", ["zojuistIS (dit) - geen bericht", "Dat gebeurde zojuist in OSLO (ANP) - aldus X", "vandaagAB"]
)
def test_words_that_are_no_time_of_an_entry(line):
    assert (
        find_run([DUTCH[0][0], line, *(part for row in DUTCH[1:] for part in row)], language="nl")
        .teasers[0]
        .time_text
        != "zojuist"
    )
