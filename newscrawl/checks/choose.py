"""Which outlets a person means: by name, country and language."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from newscrawl.annotate.mistakes import Mistake
from newscrawl.outlets import Outlet, OutletError, load_outlets, unknown_outlet
from newscrawl.tags import primary_language


def all_outlets(paths: Iterable[str]) -> dict[str, Outlet]:
    """Return the bundled outlets and those of further files, by key. Raises Mistake if a file is wrong."""
    try:
        return load_outlets(paths)
    except OutletError as error:
        raise Mistake(str(error)) from None


def choose(
    outlets: Mapping[str, Outlet],
    names: Sequence[str] = (),
    countries: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> list[Outlet]:
    """Return the outlets that fit all that is asked for, by key; what is empty is not asked for.

    A language without a region takes its regional ones too: "pt" also means "pt-BR". Raises Mistake
    for a name, country or language that no outlet has, and where no outlet fits all of them.
    """
    if unknown := next((name for name in names if name not in outlets), None):
        raise Mistake(unknown_outlet(unknown, outlets))
    fits = [
        _known("--country", _upper(countries), outlets, _countries),
        _known("--language", _lower(languages), outlets, _languages),
    ]
    keys = sorted(set(names) or outlets)
    chosen = [outlets[key] for key in keys if all(fit(outlets[key]) for fit in fits)]
    if not chosen:
        raise Mistake("no outlet fits all that is asked for; `scrapy outlets` shows all")
    return chosen


def _known(
    option: str,
    wanted: Sequence[str],
    outlets: Mapping[str, Outlet],
    values: Callable[[Outlet], frozenset[str]],
) -> Callable[[Outlet], bool]:
    """Return what tells whether an outlet has one of the wanted values, all of which some outlet must have."""
    known = {value for outlet in outlets.values() for value in values(outlet)}
    if unknown := next((value for value in wanted if value not in known), None):
        raise Mistake(f"{option}: no outlet has {unknown!r}; there are {', '.join(sorted(known))}")
    return lambda outlet: not wanted or bool(values(outlet).intersection(wanted))


def _countries(outlet: Outlet) -> frozenset[str]:
    return frozenset({outlet.country})


def _languages(outlet: Outlet) -> frozenset[str]:
    tag = outlet.language.lower()
    return frozenset({tag, primary_language(tag) or tag})


def _upper(values: Iterable[str]) -> list[str]:
    return [value.upper() for value in values]


def _lower(values: Iterable[str]) -> list[str]:
    return [value.lower().replace("_", "-") for value in values]
