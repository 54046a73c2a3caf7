"""Every recorded page gives the rows that stand beside it, corrected by hand (CONTRIBUTING, "Record a page")."""

from pathlib import Path

import pytest

from newscrawl.checks.case import RECORD, load, load_expected
from newscrawl.checks.replay import rows_of
from newscrawl.outlets import load_bundled

PAGES = Path(__file__).parent / "pages"
CASES = sorted(record.parent for record in PAGES.glob(f"*/*/{RECORD}"))


def test_there_are_recorded_pages():
    assert CASES


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.relative_to(PAGES).as_posix())
def test_recorded_page(folder):
    case = load(folder).read_with(load_bundled())
    assert rows_of(case) == load_expected(folder)
