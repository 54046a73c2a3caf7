"""Names of authors in a line behind the headline."""

import re
from collections.abc import Iterable

BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Dd]oor|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Aa]v|[Aa]f)[: ] *(?=[^\W0-9a-z])(.{3,80})"
)
"""A line that names the author, in the languages at hand: "Door: A. Bakker", "Von A. Müller"."""
BETWEEN_NAMES = re.compile(r" *(?:,|;|&| and | en | und | et | y | e | och | og ) *")
PREFIX = re.compile(r"(?:[Bb]y|BY|door|par|por|di)[: ]+(?=[^\W0-9a-z])")
"""The same in front of a name in structured data; none that is a part of names as well."""
MIN_WORDS, MAX_WORDS = 2, 4
"""Words of a name."""


def find_byline(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the names in the first byline among `lines`; none if there is none.

    >>> find_byline(["Brug open", "Door Anna de Vries en Bram Bos"])
    ('Anna de Vries', 'Bram Bos')
    """
    for line in lines:
        if found := BYLINE.fullmatch(line):
            names = BETWEEN_NAMES.split(found[1].strip())
            return tuple(name for name in names if name[:1].isupper() and len(name.split()) <= MAX_WORDS)
    return ()


def split_names(text: str) -> tuple[str, ...]:
    """Return the persons that one field names together; the text as it is where its parts are no whole names.

    >>> split_names("By Anna de Vries and Bram Bos"), split_names("Bos, Anna")
    (('Anna de Vries', 'Bram Bos'), ('Bos, Anna',))
    """
    text = PREFIX.sub("", text, count=1) if PREFIX.match(text) else text
    names = [name for name in BETWEEN_NAMES.split(text) if name]
    whole = all(MIN_WORDS <= len(name.split()) <= MAX_WORDS and name[:1].isupper() for name in names)
    return tuple(names) if len(names) > 1 and whole else (text,)
