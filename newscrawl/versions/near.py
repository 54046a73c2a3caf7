"""What one difference is: a slip of the pen, another number, or other words."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from rapidfuzz.distance import OSA

from newscrawl.versions.signs import HAN, Token, squeeze, to_plain_number

Difference = Literal["typo", "numbers", "added", "cut", "rewritten"]

NUMBER_WORDS: Mapping[str, str] = {
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze",
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv",
    "da": "to tre fire fem seks syv otte ni ti elleve tolv",
    "no": "to tre fire fem seks sju åtte ni ti elleve tolv",
    "fi": "kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista kaksitoista",
    "pl": "dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście",
    "cs": "dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct",
    "ru": "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "uk": "два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять",
    "tr": "iki üç dört beş altı yedi sekiz dokuz on onbir oniki",
    "id": "dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas",
}
"""Words for 2 to 12 by language; not for 1, which is an article in most. Han numerals are numbers of Unicode."""
FIRST_NUMBER = 2

SHORTEST, LONG, LONGEST = 5, 10, 60
"""Letters of a word of which one, or two, may differ; in shorter words every letter tells ("Iran", "Iraq"), and what
is longer than LONGEST is no word."""


def find_difference(old: Sequence[Token], new: Sequence[Token]) -> Difference | None:
    """Return what became of a stretch of words between words that stayed; None if it only looks different.

    >>> from newscrawl.versions.signs import to_tokens
    >>> find_difference(to_tokens("12 doden"), to_tokens("15 doden")), find_difference([], to_tokens("in Parijs"))
    ('numbers', 'added')
    """
    if squeeze("".join(token.key for token in old)) == squeeze("".join(token.key for token in new)):
        return None
    if (_letters(old), _numbers(old)) == (_letters(new), _numbers(new)) or _is_letter(old, new):
        return "typo"
    words, others = _words(old), _words(new)
    if not words:
        return "added"
    if not others:
        return "cut"
    if len(words) != len(others):
        return "rewritten"
    kinds = {_pair(word, other) for word, other in zip(words, others, strict=True)}
    return next((kind for kind in _BY_WEIGHT if kind in kinds), "rewritten")


_BY_WEIGHT: tuple[Difference, ...] = ("rewritten", "numbers", "typo")


def _words(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if _plain(token.key)]


def _letters(tokens: Sequence[Token]) -> str:
    return "".join(_plain(token.key) for token in tokens)


def _numbers(tokens: Sequence[Token]) -> list[str]:
    return [to_plain_number(token.key) for token in tokens if token.kind == "number"]


def _plain(key: str) -> str:
    """Return the letters, digits and signs of value ("€", "%", "+") of a key, small and without accents.

    Vowel signs of Indic scripts are no accents, and stay.
    """
    if key.isascii() and key.isalnum():
        return key.lower()
    kept = (part for part in unicodedata.normalize("NFKD", key.casefold()) if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", "".join(part for part in kept if part in "%‰" or _is_meant(part)))


def _is_meant(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNSM"


def _is_letter(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Tell whether one letter of a script that puts no spaces between words was added, lost or replaced.

    A character of Han is a word, not a letter.
    """
    words, others = _words(old), _words(new)
    return max(len(words), len(others)) == 1 and all(
        token.kind == "letter" and not HAN.match(token.key) for token in (*words, *others)
    )


def _pair(old: Token, new: Token) -> Difference:
    """Return what became of one word; "typo" if nothing did."""
    values = _values(old), _values(new)
    if values[0] and values[1]:
        shared = values[0].items() & values[1].items()
        if shared:
            return "typo"
        return "numbers" if values[0].keys() & values[1].keys() else "rewritten"
    if old.kind == new.kind == "word" and _is_slip(old.key, new.key):
        return "typo"
    return "typo" if _plain(old.key) == _plain(new.key) else "rewritten"


@cache
def _number_words() -> dict[str, dict[str, str]]:
    """Return the value of each number word by language."""
    values: dict[str, dict[str, str]] = {}
    for language, words in NUMBER_WORDS.items():
        for value, word in enumerate(words.split(), FIRST_NUMBER):
            values.setdefault(_plain(word), {})[language] = str(value)
    return values


def _values(token: Token) -> dict[str, str]:
    """Return the value of a number by the languages in which it is one; empty for other words."""
    if token.kind == "number":
        return dict.fromkeys(NUMBER_WORDS, to_plain_number(token.key))
    return _number_words().get(_plain(token.key), {})


def _is_slip(old: str, new: str) -> bool:
    parts, others = old.split("'"), new.split("'")
    if len(parts) != len(others):  # "can't" is no slip of "can"
        return False
    return all(_is_near(_plain(part), _plain(other)) for part, other in zip(parts, others, strict=True))


def _is_near(old: str, new: str) -> bool:
    """Tell whether few letters of two words differ, their first ones aside; or two neighbours changed places.

    >>> _is_near("goverment", "government"), _is_near("form", "from")
    (True, True)
    >>> _is_near("iran", "iraq"), _is_near("million", "billion"), _is_near("possible", "impossible")
    (False, False, False)
    """
    if old == new:
        return True
    longest = max(len(old), len(new))
    if longest > LONGEST or _DIGIT.search(old + new):
        return False
    most = 0 if longest < SHORTEST else 1 if longest < LONG else 2
    distance = OSA.distance(old, new, score_cutoff=2)
    swapped = distance == 1 and len(old) == len(new) and sorted(old) == sorted(new)
    return swapped or (distance <= most and old[:1] == new[:1])


_DIGIT = re.compile(r"\d")
