"""Addresses without what only tells of the way to a page: tracking, AMP, mobile and print views."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import SplitResult, unquote, urlsplit

from newscrawl.extract.page import TRACKING, drop_parameters

LIKELY_TRACKING = re.compile(
    r"""(?: ref(?:errer)? | source | src(?:ref)? | origin | from(?:rss)? | rss(?:feed)? | r | ch | ico | li | lo
          | ito | mod | sh | feature | campaign | cmp(?:id)? | cid | icid | ncid | int?cid | smtyp | sf[0-9]+ | trk
          | tpcc | taid | share(?:d|type|_[a-z]+)? | ved | oc | usqp | traffic_source | channel | link(?:_id)?
        )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Names that some sites use for more: tracking where the value is no number."""

_HOST_VARIANT = re.compile(
    r"^(?:(?:www[0-9]?|m|mobile?|mobil|amp|touch|wap)[.])+(?=[^.]+[.][^.]+)|(?<=[.])m[.](?=[^.]+[.][^.]+)"
)
"""m.blad.example, nl.m.blad.example; but m.example is a site of its own."""
_AMP_CACHE = re.compile(
    r"https?://(?:[a-z0-9-]+[.]cdn[.]ampproject[.]org/[a-z]{1,2}|(?:www[.])?google[.][a-z.]{2,6}/amp)/(?:s/)?(?=[^/]+[.])"
)
"""Copies of AMP pages: https://www-blad-example.cdn.ampproject.org/c/s/www.blad.example/wereld/storm."""
_FILE = re.compile(r"(?:[.]bild)?[.](?:[sx]?html?|php[0-9]?|aspx?|cms|ece|stm|jsp|jhtml)$", re.IGNORECASE)
_AMP_FILE = re.compile(r"[.]amp$", re.IGNORECASE)
_INDEX = frozenset(["index", "default"])
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_STARTS = frozenset(["amp", "m", "mobile", "mobil", "print"])
_ENDS = frozenset(
    "print printable printview print-view drucken druckversion imprimir imprimer stampa afdrukken yazdir drukuj"
    " skriv-ut".split()
)
_PARAMETER = re.compile(
    r"""(?: _?amp(?:_[a-z_]+)? | m | mobile | print(?:able)? | isprint ) = (?:1|true|yes|amp|)
      | (?: output(?:type)? | action | view | mode | format | type | layout | tpl | template | variant )
        = (?: amp | print(?:able)? | mobile | m )
      | (?: page | pg | seite | pagina ) = (?: 1 | all | )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Plain(NamedTuple):
    """An address without what only tells of the way to its page."""

    host: str
    """Without `www.`, `m.` and `amp.`, with a port where it is not that of the scheme."""
    segments: tuple[str, ...]
    """Of the path, decoded (NFC), without empty ones and without the ending of a page's file."""
    parameters: tuple[str, ...]
    """`name=value` in the order of the alphabet, none without a value."""
    is_variant: bool
    """It is that of an AMP, mobile or print view."""


def without_tracking(url: str) -> str:
    """Return `url` without fragment and parameters of tracking; a broken one as it is.

    >>> without_tracking("https://blad.example/a?id=7&utm_source=x&ref=home&source=12#reacties")
    'https://blad.example/a?id=7&source=12'
    """
    try:
        return drop_parameters(url, _is_tracking)
    except ValueError:  # a broken IPv6 address
        return url


@lru_cache(maxsize=20_000)
def plain_address(url: str) -> Plain:
    """Return an absolute address in its plain form. Raises ValueError if it is broken."""
    parts = urlsplit(_AMP_CACHE.sub("https://amp.", url, count=1))
    name = (parts.hostname or "").rstrip(".")
    host = _HOST_VARIANT.sub("", name)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    raw = [segment for segment in _decoded(parts).split("/") if segment]
    segments = _without_views(raw)
    pairs = [pair for pair in parts.query.split("&") if pair and not _is_tracking(pair)]
    kept = [pair for pair in pairs if not _is_view(pair)]
    views = (
        len(kept) < len(pairs)
        or len(segments) < len(raw)
        or host != name.removeprefix("www.")
        or _is_amp_file(raw)
    )
    said = {unquote(pair).replace("&", "%26") for pair in kept if pair.partition("=")[2] or pair.isdecimal()}
    return Plain(host + port, tuple(_without_files(segments)), tuple(sorted(said)), views)


def _decoded(parts: SplitResult) -> str:
    return normalize("NFC", unquote(_SESSION.sub("", parts.path)))


def _without_views(segments: list[str]) -> list[str]:
    """Return the segments of a path without those that ask for an AMP, mobile or print view."""
    kept = [
        segment.removeprefix("amp_") for segment in segments if segment.lower() not in ("amp", "amp.html")
    ]
    if len(kept) > 1 and kept[0].lower() in _STARTS:
        kept = kept[1:]
    if len(kept) > 1 and _FILE.sub("", kept[-1]).lower() in _ENDS:
        kept = kept[:-1]
    return kept


def _without_files(segments: list[str]) -> Iterator[str]:
    for number, segment in enumerate(segments, 1):
        if number < len(segments):
            yield segment
            continue
        name = _AMP_FILE.sub("", _FILE.sub("", segment))
        name = _FILE.sub("", name)  # slug.html.amp
        if name and name.lower() not in _INDEX:
            yield name


def _is_amp_file(segments: list[str]) -> bool:
    return bool(segments) and _AMP_FILE.search(_FILE.sub("", segments[-1])) is not None


def _is_view(pair: str) -> bool:
    name, equals, _ = pair.partition("=")
    return _PARAMETER.fullmatch(pair if equals else f"{name}=") is not None


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if TRACKING.fullmatch(name):
        return True
    return LIKELY_TRACKING.fullmatch(name) is not None and not value.isdecimal()
