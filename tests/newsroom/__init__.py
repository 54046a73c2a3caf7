"""A simulated newsroom: outlets on ports of their own whose every story is known.

Tests use `with Newsroom(now=...) as room`; the demo runs `python -m newsroom`.
"""

from .busy import BusyWorld
from .desk import Hit
from .seedlike import EXAMPLE, EXPECTED
from .server import Newsroom
from .world import TrueStory, World

__all__ = ["EXAMPLE", "EXPECTED", "BusyWorld", "Hit", "Newsroom", "TrueStory", "World"]
