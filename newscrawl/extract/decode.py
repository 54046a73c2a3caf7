"""The text of a page whose declared charset may be wrong."""

import codecs
from typing import NamedTuple

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding


class Decoded(NamedTuple):
    """The text of a body, and how it was read."""

    text: str
    encoding: str
    """The codec that was used."""
    lossy: bool
    """True where bytes had to be replaced: no candidate fitted."""


def decode_body(body: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of a page's `body` with the encoding that fits its bytes.

    Text that is valid UTF-8 and not plain ASCII is UTF-8, whatever a header says: other encodings
    do not produce it by chance, while one page in fifty contradicts its own declaration. Else the
    encodings declared by mark, header and page are tried in this order, and windows-1252 last.
    """
    mark, mark_bytes = read_bom(body)
    declared = [mark, http_content_type_encoding(content_type), html_body_declared_encoding(body)]
    named = [name for item in declared if item and (name := _codec(item))]
    if mark and mark_bytes:
        return _replacing(body[len(mark_bytes) :], named[0])
    # ASCII says nothing: ISO-2022-JP and UTF-16 look like it too, and are what they say.
    candidates = [*named, "utf-8", "cp1252"] if body.isascii() else ["utf-8", *named, "cp1252"]
    for name in candidates:
        try:
            return Decoded(body.decode(name), name, False)
        except UnicodeDecodeError:
            continue
    return _replacing(body, named[0] if named else "cp1252")


def _replacing(body: bytes, name: str) -> Decoded:
    try:
        return Decoded(body.decode(name), name, False)
    except UnicodeDecodeError:
        return Decoded(body.decode(name, errors="replace"), name, True)


def _codec(name: str) -> str | None:
    resolved = resolve_encoding(name)
    try:
        return codecs.lookup(resolved).name if resolved else None
    except LookupError:
        return None
