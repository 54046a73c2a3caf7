"""Texts as they are compared."""


def plain(text: str) -> str:
    """Return the letters and digits of a text: the same however its spaces, quotes and capitals are written.

    >>> plain("“De Brug”, zei zij.") == plain('"de brug" , zei zij')
    True
    """
    return "".join(filter(str.isalnum, text)).casefold()
