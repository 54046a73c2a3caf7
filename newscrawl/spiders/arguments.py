"""What `scrapy crawl OUTLET -a NAME=VALUE` may ask for."""

import difflib
from dataclasses import dataclass
from typing import Self

from newscrawl.outlets import Outlet, Section

YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Arguments:
    """The checked arguments of a crawl."""

    sections: tuple[Section, ...]
    articles: bool
    """False: listings only."""
    limit: int | None
    """Stories at the most; None: all."""

    @classmethod
    def parse(
        cls, outlet: Outlet, sections: str | None = None, articles: str = "yes", limit: str | None = None
    ) -> Self:
        """Return the arguments as values. Raises ValueError with what was expected."""
        if articles.casefold() not in YES_NO:
            raise ValueError(f"articles: expected yes or no, got {articles!r}")
        if limit is not None and not (limit.isascii() and limit.isdigit() and int(limit) > 0):
            raise ValueError(f"limit: expected a whole number from 1, got {limit!r}")
        return cls(
            sections=_choose(outlet, sections) if sections is not None else outlet.sections,
            articles=YES_NO[articles.casefold()],
            limit=int(limit) if limit is not None else None,
        )


def _choose(outlet: Outlet, names: str) -> tuple[Section, ...]:
    known = {section.name.casefold(): section for section in outlet.sections}
    chosen = []
    for name in filter(None, (part.strip() for part in names.split(","))):
        if name.casefold() not in known:
            near = difflib.get_close_matches(name.casefold(), known, 1)
            hint = f"; did you mean {known[near[0]].name}?" if near else ""
            has = ", ".join(section.name for section in outlet.sections)
            raise ValueError(f"sections: {outlet.key} has {has}, not {name!r}{hint}")
        chosen.append(known[name.casefold()])
    if not chosen:
        raise ValueError(f"sections: expected names of sections, got {names!r}")
    return tuple(dict.fromkeys(chosen))
