"""Listing times of 43 languages as sites print them, each with what it means: `listings.tsv`.

Columns: language, text ("\\n" and "\\t" escaped), what it means, a remark. The page was made on
Wednesday 2026-03-18 at 12:00 UTC. Meanings: "3 hour" (the first number and its unit), "30 minute ~"
(a fraction), "just now", a minute or second or day of UTC, "-" for what is no time of the past.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newscrawl.times import Moment, find_times, parse_time

NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
ZONE = ZoneInfo("UTC")
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629746}

# What is not read as a person would, with the reason.
NOT_YET = {
    ("en", "Reuters - 2h"): "a bare duration behind a name and a dash is a length as well",
    ("ja", "12/24"): "two numbers are a score or a part as well",
    ("vi", "24/12"): "two numbers are a score or a part as well",
    ("zh", "115年3月9日"): "years of the Republic without its name",
    ("zh", "二〇二六年三月十二日"): "dates in Chinese numerals",
    ("sw", "Jana saa 8:05 mchana"): "the Swahili clock begins at sunrise",
}


def rows() -> Iterator[tuple[str, str, str]]:
    with Path(__file__).with_name("listings.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["language"], row["text"].replace(r"\n", "\n").replace(r"\t", "\t"), row["means"]


def read(text: str, language: str) -> Moment | None:
    return parse_time(text, now=NOW, language=language, zone=ZONE)


def expect(moment: Moment | None, means: str) -> None:
    if means == "-":
        assert moment is None
        return
    assert moment is not None
    assert moment.earliest <= moment.latest
    if means == "just now":
        assert moment.value is None
        assert NOW - moment.earliest <= timedelta(minutes=5)
        assert moment.latest == NOW
    elif means[-1].isdigit():
        expect_date(moment, means)
    else:
        value, unit = means.split()[:2]
        assert (moment.value, moment.unit) == (int(value), unit)


def expect_date(moment: Moment, means: str) -> None:
    start = datetime.fromisoformat(means).replace(tzinfo=UTC)
    assert moment.earliest == start
    length = len(means)
    width = {10: timedelta(days=1), 16: timedelta(minutes=1), 19: timedelta(0)}[length]
    assert moment.latest == min(start + width, max(NOW, start)) or moment.latest == start + width


@pytest.mark.parametrize(
    ("language", "text", "means"),
    [
        pytest.param(*row, marks=pytest.mark.xfail(reason=reason))
        if (reason := NOT_YET.get(row[:2]))
        else row
        for row in rows()
    ],
)
def test_listing(language: str, text: str, means: str) -> None:
    expect(read(text, language), means)


def test_without_a_language_nothing_is_misread() -> None:
    """All tables at once read less, but what they read is right: at most one in a hundred is another time."""
    every = list(rows())
    read_rows = [
        (means, moment)
        for _, text, means in every
        if (moment := parse_time(text, now=NOW, language=None, zone=ZONE))
    ]
    wrong = [(means, moment) for means, moment in read_rows if not _means(moment, means)]
    assert len(read_rows) >= 0.6 * len(every)
    assert len(wrong) <= 0.02 * len(every)


def _means(moment: Moment, means: str) -> bool:
    try:
        expect(moment, means)
    except AssertionError:
        return False
    return True


def test_what_is_found_in_running_text_is_a_time() -> None:
    for language, text, _ in rows():
        for start, end in find_times(text, language=language):
            assert read(text[start:end], language) is not None
