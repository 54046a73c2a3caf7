"""Pages in UTF-8 that were decoded as windows-1252: "fÃ¼r" is "für"."""

import re

CP1252 = {byte: bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xC0)}
"""What the bytes inside of a UTF-8 character look like; the five that windows-1252 lacks as they are."""
_BYTES = {ord(char): byte for byte, char in CP1252.items()} | {code: code for code in range(0x80, 0x100)}
_INNER = "[" + "".join(map(re.escape, CP1252.values())) + "\x80-\xbf]"
BROKEN = re.compile(rf"[\xc2-\xdf]{_INNER}|[\xe0-\xef]{_INNER}{{2}}|[\xf0-\xf4]{_INNER}{{3}}")
"""The bytes of one character in UTF-8, each read as a character of windows-1252."""
_FIRST = re.compile(rf"[\xc2-\xf4]{_INNER}")
"""A cheap look: most pages hold no such pair."""
BEYOND = re.compile(r"[^\x00-\x7f]")
MIN_BROKEN = 5
"""Fewer may stand there on purpose: an article about the fault."""
SHARE = 0.9
"""Share of the characters beyond ASCII that are broken in a page that was decoded wrongly."""
SAMPLE = 200_000
"""Characters at the head of a page by which it is judged."""


def mend_mojibake(text: str) -> str:
    """Return a page that was decoded with the wrong one of the two commonest encodings as it was meant.

    It is left as it is unless nearly all of its characters beyond ASCII are such ones.

    >>> mend_mojibake("KÃ¶ln, MÃ¼nchen, DÃ¼sseldorf, NÃ¼rnberg, WÃ¼rzburg")
    'Köln, München, Düsseldorf, Nürnberg, Würzburg'
    """
    head = text[:SAMPLE]
    if not _FIRST.search(head):
        return text
    broken = BROKEN.findall(head)
    if len(broken) < MIN_BROKEN or sum(map(len, broken)) < SHARE * len(BEYOND.findall(head)):
        return text
    return BROKEN.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    return bytes(_BYTES[ord(char)] for char in match[0]).decode("utf-8", errors="replace")
