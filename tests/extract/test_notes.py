"""Corrections, and whose copy a story is."""

import pytest

from newscrawl.extract import extract_article
from newscrawl.extract.notes import MAX_NOTE, MAX_NOTES, find_corrections, find_credit_lines

CORRECTIONS = [
    "Correctie: de brug is 120 meter lang, geen 210 zoals eerst vermeld.",
    "Rectificatie (24 januari): de haven heet anders.",
    "Een eerdere versie van dit artikel noemde een verkeerde lengte.",
    "In een eerdere versie van dit bericht stond een verkeerde naam.",
    "Correction: The bridge is 120 metres long, not 210.",
    "Corrections and clarifications: the port has another name.",
    "An earlier version of this article misstated the length of the bridge.",
    "This story has been corrected to give the right length of the bridge.",
    "*This article was amended on 24 January to correct a name.",
    "Berichtigung: Die Brücke ist 120 Meter lang.",
    "In einer früheren Version dieses Artikels hieß die Brücke anders.",
    "Rectificatif : le pont mesure 120 mètres.",
    "Une version précédente de cet article donnait une autre longueur.",
    "Fe de erratas: el puente mide 120 metros.",
    "Una versión anterior de este artículo daba otra longitud.",
    "Errata corrige: il ponte è lungo 120 metri.",
    "Correção: a ponte mede 120 metros.",
    "Uma versão anterior deste texto dava outro comprimento.",
    "Rättelse: Bron är 120 meter lång.",
    "Rettelse: Broen er 120 meter lang.",
    "Oikaisu: Silta on 120 metriä pitkä.",
    "Sprostowanie: most ma 120 metrów długości.",
    "Oprava: most měří 120 metrů, ne 210.",
    "Helyreigazítás: a híd 120 méter hosszú.",
    "Исправление: длина моста 120 метров.",
    "Виправлення: довжина мосту 120 метрів.",
    "Διόρθωση: η γέφυρα έχει μήκος 120 μέτρα.",
    "Düzeltme: Köprünün uzunluğu 120 metredir.",
    "Koreksi: panjang jembatan 120 meter.",
    "تصحيح: طول الجسر 120 مترا وليس 210.",
    "訂正：橋の長さは210メートルではなく120メートルでした。",
    "更正：大桥全长为120米，而非此前所说的210米，特此更正说明。",
]


@pytest.mark.parametrize("line", CORRECTIONS)
def test_correction(line):
    assert find_corrections(["De brug is open.", line, "De haven is blij."]) == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "Correctie:",
        "Corrections: Did you find an error in this story?",
        "De correctie op de beurs: de index daalde drie procent.",
        "Correctie op de beurs maakt beleggers zenuwachtig: min drie procent.",
        "Correction fluid sold out: offices went back to paper.",
        "Korrektur der Märkte: Der Index fällt um drei Prozent.",
        "Precision bombing, an earlier version of this weapon, failed.",
        "Correction officers in the prison went on strike on Monday.",
        "Opravami mostu: práce trvaly osm měsíců.",
    ],
)
def test_lines_that_are_no_correction(line):
    assert find_corrections([line]) == ()


def test_corrections_are_kept_once_in_their_order_and_up_to_a_number():
    assert find_corrections([CORRECTIONS[1], CORRECTIONS[0], CORRECTIONS[1]]) == (
        CORRECTIONS[1],
        CORRECTIONS[0],
    )
    assert (
        len(find_corrections(f"Correctie: nummer {number} van de reeks" for number in range(50))) == MAX_NOTES
    )
    assert find_corrections(["Correctie: " + "x" * MAX_NOTE]) == ()


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Bron: ANP", "Bron: ANP"),
        ("(Reporting by Jane Doe in Kyiv)", "(Reporting by Jane Doe in Kyiv)"),
        ("Met informatie van ANP", "Met informatie van ANP"),
        ("24 januari 2026. (ANP/AFP)", "(ANP/AFP)"),
    ],
)
def test_credit(line, credit):
    assert find_credit_lines([line], "nl") == (credit,)


@pytest.mark.parametrize(
    "line", ["Foto: ANP", "Bron: een buurman", "Door Anna Bos", "x" * 500 + " (ANP)", ""]
)
def test_lines_that_are_no_credit(line):
    assert find_credit_lines([line], "nl") == ()


PARAGRAPHS = [
    "De hangbrug over de Taag bij Lissabon is na acht maanden weer open voor al het verkeer, meldt de haven.",
    "Een schip met graan raakte in mei een van de pijlers. Maandag reed de eerste bus eroverheen, zegt de politie.",
    "De herstelling heeft vijftig miljoen euro gekost, zegt een woordvoerder. De rederij betaalt de helft.",
]


def test_notes_of_a_page_stand_outside_of_its_text():
    body = "".join(f"<p>{line}</p>" for line in [*PARAGRAPHS, CORRECTIONS[0]])
    html = (
        f"<html lang='nl'><body><article><h1>Brug open</h1>{body}</article>"
        f"<div class='meta'><span>Bron: ANP</span></div></body></html>"
    )
    article = extract_article(html, "https://www.blad.example/a")
    assert (article.text or "").split("\n") == PARAGRAPHS
    assert article.corrections == (CORRECTIONS[0],)
    assert article.credits == ("Bron: ANP",)


def test_the_name_of_the_outlet_is_no_credit():
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    html = f"<html lang='en'><head>{{}}</head><body><article><h1>Brug open</h1>{body}</article><div><span>AFP</span></div></body></html>"
    site = '<meta property="og:site_name" content="AFP">'
    assert extract_article(html.format(""), "https://www.blad.example/a").credits == ("AFP",)
    assert extract_article(html.format(site), "https://www.blad.example/a").credits == ()
    assert extract_article(html.format(""), "https://www.afp.example/a").credits == ()
