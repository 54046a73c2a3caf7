"""A page in, teasers or an article out."""

from newscrawl.extract.alternates import FeedLink, find_feeds, section_feed
from newscrawl.extract.article import Article, extract_article, extract_text_article
from newscrawl.extract.decode import decode_body
from newscrawl.extract.feed import FeedError, extract_feed
from newscrawl.extract.listing import extract_listing, extract_text_listing
from newscrawl.extract.sitemap import Child, Sitemap, extract_sitemap
from newscrawl.extract.teaser import Teaser

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
