import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract.address import url_score
from newscrawl.extract.links import bad_address, story_links, web_address
from newscrawl.extract.page import parse_html
from newscrawl.extract.regions import Regions

PAGE = "https://www.blad.example/buitenland"
BRIDGE = "/buitenland/2026/01/24/brug-over-de-taag-weer-open"
STORM = "/buitenland/2026/01/24/storm-trekt-over-ierland"
TALKS = "/buitenland/2026/01/23/overleg-in-geneve-vastgelopen"
HEADLINES = {
    BRIDGE: "Brug over de Taag na acht maanden weer open",
    STORM: "Storm trekt met windkracht tien over Ierland",
    TALKS: "Overleg in Genève over visserij vastgelopen",
}
LIST = "".join(
    f'<article class="card"><h2><a href="{href}">{text}</a></h2></article>'
    for href, text in HEADLINES.items()
)


def paths(html: str) -> list[str]:
    links = story_links(parse_html(f"<body>{html}</body>"), PAGE)
    return [link.url.removeprefix("https://www.blad.example") for link in links]


@pytest.mark.parametrize(
    "path",
    [
        "/2026/01/24/brug-over-de-taag-weer-open",
        "/2026/1/24/brug",
        "/20260124-brug-open",
        "/buitenland/2026-01-24/brug.html",
        "/monde/article/2026/01/24/tempete-en-irlande_6212345_3210.html",
        "/internacional/2026-01-24/el-puente-de-lisboa-reabre.html",
        "/buitenland/artikel/4112887/storm-trekt-over-ierland",
        "/nieuws/buitenland/1305123",
        "/artikel/4112.html",
        "/world-europe-68123456",
        "/news/articles/c4gx7k2p9lmo",
        "/a/7f3b2c1d-12ab-4c3d-9e8f-001122334455",
        "/ausland/sturm-ueber-irland-100.html",
        "/nieuws/storm-trekt-met-windkracht-tien-over-ierland",
        "/storm-trekt-met-windkracht-tien-over-ierland~bf1a2c3d4/",
        "/wereld/pont-du-tage-r%C3%A9ouvert-apr%C3%A8s-huit-mois",
        "/news/storm_sweeps_over_ireland_and_wales",
        "/nieuws/buitenland/lees?artid=4112887",
    ],
)
def test_addresses_of_stories(path):
    assert url_score("https://www.blad.example" + path) >= 2


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/buitenland",
        "/world/europe",
        "/nieuws/buitenland?page=2",
        "/tag/ierland",
        "/tags/storm-over-ierland-en-wales",
        "/themen/klimawandel-und-die-folgen",
        "/auteur/anna-de-vries",
        "/author/12345678",
        "/archief/2024",
        "/archive/2026/01/24",
        "/buitenland/2026/01/24",
        "/buitenland/2026-01/",
        "/newsletter/2026/01/24",
        "/topics/c2vdnvdg6xxt",
        "/podcasts/de-wereld-in-tien-minuten",
        "/contact",
        "/privacy.html",
        "/over-ons",
        "/live-tv",
        "/weer",
        "/video",
        "/login?next=/buitenland/2026/01/24/brug",
        "/zoeken?q=storm",
    ],
)
def test_addresses_of_other_pages(path):
    assert url_score("https://www.blad.example" + path) <= 0


@pytest.mark.parametrize("host", ["jobs.blad.example", "immobilien.blad.example", "shop.blad.example"])
def test_hosts_of_other_pages(host):
    story = "/wereld/storm-trekt-over-ierland"
    assert url_score(f"https://{host}{story}") <= 0 < url_score(f"https://live.blad.example{story}")


def test_address_dated_with_the_name_of_a_month():
    assert url_score("https://www.blad.example/world/2026/jan/24/bridge-reopens") >= 2


@pytest.mark.parametrize(
    ("markup", "region"),
    [
        ("<nav><a>x</a></nav>", "menu"),
        ("<footer><p><a>x</a></p></footer>", "menu"),
        ("<div role='navigation'><a>x</a></div>", "menu"),
        ("<div role='dialog'><a>x</a></div>", "menu"),
        ("<div class='site-footer'><a>x</a></div>", "menu"),
        ("<div class='MegaMenu mega-menu'><a>x</a></div>", "menu"),
        ("<div class='c-share-bar share'><a>x</a></div>", "menu"),
        ("<ul class='social_links'><a>x</a></ul>", "menu"),
        ("<div id='cookie-note'><div class='cookies'><a>x</a></div></div>", "menu"),
        ("<ol class='breadcrumbs'><li><a>x</a></li></ol>", "menu"),
        ("<div class='pagination'><a>x</a></div>", "menu"),
        ("<div class='tags'><a>x</a></div>", "menu"),
        ("<aside><a>x</a></aside>", "side"),
        ("<div class='most-read'><a>x</a></div>", "side"),
        ("<div class='meest-gelezen'><a>x</a></div>", "side"),
        ("<div role='complementary'><a>x</a></div>", "side"),
        ("<div class='live-ticker'><a>x</a></div>", "side"),
        ("<aside><nav><a>x</a></nav></aside>", "menu"),
        ("<nav><aside><a>x</a></aside></nav>", "menu"),
        ("<main><a>x</a></main>", "main"),
        ("<article class='card'><a>x</a></article>", "main"),
        ("<header><a>x</a></header>", "main"),  # an article's own header holds its headline
        ("<div class='SideBar Popular'><a>x</a></div>", "side"),
        ("<main><a class='Share-Button'>x</a></main>", "menu"),  # the link itself
        # near misses: words that only contain one of the names
        ("<div class='menuet'><a>x</a></div>", "main"),
        ("<div class='navigator'><a>x</a></div>", "main"),
        ("<div class='shareholder-news'><a>x</a></div>", "main"),
        ("<div class='socialist-party'><a>x</a></div>", "main"),
        # the outermost block, which only says that the page has a menu
        ("<div class='page has menu'><main><a>x</a></main></div>", "main"),
    ],
)
def test_regions(markup, region):
    link = next(parse_html(markup).iter("a"))
    assert Regions().of(link) == region


def test_a_region_is_remembered_rightly():
    tree = parse_html("<nav><a>a</a><a>b</a></nav><main><a>c</a><aside><a>d</a></aside></main>")
    regions = Regions()
    assert [regions.of(link) for link in tree.iter("a")] == ["menu", "menu", "main", "side"]


def test_the_links_of_a_list_in_its_order():
    links = story_links(parse_html(LIST), PAGE)
    assert [(link.url, link.text) for link in links] == [
        (f"https://www.blad.example{href}", text) for href, text in HEADLINES.items()
    ]
    assert {link.region for link in links} == {"main"}


@pytest.mark.parametrize(
    "markup",
    [
        "<nav><a href='/buitenland/2026/01/22/storing-op-het-spoor-in-wales'>Storing op het spoor in Wales</a></nav>",
        "<footer><a href='/colofon-en-de-redactie-van-het-blad'>Colofon en de redactie van het blad</a></footer>",
        "<div class='share'><a href='/deel/2026/01/24/x'>Deel dit bericht met je vrienden</a></div>",
        "<a href='https://ander.example/2026/01/24/storm-trekt-over-ierland'>Storm trekt over heel Ierland heen</a>",
        "<a href='https://social.example/share?u=https://www.blad.example/buitenland/2026/01/24/x'>Deel het</a>",
        "<a href='/buitenland'>Alles uit het buitenland bij elkaar</a>",
        "<a href='https://blad.example/buitenland/?utm_source=menu'>Alles uit het buitenland bij elkaar</a>",
        "<a href='#reacties'>Alle reacties op dit overzicht van vandaag</a>",
        "<a href=''>Een link naar helemaal niets in het bijzonder</a>",
        "<a>Een link naar helemaal niets in het bijzonder</a>",
        "<a href='mailto:redactie@blad.example'>Schrijf een brief aan onze redactie</a>",
        "<a href='tel:+31200000000'>Bel de redactie op een werkdag</a>",
        "<a href='javascript:print()'>Druk dit overzicht van vandaag af</a>",
        "<a href='file:///c:/blad.html'>Open een kopie van dit overzicht</a>",
        "<a href='data:text/html,hoi'>Open een kopie van dit overzicht</a>",
        "<a href='/media/2026/01/24/brug-over-de-taag.jpg'>Bekijk de foto van de brug over de Taag</a>",
        "<a href='/media/2026/01/24/verslag-van-het-overleg.pdf'>Lees het verslag van het overleg</a>",
        "<a href='/tag/ierland'>Ierland</a>",
        "<a href='/blog/m/202601'>2026年01月</a>",
        "<a href='/buitenland/2026/01/24'>Al het nieuws van zaterdag 24 januari</a>",
        "<a href='/auteur/anna-de-vries'>Anna de Vries, verslaggever</a>",
        "<a href='/inloggen'>Inloggen</a>",
        "<time><a href='/archief/2026/01/24/alle-berichten-van-deze-dag'>24 januari 2026</a></time>",
        "<a href='http://[::1'>Een link die geen server ooit zal vinden</a>",
        "<a href='http://blad.example:99999/2026/01/24/a-b-c-d-e'>Een link met een onmogelijke poort</a>",
    ],
)
def test_other_links_are_left_out(markup):
    assert paths(LIST + markup) == list(HEADLINES)
    assert paths(markup + LIST) == list(HEADLINES)


def test_a_link_in_the_side_column_is_kept_as_such():
    links = story_links(parse_html(f"{LIST}<aside>{LIST.replace('/24/', '/22/')}</aside>"), PAGE)
    assert [link.region for link in links] == ["main"] * 3 + ["side"] * 3


def test_two_links_to_one_story_have_one_key():
    html = "".join(
        f'<article><a href="{href}?utm_source=foto"><img alt=""></a><h2><a href="{href}">{text}</a></h2></article>'
        for href, text in HEADLINES.items()
    )
    links = story_links(parse_html(html), PAGE)
    assert len(links) == 6
    assert len({link.key for link in links}) == 3
    assert [link.text for link in links][::2] == ["", "", ""]


def test_text_of_a_link_that_shows_none():
    html = LIST + f'<a href="{BRIDGE.replace("24", "22")}" title="Brug in Porto dicht"><img alt=""></a>'
    assert story_links(parse_html(html), PAGE)[-1].text == "Brug in Porto dicht"


def test_subdomains_are_one_site():
    html = LIST.replace('href="', 'href="https://live.blad.co.uk')
    assert len(story_links(parse_html(html), "https://www.blad.co.uk/news")) == 3


BROKEN = (
    '<article class="card"><h2><a href="{}">Verkiezingen in Letland een week uitgesteld</a></h2></article>'
)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:open(41)",
        "JavaScript:open(41)",
        "file:///41",
        "data:text/html,41",
        "mailto:redactie@blad.example",
        "app:story/41",
    ],
)
def test_a_story_of_the_list_whose_link_is_no_address(href):
    """The story is there: it is kept, in its place, without an address."""
    links = story_links(parse_html(BROKEN.format(href) + LIST), PAGE)
    assert [link.url == "" for link in links] == [True, False, False, False]
    assert links[0].text == "Verkiezingen in Letland een week uitgesteld"
    assert bad_address(links[0].element) == href


@pytest.mark.parametrize("href", ["#", "", "/buitenland", "http://[::1"])
def test_links_that_are_no_stories_at_all(href):
    assert paths(BROKEN.format(href) + LIST) == list(HEADLINES)


@pytest.mark.parametrize(
    ("href", "web", "bad"),
    [
        ("/a", "https://www.blad.example/a", None),
        ("HTTP://blad.example/a", "http://blad.example/a", None),
        (" javascript:a() ", None, "javascript:a()"),
        ("File:///a", None, "File:///a"),
        ("#top", None, None),
        ("", None, None),
        ("http://[::1", None, None),
        ("x" * 3000, None, None),
        ("javascript:" + "x" * 3000, None, "javascript:" + "x" * 189),
    ],
)
def test_addresses_of_a_link(href, web, bad):
    link = next(parse_html(f"<a href='{href}'>x</a>").iter("a"))
    assert (web_address(link, PAGE), bad_address(link)) == (web, bad)


HREFS = st.sampled_from(
    [
        BRIDGE,
        STORM,
        "/",
        "#",
        "javascript:x",
        "//",
        "http://[",
        "http://a:b@c:1/",
        "?",
        "/%",
        "/\u00e9",
        "x:y",
    ]
)


@given(st.lists(st.tuples(HREFS | st.text(max_size=12), st.text(max_size=40)), max_size=12))
def test_any_links_are_read(pairs):
    html = "".join(f'<p><a href="{href}">{text}</a></p>' for href, text in pairs)
    for link in story_links(parse_html(html), PAGE):
        assert link.url.startswith("http") or (link.url == "" and bad_address(link.element))
        assert link.key


@given(st.text())
def test_any_address_has_a_score(path):
    assert -20 < url_score("https://blad.example/" + path) < 20
