"""From a downloaded body to what its page holds: what the worker processes run, so no Scrapy in it."""

from newscrawl.reading.pages import FEED_TYPES, Download, Manner, Page, PageError

__all__ = ["Download", "Manner", "Page", "PageError", "read"]


def read(kind: str, download: Download, manner: Manner) -> Page:
    """Return what a page of this kind holds. Raises PageError with the reason if that is nothing.

    A "listing" whose content type is that of a feed is read as one.
    """
    # Here and not above: a crawl hands pages to processes that have the readers; it needs none itself.
    from newscrawl.reading.readers import READERS

    if kind == "listing" and download.media_type in FEED_TYPES:
        kind = "feed"
    return READERS[kind](download, manner)
