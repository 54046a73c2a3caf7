"""One article out of its page: headline, text, authors and times, without what stands around it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from newscrawl.datelines import parse_dateline
from newscrawl.extract.body import clean, find_lead, key_of, read_body, trim
from newscrawl.extract.byline import find_byline
from newscrawl.extract.headline import find_headline, is_outlet_name, outlet_names
from newscrawl.extract.likely_zone import likely_zone
from newscrawl.extract.listing import listed_teasers
from newscrawl.extract.metadata import read_metadata
from newscrawl.extract.mojibake import mend_mojibake
from newscrawl.extract.notes import find_corrections, find_credit_lines
from newscrawl.extract.page import lines_of_text, parse_html
from newscrawl.extract.records import mine_records
from newscrawl.extract.runs import find_run
from newscrawl.extract.shown_times import TIME_LINES
from newscrawl.extract.story_times import Context, find_times
from newscrawl.extract.surroundings import Surroundings, sort_page
from newscrawl.extract.values import Article

MAX_PAGE = 10_000_000
"""Characters of a page that are read: of some thousand saved ones the longest has 3.4 million."""
DECLARED = ("lead", "section", "keywords", "language", "url", "access", "origin")
"""Fields of an article that are what its page declares, and nothing else."""
NEAR, MAX_BESIDE = 20, 200
"""Lines before and behind a text, and in all, among which the credit of an agency is looked for."""


def extract_article(
    html: str,
    url: str,
    *,
    now: datetime | None = None,
    language: str | None = None,
    zone: ZoneInfo | None = None,
) -> Article:
    """Return the article of a page.

    `html` is the decoded text of the page, of which the first MAX_PAGE characters are read; `now` the
    instant at which it was made (without it no relative time is read, only what says the same to every
    reader), `zone` that of the outlet. Without it times that name no offset are read in the likeliest
    zone of the page's country, or as those of any zone where nothing tells the country.
    """
    tree = parse_html(mend_mojibake(html[:MAX_PAGE]))
    meta = read_metadata(tree, url)
    language = language or meta.language
    records = mine_records(tree, url)
    teasers = listed_teasers(tree, records)
    headline = find_headline(tree, meta, url)
    around = sort_page(tree, records, teasers, language)
    body, corrections = _body(tree, url, around, headline, meta.lead, language)
    lines = _near_headline(around.own, headline)
    context = Context(url, now, language, zone or likely_zone(url, language))
    return Article(
        headline=headline,
        text="\n".join(body) or None,
        authors=meta.authors or find_byline(lines),
        **{name: getattr(meta, name) for name in DECLARED},
        **find_times(tree, around, lines, meta, context)._asdict(),
        corrections=corrections,
        credits=find_credit_lines(_beside(around.own, body, outlet_names(meta, url)), language),
        is_article=meta.is_article or _opens_with_dateline(body, language),
        teasers=tuple(teasers),
    )


def extract_text_article(text: str, *, language: str | None = None) -> Article:
    """Return the article of a text/plain page: a headline, its paragraphs, and maybe a list behind them."""
    lines = lines_of_text(text[:MAX_PAGE])
    run = find_run(lines, language=language)
    own = [line for number, line in enumerate(lines) if number not in run.lines]
    headline = own[0] if own and not parse_dateline(own[0], language=language) else None
    corrections = find_corrections(own)
    body = [line for line in clean(own, headline, set(), language) if line not in corrections]
    return Article(
        headline=headline,
        text="\n".join(body) or None,
        corrections=corrections,
        is_article=_opens_with_dateline(body, language),
        teasers=tuple(run.teasers),
    )


def _opens_with_dateline(body: Sequence[str], language: str | None) -> bool:
    return len(body) > 1 and parse_dateline(body[0], language=language) is not None


def _body(
    tree: HtmlElement,
    url: str,
    around: Surroundings,
    headline: str | None,
    lead: str | None,
    language: str | None,
) -> tuple[list[str], tuple[str, ...]]:
    """Return the paragraphs of a text and the corrections that are printed in it or around it."""
    body = read_body(tree, url, around)
    printed = find_lead(tree, around, body, headline, lead)
    lines = clean(chain([printed] if printed else [], body), headline, around.foreign, language)
    lines = trim(lines, around.edges)
    corrections = find_corrections(chain(around.own, lines))
    return [line for line in lines if line not in corrections], corrections


def _near_headline(lines: Sequence[str], headline: str | None) -> Sequence[str]:
    """Return the lines from the headline on, among which a byline and the time stand."""
    start = next((number for number, line in enumerate(lines) if line == headline), 0)
    return lines[start : start + TIME_LINES]


def _beside(lines: Sequence[str], body: Sequence[str], names: set[str]) -> Iterator[str]:
    """Yield the lines before, between and behind those of a text that are no part of it, nor a name of `names`."""
    known = {key_of(line) for line in body}
    places = [number for number, line in enumerate(lines) if key_of(line) in known]
    near = lines[max(0, places[0] - NEAR) : places[-1] + NEAR] if places else []
    beside = (line for line in near if key_of(line) not in known and not is_outlet_name(line, names))
    return islice(beside, MAX_BESIDE)
