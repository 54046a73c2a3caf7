"""Settle what one word means where sources disagree, and say so."""

from __future__ import annotations

from tools.times.draft import Draft, Path, Rank, Source, shown

_MAY_SHARE = {"minute", "month"}  # "5 m" may be either: the engine decides by the number
_ONE_MEANING = (
    "units",
    "past_units",
    "frames",
    "less_frames",
    "said",
    "less_said",
    "days",
    "last",
    "numbers",
)
_NAMES = ("months", "weekdays", "persian", "hijri")
_INTERNATIONAL = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week", "y": "year"}
_SHORT = 5  # the engine allows a full stop behind shorter words anyway


def part_tenses(draft: Draft) -> None:
    """Leave a relative time in one tense: that of the more believed source, of none if the past is not."""
    for past, future in (("frames", "_future"), ("said", "_future_said")):
        later = {word: path for path, words in draft.below(future) for word in words}
        for path, words in draft.below(past):
            for word in [word for word in words if word in later]:
                _part(draft, word, path, later[word])


def _part(draft: Draft, word: str, past: Path, future: Path) -> None:
    before, after = draft.words[past][word], draft.words[future][word]
    meanings = f"past {' '.join(past)} ({shown(before)}) and future ({shown(after)})"
    if _weight(before) < _weight(after) or (before[0].rank == after[0].rank and _is_marked(draft, word)):
        draft.doubt(f"{word!r} is {meanings}: kept past")
        del draft.words[future][word]
        return
    draft.doubt(f"{word!r} is {meanings}: kept future")
    del draft.words[past][word]
    unit = word.removeprefix("#").strip()
    if past[0] == "frames" and word.startswith("#") and " " not in unit and draft.scalars.get("spaced", True):
        draft.add_all(("units", past[1]), [unit], before[0])  # a formatter without tenses: "5м"


def _is_marked(draft: Draft, word: str) -> bool:
    """Tell whether a phrase has a past marker that a person gave."""
    before = any(word.startswith(f"{marker} ") for marker in draft.of("past", "before"))
    return before or any(word.endswith(f" {marker}") for marker in draft.of("past", "behind"))


def settle(draft: Draft) -> None:
    """Leave each word one meaning of a kind: that of the most believed source."""
    for head in _ONE_MEANING:
        _settle(draft, [path for path, _ in draft.below(head)])
    for name in _NAMES:
        _settle(draft, [path for path, _ in draft.below("calendar") if path[1] == name])
    for word in [word for word in draft.of("words", "less") if word in draft.of("words", "about")]:
        draft.drop(("words", "less"), word, "also about")
    both = set(draft.of("calendar", "am")) & set(draft.of("calendar", "pm"))
    for word in sorted(both):
        for half in ("am", "pm"):
            draft.drop(("calendar", half), word, "both halves of the day")


def _settle(draft: Draft, paths: list[Path]) -> None:
    places: dict[str, list[Path]] = {}
    for path in paths:
        for word in draft.words[path]:
            places.setdefault(word, []).append(path)
    for word, shared in places.items():
        if len(shared) > 1 and not _is_vague(draft, word, shared):
            _choose(draft, word, shared)


def _is_vague(draft: Draft, word: str, paths: list[Path]) -> bool:
    """Tell whether a word may be minute and month; a person who gave it to one of them meant that one."""
    by_hand = [_belief(draft, path, word)[0] <= Rank.CORRECTION for path in paths]
    return {path[1] for path in paths} == _MAY_SHARE and (all(by_hand) or not any(by_hand))


def _choose(draft: Draft, word: str, paths: list[Path]) -> None:
    ordered = sorted(paths, key=lambda path: _belief(draft, path, word))
    best, second = (_belief(draft, path, word) for path in ordered[:2])
    if best[0] == second[0] <= Rank.CORRECTION:
        return  # two meanings given by hand are meant
    unsure = best == second
    meanings = "; ".join(f"{' '.join(path)} ({shown(draft.words[path][word])})" for path in ordered)
    kept = "none kept" if unsure else f"kept {' '.join(ordered[0])}"
    draft.doubt(f"{word!r} means {meanings}: {kept}")
    for path in ordered if unsure else ordered[1:]:
        del draft.words[path][word]


def _belief(draft: Draft, path: Path, word: str) -> tuple[Rank, int]:
    return _weight(draft.words[path][word])


def _weight(sources: list[Source]) -> tuple[Rank, int]:
    """Return how a word is believed, the best first: by its best source, then by the number of libraries."""
    rank = min(source.rank for source in sources)
    libraries = {source.name.split()[0] for source in sources if source.rank == rank}
    return rank, -len(libraries) if rank == Rank.FORMATTER else 0


def refuse_vague(draft: Draft) -> None:
    """Let single letters count only beside a marker where readers of other languages know them as another unit."""
    for path, words in draft.below("units"):
        for word, sources in words.items():
            known = _INTERNATIONAL.get(word, path[1])
            if known != path[1] and min(source.rank for source in sources) > Rank.CORRECTION:
                draft.add(("bare_refused",), word, Source(Rank.DERIVED, "vague"))


def drop_stops(draft: Draft) -> None:
    """Leave out the full stop behind short units."""
    for head in ("units", "past_units"):
        for _, words in draft.below(head):
            for word in [word for word in words if word.endswith(".") and len(word) <= _SHORT]:
                sources = words.pop(word)
                if bare := word.rstrip(".").rstrip():
                    words.setdefault(bare, []).extend(sources)
