"""What the tests of the commands that annotate share: running them, and rows of any kind."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from newscrawl.annotate.run import Annotator, Job, annotate

EVERY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ODD = ('"', "\r", "\n", "a\r\nb", "=1+1", "\ufeff", "\x00", " x ")
"""Cells that break readers of CSV."""
ANY_CSV = {"delimiter": st.sampled_from(",;\t"), "newline": st.sampled_from(["\n", "\r\n"])}


def cells(*examples: str) -> st.SearchStrategy[str]:
    return st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from([*examples, *ODD])


def tables(cell: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    """Rows of one width."""
    return st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(cell, min_size=width, max_size=width)))


def values(leaf: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Any value of JSON."""
    leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | leaf
    return st.recursive(
        leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6
    )


def to_csv(rows: Sequence[Sequence[str]], width: int, delimiter: str, newline: str) -> str:
    """Return a file of `rows` whose first column is "text"."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL)
    writer.writerows([["text", *map(str, range(width - 1))], *rows])
    return file.getvalue()


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def annotate_file(
    path: Path, content: str | bytes, target: str, annotator: Annotator
) -> tuple[str, list[str]]:
    """Return what a file becomes, and the lines that were said."""
    out = path.parent / (target or f"out{path.suffix}")
    said: list[str] = []
    job = Job(write(path, content), str(out), path.suffix[1:], out.suffix[1:])
    tally = annotate(job, annotator, said.append)
    return out.read_bytes().decode(), [line.removeprefix(f"{path}: ") for line in said] + [tally.summary()]


def read_objects(text: str) -> list[dict]:
    """Return the objects of JSON Lines: only a line feed ends a line."""
    return [json.loads(line) for line in text.rstrip("\n").split("\n") if line]
