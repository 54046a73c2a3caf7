"""What an outlet prints that looks like a time or a dateline and cannot be read."""

from types import SimpleNamespace

import pytest
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector

from newscrawl.extract.values import Origin
from newscrawl.items import Story
from newscrawl.pipelines.datelines import DatelinesPipeline, find_unread
from newscrawl.pipelines.samples import MAX_SAMPLE, MAX_SAMPLES, keep_sample


def collector() -> StatsCollector:
    return StatsCollector(SimpleNamespace(settings=Settings()))


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("XANADU (Qyz) - De ministers spraken lang.", "XANADU (Qyz) -"),
        ("XANADU – De ministers spraken lang.", "XANADU –"),
        ("Xanadu (Qyz). - De ministers", "Xanadu (Qyz). -"),
        ("Storm (video) - Bekijk de beelden", None),
        ("De brug (1966) - een hangbrug - is open.", None),
        ("De ministers spraken lang - en vergeefs.", None),
        ("Een oud-minister sprak (Reuters meldde dat) lang.", None),
        ("EU - De ministers spraken.", None),  # two letters are anything
        ("", None),
        ("(" * 50_000, None),
        ("A" * 50_000, None),
    ],
)
def test_what_looks_like_a_dateline(text, unread):
    assert find_unread(Story(text=text)) == unread
    assert find_unread(Story(lead=text)) == unread


@pytest.mark.parametrize(
    ("declared", "places", "unread"),
    [
        ("Xanadu (Qyz), q3", [], "Xanadu (Qyz), q3"),
        ("Xanadu", [{"printed": "Xanadu"}], None),
        (None, [], None),
    ],
)
def test_what_structured_data_call_a_dateline(declared, places, unread):
    assert find_unread(Story(declared=Origin(dateline=declared), places=places)) == unread


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("LISSABON (ANP/AFP) - De ministers spraken.", "read"),
        ("Xanadu (Qyz) - De ministers spraken.", "unread"),
        ("De ministers spraken.", "none"),
    ],
)
def test_each_story_counts_once(text, kind):
    crawler = SimpleNamespace(
        stats=collector(), spider=SimpleNamespace(outlet=SimpleNamespace(language="nl"))
    )
    DatelinesPipeline.from_crawler(crawler).process_item(Story(text=text))
    counts = crawler.stats.get_stats()
    assert counts.pop("newscrawl/dateline/unread_samples", []) == (
        ["Xanadu (Qyz) -"] if kind == "unread" else []
    )
    assert counts == {f"newscrawl/dateline/{kind}": 1}


def test_samples_are_few_short_and_each_another():
    stats = collector()
    for number in range(40):
        keep_sample(stats, "a", f"{number // 2} {'x' * 1000}")
    samples = stats.get_value("a")
    assert len(samples) == len(set(samples)) == MAX_SAMPLES
    assert max(map(len, samples)) == MAX_SAMPLE
