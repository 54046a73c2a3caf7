"""Times as pages print them, read as intervals of instants. Pure: no network, clock, logging or Scrapy."""

from newscrawl.times.machine import parse_machine_time
from newscrawl.times.moment import Moment, intersect
from newscrawl.times.parser import parse_time
from newscrawl.times.rounding import Learned, Observation, learn_rounding, observe
from newscrawl.times.running import Span, find_times

__all__ = [
    "Learned",
    "Moment",
    "Observation",
    "Span",
    "find_times",
    "intersect",
    "learn_rounding",
    "observe",
    "parse_machine_time",
    "parse_time",
]
