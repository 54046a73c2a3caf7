"""Relative times in running text."""

import time

import pytest

from newscrawl.times import find_times


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Trein ontspoord 6 minuten geledenZWOLLE (ANP) - Na 2 uur stil", ["6 minuten geleden"]),
        ("nl", "Eén 3 uur geleden, twee een dag geleden.", ["3 uur geleden", "een dag geleden"]),
        ("nl", "2 uur 5 min geleden ging het mis", ["2 uur 5 min geleden"]),
        ("nl", "om 3 uur 2 dagen geleden", ["2 dagen geleden"]),
        ("nl", "\u200e6\u00a0minuten geleden\u200e", ["6\u00a0minuten geleden"]),
        ("nl", "over 3 uur, 24 uur per dag, geleden, 1.500 jaar geleden, A3 uur geleden", []),
        (
            "en",
            "2h ago: a fire. In 3 hours, an hour ago, half an hour ago",
            ["2h ago", "an hour ago", "half an hour ago"],
        ),
        ("de", "Brand in Köln vor 3 Std.Kanzler spricht vor 2 Tagen", ["vor 3 Std.", "vor 2 Tagen"]),
        ("de", "vor Ort, vor dem Haus, vor allem, in 3 Stunden", []),
        ("fr", "Lyon, il y a 5 min. Il y a un homme, il y a 20 hommes", ["il y a 5 min."]),
        ("es", "hace 3 horas; hace frío; desde hace 3 horas; hace 3 hombres", ["hace 3 horas"]),
        (
            None,
            "vor 3 Stunden, il y a 5 min, 3 uur geleden",
            ["vor 3 Stunden", "il y a 5 min", "3 uur geleden"],
        ),
    ],
)
def test_found(language: str | None, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_times(text, language=language)] == found


@pytest.mark.parametrize(
    "piece", ["3 uur ", "1 ", "een ", " ", "1", "-", "ca. ", "1,5", "3 uur geleden", "é", "\u200e", "Aa"]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.perf_counter()
        for _ in find_times(text, language="nl"):
            pass
        return time.perf_counter() - start

    seconds(100)
    # Thirty-two times the text: quadratic time would take a thousand times as long.
    assert seconds(32_000) < 200 * max(seconds(1_000), 1e-4)
