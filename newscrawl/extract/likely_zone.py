"""The likeliest zone of a page whose outlet is not known: that of the country it is of."""

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from newscrawl.extract.page import host_of

MAIN_ZONES = {
    "AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto", "FM": "Pacific/Pohnpei",
    "RU": "Europe/Moscow", "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent",
}  # fmt: skip
"""Zones of most people in countries for which zone.tab lists another one first."""
LANGUAGES = {
    "af": "ZA", "am": "ET", "az": "AZ", "be": "BY", "bg": "BG", "bn": "BD", "bs": "BA", "ca": "ES", "cs": "CZ",
    "da": "DK", "de": "DE", "el": "GR", "et": "EE", "eu": "ES", "fa": "IR", "fi": "FI", "fil": "PH", "fr": "FR",
    "gl": "ES", "gu": "IN", "he": "IL", "hi": "IN", "hr": "HR", "hu": "HU", "hy": "AM", "id": "ID", "is": "IS",
    "it": "IT", "iw": "IL", "ja": "JP", "ka": "GE", "kk": "KZ", "km": "KH", "kn": "IN", "ko": "KR", "lo": "LA",
    "lt": "LT", "lv": "LV", "mk": "MK", "ml": "IN", "mn": "MN", "mr": "IN", "ms": "MY", "my": "MM", "nb": "NO",
    "ne": "NP", "nl": "NL", "nn": "NO", "no": "NO", "pa": "IN", "pl": "PL", "ro": "RO", "ru": "RU", "si": "LK",
    "sk": "SK", "sl": "SI", "sq": "AL", "sr": "RS", "sv": "SE", "ta": "IN", "te": "IN", "th": "TH", "tr": "TR",
    "uk": "UA", "ur": "PK", "uz": "UZ", "vi": "VN", "xh": "ZA", "zh": "CN", "zu": "ZA",
    "en": "US", "es": "ES", "pt": "BR", "ar": "EG", "sw": "TZ",
}  # fmt: skip
"""Countries of languages, as CLDR's likely subtags have them. Spread over many zones are the last five."""
FREE_DOMAINS = frozenset("ai cc co fm gg io la ly me nu sh to tv ws".split())
"""Domains of countries that sites of all countries use."""


def likely_zone(url: str, language: str | None) -> ZoneInfo | None:
    """Return the zone of the country that the page's domain, else its language tag, names; None without both.

    >>> likely_zone("https://krant.example.be/1", "nl")
    zoneinfo.ZoneInfo(key='Europe/Brussels')
    >>> likely_zone("https://blatt.example.com/1", "de-AT")
    zoneinfo.ZoneInfo(key='Europe/Vienna')
    """
    domain = host_of(url).rpartition(".")[2]
    country = None if domain in FREE_DOMAINS else {"uk": "GB"}.get(domain, domain).upper()
    primary, *subtags = (language or "").split("-")
    region = next((subtag.upper() for subtag in subtags if len(subtag) == 2), None)
    for name in (country, region, LANGUAGES.get(primary.lower())):
        if name in _zones():
            return ZoneInfo(_zones()[name])
    return None


@cache
def _zones() -> dict[str, str]:
    """Return the zone of each country by its ISO 3166 code, out of the IANA database's zone.tab."""
    zones: dict[str, str] = {}
    for line in files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            zones.setdefault(country, zone)
    return zones | MAIN_ZONES
