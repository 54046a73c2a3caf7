"""Floors on saved articles of real outlets; the pages and their scorer are kept outside the project.

Reached on all 742: body F1 .970 and .969, titles .899, days .978, minutes 1.0. Here every second is read.
"""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[2].parent / "shared"

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the measuring data is not beside the project")

FLOORS = {
    "body F1 fundus": 0.95,
    "body F1 article-extraction-benchmark": 0.95,
    "title exact": 0.85,
    "day right": 0.95,
    "minute right": 0.97,
}
EVERY = 2


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_pages", SHARED / "score" / "pages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_articles(monkeypatch):
    score = scorer()
    rows = score.rows(score.FOLDER, "article")[::EVERY]
    monkeypatch.setattr(score, "rows", lambda folder, kind: rows)
    counts, bodies, _, seconds = score.score_articles(score.FOLDER)
    assert counts["pages"] == len(rows) >= 200
    figures = score.article_figures(counts, bodies, seconds)
    below = {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor}
    assert below == {}
