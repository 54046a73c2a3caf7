"""From two versions of a story to what changed in each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newscrawl.versions.align import align, join_near
from newscrawl.versions.content import FIELDS, KINDS, Change, Content, Field, Kind
from newscrawl.versions.given import Given, is_same, is_same_dateline, read_both
from newscrawl.versions.near import Difference, find_difference
from newscrawl.versions.signs import to_key, to_tokens

NAMES: Mapping[tuple[Field, Difference], Kind] = {
    ("headline", "added"): "headline",
    ("headline", "cut"): "headline",
    ("headline", "rewritten"): "headline",
    ("lead", "added"): "lead",
    ("lead", "cut"): "lead",
    ("lead", "rewritten"): "lead",
    ("text", "added"): "text added",
    ("text", "cut"): "text cut",
    ("text", "rewritten"): "text rewritten",
}
"""What a difference is called in a field; a typo and a number are called so in all of them."""


def find_changes(old: Content, new: Content) -> tuple[Change, ...]:
    """Return what changed from `old` to `new`, each kind once per field; () if that makes no version.

    Texts are compared word by word. A difference is a stretch of words that were replaced, added or cut between
    words that stayed; each has one kind of KINDS, and a field has each kind that occurs among its differences. So
    an added paragraph beside a higher death toll makes "text added" and "numbers"; a text with only "typo" has
    nothing else. Numbers are digits of any script, numerals of Han and the words for 2 to 12 in some languages.

    None of these is a change: white space, also between words and paragraphs; quotes, dashes, digits and letters
    in another form of Unicode; capitals or signs alone of a dateline; the order of agencies; the page's own times,
    counters, share bars, photo credits, advertisements and links to other stories; a field that one version does
    not give (see Content), or gives shortened with an ellipsis. Swapped paragraphs are "text moved";
    one that was moved and reworded at once is cut and added.

    There is a change from `old` to `new` if and only if there is one back. Nothing raises but wrong types; the
    time grows with the length of the texts.

    >>> find_changes(Content("Zeker 12 doden bij brand"), Content("Zeker 15 doden bij brand"))
    (Change(field='headline', kind='numbers'),)
    >>> find_changes(Content("“Brand” in Parijs", lead="Zeker 12 doden."), Content('"Brand" in  Parijs'))
    ()
    """
    if old == new:
        return ()
    found = set(_changes(*read_both(old, new)))
    return tuple(Change(field, kind) for field in FIELDS for kind in KINDS if (field, kind) in found)


def _changes(old: Given, new: Given) -> Iterator[tuple[Field, Kind]]:
    fields: tuple[tuple[Field, tuple[str, ...], tuple[str, ...]], ...] = (
        ("headline", old.headline, new.headline),
        ("lead", old.lead, new.lead),
        ("text", old.text, new.text),
    )
    for field, lines, others in fields:
        if not is_same(lines, others):
            yield from ((field, kind) for kind in _kinds(field, lines, others))
    if old.agencies is not None and new.agencies is not None and old.agencies.keys() != new.agencies.keys():
        yield "agencies", _agency_kind(old.agencies, new.agencies)
    if not is_same_dateline(old, new):
        yield "dateline", "dateline"
    notes, newer_notes = old.corrections, new.corrections
    if notes is not None and newer_notes is not None and notes.keys() != newer_notes.keys():
        yield "text", "correction note"


def _agency_kind(old: Mapping[str, str], new: Mapping[str, str]) -> Kind:
    if old.keys() < new.keys():
        return "agency added"
    return "agency cut" if old.keys() > new.keys() else "agency swapped"


def _kinds(field: Field, old: Sequence[str], new: Sequence[str]) -> Iterator[Kind]:
    """Yield the kind of each difference between the lines of a field."""
    keys, others = list(map(to_key, old)), list(map(to_key, new))
    blocks = [block for block in align(keys, others) if not block.same]
    gone = Counter(key for block in blocks for key in keys[block.old])
    come = Counter(key for block in blocks for key in others[block.new])
    moved = gone & come
    if moved:
        yield "text moved" if field == "text" else NAMES[field, "rewritten"]
    left, right = Counter(moved), Counter(moved)
    for block in blocks:
        lines = [
            line for line, key in zip(old[block.old], keys[block.old], strict=True) if not _take(left, key)
        ]
        newer = [
            line for line, key in zip(new[block.new], others[block.new], strict=True) if not _take(right, key)
        ]
        for difference in _differences(lines, newer):
            yield difference if difference in ("typo", "numbers") else NAMES[field, difference]


def _take(counts: Counter[str], key: str) -> bool:
    """Take one `key` of `counts`; tell whether there was one."""
    if counts[key] <= 0:
        return False
    counts[key] -= 1
    return True


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    words = [token for line in old for token in to_tokens(line)]
    others = [token for line in new for token in to_tokens(line)]
    for block in join_near(align([word.key for word in words], [other.key for other in others])):
        if not block.same and (difference := find_difference(words[block.old], others[block.new])):
            yield difference
