"""One export from beginning to end: rows of one state of the store, a file published whole, then its mark."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from sqlalchemy import Connection, Engine

from newscrawl.annotate.files import MARK
from newscrawl.export.chosen import Chosen, check
from newscrawl.export.columns import TABLES
from newscrawl.export.files import Target, open_target
from newscrawl.export.marks import Mark
from newscrawl.export.package import read_package, write_package
from newscrawl.export.rows import conditions, count_rows, count_undated, read_batches
from newscrawl.export.writers import WRITERS
from newscrawl.store.engine import reading, writing


class Exported(NamedTuple):
    """What came of an export."""

    rows: int
    undated: int
    """Stories that --since or --until leave out because nothing is known of their publication."""


def export(engine: Engine, what: str, chosen: Chosen, target: Target, *, bare: bool = False) -> Exported:
    """Write what is chosen of a table to a target, with package and codebook beside a file that is not `bare`.

    Raises Mistake if the store has nothing of the name that was asked for, StoreError, OSError.
    """
    has_package = target.is_file and not bare
    package = read_package(Path(target.path).absolute().parent) if has_package else {}
    with reading(engine) as connection:
        check(connection, chosen)
        mark = Mark(connection, chosen.new) if chosen.new else None
        undated = count_undated(connection, chosen) if what == "stories" else 0
        rows = _write(connection, what, chosen, target, mark)
    if has_package:
        write_package(package, what, target, rows)
    if mark:
        with writing(engine) as connection:
            mark.keep(connection)
    return Exported(rows, undated)


def _write(connection: Connection, what: str, chosen: Chosen, target: Target, mark: Mark | None) -> int:
    where = conditions(what, chosen) + (mark.conditions() if mark else [])
    rows = 0
    with _progress(lambda: count_rows(connection, what, where)) as tell, open_target(target) as file:
        if target.has_mark:
            file.write(MARK.encode())
        writer = WRITERS[target.format](file, TABLES[what])
        for batch in read_batches(connection, what, chosen, where):
            writer.write(batch)
            if mark:
                mark.note(batch)
            rows += len(batch[0])
            tell(rows)
        writer.close()
    return rows


@contextmanager
def _progress(total: Callable[[], int]) -> Iterator[Callable[[int], None]]:
    """Show how many rows are written, on standard error, if that is a terminal; nothing of it stays there."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda rows: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total())
        yield lambda rows: progress.update(task, completed=rows)
