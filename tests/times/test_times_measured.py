"""Floors on texts that real formatters printed in 172 languages; the data is kept outside the project.

Reached. Printed: 99.94 % exact, 99.90 % inside, none wrong; 30 big news languages 100 %. Run together with the next
text: 99.3 %, the rest words for a day before a capital ("gisteren Kabinet" is a headline too). Odd: 96 of 98 to the
second, none falsely; two intervals (bare words for a day) are wider than listed.
"""

import gzip
import json
import statistics
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newscrawl.times import Moment, parse_time
from newscrawl.times.ages import LONGEST

SHARED = Path(__file__).parents[2].parent / "shared"
NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
ZONE = ZoneInfo("UTC")

NEWS = set(
    "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nb nl no pl pt ro ru sv th tr uk vi zh".split()
)

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the measuring data is not beside the project")


def read(text: str, language: str) -> Moment | None:
    return parse_time(text, now=NOW, language=language, zone=ZONE)


def rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / "times" / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def inside(row: dict[str, Any], moment: Moment) -> bool:
    true, slack = NOW - timedelta(seconds=row["seconds_ago_true"]), timedelta(seconds=1)
    return moment.earliest - slack <= true <= moment.latest + slack


def is_exact(row: dict[str, Any], moment: Moment) -> bool:
    said = [moment.value, moment.unit]
    return said in ([row["value"], row["unit"]], *row.get("alt", ())) or (
        row["value"] is None and inside(row, moment)
    )


@pytest.mark.parametrize(
    ("name", "exact", "news"), [("relative.jsonl.gz", 0.995, 0.999), ("glued.jsonl.gz", 0.99, 0.99)]
)
def test_printed_by_formatters(name: str, exact: float, news: float) -> None:
    every = [(row, read(row["text"], row["locale"].replace("_", "-"))) for row in rows(name)]
    found = [(row, moment) for row, moment in every if moment]
    right = [row for row, moment in found if is_exact(row, moment)]
    assert len(right) >= exact * len(every)
    assert sum(map(is_news, right)) >= news * sum(is_news(row) for row, _ in every)
    assert len(found) - len(right) <= 0.001 * len(every)
    assert sum(inside(row, moment) for row, moment in found) >= min(exact, 0.998) * len(every)
    if name.startswith("glued"):
        assert all(moment.raw == row["clean"] for row, moment in found)


def is_news(row: dict[str, Any]) -> bool:
    return row["locale"].replace("_", "-").split("-")[0] in NEWS


def test_intervals_are_no_wider_than_rounding_makes_them() -> None:
    for rounding, widest in (("unknown", 1.5), ("floor", 1.0), ("round", 1.0)):
        moments = [
            parse_time(
                row["text"], now=NOW, language=row["locale"].replace("_", "-"), zone=ZONE, rounding=rounding
            )
            for row in rows("relative.jsonl.gz")
        ]
        widths = [
            (moment.latest - moment.earliest).total_seconds() / LONGEST[moment.unit]
            for moment in moments
            if moment and moment.value is not None and moment.unit
        ]
        assert statistics.median(widths) <= widest


def test_odd_texts() -> None:
    lines = [json.loads(line) for line in (SHARED / "times" / "odd.jsonl").read_text("utf-8").splitlines()]
    false = [line["text"] for line in lines if line["lo"] is None and read(line["text"], line["lang"])]
    assert not false
    times = [line for line in lines if line["lo"] is not None]
    right = 0
    for line in times:
        moment = read(line["text"], line["lang"])
        low, high = (datetime.fromisoformat(line[key]).replace(tzinfo=UTC) for key in ("lo", "hi"))
        # "eergisteren" is wider than its calendar day, for code that counts 24 hours prints it too.
        right += moment is not None and (moment.earliest, moment.latest) == (low, high)
    assert right >= 0.97 * len(times)
