"""The lines that sum up a crawl."""

from types import SimpleNamespace

import pytest

from newscrawl.extensions.feeds import to_plain
from newscrawl.extensions.lines import lines_of
from newscrawl.ledger import NEW, Ledger

FEEDS = SimpleNamespace(lines=lambda: iter(["rows.csv (2 rows)"]))


def lines(
    feeds: SimpleNamespace = FEEDS,
    store: str = "",
    seconds: float = 4.24,
    *,
    did_its_job: bool = True,
    **stats: object,
) -> dict[str, str]:
    """Return the lines behind the table, by their first word."""
    crawler = SimpleNamespace(
        spider=SimpleNamespace(name="nd"),
        settings={"NEWSCRAWL_STORE": store},
        stats=SimpleNamespace(get_value=stats.get),
    )
    book = Ledger({"Buitenland": 1})
    book.seen("Buitenland", "a", NEW)
    _, _, *said = lines_of(crawler, book, feeds, seconds, did_its_job=did_its_job)
    return {line.split(":")[0]: line for line in said}


def test_all_there_is_to_tell():
    counts = {"newscrawl/time/read": 2, "newscrawl/dateline/none": 2, "downloader/request_count": 3}
    assert list(lines(**counts).values()) == [
        "times: 2 read, 0 unread, 0 none",
        "datelines: 0 read, 0 unread, 2 none",
        "kept: rows.csv (2 rows)",
        "took: 4.2 s, 3 requests",
        "nd did its job",
    ]


def test_nothing_is_said_to_be_done_that_is_not():
    assert "nd did its job" not in lines(did_its_job=False)


@pytest.mark.parametrize(
    ("samples", "shown"),
    [
        ([], ""),
        (["in de loop van de dag"], ", such as 'in de loop van de dag'"),
        (["a\n b", "\x1b[2Jc"], r", such as 'a b', '\x1b[2Jc'"),
        (["x" * 100], f", such as '{'x' * 59}…'"),
        (list("abcdefgh"), ", such as 'a', 'b', 'c', 'd', 'e'"),
    ],
)
def test_a_few_samples_of_what_could_not_be_read(samples, shown):
    said = lines(**{"newscrawl/time/unread": 8, "newscrawl/time/unread_samples": samples})
    assert said["times"] == f"times: 0 read, 8 unread, 0 none{shown}"


@pytest.mark.parametrize(
    ("store", "feeds", "shown"),
    [
        ("", [], "kept: nowhere (NEWSCRAWL_STORE and -O say where)"),
        ("sqlite:///news.db", [], "kept: sqlite:///news.db"),
        ("postgresql://jan:geheim@db/news", ["a (1 rows)", "b (1 rows)"],
         "kept: postgresql+psycopg://jan:***@db/news, a (1 rows), b (1 rows)"),
    ],
)  # fmt: skip
def test_where_it_is_kept_without_passwords(store, feeds, shown):
    assert lines(SimpleNamespace(lines=lambda: iter(feeds)), store)["kept"] == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.04, "0.0 s"), (59.94, "59.9 s"), (59.96, "1:00 min"), (3599, "59:59 min"), (3600, "1:00:00 h"), (90_061, "25:01:01 h")],
)  # fmt: skip
def test_how_long_it_took(seconds, shown):
    assert lines(seconds=seconds)["took"] == f"took: {shown}, 0 requests"


@pytest.mark.parametrize(
    ("uri", "plain"),
    [
        ("rows.csv", "rows.csv"),
        ("/data/rows@home.csv", "/data/rows@home.csv"),
        ("file:///data/rows.csv", "file:///data/rows.csv"),
        ("s3://key:secret@bucket/rows.csv", "s3://bucket/rows.csv"),
        ("ftp://jan:ge@heim@files.example:21/rows.csv", "ftp://files.example:21/rows.csv"),
    ],
)
def test_where_a_feed_is_without_passwords(uri, plain):
    assert to_plain(uri) == plain
