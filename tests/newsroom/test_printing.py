"""What is printed for an age agrees with what real formatters print."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest

from .printing import print_age, print_clock, print_full, print_http, print_rfc822

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
M, H, D = 60, 3600, 86400


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "zojuist"),
        (9, "zojuist"),
        (10, "10 seconden geleden"),
        (59, "59 seconden geleden"),
        (M, "1 minuut geleden"),
        (119, "1 minuut geleden"),
        (2 * M, "2 minuten geleden"),
        (H - 1, "59 minuten geleden"),
        (H, "1 uur geleden"),
        (2 * H - 1, "1 uur geleden"),
        (D - 1, "23 uur geleden"),
        (D, "1 dag geleden"),
        (2 * D - 1, "1 dag geleden"),
        (7 * D - 1, "6 dagen geleden"),
        (7 * D, "1 week geleden"),
        (28 * D, "4 weken geleden"),
        (31 * D, "1 maand geleden"),
        (364 * D, "11 maanden geleden"),
        (365 * D, "1 jaar geleden"),
    ],
)
def test_floor_in_dutch(seconds: int, text: str) -> None:
    assert print_age("floor", "nl", seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (9, "just now"),
        (59, "59 seconds ago"),
        (60, "1 minute ago"),
        (89, "1 minute ago"),
        (90, "2 minutes ago"),
        (59 * M + 29, "59 minutes ago"),
        (59 * M + 30, "1 hour ago"),
        (90 * M - 1, "1 hour ago"),
        (90 * M, "2 hours ago"),
        (150 * M - 1, "2 hours ago"),
        (23 * H + 30 * M - 1, "23 hours ago"),
        (23 * H + 30 * M, "1 day ago"),
        (36 * H - 1, "1 day ago"),
        (36 * H, "2 days ago"),
        (6 * D + 12 * H, "1 week ago"),
        (20 * D, "3 weeks ago"),
        (25 * D, "1 month ago"),
        (61 * D, "2 months ago"),
        (400 * D, "1 year ago"),
    ],
)
def test_round_in_english(seconds: int, text: str) -> None:
    assert print_age("round", "en", seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "vor ein paar Sekunden"),
        (44, "vor ein paar Sekunden"),
        (45, "vor einer Minute"),
        (89, "vor einer Minute"),
        (90, "vor 2 Minuten"),
        (44 * M + 29, "vor 44 Minuten"),
        (44 * M + 30, "vor einer Stunde"),
        (90 * M - 31, "vor einer Stunde"),
        (90 * M, "vor 2 Stunden"),
        (150 * M, "vor 3 Stunden"),
        (21 * H + 30 * M - 1, "vor 21 Stunden"),
        (21 * H + 30 * M, "vor einem Tag"),
        (36 * H - 31 * M, "vor einem Tag"),
        (36 * H, "vor 2 Tagen"),
        (25 * D, "vor 25 Tagen"),
        (26 * D, "vor einem Monat"),
        (45 * D, "vor einem Monat"),
        (46 * D, "vor 2 Monaten"),
        (61 * D, "vor 2 Monaten"),
        (330 * D, "vor einem Jahr"),
        (700 * D, "vor 2 Jahren"),
    ],
)
def test_dayjs_in_german(seconds: int, text: str) -> None:
    assert print_age("dayjs", "de", seconds) == text


@pytest.mark.parametrize(
    ("policy", "language", "seconds", "text"),
    [
        ("floor", "es", 5 * M, "hace 5 minutos"),
        ("floor", "es", H, "hace 1 hora"),
        ("floor", "es", 3, "hace unos segundos"),
        ("floor", "es", 35 * D, "hace 1 mes"),
        ("round", "fr", 2 * H, "il y a 2 heures"),
        ("round", "fr", 3, "à l'instant"),
        ("round", "fr", 24 * H, "il y a 1 jour"),
        ("round", "de", 26 * H, "vor 1 Tag"),
        ("dayjs", "nl", 24 * H, "een dag geleden"),
        ("dayjs", "en", 3 * H, "3 hours ago"),
        ("dayjs", "es", M, "hace un minuto"),
        ("dayjs", "fr", H, "il y a une heure"),
    ],
)
def test_other_languages(policy: str, language: str, seconds: int, text: str) -> None:
    assert print_age(policy, language, seconds) == text


@pytest.mark.parametrize(
    ("published", "now", "text"),
    [
        ("2026-01-24T13:05:59+00:00", "2026-01-24T22:00:00+00:00", "14:05"),
        ("2026-01-23T13:05:00+00:00", "2026-01-24T22:00:00+00:00", "gisteren 14:05"),
        ("2026-01-22T08:12:00+00:00", "2026-01-24T22:00:00+00:00", "22 jan 2026, 09:12"),
        ("2026-01-23T23:30:00+00:00", "2026-01-24T22:00:00+00:00", "00:30"),  # yesterday in UTC only
        ("2026-01-24T22:59:00+00:00", "2026-01-24T23:00:00+00:00", "gisteren 23:59"),  # a minute ago
        ("2026-03-29T01:30:00+00:00", "2026-03-29T12:00:00+00:00", "03:30"),  # spring night
        ("2026-10-25T00:30:00+00:00", "2026-10-25T12:00:00+00:00", "02:30"),  # autumn: this one
        ("2026-10-25T01:30:00+00:00", "2026-10-25T12:00:00+00:00", "02:30"),  # and this print alike
        ("2025-12-31T09:00:00+00:00", "2026-01-24T22:00:00+00:00", "31 dec 2025, 10:00"),
    ],
)
def test_clock_in_dutch(published: str, now: str, text: str) -> None:
    assert print_clock(datetime.fromisoformat(published), datetime.fromisoformat(now), AMSTERDAM) == text


def test_full_dates() -> None:
    moment = datetime(2026, 1, 24, 13, 5, 7, tzinfo=UTC)
    assert print_full(moment, AMSTERDAM) == "24 januari 2026 14:05"
    assert print_http(moment) == "Sat, 24 Jan 2026 13:05:07 GMT"
    assert print_rfc822(moment, ZoneInfo("America/Bogota")) == "Sat, 24 Jan 2026 08:05:07 -0500"
    assert parsedate_to_datetime(print_rfc822(moment, AMSTERDAM)) == moment
