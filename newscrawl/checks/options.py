"""What the commands on outlets read from the command line alike."""

from collections.abc import Iterable

from scrapy.settings import BaseSettings

from newscrawl.annotate.mistakes import Mistake
from newscrawl.annotate.options import say


def split(given: Iterable[str] | None) -> list[str]:
    """Return the values of an option that may be repeated, each of which may hold several.

    >>> split(["NL,BE", " de "])
    ['NL', 'BE', 'de']
    """
    parts = (part.strip() for text in given or () for part in text.split(","))
    return list(filter(None, parts))


def to_number(option: str, given: str | None, least: int, most: int, default: int) -> int:
    """Return the whole number of an option, `default` where it is not given. Raises Mistake for any other text."""
    if given is None:
        return default
    if not (given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most):
        raise Mistake(f"{option}: expected a whole number of {least} to {most}, got {given!r}")
    return int(given)


def warn_without_contact(command: str, settings: BaseSettings) -> None:
    """Say that outlets cannot learn who asks, if the person has not told them."""
    if not settings["NEWSCRAWL_CONTACT"]:
        say(
            f"{command}: NEWSCRAWL_CONTACT is not set: tell outlets who asks"
            " (-s NEWSCRAWL_CONTACT=you@example.org, or the environment)"
        )
