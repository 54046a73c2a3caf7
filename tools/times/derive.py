"""Add to a draft what follows from its relative times: markers, forms of units, words for "about"."""

from __future__ import annotations

from collections.abc import Iterable

from tools.times.draft import Draft, Rank, Source
from tools.times.markers import Deriver, Markers

_SOURCE = Source(Rank.DERIVED, "derived")


def add_derived(draft: Draft) -> None:
    """Derive from past and future times; a marker of both tenses proves nothing and is refused."""
    deriver = Deriver(_by_unit(draft, "units"), draft.scalars.get("spaced", True))
    unmarked = {word for _, words in draft.below("_approx") for word in words}  # "in about # hours"
    frames, later = (
        {
            unit: [text for text in texts if text not in unmarked]
            for unit, texts in _by_unit(draft, head).items()
        }
        for head in ("frames", "_future")
    )
    past, future = deriver.derive(frames), deriver.derive(later)
    refused = (past.before & future.before) | (past.behind & future.behind)
    by_hand = {*draft.of("past", "before"), *draft.of("past", "behind")}
    feared = {*draft.of("future", "before"), *draft.of("future", "behind")} & (past.before | past.behind)
    if refused or feared or by_hand & (future.before | future.behind):
        draft.doubt(f"markers of past and future, refused: {sorted(refused | feared)}")
        past = deriver.derive(frames, (refused | feared) - by_hand)
        future = deriver.derive(later, refused | by_hand)
    _add_markers(draft, past, future)
    _add_units(draft, past, future)
    _add_counted(draft, deriver, past, unmarked)
    for key, kind in (("_about", "about"), ("_less", "less")):
        for unit, texts in _by_unit(draft, key).items():
            words = (deriver.beside(unit, text, past) for text in texts)
            draft.add_all(("words", kind), [word for word in words if word], _SOURCE)


def _by_unit(draft: Draft, head: str) -> dict[str, Iterable[str]]:
    return {path[1]: list(words) for path, words in draft.below(head)}


def _add_markers(draft: Draft, past: Markers, future: Markers) -> None:
    draft.add_all(("past", "before"), sorted(past.before), _SOURCE)
    draft.add_all(("past", "behind"), sorted(past.behind), _SOURCE)
    draft.add_all(("past", "weak"), sorted(past.weak()), _SOURCE)
    draft.add_all(("future", "before"), sorted(future.before), _SOURCE)
    draft.add_all(("future", "behind"), sorted(future.behind), _SOURCE)
    if len(past.left_units) > 1:
        draft.suggest("unit_first", True)
    for doubt in past.doubts:
        draft.doubt(doubt)


def _add_units(draft: Draft, past: Markers, future: Markers) -> None:
    for unit, words in past.units.items():
        draft.add_all(("units", unit), sorted(words), _SOURCE)
    for unit, words in past.fused.items():
        later = future.fused.get(unit, set()) | future.units.get(unit, set())
        draft.add_all(("past_units", unit), sorted(words - later), _SOURCE)
        draft.add_all(("units", unit), sorted(words & later), _SOURCE)


def _add_counted(draft: Draft, deriver: Deriver, past: Markers, unmarked: set[str]) -> None:
    units = {word for _, words in draft.below("units") for word in words}
    numbers = {word for path, words in draft.below("numbers") if path[1] != "few" for word in words}
    for path, words in draft.below("said"):
        for text in list(words):
            rest = None if text in unmarked else deriver.strip(text, past)
            if rest is None:
                continue
            first, _, last = rest.partition(" ")
            if not (first in numbers and last in units):  # else the engine puts it together itself
                draft.add(("counted", path[1]), rest, _SOURCE)
