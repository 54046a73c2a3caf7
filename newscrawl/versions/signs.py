"""Texts as readers see them: one form for all ways to write a sign, and the words and signs of a line."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_QUOTES = "'\"`´‘’‚‛“”„‟‹›«»′″ʼʻ「」『』〝〞〟״׳＇＂"
_ZERO_WIDTH = {"\u200c", "\u200d"}
"""Joiners, which Persian and Indic words are shown with: kept where a text is shown, never compared."""
MAX_WORD = 40
"""Characters of a word whose key is remembered."""
MAX_SIGN = 0xFFFF
"""Code points whose class is kept; the astral planes are rare and large."""


class _Shown(dict[int, str | None]):
    """A character as a terminal may get it: no control, bidi or other invisible one, and any white space as a space."""

    def __missing__(self, code: int) -> str | None:
        character, category = chr(code), unicodedata.category(chr(code))
        shown: str | None = character
        if character.isspace():
            shown = " "
        elif category in ("Cc", "Cf", "Cs") and character not in _ZERO_WIDTH:
            shown = None
        if code <= MAX_SIGN:
            self[code] = shown
        return shown


class _Same(dict[int, str | None]):
    """One character for all that mean the same: quotes, dashes, digits; None for what has no meaning of its own."""

    def __missing__(self, code: int) -> str | None:
        same = _same(chr(code))
        if code <= MAX_SIGN:
            self[code] = same
        return same


def _same(character: str) -> str | None:
    category = unicodedata.category(character)
    if character in _QUOTES:
        return "'"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "\u2212":  # the minus
        return "-"
    # White space, joiners, the tatweel that stretches an Arabic word, and what chooses the form of an emoji.
    if character.isspace() or category in ("Cc", "Cf", "Cs") or character in "\u0640\ufe0e\ufe0f":
        return None
    return character


class _Classes(dict[int, str]):
    """The class of each character, one letter: see `_TOKEN`."""

    def __missing__(self, code: int) -> str:
        kind = _class(chr(code))
        if code <= MAX_SIGN:
            self[code] = kind
        return kind


_CLASSED = {
    "'": "'",
    "’": "'",
    ".": ".",
    ",": ".",
    ":": ".",
    "٫": ".",
    "٬": ".",
    " ": " ",
    "\u200c": "m",
    "\u200d": "m",
}
_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u309f\u3100-\u312f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, hiragana, bopomofo and Han, which put no spaces between words."""
HAN = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def _class(character: str) -> str:
    category = unicodedata.category(character)
    if character in _CLASSED:
        return _CLASSED[character]
    if category == "Nd":
        return "d"
    if category[0] == "M":
        return "m"
    if _NO_SPACES.match(character):
        return "c" if unicodedata.numeric(character, None) is None else "n"
    return "w" if category[0] == "L" or category in ("Nl", "No") else "p"


_SHOWN, _SAME, _CLASSES = _Shown(), _Same(), _Classes()
_TOKEN = re.compile(
    r"""
      (?P<number> d[dwm]*(?:[.]d[dwm]*)* | n+ )  # 12, 1.200, 14:30, 12th, 5m, ١٢, 十二
    | (?P<word>   w[wmd]*(?:'[wmd]+)* )            # kabinet, can't, G20, ドイツ
    | (?P<letter> cm* )                            # one character of a script without spaces
    | (?P<sign>   [^ ]m* )
    """,
    re.VERBOSE,
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,'][0-9]{3})+")
_REPEATED = re.compile(r"([-'])\1+")


class Token(NamedTuple):
    """A word, a number or a sign of a line."""

    shown: str
    """As printed, without invisible characters."""
    key: str
    """In the form in which it is compared."""
    kind: str
    """ "number", "word", "letter" (of a script without spaces), or "sign"."""
    spaced: bool
    """Whether white space stands in front of it."""


def to_shown(text: str) -> str:
    """Return `text` in one line, without what a terminal would obey or not show.

    >>> to_shown("Oek\\u00adra\\u00efne:\\x1b  \\n wapens")
    'Oekraïne: wapens'
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_SHOWN).split())


def to_key(text: str) -> str:
    """Return what tells `text` from another one: no white space, one form of quotes, dashes, digits and letters.

    >>> to_key("“Het is – nu…  voorbij”") == to_key('"Het is - nu ... voorbij"')
    True
    """
    # Composed first: some signs decompose into quotes. Again after NFKC, which makes such signs of wide ones.
    known = unicodedata.normalize("NFC", text).translate(_SAME)
    known = unicodedata.normalize("NFKC", known).translate(_SAME)
    return squeeze(unicodedata.normalize("NFKC", known))


def squeeze(key: str) -> str:
    """Return a key with one dash for "--" and one quote for "''"."""
    return _REPEATED.sub(r"\1", key)


_token_key = lru_cache(maxsize=8192)(to_key)
"""Most words of a text stand in it more than once, and in its next version again."""


def to_tokens(text: str) -> list[Token]:
    """Return the words, numbers and signs of a line in their order.

    >>> [token.shown for token in to_tokens("1.200 doden, 12-jarige zei: 'auto’s'")]
    ['1.200', 'doden', ',', '12', '-', 'jarige', 'zei', ':', "'", 'auto’s', "'"]
    """
    shown = to_shown(text)
    shape = shown.translate(_CLASSES)
    tokens = []
    for found in _TOKEN.finditer(shape):
        start, end = found.span()
        printed = shown[start:end]
        key = _token_key(printed) if len(printed) <= MAX_WORD else to_key(printed)
        if key:
            spaced = start > 0 and shape[start - 1] == " "
            tokens.append(Token(printed, key, found.lastgroup or "sign", spaced))
    return tokens


def to_plain_number(key: str) -> str:
    """Return the key of a number without the signs that only part its thousands."""
    return re.sub(r"[.,']", "", key) if _THOUSANDS.fullmatch(key) else key
