"""agencies.csv and aliases.csv: whom they have, and under which printed names they are found."""

import re
from importlib import resources

import pytest

from newscrawl.datelines import find_agency
from newscrawl.datelines.agencies import agencies, is_printed_alone
from newscrawl.datelines.tables import folded
from newscrawl.times.tables import find_language

PRINTED = """
reuters      Reuters | REUTERS | RTR | Thomson Reuters Foundation | Рейтер | Ройтерс | Ройтърс | Ројтерс | رويترز | رویترز
reuters      רויטרס | Ρόιτερς | ΡΟΪΤΕΡΣ | ロイター | 路透社 | 路透 | 로이터 | रॉयटर्स | রয়টার্স | รอยเตอร์
ap           AP | A.P. | The Associated Press | أ ب | أسوشيتد برس | آسوشیتدپرس | 美联社 | 美聯社 | AP通信 | एपी | Асошиейтед прес
afp          AFP | Agence France-Presse | АФП | Франс Пресс | أ ف ب | أ.ف.ب | ا ف ب | اف ب | فرانس برس | 法新社 | AFP통신 | एएफपी
dpa          dpa | DPA | Deutsche Presse-Agentur | ДПА | د ب أ | د.ب.أ | 德新社 | DPA通信
efe          EFE | Efe | EFECOM | ЭФЕ | إفي | 埃菲社 | エフェ通信
ansa         ANSA | Ansa | АНСА | أنسا | 安莎社 | ANSA通信
tass         TASS | ITAR-TASS | ТАСС | ИТАР-ТАСС | تاس | 塔斯社 | タス通信 | 타스통신
ria          RIA Novosti | РИА Новости | РИА «Новости» | РІА Новини | 俄新社 | نوفوستي
interfax     Interfax | Интерфакс | ИНТЕРФАКС | Інтерфакс | إنترفاكس | 国际文传电讯社 | インタファクス通信
interfax-ua  Interfax-Ukraine | Інтерфакс-Україна | Интерфакс-Украина
sputnik      俄罗斯卫星通讯社 | سبوتنيك | スプートニク通信
xinhua       Xinhua | 新华社 | 新華社 | 据新华社 | Синьхуа | شينخوا | 신화통신 | Tân Hoa Xã | सिन्हुआ
cns          中新社 | 中新网 | China News Service
cna-tw       中央社 | 中央通訊社 | Central News Agency
hkcna        中通社
kyodo        Kyodo | KYODO NEWS | 共同通信 | 共同社 | Киодо | كيودو | 교도통신
jiji         Jiji | JIJI PRESS | 時事通信 | 时事社 | AFP=時事 | 지지통신
yonhap       Yonhap | 연합뉴스 | 韩联社 | 韓聯社 | 聯合ニュース | Ёнхап | يونهاب
newsis       Newsis | 뉴시스
news1        뉴스1
kcna         KCNA | 조선중앙통신 | 朝中社 | 朝鮮中央通信 | ЦТАК
bloomberg    Bloomberg | BLOOMBERG | Блумберг | بلومبرغ | 彭博社 | ブルームバーグ | 블룸버그
pti          PTI | पीटीआई | 印度报业托拉斯
ians         IANS | आईएएनएस
ani          एएनआई | Asian News International
uni          यूनीवार्ता
bss          বাসস
rss-np       रासस
antara       ANTARA | 安塔拉社
bernama      Bernama | BERNAMA | 马新社
vna          TTXVN | Thông tấn xã Việt Nam | 越通社 | 베트남통신
tna          สำนักข่าวไทย
montsame     МОНЦАМЭ | Montsame | 蒙通社
aa           Anadolu | Anadolu Ajansı | الأناضول | Анадолу | 阿纳多卢通讯社 | アナトリア通信
irna         IRNA | ایرنا | إرنا | ИРНА | 伊通社
isna         ISNA | ایسنا
tasnim       Tasnim | تسنیم | تسنيم | Тасним
fars         خبرگزاری فارس | Fars News Agency
mena         أ ش أ | أ.ش.أ | 中东社
spa          واس | Saudi Press Agency
wam          وام
kuna         KUNA | كونا
qna          ق ن أ | وكالة الأنباء القطرية
ona-om       العمانية
sana         SANA | سانا
nna          الوكالة الوطنية للإعلام
wafa         WAFA | وكالة وفا
map          Maghreb Arabe Presse | و م ع
aps          Algérie Presse Service | وكالة الأنباء الجزائرية
ctk          ČTK | CTK | čtk | ЧТК
tasr         TASR
sita         Slovenská tlačová agentúra
bta          БТА | Българска телеграфна агенция
tanjug       Tanjug | TANJUG | Танјуг | Танюг
hina         Hina | HINA
mti          MTI
ukrinform    Ukrinform | Укрінформ | УКРІНФОРМ | Укринформ
unian        УНІАН | УНИАН | UNIAN
belta        БЕЛТА | БелТА | BelTA
kazinform    Казинформ | ҚазАқпарат | Kazinform
uza          УзА | ЎзА
armenpress   Armenpress | Արմենպրես | АРМЕНПРЕСС
azertac      AZERTAC | Azərtac | АЗЕРТАДЖ
anampa       ΑΠΕ-ΜΠΕ | ANA-MPA | AMNA
cna-cy       ΚΥΠΕ
keystone-sda Keystone-SDA | Keystone-ATS
belga        Belga | BELGA
lusa         Lusa | LUSA
agerpres     AGERPRES
ntb          NTB | ©NTB
ritzau       Ritzau | ritzau
stt          STT
telam        Télam | TELAM
andina       Agencia Andina
notimex      Notimex
cp           The Canadian Press | La Presse Canadienne | 加通社
prensalatina Prensa Latina | 拉美社
nzme         NZME
red          Our Correspondent | van onze correspondent | 本报 | 本報記者 | собкор | مراسلنا | निज संवाददाता
agencies     News Agencies | Agenturen | Persbureaus | وكالات | الوكالات | סוכנויות | एजेंसी
"""
"""Names as papers print them, in the scripts of many; two lines where one is too short."""

SHARED = [
    ("AA", "tr", "aa"),
    ("ANA", "el", "anampa"),
    ("ANI", "ar", "nna"),
    ("ANI", "hi", "ani"),
    ("BNA", "ar", "bna"),
    ("BNA", "fa", "bakhtar"),
    ("CNA", "el", "cna-cy"),
    ("CNA", "zh", "cna-tw"),
    ("CNS", "zh", "cns"),
    ("CNS", "en", "cathnews"),
    ("MNA", "fa", "mna"),
    ("MNA", "my", "mna-mm"),
    ("ACN", "es", "acn-cu"),
    ("ACN", "ca", "acn-cat"),
    ("共同", "ja", "kyodo"),
    ("時事", "ja", "jiji"),
    ("भाषा", "hi", "pti"),
    ("وفا", "ar", "wafa"),
    ("وام", "ar", "wam"),
    ("كونا", "ar", "kuna"),
    ("قنا", "ar", "qna"),
    ("ق.ن.أ", "ar", "qna"),
    ("مهر", "fa", "mna"),
    ("АП", "ru", "ap"),
]


def printed() -> list[tuple[str, str]]:
    lines = [line.split(None, 1) for line in PRINTED.strip().splitlines()]
    return [(name, key) for key, names in lines for name in names.split(" | ")]


def test_printed_names_are_many_and_of_many_scripts() -> None:
    names = [name for name, _ in printed()]
    assert len(set(names)) == len(names) >= 120
    scripts = [
        "a-zA-Z",
        "а-яА-Я",
        "ء-ي",
        "\u3400-\u9fff",
        "ァ-ヴ",
        "가-힣",
        "ऀ-ॿ",
        "ঀ-৿",
        "א-ת",
        "α-ωΑ-Ω",
        "ก-๛",
        "Ա-ֆ",
    ]
    assert [script for script in scripts if not any(re.search(f"[{script}]", name) for name in names)] == []


@pytest.mark.parametrize(("name", "expected"), printed())
def test_printed_names_are_found(name: str, expected: str) -> None:
    assert find_agency(name) == expected


@pytest.mark.parametrize(("name", "language", "expected"), SHARED)
def test_codes_that_are_words_or_shared(name: str, language: str, expected: str) -> None:
    assert find_agency(name, language=language) == expected
    assert not is_printed_alone(name)


@pytest.mark.parametrize(
    "name",
    ["Washington Post", "Kabar", "NAMPA", "atop", "САНА", "Reforma", "Zenit", "Прайм", "سبأ", "共同", "本社"],
)
def test_words_towns_and_papers_are_no_agency_without_parentheses(name: str) -> None:
    assert not is_printed_alone(name)


def test_there_are_many() -> None:
    assert len(agencies()) >= 170
    assert len({row.country for row in agencies()}) >= 100


def test_countries_are_of_iso_3166() -> None:
    table = resources.files("tzdata").joinpath("zoneinfo/iso3166.tab").read_text(encoding="utf-8")
    countries = {line.split("\t")[0] for line in table.splitlines() if not line.startswith("#")}
    assert len(countries) > 240
    assert {row.country for row in agencies()} - countries == {""}
    assert {row.id for row in agencies() if not row.country} == {"agencies", "red"}


def test_languages_are_of_iso_639() -> None:
    languages = {language for row in agencies() for language in row.languages}
    assert [language for language in sorted(languages) if find_language(language) is None] == []
    assert all(len(row.languages) == len(set(row.languages)) for row in agencies())


def test_a_name_is_one_agencys_and_stands_once() -> None:
    owners: dict[str, set[str]] = {}
    for row in agencies():
        assert len(set(row.aliases)) == len(row.aliases), row.id
        assert len(set(row.ambiguous)) == len(row.ambiguous), row.id
        assert not set(row.aliases) & set(row.ambiguous), row.id
        for alias in row.aliases:
            owners.setdefault(folded(alias), set()).add(row.id)
    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}
    codes = {(code, row.id) for row in agencies() for code in row.ambiguous}
    assert [(code, key) for code, key in sorted(codes) if folded(code) in owners] == []


def test_cells_are_clean() -> None:
    for row in agencies():
        for alias in (*row.aliases, *row.ambiguous):
            assert alias == " ".join(alias.split()) != "", row.id
            assert len(alias) <= 60, alias  # find_agency looks at no longer ones
            assert not re.search(r"[\u200b\u200e\u200f\ufeff,;()]", alias), alias


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("anp", "agency"),
        ("bbc", "outlet"),
        ("prnewswire", "release"),
        ("red", "own"),
        ("agencies", "unnamed"),
    ],
)
def test_the_kind_of_a_credit(agency, kind):
    assert next(row.kind for row in agencies() if row.id == agency) == kind


def test_kinds_are_few():
    assert {row.kind for row in agencies()} == {"agency", "outlet", "release", "own", "unnamed"}
