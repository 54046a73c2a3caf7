"""An outlet whose pages attack the crawl that reads them, and its TOML file."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from newsroom.toml_files import to_toml, write

TEASER = (
    '<article class="teaser"><h2><a href="{href}">{headline}</a></h2>'
    '<p>A lead that is long enough to be one, number {number}.</p><span class="ago">{number} hours ago</span></article>'
)

ARTICLE = (
    "<!doctype html><html><head><title>An ordinary article</title></head><body><article>"
    "<h1>An ordinary article of the outlet</h1><p>GENEVA (Reuters) - Talks ended on Friday without a result.</p>"
    "<p>The delegations agreed to meet again in a month, a spokesman said.</p></article></body></html>"
)


def headline_of(name: str) -> str:
    return f"A headline of the story that is called {name}"


def listing(links: Mapping[str, str], head: str = "") -> str:
    """Return a page of teasers: name -> where its link leads."""
    teasers = "\n".join(
        TEASER.format(href=href, headline=headline_of(name), number=number)
        for number, (name, href) in enumerate(links.items(), start=1)
    )
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>World</title>{head}</head>'
        f"<body><main>{teasers}</main></body></html>"
    )


def write_outlet(folder: Path, sections: Iterable[Mapping[str, Any]], **facts: Any) -> Path:
    """Write attack.toml with the outlet `attack`."""
    table = {"name": "The Attacker", "country": "GB", "language": "en", "zone": "Europe/London", **facts}
    return write(folder, "attack.toml", to_toml("attack", table, [dict(section) for section in sections]))


def outcomes(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the outcome of each story, by the end of its address, or by its name where it has none."""
    return {
        (row["url"] or "").partition("://")[2].partition("/")[2].removeprefix("world/")
        or row["headline"].rpartition(" ")[2]: row["outcome"]
        for row in rows
    }
