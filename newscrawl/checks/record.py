"""Fetches pages of an outlet, as a crawl does it, to be kept as test cases."""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings

from newscrawl.annotate.mistakes import Mistake
from newscrawl.browser import BrowserMissing, check_browser
from newscrawl.checks.case import HEADERS, Case, is_case, save
from newscrawl.checks.crawl import ListingsSpider
from newscrawl.checks.replay import rows_of
from newscrawl.checks.wanted import Wanted
from newscrawl.checks.watch import Watch
from newscrawl.ledger import FAILED
from newscrawl.outlets import Section
from newscrawl.spiders.found import Found
from newscrawl.spiders.responses import download_of

logger = logging.getLogger(__name__)

MAX_SLUG = 40
"""Characters of an article's address that name its folder."""


class Recorder(Watch):
    """Keeps the pages of a crawl, sections' pages and articles."""

    def __init__(self, crawler: Crawler, wanted: Wanted) -> None:
        super().__init__(crawler)
        self._wanted = wanted
        self.cases: list[Case] = []

    def _saw_response(self, response: Response, request: Request) -> None:
        super()._saw_response(response, request)
        found: Found | None = request.cb_kwargs.get("found")
        section: Section | None = request.cb_kwargs.get("section")
        if response.status != 200 or not (found or section):
            return
        name = found.source.section if found else section.name if section else ""
        kind = "article" if found else self._wanted.kind or request.cb_kwargs["kind"]
        headers = {
            header: value.decode("latin-1") for header in HEADERS if (value := response.headers.get(header))
        }
        sections = tuple(item for item in self._wanted.outlet.sections if item.name == name)
        # Its domains say what may be fetched, and a recorded page never is.
        outlet = self._wanted.outlet.model_copy(update={"sections": sections, "domains": ()})
        self.cases.append(Case(outlet, kind, download_of(response), headers))


@dataclass(slots=True)
class Recorded:
    """What became of a recording."""

    lines: list[str] = field(default_factory=list)
    """What was recorded where."""
    problems: list[str] = field(default_factory=list)
    """What was not, and why."""


def record(settings: Settings, wanted: Wanted, folder: Path, *, replace: bool) -> Recorded:
    """Fetch what is wanted and write a case of each page into a folder of its own below `folder`.

    A case that is there already is kept, as it may have been corrected, unless `replace` is said.
    """
    try:
        check_browser(wanted.outlet.sections, settings["NEWSCRAWL_BROWSER"])
    except BrowserMissing as missing:
        raise Mistake(str(missing)) from None
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(ListingsSpider.for_outlet(wanted.outlet))
    recorder = Recorder(crawler, wanted)
    limits = {"articles": "yes", "limit": str(wanted.articles)} if wanted.articles else {"articles": "no"}
    process.crawl(crawler, **limits)
    process.start()
    recorded = Recorded(problems=[*_not_fetched(recorder, wanted)])
    for case, path in _folders(recorder.cases, folder):
        if is_case(path) and not replace:
            recorded.problems.append(f"{path}: kept, it is there already; --force records it anew")
            continue
        expected = _rows(case)
        save(case, path, expected)
        recorded.lines.append(f"{path}: {describe(expected)}")
    return recorded


def _rows(case: Case) -> dict[str, Any]:
    try:
        return rows_of(case)
    except Exception as error:
        # A page that breaks its reader is the test case that is wanted most.
        logger.exception("%s cannot be read", case.download.url)
        return {"url": case.download.url, "error": f"cannot be read ({type(error).__name__})"}


def _folders(cases: Iterable[Case], folder: Path) -> Iterator[tuple[Case, Path]]:
    """Yield the cases with the folder of each; of pages that would share one, all but the first get a number."""
    names: Counter[str] = Counter()
    for case in cases:
        name = folder_name(case)
        names[name] += 1
        yield case, folder / case.outlet.key / (name if names[name] == 1 else f"{name}-{names[name]}")


def describe(expected: dict[str, Any]) -> str:
    """Return in a few words what was read of a page.

    >>> describe({"error": "empty page"}), describe({"stories": [{"published_latest": None, "dateline": "ROME"}]})
    ('empty page', '1 story, 0 times, 1 dateline')
    """
    if "error" in expected:
        return str(expected["error"])
    stories = expected["stories"]
    counts = (
        (len(stories), "story", "stories"),
        (sum(bool(story["published_latest"]) for story in stories), "time", "times"),
        (sum(bool(story["dateline"]) for story in stories), "dateline", "datelines"),
    )
    listed = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts)
    return f"an article, {listed}" if "article" in expected else listed


def folder_name(case: Case) -> str:
    """Return the name of a case's folder: its section, then what it is where it is no listing, then which article."""
    slug = _slug(case.section.name) or "section"
    if case.kind != "article":
        return slug if case.kind == "listing" else f"{slug}-{case.kind}"
    last = urlsplit(case.download.url).path.rstrip("/").rpartition("/")[2]
    return f"{slug}-article-{_slug(last)[:MAX_SLUG].strip('-')}"


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


def _not_fetched(recorder: Recorder, wanted: Wanted) -> Iterator[str]:
    """Yield a line for each page that gave no answer that can be recorded."""
    if recorder.ended:
        yield f"the crawl ended early: {recorder.ended}"
    for facts in recorder.facts(wanted.outlet):
        for page in facts.pages:
            if page.status != 200:
                yield f"{page.url}: not recorded: {page.outcome}"
    for story in recorder.stories if wanted.articles else ():
        if story.outcome and story.outcome.startswith(FAILED):
            yield f"{story.url}: not recorded: {story.outcome.removeprefix(FAILED)}"
