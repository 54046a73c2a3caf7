"""Listings and articles read by newscrawl, newspaper4k and trafilatura: quality and speed, in one run.

    .venv/bin/python benchmarks/extract.py [--pages FOLDER] [--only newscrawl]

Each library runs in an environment of its own (made in build/peers at the first run) over the same pages. Without
--pages they are those of the simulated newsroom, whose truth is known; FOLDER holds saved pages and a
manifest.jsonl with theirs (path, url, kind, and truth: teasers, or body, title, published). The figures of the
newsroom show that a library reads plain pages at all, those of saved pages what it is worth.

Links: F1 over all stories of the listings. Body: mean over pages of the F1 of its four-word pieces. Minute: the
instant with its zone, where the truth has one. Speed: pages a second of CPU, the first of each kind left out.
"""

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
PEERS = {
    "newscrawl": None,
    "newspaper4k": ["newspaper4k==0.9.6", "lxml_html_clean==0.4.6"],
    "trafilatura": ["trafilatura==2.3.1", "lxml_html_clean==0.4.6"],
}
"""Library -> what is installed into its environment; None: ours."""

ARCHIVED = re.compile(r"(?:(?:https?:)?//web\.archive\.org)?/web/[0-9]{4,14}[a-z_]*/(?=https?:)")
"""What a web archive puts before the links of the pages that it has kept."""
NAMES_A_STORY = re.compile(r"(?:^|&)(?:id|p|v|cat|artid)=")

Row = dict[str, Any]


def newsroom_pages() -> Iterator[Row]:
    """Yield the listings and articles of the simulated newsroom with their truth."""
    sys.path.insert(0, str(ROOT / "tests"))
    from newsroom.fetching import fetch
    from newsroom.server import Newsroom

    def html_of(url: str) -> str:
        """Return a page, some of which answer at the second or third request only."""
        return next(got.text for got in (fetch(url) for _ in range(9)) if got.status == 200)

    with Newsroom(now=datetime(2026, 1, 24, 22, tzinfo=UTC)) as room:
        truth = room.truth
        for site in room.sites:
            for section in site.outlet.sections:
                if section.listing:
                    url = site.base + section.listing
                    shown = {
                        row["linked_url"]: row["headline"]
                        for row in truth
                        if (row["outlet"], row["section"]) == (site.outlet.key, section.name)
                        and not row["linkless"]
                    }
                    yield {"kind": "listing", "url": url, "html": html_of(url), "stories": shown}
        for row in truth:
            if not (row["gone"] or row["linkless"]):
                yield {"kind": "article", "url": row["url"], "html": html_of(row["url"]),
                       "body": "\n".join(row["paragraphs"]), "title": row["headline"],
                       "published": row["published"]}  # fmt: skip


def saved_pages(folder: Path) -> Iterator[Row]:
    """Yield the saved pages of a folder that have a truth."""
    from newscrawl.extract import decode_body

    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        truth = row.get("truth") or {}
        teasers = [teaser for teaser in truth.get("teasers", []) if teaser["role"] != "menu"]
        if not (teasers and row["kind"] == "index") and not (row["kind"] == "article" and truth.get("body")):
            continue
        html = ARCHIVED.sub("", decode_body(gzip.decompress((folder / row["path"]).read_bytes())).text)
        page = {"kind": "listing" if teasers else "article", "url": row["url"], "html": html}
        stories = {teaser["url"]: teaser["headline"] for teaser in teasers}
        yield page | {"stories": stories} | {key: truth.get(key) for key in ("body", "title", "published")}


def python_of(library: str) -> Path:
    """Return the interpreter of a library's environment, which is made where it is missing."""
    packages = PEERS[library]
    if packages is None:
        return Path(sys.executable)
    folder = ROOT / "build" / "peers" / library
    if not (folder / "ready").exists():
        print(f"installing {' '.join(packages)} into {folder.relative_to(ROOT)}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, *packages], check=True)
        (folder / "ready").touch()
    return folder / "bin" / "python"


def results_of(library: str, pages: Path) -> dict[int, Row]:
    target = pages.with_name(f"{library}.jsonl")
    script = Path(__file__).with_name("extractors.py")
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}
    subprocess.run([python_of(library), script, library, pages, target], check=True, env=quiet)
    return {row["id"]: row for row in map(json.loads, target.read_text(encoding="utf-8").splitlines())}


def key(url: str) -> str:
    """Return what two addresses of a story have in common; a query counts only where it names the story."""
    parts = urlsplit(url)
    query = parts.query if NAMES_A_STORY.search(parts.query) else ""
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + query


def plain(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", text or "")).casefold()


def f1(hit: float, found: float, true: float) -> float:
    return 2 * hit / (found + true) if found + true else 0.0


def pieces(text: str | None) -> Counter[tuple[str, ...]]:
    words = plain(text).split()
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def body_f1(page: Row, result: Row) -> float:
    true, found = pieces(page["body"]), pieces(result.get("text"))
    return f1((true & found).total(), found.total(), true.total()) if result.get("text") else 0.0


def instant(text: str | None) -> datetime | None:
    """Return an instant that names its offset, None for anything else."""
    try:
        value = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return value if value.tzinfo else None


def is_minute(page: Row, result: Row) -> bool:
    true, found = instant(page["published"]), instant(result.get("published"))
    return true is not None and found is not None and abs(true - found) < timedelta(seconds=61)


def share(values: Iterable[float]) -> str:
    known = list(values)
    return f"{sum(known) / len(known):.3f}" if known else "-"


def figures(pages: list[Row], results: dict[int, Row]) -> list[str]:
    """Return the cells of a library's line."""
    listings = [(page, results[page["id"]]) for page in pages if page["kind"] == "listing"]
    articles = [(page, results[page["id"]]) for page in pages if page["kind"] == "article"]
    scores = []
    for page, result in listings:
        true, found = set(map(key, page["stories"])), set(map(key, result.get("links", [])))
        scores.append((len(true & found), len(found), len(true)))
    dated = [pair for pair in articles if instant(pair[0]["published"])]
    return [
        f"{f1(*map(sum, zip(*scores, strict=True))):.3f}" if scores else "-",
        f"{min(f1(*score) for score in scores):.3f}" if scores else "-",
        speed(result for _, result in listings),
        share(body_f1(*pair) for pair in articles),
        share(
            plain(page["title"]) == plain(result.get("headline"))
            for page, result in articles
            if page["title"]
        ),
        share(is_minute(*pair) for pair in dated),
        speed(result for _, result in articles),
        str(sum("error" in result for result in results.values())),
    ]


def speed(results: Iterable[Row]) -> str:
    seconds = [result["seconds"] for result in results][1:]
    return f"{len(seconds) / sum(seconds):.1f}" if sum(seconds) else "-"


HEADS = ("links F1", "worst", "pages/s", "body F1", "title", "minute", "articles/s", "raised")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=Path, help="folder of saved pages (without: the newsroom's)")
    parser.add_argument("--only", choices=PEERS, action="append", help="this library (may be repeated)")
    options = parser.parse_args()
    pages = list(saved_pages(options.pages) if options.pages else newsroom_pages())
    for number, page in enumerate(pages):
        page["id"] = number
    counts = Counter(page["kind"] for page in pages)
    print(f"{counts['listing']} listings, {counts['article']} articles")
    print(f"{'':12}" + "".join(f"{head:>11}" for head in HEADS))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pages.jsonl"
        path.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
        for library in options.only or PEERS:
            cells = figures(pages, results_of(library, path))
            print(f"{library:12}" + "".join(f"{cell:>11}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
