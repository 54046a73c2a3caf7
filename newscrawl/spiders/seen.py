"""From the teasers of a page to what the store keeps of them."""

from collections.abc import Sequence

from scrapy.http import Response

from newscrawl.extract import Teaser
from newscrawl.items import Sighting
from newscrawl.middlewares import CUT_OFF
from newscrawl.outlets import Outlet
from newscrawl.pipelines.times import read
from newscrawl.spiders.found import Found, Source, keys_of, story_id
from newscrawl.spiders.responses import asked_for
from newscrawl.store import PageRef, PageState, Seen, body_mark

VALIDATORS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
"""Header that an answer has -> header that asks for the page only if it has changed."""


def validators_of(response: Response) -> dict[str, str]:
    """Return the request headers that ask for this page only if it has changed; none if it did not come whole."""
    if CUT_OFF in response.flags:
        return {}
    found = {ask: response.headers.get(tell) for tell, ask in VALIDATORS}
    return {ask: value.decode("latin-1") for ask, value in found.items() if value}


def is_same(response: Response, state: PageState) -> bool:
    """Tell whether a page is as it was when it was read last: the server says so, or not a byte is another."""
    if response.status == 304:
        return True
    return state.mark is not None and CUT_OFF not in response.flags and state.mark == body_mark(response.body)


def page_of(source: Source, response: Response, *, whole: bool = True) -> PageRef:
    """Return a page of a section as the store knows it; one that is not `whole` is to be read again in any case."""
    whole = whole and CUT_OFF not in response.flags
    return PageRef(
        url=asked_for(response),
        section=source.section,
        source=source.kind,
        served_at=source.served_at,
        validators=validators_of(response) if whole else {},
        mark=body_mark(response.body) if whole and source.depth == 0 else None,
        is_section=source.depth == 0,
    )


def seen_of(shown: Sequence[tuple[Found, Teaser]], source: Source, outlet: Outlet) -> list[Seen]:
    """Return the stories of a page as the store keeps them, with their times read."""
    return [_seen(found, teaser, source, outlet) for found, teaser in shown]


def _seen(found: Found, teaser: Teaser, source: Source, outlet: Outlet) -> Seen:
    sighting = Sighting(source.kind, source.served_at, teaser.time_text, teaser.time_machine)
    return Seen(
        keys=keys_of(teaser),
        story_id=story_id(outlet.key, found.key),
        url=teaser.url,
        headline=teaser.headline,
        lead=teaser.lead,
        position=teaser.position,
        text=teaser.time_text,
        machine=teaser.time_machine,
        moments=[moment for _, moment in read(sighting, outlet)],
    )


def is_settled(found: Found, *, articles: bool) -> bool:
    """Tell whether a story is known, and nothing is to be asked for: a list prints of it what it did before, and
    its article is not due (where `articles` are wanted at all).
    """
    known = found.known
    if known is None or known.retold:
        return False
    if not articles:
        return known.version > 0
    return known.visits > 0 and not known.is_due(found.source.served_at)
