"""Which story an address is of: what all addresses of one story have in common, and which of them to keep.

Newsrooms rename stories: the slug of an address changes, and so may its section; the number or code that the
system behind it gave the story stays. So where an address has one, it is the story, together with what else may
tell two stories of one number apart: host, language, kind of page ("video"), date. An address without one is its
whole path.

Two stories under one key are worse than one story under two, as the second of them would never be fetched. So what
may be a word, a date, a round sum or the number of something larger stays in the path as it is.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newscrawl.extract.codes import MIN_NUMBER, UUID, end_code, front_code, is_date, short_code, whole_code
from newscrawl.extract.page import is_web, same_site
from newscrawl.extract.variants import Plain, plain_address, without_tracking

_SLUG = re.compile(r"[^\W_]+(?:[\W_]+[^\W_]+){2,}")
"""Three words or more: two may name a part ("match-report"), and stay."""
_LONG_WORD = re.compile(r"[^\W_]{4,}")
_AFTER = frozenset(["story", "full", "artikel", "article"])
"""What may stand behind a number in place of a slug."""

_ID_NAME = re.compile(
    r"(?:story|article?|art|news|content|object|doc|item|post|entry|page)?_?(?:id|no|key)"
    r"|[nao]id|idx(?:no)?|id(?:noticia|news|art(?:icle)?)|auto(?:no)?|serialno|sno|seq|gid|p|cid",
    re.IGNORECASE,
)
_KEPT_NAME = re.compile(
    rf"{_ID_NAME.pattern}|page|pg|seite|pagina|post|entry|block|update|start|offset|part|lang(?:uage)?|hl|locale|edition",
    re.IGNORECASE,
)
"""Parameters that may tell pages apart whose path has one code: pages, posts of a live page, languages."""

_CODE_FOLLOWS = frozenset(["a", "i", "s", "p", "n", "id", "article", "artikel", "story"])
_KIND = re.compile(
    r"""video | foto | photo | gal(?:l?er|er[ií]a) | slide | dia-?show | bilder | image | media | audio | podcast
      | episode | folge | play | watch | graphi | infogra | interacti | quiz | game | recipe | rezept | recept | recet
      | comment | reac[ct]i | review | poll | product | shop | job | stellen | event | page""",
    re.VERBOSE | re.IGNORECASE,
)
"""Kinds of pages that may be numbered apart from stories."""
_CONTAINER = re.compile(
    r"""(?:news-?)?live | (?:en-)?direct | diretta | ticker | minuto | topics?$ | tags?$ | them[ae] | tema
      | dossier | seri(?:es?|al|en)$ | special | categor | rubri | collection | colec | section | seccion | channel
      | kanal | group | forum | thread | blogs?$ | match | spiel | team | club | player | election | aut(?:h?or|eur)
      | people | person | profil | users?$ | search | archiv""",
    re.VERBOSE | re.IGNORECASE,
)
"""What holds several stories: a number right behind one of these need not be that of the story whose slug follows."""
_EDITION = re.compile(r"[a-z]{1,3}(?:[-_][a-z]{2,4})?", re.IGNORECASE)
"""en, rus, en_uk: translations of a story may share its number."""
_HOME = frozenset(["home", "homepage", "start", "startseite", "frontpage", "portada"])
_LETTERS = re.compile(r"^[^0-9]*(?=[0-9]+$)")
"""What some views of a story put in front of its number: n1503302."""
_NEXT_PAGE = re.compile(r"(?:(?:page|seite|pagina|p)[-_]?)?[0-9]{0,3}", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def story_key(url: str) -> str:
    """Return what all addresses of one story of one site have in common. Never raises.

    >>> story_key("https://www.blad.example/buitenland/6301234/storm-trekt-over-kust.html?utm_source=rss")
    'blad.example/6301234'
    >>> story_key("https://m.blad.example/oorlog/6301234/zware-storm-aan-kust.html")
    'blad.example/6301234'
    >>> story_key("http://blad.example/2026/01/24/top-10-films/amp/")
    'blad.example/2026/01/24/top-10-films'
    """
    try:
        plain = plain_address(url.strip())
    except ValueError:  # a broken port or IPv6 address
        return url.strip()
    segments, parameters, _ = _coded(plain) or (plain.segments, plain.parameters, "")
    query = f"?{'&'.join(parameters)}" if parameters else ""
    return f"{plain.host}/{'/'.join(segments)}{query}"


def own_address(named: str | None, fetched: str) -> str:
    """Return the address of an article to keep: the one that its page names as its own (`<link rel="canonical">`) if
    it can be that of this one story, else the one that it was fetched from; without fragment and tracking.

    Both are absolute. A page that names the home page, a section, another story or another site is not believed.

    >>> own_address("https://blad.example/wereld/storm-aan-kust", "https://amp.blad.example/wereld/storm-aan-kust")
    'https://blad.example/wereld/storm-aan-kust'
    >>> own_address("https://blad.example/wereld/", "https://blad.example/wereld/storm-aan-kust?fbclid=1")
    'https://blad.example/wereld/storm-aan-kust'
    """
    own = named.strip() if named else ""
    return without_tracking(own if _is_own(own, fetched) else fetched)


def _is_own(named: str, fetched: str) -> bool:
    """Tell whether the address that the page at `fetched` names can be its own."""
    if not is_web(named):
        return False
    try:
        one, two = plain_address(named), plain_address(fetched)
    except ValueError:  # a broken port or IPv6 address
        return False
    if one.host != two.host and not same_site(named, fetched):
        return False
    if story_key(named) == story_key(fetched):
        return two.is_variant or not one.is_variant
    code, other = _code_of(one), _code_of(two)
    if code and other:
        return _LETTERS.sub("", code) == _LETTERS.sub("", other)
    if code or all(_is_home(segment) for segment in one.segments):
        return bool(code)
    if one.segments == two.segments[: len(one.segments)]:  # the section, or the first page of several
        return all(map(_NEXT_PAGE.fullmatch, two.segments[len(one.segments) :]))
    return _is_renamed(one.segments[-1], (two.segments or ("",))[-1], other)


def _is_renamed(slug: str, before: str, code: str) -> bool:
    """Tell whether `slug`, which has no code, can name the story that the segment `before` does, and not a section."""
    if slug in (before, code):
        return True
    common = set(_LONG_WORD.findall(slug.lower())) & set(_LONG_WORD.findall(before.lower()))
    return _SLUG.fullmatch(slug) is not None and (bool(common) or not _SLUG.fullmatch(before))


def _is_home(segment: str) -> bool:
    return segment.lower() in _HOME or _EDITION.fullmatch(segment) is not None


def _code_of(plain: Plain) -> str:
    found = _coded(plain)
    return found[2] if found else ""


def _coded(plain: Plain) -> tuple[tuple[str, ...], tuple[str, ...], str] | None:
    """Return what of an address with a code makes its story: segments, parameters and the code; None without a code."""
    if found := _in_path(plain.segments):
        front, code = found
        return (*front, code), tuple(pair for pair in plain.parameters if _named(pair, _KEPT_NAME)), code
    number = _in_query(plain.parameters)
    last = plain.segments[-1] if plain.segments else ""
    if number is None or _SLUG.fullmatch(last):
        return None
    return (*_kept(plain.segments[:-1]), last), plain.parameters, number


def _in_path(segments: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """Return the code of a path and the segments that count beside it, or None if it has none."""
    if not segments:
        return None
    *front, last = segments
    if code := end_code(last) or front_code(last) or _code_at(segments):
        return _kept(front), code
    code = _code_at(front) if _SLUG.fullmatch(last) or last in _AFTER else None
    if code is None or any(map(_CONTAINER.match, front[-2:-1])):
        return None
    return _kept(front[:-1]), code


def _code_at(segments: Sequence[str]) -> str | None:
    """Return the code that the last of the segments is, or None."""
    *front, last = ("", *segments)
    if code := whole_code(last):
        return code
    return short_code(last) if front and front[-1].lower() in _CODE_FOLLOWS else None


def _in_query(parameters: Iterable[str]) -> str | None:
    """Return the code among the parameters of an address, or None."""
    for pair in parameters:
        value = pair.partition("=")[2]
        if _named(pair, _ID_NAME) and (UUID.fullmatch(value) or _is_long_number(value)):
            return value
    return None


def _is_long_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) >= MIN_NUMBER and not is_date(value)


def _kept(front: Iterable[str]) -> tuple[str, ...]:
    """Return the segments in front of a code that may tell two stories of one code apart: all but sections and slugs."""
    return tuple(segment for segment in front if _tells(segment))


def _tells(segment: str) -> bool:
    if not any(map(str.isalpha, segment)) or _EDITION.fullmatch(segment):
        return True
    if _KIND.match(segment) or _CONTAINER.match(segment):
        return _SLUG.fullmatch(segment) is None
    return whole_code(segment) is not None


def _named(pair: str, names: re.Pattern[str]) -> bool:
    return names.fullmatch(pair.partition("=")[0]) is not None
