"""Outlets as data: who publishes what, where, in which language and zone."""

from newscrawl.outlets.load import OutletError, load_bundled, load_outlets, unknown_outlet
from newscrawl.outlets.outlet import Kind, Outlet, Section, Selectors, to_period

__all__ = [
    "Kind",
    "Outlet",
    "OutletError",
    "Section",
    "Selectors",
    "load_bundled",
    "load_outlets",
    "to_period",
    "unknown_outlet",
]
