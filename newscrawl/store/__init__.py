"""What was seen, when and in which version, on SQLite or PostgreSQL."""

from newscrawl.store.errors import StoreError
from newscrawl.store.store import Store
from newscrawl.store.values import Kept, Known, PageRef, Printed, Seen, Visit, teaser_mark
from newscrawl.store.visits import AGES

__all__ = [
    "AGES",
    "Kept",
    "Known",
    "PageRef",
    "Printed",
    "Seen",
    "Store",
    "StoreError",
    "Visit",
    "teaser_mark",
]
