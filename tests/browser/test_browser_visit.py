"""What a page may load, and which of its clocks is believed."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.browser.visit import Visit, instant_of


@dataclass
class Asked:
    url: str
    resource_type: str


@pytest.mark.parametrize(
    ("kind", "url", "refused"),
    [
        ("document", "https://www.example.com/wereld", False),
        ("document", "https://www.example.com/wereld#top", False),
        ("document", "https://www.example.com/elders", True),
        ("document", "https://frames.example.com/", True),
        ("script", "https://www.example.com/app.js", False),
        ("script", "https://cdn.example.com/app.js", False),
        ("script", "https://cdn.example.net/app.js", False),
        ("script", "https://tracker.example.org/t.js", True),
        ("script", "https://example.com.example.org/t.js", True),
        ("xhr", "https://api.example.com/v1/list", False),
        ("fetch", "https://api.example.org/v1/list", True),
        ("fetch", "http://169.254.169.254/latest/meta-data", True),
        ("stylesheet", "https://www.example.com/site.css", False),
        ("image", "https://www.example.com/1.jpg", True),
        ("media", "https://www.example.com/1.mp4", True),
        ("font", "https://www.example.com/1.woff2", True),
        ("ping", "https://www.example.com/seen", True),
        ("eventsource", "https://www.example.com/live", True),
        ("other", "https://www.example.com/favicon.ico", True),
        ("a kind of next year", "https://www.example.com/x", True),
    ],
)
def test_what_a_page_may_load(kind, url, refused):
    visit = Visit(frozenset({"example.com", "example.net"}), 10)
    assert not visit.refuses(Asked("https://www.example.com/wereld", "document"))  # the first is the page
    assert visit.refuses(Asked(url, kind)) is refused


def test_hosts_of_refused_scripts_are_kept_for_the_log():
    visit = Visit(frozenset({"example.com"}), 10)
    for kind in ("script", "fetch", "image"):
        visit.refuses(Asked(f"https://{kind}.example.org/", kind))
    assert visit.refused == {"script.example.org", "fetch.example.org"}


@pytest.mark.parametrize("ago", [0, 2, 3600, 300 * 86400, -30])
def test_the_clock_that_the_page_sees_is_the_one_that_counts(ago):
    said = time.time() - ago
    assert abs(instant_of(said * 1000) - datetime.fromtimestamp(said, UTC)) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    "said", [float("nan"), float("inf"), -1, 0, 1e300, 9e12, None, "1795528277109", [], {}]
)
def test_what_is_no_time_or_in_the_future_is_not_believed(said):
    before = datetime.now(UTC)
    assert before <= instant_of(said) <= datetime.now(UTC)
