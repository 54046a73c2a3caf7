"""Names made alike: what may differ between two printed forms of one name is taken out."""

from __future__ import annotations

import re
import unicodedata

# Marks that writers leave out: accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic. Those of
# Indic scripts and the voicing of kana stay, as they tell names apart.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]+")
# Dropped without a trace: N'Djamena, St. Pölten, SAN`A, the joiner inside Persian names, ニュー・ヨーク.
_DROPPED = (
    "'’‘‛`´′.\"“”„·ʹʻʼʽʾʿˈˊˋ\u00ad\u05f3\u05f4\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u30fb\ufe0f"
)
# Letters without a decomposition; Arabic, Persian and Urdu write the same letters with different characters.
_ALIKE = "ø:o ł:l đ:d ı:i ħ:h ŧ:t ð:d ə:e æ:ae œ:oe þ:th ґ:г ی:ي ى:ي ک:ك ہ:ه ھ:ه ة:ه"
_LETTERS = {
    **dict.fromkeys(map(ord, _DROPPED)),
    **{ord(pair[0]): pair[2:] for pair in _ALIKE.split()},
}
_PUNCTUATION = re.compile(
    "[\\s!-/:-@\\[-`{-~\u00a0-\u00bf\u02c0-\u02ff\u05be\u060c\u061b\u061f\u06d4\u2000-\u206f\u3000-\u303f]+"
)
_UNSPACED = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\U00020000-\U0003ffff]")
_SHORT = {"saint": "st", "sankt": "st", "sint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def fold(name: str) -> str:
    """Return the form of a name that all its spellings share; empty if there is nothing but punctuation.

    >>> fold("SAINT-DENIS"), fold("St. Denis"), fold("N’Djaména"), fold("København")
    ('st denis', 'st denis', 'ndjamena', 'kobenhavn')
    """
    text = name.casefold()
    if not text.isascii():
        # Twice: capitals with marks fold only when they are taken apart, and some decompose into capitals.
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    words = _PUNCTUATION.sub(" ", text.translate(_LETTERS)).split()
    if not text.isascii() and _UNSPACED.search(text):
        return "".join(words)
    return " ".join([_SHORT.get(word, word) for word in words])
