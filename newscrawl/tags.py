"""Tags of languages (BCP 47), as pages, outlets and people give them."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=256)
def primary_language(tag: str | None) -> str | None:
    """Return the language of a tag in small letters, without its region and script; None for no tag.

    >>> primary_language("de-AT"), primary_language("pt_BR"), primary_language(None)
    ('de', 'pt', None)
    """
    return tag.replace("_", "-").partition("-")[0].lower() if tag else None
