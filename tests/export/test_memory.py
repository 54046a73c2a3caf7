"""An export holds some rows, however many there are."""

import tracemalloc

import pytest
import storing
from storing import engine_of, run_sql

from newscrawl.export.chosen import Chosen
from newscrawl.export.files import Target
from newscrawl.export.run import export
from newscrawl.store.schema import stories, versions

LETTERS = 20_000
FEW, MANY = 300, 1500


def multiply(address: str, count: int) -> None:
    """Make many stories of the first one, each with a long text."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < {999 + count})"
    own = ", ".join(name for name in stories.c.keys() if name not in ("id", "story_id"))  # noqa: SIM118
    kept = ", ".join(name for name in versions.c.keys() if name != "story")  # noqa: SIM118
    long = f"UPDATE versions SET content = json_set(content, '$.text', hex(zeroblob({LETTERS // 2})))"
    run_sql(
        address,
        long,
        f"{numbers} INSERT INTO stories (id, story_id, {own}) SELECT i, printf('%016x', i), {own} FROM stories, n WHERE id = 1",
        f"{numbers} INSERT INTO versions (story, {kept}) SELECT i, {kept} FROM versions, n WHERE story = 1",
    )


def peak(address: str, path: str, form: str) -> int:
    """Return the most bytes of Python's objects while it is exported."""
    with engine_of(address) as engine:
        tracemalloc.start()
        try:
            export(engine, "stories", Chosen(), Target(path, form, None), bare=True)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_five_times_the_rows_take_no_more_memory(tmp_path, form):
    peaks = []
    for count in (FEW, MANY):
        address = f"sqlite:///{tmp_path}/{count}.db"
        storing.fill(address, 1)
        multiply(address, count)
        peak(address, f"{tmp_path}/warm", form)  # what is imported and cached at first
        peaks.append(peak(address, f"{tmp_path}/rows", form))
    assert peaks[1] < peaks[0] + (MANY - FEW) * LETTERS / 10, peaks
