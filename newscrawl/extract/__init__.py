"""A page in, teasers or an article out."""

from newscrawl.extract.article import Article, extract_article, extract_text_article
from newscrawl.extract.decode import decode_body
from newscrawl.extract.feed import FeedError, extract_feed
from newscrawl.extract.listing import extract_listing, extract_text_listing
from newscrawl.extract.teaser import Teaser

__all__ = [
    "Article",
    "FeedError",
    "Teaser",
    "decode_body",
    "extract_article",
    "extract_feed",
    "extract_listing",
    "extract_text_article",
    "extract_text_listing",
]
