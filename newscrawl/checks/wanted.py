"""What of an outlet is to be recorded: its sections, one of them, or one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import ValidationError

from newscrawl.annotate.mistakes import Mistake, near_names
from newscrawl.extract.page import domain_of
from newscrawl.outlets import Outlet, Section

KINDS = ("listing", "feed", "sitemap", "article")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be recorded."""

    outlet: Outlet
    """With the wanted sections alone, and all its sites as its domains."""
    articles: int = 0
    """Articles at the most, behind the listings."""
    kind: str | None = None
    """What the one page of the one section is; None: what its section says."""


def want(outlet: Outlet, section: str | None = None, articles: int = 0) -> Wanted:
    """Return what is wanted of an outlet: all sections, or one. Raises Mistake if it has none of this name."""
    return Wanted(_narrowed(outlet, _sections(outlet, section)), articles)


def want_page(outlet: Outlet, url: str, section: str | None = None, kind: str | None = None) -> Wanted:
    """Return one page that is wanted, as one of a section: the named, else its own, else the first.

    It is what its section says, else an article. Raises Mistake for an address that is not one of
    the outlet's, or a section that it does not have.
    """
    _check_site(outlet, url)
    declared = {page: (found, item) for item in outlet.sections for found, page in item.pages}
    of_section, own = declared.get(url, (None, outlet.sections[0]))
    base = _sections(outlet, section)[0] if section is not None else own
    shown = kind or of_section or "article"
    # An article is fetched as a listing is; what it is read as is said by `kind`.
    asked = "listing" if shown == "article" else shown
    pages = {"listing": None, "feed": None, "sitemap": None, "discover": False} | {asked: url}
    render = base.render if asked == "listing" else "plain"
    alone = base.model_copy(update=pages | {"render": render})
    return Wanted(_narrowed(outlet, (alone,)), kind=shown)


def _narrowed(outlet: Outlet, sections: Sequence[Section]) -> Outlet:
    return outlet.model_copy(update={"sections": tuple(sections), "domains": tuple(sorted(_sites(outlet)))})


def _sections(outlet: Outlet, name: str | None) -> Sequence[Section]:
    if name is None:
        return outlet.sections
    found = [section for section in outlet.sections if section.name.casefold() == name.casefold()]
    if not found:
        names = [section.name for section in outlet.sections]
        near = near_names(name, names)
        raise Mistake(f"--section: {outlet.key} has {', '.join(names)}, not {name!r}{near}")
    return found


def _sites(outlet: Outlet) -> set[str]:
    pages = [page for section in outlet.sections for _, page in section.pages]
    return {domain_of(urlsplit(page).netloc) for page in pages} | set(outlet.domains)


def _check_site(outlet: Outlet, url: str) -> None:
    try:
        Section(name=url, listing=url)
    except ValidationError:
        raise Mistake(f"expected an absolute http or https URL, got {url!r}") from None
    site, sites = domain_of(urlsplit(url).netloc), _sites(outlet)
    if site not in sites:
        raise Mistake(f"{site} is no site of {outlet.key}, which has {', '.join(sorted(sites))}")
