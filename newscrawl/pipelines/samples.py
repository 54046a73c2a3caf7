"""Texts of an outlet that could not be read, a few of them: for the summary of a crawl, and for who mends the rules."""

from scrapy.statscollectors import StatsCollector

MAX_SAMPLES = 10
MAX_SAMPLE = 200
"""Characters of one; what a page prints in place of a time has no limit."""


def keep_sample(stats: StatsCollector, key: str, text: str) -> None:
    """Add a text to the samples under a key of the stats, each once, up to a number."""
    samples: list[str] = stats.get_value(key, [])
    sample = text[:MAX_SAMPLE]
    if len(samples) < MAX_SAMPLES and sample not in samples:
        stats.set_value(key, [*samples, sample])
