"""Datelines: where, when and by which agency a news text was filed, read from its opening."""

from .agencies import find_agency
from .dateline import Dateline
from .parser import parse_dateline

__all__ = ["Dateline", "find_agency", "parse_dateline"]
