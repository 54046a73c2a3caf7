"""What a version says of each field, without what stands on its page by chance."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from newscrawl.datelines import Dateline, parse_dateline
from newscrawl.extract.notes import find_corrections
from newscrawl.extract.plain import plain
from newscrawl.versions.content import Content
from newscrawl.versions.noise import drop_noise, drop_times
from newscrawl.versions.signs import squeeze, to_key, to_shown

MAX_DATELINE = 300
"""Characters of a dateline that are read."""
CUT_OFF = "..."
"""The key of the ellipsis that a shortened text ends with."""
MIN_SHORTENED = 10
"""Characters in front of it that tell which text it is."""


class Given(NamedTuple):
    """A version as it is compared with another one."""

    headline: tuple[str, ...]
    """Lines as shown; none where the field is not given. So with `lead` and `text`."""
    lead: tuple[str, ...]
    text: tuple[str, ...]
    agencies: dict[str, str] | None
    """Names as given by their keys; None where not given."""
    dateline: str | None
    """As shown, "" where the story has none; None where not given."""
    corrections: dict[str, str] | None
    """Notes as shown by their keys; None where not given."""


def read_both(old: Content, new: Content) -> tuple[Given, Given]:
    """Return what two versions say. A line of either text that is the headline or lead of one is no part of it."""
    elsewhere = {
        to_key(part)
        for content in (old, new)
        for value in (content.headline, content.lead)
        for part in _lines(value)
    }
    texts = [drop_noise(_lines(content.text), elsewhere) for content in (old, new)]
    notes = [_notes(content, text) for content, text in zip((old, new), texts, strict=True)]
    texts = [_without(text, noted) for text, noted in zip(texts, notes, strict=True)]
    return _give(old, new, (texts[0], texts[1]), notes[0]), _give(new, old, (texts[1], texts[0]), notes[1])


def _give(own: Content, other: Content, texts: tuple[list[str], list[str]], notes: dict[str, str]) -> Given:
    text = timeless(*texts)
    dateline = to_shown((own.dateline or "")[:MAX_DATELINE])
    agencies = {to_key(name).casefold(): to_shown(name) for name in own.agencies if to_key(name)}
    return Given(
        headline=timeless(_lines(own.headline), _lines(other.headline)),
        lead=timeless(_lines(own.lead), _lines(other.lead)),
        text=text,
        agencies=agencies if agencies or text else None,
        dateline=dateline if to_key(dateline) or text else None,
        corrections=notes if notes or text else None,
    )


def timeless(own: list[str], other: list[str]) -> tuple[str, ...]:
    """Return the lines `own` without the times of the page, where they are not the same in the `other` version."""
    counts, others = (Counter(map(to_key, lines)) for lines in (own, other))
    common = {key for key, count in counts.items() if others[key] == count}
    return tuple(drop_times(own, common))


def _lines(value: str | None) -> list[str]:
    return [line for part in (value or "").splitlines() if to_key(line := to_shown(part))]


def _notes(content: Content, text: Iterable[str]) -> dict[str, str]:
    notes = [to_shown(note) for note in content.corrections]
    return {key: note for note in (*notes, *find_corrections(text)) if (key := to_key(note))}


def _without(lines: Iterable[str], notes: dict[str, str]) -> list[str]:
    return [line for line in lines if to_key(line) not in notes]


def is_same(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Tell whether two versions of a field say the same: one is not given, or only shortened ("De president zei…")."""
    keys = [squeeze("".join(map(to_key, lines))) for lines in (old, new)]
    return not all(keys) or keys[0] == keys[1] or _is_shortened(*keys) or _is_shortened(*reversed(keys))


def _is_shortened(short: str, long: str) -> bool:
    start = short.rstrip(".")
    return short.endswith(CUT_OFF) and len(start) >= MIN_SHORTENED and long.startswith(start)


def is_same_dateline(old: Given, new: Given) -> bool:
    """Tell whether two versions name the same places and date in front of their texts, or one says nothing of them."""
    if old.dateline is None or new.dateline is None:
        return True
    if _folded(old.dateline) == _folded(new.dateline):
        return True
    first, last = _parse(old.dateline), _parse(new.dateline)
    # Other agencies are a change of `agencies`, if that field tells them.
    return bool(first and last and old.agencies != new.agencies and _where(first) == _where(last))


def _folded(text: str) -> str:
    return plain(to_key(text))


def _parse(text: str) -> Dateline | None:
    return parse_dateline(text) or parse_dateline(f"{text} - x")


def _where(dateline: Dateline) -> tuple[list[str], list[str], str | None]:
    regions = [_folded(region or "") for region in dateline.regions]
    return [_folded(place) for place in dateline.places], regions, dateline.date_iso
