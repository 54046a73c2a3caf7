"""A page in, teasers or an article out.

What reads pages is imported when it is asked for: a crawl whose listings have not changed reads none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newscrawl.extract.teaser import Teaser
from newscrawl.extract.values import Article

if TYPE_CHECKING:
    from newscrawl.extract.alternates import FeedLink, find_feeds, section_feed
    from newscrawl.extract.article import extract_article, extract_text_article
    from newscrawl.extract.decode import decode_body
    from newscrawl.extract.feed import FeedError, extract_feed
    from newscrawl.extract.listing import extract_listing, extract_text_listing
    from newscrawl.extract.sitemap import Child, Sitemap, extract_sitemap

HOMES = {
    "alternates": ("FeedLink", "find_feeds", "section_feed"),
    "article": ("extract_article", "extract_text_article"),
    "decode": ("decode_body",),
    "feed": ("FeedError", "extract_feed"),
    "listing": ("extract_listing", "extract_text_listing"),
    "sitemap": ("Child", "Sitemap", "extract_sitemap"),
}
"""Module -> what of it is imported when it is asked for."""

__all__ = [
    "Article",
    "Child",
    "FeedError",
    "FeedLink",
    "Sitemap",
    "Teaser",
    "decode_body",
    "extract_article",
    "extract_feed",
    "extract_listing",
    "extract_sitemap",
    "extract_text_article",
    "extract_text_listing",
    "find_feeds",
    "section_feed",
]


def __getattr__(name: str) -> Any:
    home = next((module for module, names in HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
