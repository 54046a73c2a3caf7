"""Lines among a story's paragraphs that are none of it: links to others, photo credits, pleas to subscribe."""

import re
from collections.abc import Mapping

LINKS = {
    "nl": "Lees ook|Lees meer|Lees verder|Bekijk ook|Luister ook|Meer over",
    "en": (
        "Read more|Read next|Read also|Also read|See also|See more|Related|Recommended|More on this story"
        "|Don['’]t miss|Watch|Watch more|Listen|Also on|Keep reading|Must read|Most read|Trending"
    ),
    "de": (
        "Lesen Sie auch|Lesen Sie mehr|Lies auch|Mehr zum Thema|Auch interessant|Lesetipp|Weiterlesen|Zum Thema"
    ),
    "fr": "(?:(?:À|A) )?lire (?:aussi|également)|À lire|(?:(?:À|A) )?voir aussi|Pour aller plus loin",
    "es": (
        "Lea también|Lee también|Leer también|Leer más|Lea además|(?:Te|Le) puede interesar|Ver también"
        "|Mira también"
    ),
    "it": "Leggi anche|Leggi pure|Leggi di più|Vedi anche|Guarda anche|Potrebbe interessarti",
    "pt": "Leia também|Leia mais|Leia ainda|Veja também|Veja mais|Saiba mais|Ler também",
    "sv, no, da": "Läs också|Läs även|Läs mer|Les også|Les mer|Læs også|Læs mere",
    "fi, is": "Lue myös|Lue lisää|Lestu líka|Lesa meira",
    "pl": "(?:Czytaj|Zobacz|Przeczytaj) (?:też|także|również|więcej)",
    "cs, sk": "Čtěte také|Čtěte více|Přečtěte si|Čítajte tiež|Čítajte aj",
    "hu, ro": "Olvasta már|Kapcsolódó cikk(?:ek|ünk)?|Citește și|Citeşte şi|Citiți și|Vezi și",
    "hr, sr, sl, sq": "Pročitajte (?:još|i)|Čitajte još|Preberite (?:še|tudi)|Lexo edhe|Lexo gjithashtu",
    "ru, uk, bg": (
        "Читайте также|Читать далее|Смотрите также|По теме|Читайте також|Читайте ще|Прочетете още|Вижте още"
    ),
    "el, tr": "(?:Διαβάστε|Δείτε) (?:επίσης|ακόμη|περισσότερα)|İlginizi çekebilir|Ayrıca oku|Bunu da oku",
    "id, ms, vi, tl": "Baca juga|Lihat juga|Simak juga|Xem thêm|Đọc thêm|Basahin din",
    "ar, fa, ur, he": "اقرأ أيض(?:ا|ًا|اً)|اقرأ المزيد|بیشتر بخوانید|همچنین بخوانید|مزید پڑھیں|קראו גם",
    "hi, bn, ta, th": "(?:यह|ये|इसे) भी पढ़ें|আরও পড়ুন|மேலும் படிக்க|อ่านเพิ่มเติม|อ่านต่อ",
    "ja, zh, ko": "関連記事|あわせて読みたい|相关阅读|相關閱讀|延伸阅读|延伸閱讀|相关新闻|관련 ?(?:기사|뉴스)",
}
"""What a line of links to other stories opens with, in front of a colon or alone; patterns by language."""
PHOTOS = (
    r"(?:Beeld|Foto|Photo|Photograph|Image|Picture|Pic|Bild|Fotó|Kuva|Zdjęcie|Fot\.|Imagen|Imagem|Immagine"
    r"|Fotoğraf|Фото|Снимка|Φωτ(?:ογραφία|ό)|写真|图片?|圖|사진)s?(?: (?:credit|by|von|di|de|av|door))?"
    r"|Crédits?(?: photos?)?|Bildquelle|Bildnachweis|(?:Media|Image) source"
)
"""What a credit of a photo opens with, in front of a colon."""
CAPTIONS = (
    "(?:Image|Media|Photo|Picture|Video) caption|Image (?:copyright|source)|Media playback is unsupported"
    "|Bildunterschrift|Légende de l['’]image|Pie de foto|Fuente de la imagen"
)
"""What page builders print in front of a caption, with nothing behind it to tell it by."""
PHOTO_AGENCIES = r"Getty Images|Shutterstock|iStock(?:photo)?|Alamy|Imago|Picture Alliance|Unsplash"
PLEAS = {
    "nl": (
        "Meld (?:je|u) aan|Schrijf (?:je|u) in|Abonneer (?:je|u)|Word abonnee|Neem een abonnement|Volg ons"
        "|Deel dit artikel|(?:Wij|We|Deze (?:site|website)) gebruik(?:en|t) cookies|Log in om"
    ),
    "en": (
        "Sign up|Subscribe (?:to|now|today|for)|Follow us|Follow @|Like this story|Click here|Log in|Sign in"
        "|Register (?:now|for free)|Get the app|Download (?:the|our) app|Share this (?:article|story)"
        "|Support (?:our|quality|independent) journalism|Thank you for visiting|You must (?:be logged|confirm|log)"
        "|Please (?:log ?out|log ?in|enable|turn on|subscribe)|(?:We|This (?:site|website)) uses? cookies"
        "|To view this (?:content|video)|This content (?:is provided by|requires)|Already a subscriber"
        "|Tell us what you think|Our community members|Have your say|Join the conversation"
        "|(?:Leave|Post) a comment|View comments|Create an account|(?:Story|Article) continues (?:below|after)"
    ),
    "de": (
        "Melden Sie sich|Jetzt (?:abonnieren|anmelden|registrieren|testen)|Folgen Sie uns"
        "|Newsletter (?:abonnieren|bestellen)|Empfohlener (?:redaktioneller|externer) Inhalt"
        "|An dieser Stelle (?:finden Sie|befindet sich)|Ich bin (?:damit )?einverstanden"
        "|Link zum (?:YouTube|Twitter|Instagram|Facebook|X|TikTok)"
        "|Wir (?:verwenden|nutzen) Cookies|Wir benötigen Ihre|Artikel (?:teilen|merken)"
        "|Dieser Artikel ist (?:nur )?für Abonnenten|Haben Sie Fehler entdeckt|Mit Ihrer Zustimmung"
    ),
    "fr": (
        "Inscrivez-vous|Abonnez-vous|Suivez-nous|Se connecter|Il vous reste|La suite est réservée"
        "|Cet article est réservé|Article réservé|Nous utilisons des cookies|Déjà abonné"
    ),
    "es": (
        "Suscríbete|Suscríbase|Regístrate|Síguenos|Inicia sesión|Utilizamos cookies|Tu suscripción se está"
        "|¿Quieres añadir otro usuario|Si continúas leyendo|Recibe (?:nuestra|la) newsletter|Contenido exclusivo"
    ),
    "it": "Iscriviti|Abbonati|Seguici|Accedi (?:per|o)|Utilizziamo i cookie|Contenuto riservato",
    "pt": "Assine|Inscreva-se|Siga-nos|Clique aqui|Usamos cookies|Conteúdo exclusivo|Entre no canal",
    "sv, no, da, fi": "Prenumerera|Bli prenumerant|Dela artikeln|Logga in|Tilmeld dig|Logg inn|Bli abonnent|Kirjaudu",
    "pl": "Zapisz się|Subskrybuj|Zaloguj się|Udostępnij artykuł",
    "cs, sk, hu, ro": "Přihlaste se|Předplaťte|Prihláste sa|Iratkozz|Iratkozzon|Abonează-te|Urmărește-ne",
    "hr, sr, sq": "Pretplati se|Pretplatite se|Prijavi se|Abonohu",
    "ru, uk, bg, el": "Подпис(?:ывайтесь|аться|ывайся)|Підпис(?:уйтесь|атися)|Абонирай|Последвайте|Εγγραφείτε",
    "tr, id, vi": "Abone ol|Bizi takip|Berlangganan|Ikuti kami|Đăng ký|Theo dõi",
    "ar, fa": "اشترك|تابعونا|عضو شوید",
    "ja, zh, ko": "有料会員|会員登録|この記事は有料|残り[0-9０-９]+文字|分享到|扫一扫|구독|공유하기|무단 ?전재",
}
"""What pleas and notes of the site open with; patterns by language."""
ALONE = (
    "Advertisement|Advertorial|Subscribe|Share|Comments?|Copy link|All rights reserved|Sponsored|Newsletter"
    "|Advertentie|Reageer|Delen|Anzeige|Werbung|Teilen|Merken|Abonnieren|Publicité|Partager|Réagir|S['’]abonner"
    "|Publicidad|Compartir|Suscribirse|Pubblicità|Condividi|Accedi|Publicidade|Compartilhe|Compartilhar|Annons"
    "|Annonse|Annonce|Mainos|Tilaa|Dela|Reklama|Reklam|Udostępnij|Реклама|Поделиться|Поділитися|Paylaş|Bagikan"
    "|Advertensi|مشاركة|ログイン|シェア|登录|로그인"
)
"""Labels of buttons and advertisements, which fill a line."""

COUNTED = (
    r"reacties?|comments?|replies|likes?|shares?|Kommentare?|(?:commentaire|réaction)s?|comentarios?|comentários?"
    r"|comment[oi]|kommentar(?:er|ar)?|kommentarer|kommenttia?|komentarz[ey]?|komentarzy|komentá[řr][ůei]?|hozzászólás"
    r"|comentarii?|komentara?|комментари(?:й|я|ев)|коментар(?:і|ів|а)?|σχόλι[αο]|yorum|komentar|bình luận"
    r"|تعليق(?:ات)?|نظر|評論|评论|コメント|댓글|टिप्पणियां?|মন্তব্য"
)
"""What readers did, behind a number that fills a line with it: "3 reacties"."""

MAX_LINK, MAX_PHOTO, MAX_PLEA = 200, 150, 300
"""Characters of such a line; a longer one is a paragraph that opens with these words."""


def _any(patterns: Mapping[str, str]) -> str:
    return "|".join(patterns.values())


_MARK = r"(?:[►▶•→>*\[(]\s?)?"
_LINK = re.compile(
    rf"{_MARK}(?:(?:{_any(LINKS)})(?:\s?[:：►▶|>–-]|$)"
    r"|(?-i:ALSO READ|READ (?:MORE|NEXT|ALSO)|DON['’]T MISS|SEE MORE|LEES OOK|LEGGI ANCHE|LIRE AUSSI)\b)",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    rf"[(\[]?(?:(?:{PHOTOS})\s?[:：©]|(?:{CAPTIONS})\b|©\s?(?:{PHOTO_AGENCIES}))", re.IGNORECASE
)
_PHOTO_AGENCY = re.compile(rf"\b(?:{PHOTO_AGENCIES})\b[^.!?]{{0,60}}$", re.IGNORECASE)
_PLEA = re.compile(
    rf"{_MARK}(?:(?:{_any(PLEAS)})(?![A-Za-zÀ-žА-я])|(?:{ALONE})[.:…!]{{0,3}}$)", re.IGNORECASE
)
_COUNT = re.compile(rf"\(?\d[\d.,]{{0,9}}\)?\s?(?:{COUNTED})", re.IGNORECASE)


def is_clutter(line: str) -> bool:
    """Tell whether a line between paragraphs is none of the story.

    >>> is_clutter("Lees ook: Storm over Ierland"), is_clutter("Foto: ANP"), is_clutter("Anzeige")
    (True, True, True)
    >>> is_clutter("Watch makers expect a hard year."), is_clutter("Foto’s van de brug gingen de wereld over.")
    (False, False)
    """
    length = len(line)
    return (
        (length <= MAX_LINK and _LINK.match(line) is not None)
        or (length <= MAX_PHOTO and (_PHOTO.match(line) or _PHOTO_AGENCY.search(line)) is not None)
        or (length <= MAX_PLEA and _PLEA.match(line) is not None)
        or (length <= MAX_PHOTO and _COUNT.fullmatch(line) is not None)
    )
