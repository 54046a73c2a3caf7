"""How an outlet's pages are rendered: the settings of its crawl and the meta of its requests."""

import os
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from scrapy.http import Response
from scrapy.settings import BaseSettings

from newscrawl.browser.find import find_browser
from newscrawl.outlets import Outlet, Section

BROWSER = "browser"
"""Key of a request's meta: it is rendered, and how."""

RENDERED_AT = "X-Newscrawl-Rendered-At"
"""Header that we add to a rendered page: the instant by the browser's clock at which it last changed."""

HANDLER = "newscrawl.browser.handler.BrowserHandler"

ARGUMENTS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers have 64 MB of shared memory
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--block-new-web-contents",  # the filters stand before one page, not before what it opens
    "--js-flags=--max-old-space-size=512",  # megabytes: a page that wants more crashes alone
)
MAX_PAGES = 4
"""Pages of one outlet that are open at once."""

VIEWPORT = {"width": 1366, "height": 4000}
"""Higher than any screen: lists that are filled in as they come into view are filled in."""


def locale_of(outlet: Outlet) -> str:
    """Return the outlet's language as it is written in its country.

    >>> from newscrawl.outlets import load_bundled
    >>> locale_of(load_bundled()["nd"])
    'nl-NL'
    """
    parts = outlet.language.split("-")
    has_region = any((part.isupper() and len(part) == 2) or part.isdigit() for part in parts[1:])
    return outlet.language if has_region else f"{outlet.language}-{outlet.country}"


def browser_meta(outlet: Outlet, section: Section) -> dict[str, Any]:
    """Return the meta of a request for the listing of `section`: {} where no browser is needed.

    A rendered page is asked for as a whole each time: a shell that has not changed says nothing of
    its list.
    """
    if section.render != "browser":
        return {}
    selectors = section.selectors
    asked = {
        "context": outlet.key,
        "locale": locale_of(outlet),
        "zone": outlet.zone,
        "story": selectors.story if selectors else None,
        "least": section.min_stories,
    }
    return {BROWSER: asked}


def rendered_at(response: Response) -> datetime | None:
    """Return the instant (aware, UTC) at which a script last changed a rendered page, None for a plain one.

    The header of a page that was not rendered is its server's own, and not believed.
    """
    value = response.headers.get(RENDERED_AT)
    return datetime.fromisoformat(value.decode()) if value and response.meta.get(BROWSER) else None


def use_browser(settings: BaseSettings, outlet: Outlet, domains: Iterable[str]) -> None:
    """Let a crawl render the sections of `outlet` that ask for it; without one, nothing is changed.

    `domains` are the registered domains that its pages may load from.
    """
    if all(section.render != "browser" for section in outlet.sections):
        return
    handlers = settings.getdict("DOWNLOAD_HANDLERS") | {"http": HANDLER, "https": HANDLER}
    settings.set("DOWNLOAD_HANDLERS", handlers, priority="spider")
    options = launch_options(settings.get("NEWSCRAWL_BROWSER") or "", domains)
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", options, priority="spider")
    settings.set("PLAYWRIGHT_MAX_PAGES_PER_CONTEXT", MAX_PAGES, priority="spider")
    # The browser's own headers fit its locale; Scrapy's would ask for English.
    settings.set("PLAYWRIGHT_PROCESS_REQUEST_HEADERS", None, priority="spider")


def launch_options(configured: str, domains: Iterable[str]) -> dict[str, Any]:
    """Return how Playwright starts the browser."""
    # Chromium itself knows no other hosts: no redirect, socket or prefetch of a page leads elsewhere.
    known = "".join(f", EXCLUDE {domain}, EXCLUDE *.{domain}" for domain in sorted(domains))
    found = find_browser(configured)
    return {
        "executable_path": str(found) if found else None,
        "args": [*ARGUMENTS, f"--host-resolver-rules=MAP * ~NOTFOUND{known}"],
        "chromium_sandbox": os.geteuid() != 0,  # Chromium has none for root
        # Scrapy ends the crawl in good order, and the browser with it.
        "handle_sigint": False,
        "handle_sigterm": False,
        "handle_sighup": False,
    }


def context_options(asked: dict[str, Any], user_agent: str) -> dict[str, Any]:
    """Return the browser context of an outlet; `asked` is what browser_meta put under BROWSER."""
    return {
        "locale": asked["locale"],
        "timezone_id": asked["zone"],
        "user_agent": user_agent,
        "viewport": VIEWPORT,
        "java_script_enabled": True,
        "accept_downloads": False,
        "service_workers": "block",  # what they fetch passes no filter
    }
