"""What a person gave that cannot be used, said in one line."""

import difflib
from collections.abc import Iterable

_MOST_NEAR = 3


class Mistake(ValueError):
    """Something given is wrong; its text is one line: what it is, and what was expected."""


def near_names(wanted: str, known: Iterable[str], cutoff: float = 0.7) -> str:
    """Return the names that `wanted` may have meant as the end of a sentence; empty where none is near.

    Case is not looked at, and the last part of a path counts as its name; `cutoff` is difflib's.

    >>> near_names("amsterdm", ["Europe/Amsterdam", "Europe/Berlin"]), near_names("x", ["Europe/Berlin"])
    ('; did you mean Europe/Amsterdam?', '')
    """
    known = sorted(known)
    names = {name.rpartition("/")[2].casefold(): name for name in known}
    names |= {name.casefold(): name for name in known}
    found = difflib.get_close_matches(wanted.casefold(), names, _MOST_NEAR, cutoff)
    near = list(dict.fromkeys(names[match] for match in found))
    return f"; did you mean {' or '.join(near)}?" if near else ""


def check_choice(what: str, given: str, choices: Iterable[str]) -> str:
    """Return `given`. Raises Mistake if it is none of the choices."""
    known = list(choices)
    if given not in known:
        expected = ", ".join(known[:-1]) + f" or {known[-1]}"
        raise Mistake(f"{what}: expected {expected}, got {given!r}{near_names(given, known)}")
    return given
