"""What a rendered crawl asks for, and what a plain one does not."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from newscrawl.browser import BrowserError, browser_meta, rendered_at, use_browser
from newscrawl.browser.errors import to_error
from newscrawl.browser.options import RENDERED_AT, launch_options, locale_of
from newscrawl.outlets import Outlet, Section, Selectors

PLAIN = Section(name="Binnenland", listing="https://www.blad.example/binnenland")
RENDERED = Section(name="Wereld", listing="https://www.blad.example/wereld", render="browser")


def outlet(language: str = "nl", country: str = "NL", *sections: Section) -> Outlet:
    return Outlet(
        key="blad", name="Het Blad", country=country, language=language, zone="Europe/Amsterdam",
        sections=sections or (PLAIN, RENDERED),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "country", "locale"),
    [
        ("nl", "NL", "nl-NL"),
        ("nl", "BE", "nl-BE"),
        ("en", "IN", "en-IN"),
        ("pt-BR", "BR", "pt-BR"),
        ("pt-BR", "PT", "pt-BR"),
        ("sr-Latn", "RS", "sr-Latn-RS"),
        ("zh-Hans", "SG", "zh-Hans-SG"),
        ("es-419", "CO", "es-419"),
    ],
)
def test_locale(language, country, locale):
    assert locale_of(outlet(language, country)) == locale


def test_only_a_rendered_section_asks_for_the_browser():
    own = outlet()
    assert browser_meta(own, PLAIN) == {}
    asked = {"context": "blad", "locale": "nl-NL", "zone": "Europe/Amsterdam", "story": None, "least": 1}
    assert browser_meta(own, RENDERED) == {"browser": asked}
    selected = RENDERED.model_copy(update={"selectors": Selectors(story="article.kaart"), "min_stories": 12})
    asked |= {"story": "article.kaart", "least": 12}
    assert browser_meta(own, selected)["browser"] == asked


def test_the_meta_survives_a_queue_on_disk():
    meta = browser_meta(outlet(), RENDERED)
    assert json.loads(json.dumps(meta)) == meta


def test_a_crawl_without_rendered_sections_is_left_as_it_is():
    settings = Settings({"DOWNLOAD_HANDLERS": {"file": None}})
    before = dict(settings)
    use_browser(settings, outlet("nl", "NL", PLAIN), ["blad.example"])
    assert dict(settings) == before


def test_a_crawl_with_rendered_sections():
    settings = Settings({"DOWNLOAD_HANDLERS": {"file": None}, "NEWSCRAWL_BROWSER": sys.executable})
    use_browser(settings, outlet(), ["blad.example", "blad-static.example"])
    handler = "newscrawl.browser.handler.BrowserHandler"
    assert dict(settings["DOWNLOAD_HANDLERS"]) == {"file": None, "http": handler, "https": handler}
    options = settings["PLAYWRIGHT_LAUNCH_OPTIONS"]
    assert options["executable_path"] == sys.executable
    assert options["args"][-1] == (
        "--host-resolver-rules=MAP * ~NOTFOUND"
        ", EXCLUDE blad-static.example, EXCLUDE *.blad-static.example"
        ", EXCLUDE blad.example, EXCLUDE *.blad.example"
    )


@pytest.mark.parametrize(("user", "sandbox"), [(0, False), (1000, True)])
def test_only_root_goes_without_a_sandbox(monkeypatch, user, sandbox):
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert launch_options("", [])["chromium_sandbox"] is sandbox


def test_nothing_of_the_browser_is_loaded_before_a_page_is_rendered():
    code = "import sys, newscrawl.spiders.outlet, newscrawl.browser.handler; sys.exit('playwright' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def response(meta: dict, header: str | None) -> HtmlResponse:
    headers = {RENDERED_AT: header} if header else {}
    request = Request("https://www.blad.example/wereld", meta=meta)
    return HtmlResponse(request.url, headers=headers, request=request)


def test_the_clock_of_a_rendered_page():
    meta = browser_meta(outlet(), RENDERED)
    at = datetime(2026, 3, 29, 1, 30, 0, 125000, UTC)
    assert rendered_at(response(meta, at.isoformat())) == at
    assert rendered_at(response(meta, at.isoformat())).utcoffset() == timedelta(0)
    assert rendered_at(response(meta, None)) is None


def test_a_server_cannot_claim_to_be_the_browser():
    assert rendered_at(response({}, "2026-03-29T01:30:00+00:00")) is None
    assert rendered_at(response({"browser": {}}, "tomorrow")) is None


@pytest.mark.parametrize(
    ("message", "kind", "text"),
    [
        ("Page.goto: Timeout 30000ms exceeded.\nCall log:\n  - navigating", DownloadTimeoutError, None),
        ("Page.goto: net::ERR_NAME_NOT_RESOLVED at https://blad.example/", CannotResolveHostError, None),
        ("Page.goto: net::ERR_CONNECTION_REFUSED at https://x.example/", DownloadConnectionRefusedError, None),
        ("Page.goto: net::ERR_CONNECTION_TIMED_OUT at https://x.example/", DownloadTimeoutError, None),
        ("Page.goto: net::ERR_EMPTY_RESPONSE at https://x.example/", DownloadFailedError, None),
        ("Page.goto: net::ERR_CERT_DATE_INVALID at https://x.example/", BrowserError, "certificate refused"),
        ("Page.goto: Page crashed", BrowserError, "page crashed"),
        ("Page.evaluate: Target crashed", BrowserError, "page crashed"),
        ("Target page, context or browser has been closed", BrowserError, "it ended"),
        ("BrowserType.launch: Target page, context or browser has been closed", BrowserError, "cannot be started"),
        ("what nobody thought of", BrowserError, "page lost"),
    ],
)  # fmt: skip
def test_what_the_browser_says(message, kind, text):
    error = to_error(message)
    assert type(error) is kind
    assert isinstance(error, DownloadFailedError | DownloadTimeoutError | CannotResolveHostError
                      | DownloadConnectionRefusedError)  # what Scrapy retries  # fmt: skip
    assert "\n" not in str(error)
    if text:
        assert str(error) == text
