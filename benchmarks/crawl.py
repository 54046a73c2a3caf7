"""CPU time of a whole crawl beside bare Scrapy, on the same pages in one run.

    .venv/bin/python benchmarks/crawl.py [--pages 300] [--repeat 3] [--profile]

Both crawl listings of 30 invented teasers each from a server on this machine, in a process of its
own. newscrawl runs with its own settings, but for the delay between requests, and writes its rows
to a JSON Lines file; bare Scrapy runs with its default settings and a callback that does nothing,
and once more with one that yields 30 constant items of 22 fields a page into a JSON Lines file.
The time is that of the crawling process (user and system), and the slope between a short and a
long crawl, so that no start-up is in it; repetitions alternate, and their median counts.
"""

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import os
import pstats
import random
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from email.utils import formatdate
from functools import cache, partial
from html import escape
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parents[1]
ROBOTS = b"User-agent: *\nAllow: /\n"
TEASERS = 30
FEW = 20
"""Pages of the short crawl."""
ROUNDS = 6
"""How often bare Scrapy's long crawl takes each page: it is so quick that its start-up would drown it."""

TOWNS = (
    "WASHINGTON MOSKOU PARIJS BERLIJN KIEV PEKING LONDEN BRUSSEL TEHERAN CAÏRO NAIROBI ANKARA ROME".split()
)
AGENCIES = "ANP ANP/AFP ANP/RTR AFP ANP/DPA RTR ANP/BLOOMBERG ANP/AFP/RTR".split()
WORDS = (
    "regering minister president overleg grens troepen verkiezing parlement akkoord handel sancties leger"
    " rechter onderzoek protest hulp vluchtelingen olie gas haven verdrag bezoek aanval raket dorp hoofdstad"
    " partij leider oppositie stemming staking vakbond economie groei inflatie storm overstroming brand"
    " zegt wil kan moet gaat komt blijft noemt meldt eist de het een en van in op met voor na over tegen"
    " nieuwe zware eerste tweede laatste grote oude vrije vroege late Europese"
).split()
MENU = "Voorpagina Binnenland Buitenland Politiek Economie Sport Cultuur Wetenschap Opinie Video Weer".split()

SPIDER = """
import json, pathlib
import scrapy

class Bare(scrapy.Spider):
    name = "bare"
    start_urls = json.loads(pathlib.Path("urls.json").read_text())

    def parse(self, response):
        for number in range(self.settings.getint("ITEMS")):
            yield {f"field {name}": "a text of one line" for name in range(22)}
"""

GROUPS = {
    "newscrawl/extract/page.py": "parsing and text",
    "newscrawl/extract/": "mining",
    "newscrawl/times/": "times",
    "newscrawl/pipelines/times": "times",
    "newscrawl/datelines/": "datelines",
    "newscrawl/pipelines/datelines": "datelines",
    "newscrawl/exporters": "export",
    "scrapy/exporters": "export",
    "scrapy/extensions/feedexport": "export",
    "scrapy/utils/serialize": "export",
    "itemadapter/": "export",
    "/json/": "export",
    "newscrawl/": "spider and middlewares",
    "scrapy/": "Scrapy",
    "twisted/": "Scrapy",
    "asyncio/": "Scrapy",
}
"""Part of a module's path, and what its time counts as; the first that fits."""


def text(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words)).capitalize()


def teaser(dice: random.Random, page: int, place: int) -> str:
    headline = text(dice, dice.randint(6, 10))
    town, agency = dice.choice(TOWNS), dice.choice(AGENCIES)
    href = f"/buitenland/{1_000_000 + page * TEASERS + place}/{'-'.join(headline.lower().split())}"
    return f"""
      <article class="teaser teaser--list">
        <a class="teaser__picture" href="{href}" tabindex="-1"><img src="/img/{page}-{place}.jpg" alt="" width="240" height="160" loading="lazy"></a>
        <div class="teaser__body">
          <h3 class="teaser__title"><a href="{href}">{headline}</a></h3>
          <p class="teaser__lead">{town} ({agency}) - {text(dice, dice.randint(22, 34))}.</p>
          <span class="teaser__time">{dice.randint(2, 59)} minuten geleden</span>
        </div>
      </article>"""


def listing(page: int) -> bytes:
    """Return an invented section page of about 26 KB; no two share a story."""
    dice = random.Random(page)
    menu = "".join(f'<li class="menu__item"><a href="/{name.lower()}">{name}</a></li>' for name in MENU)
    teasers = "".join(teaser(dice, page, place) for place in range(TEASERS))
    return f"""<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Buitenland {page} | Blad</title>
<meta name="viewport" content="width=device-width"><meta property="og:type" content="website">
<link rel="stylesheet" href="/site.css"><script>window.page = {{"section": "buitenland", "number": {page}}};</script>
</head><body class="page page--section">
<header class="header"><a class="logo" href="/">Blad</a><nav class="menu"><ul>{menu}</ul></nav></header>
<main class="content"><h1>Buitenland</h1><section class="list"><h2>Laatste nieuws</h2>{teasers}
</section></main>
<footer class="footer"><ul>{menu}</ul><p>{escape("© Blad & zonen")} <a href="/contact">Contact</a></p></footer>
<script src="/site.js" defer></script></body></html>
""".encode()


class Site(Protocol):
    """What a server has."""

    def answer(self, path: str, head: bytes) -> tuple[str, str, bytes]:
        """Return status, headers (each with its end of line) and body for a path and the head of its request."""


class Listings:
    """/N is listing N, everything else an open robots.txt."""

    def __init__(self, count: int) -> None:
        self._pages = [listing(number) for number in range(count)]

    def answer(self, path: str, head: bytes) -> tuple[str, str, bytes]:
        name = path.removeprefix("/")
        if name.isdigit():
            return "200 OK", "Content-Type: text/html; charset=utf-8\r\n", self._pages[int(name)]
        return "200 OK", "Content-Type: text/plain\r\n", ROBOTS


async def answer(site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection."""
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while head := await reader.readuntil(b"\r\n\r\n"):
            status, headers, body = site.answer(head.split(b" ", 2)[1].decode(), head)
            date = formatdate(usegmt=True)
            writer.write(
                f"HTTP/1.1 {status}\r\nDate: {date}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            await writer.drain()
    writer.close()


def serve(make: Callable[[int], Site], count: int, ready: Connection) -> None:
    """Serve a site of so many pages for ever; send the port."""

    async def run() -> None:
        server = await asyncio.start_server(partial(answer, make(count)), "127.0.0.1", 0)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@contextlib.contextmanager
def server(make: Callable[[int], Site], count: int) -> Iterator[str]:
    """Yield the base address of a site of so many pages, which a process of its own serves."""
    ready, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=serve, args=(make, count, theirs), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ready.recv()}"
    finally:
        process.terminate()
        process.join()


def write_project(folder: Path, urls: Sequence[str]) -> None:
    """Write a project whose one outlet, `bench`, has a section for each listing."""
    sections = "".join(f'[[bench.sections]]\nname = "{url}"\nlisting = "{url}"\n' for url in urls)
    outlet = 'name = "Bench"\ncountry = "NL"\nlanguage = "nl"\nzone = "Europe/Amsterdam"\n'
    (folder / "bench.toml").write_text(f"[bench]\n{outlet}{sections}")
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newscrawl.settings\n")


def cpu_of(command: Sequence[str], folder: Path) -> float:
    """Run a command and return its CPU seconds. Raises CalledProcessError if it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NEWSCRAWL_CONTACT": "bench@newscrawl.invalid"}
    environment["NEWSCRAWL_STORE"] = ""  # of who runs it
    environment["NEWSCRAWL_PRIVATE_ADDRESSES"] = "127.0.0.1"  # where the pages are
    environment.pop("SCRAPY_SETTINGS_MODULE", None)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, (folder / "log").read_text())
    return usage.ru_utime + usage.ru_stime


def bare(urls: Sequence[str], folder: Path, *options: str) -> float:
    """Return the CPU seconds of bare Scrapy for these pages."""
    (folder / "urls.json").write_text(json.dumps(urls))
    (folder / "bare.py").write_text(SPIDER)
    return cpu_of([sys.executable, "-m", "scrapy", "runspider", "bare.py", *options], folder)


def with_items(urls: Sequence[str], folder: Path) -> float:
    """Return the CPU seconds of bare Scrapy where each page yields as many items as it has teasers."""
    return bare(urls, folder, "-s", f"ITEMS={TEASERS}", "-O", "items.jsonl")


def ours(urls: Sequence[str], folder: Path, *python: str) -> float:
    """Return the CPU seconds of newscrawl for these pages; all their stories must be in the feed."""
    write_project(folder, urls)
    command = [
        sys.executable,
        *python,
        "-m",
        "scrapy",
        "crawl",
        "bench",
        "-O",
        "rows.jsonl",
        "-a",
        "articles=no",
    ]
    # Pages are read in the crawling process: the time of others would not count.
    options = ("DOWNLOAD_DELAY=0", "NEWSCRAWL_OUTLETS=bench.toml", "NEWSCRAWL_PROCESSES=0")
    seconds = cpu_of([*command, *(part for option in options for part in ("-s", option))], folder)
    rows = [json.loads(line) for line in (folder / "rows.jsonl").read_text().splitlines()]
    whole = [
        row for row in rows if all(row[name] for name in ("headline", "lead", "published_at", "agencies"))
    ]
    assert len({row["url"] for row in whole}) == len(rows) == len(urls) * TEASERS, (
        f"{len(whole)} of {len(rows)}"
    )
    return seconds


def group_of(path: str) -> str | None:
    path = path.replace(os.sep, "/")
    return next((group for part, group in GROUPS.items() if part in path), None)


def profiled(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Return the seconds of a profile by group, and by function; a library's time is that of its callers."""
    stats = pstats.Stats(str(path)).stats  # type: ignore[attr-defined]

    @cache
    def shares(function: tuple[str, int, str], depth: int = 4) -> dict[str, float]:
        if (group := group_of(function[0])) or not depth:
            return {group or "other": 1.0}
        callers = {caller: times[2] for caller, times in stats[function][4].items()}
        total, found = sum(callers.values()) or 1.0, Counter[str]()
        for caller, seconds in callers.items():
            for group, share in shares(caller, depth - 1).items():
                found[group] += share * seconds / total
        return dict(found) or {"other": 1.0}

    groups, functions = Counter[str](), Counter[str]()
    for function, (_, _, seconds, _, _) in stats.items():
        functions[f"{'/'.join(Path(function[0]).parts[-2:])}:{function[2]}"] += seconds
        for group, share in shares(function).items():
            groups[group] += share * seconds
    return groups, functions


def print_profile(urls: Sequence[str], folder: Path) -> None:
    """Print where the time of newscrawl goes: the profiler slows down small functions most."""
    found = []
    for pages in (urls[:FEW], urls):
        ours(pages, folder, "-m", "cProfile", "-o", "profile")
        found.append(profiled(folder / "profile"))
    extra = len(urls) - FEW
    for title, (short, long) in zip(("group", "function"), zip(*found, strict=True), strict=True):
        print(f"\nprofile by {title}, ms/page without start-up")
        slopes = Counter({name: 1000 * (seconds - short[name]) / extra for name, seconds in long.items()})
        for name, milliseconds in slopes.most_common(24):
            print(f"{milliseconds:8.3f}  {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=300, help=f"more than {FEW}")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="show where newscrawl's time goes")
    options = parser.parse_args()
    if options.pages <= FEW:
        parser.error(f"--pages: expected more than {FEW}")
    size = sum(len(listing(number)) for number in range(options.pages)) / options.pages
    with server(Listings, options.pages) as base, tempfile.TemporaryDirectory() as name:
        urls, folder = [f"{base}/{number}" for number in range(options.pages)], Path(name)
        runs = (
            ("bare Scrapy", bare, urls * ROUNDS),
            ("Scrapy with items", with_items, urls),
            ("newscrawl", ours, urls),
        )
        slopes: dict[str, list[float]] = {label: [] for label, _, _ in runs}
        print(f"{options.pages} pages of {TEASERS} teasers, {size / 1000:.1f} KB each")
        for _ in range(options.repeat):
            for label, run, pages in runs:
                (folder / label).mkdir(exist_ok=True)
                seconds = run(pages, folder / label) - run(urls[:FEW], folder / label)
                slopes[label].append(1000 * seconds / (len(pages) - FEW))
        for label, found in slopes.items():
            print(
                f"{label:18} {statistics.median(found):6.2f} ms/page ({', '.join(f'{x:.2f}' for x in found)})"
            )
        empty, items, own = (statistics.median(found) for found in slopes.values())
        print(
            f"{own / empty:.2f} times bare Scrapy, {own / items:.2f} times Scrapy with items; {options.pages * TEASERS} rows"
        )
        if options.profile:
            print_profile(urls, folder / "newscrawl")


if __name__ == "__main__":
    main()
