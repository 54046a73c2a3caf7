import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.exporters import JsonLinesItemExporter
from scrapy.utils.misc import load_object

from newscrawl import settings
from newscrawl.exporters import StoryCsvExporter, StoryLinesExporter, csv_columns, to_cell
from newscrawl.items import FIELDS, Story


def place(printed: str, country: str | None = None) -> dict:
    keys = ("region", "name", "latitude", "longitude", "geonames_id", "candidates")
    return {"printed": printed, "country": country, **dict.fromkeys(keys)}


STORY = Story(
    story_id="0123456789abcdef",
    outlet="blad",
    headline="Brug open, “eindelijk”",
    text="Eerste alinea.\nTweede, met komma; en puntkomma.",
    authors=["Anna de Vries", "Bram Bos"],
    published_at=datetime(2026, 1, 24, 21, 54, tzinfo=UTC),
    published_earliest=datetime(2026, 1, 24, 21, 53, 30, tzinfo=UTC),
    places=[place("WASHINGTON", "US"), place("ABU DHABI")],  # type: ignore[list-item]
    agencies=[
        {"printed": "ANP", "id": "anp", "found": "dateline"},
        {"printed": "XYZ", "id": None, "found": "dateline"},
    ],
    position=3,
    outcome="new",
)


def write(*stories: Story, file: io.BytesIO | None = None, **options: object) -> bytes:
    file = file or io.BytesIO()
    exporter = StoryCsvExporter(file, **options)
    exporter.start_exporting()
    for story in stories:
        exporter.export_item(story)
    exporter.finish_exporting()
    return file.getvalue()


def read(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline="")))


def test_a_row():
    (row,) = read(write(STORY))
    assert list(row) == csv_columns()
    assert row["headline"] == STORY.headline
    assert row["text"] == STORY.text
    assert row["authors"] == "Anna de Vries|Bram Bos"
    assert row["published_at"] == "2026-01-24T21:54+00:00"
    assert row["published_earliest"] == "2026-01-24T21:53:30+00:00"
    assert (row["places"], row["place_countries"]) == ("WASHINGTON|ABU DHABI", "US|")
    assert row["agencies"] == "anp|XYZ"
    assert row["position"] == "3"
    assert row["url"] == row["lead"] == row["modified_at"] == ""


def test_a_sea_has_coordinates_and_no_country():
    sea = {**place("BALTIC SEA"), "name": "Baltic Sea", "latitude": 58.0, "longitude": 20.0}
    (row,) = read(write(Story(outlet="nd", places=[place("NOWHERE"), sea])))
    assert (row["places"], row["place_countries"]) == ("NOWHERE|BALTIC SEA", "")
    assert row["place_coordinates"] == "|58.0 20.0"


def test_columns():
    columns = csv_columns()
    assert [name for name in columns if name in FIELDS] == FIELDS
    assert columns.index("place_countries") == columns.index("places") + 1
    assert set(columns) - set(FIELDS) == {"place_countries", "place_coordinates"}


def test_no_row_has_a_header_all_the_same():
    assert write().decode().strip().split(",") == csv_columns()


def test_a_file_that_is_appended_to_has_one_header():
    file = io.BytesIO()
    write(STORY, file=file)
    write(STORY, STORY, file=file)
    rows = read(file.getvalue())
    assert [row["outlet"] for row in rows] == ["blad"] * 3


def test_a_file_on_disk_that_is_appended_to(tmp_path):
    path = tmp_path / "stories.csv"
    for _ in range(2):
        with path.open("ab") as file:
            exporter = StoryCsvExporter(file)
            exporter.start_exporting()
            exporter.export_item(STORY)
            exporter.finish_exporting()
    assert [row["outlet"] for row in read(path.read_bytes())] == ["blad"] * 2


def test_without_a_header():
    assert write(STORY, include_headers_line=False).startswith(b"0123456789abcdef,blad,")


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        (["headline", "url"], ["headline", "url"]),
        (["agencies", "places"], ["agencies", "places", "place_countries", "place_coordinates"]),
        (["headline"], ["headline"]),
        (None, csv_columns()),
    ],
)
def test_a_subset_of_the_fields(names, columns):
    (row,) = read(write(STORY, fields_to_export=names))
    assert list(row) == columns
    assert row.get("headline", STORY.headline) == STORY.headline


def test_columns_with_names_of_ones_own():
    """Scrapy takes a mapping of fields to the names of their columns (FEED_EXPORT_FIELDS)."""
    (row,) = read(write(STORY, fields_to_export={"headline": "kop", "outlet": "krant"}))
    assert row == {"kop": STORY.headline, "krant": "blad"}


def test_an_unknown_field_is_empty():
    assert read(write(STORY, fields_to_export=["outlet", "colour"])) == [{"outlet": "blad", "colour": ""}]


def test_utf_8():
    body = write(Story(headline="Één in Łódź: 首相 👩‍🌾"), fields_to_export=["headline"])
    assert "Één in Łódź: 首相 👩‍🌾" in body.decode("utf-8")
    assert not body.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ("", ""),
        ("Brug open", "Brug open"),
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x.example","klik")', '\'=HYPERLINK("http://x.example","klik")'),
        ("+31 20", "'+31 20"),
        ("-2 graden", "'-2 graden"),
        ("- een lijst", "'- een lijst"),
        ("@anna", "'@anna"),
        ("\tin", "'\tin"),
        ("\rin", "'\rin"),
        ("a=1", "a=1"),
        (" =1", " =1"),
        ("'=1", "''=1"),
        ("’s Avonds", "’s Avonds"),
        # numbers are no formulas
        (-1, -1),
        (3, 3),
        (-52.37, -52.37),
        (True, True),
        # lists
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a|b"),
        (("a", "b"), "a|b"),
        (["a|b", "c"], "a/b|c"),
        (["a", None, "b"], "a|b"),
        ([1, 2], "1|2"),
        (["=a", "b"], "'=a|b"),
        (["a", "=b"], "a|=b"),
    ],
)
def test_cells(value, cell):
    assert to_cell(value) == cell


def test_a_formula_in_any_column_is_neutral():
    story = Story(
        headline="=cmd|x",
        authors=["=a"],
        places=[place("+x")],
        agencies=[{"printed": "@x", "id": None, "found": "dateline"}],  # type: ignore[list-item]
    )
    (row,) = read(write(story))
    assert [row[name] for name in ("headline", "authors", "places", "agencies")] == [
        "'=cmd|x",
        "'=a",
        "'+x",
        "'@x",
    ]


def plain(cell: str) -> str:
    """Read a cell back as `to_cell` says."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in tuple("=+-@\t\r") else cell


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(
    st.lists(
        TEXTS | st.sampled_from(["=1", "-", "a\nb", 'a "b" c', "a,b;c", "a\r\nb", "'", "''=", "\n"]),
        min_size=1,
    )
)
def test_every_text_comes_back(texts):
    body = write(*(Story(headline="x", text=text) for text in texts))
    assert [plain(row["text"]) for row in read(body)] == texts


def lines(exporter_class, *items, **options):
    """Return what an exporter of JSON Lines writes of `items`."""
    file = io.BytesIO()
    exporter = exporter_class(file, **options)
    exporter.start_exporting()
    for item in items:
        exporter.export_item(item)
    exporter.finish_exporting()
    return file.getvalue()


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"fields_to_export": FIELDS},
        {"fields_to_export": FIELDS, "encoding": "utf-8"},
        {"fields_to_export": ["published_at", "outlet", "places"]},
        {"fields_to_export": ["outlet", "colour"]},
        {"fields_to_export": {"published_at": "when", "outlet": "krant"}},
    ],
)
@pytest.mark.parametrize("item", [STORY, Story(outlet="blad"), {"outlet": "blad", "colour": "red"}])
def test_our_json_lines_are_those_of_scrapy(item, options):
    """Ours is only quicker: the same bytes, also for other fields and items than ours."""
    assert lines(StoryLinesExporter, item, **options) == lines(JsonLinesItemExporter, item, **options)


def test_the_feeds_named_json_lines_are_ours():
    for name in ("jsonlines", "jsonl", "jl"):
        assert load_object(settings.FEED_EXPORTERS[name]) is StoryLinesExporter


def test_json_lines():
    """Our fields: nulls stay, instants have an offset, nothing internal is in it."""
    written = lines(
        StoryLinesExporter,
        STORY,
        Story(outlet="blad"),
        fields_to_export=settings.FEED_EXPORT_FIELDS,
        encoding="utf-8",
    )
    first, second = map(json.loads, written.decode("utf-8").splitlines())
    assert list(first) == list(second) == FIELDS
    assert first["published_at"] == "2026-01-24T21:54+00:00"
    assert first["published_earliest"] == "2026-01-24T21:53:30+00:00"
    assert first["authors"] == STORY.authors
    assert first["places"] == STORY.places
    assert first["agencies"] == STORY.agencies
    assert first["position"] == 3
    assert [name for name, value in second.items() if value not in (None, [])] == ["outlet"]
    assert "“eindelijk”".encode() in written
