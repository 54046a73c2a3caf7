"""Datelines: where, when and by which agency a news text was filed, read from its opening and its end."""

from .agencies import find_agency
from .credits import WireCredit, find_credits
from .dateline import Dateline
from .parser import parse_dateline

__all__ = ["Dateline", "WireCredit", "find_agency", "find_credits", "parse_dateline"]
