"""Whatever the text: no exception, and an interval that makes sense."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from newscrawl.times import find_times, parse_time
from newscrawl.times.parser import forget

NOW = datetime(2026, 5, 13, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")
LANGUAGES = st.sampled_from(
    ["nl", "en-GB", "de", "fr", "es", None, "xx", "ar", "fa", "hi", "th", "zh-Hant", "ja", "sw"]
)
PIECES = [
    *" \n\t,.-|·:/()+~0159٣３İßéE\u0301\u200e\u00a0\x00",
    *(
        "uur",
        "min.",
        "minuten",
        "geleden",
        "vor",
        "Std.",
        "il y a",
        "hace",
        "ago",
        "een",
        "half uur",
        "1e",
        "vandaag",
    ),
    *(
        "gisteren",
        "maandag",
        "mei",
        "29 februari",
        "2026",
        "24:00",
        "02:30",
        "14h05",
        "31-12-9999",
        "1-1-0001",
        "PM",
    ),
    *(
        "GMT+5",
        "CET",
        "Bijgewerkt:",
        "99999",
        "jaar",
        "zojuist",
        "ANP",
        "ASSEN (ANP) - ",
        "vorige week",
        "um",
        "Uhr",
    ),
    *(
        "前",
        "分鐘",
        "昨天",
        "2026年",
        "3月",
        "17日",
        "下午",
        "令和",
        "นาที",
        "ที่แล้ว",
        "มี.ค.",
        "2569",
        "منذ",
        "ساعتين",
        "اسفند",
        "۱۴۰۴",
    ),
    *("पहले", "मिनट", "dakika", "zilizopita", "#", "ago", "\u0e31", "\u093e", "あ", "ה"),
]
texts = (
    st.text()
    | st.text(alphabet="\ud800\udfff13 ur")
    | st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
)
texts |= st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@given(
    text=texts,
    language=LANGUAGES,
    now=st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC)) | st.just(NOW),  # noqa: DTZ001
    rounding=st.sampled_from(["floor", "round", "unknown"]),
)
def test_any_text(text: str, language: str | None, now: datetime, rounding: str) -> None:
    moment = parse_time(text, now=now, language=language, zone=ZONE, rounding=rounding)
    list(find_times(text, language=language))
    if moment is None:
        return
    assert moment.earliest <= moment.latest
    assert moment.earliest.tzinfo is moment.latest.tzinfo is UTC
    assert moment.earliest <= now + timedelta(minutes=5)
    assert moment.latest <= now + timedelta(minutes=6)
    assert moment.raw
    assert moment.raw in text


@given(text=texts, language=LANGUAGES)
def test_known_rounding_only_narrows(text: str, language: str | None) -> None:
    wide = parse_time(text, now=NOW, language=language, zone=ZONE)
    for rounding in ("floor", "round"):
        narrow = parse_time(text, now=NOW, language=language, zone=ZONE, rounding=rounding)
        assert (wide is None) == (narrow is None)
        if wide and narrow:
            assert wide.earliest <= narrow.earliest <= narrow.latest <= wide.latest
            assert (wide.value, wide.unit, wide.raw) == (narrow.value, narrow.unit, narrow.raw)


@given(text=texts)
def test_spans_are_ordered_and_readable(text: str) -> None:
    end = 0
    for span in find_times(text, language="nl"):
        assert end <= span.start < span.end <= len(text)
        end = span.end
        # What is found is a time by itself, except for one before the calendar begins.
        moment = parse_time(text[span.start : span.end], now=NOW, language="nl", zone=ZONE)
        assert moment is None or moment.latest <= NOW


@given(text=st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join), language=LANGUAGES)
def test_ten_thousand_characters_take_no_longer_than_their_head(text: str, language: str | None) -> None:
    long = (text * 10_000)[:10_000]
    assert parse_time(long, now=NOW, language=language, zone=ZONE) == parse_time(
        long[:1_000], now=NOW, language=language, zone=ZONE
    )


@given(text=texts, language=LANGUAGES)
def test_what_was_read_before_does_not_change_a_reading(text: str, language: str | None) -> None:
    first = parse_time(text, now=NOW, language=language, zone=ZONE)
    forget()
    assert parse_time(text, now=NOW, language=language, zone=ZONE) == first


@given(
    text=st.sampled_from(
        [
            "24:00",
            "gisteren 14:05",
            "24 januari 2026 14:05",
            "6 minuten geleden",
            "2026-01-24 14:05",
            "24/01/2026",
        ]
    ),
    mark=st.sampled_from("\u0301\u0323\u00ad\u200f\u200d\ufe0f\u0640\u093c"),
    place=st.integers(min_value=0, max_value=21),
    language=LANGUAGES,
)
def test_marks_without_width_among_digits(text: str, mark: str, place: int, language: str | None) -> None:
    """They are left out when a text is folded, so they may stand between the digits of a number as well."""
    marked = text[:place] + mark + text[place:]
    read = parse_time(marked, now=NOW, language=language, zone=ZONE)
    plain = parse_time(text, now=NOW, language=language, zone=ZONE)
    if read and plain:
        assert read.earliest <= plain.latest
        assert plain.earliest <= read.latest
