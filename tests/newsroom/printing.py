"""How outlets print the age of a story: what a page shows beside each headline.

Three ways of rounding, as measured on real formatters: `floor` (timeago.js, Django, Carbon), `round`
(javascript-time-ago) and `dayjs` (dayjs and moment, with thresholds of their own), and clock times.
"""

import math
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 604800
MONTH, YEAR = 2628000, 31536000  # 365 / 12 and 365 days, as timeago.js counts

# Below this many seconds the floor and round formatters print a word instead of a number.
JUST_NOW = 10

SIZES = (
    ("second", 1),
    ("minute", MINUTE),
    ("hour", HOUR),
    ("day", DAY),
    ("week", WEEK),
    ("month", MONTH),
    ("year", YEAR),
)

# The first value that is printed in the next larger unit instead.
ROUND_LIMITS = {"second": 60, "minute": 60, "hour": 24, "day": 7, "week": 4, "month": 12}

# dayjs, plugin relativeTime: key, largest rounded value that takes it, and the unit counted (None: as before).
DAYJS_STEPS = (
    ("s", 44, 1.0),
    ("m", 89, None),
    ("mm", 44, 60.0),
    ("h", 89, None),
    ("hh", 21, 3600.0),
    ("d", 35, None),
    ("dd", 25, 86400.0),
    ("M", 45, None),
    ("MM", 10, 2629746.0),  # dayjs counts calendar months; their mean is close enough for a listing
    ("y", 17, None),
    ("yy", math.inf, 31556952.0),
)

NOW = {
    "nl": "zojuist",
    "en": "just now",
    "de": "gerade eben",
    "es": "hace unos segundos",
    "fr": "à l'instant",
}
FORMS = {"nl": "{} geleden", "en": "{} ago", "de": "vor {}", "es": "hace {}", "fr": "il y a {}"}

# singular and plural, as they stand in FORMS
WORDS = {
    "nl": {
        "second": ("seconde", "seconden"),
        "minute": ("minuut", "minuten"),
        "hour": ("uur", "uur"),
        "day": ("dag", "dagen"),
        "week": ("week", "weken"),
        "month": ("maand", "maanden"),
        "year": ("jaar", "jaar"),
    },
    "en": {
        "second": ("second", "seconds"),
        "minute": ("minute", "minutes"),
        "hour": ("hour", "hours"),
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
    "de": {
        "second": ("Sekunde", "Sekunden"),
        "minute": ("Minute", "Minuten"),
        "hour": ("Stunde", "Stunden"),
        "day": ("Tag", "Tagen"),
        "week": ("Woche", "Wochen"),
        "month": ("Monat", "Monaten"),
        "year": ("Jahr", "Jahren"),
    },
    "es": {
        "second": ("segundo", "segundos"),
        "minute": ("minuto", "minutos"),
        "hour": ("hora", "horas"),
        "day": ("día", "días"),
        "week": ("semana", "semanas"),
        "month": ("mes", "meses"),
        "year": ("año", "años"),
    },
    "fr": {
        "second": ("seconde", "secondes"),
        "minute": ("minute", "minutes"),
        "hour": ("heure", "heures"),
        "day": ("jour", "jours"),
        "week": ("semaine", "semaines"),
        "month": ("mois", "mois"),
        "year": ("an", "ans"),
    },
}

# dayjs locales, the forms behind "vor" and its like
DAYJS_WORDS = {
    "nl": ("een paar seconden", "een minuut", "een uur", "een dag", "een maand", "een jaar"),
    "en": ("a few seconds", "a minute", "an hour", "a day", "a month", "a year"),
    "de": ("ein paar Sekunden", "einer Minute", "einer Stunde", "einem Tag", "einem Monat", "einem Jahr"),
    "es": ("unos segundos", "un minuto", "una hora", "un día", "un mes", "un año"),
    "fr": ("quelques secondes", "une minute", "une heure", "un jour", "un mois", "un an"),
}
DAYJS_ONES = ("s", "m", "h", "d", "M", "y")
DAYJS_UNITS = {"mm": "minute", "hh": "hour", "dd": "day", "MM": "month", "yy": "year"}

MONTHS_NL = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
MONTHS_NL_SHORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
MONTHS_EN_SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MONTHS_ES_SHORT = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
MONTHS_FR_SHORT = ["jan", "fév", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"]


def half_up(value: float) -> int:
    """JavaScript's Math.round for positive numbers; Python's own rounds halves to even."""
    return math.floor(value + 0.5)


def count_floor(seconds: int) -> tuple[int, str]:
    """The largest unit that fits into `seconds`, and how often it fits whole."""
    unit, size = next(step for step in reversed(SIZES) if step[1] <= max(seconds, 1))
    return seconds // size, unit


def count_round(seconds: int) -> tuple[int, str]:
    """The nearest count of the first unit that it does not fill."""
    for unit, size in SIZES:
        value = half_up(seconds / size)
        if value < ROUND_LIMITS.get(unit, math.inf):
            return value, unit
    raise AssertionError("a year has no limit")


def count_dayjs(seconds: int) -> tuple[int, str]:
    """The value and the key of dayjs's locale table."""
    value, previous = seconds, "s"
    for key, most, size in DAYJS_STEPS:
        value = half_up(seconds / size) if size else value
        if value <= most:
            # dayjs prints "a minute", not "1 minutes", where rounding leaves one of a counted unit
            return value, previous if value <= 1 and key != "s" else key
        previous = key
    raise AssertionError("the last step takes all")


def print_age(policy: str, language: str, seconds: int) -> str:
    """What a page shows for a story `seconds` old; policy is `floor`, `round` or `dayjs`.

    >>> print_age("floor", "nl", 119), print_age("round", "en", 90), print_age("dayjs", "de", 44)
    ('1 minuut geleden', '2 minutes ago', 'vor ein paar Sekunden')
    """
    words = WORDS[language]
    if policy == "dayjs":
        value, key = count_dayjs(seconds)
        if key in DAYJS_ONES:
            return FORMS[language].format(DAYJS_WORDS[language][DAYJS_ONES.index(key)])
        return FORMS[language].format(f"{value} {words[DAYJS_UNITS[key]][1]}")
    if seconds < JUST_NOW:
        return NOW[language]
    value, unit = {"floor": count_floor, "round": count_round}[policy](seconds)
    return FORMS[language].format(f"{value} {words[unit][value != 1]}")


def print_clock(published: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Dutch listing: "14:05" today, "gisteren 14:05", "22 jan 2026, 09:12"; days are those of `zone`."""
    local = published.astimezone(zone)
    days = (now.astimezone(zone).date() - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if days == 1:
        return f"gisteren {local:%H:%M}"
    return f"{local.day} {MONTHS_NL_SHORT[local.month - 1]} {local.year}, {local:%H:%M}"


def print_stamp(published: datetime, zone: ZoneInfo) -> str:
    """British listing and article: "24 Jan 2026, 14:05" in `zone`."""
    local = published.astimezone(zone)
    return f"{local.day} {MONTHS_EN_SHORT[local.month - 1]} {local.year}, {local:%H:%M}"


def print_full(published: datetime, zone: ZoneInfo) -> str:
    """Dutch article: "24 januari 2026 14:05" in `zone`."""
    local = published.astimezone(zone)
    return f"{local.day} {MONTHS_NL[local.month - 1]} {local.year} {local:%H:%M}"


def print_http(moment: datetime) -> str:
    """An instant as the Date header has it; not strftime, whose names follow the machine's language."""
    utc = moment.astimezone(UTC)
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[utc.weekday()]
    return f"{day}, {utc.day:02} {MONTHS_EN_SHORT[utc.month - 1]} {utc.year} {utc:%H:%M:%S} GMT"


def print_rfc822(moment: datetime, zone: ZoneInfo) -> str:
    """An instant as RSS has it, with the offset of `zone`."""
    local = moment.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    as_if_utc = (moment + offset).astimezone(UTC)
    return print_http(as_if_utc).removesuffix("GMT") + f"{local:%z}"
