"""The invented outlets: where they are, how they print, and when their stories were published."""

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True)
class Section:
    name: str
    ages: str
    """Ages of the stories at the start, newest first, such as "1d2h30m"."""
    listing: str | None = None
    """Path of the HTML listing."""
    feed: str | None = None
    """Path of the feed."""
    cached: int = 0
    """Seconds that a cache on the way has already kept the listing."""


@dataclass(frozen=True)
class Outlet:
    key: str
    name: str
    country: str
    language: str
    zone: str
    policy: str
    """How ages are printed: floor, round, dayjs, clock (Dutch) or stamp (British)."""
    rounding: str | None
    """What the outlet file says of it; None leaves it out."""
    sections: tuple[Section, ...]
    gone: tuple[int, ...] = ()
    """Numbers of the stories whose article is 404."""
    linkless: tuple[int, ...] = ()
    """Numbers of the stories that are printed in side lists only, as text."""
    moved: tuple[int, ...] = ()
    """Numbers of the stories that are linked by an old address, which redirects."""
    flaky: dict[int, int] = field(default_factory=dict)
    """Numbers of the stories whose article first answers 500, and how often it does."""
    broken_listings: int = 0
    """How often the listing answers 503 before its first success."""
    gzip: bool = False
    dates_changes: bool = True
    """Whether its pages state when a story was changed; where none does, the truth knows of no change."""
    base: bool = False
    """Whether pages carry a base href and links relative to it."""
    upcoming: tuple[str, ...] = ("7m", "45m", "1d1h")
    """Delays until further stories of the first section, which show once the clock has passed them."""

    @property
    def tzinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def min_stories(self) -> int:
        return 10


def parse_span(text: str) -> timedelta:
    """Read "1d2h30m15s".

    >>> parse_span("1h30s")
    datetime.timedelta(seconds=3630)
    """
    seconds, number = 0, ""
    for char in text:
        if char in SECONDS:
            seconds += int(number) * SECONDS[char]
            number = ""
        else:
            number += char
    return timedelta(seconds=seconds)


# Odd seconds on purpose: a story of 1h59m50s is "1 uur geleden" here and "2 hours ago" there.
OUTLETS = (
    Outlet(
        key="nrfloor",
        name="De Vloer",
        country="NL",
        language="nl",
        zone="Europe/Amsterdam",
        policy="floor",
        rounding="floor",
        sections=(
            Section(
                "Buitenland",
                "4s 42s 6m12s 50m48s 59m59s 1h59m50s 2h20m 3h3s 3h31m7s 5h45m 9h29m 16h40m20s 23h50m "
                "1d13h 2d1h 2d23h30m 4d6h 6d20h 11d4h 24d3h7s",
                listing="/buitenland",
            ),
        ),
        gone=(13,),
        linkless=(6, 16),
        gzip=True,
    ),
    Outlet(
        key="nrround",
        name="The Rounder",
        country="GB",
        language="en",
        zone="Europe/London",
        policy="round",
        rounding="round",
        sections=(
            Section(
                "World",
                "31s 89s 29m29s 58m50s 1h29m40s 1h31m 2h36m 5h10m 11h48m 23h20m 23h41m 1d11h50m 3d16h 9d2h 20d5h",
                listing="/world",
            ),
            Section(
                "Business",
                "12m5s 34m55s 1h12m 2h2m 4h38m 7h15m 14h 1d3h 1d20h 5d13h 13d8h 27d",
                listing="/business",
                cached=600,
            ),
        ),
        moved=(4, 20),
        flaky={8: 1},
    ),
    Outlet(
        key="nrdayjs",
        name="Tagesbote",
        country="DE",
        language="de",
        zone="Europe/Berlin",
        policy="dayjs",
        rounding=None,
        sections=(
            Section(
                "Ausland",
                "20s 75s 3m31s 44m10s 50m 1h35m 3h5m 10h40m 21h20m 1d6h 1d13h 4d 12d7h 24d20h 31d 61d",
                listing="/ausland",
            ),
        ),
        flaky={3: 2},
        dates_changes=False,
        broken_listings=1,
    ),
    Outlet(
        key="nrclock",
        name="Het Uurwerk",
        country="NL",
        language="nl",
        zone="Europe/Amsterdam",
        policy="clock",
        rounding=None,
        sections=(
            Section(
                "Buitenland",
                "2m9s 18m 1h10m 3h44m 6h30m 12h5m 19h2m 22h50m 23h30m 1d9h 2d3h 3d12h 8d1h 19d22h",
                listing="/wereld/index.html",
            ),
        ),
        dates_changes=False,
        base=True,
    ),
    Outlet(
        key="nrfeed",
        name="El Cable",
        country="CO",
        language="es",
        zone="America/Bogota",
        policy="floor",
        rounding="unknown",
        sections=(
            Section(
                "Internacional",
                "15s 5m20s 21m 47m 1h40m 2h10m 3h55m 6h6m 8h45m 12h30m 18h 1d2h 1d22h 3d5h 6d1h 10d 15d9h 33d",
                listing="/internacional",
                feed="/rss.xml",
            ),
        ),
        gone=(9,),
        gzip=True,
    ),
    Outlet(
        key="nratom",
        name="La Dépêche du Port",
        country="FR",
        language="fr",
        zone="Europe/Paris",
        policy="round",
        rounding="round",
        sections=(
            Section(
                "International",
                "3m3s 25m 1h25m 1h50m 4h20m 7h37m 10h10m 15h 1d1h 2d9h 5d18h 12d 30d4h",
                feed="/atom.xml",
            ),
        ),
        moved=(5,),
    ),
)

SCRIPTED = Outlet(
    key="nrscript",
    name="Het Script",
    country="NL",
    language="nl",
    zone="Europe/Amsterdam",
    policy="floor",
    rounding="floor",
    sections=(
        Section(
            "Buitenland",
            "20s 3m25s 17m40s 52m 1h4m 2h33m 5h50m 9h14m 15h3m 22h41m 1d7h 2d12h 5d5h 12d2h 26d9h",
            listing="/buitenland",
        ),
    ),
    upcoming=(),
)
"""Needs a browser, so that it stands beside the others and not among them."""

BUSY = (
    Outlet(
        key="nrweek",
        name="De Weekloper",
        country="NL",
        language="nl",
        zone="Europe/Amsterdam",
        policy="floor",
        rounding=None,
        sections=(Section("Buitenland", "", listing="/buitenland"),),
        gzip=True,
        dates_changes=False,
        upcoming=(),
    ),
    Outlet(
        key="nrstamp",
        name="The Daily Stamp",
        country="GB",
        language="en",
        zone="Europe/London",
        policy="stamp",
        rounding=None,
        sections=(Section("World", "", listing="/world", feed="/world/rss.xml"),),
        gzip=True,
        upcoming=(),
    ),
)
"""Publish all day long; what and when is planned in busy.py, so that they have no stories here."""

BY_KEY = {outlet.key: outlet for outlet in (*OUTLETS, SCRIPTED, *BUSY)}
