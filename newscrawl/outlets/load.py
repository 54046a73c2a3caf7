"""Reads outlets from TOML files: one table an outlet, its key the outlet's short name."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from newscrawl.outlets.outlet import SECRET, Outlet, Section, Selectors

EXPECTED = {
    "missing": "expected a value, it is missing",
    "string_type": "expected a text",
    "int_type": "expected a whole number",
    "bool_type": "expected true or false",
    "model_type": "expected a table",
    "tuple_type": "expected a list",
    "too_short": "expected at least one",
}
"""What was expected, by pydantic's type of error; its own message where none stands here."""

PATTERNS = {
    "key": "expected lower-case letters, digits, - and _",
    "country": "expected an ISO 3166-1 code such as 'NL'",
    "domains": "expected a host name such as 'example.com'",
    "language": "expected a BCP 47 tag such as 'nl' or 'pt-BR'",
    "revisits": "expected an age such as '15m', '3h' or '30d'",
    "paths": "expected the beginning of a path such as '/world/'",
}


MAX_NEAR = 3
"""Near names that are told."""

MODELS: dict[str, type[BaseModel]] = {"sections": Section, "selectors": Selectors}
"""The model behind a nested table, by its key."""


class OutletError(ValueError):
    """A file of outlets is wrong; its text is one line with file, outlet, key and what was expected."""


def load_bundled() -> dict[str, Outlet]:
    """Return the outlets that come with newscrawl, by key."""
    folder = files("newscrawl.outlets")
    return _merge(item for item in folder.iterdir() if item.name.endswith(".toml"))


def load_outlets(paths: Iterable[str | Path] = ()) -> dict[str, Outlet]:
    """Return the bundled outlets and those of further TOML files or folders of these, by key.

    An outlet of a further file replaces the bundled one of the same key, so that a wrong address
    can be corrected at once. Raises OutletError if a path does not exist, a file cannot be read,
    or two of the further files hold the same key.
    """
    return load_bundled() | _merge(file for path in paths for file in _toml_files(Path(path)))


def unknown_outlet(name: str, outlets: Mapping[str, Outlet]) -> str:
    """Return the line that says that there is no outlet of this name, and which are near."""
    by_title = {outlet.name.casefold(): key for key, outlet in outlets.items()}
    wanted = name.casefold()
    near = (
        [wanted] if wanted in by_title else difflib.get_close_matches(wanted, [*outlets, *by_title], MAX_NEAR)
    )
    keys = list(dict.fromkeys(by_title.get(match, match) for match in near))
    hint = f"did you mean {' or '.join(keys)}?" if keys else "`scrapy list` shows all."
    return f"no outlet {name!r}; {hint}"


def _toml_files(path: Path) -> list[Path]:
    if path.is_dir():
        if found := sorted(path.glob("*.toml")):
            return found
        raise OutletError(f"{path}: expected a folder with *.toml files, there is none")
    if not path.is_file():
        raise OutletError(f"{path}: expected a TOML file or a folder of these, there is none")
    return [path]


def _merge(sources: Iterable[Traversable | Path]) -> dict[str, Outlet]:
    outlets: dict[str, Outlet] = {}
    origin: dict[str, str] = {}
    for source in sorted(sources, key=lambda item: item.name):
        for outlet in _read(source):
            if outlet.key in outlets:
                raise OutletError(
                    f"{source}: [{outlet.key}]: expected a new outlet, {origin[outlet.key]} has it"
                )
            outlets[outlet.key], origin[outlet.key] = outlet, str(source)
    return outlets


def _read(source: Traversable | Path) -> list[Outlet]:
    try:
        tables = tomllib.loads(source.read_bytes().decode("utf-8"))
    except OSError as error:
        raise OutletError(f"{source}: cannot be read ({error.strerror})") from None
    except ValueError as error:  # a TOML or UTF-8 error
        raise OutletError(f"{source}: expected TOML in UTF-8 ({error})") from None
    return [_outlet(source, key, table) for key, table in tables.items()]


def _outlet(source: Traversable | Path, key: str, table: object) -> Outlet:
    where = f"{source}: [{key}]"
    if not isinstance(table, dict):
        raise OutletError(f"{source}: {key}: expected a table [{key}] for each outlet")
    if "key" in table:
        raise OutletError(f"{where}: key: unknown key; the name of the table is the key")
    try:
        return Outlet.model_validate({**table, "key": key})
    except ValidationError as error:
        # A misspelt key is unknown and leaves the right one missing: the first tells more.
        first = min(error.errors(include_url=False), key=lambda item: item["type"] != "extra_forbidden")
        raise OutletError(f"{where}: {_key_of(first)}{_expectation(first)}") from None


def _key_of(error: ErrorDetails) -> str:
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"]]
    path = "".join(parts).removeprefix(".")
    return f"{path}: " if path else ""


def _expectation(error: ErrorDetails) -> str:
    kind, given = error["type"], error.get("input")
    if kind == "extra_forbidden":
        known = ", ".join(_known_keys(error["loc"]))
        return f"unknown key; expected one of {known}"
    expected = EXPECTED.get(kind, error["msg"].removeprefix("Value error, "))
    if kind == "string_pattern_mismatch":
        expected = PATTERNS[next(str(part) for part in reversed(error["loc"]) if isinstance(part, str))]
    shown = isinstance(given, str | int | float) and kind != SECRET
    return f"{expected}, got {given!r}" if shown else expected


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    table = next((MODELS[part] for part in reversed(location[:-1]) if isinstance(part, str)), Outlet)
    return [name for name in table.model_fields if name != "key"]
