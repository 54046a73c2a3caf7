"""How fast a big store is filled, asked and exported: `python benchmarks/store.py --stories 1000000`.

The store is generated: each story has an article of one version, five sightings and a key. Rows go in by the
thousand; an export runs in a process of its own, whose CPU time and largest resident size are printed.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from newscrawl.store.engine import open_engine, reading, writing
from newscrawl.store.lookup import look_up
from newscrawl.store.schema import keys, outlets, pages, runs, sightings, stories, versions
from newscrawl.store.values import key_mark

START = datetime(2026, 1, 1, tzinfo=UTC)
SIGHTINGS = 5
AT_ONCE = 5000
FORMATS = ("jsonl", "csv", "parquet")
WORDS = "de haven sluit na storm in het noorden ministers praten over water en brood langs kust".split()


def text_of(number: int, words: int) -> str:
    chosen = random.Random(number)
    return " ".join(chosen.choices(WORDS, k=words))


TEXTS = [text_of(number, 160) for number in range(997)]
"""Articles of some 900 characters."""


def content(number: int) -> dict[str, Any]:
    headline = f"Storm {number} trekt over de kust van Bergen"
    place = {
        "printed": "BERGEN", "region": None, "name": "Bergen", "country": "NO", "latitude": 60.39,
        "longitude": 5.32, "geonames_id": 3161732, "candidates": 1,
    }  # fmt: skip
    return {
        "kicker": None, "headline": headline, "own_headline": headline, "lead": TEXTS[number % 97][:160],
        "own_lead": None, "text": TEXTS[number % 997], "authors": ["A. de Vries"], "article_section": "Buitenland",
        "keywords": ["storm", "kust"], "access": "free", "corrections": [], "language": "nl",
        "dateline": "BERGEN (ANP)", "places": [place],
        "agencies": [{"printed": "ANP", "id": "anp", "found": "dateline"}],
    }  # fmt: skip


def story(number: int) -> dict[str, Any]:
    at = START + timedelta(seconds=20 * number)
    return {
        "id": number, "story_id": f"{number:016x}", "outlet": "blad", "section": "Buitenland",
        "url": f"https://blad.example/buitenland/{number}/storm", "listing_url": "https://blad.example/buitenland",
        "position": 1, "served_at": at, "first_seen_at": at, "last_seen_at": at + timedelta(hours=4),
        "changed_at": at, "outcome": "new", "version": 1, "visits": 1, "failures": 0, "validators": {},
        "publications": 0, "published_raw": "6 minuten geleden", "published_at": at - timedelta(minutes=6),
        "published_earliest": at - timedelta(minutes=7), "published_latest": at - timedelta(minutes=6),
        "published_from": "listing", "published_exact": 60_000_000,
    }  # fmt: skip


def sighting(number: int, hour: int) -> dict[str, Any]:
    at = START + timedelta(seconds=20 * number, hours=hour)
    return {
        "story": number, "run": 1, "page": 1, "source": "listing", "served_at": at, "position": 1 + hour,
        "text": f"{hour} uur geleden", "earliest": at - timedelta(hours=hour + 1),
        "latest": at - timedelta(hours=hour), "updated": False,
    }  # fmt: skip


def fill(engine: Engine, count: int) -> None:
    outlet = {"key": "blad", "name": "Blad", "country": "NL", "language": "nl", "zone": "Europe/Amsterdam"}
    with writing(engine) as to:
        to.execute(insert(outlets), outlet)
        to.execute(insert(runs), {"id": 1, "outlet": "blad", "started_at": START, "problems": []})
        to.execute(
            insert(pages), {"id": 1, "outlet": "blad", "url": "https://blad.example/", "validators": {}}
        )
    for first in range(1, count + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, count + 1))
        with writing(engine) as to:
            to.execute(insert(stories), [story(number) for number in numbers])
            to.execute(insert(keys), [{"key": key_mark("blad", str(n)), "story": n} for n in numbers])
            kept = [
                {"story": n, "number": 1, "run": 1, "seen_at": START, "changes": [], "content": content(n)}
                for n in numbers
            ]
            to.execute(insert(versions), kept)
            to.execute(insert(sightings), [sighting(n, hour) for n in numbers for hour in range(SIGHTINGS)])


def ask(engine: Engine, count: int, times: int) -> None:
    """Look stories up as a list of thirty teasers does."""
    chosen = random.Random(1)
    with reading(engine) as connection:
        for _ in range(times):
            wanted = [str(chosen.randint(1, count)) for _ in range(30)]
            assert len(look_up(connection, "blad", wanted)) == len(set(wanted))


def export(address: str, path: Path) -> dict[str, float]:
    """Export in a process of its own; return its seconds, CPU seconds and largest resident size."""
    code = (
        "import resource, sys, json, time; from scrapy.cmdline import execute\n"
        "try: execute()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))"
    )
    command = [sys.executable, "-c", code, "export", "stories", "-o", str(path), "--bare"]
    begun = time.monotonic()
    done = subprocess.run([*command, "-s", f"NEWSCRAWL_STORE={address}"], stdout=subprocess.PIPE, check=True)
    cpu, resident = json.loads(done.stdout)
    return {"seconds": time.monotonic() - begun, "cpu": cpu, "resident": resident}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=20_000)
    count = parser.parse_args().stories
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "store.db")
        address = f"sqlite:///{file}"
        engine = open_engine(address)
        begun = time.process_time()
        fill(engine, count)
        spent = time.process_time() - begun
        print(
            f"{count:,} stories, {SIGHTINGS} sightings each: {count / spent:,.0f} stories/s (CPU)", flush=True
        )
        lists = min(count // 30, 2000)
        begun = time.process_time()
        ask(engine, count, lists)
        spent = time.process_time() - begun
        print(f"look-ups: {30 * lists / spent:,.0f}/s (CPU), {1000 * spent / (30 * lists):.3f} ms each")
        engine.dispose()
        print(
            f"size: {os.path.getsize(file) / 2**20:,.0f} MB, {os.path.getsize(file) / count:,.0f} bytes a story"
        )
        for form in FORMATS:
            path = Path(folder, f"stories.{form}")
            used = export(address, path)
            print(
                f"{form}: {count / used['cpu']:,.0f} rows/s (CPU; {used['seconds']:.0f} s on the clock),"
                f" {used['resident']:.0f} MB resident, {os.path.getsize(path) / 2**20:,.0f} MB",
                flush=True,
            )
            path.unlink()


if __name__ == "__main__":
    main()
