"""What the form of an address says of the page behind it: a story, a list, a picture."""

import re
from functools import lru_cache
from urllib.parse import unquote

from newscrawl.extract.page import path_of

# All but the last two are searched in paths in small letters.
DATED = re.compile(
    r"""(?:19|20)[0-9]{2}
        (?: [/_-]?[01]?[0-9](?:[/_-]?[0-3]?[0-9])?(?![0-9])   # /2026/01/24/, 20260124
          | /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/[0-3]?[0-9](?![0-9])  # /2026/jan/24/
        )""",
    re.VERBOSE,
)
ARCHIVE = re.compile(r"/(?:19|20)[0-9]{2}[/-](?:0?[1-9]|1[0-2])(?:[/-][0-3]?[0-9])?/?$")
"""The end of an address of all that appeared on a day or in a month: "/buitenland/2026/01/24"."""
NUMBERED = re.compile(r"(?<![0-9])[0-9]{5,}")  # /nieuws/1234567, ~123456
NUMBER = re.compile(
    r"(?!(?:19|20)[0-9]{2}$)[0-9]{3,4}"
)  # /artikel/4112.html, but not the year in /archief/2024
ID_AT_END = re.compile(r"(?<![0-9])[0-9]{6,}$")  # world-europe-68123456
OPAQUE = re.compile(r"(?=[a-z0-9]*[0-9])(?=[a-z0-9]*[a-z])[a-z0-9]{9,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}")
DIGIT = re.compile(r"[0-9]")
WORD_END = re.compile(r"[-_+]")
PAGE_FILE = re.compile(r"[.](?:s?html?|php|stm|ece|aspx?)$")
NO_STORY = frozenset(
    "tag tags tagged hashtag etiqueta etiquetas keyword topic topics thema themen tema temas argomento argomenti emne"
    " author authors auteur auteurs autor autores autori autoren redaktion staff journalist journaliste contributor"
    " contributors columnist columnists by category categories section sections"
    " rubrik search zoeken suche login signin account subscribe abo newsletter newsletters podcast podcasts"
    " about contact privacy terms help faq jobs rss feed feeds archive archief archiv profile people shop"
    " live-tv livestream tv radio weather weer wetter games puzzles crosswords horoscope recipes recettes"
    " rezepte recetas ricette job marketplace classifieds annonces anzeigen kleinanzeigen immobilier immobilien"
    " inmobiliaria stellenmarkt emploi empleo shopping boutique tienda".split()
)
NO_PAGE = re.compile(r"[.](?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|css|js|ico)$", re.IGNORECASE)
AD_PATH = re.compile(
    r"/(?:sponsored|promoted|(?:sponsor(?:ed)?|partner|paid|brand(?:ed)?|native)-?(?:content|posts?|voice)|advertorials?)/",
    re.IGNORECASE,
)

LIKELY = 4
"""Score from which a link is likely one to a story."""


@lru_cache(maxsize=4096)
def url_score(url: str) -> int:
    """Return how much the form of an address says that it is a story's: 4 and more is likely."""
    path, query = unquote(path_of(url)).lower(), url.partition("?")[2]
    segments = [segment for segment in path.split("/") if segment]
    if not segments:
        return -9
    host = url.partition("//")[2].partition(".")[0]  # jobs.blad.example
    last = PAGE_FILE.sub("", segments[-1])
    words = len([word for word in WORD_END.split(last) if word])
    score = 3 if words >= 5 else 2 if words >= 4 else 1 if words == 3 else 0
    score += last != segments[-1] and len(last) > 8
    score -= 4 * bool(NO_STORY.intersection((host, last, *segments[:-1])) or ARCHIVE.search(path))
    score -= 2 * (len(segments) == 1 and words < 3)
    return score + _number_score(path, query, last) if DIGIT.search(path + query) else score


def _number_score(path: str, query: str, last: str) -> int:
    """Return what the dates and numbers of an address say; `last` is the name of its page."""
    score = 3 * bool(DATED.search(path))
    score += 2 * bool(NUMBERED.search(path) or NUMBERED.search(query) or OPAQUE.search(last))
    score += bool(ID_AT_END.search(last))
    return score + 2 * bool(NUMBER.fullmatch(last))


def bare_address(url: str) -> str:
    """Return `url` without its query where its path alone is that of a story, else `url`.

    >>> bare_address("https://blad.example/2026/01/24/brug-weer-open?pos=3")
    'https://blad.example/2026/01/24/brug-weer-open'
    >>> bare_address("https://blad.example/artikel.php?id=4112")
    'https://blad.example/artikel.php?id=4112'
    """
    bare, mark, _ = url.partition("?")
    return bare if mark and url_score(bare) >= LIKELY else url
