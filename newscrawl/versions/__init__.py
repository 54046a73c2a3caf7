"""What changed between two versions of a story, and what only looks like a change. Pure: no Scrapy, no database."""

from newscrawl.versions.changes import find_changes
from newscrawl.versions.content import KINDS, Change, Content, Field, Kind
from newscrawl.versions.show import diff

__all__ = ["KINDS", "Change", "Content", "Field", "Kind", "diff", "find_changes"]
