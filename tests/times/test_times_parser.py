"""Listing times as sites print them, language by language, and what only looks like one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newscrawl.times import Moment, parse_time

AMS = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 5, 13, 10, 30, tzinfo=UTC)  # a Wednesday, 12:30 in Amsterdam


def read(
    text: str, language: str | None = "nl", now: datetime = NOW, rounding: str = "unknown"
) -> Moment | None:
    return parse_time(text, now=now, language=language, zone=AMS, rounding=rounding)


def ago(**parts: float) -> datetime:
    return NOW - timedelta(**parts)


def shown(moment: Moment | None) -> str | None:
    """Return the interval on the clock of Amsterdam, the end without what it shares with the start."""
    if moment is None:
        return None
    first, last = (at.astimezone(AMS) for at in (moment.earliest, moment.latest))
    if first == last:
        return f"{first:%Y-%m-%d %H:%M:%S}"
    if last - first == timedelta(minutes=1):
        return f"{first:%Y-%m-%d %H:%M}"
    return f"{first:%Y-%m-%d %H:%M}/{last:%m-%d %H:%M}"


RELATIVE = {
    "nl": [
        ("14 minuten geleden", 14, "minute"),
        ("1 minuut geleden", 1, "minute"),
        ("een minuut geleden", 1, "minute"),
        ("één uur geleden", 1, "hour"),
        ("8 min. geleden", 8, "minute"),
        ("4mi geleden", 4, "minute"),
        ("5 u geleden", 5, "hour"),
        ("5\u00a0uur\u202fgeleden", 5, "hour"),
        ("twee dagen geleden", 2, "day"),
        ("3 dgn geleden", 3, "day"),
        ("2 wkn geleden", 2, "week"),
        ("7 mnd geleden", 7, "month"),
        ("2 jaar geleden", 2, "year"),
        ("ongeveer een uur geleden", 1, "hour"),
        ("~ 5 uur geleden", 5, "hour"),
        ("meer dan 4 uur geleden", 4, "hour"),
        ("Laatste update: 9 minuten geleden", 9, "minute"),
        ("Sport | 2 uur geleden", 2, "hour"),
        ("Reuters, 2 uur geleden", 2, "hour"),
        ("Door Kim Smit\n2 uur geleden", 2, "hour"),
        ("[ 2 uur geleden ]", 2, "hour"),
        ("2 uur geledenROTTERDAM (ANP) - Een", 2, "hour"),
        ("2 uur geleden Trein ontspoord", 2, "hour"),
        ("2 uur geleden | Sport", 2, "hour"),
        ("7 uur", 7, "hour"),
        ("· 7 u", 7, "hour"),
        ("(45 min)", 45, "minute"),
        ("9 hours ago", 9, "hour"),  # a site in Dutch whose formatter was left at its default
    ],
    "en": [
        ("14 minutes ago", 14, "minute"),
        ("an hour ago", 1, "hour"),
        ("a couple of hours ago", 2, "hour"),
        ("7 hrs. ago", 7, "hour"),
        ("3h ago", 3, "hour"),
        ("8 mins ago", 8, "minute"),
        ("2mo ago", 2, "month"),
        ("over 6 years ago", 6, "year"),
        ("Updated 9 minutes ago", 9, "minute"),
        ("9m", 9, "minute"),
        ("6h", 6, "hour"),
        ("World | 6h", 6, "hour"),
        ("6 hours ago • 4 min read", 6, "hour"),
        ("6 hours agoOSLO (Reuters) - Two", 6, "hour"),
        ("6 HOURS AGO", 6, "hour"),
        ("4 days ago 2 held", 4, "day"),
    ],
    "de": [
        ("vor 14 Minuten", 14, "minute"),
        ("vor einer Stunde", 1, "hour"),
        ("vor 5 Std.", 5, "hour"),
        ("vor 3 m", 3, "minute"),
        ("vor zwei Tagen", 2, "day"),
        ("vor 1 TagErdbeben in Chile", 1, "day"),
        ("vor 5 Min.Erdbeben in Chile", 5, "minute"),
        ("vor 9 Monaten", 9, "month"),
        ("Aktualisiert vor 9 Minuten", 9, "minute"),
        ("vor etwa 2 Stunden", 2, "hour"),
    ],
    "fr": [
        ("il y a 14 minutes", 14, "minute"),
        ("Il y a une heure", 1, "hour"),
        ("il y a 5 h", 5, "hour"),
        ("il y a 4 j", 4, "day"),
        ("il y a 3 m.", 3, "month"),
        ("il y a 20 m", 20, "minute"),
        ("il y a 1h30", 1, "hour"),
        ("Publié il y a environ 2 heures", 2, "hour"),
        ("Mis a jour il y a 2 h", 2, "hour"),
        ("il y a 3 joursLYON (AFP) - Le", 3, "day"),
    ],
    "es": [
        ("hace 14 minutos", 14, "minute"),
        ("hace una hora", 1, "hour"),
        ("hace 5 h", 5, "hour"),
        ("hace 3 sem.", 3, "week"),
        ("hace 2 dias", 2, "day"),
        ("hace 5 hQUITO (EFE) - El", 5, "hour"),
        ("3 horas atrás", 3, "hour"),
        ("hace casi 2 años", 2, "year"),
    ],
}


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [(language, *row) for language, rows in RELATIVE.items() for row in rows],
)
def test_relative(language: str, text: str, value: int, unit: str) -> None:
    moment = read(text, language)
    assert moment is not None
    assert (moment.value, moment.unit) == (value, unit)
    assert moment.latest <= NOW


WITHOUT_A_NUMBER = [
    ("nl", "zojuist", ago(minutes=5), NOW),
    ("en", "Just now", ago(minutes=5), NOW),
    ("de", "gerade eben", ago(minutes=5), NOW),
    ("fr", "à l’instant", ago(minutes=5), NOW),
    ("es", "hace un momento", ago(minutes=5), NOW),
    ("nl", "een paar seconden geleden", ago(minutes=1), NOW),
    ("en", "seconds ago", ago(minutes=1), NOW),
    ("en", "less than a minute ago", ago(minutes=1), NOW),
    ("fr", "il y a moins d'une heure", ago(hours=1), NOW),
    ("nl", "een half uur geleden", ago(minutes=45), ago(minutes=20)),
    ("de", "vor einer halben Stunde", ago(minutes=45), ago(minutes=20)),
    ("fr", "il y a une demi-heure", ago(minutes=45), ago(minutes=20)),
    ("es", "hace media hora", ago(minutes=45), ago(minutes=20)),
    ("nl", "1,5 uur geleden", ago(minutes=135), ago(minutes=60)),
    ("nl", "een paar uur geleden", ago(hours=12), ago(hours=1)),
]


@pytest.mark.parametrize(("language", "text", "earliest", "latest"), WITHOUT_A_NUMBER)
def test_relative_without_a_whole_number(
    language: str, text: str, earliest: datetime, latest: datetime
) -> None:
    moment = read(text, language)
    assert moment is not None
    assert (moment.earliest, moment.latest) == (earliest, latest)


CALENDAR = {
    "nl": [
        ("09:12", "2026-05-13 09:12"),
        ("9.12 uur", "2026-05-13 09:12"),
        ("9u12", "2026-05-13 09:12"),
        ("om 9 uur", "2026-05-13 09:00"),
        ("vandaag, 09:12", "2026-05-13 09:12"),
        ("Gisteren om 23:05", "2026-05-12 23:05"),
        ("eergisteren 8.15 uur", "2026-05-11 08:15"),
        ("maandag 14:05", "2026-05-11 14:05"),
        ("woensdag 09:12", "2026-05-13 09:12"),
        ("woensdag 18:00", "2026-05-06 18:00"),
        ("vr 14 nov", "2025-11-14 00:00/11-15 00:00"),
        ("29 februari", "2024-02-29 00:00/03-01 00:00"),
        ("8 mrt. 2026, 14:05", "2026-03-08 14:05"),
        ("zondag 8 maart 2026 om 14:05 uur", "2026-03-08 14:05"),
        ("14:05, 8 maart 2026", "2026-03-08 14:05"),
        ("08-03-2026 14:05", "2026-03-08 14:05"),
        ("08/03/26", "2026-03-08 00:00/03-09 00:00"),
        ("8-3 14:05", "2026-03-08 14:05"),
        ("2026-03-08", "2026-03-08 00:00/03-09 00:00"),
        ("2026-03-08T14:05:33+01:00", "2026-03-08 14:05:33"),
        ("Gepubliceerd op 8 maart 2026 om 14:05 | Bijgewerkt om 15:00", "2026-03-08 14:05"),
        ("ANP | 8 maart 2026", "2026-03-08 00:00/03-09 00:00"),
        ("09:12Trein ontspoord", "2026-05-13 09:12"),
        ("13 mei 2026", "2026-05-13 00:00/05-13 12:30"),
        ("24:00", "2026-05-13 00:00"),
        ("maart 2026", "2026-03-01 00:00/04-01 00:00"),
        ("8-mrt-26 14:05", "2026-03-08 14:05"),
    ],
    "en": [
        ("9:12 AM", "2026-05-13 09:12"),
        ("12:10am", "2026-05-13 00:10"),
        ("Yesterday at 2:05 PM", "2026-05-12 14:05"),
        ("Mar 8, 2026", "2026-03-08 00:00/03-09 00:00"),
        ("Sunday, March 8th, 2026 at 2:05 p.m.", "2026-03-08 14:05"),
        ("8 March 2026", "2026-03-08 00:00/03-09 00:00"),
        ("03/08/2026", "2026-03-08 00:00/03-09 00:00"),
        ("28/03/2026", "2026-03-28 00:00/03-29 00:00"),
        ("Updated 2:05 PM EST, Sun March 8, 2026", "2026-03-08 20:05"),
        ("8 Mar 2026 14:05 GMT", "2026-03-08 15:05"),
        ("May 12", "2026-05-12 00:00/05-13 00:00"),
        ("Dec 31", "2025-12-31 00:00/01-01 00:00"),
    ],
    "de": [
        ("9 Uhr", "2026-05-13 09:00"),
        ("Heute, 09:12 Uhr", "2026-05-13 09:12"),
        ("Gestern, 14:05", "2026-05-12 14:05"),
        ("8.3.26", "2026-03-08 00:00/03-09 00:00"),
        ("08.03.", "2026-03-08 00:00/03-09 00:00"),
        ("So., 8. März 2026, 14:05 Uhr", "2026-03-08 14:05"),
        ("Stand: 08.03.2026 14:05 Uhr", "2026-03-08 14:05"),
        ("08.03.2026 14:05 MEZ", "2026-03-08 14:05"),
        ("08.03.2026 14:05 MESZ", "2026-03-08 13:05"),
    ],
    "fr": [
        ("9h12", "2026-05-13 09:12"),
        ("aujourd’hui à 09 h 12", "2026-05-13 09:12"),
        ("hier, 14h05", "2026-05-12 14:05"),
        ("1er mars 2026", "2026-03-01 00:00/03-02 00:00"),
        ("Publié le 08/03/2026 à 14h05 - Mis à jour le 09/03/2026 à 10h00", "2026-03-08 14:05"),
        ("dim. 8 mars 2026 - 14:05", "2026-03-08 14:05"),
    ],
    "es": [
        ("hoy a las 9:12", "2026-05-13 09:12"),
        ("ayer, 2:05 p. m.", "2026-05-12 14:05"),
        ("8 de marzo de 2026 a las 14:05", "2026-03-08 14:05"),
        ("08 MAR 2026 - 14:05 CET", "2026-03-08 14:05"),
        ("el lunes a las 14:05", "2026-05-11 14:05"),
    ],
}


@pytest.mark.parametrize(
    ("language", "text", "interval"),
    [(language, *row) for language, rows in CALENDAR.items() for row in rows],
)
def test_calendar(language: str, text: str, interval: str) -> None:
    moment = read(text, language)
    assert shown(moment) == interval
    assert moment is not None
    assert (moment.value, moment.unit) == (None, None)


NEAR_MISSES = {
    "nl": [
        "", " ", "Rotterdam", "Top 40", "3 Fast", "3D", "24/7", "2-1", "12-05", "112", "14.05", "50 jaar Feyenoord",
        "50 jaar", "24 uur per week", "nog 5 minuten", "over 3 uur", "in 3 uur", "binnen een uur", "morgen 14:05",
        "Na 2 uur gered", "12 uur geleden stond hij op", "De trein ontspoorde twee uur geleden bij Zwolle", "Net niet",
        "Leestijd | 5 min", "5 min | lezen", "5 min. lezen", "Podcast | 45 min", "Video | 12:05", "25:00", "12:75",
        "30 februari", "31-31-2026", "14 mei 2026", "1 januari 2027", "maandag", "123456 minuten geleden",
        "99999 jaar geleden", "1.500 jaar geleden", "2-3 uur geleden", "+3 uur", "-3 uur", "zondag in Ahoy, 20:30",
        "8 maart 2026 was een zondag", "14:05 - 15:30", "vandaag 23:00", "0800-1234",
    ],
    "en": [
        "in 3 hours", "3 hours from now", "5 min read", "May 5 People", "9/11", "Sunday", "2M", "13 PM", "20/20",
        "April 1, 2027", "tomorrow at 9:00", "3 hours ago the bridge fell", "Now or never", "100 days of war",
    ],
    "de": ["in 3 Stunden", "Vor 20 Jahren Mauerfall", "Vor 2 Stunden brach Feuer aus", "noch 5 Minuten", "vor Ort"],
    "fr": ["dans 2 heures", "5 m", "il y a 20 ans, la guerre", "il y a trois hommes", "9:12 est une heure", "20 ans"],
    "es": ["dentro de 3 horas", "hace 3 hombres", "desde hace 3 horas", "3 años", "en 5 minutos"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in NEAR_MISSES.items() for text in texts]
)
def test_near_misses(language: str, text: str) -> None:
    assert read(text, language) is None


@pytest.mark.parametrize(
    ("text", "raw", "updated"),
    [
        ("Bijgewerkt: 3 uur geleden", "3 uur geleden", True),
        ("Gepubliceerd: 3 uur geleden", "3 uur geleden", False),
        ("  3\n   uur geleden.", "3\n   uur geleden", False),
        ("3 uur geledenASSEN (ANP)", "3 uur geleden", False),
        ("Sport | \u200e3\u00a0uur geleden", "3\u00a0uur geleden", False),
        ("Bijgewerkt op 8 maart 2026 om 14:05", "8 maart 2026 om 14:05", True),
        ("e\u0301e\u0301n uur geleden | ANP", "e\u0301e\u0301n uur geleden", False),
        ("gisteren", "gisteren", False),
        ("3 uur geleden bijgewerkt", "3 uur geleden", True),
        ("Bijgewerkt om 14.05", "14.05", True),
    ],
)
def test_raw_is_what_was_printed(text: str, raw: str, updated: bool) -> None:
    moment = read(text)
    assert moment is not None
    assert (moment.raw, moment.updated) == (raw, updated)


@pytest.mark.parametrize(
    "text", ["٣ uur geleden", "３ uur geleden", "৩ uur geleden", "3\u200f \u202auur\u202c geleden"]
)
def test_digits_and_marks_of_every_script(text: str) -> None:
    moment = read(text)
    assert moment is not None
    assert (moment.value, moment.unit) == (3, "hour")


@pytest.mark.parametrize(
    ("tag", "text", "interval"),
    [
        ("nl-BE", "08/03/2026", "2026-03-08 00:00/03-09 00:00"),
        ("NL_nl", "9u12", "2026-05-13 09:12"),
        ("en-US", "03/08/2026", "2026-03-08 00:00/03-09 00:00"),
        ("en-GB", "08/03/2026", "2026-03-08 00:00/03-09 00:00"),
        ("en-Latn-GB", "08/03/2026", "2026-03-08 00:00/03-09 00:00"),
    ],
)
def test_language_tags(tag: str, text: str, interval: str) -> None:
    assert shown(read(text, tag)) == interval


@pytest.mark.parametrize("tag", [None, "", "qaa", "x" * 999, "../nl", "n\u0142"])
def test_without_a_known_language_all_tables_are_tried(tag: str | None) -> None:
    for text, unit in [("vor 3 Std.", "hour"), ("hace 3 días", "day"), ("3 uur geleden", "hour")]:
        moment = read(text, tag)
        assert moment is not None
        assert (moment.value, moment.unit) == (3, unit)
    assert shown(read("09:12", tag)) == "2026-05-13 09:12"


def test_tables_that_disagree_make_no_time() -> None:
    assert read("3 j", None) is None  # years in German, days in French


def test_orders_that_a_language_leaves_open_are_both_inside() -> None:
    both = "2026-03-04 00:00/04-04 00:00"
    assert shown(read("03/04/2026", None)) == both
    assert shown(read("03/04/2026", "en")) == both
    assert shown(read("03/04/2026", "en-US")) == "2026-03-04 00:00/03-05 00:00"
    assert shown(read("03/04/2026", "nl")) == "2026-04-03 00:00/04-04 00:00"
    assert shown(read("03/08/2026", "en")) == "2026-03-08 00:00/03-09 00:00"  # August is still to come
    assert shown(read("28/03/2026", "en")) == "2026-03-28 00:00/03-29 00:00"


def test_yesterday_holds_the_calendar_day_and_the_elapsed_one() -> None:
    moment = read("gisteren")
    assert moment is not None
    assert (moment.earliest, moment.latest) == (ago(days=2), datetime(2026, 5, 12, 22, tzinfo=UTC))
    assert (moment.value, moment.unit) == (1, "day")


@pytest.mark.parametrize(
    ("text", "earliest", "end"),
    [
        ("vorige week", ago(days=14), datetime(2026, 5, 10, 22, tzinfo=UTC)),
        ("vorige maand", ago(days=62), datetime(2026, 4, 30, 22, tzinfo=UTC)),
        ("vorig jaar", ago(days=732), datetime(2025, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_last_week_month_year(text: str, earliest: datetime, end: datetime) -> None:
    moment = read(text)
    assert moment is not None
    assert (moment.earliest, moment.latest) == (earliest, end)


def test_bad_arguments_raise() -> None:
    with pytest.raises(ValueError, match="aware"):
        parse_time("zojuist", now=NOW.replace(tzinfo=None), language="nl", zone=AMS)
    with pytest.raises(ValueError, match="rounding"):
        read("zojuist", rounding="ceil")


@pytest.mark.parametrize(
    "text", ["6 minuten geleden ", "1 ", " ", "over ", "ca. ", "\u200e", "-", "1:", "Ab", "| "]
)
def test_long_texts_are_cut(text: str) -> None:
    read(text * 20_000)


def test_time_in_front_of_a_long_text_is_read() -> None:
    moment = read("6 minuten geledenASSEN (ANP) - " + "De brand woedde lang. " * 2_000)
    assert moment is not None
    assert moment.value == 6
