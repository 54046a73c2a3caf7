"""Places as datelines print them: whole world, namesakes, regions, the past, many scripts, hostile input."""

import pytest

from newscrawl.places import find_place, find_places

WORLD = """
KIEV UA|KYIV UA|Kijów UA|BEIRUT/DAMASCUS LB|THE HAGUE NL|SÃO PAULO BR|Sao Paulo BR|MEXICO CITY MX|LIMA PE|BOGOTA CO
CARACAS VE|HAVANA CU|PORT-AU-PRINCE HT|SAN JUAN PR|KINGSTON JM|OTTAWA CA|TORONTO CA|VANCOUVER CA|MONTREAL CA|CHICAGO US
NEW YORK US|WASHINGTON US|LOS ANGELES US|SAN FRANCISCO US|BOSTON US|HOUSTON US|MIAMI US|DETROIT US|PHILADELPHIA US
LONDON GB|EDINBURGH GB|BELFAST GB|DUBLIN IE|PARIS FR|MARSEILLE FR|LYON FR|BRUSSELS BE|ANTWERP BE|AMSTERDAM NL
ROTTERDAM NL|UTRECHT NL|NIJMEGEN NL|'S-HERTOGENBOSCH NL|DEN BOSCH NL|BERLIN DE|FRANKFURT DE|KARLSRUHE DE|MUENCHEN DE
DUESSELDORF DE|WIEN AT|GRAZ AT|ZUERICH CH|BERN CH|DAVOS CH|ROMA IT|MILANO IT|NAPOLI IT|TORINO IT|VENEZIA IT|MADRID ES
BARCELONA ES|LISBOA PT|OSLO NO|STOCKHOLM SE|COPENHAGEN DK|KØBENHAVN DK|KOEBENHAVN DK|HELSINKI FI|REYKJAVIK IS|TALLINN EE
RIGA LV|VILNIUS LT|WARSAW PL|GDANSK PL|PRAGUE CZ|BRATISLAVA SK|BUDAPEST HU|BUCHAREST RO|SOFIA BG|BELGRADE RS
SARAJEVO BA|ZAGREB HR|LJUBLJANA SI|SKOPJE MK|PRISTINA XK|TIRANA AL|PODGORICA ME|ATHENS GR|THESSALONIKI GR|NICOSIA CY
ANKARA TR|ISTANBUL TR|DIYARBAKIR TR|MOSCOW RU|ST. PETERSBURG RU|GROZNY RU|VLADIVOSTOK RU|MINSK BY|CHISINAU MD
TBILISI GE|YEREVAN AM|BAKU AZ|ALMATY KZ|ASTANA KZ|TASHKENT UZ|BISHKEK KG|DUSHANBE TJ|ASHGABAT TM|KABUL AF|KANDAHAR AF
ISLAMABAD PK|KARACHI PK|LAHORE PK|PESHAWAR PK|QUETTA PK|NEW DELHI IN|MUMBAI IN|SRINAGAR IN|KOLKATA IN|DHAKA BD
COLOMBO LK|KATHMANDU NP|THIMPHU BT|MALE MV|YANGON MM|NAYPYITAW MM|BANGKOK TH|HANOI VN|PHNOM PENH KH|VIENTIANE LA
KUALA LUMPUR MY|SINGAPORE SG|JAKARTA ID|MANILA PH|DILI TL|BEIJING CN|SHANGHAI CN|GUANGZHOU CN|URUMQI CN|LHASA CN
HONG KONG HK|MACAU MO|TAIPEI TW|TOKYO JP|OSAKA JP|SAPPORO JP|SEOUL KR|BUSAN KR|PYONGYANG KP|ULAANBAATAR MN
SYDNEY AU|MELBOURNE AU|CANBERRA AU|PERTH AU|AUCKLAND NZ|WELLINGTON NZ|CHRISTCHURCH NZ|SUVA FJ|PORT MORESBY PG|APIA WS
TEHRAN IR|ISFAHAN IR|BAGHDAD IQ|MOSUL IQ|FALLUJAH IQ|BASRA IQ|ERBIL IQ|DAMASCUS SY|ALEPPO SY|RAQQA SY|HOMS SY|BEIRUT LB
AMMAN JO|JERUSALEM IL|TEL AVIV IL|HAIFA IL|RAMALLAH PS|GAZA PS|GAZA CITY PS|KHAN YOUNIS PS|RAFAH PS|JENIN PS|RIYADH SA
JEDDAH SA|MECCA SA|DUBAI AE|ABU DHABI AE|DOHA QA|MANAMA BH|KUWAIT CITY KW|MUSCAT OM|SANAA YE|SAN`A YE|ADEN YE
CAIRO EG|ALEXANDRIA EG|SHARM EL-SHEIKH EG|TRIPOLI LY|BENGHAZI LY|TUNIS TN|ALGIERS DZ|RABAT MA|CASABLANCA MA
NOUAKCHOTT MR|DAKAR SN|BAMAKO ML|TIMBUKTU ML|NIAMEY NE|OUAGADOUGOU BF|ABIDJAN CI|ACCRA GH|LOME TG|COTONOU BJ
LAGOS NG|ABUJA NG|MAIDUGURI NG|YAOUNDE CM|N'DJAMENA TD|BANGUI CF|LIBREVILLE GA|KINSHASA CD|GOMA CD|BRAZZAVILLE CG
LUANDA AO|KHARTOUM SD|EL FASHER SD|JUBA SS|ADDIS ABABA ET|ASMARA ER|MOGADISHU SO|DJIBOUTI DJ|NAIROBI KE|KAMPALA UG
KIGALI RW|BUJUMBURA BI|DAR ES SALAAM TZ|LUSAKA ZM|HARARE ZW|MAPUTO MZ|JOHANNESBURG ZA|CAPE TOWN ZA|PRETORIA ZA
WINDHOEK NA|GABORONE BW|ANTANANARIVO MG|PORT LOUIS MU|BUENOS AIRES AR|SANTIAGO CL|MONTEVIDEO UY|ASUNCION PY|LA PAZ BO
QUITO EC|BRASILIA BR|RIO DE JANEIRO BR|PANAMA CITY PA|SAN SALVADOR SV|TEGUCIGALPA HN|MANAGUA NI|GUATEMALA CITY GT
NUUK GL|VATICAN CITY VA|THE VATICAN VA|MONACO MC|SAN MARINO SM|VADUZ LI|LUXEMBOURG LU|VALLETTA MT|GIBRALTAR GI
"""
WORLD_ROWS = [tuple(entry.rsplit(" ", 1)) for line in WORLD.strip().splitlines() for entry in line.split("|")]


@pytest.mark.parametrize(("name", "country"), WORLD_ROWS)
def test_world(name, country):
    place = find_place(name)
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize(
    ("name", "hints", "country", "near_to"),
    [
        ("Paris", {}, "FR", (48.9, 2.3)),
        ("Paris", {"near": "US"}, "FR", (48.9, 2.3)),  # a capital of the world is never lost
        ("PARIS", {"region": "Texas"}, "US", (33.7, -95.6)),
        ("PARIS", {"region": "Tex."}, "US", (33.7, -95.6)),
        ("London", {"near": "CA"}, "GB", (51.5, -0.1)),
        ("LONDON", {"region": "Ont."}, "CA", (43.0, -81.2)),
        ("Birmingham", {}, "GB", (52.5, -1.9)),
        ("Birmingham", {"near": "US"}, "US", (33.5, -86.8)),  # a home town of the outlet's country wins
        ("Athens", {"near": "US"}, "GR", (38.0, 23.7)),
        ("ATHENS", {"region": "Ga."}, "US", (33.9, -83.4)),
        ("MOSCOW", {"region": "Idaho"}, "US", (46.7, -117.0)),
        ("VICTORIA", {"region": "B.C."}, "CA", (48.4, -123.4)),
        ("SPRINGFIELD", {"region": "Ill."}, "US", (39.8, -89.6)),
        ("SPRINGFIELD", {"region": "Mass."}, "US", (42.1, -72.6)),
        ("PORTLAND", {"region": "Maine"}, "US", (43.7, -70.3)),
        ("PORTLAND", {}, "US", (45.5, -122.7)),
        ("ALBANY", {"region": "N.Y."}, "US", (42.65, -73.75)),
        ("ROCHESTER", {"region": "NY"}, "US", (43.2, -77.6)),
        ("WASHINGTON", {"region": "D.C."}, "US", (38.9, -77.0)),
        ("Padua (Italia)", {"language": "es"}, "IT", (45.4, 11.9)),
        ("Rostow (Russland)", {"language": "de"}, "RU", (47.2, 39.7)),
        ("Florence", {"region": "Tuscany, Italy"}, "IT", (43.8, 11.2)),
        ("Florence, Tuscany, Italy", {}, "IT", (43.8, 11.2)),
        ("Florencia", {"language": "es"}, "IT", (43.8, 11.2)),
        ("CORDOBA", {"region": "España"}, "ES", (37.9, -4.8)),
        ("CÓRDOBA", {"region": "Argentina"}, "AR", (-31.4, -64.2)),
        ("Córdoba", {"near": "ES"}, "ES", (37.9, -4.8)),
        ("Valencia", {"near": "ES"}, "ES", (39.5, -0.4)),
        ("Melbourne", {"near": "US"}, "AU", (-37.8, 145.0)),
        ("Glasgow", {"near": "US"}, "GB", (55.9, -4.3)),
        ("Vancouver", {"near": "US"}, "CA", (49.2, -123.1)),
        ("Córdoba", {"near": "ES", "language": "es"}, "ES", (37.9, -4.8)),
        ("Mérida", {"near": "ES", "language": "es"}, "ES", (38.9, -6.3)),
        ("Mérida", {"near": "MX", "language": "es"}, "MX", (21.0, -89.6)),
        ("Vitoria", {"near": "ES"}, "ES", (42.8, -2.7)),
        ("Valencia", {"near": "VE"}, "VE", (10.2, -68.0)),
        ("Valencia", {"near": "DE"}, "ES", (39.5, -0.4)),
        ("Granada", {}, "ES", (37.2, -3.6)),
        ("Granada", {"language": "es", "near": "ES"}, "ES", (37.2, -3.6)),
        ("SAN JOSE", {"region": "Calif."}, "US", (37.3, -121.9)),
        ("SAN JOSE", {"region": "Costa Rica"}, "CR", (9.9, -84.1)),
        ("TRIPOLI", {"region": "Lebanon"}, "LB", (34.4, 35.8)),
        ("HYDERABAD", {"region": "Pakistan"}, "PK", (25.4, 68.4)),
        ("HYDERABAD", {}, "IN", (17.4, 78.5)),
        ("Odessa", {}, "UA", (46.5, 30.7)),
        ("ODESSA", {"region": "Texas"}, "US", (31.8, -102.4)),
        ("Islamabad", {}, "PK", (33.7, 73.1)),  # in many lists also a name of Chattogram
        ("Philadelphia", {}, "US", (40.0, -75.2)),  # ancient name of Amman
        ("Talavera de la Reina", {"region": "Toledo"}, "ES", (40.0, -4.8)),
        ("CANTERBURY", {"region": "Kent"}, "GB", (51.3, 1.1)),
        ("Frankfurt/Main", {"language": "de"}, "DE", (50.1, 8.7)),
        ("Frankfurt (Oder)", {"language": "de"}, "DE", (52.3, 14.5)),
        ("DALLAS/FORT WORTH", {}, "US", (32.8, -96.8)),
        ("Santiago", {"near": "ES"}, "CL", (-33.5, -70.6)),
        ("Santiago de Compostela", {}, "ES", (42.9, -8.5)),
        ("Newcastle", {"near": "AU"}, "AU", (-32.9, 151.8)),
        ("NAPLES", {"region": "Florida"}, "US", (26.1, -81.8)),
        ("Hamilton", {"near": "NZ"}, "NZ", (-37.8, 175.3)),
        ("Hamilton", {"region": "Ontario"}, "CA", (43.3, -79.9)),
        ("GEORGETOWN", {"region": "Guyana"}, "GY", (6.8, -58.2)),
        ("Bethlehem", {}, "PS", (31.7, 35.2)),
        ("BETHLEHEM", {"region": "Pa."}, "US", (40.6, -75.4)),
        ("LEBANON", {"near": "US"}, "LB", (33.9, 35.5)),
    ],
)
def test_namesakes(name, hints, country, near_to):
    place = find_place(name, **hints)
    assert place.country == country
    assert (place.latitude, place.longitude) == pytest.approx(near_to, abs=0.35)


@pytest.mark.parametrize(
    ("name", "hints", "english", "country", "kind"),
    [
        ("GAZA STRIP", {}, "Gaza Strip", "PS", "region"),
        ("Gazastrook", {}, "Gaza Strip", "PS", "region"),
        ("WEST BANK", {}, "West Bank", "PS", "region"),
        ("Ost-Jerusalem", {}, "East Jerusalem", "PS", "region"),
        ("Donbass", {}, "Donbas", "UA", "region"),
        ("KASHMIR", {}, "Kashmir", None, "region"),
        ("UNITED NATIONS", {}, "United Nations", "US", "seat"),
        ("Nations unies", {"language": "fr"}, "United Nations", "US", "seat"),
        ("Black Sea", {}, "Black Sea", None, "sea"),
        ("LESBOS", {}, "Lesbos", "GR", "island"),
        ("Saigon", {}, "Ho Chi Minh City", "VN", "town"),
        ("Bombay", {}, "Mumbai", "IN", "town"),
        ("Leningrad", {}, "Saint Petersburg", "RU", "town"),
        ("Ленинград", {}, "Saint Petersburg", "RU", "town"),
        ("WEST GERMANY", {}, "West Germany", "DE", "historic"),
        ("Zaïre", {}, "Zaire", "CD", "historic"),
        ("Joegoslavië", {}, "Yugoslavia", "RS", "historic"),
        ("BELGRADE", {"region": "Yugoslavia"}, "Belgrade", "RS", "town"),
        ("ZAGREB", {"region": "Yugoslavia"}, "Zagreb", "HR", "town"),
        ("BONN", {"region": "West Germany"}, "Bonn", "DE", "town"),
        ("KINSHASA", {"region": "Zaire"}, "Kinshasa", "CD", "town"),
        ("TALLINN", {"region": "U.S.S.R."}, "Tallinn", "EE", "town"),
        ("HONG KONG", {"region": "China"}, "Hong Kong", "HK", "town"),
        ("PRISTINA", {"region": "Serbia"}, "Pristina", "XK", "town"),
        ("SIMFEROPOL", {"region": "Russia"}, "Simferopol", "UA", "town"),
        ("RAMALLAH", {"region": "West Bank"}, "Ramallah", "PS", "town"),
        ("EDINBURGH", {"region": "Scotland"}, "Edinburgh", "GB", "town"),
        ("near KHARKIV", {"region": "Ukraine"}, "Kharkiv", "UA", "town"),
        ("NORTHERN ISRAEL", {}, "Israel", "IL", "country"),
        ("Luxembourg", {}, "Luxembourg", "LU", "town"),
        ("Duitsland", {"language": "nl"}, "Germany", "DE", "country"),
        ("上海市", {}, "Shanghai", "CN", "town"),
        ("ニュー・ヨーク", {}, "New York", "US", "town"),
    ],
)
def test_areas_and_the_past(name, hints, english, country, kind):
    place = find_place(name, **hints)
    assert (place.name, place.country, place.kind) == (english, country, kind)


@pytest.mark.parametrize(
    "spelling", "Aleppo ALEPPO Alep Alepo Haleb Halep Халеб Алеппо حلب חלב 阿勒颇 アレッポ 알레포".split()
)
def test_aleppo_spelled_in_each_way(spelling):
    assert find_place(spelling).name == "Aleppo"


@pytest.mark.parametrize(
    ("name", "region"),
    [
        *[
            (name, None)
            for name in ("", " ", "-", "...", "()", "/", "x" * 5000, "\x00", "\ud800", "Ill.", "N.Y.")
        ],
        ("Qwertzuiopton", None),
        ("Supreme Court", None),
        ("ABOARD AIR FORCE ONE", None),
        ("QWERTZUIOPTON", "Kansas"),
        ("REYKJAVIK", "Kansas"),  # a place outside of a known region is never returned
        ("MOSCOW", "Guyana"),
    ],
)
def test_nowhere(name, region):
    assert find_place(name, region=region) is None


def test_an_unknown_region_counts_for_nothing():
    assert find_place("OSLO", region="Qwertzland").country == "NO"
    assert find_place("OSLO", region="x" * 5000).country == "NO"
    assert find_place("OSLO", region="").country == "NO"


@pytest.mark.parametrize(
    ("name", "hints", "sure"),
    [
        ("Paris", {}, True),
        ("New York", {}, True),  # the state around it is no other place
        ("Luxembourg", {}, True),
        ("Springfield", {}, False),
        ("SPRINGFIELD", {"region": "Ill."}, True),
        ("Birmingham", {}, False),
        ("Tripoli", {"near": "LB"}, False),  # a capital, and the town next door
        ("San Fernando", {}, False),
    ],
)
def test_doubt_is_told(name, hints, sure):
    assert (find_place(name, **hints).candidates == 1) is sure


def test_places_of_one_dateline_help_each_other():
    alone = find_place("Arlington", near=None)
    assert alone.candidates > 1
    places = find_places(["MADRID", "CORDOBA"])
    assert [place.country for place in places] == ["ES", "ES"]
    places = find_places(["NIJMEGEN", "KARLSRUHE", "Qwertzuiopton"], regions=[None])
    assert [place and place.country for place in places] == ["NL", "DE", None]
    assert find_places([]) == ()


def test_a_place_is_complete():
    place = find_place("KOPENHAGEN", language="nl", near="NL")
    assert (place.name, place.country, place.geonames_id, place.kind) == ("Copenhagen", "DK", 2618425, "town")
    assert (place.latitude, place.longitude) == pytest.approx((55.676, 12.568), abs=0.01)
