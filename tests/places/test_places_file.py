"""The committed file: its size, first use in a fresh interpreter, and reading out of a zipped egg."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from newscrawl.places.gazetteer import Gazetteer, gazetteer

ROOT = Path(__file__).parents[2]
FILE = ROOT / "newscrawl" / "places" / "gazetteer.bin"

FIRST_USE = """
import sys, time
import newscrawl.places
assert not {"scrapy", "logging", "sqlite3"} & set(sys.modules), sorted(sys.modules)
start = time.perf_counter()
assert newscrawl.places.find_place("KYIV").country == "UA"
print(time.perf_counter() - start, newscrawl.places.__file__)
"""


def run(*path):
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {list(map(str, path))!r}\n" + FIRST_USE]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd="/")
    assert ended.returncode == 0, ended.stderr
    seconds, file = ended.stdout.split()
    return float(seconds), file


def test_size():
    assert FILE.stat().st_size <= 10_000_000


def test_first_use():
    assert run(ROOT)[0] < 1  # 0.01 s when the machine has nothing else to do


def test_zipped_egg(tmp_path):
    egg = tmp_path / "newscrawl.egg"
    with zipfile.ZipFile(egg, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in [ROOT / "newscrawl" / "__init__.py", *(ROOT / "newscrawl" / "places").glob("*.*")]:
            packed.write(file, file.relative_to(ROOT))
    seconds, file = run(egg)
    assert file.startswith(str(egg))
    assert seconds < 2


def test_all_records_can_be_read():
    table = gazetteer()
    for number in range(0, table.places, 97):
        record = table.record(number)
        assert table.name(number)
        assert record.country is None or len(record.country) == 2
        assert -90 <= record.latitude <= 90
        assert -180 <= record.longitude <= 180
    assert table.name(table.places - 1)


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="format 0, expected"):
        Gazetteer(b'{"format":0}\n')
