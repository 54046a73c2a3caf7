"""How fast a big store is filled, asked and exported: `python benchmarks/store.py --stories 1000000`.

The store is generated: each story has an article of one version, five sightings and a key. Rows go in by the
thousand; an export runs in a process of its own, whose CPU time and largest resident size are printed, its imports
included.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from newscrawl.store import PageRef, Seen, Store
from newscrawl.store.engine import open_engine, reading, writing
from newscrawl.store.lookup import look_up
from newscrawl.store.schema import keys, outlets, pages, runs, sightings, stories, versions
from newscrawl.store.values import key_mark
from newscrawl.times import Moment

START = datetime(2026, 1, 1, tzinfo=UTC)
SIGHTINGS = 5
AT_ONCE = 5000
LISTED, POLLS = 30, 10
"""Stories of a list, and how often it shows the same ones again."""
FORMATS = ("jsonl", "csv", "parquet")
WORDS = (
    "de haven sluit na storm in het noorden ministers praten over water en brood langs kust één café"
    " „niet”, zegt hij, volgens 12.000 bewoners vóór woensdag."
).split()
PLACES = [
    {"printed": name.upper(), "region": None, "name": name, "country": country, "latitude": latitude,
     "longitude": longitude, "geonames_id": number, "candidates": 1}
    for number, (name, country, latitude, longitude) in enumerate(
        [("Bergen", "NO", 60.39, 5.32), ("Kyiv", "UA", 50.45, 30.52), ("Nairobi", "KE", -1.28, 36.82)], 1000)
]  # fmt: skip


def text_of(number: int, letters: int) -> str:
    """Return paragraphs of some sixty words, a line each."""
    words = random.Random(number).choices(WORDS, k=letters // 6)
    return "\n".join(" ".join(words[at : at + 60]) for at in range(0, len(words), 60))[:letters]


def headline_of(number: int) -> str:
    return f"Storm {number} trekt over de kust, dorpen zonder stroom"


def content(number: int, texts: Sequence[str]) -> dict[str, Any]:
    headline = headline_of(number)
    text = texts[number % len(texts)]
    return {
        "kicker": None, "headline": headline, "own_headline": headline, "lead": text[:160], "own_lead": None,
        "text": text, "authors": [f"A. de Vries{number % 50}"], "article_section": "Buitenland",
        "keywords": [f"storm{number % 7}", f"kust{number % 11}", f"dorp{number}"], "access": "free",
        "corrections": [], "language": "nl", "dateline": "BERGEN (ANP)", "places": [PLACES[number % 3]],
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


def fill(engine: Engine, count: int, letters: int) -> None:
    texts = [text_of(number, letters) for number in range(997)]
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
                {
                    "story": n,
                    "number": 1,
                    "run": 1,
                    "seen_at": START,
                    "changes": [],
                    "content": content(n, texts),
                }
                for n in numbers
            ]
            to.execute(insert(versions), kept)
            to.execute(insert(sightings), [sighting(n, hour) for n in numbers for hour in range(SIGHTINGS)])


def ask(engine: Engine, count: int, times: int) -> None:
    """Look stories up as a list of thirty teasers does."""
    chosen = random.Random(1)
    with reading(engine) as connection:
        for _ in range(times):
            wanted = [str(chosen.randint(1, count)) for _ in range(LISTED)]
            assert len(look_up(connection, "blad", wanted)) == len(set(wanted))


def show(engine: Engine, count: int, lists: int) -> float:
    """Keep lists of thirty stories that are known, each polled again and again; return the seconds of all but the first."""
    chosen, spent = random.Random(2), 0.0
    store = Store(engine)
    for number in range(lists):
        shown = [seen(chosen.randint(1, count)) for _ in range(LISTED)]
        for poll in range(POLLS + 1):
            at = START + timedelta(days=400, minutes=10 * poll)
            page = PageRef(f"https://blad.example/{number}", "Buitenland", "listing", at, {})
            begun = time.process_time()
            store.see("blad", 1, page, shown)
            spent += time.process_time() - begun if poll else 0
    return spent


def seen(number: int) -> Seen:
    """Return a story as a list shows it, with a time that says less than what is known."""
    at = START + timedelta(seconds=20 * number)
    moment = Moment(at - timedelta(hours=1), at, None, None, "1 uur geleden")
    return Seen(
        keys=[str(number)], story_id=f"{number:016x}", url=f"https://blad.example/buitenland/{number}/storm",
        headline=headline_of(number), lead=None, position=1, text=moment.raw, machine=None, moments=[moment],
    )  # fmt: skip


EXPORT = """
import importlib.abc, json, sys, time
from scrapy.cmdline import execute

class Unused(importlib.abc.MetaPathFinder):
    # requirements.txt brings neither; where they are, pyarrow imports them, some 50 MB for nothing
    def find_spec(self, name, path, target=None):
        if name in ("pandas", "numpy"):
            raise ImportError(name)

sys.meta_path.insert(0, Unused())
try:
    execute()
except SystemExit as end:
    assert end.code == 0
# ru_maxrss would be that of the benchmark, if it is the larger one: a process inherits it.
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps([time.process_time(), peak / 1024]))
"""


def export(address: str, what: str, path: Path) -> tuple[float, float, float]:
    """Export in a process of its own; return its seconds, CPU seconds and largest resident size in MB."""
    command = [sys.executable, "-c", EXPORT, "export", what, "-o", str(path), "--bare"]
    begun = time.monotonic()
    done = subprocess.run(
        [*command, "-s", f"NEWSCRAWL_STORE={address}"],
        capture_output=True,
        check=True,
    )
    seconds = time.monotonic() - begun
    cpu, resident = json.loads(done.stdout)
    return seconds, cpu, resident


def export_all(address: str, folder: Path, count: int) -> None:
    """Print what each format costs; what an export of one row costs is no cost of all others."""
    for form in FORMATS:
        path = folder / f"stories.{form}"
        _, start, _ = export(address, "runs", path)
        seconds, cpu, resident = export(address, "stories", path)
        print(
            f"{form}: {count / (cpu - start):,.0f} rows/s (CPU; {start:.1f} s before the first),"
            f" {seconds:.0f} s on the clock, {resident:.0f} MB resident, {os.path.getsize(path) / 2**20:,.0f} MB",
            flush=True,
        )
        path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--letters", type=int, default=3000, help="length of each article's text")
    given = parser.parse_args()
    count = given.stories
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "store.db")
        address = f"sqlite:///{file}"
        engine = open_engine(address)
        begun = time.process_time()
        fill(engine, count, given.letters)
        spent = time.process_time() - begun
        print(f"{count:,} stories of {given.letters:,} letters, {SIGHTINGS} sightings each:", end=" ")
        print(
            f"{count / spent:,.0f} stories/s, {count * (SIGHTINGS + 3) / spent:,.0f} rows/s (CPU)", flush=True
        )
        lists = min(count // LISTED, 2000)
        begun = time.process_time()
        ask(engine, count, lists)
        spent = time.process_time() - begun
        print(
            f"look-ups: {LISTED * lists / spent:,.0f}/s (CPU), {1000 * spent / (LISTED * lists):.3f} ms each"
        )
        lists = min(lists, 50)
        spent = show(engine, count, lists)
        print(f"known teasers: {1000 * spent / (LISTED * lists * POLLS):.3f} ms each (CPU)", flush=True)
        engine.dispose()
        size = os.path.getsize(file)
        print(f"size: {size / 2**20:,.0f} MB, {size / count:,.0f} bytes a story")
        export_all(address, Path(folder), count)


if __name__ == "__main__":
    main()
