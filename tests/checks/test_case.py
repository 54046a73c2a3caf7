"""Recorded pages: what is kept of them, and that they say the same whenever they are read."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.checks.case import Case, is_case, load, load_expected, save
from newscrawl.checks.record import describe, folder_name
from newscrawl.checks.replay import rows_of
from newscrawl.outlets import Outlet, Section, Selectors
from newscrawl.reading import Download

URL = "https://www.blad.example/buitenland"
SERVED = datetime(2026, 1, 24, 22, tzinfo=UTC)
TEASER = '<div class="t"><h2><a href="/b/{n}">Brand in de haven van stad nummer {n}</a></h2><p>ROME (ANP) - Er was brand {n}.</p><span>{n} uur geleden</span></div>'
PAGE = "<html><body><main>" + "".join(TEASER.format(n=n) for n in range(2, 8)) + "</main></body></html>"
FEED = (
    '<rss version="2.0"><channel><title>B</title><item><title>Brand in de haven</title><link>https://www.blad.example/b/1</link>'
    "<pubDate>Sat, 24 Jan 2026 20:00:00 GMT</pubDate></item></channel></rss>"
)
ARTICLE = (
    "<html><head><title>Brand in de haven</title></head><body><article><h1>Brand in de haven van Rome</h1>"
    "<time datetime='2026-01-24T20:00:00Z'>20:00</time>"
    + "".join(
        f"<p>ROME (ANP) - De brand in de haven duurde lang, aldus de brandweer van post {n}.</p>"
        for n in "1234"
    )
    + "</article></body></html>"
)


def outlet(**section: object) -> Outlet:
    about = {"name": "Buitenland", "listing": URL} | section
    return Outlet(
        key="blad", name="Het Blad", country="NL", language="nl", zone="Europe/Amsterdam", rounding="floor",
        sections=[Section(**about)],  # type: ignore[arg-type]
    )  # fmt: skip


def case(
    body: str | bytes = PAGE,
    kind: str = "listing",
    content_type: str = "text/html",
    url: str = URL,
    **section: object,
) -> Case:
    data = body if isinstance(body, bytes) else body.encode()
    download = Download(url, url, data, content_type, SERVED)
    return Case(outlet(**section), kind, download, {"Content-Type": content_type})


def test_a_listing_gives_its_rows():
    rows = rows_of(case())
    assert (rows["url"], rows["served_at"]) == (URL, "2026-01-24T22:00:00+00:00")
    assert "article" not in rows
    assert rows["stories"][0] == {
        "url": "https://www.blad.example/b/2",
        "headline": "Brand in de haven van stad nummer 2",
        "lead": "Er was brand 2.",
        "dateline": "ROME (ANP)",
        "time_text": "2 uur geleden",
        "time_machine": None,
        "published_earliest": "2026-01-24T19:00:00+00:00",
        "published_latest": "2026-01-24T20:00:00+00:00",
    }


def test_an_article_gives_its_row():
    row = rows_of(case(ARTICLE, "article", url=f"{URL}/brand"))["article"]
    assert row["headline"] == "Brand in de haven van Rome"
    assert row["dateline"] == "ROME (ANP)"
    assert row["agencies"] == ["anp"]
    assert row["published_latest"] == "2026-01-24T20:00:00+00:00"
    assert len(row["text"]) == 4


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [("", "listing", "empty page"), ("no feed", "feed", "no "), (b"\x00\x01", "article", "no text")],
)
def test_a_page_of_which_nothing_can_be_read_has_its_error(body, kind, error):
    rows = rows_of(case(body, kind))
    assert rows["error"].startswith(error)
    assert "stories" not in rows
    assert describe(rows) == rows["error"]


@pytest.mark.parametrize(
    ("recorded", "page", "folder"),
    [
        (case(), "page.html", "buitenland"),
        (case(FEED, "feed", "application/rss+xml; charset=utf-8"), "page.xml", "buitenland-feed"),
        (case(ARTICLE, "article", url=f"{URL}/12/brand-in-haven.html"), "page.html", "buitenland-article-brand-in-haven-html"),
        (case("A\n\nB", "listing", "text/plain"), "page.txt", "buitenland"),
        (case('{"version": ""}', "feed", "application/feed+json"), "page.json", "buitenland-feed"),
        (case(PAGE, content_type="application/xhtml+xml", name="Över & världen/.."), "page.html", "över-världen"),
        (case(PAGE, "article", url="https://www.blad.example/"), "page.html", "buitenland-article-"),
    ],
)  # fmt: skip
def test_what_is_written_is_what_is_read(tmp_path: Path, recorded, page, folder):
    assert folder_name(recorded) == folder
    save(recorded, tmp_path / folder, rows_of(recorded))
    assert {file.name for file in (tmp_path / folder).iterdir()} == {page, "record.json", "expected.json"}
    assert load(tmp_path / folder) == recorded
    assert rows_of(load(tmp_path / folder)) == load_expected(tmp_path / folder) == rows_of(recorded)


def test_a_page_of_another_kind_leaves_no_old_page_behind(tmp_path):
    save(case(), tmp_path, {})
    save(case(FEED, "listing", "text/xml"), tmp_path, {})
    assert load(tmp_path).download.body == FEED.encode()


def test_bytes_stay_bytes(tmp_path):
    body = "Caf\u00e9".encode("latin-1") + b"\r\n\xff"
    save(case(body), tmp_path, {})
    assert load(tmp_path).download.body == body


@given(
    body=st.binary(),
    url=st.sampled_from([URL, f"{URL}/é?a=1&b=%20#x"]),
    content_type=st.text(st.characters(codec="latin-1"), max_size=30),
    at=st.datetimes(timezones=st.timezones()),
    cut_off=st.booleans(),
)
def test_any_page_can_be_kept(body, url, content_type, at, cut_off):
    kept = case(body, content_type=content_type)
    kept = replace(kept, download=Download(url, URL, body, content_type, at.astimezone(UTC), cut_off))
    with TemporaryDirectory() as folder:
        save(kept, Path(folder), {})
        assert load(Path(folder)) == kept


def test_what_makes_a_case(tmp_path):
    assert not is_case(tmp_path)
    (tmp_path / "expected.json").write_text("{}")
    assert is_case(tmp_path)


def test_the_outlet_of_today_reads_the_page_of_then():
    recorded = case()
    narrower = outlet(selectors=Selectors(story="div.t", headline="h2"))
    today = narrower.model_copy(update={"sections": (*narrower.sections, Section(name="X", listing=URL))})
    read = recorded.read_with({"blad": today})
    assert read.section == narrower.sections[0]
    assert read.download is recorded.download
    assert recorded.read_with({}) is recorded
    assert recorded.read_with({"blad": outlet(name="Wereld")}) is recorded


@pytest.mark.parametrize("broken", ["", "{}", '{"kind": "listing"}'])
def test_a_broken_record_is_an_error(tmp_path, broken):
    save(case(), tmp_path, {})
    (tmp_path / "record.json").write_text(broken)
    with pytest.raises((ValueError, KeyError)):
        load(tmp_path)


def test_the_record_can_be_read_by_a_person(tmp_path):
    save(case(), tmp_path, rows_of(case()))
    record = json.loads((tmp_path / "record.json").read_text())
    assert record["outlet"]["sections"] == [{"name": "Buitenland", "listing": URL}]
    assert record["served_at"] == "2026-01-24T22:00:00+00:00"
