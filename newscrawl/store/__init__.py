"""What was seen, when and in which version, on SQLite or PostgreSQL."""

from newscrawl.store.errors import StoreError
from newscrawl.store.store import Store
from newscrawl.store.values import UNREAD, Kept, Known, PageRef, PageState, Printed, Seen, Visit, body_mark
from newscrawl.store.visits import AGES

__all__ = [
    "AGES",
    "UNREAD",
    "Kept",
    "Known",
    "PageRef",
    "PageState",
    "Printed",
    "Seen",
    "Store",
    "StoreError",
    "Visit",
    "body_mark",
]
