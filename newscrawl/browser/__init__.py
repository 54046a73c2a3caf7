"""Sections that a script fills in: opened in one Chromium, taken when their list stands.

Only what a plain crawl may import stands here; the handler and what drives the browser are loaded
by the crawls that need them.
"""

from newscrawl.browser.errors import BrowserError
from newscrawl.browser.find import BrowserMissing, check_browser, find_browser
from newscrawl.browser.options import browser_meta, rendered_at, use_browser

__all__ = [
    "BrowserError",
    "BrowserMissing",
    "browser_meta",
    "check_browser",
    "find_browser",
    "rendered_at",
    "use_browser",
]
