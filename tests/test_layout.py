"""How the project is laid out: which part imports which, how long things are, and what happens at import."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "newscrawl").rglob("*.py"))

PARTS = (
    ("commands",),
    ("settings",),
    ("care", "health"),
    ("schedule",),
    ("checks",),
    ("spiders",),
    ("pipelines", "export"),
    ("exporters", "middlewares", "extensions", "browser"),
    ("keeper",),
    ("store",),
    ("ledger", "items"),
    ("workers",),
    ("reading",),
    ("versions",),
    ("extract",),
    ("outlets",),
    ("clock",),
    ("annotate",),
    ("datelines",),
    ("places",),
    ("times",),
    ("tags", "spans", "hosts"),
)
"""From the top; a part imports only what stands in a lower line."""
RANK = {part: rank for rank, line in enumerate(PARTS) for part in line}
WITHOUT_SCRAPY = (
    "annotate",
    "clock",
    "outlets",
    "workers",
    "reading",
    "extract",
    "versions",
    "store",
    "datelines",
    "places",
    "times",
    "tags",
    "spans",
    "hosts",
)

MAX_MODULE, MAX_FUNCTION = 300, 30

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "newscrawl").parts[0].removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported_parts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and part of each import of newscrawl, wherever in the module it stands."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(path.relative_to(ROOT).parts[:-1])
            module = resolve_name("." * node.level + (node.module or ""), package)
            names = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "newscrawl" and rest and not rest.startswith("__"):
                yield node.lineno, rest.split(".")[0]


def test_every_part_has_its_place():
    parts = {part_of(path) for path in MODULES} - {"__init__"}
    assert parts <= set(RANK), "a new part needs a place in the list of the design and in PARTS"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_arrows_point_down(path):
    own = part_of(path)
    wrong = [
        f"line {line}: {own} imports {part}"
        for line, part in imported_parts(path)
        if part != own and RANK[part] <= RANK.get(own, -1)
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def interpreters() -> dict[str, subprocess.Popen]:
    """Fresh interpreters, each of which imports one part; they run side by side."""
    code = "import sys, newscrawl.{}; sys.exit(int('scrapy' in sys.modules))"
    return {
        part: subprocess.Popen([sys.executable, "-c", code.format(part)], cwd=ROOT, stderr=subprocess.PIPE)
        for part in WITHOUT_SCRAPY
    }


@pytest.mark.parametrize("part", WITHOUT_SCRAPY)
def test_part_without_scrapy(interpreters, part):
    _, errors = interpreters[part].communicate(timeout=60)
    assert (interpreters[part].returncode, errors) == (0, b"")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < MAX_MODULE


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Return the lines of a function without its decorators and docstring."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function, clean=False) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path):
    long = {node.name: length(node) for node in functions(tree_of(path)) if length(node) > MAX_FUNCTION}
    assert long == {}


CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter"}


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is run when a module is imported: all but the bodies of functions."""
    yield node
    skipped: list[ast.AST] = []
    if isinstance(node, ast.Lambda):
        skipped = [node.body]
    elif isinstance(node, Function):
        skipped = list(node.body)
    for child in ast.iter_child_nodes(node):
        if child not in skipped:
            yield from at_import(child)


def clocks(tree: ast.Module) -> list[int]:
    """Return the lines on which a module reads the clock when it is imported."""
    return [
        node.lineno
        for node in at_import(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) != ("datetime", "time")  # a time of day
        and node.func.value.id in ("datetime", "date", "time", "dt", "calendar")
        and node.func.attr in CLOCKS
    ]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_reads_the_clock_at_import(path):
    assert clocks(tree_of(path)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("NOW = datetime.now(UTC)", True),
        ("class A:\n    at = date.today()", True),
        ("def f(at=time.time()):\n    pass", True),
        ("def f():\n    return datetime.now(UTC)", False),
        ("f = lambda: datetime.now(UTC)", False),
        ("LATE = datetime(2100, 1, 1, tzinfo=UTC)", False),
    ],
)
def test_what_reads_the_clock(source, found):
    assert bool(clocks(ast.parse(source))) is found


def test_commands_are_light_until_they_run():
    """Scrapy imports all commands to run one."""
    names = [path.stem for path in MODULES if part_of(path) == "commands" and path.stem != "__init__"]
    heavy = ("sqlalchemy", "newscrawl.extract", "trafilatura", "pyarrow", "playwright")
    code = f"import sys, {', '.join(f'newscrawl.commands.{name}' for name in names)}; print(sys.modules.keys() & {heavy!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
