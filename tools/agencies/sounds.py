"""Compares names of different scripts by their consonants, which transliteration keeps best."""

from __future__ import annotations

import re
import unicodedata

# Unicode's names of letters say how they sound: "KATAKANA LETTER RO", "HANGUL SYLLABLE RO", "ARABIC LETTER REH".
_LETTER = re.compile(
    r"(?P<script>[A-Z]+)(?: (?:SMALL|CAPITAL|LETTER|SYLLABLE|CHARACTER|FINAL|FARSI))+ (?P<name>[A-Z]+)"
)
_ARTICLE = re.compile(r"\bال(?=\w{3})")
_SILENT = re.compile(
    r"\b(?:SIGN|AIN|AYIN|ALEF|HAMZA|SHORT I|VAV|WAW|SARA|MAI|THANTHAKHAT|PHINTHU|VEW|VO|YIWN|SMALL TU|PROLONGED)\b"
)
# Sounds that one script has and the other writes otherwise (p in Arabic, v in Japanese) are one.
_CLASSES = (
    ("sch|sh|ch|zh|j", "S"),
    ("x", "ks"),
    ("ck|kh|gh|[kgqc]", "K"),
    ("th|dh|[td]", "T"),
    ("ph|bh|[pbfv]", "P"),
    ("[szS]", "S"),
    ("[rl]", "R"),
    ("[mn]", "N"),
    ("[^KTPSRN]", ""),
)


def skeleton(name: str) -> str:
    """Return the classes of the consonants of `name`, in any script; of doubled ones the first.

    >>> skeleton("Reuters"), skeleton("ロイター"), skeleton("Ройтърс")
    ('RTRS', 'RT', 'RTRS')
    """
    text = "".join(map(_sound, _ARTICLE.sub("", unicodedata.normalize("NFC", name.casefold()))))
    for pattern, sound in _CLASSES:
        text = re.sub(pattern, sound, text)
    return re.sub(r"(.)\1+", r"\1", text)


def script(name: str) -> str:
    """Return the script of most letters of `name`: "LATIN", "CYRILLIC", "CJK"; empty without letters."""
    found = [unicodedata.name(letter, "").split()[0].split("-")[0] for letter in name if letter.isalpha()]
    return max(found, key=found.count, default="")


def _sound(letter: str) -> str:
    if letter.isascii():
        return letter
    name = unicodedata.name(letter, "")
    found = _LETTER.match(name)
    if not found or _SILENT.search(name):
        return _latin(letter)
    sound = found["name"].lower()
    if found["script"] == "LATIN":
        return _latin(letter)
    if found["script"] == "CYRILLIC":
        return sound[-1] if re.fullmatch("e[lmnrsf]", sound) else _first(sound)
    return sound if found["script"] in ("HANGUL", "KATAKANA") else _first(sound)


def _latin(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[0]
    return plain if plain.isascii() else ""


def _first(sound: str) -> str:
    """Return the consonants that open the name of a letter."""
    found = re.match("sh|ch|zh|ts|kh|gh|th|ph|[a-z]", sound)
    return found.group() if found else ""
