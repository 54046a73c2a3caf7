"""What is seen of a crawl from outside."""

from types import SimpleNamespace

import pytest
from scrapy import Request, signals
from scrapy.http import HtmlResponse
from scrapy.signalmanager import SignalManager
from twisted.python.failure import Failure

from newscrawl.checks.verdict import OK, Facts, Page
from newscrawl.checks.watch import Watch
from newscrawl.items import Story
from newscrawl.ledger import NEW, Ledger
from newscrawl.outlets import Outlet, Section

SITE = "https://www.blad.example"
LISTING, FEED = f"{SITE}/wereld", f"{SITE}/wereld.rss"
SECTION = Section(name="Wereld", listing=LISTING)
OUTLET = Outlet(
    key="blad", name="Het Blad", country="NL", language="nl", zone="Europe/Amsterdam", sections=[SECTION]
)


class Crawl:
    """A crawl that does what the test says."""

    def __init__(self, *, began: bool = True) -> None:
        self.signals = SignalManager()
        self.ledger = Ledger({"Wereld": 2})
        self.spider = SimpleNamespace(ledger=self.ledger) if began else None
        self.watch = Watch(self)  # type: ignore[arg-type]

    def send(self, signal: object, **about: object) -> None:
        self.signals.send_catch_log(signal, **about)

    def answer(self, url: str, status: int = 200, to: str | None = None, **about: object) -> None:
        request = Request(to or url, cb_kwargs=about, meta={"redirect_urls": [url]} if to else {})
        response = HtmlResponse(to or url, status, request=request)
        self.send(signals.response_received, response=response, request=request)

    def page(
        self, url: str = LISTING, status: int = 200, to: str | None = None, kind: str = "listing"
    ) -> None:
        self.answer(url, status, to, section=SECTION, kind=kind)

    def show(self, stories: int) -> None:
        for number in range(stories):
            self.ledger.seen("Wereld", str(number), NEW)
            self.send(signals.item_scraped, item=Story(section="Wereld"))

    def end(self, reason: str = "finished") -> Facts:
        if self.spider:
            self.send(signals.spider_closed, spider=self.spider, reason=reason)
        (facts,) = self.watch.facts(OUTLET)
        return facts


def test_a_whole_crawl():
    crawl = Crawl()
    crawl.answer(f"{SITE}/robots.txt")
    crawl.page()
    crawl.show(3)
    crawl.ledger.seen("Wereld", "0", "unchanged")
    facts = crawl.end()
    assert facts.pages == [Page("listing", LISTING, 200, OK, LISTING, "allowed")]
    assert (facts.teasers, facts.stories, len(facts.rows)) == (4, 3, 3)
    assert (facts.lost, facts.ended) == ([], None)


@pytest.mark.parametrize(
    ("status", "robots"), [(200, "allowed"), (404, "none"), (503, "none"), (None, "unknown")]
)
def test_what_robots_say(status, robots):
    crawl = Crawl()
    if status:
        crawl.answer(f"{SITE}/robots.txt", status)
    crawl.answer("https://elsewhere.example/robots.txt", 200)
    crawl.page()
    assert [page.robots for page in crawl.end().pages] == [robots]


@pytest.mark.parametrize(
    ("reason", "robots"),
    [("robots.txt forbids it", "forbidden"), ("timeout", "unknown"), ("a: b", "unknown")],
)
def test_a_page_without_an_answer_has_its_reason(reason, robots):
    crawl = Crawl()
    crawl.ledger.lose_page("Wereld", LISTING, reason)
    facts = crawl.end()
    assert facts.pages == [Page("listing", LISTING, None, reason, None, robots)]
    assert facts.lost == []


def test_a_page_with_an_error_behind_a_redirect():
    crawl = Crawl()
    crawl.page(LISTING, 404, f"{SITE}/world")
    crawl.ledger.lose_page("Wereld", f"{SITE}/world", "http 404")
    (page,) = crawl.end().pages
    assert (page.url, page.final_url, page.status, page.outcome) == (
        LISTING,
        f"{SITE}/world",
        404,
        "http 404",
    )


def test_a_redirect_that_is_refused():
    crawl = Crawl()
    moved = Request("https://elsewhere.example/wereld", meta={"redirect_urls": [LISTING]})
    crawl.send(signals.request_scheduled, request=moved)
    crawl.ledger.lose_page("Wereld", moved.url, "redirect to another site (elsewhere.example)")
    facts = crawl.end()
    assert [page.outcome for page in facts.pages] == ["redirect to another site (elsewhere.example)"]
    assert facts.lost == []


def test_what_the_ledger_says_of_no_page_is_kept():
    crawl = Crawl()
    crawl.page()
    crawl.ledger.lose_page("Wereld", f"{SITE}/other", "timeout")
    facts = crawl.end()
    assert [page.outcome for page in facts.pages] == [OK]
    assert facts.lost == [f"timeout: {SITE}/other"]


def test_a_feed_that_the_listing_names():
    crawl = Crawl()
    crawl.page()
    crawl.page(FEED, kind="feed")
    assert [(page.kind, page.url) for page in crawl.end().pages] == [("listing", LISTING), ("feed", FEED)]


def test_too_few_stories_are_what_the_ledger_says():
    crawl = Crawl()
    crawl.page()
    crawl.show(1)
    assert crawl.end().lost == ["1 stories, expected 2 at the least"]


def test_what_is_of_no_section_is_no_page():
    crawl = Crawl()
    crawl.answer(f"{SITE}/other")
    assert [page.status for page in crawl.end().pages] == [None]


@pytest.mark.parametrize(
    ("reason", "ended"),
    [("finished", None), ("closespider_timeout", "it took too long"), ("no space", "no space")],
)
def test_how_it_ended(reason, ended):
    assert Crawl().end(reason).ended == ended


def test_a_crawl_that_could_not_begin():
    facts = Crawl(began=False).end()
    assert facts.ended == "it could not begin"
    assert (facts.teasers, facts.stories, facts.rows, facts.lost) == (0, 0, [], [])


def test_an_error_of_our_own_is_no_success():
    crawl = Crawl()
    crawl.page()
    crawl.send(signals.spider_error, failure=Failure(KeyError("x")))
    assert crawl.end().ended == "KeyError in our own code"
