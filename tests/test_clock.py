from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.clock import served_at

FETCHED = datetime(2026, 1, 24, 22, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, FETCHED),
        ({"Date": "Sat, 24 Jan 2026 22:10:29 GMT"}, FETCHED - timedelta(seconds=1)),
        ({"date": "Sat, 24 Jan 2026 22:00:00 GMT"}, datetime(2026, 1, 24, 22, 0, tzinfo=UTC)),
        ({"Age": "600"}, FETCHED - timedelta(minutes=10)),
        # a cache that stamps its own Date: the age tells when the page was made
        ({"Date": "Sat, 24 Jan 2026 22:10:30 GMT", "Age": "600"}, FETCHED - timedelta(minutes=10)),
        # a cache that passes on the old Date and counts no age
        ({"Date": "Sat, 24 Jan 2026 20:00:00 GMT", "Age": "0"}, datetime(2026, 1, 24, 20, tzinfo=UTC)),
        # a server whose clock is ahead
        ({"Date": "Sun, 25 Jan 2026 22:10:30 GMT"}, FETCHED),
        # as Scrapy and as a record keep them
        ({b"Age": [b"60"]}, FETCHED - timedelta(minutes=1)),
        ({"Age": ["60", "7"]}, FETCHED - timedelta(minutes=1)),
        ({"Date": "Sat, 24 Jan 2026 23:00:00 +0100"}, datetime(2026, 1, 24, 22, tzinfo=UTC)),
        ({"Date": "Sat, 24 Jan 2026 22:00:00"}, datetime(2026, 1, 24, 22, tzinfo=UTC)),
        # what cannot be read counts as absent
        ({"Date": "yesterday"}, FETCHED),
        ({"Date": ""}, FETCHED),
        ({"Date": "Sat, 99 Jan 2026 22:00:00 GMT"}, FETCHED),
        ({"Age": "-5"}, FETCHED),
        ({"Age": "1e9"}, FETCHED),
        ({"Age": "٦٠"}, FETCHED),
        ({"Age": "99999999999999999999"}, FETCHED),
        ({"Age": []}, FETCHED),
    ],
)
def test_served_at(headers, expected):
    assert served_at(headers, FETCHED) == expected


@given(st.text(), st.text())
def test_any_header_gives_an_instant_that_is_not_after_the_download(date, age):
    served = served_at({"Date": date, "Age": age}, FETCHED)
    assert served <= FETCHED
    assert served.tzinfo is UTC


def test_naive_download_time_is_an_error():
    with pytest.raises(ValueError, match="aware"):
        served_at({}, datetime(2026, 1, 24))  # noqa: DTZ001  the naive value is what is tested
