"""Take the names of months, weekdays and parts of the day, and the forms of dates, out of CLDR."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tools.times.cldr import ROOT, Cldr, region_of
from tools.times.draft import Draft, Rank, Source
from tools.times.patterns import Part, order, parts, words_in

_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_WIDTHS = {"wide": Rank.LONG, "abbreviated": Rank.SHORT, "short": Rank.SHORT}
_DATES = ("yMMMd", "yMMMMd", "MMMd", "MMMMd", "yMMMEd", "yMMMMEEEEd", "MMMMEd")
_TIMES = ("Hm", "Hms", "hm", "hms", "H", "h")
_OTHER = {"persian": "persian", "islamic": "hijri"}  # CLDR's name and the table's
_UNIT_MARKS = {"h": "hour_mark", "m": "minute_mark", "s": "second_mark"}
_DATE_MARKS = {"y": "year_mark", "M": "month_mark", "d": "day_mark"}


def add_calendar(cldr: Cldr, locale: str, draft: Draft) -> None:
    """Add everything about dates and clock times of one locale."""
    own, root = cldr.calendar(locale), cldr.calendar(ROOT)
    add_names(draft, "months", (own, root), _cldr(locale))
    add_names(draft, "weekdays", (own, root), _cldr(locale))
    _add_day_periods(cldr, own["dayPeriods"], locale, draft)
    source = Source(Rank.LONG, f"cldr dates {locale}")
    for pattern in _date_patterns(own, root):
        _add_date_words(draft, parts(pattern), source)
    for pattern in _time_patterns(own):
        _add_time_words(draft, parts(pattern), source)
    _add_joints(draft, own, source)
    _add_order(cldr, locale, (own, root), draft)


def add_other_calendars(cldr: Cldr, locale: str, draft: Draft) -> None:
    """Add the months of other calendars where a region of the language uses them."""
    preferred = cldr.supplemental("calendarPreferenceData")["calendarPreferenceData"]
    home = cldr.likely(draft.language)[2]
    there = " ".join(preferred.get(region_of(locale) or home, ()))
    # The Islamic months are known to many languages, but printed only where they are at home.
    used = {"persian": "persian" in there, "islamic": "islamic" in " ".join(preferred.get(home, ()))}
    for name, kind in _OTHER.items():
        if used[name]:
            own, root = cldr.calendar(locale, name), cldr.calendar(ROOT, name)
            if own and root:
                add_names(draft, kind, (own, root), _cldr(locale))
    first = (preferred.get(region_of(locale) or home) or ["gregorian"])[0]
    if first in ("persian", "buddhist"):
        known = draft.scalars.get("calendars", [])
        draft.suggest("calendars", [*known, *({first} - set(known))])


def _cldr(locale: str) -> Callable[[str], Source]:
    return lambda width: Source(_WIDTHS[width], f"cldr {width} {locale}")


def add_names(
    draft: Draft, kind: str, calendars: tuple[Any, Any], source_of: Callable[[str], Source]
) -> None:
    """Add the names of months or weekdays, but those of the root; `source_of` gives the source of a width."""
    key = "days" if kind == "weekdays" else "months"
    keys = _WEEKDAYS if kind == "weekdays" else [str(month) for month in range(1, 13)]
    for form in ("format", "stand-alone"):
        for width in _WIDTHS:
            own, root = (calendar[key].get(form, {}).get(width, {}) for calendar in calendars)
            if own == root and draft.language != "en":
                continue  # CLDR fills what a language lacks
            for place, name in enumerate(keys):
                path = ("calendar", kind, str(place))
                draft.add_all(path, _variants(own, name), source_of(width))


def _variants(names: dict[str, str], key: str) -> Iterator[str]:
    for name in (key, f"{key}-alt-variant"):
        value = names.get(name, "")
        if any(character.isalpha() for character in value):
            yield value
            if value.endswith("."):
                yield value.removesuffix(".")


def _add_day_periods(cldr: Cldr, periods: dict[str, Any], locale: str, draft: Draft) -> None:
    rules = cldr.supplemental("dayPeriods")["dayPeriodRuleSet"]
    hours = rules.get(locale.split("-")[0], {})
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for name, word in periods[form][width].items():
                name = name.split("-")[0]
                half = name if name in ("am", "pm") else _half(hours.get(name, {}))
                if half and any(character.isalpha() for character in word):
                    draft.add(("calendar", half), word, Source(_WIDTHS[width], f"cldr {width} {locale}"))


def _half(rule: dict[str, str]) -> str | None:
    """Return the half of the day in which a period lies: a night that passes midnight lies in none."""
    if "_from" not in rule:
        return None
    start, end = int(rule["_from"][:2]), int(rule["_before"][:2])
    if start >= end:
        return None
    return "am" if end <= 12 else "pm" if start >= 12 else None


def _formats(calendar: Any, name: str) -> dict[str, str]:
    """Return the patterns of a calendar by name; some are wrapped to say in which digits they are written."""
    formats = calendar["dateTimeFormats"][name] if name == "availableFormats" else calendar[name]
    return {
        key: pattern["_value"] if isinstance(pattern, dict) else pattern for key, pattern in formats.items()
    }


def _date_patterns(own: Any, root: Any) -> list[str]:
    found, unlocalised = [], set()
    for name, keys in (("dateFormats", ("full", "long", "medium")), ("availableFormats", _DATES)):
        formats = _formats(own, name)
        found += [formats[key] for key in keys if key in formats]
        unlocalised |= set(_formats(root, name).values())
    return [pattern for pattern in found if pattern not in unlocalised]


def _time_patterns(own: Any) -> list[str]:
    available = _formats(own, "availableFormats")
    found = list(_formats(own, "timeFormats").values())
    return found + [available[skeleton] for skeleton in _TIMES if skeleton in available]


def _kind(part: Part) -> str:
    letter = part.field[:1].replace("L", "M").replace("H", "h").replace("K", "h").replace("k", "h")
    return "B" if letter in ("a", "b") else letter


def _add_date_words(draft: Draft, pattern: list[Part], source: Source) -> None:
    kinds = [_kind(part) for part in pattern]
    if "M" in kinds and "d" in kinds and kinds.index("M") < kinds.index("d"):
        draft.suggest("month_first", True)
    for place, part in enumerate(pattern):
        if part.field or not words_in(part.literal):
            continue
        before = kinds[place - 1] if place else ""
        behind = kinds[place + 1] if place + 1 < len(pattern) else ""
        if path := _date_path(part.literal, before, behind, pattern[place - 1].field if place else ""):
            draft.add_all(("calendar", path), words_in(part.literal), source)


def _date_path(literal: str, before: str, behind: str, field: str) -> str | None:
    touching = literal[0].isalpha()
    if before == "M" and len(field) > 2:  # a written month: its mark would be a part of its name
        return "of" if behind and not touching else None
    if (
        before == "y"
        or (before and not behind)
        or (before in _DATE_MARKS and touching and not _latin(literal))
    ):
        return _DATE_MARKS.get(before)
    if before == "d" and touching:
        return "ordinals"
    if before in ("d", "M") and behind in ("M", "y"):
        return "of"
    return "on" if behind in ("d", "y") else None


def _latin(text: str) -> bool:
    return any("a" <= character.lower() <= "z" for character in text)


def _add_time_words(draft: Draft, pattern: list[Part], source: Source) -> None:
    kinds = [_kind(part) for part in pattern]
    for place, part in enumerate(pattern):
        before = kinds[place - 1] if place else ""
        behind = kinds[place + 1] if place + 1 < len(pattern) else ""
        if part.field or before not in _UNIT_MARKS:
            continue
        words = words_in(part.literal)
        if before == "h" and behind == "m":
            draft.add_all(("calendar", "hour_marks"), words or [part.literal.strip()], source)
        followed = before != "h" or behind == "m"
        named = any(words_in(other.literal) for other in pattern[place + 1 :])
        if words and before in "ms" and "h" in kinds and not _names_hour(pattern, kinds):
            draft.add_all(("calendar", "clock"), words, source)
        elif words and (not _latin(part.literal) or (followed and (before != "h" or named))):
            draft.add_all(("calendar", _UNIT_MARKS[before]), words, source)
        elif words and before == "h" and behind != "m":
            draft.add_all(("calendar", "clock"), words, source)


def _names_hour(pattern: list[Part], kinds: list[str]) -> bool:
    """Tell whether the pattern names its hour too: "HH h mm min", but not "H:mm 'ч'."."""
    place = kinds.index("h") + 1
    return place < len(pattern) and bool(words_in(pattern[place].literal))


def _add_joints(draft: Draft, own: Any, source: Source) -> None:
    for key in ("dateTimeFormats-atTime", "dateTimeFormats-relative"):
        for pattern in own.get(key, {}).get("standard", {}).values():
            date, time = pattern.find("{1}"), pattern.find("{0}")
            if 0 <= date < time:
                joint = pattern[date + 3 : time].replace("'", "")
                draft.add_all(("calendar", "at"), words_in(joint), source)
            elif 0 <= time < date:
                joint = pattern[:time].replace("'", "")
                draft.add_all(("calendar", "at"), words_in(joint), source)
                joint = pattern[time + 3 : date].replace("'", "")
                draft.add_all(("calendar", "on"), words_in(joint), source)


def _add_order(cldr: Cldr, locale: str, calendars: tuple[Any, Any], draft: Draft) -> None:
    found = _order(*calendars)
    if found is None:
        return
    region = region_of(locale)
    if region is None:
        draft.scalars.setdefault("order", found)  # the first: another script has no other
    elif draft.scalars.get("order") != found:
        draft.scalars.setdefault("regions", {}).setdefault(region, found)


def _order(own: Any, root: Any) -> str | None:
    # The short format is better looked after than the skeletons are.
    for key, formats in (("short", "dateFormats"), ("yMd", "availableFormats")):
        pattern, unlocalised = (_formats(calendar, formats).get(key) for calendar in (own, root))
        if pattern is not None and pattern != unlocalised:
            return order(pattern)
    # The international order: a choice only where the language has its own names of months.
    months = (calendar["months"]["format"]["wide"] for calendar in (own, root))
    return "ymd" if len({tuple(month.values()) for month in months}) == 2 else None
