"""What lies beside an exported file: datapackage.json (Frictionless) and codebook.md, both from the columns' documentation."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newscrawl.annotate.files import replacing
from newscrawl.annotate.mistakes import Mistake
from newscrawl.export.columns import KEYS, TABLES, Column
from newscrawl.export.files import Target

PACKAGE, CODEBOOK = "datapackage.json", "codebook.md"
MAKER = "newscrawl"
"""Stands in our packages: what others made is never replaced."""

Object = dict[str, Any]


def read_package(folder: Path) -> Object:
    """Return the package of a folder, one without resources where there is none. Raises Mistake if it is not ours."""
    path = folder / PACKAGE
    if not path.exists():
        return {"name": MAKER, "created_by": MAKER, "resources": []}
    try:
        package = json.loads(path.read_bytes())
    except ValueError:  # no JSON, or no UTF-8
        package = None
    if not (isinstance(package, dict) and package.get("created_by") == MAKER):
        raise Mistake(f"{path}: was not made by scrapy export: write to another folder, or with --bare")
    return package


def write_package(package: Object, what: str, target: Target, rows: int) -> None:
    """Put a file into a package, in the place of what was there under its name, and write package and codebook."""
    path = Path(target.path)
    others = [resource for resource in package["resources"] if resource["path"] != path.name]
    package = package | {
        "resources": sorted(
            [*others, to_resource(what, target, rows)], key=lambda resource: str(resource["path"])
        )
    }
    texts = {
        PACKAGE: json.dumps(package, ensure_ascii=False, indent=2) + "\n",
        CODEBOOK: to_codebook(package),
    }
    for name, text in texts.items():
        with replacing(path.parent / name) as file:
            file.write(text.encode())


def to_resource(what: str, target: Target, rows: int) -> Object:
    """Return a file as a resource: a table with its schema.

    What Frictionless does not read without further packages (Parquet, zstd), or not at all (JSON Lines without a
    line), is a file to it; its schema stands there too.
    """
    name = Path(target.path).name
    is_read = target.format == "csv" or (target.format == "jsonl" and rows > 0)
    is_table = is_read and target.packing != "zst"
    resource: Object = {
        "name": re.sub(r"[^a-z0-9._-]+", "-", name.lower()),
        "type": "table" if is_table else "file",
        "title": what,
        "path": name,
        "format": target.format,
        "encoding": "utf-8",
    }
    if target.packing:
        resource["compression"] = target.packing
    return resource | {"schema": to_schema(what, target.format)}


def to_schema(what: str, form: str) -> Object:
    """Return the Table Schema of an export in a format."""
    fields = [field for column in TABLES[what] for field in _fields(column, form)]
    schema: Object = {"fields": fields}
    if KEYS[what]:
        schema["primaryKey"] = list(KEYS[what])
    return schema


def _fields(column: Column, form: str) -> Iterator[Object]:
    kind = column.kind.csv if form == "csv" else column.kind.json
    rows: Sequence[tuple[str, str]] = column.in_csv() if form == "csv" else [(column.name, column.doc)]
    for name, doc in rows:
        field = {"name": name, "type": kind, "description": doc}
        # ISO 8601 without seconds is no datetime of the default format.
        yield field | {"format": "any"} if kind == "datetime" else field


def to_codebook(package: Object) -> str:
    """Return what the columns of all files of a package mean, as Markdown."""
    lines = [
        "# Codebook",
        "",
        (
            "Instants are ISO 8601 in UTC. In CSV an empty cell is null, and no other (`NA` is Namibia), lists are joined"
            " by `|` (a `|` inside of a value is `/`), and a cell that a spreadsheet would run as a formula has an apostrophe in front."
        ),
    ]
    for resource in package["resources"]:
        lines += ["", f"## {resource['path']}: {resource['title']}", "", "| column | type | meaning |"]
        lines += ["| --- | --- | --- |"]
        for field in resource["schema"]["fields"]:
            meaning = field["description"].replace("|", "\\|")
            lines.append(f"| `{field['name']}` | {field['type']} | {meaning} |")
    return "\n".join(lines) + "\n"
