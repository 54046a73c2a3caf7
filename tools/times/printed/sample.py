"""Asks formatters of relative times, in every locale they have, what they print.

python sample.py > samples.jsonl: one row for each phrase, its number still in it.
"""

from __future__ import annotations

import json
import pkgutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module, resources

import arrow
import arrow.locales
import django
import humanize
import pendulum
import timeago
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import naturaltime as django_naturaltime
from django.utils import translation

NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2629800,
    "year": 31557600,
}
# Numbers at which languages change their plural, as far as each unit goes.
NUMBERS = {
    "second": [1, 2, 3, 4, 5, 10, 11, 20, 21, 22, 25, 30, 31, 40, 59],
    "minute": [1, 2, 3, 4, 5, 6, 10, 11, 12, 20, 21, 22, 25, 30, 31, 40, 44],
    "hour": [1, 2, 3, 4, 5, 6, 10, 11, 12, 20, 21, 22],
    "day": [1, 2, 3, 4, 5, 6],
    "week": [1, 2, 3],
    "month": [1, 2, 3, 4, 5, 6, 10, 11],
    "year": [1, 2, 3, 4, 5, 6, 10, 11, 12, 20, 21, 22, 25],
}
TENSES = {"past": -1, "future": 1}
# A formatter that cuts off and one that rounds both print n for a little more than n units.
MORE = 0.25


def write(
    source: str, locale: str, tense: str, number: int | None, unit: str, text: str, **more: object
) -> None:
    row = {
        "source": source,
        "locale": locale,
        "style": "long",
        "tense": tense,
        "number": number,
        "unit": unit,
        "text": text,
    }
    sys.stdout.write(json.dumps(row | more, ensure_ascii=False) + "\n")


def seconds(number: int, unit: str) -> float:
    return number if unit == "second" else (number + MORE) * SECONDS[unit]


def cases() -> Iterator[tuple[str, int, str, int]]:
    for unit, numbers in NUMBERS.items():
        for number in numbers:
            for tense, sign in TENSES.items():
                yield unit, number, tense, sign


def sample_arrow() -> None:
    base = arrow.Arrow.fromdatetime(NOW)
    for locale in sorted(
        {name.lower() for cls in vars(arrow.locales).values() for name in getattr(cls, "names", ())}
    ):
        write("arrow", locale, "past", None, "second", base.humanize(base, locale=locale), now=True)
        for unit, number, tense, sign in cases():
            frame = "auto" if unit == "second" else unit
            if unit == "second" and not 10 <= number < 45:  # it says "just now" below, "a minute" above
                continue
            shifted = base.shift(seconds=sign * seconds(number, unit))
            try:
                text = shifted.humanize(base, locale=locale, granularity=frame)
            except ValueError:  # a locale without this unit
                continue
            write("arrow", locale, tense, number, unit, text)


def sample_humanize() -> None:
    folder = resources.files("humanize") / "locale"
    for locale in sorted(entry.name for entry in folder.iterdir() if entry.is_dir()):
        humanize.i18n.activate(locale)
        ask_all("humanize", locale, lambda delta: humanize.naturaltime(delta, months=True))
        humanize.i18n.deactivate()


def ask_all(source: str, locale: str, ask: Callable[[timedelta], str]) -> None:
    write(source, locale, "past", None, "second", ask(timedelta(0)), now=True)
    for unit, number, tense, sign in cases():
        if unit == "week":
            continue
        write(source, locale, tense, number, unit, ask(timedelta(seconds=-sign * seconds(number, unit))))


def sample_django() -> None:
    settings.configure(USE_TZ=True, USE_I18N=True, INSTALLED_APPS=["django.contrib.humanize"])
    django.setup()
    import django.contrib.humanize.templatetags.humanize as module
    from django.conf.locale import LANG_INFO

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return NOW if tz else NOW.replace(tzinfo=None)

    module.datetime = Clock
    for locale in sorted(LANG_INFO):
        with translation.override(locale):
            write("django", locale, "past", None, "second", str(django_naturaltime(NOW)), now=True)
            for unit, number, tense, sign in cases():
                text = str(django_naturaltime(NOW + sign * timedelta(seconds=seconds(number, unit))))
                if "," not in text and "،" not in text and "、" not in text:  # "1 week, 2 days ago"
                    write("django", locale, tense, number, unit, text)


def sample_timeago() -> None:
    for module in sorted(
        entry.name
        for entry in pkgutil.iter_modules(import_module("timeago.locales").__path__)
        if entry.name != "import_locale"
    ):
        write("timeago", module, "past", None, "second", timeago.format(NOW, NOW, module), now=True)
        for unit, number, tense, sign in cases():
            write(
                "timeago",
                module,
                tense,
                number,
                unit,
                timeago.format(NOW + timedelta(seconds=sign * seconds(number, unit)), NOW, module),
            )


def sample_pendulum() -> None:
    base = pendulum.instance(NOW)
    folder = resources.files("pendulum") / "locales"
    for locale in sorted(
        entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name != "__pycache__"
    ):
        write(
            "pendulum",
            locale,
            "past",
            None,
            "second",
            pendulum.format_diff(base.subtract(seconds=1).diff(base), True, False, locale),
            now=True,
        )
        for unit, number, tense, sign in cases():
            if unit == "second" and number < 11:
                continue
            then = base.add(seconds=sign * seconds(number, unit))
            write(
                "pendulum",
                locale,
                tense,
                number,
                unit,
                pendulum.format_diff(then.diff(base), True, False, locale),
            )


if __name__ == "__main__":
    for sample in (sample_arrow, sample_humanize, sample_django, sample_timeago, sample_pendulum):
        sample()
