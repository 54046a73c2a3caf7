"""Listing times beside dateparser, on the same texts in one run: how many are read rightly, and how fast.

    .venv/bin/python benchmarks/times.py [--texts 3000] [--repeat 3]

Both are told the language of each text. Right is, for "3 uur geleden", the number and the unit
(dateparser gives an instant: it must lie within half a unit), for a date its minute or day, and
for what is no time of the past nothing at all. The texts are `tests/times/listings.tsv`, and what
formatters print in 172 languages where that data stands beside the project.

Speed is that of texts which each come once (their numbers differ, as on a site that is crawled
again and again), and of a few texts that come often, as on one page. It is the best of the
repetitions, which alternate.
"""

import argparse
import csv
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import dateparser

from newscrawl.times import Moment, parse_time, parser
from newscrawl.times.ages import LONGEST

ROOT = Path(__file__).parents[1]
LISTINGS = ROOT / "tests" / "times" / "listings.tsv"
PRINTED = ROOT.parent / "shared" / "times" / "relative.jsonl.gz"
NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
ZONE = ZoneInfo("UTC")
SETTINGS = {"RELATIVE_BASE": NOW.replace(tzinfo=None), "TIMEZONE": "UTC", "PREFER_DATES_FROM": "past"}
BIG = set(
    "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nb nl no pl pt ro ru sv th tr uk vi zh".split()
)

Text = tuple[str, str]
"""A language and a text in it."""

# A listing in each of eleven languages: {n} is a number, {d} a day, {h} and {m} a time of day.
PAGES = {
    "nl": ["{n} minuten geleden", "{n} uur geleden", "gisteren om {h}:{m}", "{d} februari 2026, {h}:{m}", "Buitenland | {n} min. geleden"],
    "en": ["{n} minutes ago", "Updated {n} hours ago", "Feb {d}, 2026 {h}:{m}", "Yesterday at {h}:{m}", "{n} mins ago"],
    "de": ["vor {n} Minuten", "vor {n} Std.", "Gestern, {h}:{m} Uhr", "{d}.02.2026 {h}:{m}", "Aktualisiert vor {n} Minuten"],
    "fr": ["il y a {n} minutes", "il y a {n} h", "hier à {h}h{m}", "{d} février 2026 à {h}h{m}", "Publié il y a {n} heures"],
    "es": ["hace {n} minutos", "hace {n} h", "ayer, {h}:{m}", "{d} de febrero de 2026, {h}:{m}", "hace {n} horas"],
    "it": ["{n} minuti fa", "{n} ore fa", "ieri, {h}:{m}", "{d} febbraio 2026, {h}:{m}", "{n} min fa"],
    "pt": ["há {n} minutos", "há {n} horas", "ontem, {h}:{m}", "{d} de fevereiro de 2026, {h}:{m}", "{n} minutos atrás"],
    "ru": ["{n} минут назад", "{n} ч. назад", "вчера, {h}:{m}", "{d} февраля 2026, {h}:{m}", "{n} часов назад"],
    "ar": ["قبل {n} دقيقة", "منذ {n} ساعة", "أمس {h}:{m}", "{d} فبراير 2026", "قبل {n} ساعة"],
    "zh": ["{n}分钟前", "{n}小时前", "昨天 {h}:{m}", "2026年2月{d}日 {h}:{m}", "{n} 分钟前"],
    "ja": ["{n}分前", "{n}時間前", "昨日 {h}:{m}", "2026年2月{d}日 {h}:{m}", "{n} 分前"],
}  # fmt: skip


def ours(language: str, text: str) -> Moment | None:
    """Return what newscrawl reads."""
    return parse_time(text, now=NOW, language=language, zone=ZONE)


def theirs(language: str, text: str) -> datetime | None:
    """Return what dateparser reads; None for a language that it does not know."""
    try:
        return dateparser.parse(text, languages=[language], settings=SETTINGS)
    except ValueError:
        return None


def listings() -> Iterator[tuple[Text, str]]:
    """Yield each text of our own table with what it means."""
    with LISTINGS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield (row["language"], row["text"].replace(r"\n", "\n").replace(r"\t", "\t")), row["means"]


def printed() -> Iterator[tuple[Text, str]]:
    """Yield each text that formatters printed with what it means."""
    with gzip.open(PRINTED, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            meanings = [(row["value"], row["unit"]), *map(tuple, row.get("alt", ()))]
            means = "|".join(f"{value} {unit}" for value, unit in meanings)
            yield (
                (row["locale"].replace("_", "-"), row["text"]),
                "just now" if row["value"] is None else means,
            )


def is_right(means: str, read: Moment | datetime | None) -> bool:
    """Say whether a reading is what the text means."""
    if means == "-" or read is None:
        return means == "-" and read is None
    return any(_is(option, read) for option in means.split("|"))


def _is(means: str, read: Moment | datetime) -> bool:
    ago = timedelta(seconds=90) if means == "just now" else None
    if means[-1].isdigit():
        return _is_date(means, read)
    if isinstance(read, Moment):
        if means == "just now":
            return read.earliest >= NOW - timedelta(minutes=5)
        value, unit = means.split()[:2]
        return (str(read.value), read.unit) == (value, unit)
    age = NOW - _aware(read)
    if ago:
        return timedelta(0) <= age <= ago
    value, unit = means.split()[:2]
    return abs(age.total_seconds() - int(value) * LONGEST[unit]) <= LONGEST[unit] / 2


def _is_date(means: str, read: Moment | datetime) -> bool:
    shown = len(means)
    if isinstance(read, Moment):
        first = read.earliest.isoformat(" ")[:shown]
        return first == means and (shown > 10 or read.latest - read.earliest <= timedelta(days=1))
    return _aware(read).isoformat(" ")[:shown] == means


def _aware(read: datetime) -> datetime:
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def score(name: str, rows: Iterable[tuple[Text, str]]) -> None:
    """Print the share of texts that each reads rightly, and of those that it misreads."""
    every = list(rows)
    print(f"\n{name}: {len(every):,} texts\n{'':28}{'right':>9}{'wrong':>9}{'unread':>9}")
    for label, chosen in (
        ("all", every),
        ("big news languages", [row for row in every if row[0][0].split("-")[0] in BIG]),
    ):
        for reader, read in (("newscrawl", ours), ("dateparser", theirs)):
            results = [(means, read(*text)) for text, means in chosen]
            right = sum(is_right(*result[::1]) for result in results)
            unread = sum(found is None and means != "-" for means, found in results)
            shares = (part / len(chosen) for part in (right, len(chosen) - right - unread, unread))
            print(f"{label + ', ' + reader:28}" + "".join(f"{share:9.2%}" for share in shares))


def mixed(count: int) -> list[Text]:
    """Return `count` different texts of all `PAGES`."""
    texts: dict[Text, None] = {}
    for turn in range(count):
        for language, patterns in PAGES.items():
            for place, pattern in enumerate(patterns):
                n = turn * 7 + place
                texts[
                    language, pattern.format(n=n % 58 + 2, d=n % 27 + 1, h=n % 13 + 10, m=n * 11 % 50 + 10)
                ] = None
        if len(texts) >= count:
            break
    return list(texts)[:count]


def rate(read: Callable[[str, str], Any], texts: list[Text]) -> float:
    """Return how many of `texts` are read in a second."""
    start = time.perf_counter()
    for language, text in texts:
        read(language, text)
    return len(texts) / (time.perf_counter() - start)


def speed(count: int, repeat: int) -> None:
    """Print texts a second for each, and the ratio."""
    once, often = mixed(count), mixed(30) * (count // 30)
    print(f"\n{'texts a second':28}{'newscrawl':>12}{'dateparser':>12}{'ratio':>9}")
    for name, texts, fresh in (("each once", once, True), ("30 texts, repeated", often, False)):
        mine, peer = [], []
        for _ in range(repeat):
            if fresh:
                parser.forget()
            mine.append(rate(ours, texts))
            peer.append(rate(theirs, texts))
        print(f"{name:28}{max(mine):12,.0f}{max(peer):12,.0f}{max(mine) / max(peer):9,.0f}")


LOAD = """
import time, tracemalloc
from newscrawl.times import lexicon, tables
start = time.perf_counter()
every = [tables.load_table(name) for name in tables.languages()]
loaded = time.perf_counter() - start
start = time.perf_counter()
lexicon.find_lexicon("nl")
one = time.perf_counter() - start
del every
tracemalloc.start()
kept = [lexicon.find_lexicon(name) for name in tables.languages()]
print(len(kept), loaded * 1000, one * 1000, tracemalloc.get_traced_memory()[0] / 1e6)
"""


def load() -> None:
    """Print what the tables cost in a new process."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", LOAD], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    count, every, one, memory = (min(float(run[place]) for run in runs) for place in range(4))
    print(
        f"\ntables of {count:.0f} languages: read in {every:.1f} ms; one ready for use in {one:.1f} ms; all together {memory:.1f} MB"
    )


def main() -> None:
    """Run all of it."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--texts", type=int, default=3000)
    arguments.add_argument("--repeat", type=int, default=3)
    options = arguments.parse_args()
    score("as listings print them", listings())
    if PRINTED.exists():
        score("as formatters print them", printed())
    speed(options.texts, options.repeat)
    load()


if __name__ == "__main__":
    main()
