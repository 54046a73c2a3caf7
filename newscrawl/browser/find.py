"""Which Chromium renders pages: the one that is named, or one that is installed."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newscrawl.outlets import Section

COMMANDS = (
    "chromium-headless-shell",  # half the CPU time of the whole browser
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
"""Names of the browser, the lightest first."""

FOLDERS = ("/usr/bin", "/usr/local/bin", "/usr/lib/chromium", "/opt/google/chrome", "/snap/bin")
"""Where packages put it; a crawl that cron starts has a short PATH."""

APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)

DOWNLOADS = (".cache/ms-playwright", "Library/Caches/ms-playwright")
"""Where `playwright install` puts its browsers, below the home folder; PLAYWRIGHT_BROWSERS_PATH names another."""

DOWNLOADED = (
    "chromium_headless_shell-*/*/headless_shell",
    "chromium_headless_shell-*/*/chrome-headless-shell",
    "chromium-*/*/chrome",
)

INSTALL = "apt-get install chromium-headless-shell, or: playwright install chromium-headless-shell"


class BrowserMissing(Exception):
    """There is no browser to render with; its text is one line that says how to get one."""


def find_browser(configured: str = "", environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the Chromium to render with: `configured` (a path, or a command on PATH), else one that is
    installed, or None. A `configured` one that is not there is None as well: nobody asked for another.
    """
    path = environment.get("PATH", os.defpath)
    if configured:
        found = shutil.which(os.path.expanduser(configured), path=path)
        return Path(found) if found else None
    search = os.pathsep.join([path, *FOLDERS])
    on_path = (Path(found) for name in COMMANDS if (found := shutil.which(name, path=search)))
    candidates = (*on_path, *APPLICATIONS, *_downloaded(environment))
    return next((path for path in candidates if os.access(path, os.X_OK)), None)


def _downloaded(environment: Mapping[str, str]) -> Iterator[Path]:
    home = Path(environment.get("HOME") or Path.home())
    named = environment.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = [Path(named)] if named else [home / folder for folder in DOWNLOADS]
    for pattern in DOWNLOADED:
        for folder in folders:
            yield from sorted(folder.glob(pattern), reverse=True)  # the newest first


def check_browser(sections: Iterable[Section], configured: str = "") -> None:
    """Raise BrowserMissing if one of the sections must be rendered and there is no browser; `configured`
    is the setting NEWSCRAWL_BROWSER.
    """
    rendered = next((section for section in sections if section.render == "browser"), None)
    if rendered is None or find_browser(configured):
        return
    if configured:
        raise BrowserMissing(f"NEWSCRAWL_BROWSER: expected a Chromium, there is none at {configured!r}")
    raise BrowserMissing(f"section {rendered.name} needs a browser, and none is installed: {INSTALL}")
