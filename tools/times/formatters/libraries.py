"""The formatters of Python: for each its locales, the name of its English, and its styles.

A style prints an instant as it looks from another: (name of the locale, then, now) -> text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from unittest import mock

import arrow
import arrow.locales
import django
import humanize
import pendulum
from django.conf import global_settings, settings
from django.contrib.humanize.templatetags import humanize as django_humanize
from django.utils import translation
from django.utils.timesince import timesince, timeuntil

Print = Callable[[str, datetime, datetime], str]


@dataclass(frozen=True)
class Library:
    """A formatter of relative times."""

    source: str
    english: str
    locales: list[str]
    styles: dict[str, Print]


def tag(locale: str) -> str:
    """Return the tag of a locale, "pt-BR" of "pt_BR"."""
    return locale.replace("_", "-")


def _folders(package: str, folder: str) -> list[str]:
    entries = (resources.files(package) / folder).iterdir()
    return sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("_"))


def arrow_library() -> Library:
    def humanized(only_distance: bool) -> Print:
        def ask(name: str, then: datetime, now: datetime) -> str:
            with suppress(ValueError):  # the locale lacks this unit
                return arrow.get(then).humanize(arrow.get(now), locale=name, only_distance=only_distance)
            return ""

        return ask

    names = [name for kind in vars(arrow.locales).values() for name in getattr(kind, "names", ())]
    return Library("arrow", "en", sorted(set(names)), {"humanize": humanized(False), "bare": humanized(True)})


def humanize_library() -> Library:
    def natural(name: str, then: datetime, now: datetime) -> str:
        humanize.activate(name) if name != "en" else humanize.deactivate()
        return humanize.naturaltime(now - then)

    def bare(name: str, then: datetime, now: datetime) -> str:
        humanize.activate(name) if name != "en" else humanize.deactivate()
        return humanize.naturaldelta(now - then)

    names = ["en", *_folders("humanize", "locale")]
    return Library("humanize", "en", names, {"naturaltime": natural, "bare": bare})


def django_library() -> Library:
    settings.configure(USE_TZ=True, INSTALLED_APPS=["django.contrib.humanize"])
    django.setup()

    def natural(name: str, then: datetime, now: datetime) -> str:
        # Django asks the clock itself.
        clock = mock.Mock(wraps=datetime, now=lambda _zone: now)
        with translation.override(name), mock.patch.object(django_humanize, "datetime", clock):
            return str(django_humanize.NaturalTimeFormatter.string_for(then))

    def bare(name: str, then: datetime, now: datetime) -> str:
        with translation.override(name):
            return (timeuntil if then > now else timesince)(then, now, depth=1)

    names: Iterable[str] = dict(global_settings.LANGUAGES)
    return Library("django", "en", sorted(names), {"naturaltime": natural, "bare": bare})


def pendulum_library() -> Library:
    def differing(absolute: bool) -> Print:
        def ask(name: str, then: datetime, now: datetime) -> str:
            difference = pendulum.interval(pendulum.instance(then), pendulum.instance(now))
            return pendulum.format_diff(difference, is_now=True, absolute=absolute, locale=name)

        return ask

    styles = {"diff_for_humans": differing(False), "bare": differing(True)}
    return Library("pendulum", "en", _folders("pendulum", "locales"), styles)


LIBRARIES = (arrow_library, humanize_library, django_library, pendulum_library)
