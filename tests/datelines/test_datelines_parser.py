"""Datelines of each language and convention; the texts are invented."""

import pytest

from newscrawl.datelines import Dateline, find_agency, find_credits, parse_dateline

DUTCH = [
    ("ASSEN (ANP) - De rechtbank heeft", ["ASSEN"], ["anp"], None),
    ("DEN HAAG (ANP/AFP/RTR) – Het kabinet wil", ["DEN HAAG"], ["anp", "afp", "reuters"], None),
    ("OTTAWA/ABU DHABI (ANP/AFP) - De landen", ["OTTAWA", "ABU DHABI"], ["anp", "afp"], None),
    ("'s-Hertogenbosch (ANP) - De dijk", ["'s-Hertogenbosch"], ["anp"], None),
    ("TILBURG, KASSEL - Twee musea ruilen", ["TILBURG", "KASSEL"], [], None),
    ("BRUSSEL en PARIJS (Belga) - De ministers", ["BRUSSEL", "PARIJS"], ["belga"], None),
    ("LONDEN, 3 mei 2024 (ANP) - De koning", ["LONDEN"], ["anp"], "2024-05-03"),
    ("ALPHEN AAN DEN RIJN (ANP) - Een brug", ["ALPHEN AAN DEN RIJN"], ["anp"], None),
    ("Parijs – De Franse president heeft maandag gezegd dat hij", ["Parijs"], [], None),
    ("NIEUW-VENNEP - De brandweer is", ["NIEUW-VENNEP"], [], None),
]
ENGLISH = [
    ("KYIV/WARSAW, March 7 (Reuters) - The grain", ["KYIV", "WARSAW"], ["reuters"], "--03-07"),
    ("McALLEN, Texas (AP) — The bridge", ["McALLEN"], ["ap"], None),
    ("COEUR d'ALENE, Idaho (AP) _ The lake", ["COEUR d'ALENE"], ["ap"], None),
    ("OSLO, Norway (AP) -- The king", ["OSLO"], ["ap"], None),
    ("BIRMINGHAM, Ala. -- The mayor", ["BIRMINGHAM"], [], None),
    ("GENEVA, 10 July 2024 (AFP) - The council", ["GENEVA"], ["afp"], "2024-07-10"),
    ("DUBLIN, Aug. 9, 2019 (AFP) - The river", ["DUBLIN"], ["afp"], "2019-08-09"),
    ("LONDON, Monday (Reuters) - The pound", ["LONDON"], ["reuters"], None),
    ("OSAKA, Japan, Dec. 2 Kyodo - The fair", ["OSAKA"], ["kyodo"], "--12-02"),
    ("NEW DELHI: The monsoon has reached the coast and is moving on", ["NEW DELHI"], [], None),
    ("MILLVILLE—The old mill", ["MILLVILLE"], [], None),
    ("FORT ADAMS - The gate", ["FORT ADAMS"], [], None),
    ("QUEBEC (CP) - The port", ["QUEBEC"], ["cp"], None),
    ("By Jane Doe LAGOS (Reuters) - The lagoon", ["LAGOS"], ["reuters"], None),
    ("By JANE DOE OSLO, Norway (AP) -- The king", ["OSLO"], ["ap"], None),
    ("Feb. 3 (UPI) -- The comet", [], ["upi"], "--02-03"),
    ("(Reuters) - Shares fell", [], ["reuters"], None),
    ("AP - Tin rose", [], ["ap"], None),
    ("April 1, 2016 -- The museum said that it will close for the winter", [], [], "2016-04-01"),
    ("Canadian Press - HALIFAX (CP) - The ferry", ["HALIFAX"], ["cp", "cp"], None),
    ("NAPLES, Fla. - (KRT) - The storm", ["NAPLES"], ["krt"], None),
    ("MOSCOW, January 2. /TASS/. The ice", ["MOSCOW"], ["tass"], "--01-02"),
    ("ROME (AP) The bridge", ["ROME"], ["ap"], None),
]
GERMAN = [
    ("Berlin (dpa) - Die Elbe", ["Berlin"], ["dpa"], None),
    ("Frankfurt/Main (dpa) - Die Börse", ["Frankfurt/Main"], ["dpa"], None),
    ("Essen (dpa/lno) – Ein Zug", ["Essen"], ["dpa", "lno"], None),
    ("Wien/Graz – Die Bahn hat am Montag gesagt, dass sie baut", ["Wien", "Graz"], [], None),
    ("OSLO, 6. November (dpa). Der König", ["OSLO"], ["dpa"], "--11-06"),
    ("Köln, 3. Jänner 2023 (epd). Die Glocke", ["Köln"], ["epd"], "2023-01-03"),
    ("Genf (KNA/xy). Der Bischof", ["Genf"], ["kna", None], None),
    ("Vaduz, 27.6.2025 – Die Regierung", ["Vaduz"], [], "2025-06-27"),
    ("Rostow (Russland) - Nach dem Sturm sind viele Dörfer ohne Strom", ["Rostow"], [], None),
    ("Hamburg. Die Polizei hat am Freitag einen Schwan gefangen", ["Hamburg"], [], None),
    ("Hintertal – Ein Bär hat am Montag in Hintertal einen Zaun zerlegt", ["Hintertal"], [], None),
    ("Berlin und Wien (AFP) – Die Kanzler", ["Berlin", "Wien"], ["afp"], None),
]
FRENCH = [
    ("Strasbourg, 9 juil 2023 (AFP) Les députés", ["Strasbourg"], ["afp"], "2023-07-09"),
    ("Lyon, 1er mars 2023 (AFP) - Le Rhône", ["Lyon"], ["afp"], "2023-03-01"),
    ("PARIS, le 10 juillet (AFP) — La Seine", ["PARIS"], ["afp"], "--07-10"),
    ("Saint-Denis (AFP) - Le stade", ["Saint-Denis"], ["afp"], None),
    ("GENÈVE, 12 déc (Reuters) - Le lac", ["GENÈVE"], ["reuters"], "--12-12"),
    ("MARSEILLE/NICE (Reuters) - Le train", ["MARSEILLE", "NICE"], ["reuters"], None),
]
SPANISH = [
    ("Bogotá, 3 feb (EFE).- El río", ["Bogotá"], ["efe"], "--02-03"),
    ("Soria, 3 feb (EFE). - El río", ["Soria"], ["efe"], "--02-03"),
    ("Soria (España), 3 feb (EFE). El río ha crecido", ["Soria"], ["efe"], "--02-03"),
    ("Ciudad de México, 3 de febrero de 2024 (EFE).- El", ["Ciudad de México"], ["efe"], "2024-02-03"),
    ("MADRID, 4 Ene. (EUROPA PRESS) - El", ["MADRID"], ["europapress"], "--01-04"),
    ("Lisboa.- El presidente", ["Lisboa"], [], None),
]
TABLES = {"nl": DUTCH, "en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
ROWS = [(language, *row) for language, rows in TABLES.items() for row in rows]


@pytest.mark.parametrize(("language", "text", "places", "ids", "date_iso"), ROWS)
def test_conventions(
    language: str, text: str, places: list[str], ids: list[str | None], date_iso: str | None
) -> None:
    found = parse_dateline(text, language=language)
    assert found is not None
    assert (list(found.places), list(found.agency_ids), found.date_iso) == (places, ids, date_iso)
    assert found.raw in text
    assert text.endswith(found.rest)
    assert found.rest


@pytest.mark.parametrize(
    ("text", "raw", "rest"),
    [
        ("OTTAWA/ABU DHABI (ANP/AFP) - De", "OTTAWA/ABU DHABI (ANP/AFP)", "De"),
        ("Galena, Ill. -- The mayor said that it is", "Galena, Ill.", "The mayor said that it is"),
        ("Soria, 3 feb (EFE). - El", "Soria, 3 feb (EFE)", "El"),
        ("OSLO, March 2- The", "OSLO, March 2", "The"),
        ("MOSCOW, January 2. /TASS/. The", "MOSCOW, January 2. /TASS/", "The"),
        ("St. Helen, Mich., April 9. -- The", "St. Helen, Mich., April 9", "The"),
        ("(ANSA) - ROMA, 1 set - Il", "(ANSA) - ROMA, 1 set", "Il"),
        ("By Jane Doe LAGOS (Reuters) - The", "LAGOS (Reuters)", "The"),
    ],
)
def test_raw_ends_before_its_separator(text: str, raw: str, rest: str) -> None:
    found = parse_dateline(text)
    assert found is not None
    assert (found.raw, found.rest) == (raw, rest)


@pytest.mark.parametrize(
    ("text", "places", "regions"),
    [
        ("OSLO, Norway/BONN (AP) - The", ("OSLO", "BONN"), ("Norway", None)),
        ("EL PASO, TEXAS, March 2 - The", ("EL PASO",), ("TEXAS",)),
        ("BONN, PARIS (AP) - The", ("BONN", "PARIS"), (None, None)),
        ("SIENA, Tuscany, Italy (AP) - The", ("SIENA",), ("Tuscany, Italy",)),
        ("Jerez (Cádiz), 3 feb (EFE).- El", ("Jerez",), ("Cádiz",)),
        ("JACKSONVILLE, FL -- The", ("JACKSONVILLE",), ("FL",)),
    ],
)
def test_regions_are_aligned(text: str, places: tuple[str, ...], regions: tuple[str | None, ...]) -> None:
    found = parse_dateline(text)
    assert found is not None
    assert (found.places, found.regions) == (places, regions)


@pytest.mark.parametrize("front", ["  ", "\u00a0", "\u200e", "\ufeff", "– ", "\n\t- ", "\u2067 • "])
def test_what_markup_leaves_in_front(front: str) -> None:
    found = parse_dateline(f"{front}OSLO\u00a0(ANP)\u00a0- De fjord")
    assert found == Dateline("OSLO\u00a0(ANP)", ("OSLO",), (None,), ("ANP",), ("anp",), None, "De fjord")


def test_an_outlet_in_parentheses_is_kept_as_printed() -> None:
    found = parse_dateline("SPRINGFIELD (KXYZ) - The bridge")
    assert found is not None
    assert (found.agencies, found.agency_ids) == (("KXYZ",), (None,))
    # ND is also North Dakota: between place and dash it is who reports.
    found = parse_dateline("HAARLEM (ND) - De brug", language="nl")
    assert found is not None
    assert (found.agencies, found.regions) == (("ND",), (None,))


@pytest.mark.parametrize(
    ("text", "date_iso"),
    [
        ("OSLO, 29 Feb (AP) - The", "--02-29"),
        ("OSLO, 29 Feb 2023 (AP) - The", None),
        ("OSLO, 31. November (dpa) - Der", None),
        ("OSLO, 2024-07-10 (AP) - The", "2024-07-10"),
        ("OSLO, 25/12/2024 (AP) - The", "2024-12-25"),
        ("OSLO, 12/25/2024 (AP) - The", "2024-12-25"),
        ("OSLO, 10/07/2024 (AP) - The", None),  # July or October: not known
        ("OSLO, Montag, 6. Mai (dpa) - Der", "--05-06"),
        ("OSLO, 27.06.25 (dpa) - Der", "2025-06-27"),
    ],
)
def test_dates(text: str, date_iso: str | None) -> None:
    found = parse_dateline(text)
    assert found is not None
    assert (found.places, found.date_iso) == (("OSLO",), date_iso)


def test_a_dateline_within_the_text_is_none() -> None:
    assert parse_dateline("De brug is open. OSLO (ANP) - De fjord") is None


def test_long_text_keeps_its_rest() -> None:
    found = parse_dateline("OSLO (ANP) - " + "De fjord. " * 20_000)
    assert found is not None
    assert len(found.rest) == 199_999


@pytest.mark.parametrize("tag", ["de", "de-AT", "DE", "de_CH", "de-Latn-DE"])
def test_a_tag_means_its_language(tag):
    text = "Berlin. Die Polizei sucht nach einem Raub zwei Zeugen."
    assert parse_dateline(text, language=tag).raw == "Berlin"
    assert find_agency("ANI", language="hi") == find_agency("ANI", language="hi-IN") == "ani"
    assert find_credits("Es brennt. (BNA)", language="ar-BH")[0].agency_ids == ("bna",)
