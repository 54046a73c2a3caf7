"""The paragraphs of a story: all of them, in their order, and no others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract import article as article_module
from newscrawl.extract import body as body_module
from newscrawl.extract import extract_article
from newscrawl.extract.body import key_of
from newscrawl.extract.page import parse_html

URL = "https://www.blad.example/buitenland/brug-over-de-taag-weer-open"
HEADLINE = "Brug over de Taag weer open"
BODY = [
    "De hangbrug over de Taag bij Lissabon is na acht maanden weer open voor al het verkeer, meldt de haven.",
    "Een schip met graan raakte in mei een van de pijlers. Maandag reed de eerste bus eroverheen, zegt de politie.",
    "De herstelling heeft vijftig miljoen euro gekost, zegt een woordvoerder. De rederij betaalt de helft daarvan.",
    "Voor de treinen op het onderste dek geldt tot de zomer nog een lagere snelheid van dertig kilometer per uur.",
    "De bewoners van Almada vierden de heropening met vuurwerk boven de rivier en een optocht van oude trams.",
    "De haven wil nu sensoren aan de pijlers hangen, die schippers waarschuwen als zij te dicht in de buurt komen.",
]
LEAD = "Acht maanden na de aanvaring rijden er weer bussen en auto's tussen Lissabon en Almada."


def paragraphs(lines: list[str], name: str = "") -> str:
    return "".join(f"<p{name}>{line}</p>" for line in lines)


def page(inner: str, head: str = "") -> str:
    return f"<html lang='nl'><head><title>{HEADLINE}</title>{head}</head><body>{inner}</body></html>"


def read(inner: str, head: str = "") -> list[str]:
    return (extract_article(page(inner, head), URL).text or "").split("\n")


def test_a_text_that_is_cut_into_several_blocks_is_read_whole():
    blocks = "".join(
        f'<div class="chunk"><div class="grid body">{paragraphs(BODY[start : start + 2])}</div></div>'
        f'<div class="ad-slot"><span>Advertentie</span></div>'
        for start in (0, 2, 4)
    )
    assert read(f"<main><h1>{HEADLINE}</h1>{blocks}</main>") == BODY


def test_paragraphs_of_another_kind_are_not_added():
    other = "Een abonnement op Het Blad kost nu de eerste drie maanden maar vijf euro per maand, en daarna tien euro."
    inner = f'<article><h1>{HEADLINE}</h1><div class="text">{paragraphs(BODY)}</div></article><div class="promo"><div class="box"><p>{other}</p></div></div>'
    assert read(inner) == BODY


def test_a_paragraph_that_is_a_link_is_not_added():
    link = '<p><a href="https://ander.example/a">Bij Het Andere Blad: de storm boven Ierland en wat die heeft gekost</a></p>'
    inner = f'<article><h1>{HEADLINE}</h1><div class="text">{paragraphs(BODY[:3])}{link}{paragraphs(BODY[3:])}</div></article>'
    assert link[:10] not in "".join(read(inner))
    assert [line for line in read(inner) if "Andere" not in line] == BODY


def test_a_text_that_looks_like_a_teaser_is_none():
    more = (
        '<a href="/buitenland/brug-over-de-taag-weer-open/2">Volgende pagina van dit verhaal over de brug</a>'
    )
    inner = f'<main><h1>{HEADLINE}</h1><div class="wrap"><p class="full">{"<br><br>".join(BODY)}</p>{more}</div></main>'
    assert [line for line in read(inner) if "Volgende" not in line] == BODY


@pytest.mark.parametrize(
    "element",
    [
        f'<p class="lead">{LEAD}</p>',
        f'<div class="article-intro">{LEAD}</div>',
        f'<h2 class="subtitle">{LEAD}</h2>',
        f'<div class="standfirst"><p>{LEAD}</p></div>',
    ],
)
def test_a_lead_that_is_printed_opens_the_text(element):
    assert (
        read(
            f"<header><h1>{HEADLINE}</h1>{element}</header><article><div>{paragraphs(BODY)}</div></article>"
        )[-6:]
        == BODY
    )
    lines = read(
        f'<div><h1>{HEADLINE}</h1>{element}</div><article><div class="text">{paragraphs(BODY)}</div></article>'
    )
    assert lines == [LEAD, *BODY] or element.startswith('<div class="standfirst">')


def test_a_lead_that_is_declared_and_printed_opens_the_text():
    head = f'<meta name="description" content="{LEAD}">'
    inner = f'<div><h1>{HEADLINE}</h1><div class="x1"><span>{LEAD}</span></div></div><article><div class="t">{paragraphs(BODY)}</div></article>'
    assert read(inner, head) == [LEAD, *BODY]


def test_a_lead_that_is_only_declared_is_no_text():
    assert (
        read(
            f"<article><h1>{HEADLINE}</h1>{paragraphs(BODY)}</article>",
            f'<meta name="description" content="{LEAD}">',
        )
        == BODY
    )


def test_a_lead_stands_in_no_way_of_the_dateline():
    body = ["LISSABON (ANP) - " + BODY[0], *BODY[1:]]
    assert (
        read(
            f'<div><h1>{HEADLINE}</h1><p class="lead">{LEAD}</p></div><article><div>{paragraphs(body)}</div></article>'
        )
        == body
    )


@pytest.mark.parametrize(
    "element",
    [
        "<figure><img src='/a.jpg'><figcaption>De brug bij avond, gezien van de kant van Almada. Foto: Anna Bos</figcaption></figure>",
        '<div class="image-caption"><p>De brug bij avond, gezien van de kant van Almada.</p></div>',
        "<p>Foto: Anna Bos</p>",
        "<p>© Getty Images</p>",
        "<p>Image caption De brug bij avond</p>",
        "<p>Lees ook: Storm trekt over Ierland</p>",
        "<p>Meld je aan voor de nieuwsbrief van de buitenlandredactie.</p>",
        "<p>Wij gebruiken cookies om deze pagina te laten werken.</p>",
        "<p>6 minuten geleden</p>",
        "<p>Advertentie</p>",
    ],
)
def test_what_stands_between_paragraphs_is_left_out(element):
    inner = f'<article><h1>{HEADLINE}</h1><div class="text">{paragraphs(BODY[:3])}{element}{paragraphs(BODY[3:])}</div></article>'
    assert read(inner) == BODY


def test_a_long_paragraph_in_a_block_with_the_name_of_a_share_bar_stays():
    long = " ".join(BODY[:3])
    inner = f'<div><h1>{HEADLINE}</h1><p class="lead">{LEAD}</p></div><div class="share"><p>{long}</p>{paragraphs(BODY[3:])}</div>'
    assert long in read(inner)


def test_a_page_whose_builder_calls_every_block_a_widget():
    blocks = "".join(
        f'<div class="x-widget widget"><div class="x-text">{paragraphs(BODY[start : start + 2])}</div></div>'
        for start in (0, 2, 4)
    )
    stamp = '<div class="x-widget widget"><time datetime="2026-01-24T22:54:00+01:00">zaterdag</time></div>'
    inner = f'<main><div class="x-widget widget"><h1>{HEADLINE}</h1></div>{stamp}{blocks}</main>'
    assert read(inner) == BODY
    assert extract_article(page(inner), URL).published_raw == "2026-01-24T22:54:00+01:00"


def test_key_of():
    assert key_of("“De brug”, zei zij.") == key_of('"De brug" , zei zij') == "debrugzeizij"
    assert key_of("x" * 1000) == "x" * 60
    assert key_of(" -–. ") == ""


def test_a_page_with_too_many_elements_is_read_without_the_extractor(monkeypatch):
    def fail(*arguments: object, **options: object) -> None:
        raise AssertionError("it is asked")

    monkeypatch.setattr(body_module, "MAX_ELEMENTS", 10)
    monkeypatch.setattr(body_module, "bare_extraction", fail)
    assert read(f'<article><h1>{HEADLINE}</h1><div class="text">{paragraphs(BODY)}</div></article>') == BODY


def test_a_page_is_read_up_to_a_length(monkeypatch):
    inner = f"<article><h1>{HEADLINE}</h1>{paragraphs(BODY)}</article>"
    monkeypatch.setattr(article_module, "MAX_PAGE", page(inner).index(BODY[3]))
    assert read(inner) == BODY[:3]


def test_a_body_is_kept_up_to_a_length(monkeypatch):
    inner = f"<article><h1>{HEADLINE}</h1>{paragraphs(BODY)}</article>"
    monkeypatch.setattr(body_module, "MAX_LINES", 4)
    assert 2 < len(read(inner)) <= 4
    monkeypatch.setattr(body_module, "MAX_BODY", len(HEADLINE) + len(BODY[0]) + len(BODY[1]))
    assert read(inner) == BODY[:2]


DEEP = 3_000


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * DEEP + paragraphs(BODY) + "</div>" * DEEP,
        "<span>" * DEEP + paragraphs(BODY),
        "<ul><li>" * DEEP + paragraphs(BODY),
        "<table><tr><td>" * DEEP + paragraphs(BODY),
        "<p><b><table><tr><a href=x><li><p></div>" * DEEP + paragraphs(BODY),
        paragraphs(BODY) + "&amp;lt;&#x41;&eacute;&nosuch;&#0;&#xFFFFFFFF;" * DEEP,
        paragraphs(BODY) + "<!--" * DEEP,
        "<script>" + "var a = 1;" * DEEP + "</script>" + paragraphs(BODY),
        "<script>" + "var a = 1;" * DEEP + paragraphs(BODY),
        f"<body class='{'a b-comment ' * DEEP}'>{paragraphs(BODY)}",
        "<meta property='a' content='b'>" * DEEP + paragraphs(BODY),
        "<time datetime='2026'>nu</time>" * DEEP + paragraphs(BODY),
        "<a href='/nieuws/1234567/een-verhaal'>Een verhaal over iets of een ander</a>" * DEEP
        + paragraphs(BODY),
        "<h1>" + "[" * DEEP + "</h1>" + paragraphs(BODY),
        "".join(f"<h1>Kop {number}</h1>" for number in range(DEEP)) + paragraphs(BODY),
        "<p>In 2024 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 2024 22 23</p>" * DEEP + paragraphs(BODY),
        "\x00" * DEEP + paragraphs(BODY),
        "<svg>" * 200 + paragraphs(BODY),
        "\ud800" + paragraphs(BODY),
    ],
    ids=lambda html: html[:20].encode("ascii", "backslashreplace").decode(),
)
def test_hostile_pages_are_read_or_give_nothing(html):
    text = extract_article(html, URL).text
    assert text is None or all(line.strip() for line in text.split("\n"))


PARTS = st.sampled_from(
    [
        *BODY,
        "<p>",
        "</p>",
        "<br>",
        "<div class='text'>",
        "</div>",
        "<figcaption>",
        "<h1>",
        "</h1>",
        HEADLINE,
        "Foto: ANP",
        "<aside>",
        "<article>",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=25))
def test_no_line_is_invented_or_moved(parts):
    """Each line is one that the page prints, cut or whole."""
    printed = "".join(filter(str.isalnum, parse_html("".join(parts)).text_content()))
    for line in (extract_article("".join(parts), URL).text or "").split("\n"):
        assert "".join(filter(str.isalnum, line)) in printed
