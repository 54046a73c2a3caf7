"""Downloader middlewares: whose pages are fetched and from where, when one was fetched, what was cut off."""

from newscrawl.middlewares.addresses import PublicAddressMiddleware, PublicHostMiddleware
from newscrawl.middlewares.pages import CUT_OFF, FETCHED_AT, CompressionMiddleware, FetchedAtMiddleware
from newscrawl.middlewares.sites import RobotsMiddleware, SameSiteMiddleware

__all__ = [
    "CUT_OFF",
    "FETCHED_AT",
    "CompressionMiddleware",
    "FetchedAtMiddleware",
    "PublicAddressMiddleware",
    "PublicHostMiddleware",
    "RobotsMiddleware",
    "SameSiteMiddleware",
]
