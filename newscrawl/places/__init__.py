"""Where the places of datelines are: a name in any language in, country and coordinates out."""

from .find import find_place, find_places
from .place import Place

__all__ = ["Place", "find_place", "find_places"]
