"""Where two sequences differ, in bounded time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

MOST = 100_000_000
"""Most pairs of elements that are aligned at once: 12 MB and 30 ms. Longer stretches count as replaced whole."""
SHORT = 3
"""Words that stay by chance between two changes larger than they are."""


class Block(NamedTuple):
    """A stretch of the older sequence and what stands in its place in the newer one."""

    old: slice
    new: slice
    same: bool


def align(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return the blocks of two sequences in their order, by turns the same and not.

    >>> [(old, new) for old, new, same in align("a b c".split(), "a x c".split()) if not same]
    [(slice(1, 2, None), slice(1, 2, None))]
    """
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    blocks = [
        Block(slice(0, head), slice(0, head), True),
        *_inner(old[head:old_end], new[head:new_end], head),
        Block(slice(old_end, len(old)), slice(new_end, len(new)), True),
    ]
    return [block for block in blocks if _size(block)]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    for number, (left, right) in enumerate(zip(old, new, strict=False)):
        if left != right:
            return number
    return min(len(old), len(new))


def _inner(old: Sequence[str], new: Sequence[str], start: int) -> Iterator[Block]:
    if not old or not new or len(old) * len(new) > MOST:
        yield _block(start, start + len(old), start, start + len(new), False)
        return
    first_old = first_new = 0
    # Replaced, cut and added elements that touch are one block.
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            if first_old < op.src_start or first_new < op.dest_start:
                yield _block(
                    start + first_old, start + op.src_start, start + first_new, start + op.dest_start, False
                )
            yield _block(
                start + op.src_start, start + op.src_end, start + op.dest_start, start + op.dest_end, True
            )
            first_old, first_new = op.src_end, op.dest_end
    if first_old < len(old) or first_new < len(new):
        yield _block(start + first_old, start + len(old), start + first_new, start + len(new), False)


def _block(old_start: int, old_end: int, new_start: int, new_end: int, same: bool) -> Block:
    return Block(slice(old_start, old_end), slice(new_start, new_end), same)


def _size(block: Block) -> int:
    return max(_length(block.old), _length(block.new))


def _length(part: slice) -> int:
    return int(part.stop - part.start)


def join_near(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of words, with those that are the same by chance made part of the changes around them.

    These are up to SHORT words, not more than either change has: "de" and "in" of two unlike sentences.
    """
    joined: list[Block] = []
    for place, block in enumerate(blocks):
        behind = blocks[place + 1] if place + 1 < len(blocks) else None
        if (block.same and joined and behind and _is_chance(joined[-1], block, behind)) or (
            joined and not joined[-1].same and not block.same
        ):
            joined[-1] = _united(joined[-1], block)
        else:
            joined.append(block)
    return joined


def _is_chance(before: Block, block: Block, behind: Block) -> bool:
    only_added = not _length(before.old) and not _length(behind.old)
    only_cut = not _length(before.new) and not _length(behind.new)
    if only_added or only_cut:
        return False
    return _size(block) <= min(SHORT, _size(before), _size(behind))


def _united(first: Block, last: Block) -> Block:
    return _block(first.old.start, last.old.stop, first.new.start, last.new.stop, False)
