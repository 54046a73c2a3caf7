"""Openings that look like a dateline and are none; the texts are invented."""

import pytest

from newscrawl.datelines import parse_dateline

LABELS = """MIGRATION – Le ministre a dit hier que
LE RÉSUMÉ DE LA NUIT - La tempête a coupé trois routes
SUPREME COURT - The court said on Monday that it will hear
VIDEO: Bekijk hier de beelden van de brand in de haven
LIVE - Volg hier de wedstrijd van vanavond
OPINIE - Waarom het kabinet dit niet mag doen
ANALYSE – Was der Kanzler jetzt tun muss, um
VIDEO (ANP) - Bekijk de beelden
BREAKING (CNN) - The
WATCH LIVE (AP) — The
UPDATE (VIDEO) - Trains run again
Stand: 6. November 2024 – Die Zahlen sind da
HET WEER - Morgen wordt het in het hele land
COVID-19 - Le virus est de retour
EU - De commissie wil dat de lidstaten meer
IRAN - Le ministre a dit que la"""
CREDITS = """FOTO ANP - De minister loopt
(Foto: ANP) - De minister loopt
Jane Doe / AFP / Stock Images
Foto: AFP/Getty Images - De minister loopt
Volgens ANP - het persbureau - is de brug
Mit dpa - Material von gestern
Reuters: Apple plant neues Werk in der Stadt
(MAP) - the area is shown here
Map - a graphic of the area is shown"""
PARENTHESES = """Storm (video) - Bekijk de beelden
Zaterdagochtend (lokale tijd) - De man werd door
De man (34) - een bekende van de politie - werd
Beatrix (prinses) - De prinses is
OLAF SCHOLZ (SPD) - Der Kanzler ist
GEERT WILDERS (PVV) - De leider van
Eredivisie (standen) - Twente klimt op de ranglijst
Denver (NFC): Signed two kickers
Der Minister (dpa) sagte am Montag, dass"""
SPORT = """Ajax - Feyenoord 3-1 (1-0)
Madrid - Paris endete am Abend mit einem Sieg der
PSG - OM : le match est
WK 2026 - De loting is bekend en Oranje
SEATTLE MARINERS - The Mariners lost the lead when they
GENT-WEVELGEM - De koers is"""
TITLES = """New York - The Movie
New York – A Love Story in Ten Parts
Paris - Texas
Paris: ville lumière
AMSTERDAM: city of canals
Spain, Norway, Chile: Olive growers meet in the autumn and they want rain
Paris Hilton - the heiress has said that
Washington Post - the newspaper said that it
Nice - that is what we said about it
Essen – Was man im Sommer in der Küche
Siemens, Bosch, Miele – alle bauen an etwas
TRUMP - The president wants to be king of the world
Von Berlin nach Paris – eine Reise"""
DATES = """June 4, 2015 - The maker plans to sell what
10. Juli 2024 – Die Zahlen der Woche sind da
May 3 issue - This month the maker said
1912 – Die Flotte läuft am Morgen aus
Update 3. Mai – Die Zahlen sind da
Garden Fair MAY 4 - JUNE 2, 2023
Gartenschau 4. Mai - 2. Juni
6. Mai 2021 Konzerte in Adorf und Umgebung – Was am Abend noch alles läuft
6. Mai 2021Adorf - Das Wetter der Woche bleibt mild und nass"""
EMPTY = [
    "",
    " ",
    "-",
    "–",
    "()",
    "( )",
    "(/)",
    "/",
    ":",
    ". -",
    "\u200e",
    " - - - ",
    "A",
    "'",
    "(AP)",
    "LONDON",
]
ROWS = [
    line
    for block in (LABELS, CREDITS, PARENTHESES, SPORT, TITLES, DATES)
    for line in (block + "\n").splitlines()
]


@pytest.mark.parametrize("language", [None, "nl", "en", "de"])
@pytest.mark.parametrize("text", ROWS + EMPTY)
def test_no_dateline(text: str, language: str | None) -> None:
    assert parse_dateline(text, language=language) is None


@pytest.mark.parametrize(
    "text",
    [
        # A town, a dash and a sentence about a club: only a table of clubs could tell.
        "Liverpool - Arsenal eindigde zondag in een gelijkspel na een",
        "Barcelona - Real Madrid was de wedstrijd van het jaar en",
        # A series that is called like a town.
        "DALLAS (TV-serie) - De serie keert terug",
    ],
)
@pytest.mark.xfail(strict=True, reason="nothing in the text tells it from a dateline")
def test_known_failures(text: str) -> None:
    assert parse_dateline(text, language="nl") is None


def test_a_period_ends_a_dateline_only_in_german_papers() -> None:
    text = "Hamburg. Die Polizei hat am Freitag einen Schwan gefangen"
    assert parse_dateline(text, language="fr") is None
    assert parse_dateline(text) is None
