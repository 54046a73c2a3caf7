"""Numbers and codes in addresses by which the system of a newsroom knows its stories.

What could be a word, a date, a round sum, a post code or a telephone number is none.
"""

import re
from itertools import pairwise

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_UUID_LENGTH = 36

MIN_NUMBER = 6
"""Digits from which a number is a code: post codes have five, and numbers of one section are short."""
MIN_MARKED = 5
"""The same where a letter or a mark that no word has stands in front of it."""

_HEX = re.compile(r"(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{16,64}", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<letters>[A-Za-z]{0,4})(?P<digits>[0-9]{5,20})")
"""1842168, rcna183138, nid1884942: few words are so short, and no number behind one is so long."""

_YEAR, _MONTH, _DAY = r"(?:19|20)[0-9]{2}", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12][0-9]|3[01])"
_DATE = re.compile(
    rf"""{_YEAR}{_MONTH}{_DAY}                              # 20260124
         (?: (?:[01][0-9]|2[0-3]) (?:[0-5][0-9]){{0,2}} )?  # 20260124181500: stories may share a second
       | (?:{_DAY}{_MONTH}|{_MONTH}{_DAY}){_YEAR}           # 24012026, 01242026
       | [0-3][0-9]{_MONTH}{_DAY}                           # 260124
       | (?:{_DAY}{_MONTH}|{_MONTH}{_DAY})[0-3][0-9]        # 240126, 012426
    """,
    re.VERBOSE,
)
_ROUND = re.compile(r"[0-9]*00")
"""Sums, prices and populations ("150000-people-flee"); one code in a hundred, which is then not seen as one."""

_FREE_CALL = re.compile(r"1?(?:800|888|877|866|855|844|833)[0-9]{7}")
"""Numbers that stories end with: call 1-800-...; others open with a zero."""

_TOKENS = re.compile(r"[-_.,~;!]+|[^-_.,~;!]+")
_MARKS = re.compile(r"--|[_.-]?[~,;!]")
"""Separators that slugs do not use between words: slug--10972, news,142489, artikel~abc123."""
_DASH = re.compile(r"[-_]|[.]")

_WHOLE_NAMED = re.compile(
    r"(?:article|artikel|articulo|articolo|story|news|doc|art|nid|id|[acdnpt])[-_.]?[0-9]{5,20}",
    re.IGNORECASE,
)
"""A number under the name that a system gives its stories: article-11065403, n11752374."""
_SHORT = re.compile(r"(?=[0-9A-Za-z]*[a-z])(?=[0-9A-Za-z]*[A-Z])[0-9A-Za-z]{5,9}")
"""Behind a segment that says that a code follows: /a/Ard8wM/."""


def is_date(digits: str) -> bool:
    """Tell whether digits in a row can be a date of 1900 to 2099 (of 2000 to 2039 where the year has two)."""
    return _DATE.fullmatch(digits) is not None


def whole_code(segment: str) -> str | None:
    """Return the code that a segment of a path is, or None.

    >>> whole_code("6301234"), whole_code("20260124"), whole_code("article-11065403")
    ('6301234', None, 'article-11065403')
    """
    if segment.isdecimal() and segment.isascii():
        # A short one may be a post code or a section, one with a zero in front a time of day.
        is_short = len(segment) < MIN_NUMBER or segment[0] == "0"
        return None if is_short or len(segment) > 20 or is_date(segment) else segment
    token = segment.removeprefix("r~").lstrip("!")
    if token.isdecimal() and token.isascii() and len(token) >= MIN_MARKED:
        return segment
    if UUID.fullmatch(segment[-_UUID_LENGTH:]) and (len(segment) == _UUID_LENGTH or _short_front(segment)):
        return segment
    return segment if _HEX.fullmatch(token) or _WHOLE_NAMED.fullmatch(segment) else None


def _short_front(segment: str) -> bool:
    """Tell whether what stands in front of a UUID is a number of the system: 507-4977ebee-0147-..."""
    front = segment[:-_UUID_LENGTH]
    return len(front) <= 6 and front[-1] == "-" and front[:-1].isdecimal()


def short_code(segment: str) -> str | None:
    """Return a segment as a code if it has both cases in no order that words have, else None.

    >>> short_code("Ard8wM"), short_code("dRwWqB"), short_code("iPhone"), short_code("Covid19")
    ('Ard8wM', 'dRwWqB', None, None)
    """
    inner = _runs(segment.rstrip("0123456789"))
    return segment if _SHORT.fullmatch(segment) and _turns(segment) + inner >= 2 else None


def end_code(slug: str) -> str | None:
    """Return the code that ends a slug, or None: slug-5287894, slug.GoPAarjxoHNezv1hVvgdhr, artikel~b12cd34e.

    >>> end_code("top-10-films-1842168"), end_code("covid-19"), end_code("storm-20260124"), end_code("bel-020-6123456")
    ('1842168', None, None, None)
    """
    if (
        len(slug) > _UUID_LENGTH
        and UUID.fullmatch(slug[-_UUID_LENGTH:])
        and _DASH.match(slug[-_UUID_LENGTH - 1])
    ):
        return slug[-_UUID_LENGTH:]
    tokens = _TOKENS.findall(slug)
    if len(tokens) < 3:
        return None
    before, mark, token = tokens[-3:]
    marked = _MARKS.search(mark) is not None
    if "~" in mark and len(token) >= 6 and _runs(token) and token.isalnum():
        return str(token)
    is_code = _is_code(token, MIN_MARKED if marked else MIN_NUMBER)
    # The last of several numbers may be that of the section: slug_4627068_4408996, slug_4627068_19.
    if token.isdecimal() and (is_code or mark == "_") and _is_number(before, MIN_NUMBER):
        return f"{before}{mark}{token}"
    if before.isdecimal() and before[0] == "0" and token.isdecimal() and not marked:
        return None  # a telephone number
    return str(token) if is_code else None


def front_code(slug: str) -> str | None:
    """Return the number that opens a slug, or None: 338796-coronavirus-en-argentina.

    >>> front_code("338796-coronavirus-en-argentina"), front_code("150000-people-flee"), front_code("90210-fire")
    ('338796', None, None)
    """
    tokens = _TOKENS.findall(slug[:40])
    words = [token for token in tokens[2:] if token.isalpha() and len(token) > 1]
    if not words or (tokens[0][0].isalpha() and not _WHOLE_NAMED.fullmatch(tokens[0])):
        return None
    return tokens[0] if _is_number(tokens[0], MIN_NUMBER) else None


def _is_code(token: str, shortest: int) -> bool:
    """Tell whether a word of a slug is a code; a number has at least `shortest` digits."""
    if _is_number(token, shortest) or _HEX.fullmatch(token):
        return True
    if len(token) < 10 or not (token.isascii() and token.isalnum()):
        return False
    runs, turns = _runs(token), _turns(token)
    return runs >= 3 if token.islower() else runs + turns >= 4 and (runs >= 2 or len(token) >= 16)


def _is_number(token: str, shortest: int) -> bool:
    number = _NUMBER.fullmatch(token)
    if not number:
        return False
    digits = number["digits"]
    if is_date(digits) or _ROUND.fullmatch(digits):
        return False
    if number["letters"]:
        return True
    return len(digits) >= shortest and digits[0] != "0" and not _FREE_CALL.fullmatch(digits)


def _turns(token: str) -> int:
    """Count the capitals behind a small letter or a digit, which words have at most once: iPhone, McDonald."""
    return sum(two.isupper() and not one.isupper() for one, two in pairwise(token))


def _runs(token: str) -> int:
    """Count the runs of digits."""
    return len(re.findall(r"[0-9]+", token))
