"""Crawls the foreign-news pages of many outlets into a dataset that an analyst can trust."""

__version__ = "0.1.0"
