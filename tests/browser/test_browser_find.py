"""Which browser is taken, and what is said where there is none."""

from pathlib import Path

import pytest

from newscrawl.browser import BrowserMissing, check_browser, find, find_browser
from newscrawl.outlets import Section

PLAIN = Section(name="Buitenland", listing="https://www.blad.example/buitenland")
RENDERED = Section(name="Wereld", listing="https://www.blad.example/wereld", render="browser")


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine without a browser; the function puts one into it and returns its path."""
    monkeypatch.setattr(find, "FOLDERS", (str(tmp_path / "packages"),))
    monkeypatch.setattr(find, "APPLICATIONS", ())
    for name in ("PLAYWRIGHT_BROWSERS_PATH", "NEWSCRAWL_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    def put(path: str, *, executable: bool = True) -> Path:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("#!/bin/sh\n", encoding="utf-8")
        file.chmod(0o755 if executable else 0o644)
        return file

    return put


SHELL = "home/.cache/ms-playwright/chromium_headless_shell-{}/chrome-linux/headless_shell"


@pytest.mark.parametrize(
    ("installed", "expected"),
    [
        (["bin/chromium"], "bin/chromium"),
        (["bin/chromium", "bin/chromium-headless-shell"], "bin/chromium-headless-shell"),
        (["packages/google-chrome"], "packages/google-chrome"),  # the short PATH of cron
        ([SHELL.format(1187), "bin/google-chrome"], "bin/google-chrome"),
        ([SHELL.format(1187), SHELL.format(1193)], SHELL.format(1193)),
        (["home/.cache/ms-playwright/chromium-1193/chrome-linux/chrome"],) * 2,
        (["bin/firefox"], None),
        ([], None),
    ],
)
def test_the_lightest_that_is_installed(machine, tmp_path, installed, expected):
    for path in installed:
        machine(path)
    if isinstance(expected, list):
        expected = expected[0]
    assert find_browser() == (tmp_path / expected if expected else None)


def test_what_cannot_be_executed_is_no_browser(machine):
    machine("bin/chromium", executable=False)
    assert find_browser() is None


def test_where_playwright_is_told_to_install(machine, monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "browsers"))
    machine(SHELL.format(1193))
    assert find_browser() is None
    shell = machine("browsers/chromium_headless_shell-1193/linux64/chrome-headless-shell")
    assert find_browser() == shell


def test_the_configured_one_is_taken_or_none(machine):
    own, command = machine("own/chrome"), machine("bin/brave")
    machine("bin/chromium")
    assert find_browser(str(own)) == own
    assert find_browser("brave") == command
    assert find_browser("/nowhere/chrome") is None
    assert find_browser("vivaldi") is None


def test_a_browser_is_asked_for_only_where_one_is_needed(machine):
    check_browser([PLAIN])
    check_browser([PLAIN], "/nowhere/chrome")
    with pytest.raises(BrowserMissing) as missing:
        check_browser([PLAIN, RENDERED])
    assert str(missing.value) == (
        "section Wereld needs a browser, and none is installed:"
        " apt-get install chromium-headless-shell, or: playwright install chromium-headless-shell"
    )
    with pytest.raises(BrowserMissing, match=r"NEWSCRAWL_BROWSER: expected a Chromium.*'/nowhere/chrome'"):
        check_browser([RENDERED], "/nowhere/chrome")
    machine("bin/chromium")
    check_browser([PLAIN, RENDERED])
