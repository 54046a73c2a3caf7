"""Settings of every crawl. Each that is not Scrapy's default says why."""

import os

from newscrawl import items

BOT_NAME = "newscrawl"
COMMANDS_MODULE = "newscrawl.commands"
SPIDER_LOADER_CLASS = "newscrawl.spiders.loader.OutletLoader"  # a spider for each outlet

# Our own
NEWSCRAWL_OUTLETS: str | list[str] = os.environ.get("NEWSCRAWL_OUTLETS", "")
"""TOML files or folders with further outlets; in a text separated by commas."""
NEWSCRAWL_CONTACT = os.environ.get("NEWSCRAWL_CONTACT", "")
"""Address of the person who runs the crawl; part of the user agent."""
NEWSCRAWL_MAX_FAILED = 0.2
"""Share of stories whose article may be lost before the crawl counts as failed."""
NEWSCRAWL_BROWSER = os.environ.get("NEWSCRAWL_BROWSER", "")
"""Chromium that renders sections with `render = "browser"`: a path or a command; empty: the one that is installed."""
NEWSCRAWL_BROWSER_SECONDS = 10
"""What a rendered page may take until its list stands; then it is taken as it is."""
NEWSCRAWL_STORE = os.environ.get("NEWSCRAWL_STORE", "sqlite:///newscrawl.db")
"""Database URL of what was seen: a file (`sqlite:///` and a path; from a server's daemon an absolute one, with four
slashes) or PostgreSQL (postgresql://user@host/name); empty: nothing is kept, and each crawl begins anew."""
NEWSCRAWL_PRIVATE_ADDRESSES: str | bool = os.environ.get("NEWSCRAWL_PRIVATE_ADDRESSES", "no")
"""Whether addresses outside the public internet may be asked: yes, no, or a list ("127.0.0.1, 10.0.0.0/8")."""
NEWSCRAWL_PERIOD = os.environ.get("NEWSCRAWL_PERIOD", "1h")
"""How often an outlet that names no `period` is crawled on a schedule: 15m, 2h, 1d."""
NEWSCRAWL_ALERTS: str | list[str] = os.environ.get("NEWSCRAWL_ALERTS", "")
"""Whom `scrapy health --alert` tells: mailto:you@example.org, https://host/hook; in a text separated by commas."""
NEWSCRAWL_PROCESSES: int | None = None
"""Processes that read pages; None: one for each core; 0: pages are read between downloads, without limits."""
NEWSCRAWL_PAGE_SECONDS = 20.0
"""Time that the reading of one page may take: real ones take less than a second."""
NEWSCRAWL_PAGE_MEMORY = 2048
"""Megabytes of address space that a reading process may have; 0: no limit."""

# Politeness
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = (
    4  # what the downloader holds is fetched before a crawl ends: of 16, a second apart, too many
)
DOWNLOAD_DELAY = 1.0
DOWNLOAD_TIMEOUT = (
    30  # a news page that takes longer is down; three minutes would stall a small outlet's crawl
)
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "WARNING"  # it costs one story or page, which the ledger names
COOKIES_ENABLED = False  # nobody logs in, and consent cookies only make pages differ
REFERRER_POLICY = "no-referrer"  # an outlet need not learn which of its pages led us on

# What a page may cost
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # the largest real section pages are 3.4 MB
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
DOWNLOAD_HANDLERS = {
    "http": "newscrawl.browser.plain.PlainHandler",  # headers without end are limited, too
    "https": "newscrawl.browser.plain.PlainHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}  # only the web: never a file of ours
URLLENGTH_LIMIT = 2083
CLOSESPIDER_TIMEOUT = (
    3 * 60 * 60  # 10,000 pages at one a second: what takes longer never ends, and keeps out the next crawl
)
CONCURRENT_ITEMS = 4  # the default starts 100 tasks for each response: a third of the time of a small page

# Nobody executes Python in a crawl from outside
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# The spider itself tells new from known, and gives each an outcome; a filter would drop requests in silence
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # drops requests without a word to the spider
    "newscrawl.middlewares.PublicHostMiddleware": 40,
    "newscrawl.middlewares.SameSiteMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newscrawl.middlewares.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newscrawl.middlewares.CompressionMiddleware": 590,
    "newscrawl.middlewares.PublicAddressMiddleware": 940,  # behind the proxy (750), only for what is not cached
    "newscrawl.middlewares.FetchedAtMiddleware": 950,  # nearest to the downloader, behind the HTTP cache
}
ITEM_PIPELINES = {
    "newscrawl.pipelines.times.TimesPipeline": 100,
    "newscrawl.pipelines.datelines.DatelinesPipeline": 200,
    "newscrawl.pipelines.places.PlacesPipeline": 300,
    "newscrawl.pipelines.keeping.KeepingPipeline": 900,  # last: the feeds get what is in the store
}
EXTENSIONS = {
    "newscrawl.extensions.heartbeat.Heartbeat": 400,
    "newscrawl.extensions.progress.Progress": 450,
    "newscrawl.extensions.summary.CrawlSummary": 500,
}

# Feeds: the same columns in the same order in each format
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORT_FIELDS = items.FIELDS
FEED_EXPORTERS = {
    "csv": "newscrawl.exporters.StoryCsvExporter",
    **dict.fromkeys(("jsonlines", "jsonl", "jl"), "newscrawl.exporters.StoryLinesExporter"),
}

STATS_DUMP = False  # the summary ends the log; -s STATS_DUMP=1 shows all counts behind it
LOG_LEVEL = "INFO"
